"""The edges of a call, as one-method roles, and how an engine describes itself before it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from simulator.audio.pcm import Clip, Pcm
from simulator.timeline import Transcript, Voicing


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine says of itself without loading its model.

    `why_not` and `fix` say, where `available` is false, what is missing and the one thing that mends it.
    `quality` orders engines of one kind, best first wins among the available offline ones.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    offline: bool
    available: bool
    why_not: str = ""
    fix: str = ""
    quality: int = 0
    word_times: bool = False
    keeps_fillers: bool = False


class Line(Protocol):
    """A telephone line: one 10 ms frame goes out and one comes in. The only clock of a call."""

    name: str
    latency_ms: int
    """From a frame's `exchange` to the moment its echo, if there were one, would come back in."""
    realtime: bool
    """False: time stands still between exchanges, so the conductor may wait for a recogniser."""

    def exchange(self, play: Pcm) -> Pcm | None:
        """Plays one frame and returns the one that came in; None once the caller has hung up.

        Raises LineError when the line is broken.
        """
        ...

    def faults(self) -> tuple["LineFault", ...]:
        """What went wrong since the last call of this method: lost or late audio. Empties the latch."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class LineFault:
    """A latched status of the audio device: `kind` is its name, `lost_ms` the audio that it cost."""

    kind: str
    lost_ms: int = 0


class EngineError(Exception):
    """A part outside this program is missing or broken. `fix` is the one thing that mends it."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


class LineError(EngineError):
    """The audio device is missing, forbidden, or has died."""


class Voice(Protocol):
    """Speaks a text into a clip and never plays it."""

    def __init__(self, parameters: Mapping[str, Any]) -> None: ...

    @classmethod
    def info(cls) -> EngineInfo: ...

    def render(self, text: str) -> Clip:
        """Raises EngineError when the engine gives no usable sound."""
        ...


class Recognizer(Protocol):
    """Reads a clip. The model stays loaded in the instance.

    What an entry point names also has the class method `info() -> EngineInfo`; a wrapper need not.
    """

    def transcribe(self, clip: Clip) -> Transcript:
        """Word times count from the clip's start. "Not understood" is a transcript with no text."""
        ...


@runtime_checkable
class Weigher(Protocol):
    """What a recogniser offers besides where it can say how likely a text is, given the sound."""

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
        """The natural logarithm of the probability that the transcript of `clip` begins with each opening.

        None where it cannot tell on this machine. Raises EngineError where the engine fails.
        """
        ...


@runtime_checkable
class Seconded(Protocol):
    """What a recogniser offers besides where another one stands behind it."""

    @property
    def second(self) -> Recognizer | None:
        """Reads what this one does not make out; None where nobody does. Raises EngineError."""
        ...


class Detector(Protocol):
    """Says of each 10 ms frame whether it is voiced. Stateful: one instance a stream."""

    name: str
    hangover_ms: int
    """How much later than the speech's own end this detector goes quiet, typically."""

    def voiced(self, frame: Pcm) -> bool | Voicing: ...


@dataclass(frozen=True, slots=True)
class EchoState:
    """What was found out about the echo.

    loop_delay_ms: from the moment the recruiter is heard to the echo coming in; None where no echo was
    found. echo_db: echo against the recruiter's own level. erle_db: by how much it was lowered. drift_ppm: of
    the two clocks. jumps: of the delay. confidence: 0 to 1, the share of the recruiter's speech in which the
    canceller was to be trusted.
    """

    mode: Literal["headphones", "speakers"]
    loop_delay_ms: float | None
    echo_db: float
    erle_db: float
    drift_ppm: float
    jumps: int
    confidence: float


@dataclass(frozen=True, slots=True)
class AudioCheck:
    """What was found out before the call, while it rang.

    loop_delay_ms, echo_db: as in EchoState; with no delay, `echo_db` is what came back at most. noise_dbfs:
    the microphone's noise against full scale. clipped_share: of its samples, 0 to 1. exact_zeros: it
    delivered nothing else. confidence: 0 to 1, in `mode`.
    """

    mode: Literal["headphones", "speakers"]
    loop_delay_ms: float | None
    echo_db: float
    noise_dbfs: float
    clipped_share: float
    exact_zeros: bool
    confidence: float


class Canceller(Protocol):
    """Takes the far signal out of the microphone's, frame by frame; one instance a stream."""

    def process(self, microphone: Pcm, far: Pcm) -> Pcm:
        """Both shape (160,); so is the caller's part, of the same moment, that comes back."""
        ...

    @property
    def echoing(self) -> bool:
        """Echo is to be expected in the latest frame; where not, the frame is the caller's as it is."""
        ...

    @property
    def possible(self) -> bool:
        """The latest frame may hold more than echo."""
        ...

    @property
    def sure(self) -> bool:
        """Over the latest 150 ms there was more than echo."""
        ...

    @property
    def state(self) -> EchoState: ...


class ScriptedCaller(Protocol):
    """The mind of a synthetic caller: told each tick whether the recruiter is audible, it says what to do."""

    def step(self, recruiter_audible: bool) -> "CallerAct | None": ...


@dataclass(frozen=True, slots=True)
class CallerAct:
    """Start to say `text`, or hang up where `text` is None."""

    text: str | None


class CallerVoice(Protocol):
    """Renders what a synthetic caller says."""

    def render(self, text: str) -> Clip: ...
