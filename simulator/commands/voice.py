"""The caller's voice as a report shows it: the whole call, its course, and both beside the earlier calls."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.audio.pcm import Pcm
    from simulator.history.baseline import Baseline
    from simulator.prosody import Indicators
    from simulator.rehearsal import Result
    from simulator.reports.html.call import Course, Figure
    from simulator.sessions.store import Session

FIGURES = (
    ("pitch_range_semitones", "Pitch range", "semitones"),
    ("pitch_median_hz", "Pitch", "Hz"),
    ("energy_dbfs", "Loudness", "dBFS"),
    ("energy_range_db", "Loudness, range", "dB"),
    ("articulation_per_s", "Pace", "syllables per second of speech"),
)
"""The measures of a voice by name, with the words and the unit that a report gives them."""

COURSES = (
    ("pitch_hz", "Pitch", "Hz", "pitch_low_hz", "pitch_high_hz"),
    ("energy_dbfs", "Loudness", "dBFS", "energy_low_dbfs", "energy_high_dbfs"),
    ("syllables_per_s", "Pace", "syllables/s", "pace_low_per_s", "pace_high_per_s"),
)
"""What is drawn over the call, its words and unit, and the measures between which it usually is."""


def heard(result: "Result", caller: "Pcm") -> "Indicators":
    """The caller's voice in a scored call."""
    from simulator.prosody import indicators

    return indicators(caller, result.scorecard.caller)


def usual_of(session: "Session | None") -> "Mapping[str, Baseline]":
    """The caller's usual measures, where there is a history of earlier calls."""
    from simulator.history.baseline import baseline
    from simulator.history.errors import HistoryError
    from simulator.history.store import FILE, History

    path = session.folder.parent / FILE if session else None
    if session is None or path is None or not path.is_file():
        return {}
    try:
        with History(path) as history:
            return baseline(history, session.id, session.meta.caller)
    except HistoryError:
        return {}  # a report needs no history; `simulator history` says what is wrong with it


def figures(voice: "Indicators", usual: "Mapping[str, Baseline]") -> "tuple[Figure, ...]":
    """Each measure of the whole call beside the caller's usual one."""
    from simulator.reports.html.call import Figure

    found = voice.measures()
    return tuple(
        Figure(
            words,
            f"{found[name]:g}",
            unit,
            f"{usual[name].median:g} ({usual[name].calls} calls)" if name in usual else "",
        )
        for name, words, unit in FIGURES
        if name in found
    )


def courses(voice: "Indicators", usual: "Mapping[str, Baseline]") -> "tuple[Course, ...]":
    """Pitch, loudness and pace over the call, each with the band that the caller's voice is usually in."""
    from simulator.reports.html.call import Course

    found = []
    for name, words, unit, low, high in COURSES:
        points = tuple((s.window, getattr(s, name)) for s in voice.course)
        band = (usual[low].median, usual[high].median) if low in usual and high in usual else None
        calls = usual[low].calls if band else 0
        if any(value is not None for _, value in points):
            found.append(Course(words, unit, points, band, calls))
    return tuple(found)


def to_dict(voice: "Indicators", usual: "Mapping[str, Baseline]") -> dict[str, Any]:
    """The same as JSON values."""
    from simulator.prosody import MEASURES

    course = [
        {
            "start_ms": s.window.start,
            "end_ms": s.window.end,
            "pitch_hz": s.pitch_hz,
            "energy_dbfs": s.energy_dbfs,
            "syllables_per_s": s.syllables_per_s,
        }
        for s in voice.course
    ]
    return {
        **voice.measures(),
        "course": course,
        "usual": {name: asdict(usual[name]) for name in MEASURES if name in usual},
    }
