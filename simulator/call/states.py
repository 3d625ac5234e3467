"""What a call goes through: its states, the events that move it, and the line that is on.

Lives here: names and values. Must not know: what an event leads to, which is the table in `call`.
"""

from dataclasses import dataclass
from enum import Enum, auto

from simulator.call import facts as f
from simulator.scenario.model import AnyPart
from simulator.understanding.vocabulary import Field


class State(Enum):
    RINGING = auto()
    CONNECTED = auto()
    SPEAKING = auto()
    PAUSING = auto()
    WAITING = auto()
    LISTENING = auto()
    HEARING = auto()
    THINKING = auto()
    AWAITING = auto()
    LEAVING = auto()
    ENDED = auto()


class Event(Enum):
    TIMER = auto()
    ONSET = auto()
    OFFSET = auto()
    TALKED_OVER = auto()
    WORDS = auto()


class Purpose(Enum):
    NODE = auto()
    PROMPT = auto()
    GIVE_UP = auto()


@dataclass(slots=True)
class Line:
    """A line in progress; `part` is the index of the part that is on."""

    number: int
    purpose: Purpose
    parts: tuple[AnyPart, ...]
    yields: bool
    heard_start: int
    part: int
    sent_start: int = 0
    heard_end: int = 0
    kind: f.PartKind = "say"


@dataclass(frozen=True, slots=True)
class Situation:
    """Two calls in the same situation go on alike: see `Call.situation`."""

    node: str
    line: tuple[str, int]
    rung: int
    given: tuple[Field, ...]
    wrong: tuple[Field, ...]
    resumed: frozenset[str]
    taken: frozenset[tuple[tuple[str, int], int]]
