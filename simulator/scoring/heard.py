"""The call that the checks look at: the caller's turns with what a fair listener takes from them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from simulator.call import facts as f
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.by_sound import settled_name, settled_position
from simulator.scoring.measure import Turns
from simulator.scoring.sound import AGAIN, AT_ONCE, Hearing
from simulator.scoring.words import CallerTurn
from simulator.timeline import Segment, Thresholds
from simulator.understanding.cues import read_cues
from simulator.understanding.introduction import read_introduction
from simulator.understanding.reading import Reading
from simulator.understanding.reasons import read_reason
from simulator.understanding.vocabulary import Field

AGAIN_MS = 30_000
"""A longer turn is not heard again: that would keep the caller waiting."""
HEARD_AGAIN = (
    "It was made out when it was played to the recogniser again, with less noise or at another speed."
)
HEARD_BY_SECOND = "The second recogniser made it out."
RANK = ("given", "doubtful", "partial", "wrong", "missing")
"""The results of a field, the best first: of two readings the better one counts."""
NO_SCRIPT = "A recording without its scenario does not say what the verdict was."


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in one of the caller's turns, and when its words were said."""

    cue: str
    turn: int
    at: Segment
    heard: str


class Placed(NamedTuple):
    """What one turn holds of an introduction field, and when it was said."""

    turn: int
    reading: Reading
    at: Segment


