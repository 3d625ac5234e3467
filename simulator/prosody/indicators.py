"""Pitch, energy and articulation rate of the caller's speech, as a whole and over the call. Pure.

None of it says good or bad: a microphone's gain moves the energy and a voice its pitch, so a number means
something only beside the same caller's other calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import TICK_MS, Pcm
from simulator.hearing.quality import SILENCE_DBFS, levels_dbfs
from simulator.prosody.pitch import PitchTrack, pitch_track
from simulator.timeline import Segment, Timeline

LEAST_VOICED_MS = 2000
"""With less voiced speech nothing is said about a voice."""

NUCLEUS_DIP_DB = 2.0
"""Between two syllables the level falls by this much (de Jong and Wempe 2009)."""

NUCLEUS_RANGE_DB = 25.0
"""A syllable's nucleus is at most this much under the loudest speech (de Jong and Wempe 2009)."""

WINDOW_MS, HOP_MS = 5000, 2500
"""Over the call the voice is taken for so much at a time, every so often."""

LEAST_SPEECH_MS = 1500
"""A window with less speech says nothing."""

LEAST_PITCH_MS = 300
"""With less voiced speech a window has no pitch."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The voice in one window of the call. Pitch and energy are medians; pitch is None for a whisper."""

    window: Segment
    pitch_hz: float | None
    energy_dbfs: float
    syllables_per_s: float


@dataclass(frozen=True, slots=True)
class Indicators:
    """The voice of one party in one call. None where there was too little speech to tell.

    pitch_range_semitones: from the tenth to the ninetieth percentile of the voiced frames. energy_dbfs: the
    median level of the speech; energy_range_db: from its tenth to its ninetieth percentile.
    articulation_per_s: syllables per second of speech, pauses left out. low and high: where the voice mostly
    is over the call, from the tenth to the ninetieth percentile of the windows in `course`.
    """

    speech_ms: int
    pitch_median_hz: float | None = None
    pitch_range_semitones: float | None = None
    energy_dbfs: float | None = None
    energy_range_db: float | None = None
    articulation_per_s: float | None = None
    pitch_low_hz: float | None = None
    pitch_high_hz: float | None = None
    energy_low_dbfs: float | None = None
    energy_high_dbfs: float | None = None
    pace_low_per_s: float | None = None
    pace_high_per_s: float | None = None
    course: tuple[Stretch, ...] = ()

    def measures(self) -> dict[str, float]:
        """The numbers by name, as the history keeps them; what is None is left out."""
        found = {name: getattr(self, name) for name in MEASURES}
        return {name: value for name, value in found.items() if value is not None}


MEASURES = tuple(f.name for f in fields(Indicators) if f.name not in ("speech_ms", "course"))
"""The names of what is measured over a whole call."""


def indicators(samples: Pcm, speech: Timeline) -> Indicators:
    """What the voice in `samples` is like where `speech` says that it speaks."""
    track = pitch_track(samples, speech)
    voiced = track.voiced
    if len(voiced) * TICK_MS < LEAST_VOICED_MS:
        return Indicators(speech.duration)
    low, middle, high = np.percentile(voiced, (10, 50, 90))
    levels = levels_dbfs(samples)
    places = np.concatenate([_frames(s, len(levels)) for s in speech])
    quiet, usual, loud = np.percentile(levels[places], (10, 50, 90))
    nuclei = syllable_nuclei(levels, track, speech)
    course = _course(levels, track, nuclei, speech)
    return Indicators(
        speech.duration,
        round(float(middle), 1),
        round(float(12 * np.log2(high / low)), 2),
        round(float(usual), 1),
        round(float(loud - quiet), 1),
        round(1000 * len(nuclei) / speech.duration, 2),
        *_mostly([s.pitch_hz for s in course], 1),
        *_mostly([s.energy_dbfs for s in course], 1),
        *_mostly([s.syllables_per_s for s in course], 2),
        course,
    )


def syllable_nuclei(levels: NDArray[np.float64], track: PitchTrack, speech: Timeline) -> tuple[int, ...]:
    """The moments of the syllables' nuclei, in ms: voiced peaks of the level with a dip before each.

    levels: dBFS every 10 ms. After de Jong and Wempe (2009), "Praat script to detect syllable nuclei and
    measure speech rate automatically".
    """
    smooth = np.convolve(np.maximum(levels, SILENCE_DBFS), _SMOOTH, mode="same")
    spoken = [smooth[_frames(segment, len(levels))] for segment in speech]
    if not spoken:
        return ()
    floor = float(np.percentile(np.concatenate(spoken), 99)) - NUCLEUS_RANGE_DB
    found: list[int] = []
    for segment in speech:
        for place in _peaks(smooth, segment, floor):
            at = place * TICK_MS + TICK_MS // 2
            if track.at(at) > 0:
                found.append(at)
    return tuple(found)


_SMOOTH = np.hanning(9)[1:-1] / np.hanning(9)[1:-1].sum()
"""70 ms: shorter than a syllable, longer than a period of the lowest voice."""


def _peaks(levels: NDArray[np.float64], segment: Segment, floor: float) -> list[int]:
    """Peaks above `floor` that stand at least `NUCLEUS_DIP_DB` over the dip before them and after them."""
    found: list[int] = []
    dip = SILENCE_DBFS
    top, place = SILENCE_DBFS, -1
    for frame in range(segment.start // TICK_MS, min(segment.end // TICK_MS, len(levels))):
        level = float(levels[frame])
        if place < 0:
            dip = min(dip, level) if dip > SILENCE_DBFS else level
            if level - dip >= NUCLEUS_DIP_DB or (not found and level > floor):
                top, place = level, frame
        elif level > top:
            top, place = level, frame
        elif top - level >= NUCLEUS_DIP_DB:
            if top > floor:
                found.append(place)
            dip, place = level, -1
    if place >= 0 and top > floor:
        found.append(place)
    return found


def _frames(segment: Segment, count: int) -> NDArray[np.int64]:
    return np.arange(min(segment.start // TICK_MS, count), min(segment.end // TICK_MS, count), dtype=np.int64)


def _mostly(values: Sequence[float | None], digits: int) -> tuple[float | None, float | None]:
    """From where to where the values mostly are; None where there are none."""
    known = [value for value in values if value is not None]
    if not known:
        return None, None
    low, high = np.percentile(known, (10, 90))
    return round(float(low), digits), round(float(high), digits)


def _course(
    levels: NDArray[np.float64], track: PitchTrack, nuclei: tuple[int, ...], speech: Timeline
) -> tuple[Stretch, ...]:
    extent = speech.extent
    if extent is None:
        return ()
    found: list[Stretch] = []
    for start in range(extent.start, extent.end, HOP_MS):
        window = Segment(start, start + WINDOW_MS)
        spoken = speech.within(window)
        if spoken.duration < LEAST_SPEECH_MS:
            continue
        inside = track.hz[(track.ms >= window.start) & (track.ms < window.end)]
        voiced = inside[inside > 0]
        loud = levels[np.concatenate([_frames(segment, len(levels)) for segment in spoken])]
        count = sum(window.contains(at) for at in nuclei)
        found.append(
            Stretch(
                window,
                round(float(np.median(voiced)), 1) if len(voiced) * TICK_MS >= LEAST_PITCH_MS else None,
                round(float(np.median(loud)), 1),
                round(1000 * count / spoken.duration, 2),
            )
        )
    return tuple(found)
