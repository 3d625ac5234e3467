"""From voiced frames to onsets and offsets: the only hysteresis in the program, live and offline alike.

    voiced   ..#..####.###..........      10 ms a character
    onset         ^ back-dated to the first voiced frame
    offset                ^ back-dated to the last voiced frame, less the detector's hangover

An onset is confirmed by `onset_ms` of voiced frames within `onset_window_ms`; an offset by `ipu_gap_ms` of
silence, so what comes out are IPUs. Lives here: the rule. Must not know: audio, detectors, who is speaking.
"""

from collections import deque
from dataclasses import dataclass

from simulator.timeline import THRESHOLDS, Thresholds

TICK_MS = 10


@dataclass(frozen=True, slots=True)
class Onset:
    """Confirmed speech that began at `at` ms."""

    at: int


@dataclass(frozen=True, slots=True)
class Offset:
    """A confirmed end: the IPU was [onset, at) ms."""

    onset: int
    at: int


class Endpointer:
    """Feed it one flag a tick. Times are milliseconds since its first tick."""

    def __init__(self, thresholds: Thresholds = THRESHOLDS, hangover_ms: int = 0) -> None:
        self._thresholds = thresholds
        self._hangover = hangover_ms
        self._now = 0
        self._recent: deque[int] = deque()
        self._onset: int | None = None
        self._last_voiced_end = 0

    @property
    def speaking(self) -> bool:
        return self._onset is not None

    def step(self, voiced: bool) -> Onset | Offset | None:
        start, self._now = self._now, self._now + TICK_MS
        if self._onset is None:
            return self._listen(start) if voiced else None
        if voiced:
            self._last_voiced_end = self._now
        elif self._now - self._end() >= self._thresholds.ipu_gap_ms:
            return self.flush()
        return None

    def flush(self) -> Offset | None:
        """Ends an IPU that is still open, as the end of a recording does."""
        if self._onset is None:
            return None
        offset = Offset(self._onset, self._end())
        self._onset = None
        return offset

    def _listen(self, start: int) -> Onset | None:
        self._recent.append(start)
        while self._recent[0] <= start - self._thresholds.onset_window_ms:
            self._recent.popleft()
        if len(self._recent) * TICK_MS < self._thresholds.onset_ms:
            return None
        self._onset = self._recent[0]
        self._last_voiced_end = self._now
        self._recent.clear()
        return Onset(self._onset)

    def _end(self) -> int:
        assert self._onset is not None
        return max(self._onset + TICK_MS, self._last_voiced_end - self._hangover)
