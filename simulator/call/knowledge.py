"""What the recruiter knows of the caller so far, and whether a branch's condition holds."""

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache

from simulator.scenario.candidate import Candidate
from simulator.scenario.model import OwnCue, When
from simulator.understanding.cues import read_cues
from simulator.understanding.introduction import read_introduction
from simulator.understanding.phrases import says_one_of
from simulator.understanding.reading import Reading
from simulator.understanding.vocabulary import FIELDS, Field


@lru_cache(maxsize=4096)
def _introduction(text: str, card: Candidate, called_on: dt.date) -> Mapping[Field, Reading]:
    """Kept, for a scenario is played thousands of times with the same few sentences."""
    return read_introduction(
        text,
        name=card.name,
        accepted=card.say_name,
        by_ear=card.heard_name,
        position=card.position,
        interview_date=card.interview_date,
        interview_time=card.interview_time,
        called_on=called_on,
    )


@lru_cache(maxsize=4096)
def _shared_cues(text: str) -> tuple[str, ...]:
    return tuple(found.cue for found in read_cues(text))


class Knowledge:
    """Introduction fields, gathered over the call: once given rightly, a field stays given.

    `cues` are the scenario's own, beside the shared vocabulary.
    """

    def __init__(
        self, candidate: Candidate, called_on: dt.date, cues: Mapping[str, OwnCue] | None = None
    ) -> None:
        self._candidate = candidate
        self._called_on = called_on
        self._cues = cues or {}
        self._given: set[Field] = set()
        self._wrong: set[Field] = set()

    @property
    def given(self) -> tuple[Field, ...]:
        return tuple(field for field in FIELDS if field in self._given)

    @property
    def wrong(self) -> tuple[Field, ...]:
        return tuple(field for field in FIELDS if field in self._wrong)

    def read(self, text: str) -> tuple[str, ...]:
        """Takes in the words of one turn; returns the cues in them, each once, in order."""
        for field, reading in _introduction(text, self._candidate, self._called_on).items():
            if reading.result in ("given", "doubtful"):  # nobody is asked again on a doubt
                self._given.add(field)
                self._wrong.discard(field)
            elif reading.result == "wrong" and field not in self._given:
                self._wrong.add(field)
        own = (name for name, cue in self._cues.items() if says_one_of(text, cue.phrases))
        return tuple(dict.fromkeys((*_shared_cues(text), *own)))

    def copy(self) -> "Knowledge":
        """The same knowledge, from here on gathered apart."""
        other = Knowledge(self._candidate, self._called_on, self._cues)
        other._given, other._wrong = set(self._given), set(self._wrong)
        return other

    def satisfies(self, when: When, cues: Collection[str], silent: bool, interrupted: bool) -> bool:
        """Every key of `when` holds. `missing` is neither given nor wrong."""
        return (
            when.silent == silent
            and when.interrupted in (None, interrupted)
            and self._given.issuperset(when.given)
            and self._wrong.issuperset(when.wrong)
            and (self._given | self._wrong).isdisjoint(when.missing)
            and (not when.cue or not set(when.cue).isdisjoint(cues))
        )
