"""The result of one check."""

from dataclasses import dataclass, replace
from typing import Literal

from simulator.scoring.rubric import BY_ID, Criterion
from simulator.timeline import Segment

Result = Literal["pass", "fail", "not-measurable"]


@dataclass(frozen=True, slots=True)
class Overruled:
    """The result that was measured, and that the caller overruled."""

    measured: Result

    @property
    def told(self) -> str:
        return f"By your word; it was measured as {self.measured.replace('-', ' ')}."


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the rubric. Times in ms of the recording, None where it rests on no moment.

    heard: the caller's words that it rests on. expected: what a pass needs. why: one sentence, never empty
    unless it passed. overruled: None where the measurement stands.
    """

    id: str
    name: str
    result: Result
    start_ms: int | None = None
    end_ms: int | None = None
    heard: str = ""
    expected: str = ""
    why: str = ""
    overruled: Overruled | None = None

    @property
    def as_measured(self) -> "Check":
        """The check without the caller's own word."""
        return replace(self, result=self.overruled.measured, overruled=None) if self.overruled else self

    @property
    def criterion(self) -> Criterion:
        return BY_ID[self.id]


def check(
    id: str,  # noqa: A002  # the rubric's word
    result: Result,
    why: str = "",
    *,
    at: Segment | None = None,
    heard: str = "",
    expected: str = "",
) -> Check:
    """A check by its rubric id; `expected` is its title unless something more exact is given."""
    criterion = BY_ID[id]
    start, end = (at.start, at.end) if at else (None, None)
    return Check(id, criterion.name, result, start, end, heard, expected or criterion.title, why)
