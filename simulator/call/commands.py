"""What the call asks of the world, in the imperative."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ring:
    """Play the ringback tone until told to stop."""


@dataclass(frozen=True, slots=True)
class StopRinging:
    pass


@dataclass(frozen=True, slots=True)
class Say:
    """Play the clip of `text` from the next frame on."""

    text: str


@dataclass(frozen=True, slots=True)
class StopSaying:
    """Cut the clip that is playing."""


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Recognise the caller's speech in [start, end) ms of the recording for `turn`.

    A later one for the same turn replaces an earlier one.
    """

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TranscribeSoFar:
    """Recognise what the caller has said in [start, end) ms, in the middle of a sentence.

    It may go unanswered; then length decides. None is asked for before the one before it was answered.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HangUp:
    """The recruiter puts the phone down; the call is over."""


Command = Ring | StopRinging | Say | StopSaying | Transcribe | TranscribeSoFar | HangUp
