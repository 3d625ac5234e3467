"""Where in a cleaned recording the caller's words begin and end: told from both sides of the moment.

    cleaned    ....:=###==:#=::--..    without the room's ringing, against the loudest within a second
    speech     ......#############..   the detector's word, late at both ends
    likely     ....##########.##....   both weighed

A canceller leaves rests of the echo, and what takes those out blunts the words; a recording can be heard
again, so the detector's word of the next moment helps to tell a word's weak end from a rest of echo. Lives
here: that weighing. Must not know: how the echo was cancelled, who broke in, how a room rings.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.audio.pcm import Pcm
from simulator.hearing.quality import levels_dbfs
from simulator.hearing.reverberation import dry

SOON = 3.7
"""Weight of the detector's word, mean over the 5th to the 13th frame from here; at once it adds nothing."""
PER_DB = 0.17
"""Weight of the level, 30 ms around, against the loudest within a second."""
BIAS = 3.6
"""All three by logistic regression over the frames within 300 ms of an edge, on the development split of
`benchmarks/turns`, and rounded to what gives its edges no bias: the level counts down to 21 dB below the
loudest without the detector's word, to 43 with it."""

_LOWEST_DBFS = -75.0
_FARTHEST_DB = -45.0
_AROUND = 100


def likely(clean: Pcm, speech: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each 10 ms frame, whether the caller rather speaks than not.

    `speech`: shape (frames,), the detector's word over `clean`.
    """
    if not len(speech):
        return speech
    level = _mean(np.maximum(levels_dbfs(clean)[: len(speech)], _LOWEST_DBFS), -1, 2)
    level = dry(level, _LOWEST_DBFS)
    loudest = sliding_window_view(np.pad(level, _AROUND, mode="edge"), 2 * _AROUND + 1).max(axis=1)
    said = speech.astype(np.float64)
    weighed = PER_DB * np.maximum(level - loudest, _FARTHEST_DB)
    weighed += SOON * _mean(said, 5, 14) + BIAS
    return np.asarray(weighed > 0)


def _mean(values: NDArray[np.float64], first: int, end: int) -> NDArray[np.float64]:
    """Of each frame's neighbours from `first` up to `end`; beyond the ends the last one goes on."""
    padded = np.pad(values, (max(0, -first), max(0, end - 1)), mode="edge")
    start = max(0, -first) + first
    windows = sliding_window_view(padded[start:], end - first)[: len(values)]
    result: NDArray[np.float64] = windows.mean(axis=1)
    return result
