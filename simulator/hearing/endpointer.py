"""From voiced frames to onsets and offsets: the only hysteresis in the program, live and offline alike.

    voiced   ..#..####.###..........      10 ms a character
    onset         ^ back-dated to the first voiced frame
    offset                ^ back-dated to the last voiced frame, less the detector's hangover

    unsure   ..???????###...???.....      sounds wait for somebody to say that they are speech:
    onset      ^ these were, so the onset is theirs; the later ones were not

An onset is confirmed by `onset_ms` of voiced frames within `onset_window_ms`; an offset by `ipu_gap_ms` of
silence, so what comes out are IPUs. Lives here: the rule. Must not know: audio, detectors, who is speaking.
"""

from collections import deque
from dataclasses import dataclass

from simulator.timeline import THRESHOLDS, Thresholds, Voicing

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
    """Feed it what the detector says, once a tick. Times are milliseconds since its first tick."""

    def __init__(self, thresholds: Thresholds = THRESHOLDS, hangover_ms: int = 0) -> None:
        self._thresholds = thresholds
        self._hangover = hangover_ms
        self._now = 0
        self._marks: deque[int] = deque()
        self._sure_until = 0
        self._recent: deque[int] = deque()
        self._onset: int | None = None
        self._last_voiced_end = 0

    @property
    def speaking(self) -> bool:
        return self._onset is not None

    @property
    def stirring(self) -> bool:
        """Sounds of the last moments may yet turn out to be speech."""
        return bool(self._marks or self._recent) and not self.speaking

    def step(self, voiced: bool | Voicing) -> Onset | Offset | None:
        start, self._now = self._now, self._now + TICK_MS
        if voiced in (Voicing.SPEECH, Voicing.UNSURE):
            self._marks.append(start)
        if voiced in (Voicing.SPEECH, Voicing.CONFIRMS):
            self._forget_unlinked()
            self._sure_until = self._now
        event = self._settle()
        if event is None and self._onset is not None and self._now - self._end() >= self._gap:
            waiting = self._marks and self._marks[0] - self._end() < self._gap
            return None if waiting else self._ended()
        return event

    def skip(self, voiced: bool, ms: int) -> bool:
        """Goes `ms` on at once where every tick would say the same and bring no event; False where not."""
        if self._marks or voiced != self.speaking:
            return False
        self._now += ms
        if voiced:
            self._sure_until = self._last_voiced_end = self._now
        return True

    def flush(self) -> Offset | None:
        """Ends an IPU that is still open, as the end of a recording does."""
        return None if self._onset is None else self._ended()

    @property
    def _gap(self) -> int:
        return self._thresholds.ipu_gap_ms

    def _settle(self) -> Onset | Offset | None:
        """Takes the marks whose fate is known, up to the first event; the rest comes with the next tick."""
        while self._marks:
            mark = self._marks[0]
            if mark >= self._sure_until:
                if self._now - mark <= self._thresholds.confirm_ms:
                    return None
                self._marks.popleft()
            elif self._onset is not None and mark - self._end() >= self._gap:
                return self._ended()
            else:
                self._marks.popleft()
                if (onset := self._take(mark)) is not None:
                    return onset
        return None

    def _forget_unlinked(self) -> None:
        """Of the sounds that wait, only the run that leads up to now is what has been confirmed."""
        for index in range(len(self._marks) - 1, 0, -1):
            if self._marks[index - 1] < self._sure_until:
                return
            if self._marks[index] - self._marks[index - 1] > self._thresholds.link_ms:
                for _ in range(index):
                    self._marks.popleft()
                return

    def _take(self, mark: int) -> Onset | None:
        if self._onset is not None:
            self._last_voiced_end = mark + TICK_MS
            return None
        self._recent.append(mark)
        while self._recent[0] <= mark - self._thresholds.onset_window_ms:
            self._recent.popleft()
        if len(self._recent) * TICK_MS < self._thresholds.onset_ms:
            return None
        self._onset = self._recent[0]
        self._last_voiced_end = mark + TICK_MS
        self._recent.clear()
        return Onset(self._onset)

    def _ended(self) -> Offset:
        assert self._onset is not None
        offset = Offset(self._onset, self._end())
        self._onset = None
        return offset

    def _end(self) -> int:
        assert self._onset is not None
        return max(self._onset + TICK_MS, self._last_voiced_end - self._hangover)
