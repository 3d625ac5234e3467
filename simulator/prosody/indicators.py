"""Pitch range, energy and articulation rate of the caller's speech, and the pace over the call. Pure.

None of it says good or bad: a microphone's gain moves the energy and a voice its pitch, so a number means
something only beside the same caller's other calls.
"""

from dataclasses import dataclass

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

WINDOW_MS = 5000
"""The pace is taken over this much of the call at a time."""

LEAST_SPEECH_MS = 1500
"""A window with less speech has no pace."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Syllables per second of speech in one window of the call."""

    window: Segment
    syllables_per_s: float


@dataclass(frozen=True, slots=True)
class Indicators:
    """The voice of one party in one call. None where there was too little speech to tell.

    pitch_range_semitones: from the tenth to the ninetieth percentile of the voiced frames. energy_dbfs: the
    median level of the speech; energy_range_db: from its tenth to its ninetieth percentile.
    articulation_per_s: syllables per second of speech, pauses left out.
    """

    speech_ms: int
    pitch_median_hz: float | None = None
    pitch_range_semitones: float | None = None
    energy_dbfs: float | None = None
    energy_range_db: float | None = None
    articulation_per_s: float | None = None
    pace: tuple[Pace, ...] = ()

    def measures(self) -> dict[str, float]:
        """The numbers by name, as the history keeps them; what is None is left out."""
        found = {
            "pitch_median_hz": self.pitch_median_hz,
            "pitch_range_semitones": self.pitch_range_semitones,
            "energy_dbfs": self.energy_dbfs,
            "energy_range_db": self.energy_range_db,
            "articulation_per_s": self.articulation_per_s,
        }
        return {name: value for name, value in found.items() if value is not None}


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
    return Indicators(
        speech.duration,
        round(float(middle), 1),
        round(float(12 * np.log2(high / low)), 2),
        round(float(usual), 1),
        round(float(loud - quiet), 1),
        round(1000 * len(nuclei) / speech.duration, 2),
        _pace(nuclei, speech),
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


def _pace(nuclei: tuple[int, ...], speech: Timeline) -> tuple[Pace, ...]:
    extent = speech.extent
    if extent is None:
        return ()
    found: list[Pace] = []
    for start in range(extent.start, extent.end, WINDOW_MS):
        window = Segment(start, start + WINDOW_MS)
        spoken = speech.within(window).duration
        if spoken >= LEAST_SPEECH_MS:
            count = sum(window.contains(at) for at in nuclei)
            found.append(Pace(window, round(1000 * count / spoken, 2)))
    return tuple(found)
