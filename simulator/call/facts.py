"""What happened in a call, in the past tense. Facts are only ever appended.

Every `at` is a moment of the recording in whole milliseconds: tick x 10. Moments on the recruiter's side
are when the sound is heard at the caller's end, the line's latency included, as the recording has them.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Literal

Ender = Literal["recruiter", "caller", "line", "interrupt"]
PartKind = Literal["say", "pause", "wait", "disclosure"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all facts; subclasses are registered by name."""

    at: int
    kinds: ClassVar[dict[str, type["Fact"]]] = {}

    def __init_subclass__(cls) -> None:
        Fact.kinds[cls.__name__] = cls

    def to_json(self) -> dict[str, Any]:
        """A flat object, its `fact` key first."""
        return {"fact": type(self).__name__, **asdict(self)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Fact":
        """Raises ValueError for an unknown fact or fields that do not fit."""
        kind = Fact.kinds.get(str(data.get("fact")))
        if kind is None:
            raise ValueError(f"unknown fact {data.get('fact')!r}")
        known = {field.name for field in fields(kind)}
        values: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known
        }
        try:
            return kind(**values)
        except TypeError as error:
            raise ValueError(f"{kind.__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class RingingStarted(Fact):
    """The caller hears the ringback tone."""


@dataclass(frozen=True, slots=True)
class PickedUp(Fact):
    """The recruiter answered."""


@dataclass(frozen=True, slots=True)
class NodeEntered(Fact):
    node: str
    verdict: bool


@dataclass(frozen=True, slots=True)
class LineStarted(Fact):
    """The recruiter begins a line.

    `planned_end` is where its last word would end with nobody talking over it; disclosures that silence may
    earn are not part of the plan.
    """

    line: int
    node: str
    planned_end: int
    yields: bool


@dataclass(frozen=True, slots=True)
class PartStarted(Fact):
    """One part of a line: words, a mid-line pause, the wait before a disclosure, or a disclosure."""

    line: int
    part: int
    kind: PartKind
    text: str
    planned_end: int


@dataclass(frozen=True, slots=True)
class PartEnded(Fact):
    """`said` is false where it was cut off; `heard_ms` of its sound went out."""

    line: int
    part: int
    said: bool
    heard_ms: int


@dataclass(frozen=True, slots=True)
class LineEnded(Fact):
    line: int
    cut: bool


@dataclass(frozen=True, slots=True)
class DisclosureEarned(Fact):
    """The caller stayed silent long enough, so the recruiter says more."""

    line: int
    part: int


@dataclass(frozen=True, slots=True)
class DisclosureLost(Fact):
    """The caller spoke first, at `onset`."""

    line: int
    part: int
    onset: int


@dataclass(frozen=True, slots=True)
class SpeechStarted(Fact):
    """The endpointer confirmed an onset, back-dated to `onset`."""

    onset: int


@dataclass(frozen=True, slots=True)
class SpeechEnded(Fact):
    """The endpointer confirmed an offset: the caller's IPU was [onset, offset)."""

    onset: int
    offset: int


@dataclass(frozen=True, slots=True)
class BargedIn(Fact):
    """The caller talked over a line until the recruiter yielded."""

    line: int
    onset: int


@dataclass(frozen=True, slots=True)
class TurnEnded(Fact):
    """The caller's turn, [onset, offset), is taken as ended."""

    turn: int
    onset: int
    offset: int


@dataclass(frozen=True, slots=True)
class HeardSoFar(Fact):
    """Words of the caller's, said in [start, end), arrived: inside a recruiter's line, or in a silence."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Heard(Fact):
    """The words of a caller's turn: fields given or wrong so far in the call, cues in these words."""

    turn: int
    text: str
    given: tuple[str, ...]
    wrong: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecognitionLate(Fact):
    """The recruiter had thought long enough and still had no words; it came `late_ms` after that."""

    turn: int
    late_ms: int


@dataclass(frozen=True, slots=True)
class BranchTaken(Fact):
    """From `node` by its branch number `branch` (0 is the first) to `to`."""

    node: str
    branch: int
    to: str


@dataclass(frozen=True, slots=True)
class PatienceRanOut(Fact):
    """The caller stayed silent where it was theirs to speak; `rung` 0 is the first prompt."""

    rung: int


@dataclass(frozen=True, slots=True)
class HungUp(Fact):
    by: Ender


@dataclass(frozen=True, slots=True)
class AudioLost(Fact):
    """The line latched a fault: `kind` is the device's word for it."""

    kind: str
    lost_ms: int