@dataclass(frozen=True)
class HeardCall:
    """Everything that the checks of one call rest on. `turns` are the caller's, in order.

    measures: None for a recording of the caller alone. facts: None for a recording without its session.
    hard_to_hear: the caller's voice was not clear of the noise.
    again: a turn, heard in another way; None where there is only text.
    """

    turns: tuple[CallerTurn, ...]
    measures: Turns | None
    facts: Sequence[f.Fact] | None
    scenario: Scenario | None
    candidate: Candidate | None
    called_on: dt.date
    thresholds: Thresholds
    spoke: bool
    hard_to_hear: bool = False
    again: Callable[[CallerTurn, Hearing], CallerTurn] | None = None

    @cached_property
    def verdict_at(self) -> int | None:
        """Where the verdict began; None where it was not given or where nothing says so."""
        if self.facts is None or self.measures is None or self.measures.listening is None:
            return None
        return self.measures.listening.start

    @cached_property
    def broken_off(self) -> bool:
        """The call stopped before either party ended it: a broken line, a killed program, or Ctrl-C.

        Ctrl-C after the caller's goodbye is hanging up.
        """
        if self.facts is None:
            return False
        ended = next((fact for fact in self.facts if isinstance(fact, f.HungUp)), None)
        if ended is not None and ended.by == "interrupt":
            return self.verdict_at is None or self.first(("farewell",), self.after_verdict) is None
        return ended is None or ended.by == "line"

    @cached_property
    def understood(self) -> bool:
        return any(turn.text.strip() for turn in self.turns)

    @cached_property
    def cues(self) -> tuple[Found, ...]:
        """Every cue in the caller's turns, in order."""
        return tuple(
            Found(cue.cue, index, turn.moment(cue.start, cue.end), cue.heard)
            for index, turn in enumerate(self.turns)
            for cue in read_cues(turn.text)
        )

    @cached_property
    def introduction(self) -> int | None:
        """The index of the turn that introduces: the first that is more than a greeting.

        A turn of at most `backchannel_max_words` words, such as "Hello, Dana?", is a greeting. None where the
        caller spoke only later than the verdict, or never.
        """
        for index, turn in enumerate(self.before_verdict):
            if len(turn.text.split()) > self.thresholds.backchannel_max_words:
                return index
        return None

    @cached_property
    def before_verdict(self) -> tuple[CallerTurn, ...]:
        if self.verdict_at is None:
            return self.turns
        return tuple(turn for turn in self.turns if turn.segment.start < self.verdict_at)

    @cached_property
    def after_verdict(self) -> int:
        """The index of the first turn that can be a reaction.

        Without a known verdict: the turn after the introduction.
        """
        if self.verdict_at is not None:
            return len(self.before_verdict)
        return 1 if self.introduction is None else self.introduction + 1

    @cached_property
    def readings(self) -> tuple[Mapping[Field, Placed], ...]:
        """Each turn before the verdict, its introduction fields that the card can judge.

        The introduction, and what was not said rightly, is heard again for fields that are settled nowhere.
        """
        found = [self._read(index, turn) for index, turn in enumerate(self.before_verdict)]
        for hearing in AGAIN if found and self.again is not None else ():
            done = {f for turn in found for f, placed in turn.items() if _settled(f, placed, hearing)}
            for index, turn in enumerate(self.before_verdict):
                said = {field for field, p in found[index].items() if p.reading.result != "missing"}
                if found[0].keys() <= done or (index != self.introduction and said <= done):
                    continue
                if turn.segment.duration <= AGAIN_MS and self.again is not None:
                    second = self._read(index, self.again(turn, hearing), found[index], hearing)
                    found[index] = {f: _better(f, p, second[f], hearing) for f, p in found[index].items()}
        return tuple(found)

    def _read(
        self,
        index: int,
        turn: CallerTurn,
        before: Mapping[Field, Placed] | None = None,
        hearing: Hearing = AT_ONCE,
    ) -> Mapping[Field, Placed]:
        """What a turn holds, and when it was said; a field that is missing is placed at the whole turn.

        before: what earlier hearings than this one made of it.
        """
        earlier = before or {}
        return {
            field: Placed(index, r, turn.moment(r.start, r.end) if r.heard else turn.segment)
            for field, reading in self._fields(turn.text).items()
            if not self.unknown(field)
            for r in (self._by_sound(index, turn, field, reading, earlier.get(field), hearing),)
        }

    def _by_sound(
        self,
        index: int,
        turn: CallerTurn,
        field: Field,
        reading: Reading,
        before: Placed | None,
        hearing: Hearing,
    ) -> Reading:
        """A name or a position settled by the sound, where it was said or was to be said."""
        card = self.candidate
        if card is None or turn.segment.duration > AGAIN_MS:
            return reading
        if before is not None and _settled(field, before, hearing):
            return reading
        if field not in ("name", "position") or (reading.result == "missing" and index != self.introduction):
            return reading
        if field == "position":
            return settled_position(reading, turn, card, again=before is not None)
        if before is not None and before.reading.result == "doubtful" and reading.result != "given":
            return reading
        return settled_name(reading, turn, card, again=before is not None)

    def _fields(self, text: str) -> Mapping[Field, Reading]:
        card = self.candidate
        if card is None:
            return {"reason": read_reason(text)}
        return read_introduction(
            text,
            name=card.name,
            accepted=card.say_name,
            by_ear=card.heard_name,
            position=card.position,
            interview_date=card.interview_date,
            interview_time=card.interview_time,
            called_on=self.called_on,
        )

    def unknown(self, field: Field) -> str:
        """Why `field` cannot be checked against the card; empty where it can."""
        if field == "reason":
            return ""
        if self.candidate is None:
            return "There is no candidate card to check it against."
        if field == "interview_time" and self.candidate.interview_time is None:
            return "The candidate card has no time for the interview."
        return ""

    def first(self, cues: Sequence[str], since: int = 0) -> Found | None:
        """The first of `cues` in a turn from index `since` on."""
        return next((found for found in self.cues if found.turn >= since and found.cue in cues), None)


def _settled(field: Field, placed: Placed, hearing: Hearing) -> bool:
    """Whether `hearing` it again changes nothing: it was given, or it is a name that was left in doubt.

    A name in doubt is given after all where the second recogniser writes it, too, and the sound does not
    refuse that: in unknown voices 44 of 51 right names of names-dev-5 instead of 42, and 10 of 52 of
    wrong-dev-5 instead of 8.
    """
    doubted = field == "name" and placed.reading.result == "doubtful" and not hearing.second
    return doubted or placed.reading.result == "given"


def _better(field: Field, first: Placed, second: Placed, hearing: Hearing) -> Placed:
    """The better reading; one from `hearing`, the second, says so."""
    if _settled(field, first, hearing) or RANK.index(second.reading.result) >= RANK.index(
        first.reading.result
    ):
        return first
    why = f"{second.reading.why} {HEARD_BY_SECOND if hearing.second else HEARD_AGAIN}".strip()
    return second._replace(reading=replace(second.reading, why=why))
