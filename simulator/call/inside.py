"""The caller's voice inside a line: how long it has lasted, what was read of it, whether it takes the floor.

    caller  "..CCC..CCCCC..."      one voice, since the silence in it is short
    read    ".....R..R.R.R.."      from `first_words_ms` of voice on, one reading at a time

Lives here: that bookkeeping. Must not know: the state of the call, who reads the words.
"""

from dataclasses import dataclass, field

from simulator.call.commands import TranscribeSoFar
from simulator.call.floor import claims_floor
from simulator.hearing.endpointer import TICK_MS
from simulator.timeline import Segment, Thresholds
from simulator.understanding.so_far import Claim, claim

LINKS_MS = 400
"""A voice inside a line that goes on after a shorter silence than this is read as one: "sorry, may I ..."."""

READ_AGAIN_MS = 50
"""So much more of a voice inside a line is worth reading it again."""


@dataclass(slots=True)
class VoiceInside:
    """Times are ms of the call. hangover_ms: a voiced frame proves speech up to so long ago."""

    thresholds: Thresholds
    hangover_ms: int
    _onset: int | None = None
    _claim: Claim = Claim.UNHEARD
    _run: Segment = field(default_factory=lambda: Segment(0, 1))
    _run_voiced: int = 0
    _asked_until: int | None = None
    _asking: TranscribeSoFar | None = None

    def begins(self, at: int) -> None:
        self._onset = at
        self._claim, self._asked_until = Claim.UNHEARD, None
        if at - self._run.end >= LINKS_MS:
            self._run, self._run_voiced = Segment(at, at + TICK_MS), 0

    def ends(self, onset: int, at: int) -> None:
        self._onset = None
        self._run_voiced += at - onset
        self._run = Segment(self._run.start, at)

    def to_read(self, now: int, line_start: int) -> TranscribeSoFar | None:
        """What to read now of a voice inside the line that began at `line_start`; None: nothing new."""
        more = self._asked_until is None or now - self._asked_until >= READ_AGAIN_MS
        if self._asking is not None or not more:
            return None
        if self._in_all(now, line_start) < self.thresholds.first_words_ms:
            return None
        self._asking = TranscribeSoFar(self._run.start, now)
        self._asked_until = now
        return self._asking

    def answered(self) -> TranscribeSoFar | None:
        """What the words that have come were asked for."""
        asked, self._asking = self._asking, None
        return asked

    def says(self, text: str, theirs: str, until: int) -> None:
        """Words up to `until`, said while `theirs` was; those of a sound that is over claim nothing."""
        if self._onset is not None and until > self._onset:
            self._claim = claim(text, theirs)

    def takes_floor(self, now: int, line_start: int) -> bool:
        """It has lasted longer than any murmur with these words; a silence in it counts for words alone."""
        says_something = self._claim in (Claim.FEW_WORDS, Claim.SPEAKS)
        lasted = self._in_all(now, line_start) if says_something else self._spoken(now, line_start)
        on_its_way = None if self._asking is None else self._asking.end - self._asking.start
        return claims_floor(self._claim, lasted, on_its_way, self.thresholds)

    def _spoken(self, now: int, line_start: int) -> int:
        assert self._onset is not None
        return now - self.hangover_ms - max(self._onset, line_start)

    def _in_all(self, now: int, line_start: int) -> int:
        before = self._run_voiced if self._run.start >= line_start else 0
        return self._spoken(now, line_start) + before
