"""From an engine's raw sound to a clip: only the speech, at one loudness, on whole ticks.

    raw       "......SSSSS........SSSS......."      50 ms a character
    clip            "SSSSS.....SSSS"                inner silence shortened to 400 ms at most, edges cut

Engines put 300 to 500 ms of silence around and between sentences. Left in, each would be measured as
somebody's pause, or taken for the end of the turn.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Clip, from_float
from simulator.audio.resample import resample
from simulator.protocols import EngineError

FLOOR_DB = -45.0
"""Windows of 10 ms that are this far below the loudest one are silence; the th of "thanks" is above it."""

ACTIVE_DB = -25.0
"""Windows above this, relative to the loudest, count for the loudness: the voiced parts."""

LOUDNESS_DBFS = -20.0
"""RMS of the voiced parts of every clip, relative to full scale."""

PEAK = 0.97
"""No sample gets louder than this; a clip with higher peaks stays below the common loudness."""

LONGEST_SILENCE_MS = 400
"""Inside a clip. A pause that means something is a scenario's `pause_ms`, between two clips."""

_FADE = SAMPLE_RATE * 3 // 1000


def finish(samples: NDArray[np.float32], rate: float) -> Clip:
    """Mono float samples, shape (n,), at `rate` hertz, as the clip of the speech in them.

    Raises EngineError where there is no sound in them.
    """
    sound = resample(np.nan_to_num(np.asarray(samples, dtype=np.float32)), rate)
    sound = np.pad(sound, (0, -len(sound) % FRAME))
    windows = sound.reshape(-1, FRAME)
    power = (windows.astype(np.float64) ** 2).mean(axis=1)
    if not len(power) or power.max() < 1e-8:
        raise EngineError("the voice engine gave no sound", "choose another voice")
    level = 10 * np.log10(power / power.max() + 1e-12)
    kept = windows[_kept(level > FLOOR_DB)].reshape(-1)
    active = power[level > ACTIVE_DB].mean()
    gain = 10 ** (LOUDNESS_DBFS / 20) / np.sqrt(active)
    kept = kept * min(gain, PEAK / np.abs(kept).max())
    ramp = np.linspace(0, 1, _FADE, dtype=np.float32)
    kept[:_FADE] *= ramp
    kept[-_FADE:] *= ramp[::-1]
    return Clip(from_float(kept))


def _kept(heard: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Indices of the windows to keep: speech with one window around it, and silences up to the longest."""
    loud = np.flatnonzero(heard)
    first, last = max(0, loud[0] - 1), min(len(heard) - 1, loud[-1] + 1)
    longest = LONGEST_SILENCE_MS // 10
    keep = np.ones(len(heard), dtype=bool)
    keep[:first] = keep[last + 1 :] = False
    for before, after in pairwise(loud):
        if (silent := after - before - 1) > longest:
            keep[before + 1 + longest // 2 : before + 1 + longest // 2 + silent - longest] = False
    return np.flatnonzero(keep)
