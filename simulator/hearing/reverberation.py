"""What a room lets ring after a sound, told from the recording itself.

    level    ..=####====---___....     a word, and the room after it
    falls         0 -7 -12 -17 -22     in 20, 50, 100, 150 ms: as steeply as the level ever falls
    dry      ..=####=.............

Nothing in a room dies away faster than the room lets it. So the steepest falls in a recording are the room's
own; and where the level falls as steeply as that, nobody speaks any more. In a dry room words fall so steeply
only where they end. Lives here: that curve, and levels without what it explains. Must not know: echo, speech.
"""

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.float64]
"""dBFS of each 10 ms frame, shape (frames,)."""

EARLY = 5
"""Frames after a sound that still belong to it: up to 50 ms, reflections are heard as one with it."""
LATE = 30
"""Frames of ringing that are looked at."""
STEEPEST = 3.0
"""Percent of the falls that are taken for the room's own ..."""
MARGIN_DB = 2.0
"""... and by how much a room's may be less steep. With 2 to 5 percent, 0 to 3 dB and a LATE of 200 to 450 ms,
the development split of `benchmarks/turns` gives the same ends."""

_LOUD_DB = 30.0
"""Above the quietest tenth: only from such frames can a fall be seen whole."""
_LEAST = 300
"""Such frames: in less than three seconds of voice a single word's weak end would pass for the room's."""


def falls(level: Levels) -> Levels:
    """Decibels by which the level falls in 0, 1, ... LATE frames where it does so as steeply as it ever does;
    minus infinity where the recording does not tell. Shape (LATE + 1,)."""
    found = np.full(LATE + 1, -np.inf)
    if not len(level):
        return found
    loud = level > np.percentile(level, 10) + _LOUD_DB
    for late in range(1, min(len(level), LATE + 1)):
        before = loud[:-late]
        if np.count_nonzero(before) >= _LEAST:
            found[late] = np.percentile((level[late:] - level[:-late])[before], STEEPEST)
    return found


def dry(level: Levels, floor_dbfs: float) -> Levels:
    """The levels without what the room lets ring, shape (frames,); nothing is lower than the floor."""
    power, ringing = 10 ** (level / 10), np.zeros_like(level)
    fallen = 10 ** ((falls(level) + MARGIN_DB) / 10)
    for late in range(EARLY, min(len(level), LATE + 1)):
        ringing[late:] = np.maximum(ringing[late:], fallen[late] * power[:-late])
    result: Levels = 10 * np.log10(np.maximum(power - ringing, 10 ** (floor_dbfs / 10)))
    return result
