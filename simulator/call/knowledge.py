"""What the recruiter knows of the caller so far, and whether a branch's condition holds."""

import datetime as dt
from collections.abc import Collection

from simulator.scenario.candidate import Candidate
from simulator.scenario.model import When
from simulator.understanding.cues import read_cues
from simulator.understanding.introduction import read_introduction
from simulator.understanding.vocabulary import FIELDS, Field


class Knowledge:
    """Introduction fields, gathered over the call: once given rightly, a field stays given."""

    def __init__(self, candidate: Candidate, called_on: dt.date) -> None:
        self._candidate = candidate
        self._called_on = called_on
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
        card = self._candidate
        readings = read_introduction(
            text,
            name=card.name,
            accepted=card.say_name,
            position=card.position,
            interview_date=card.interview_date,
            interview_time=card.interview_time,
            called_on=self._called_on,
        )
        for field, reading in readings.items():
            if reading.result == "given":
                self._given.add(field)
                self._wrong.discard(field)
            elif reading.result == "wrong" and field not in self._given:
                self._wrong.add(field)
        return tuple(dict.fromkeys(found.cue for found in read_cues(text)))

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
