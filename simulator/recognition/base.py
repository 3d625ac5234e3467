"""What every recogniser shares: the way in through SpeechRecognition's `AudioData`, and the way out.

An engine is a function in SpeechRecognition's style, `recognize_NAME(recognizer, audio_data, *, show_all)`,
which raises UnknownValueError for "not understood", and a class around it that keeps to
`simulator.protocols.Recognizer`. Models are loaded once in a process, on first use, and serve one thread at a
time. Nothing heavy is imported before that.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from simulator.audio.pcm import SAMPLE_RATE, Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.timeline import Segment, Transcript, Word

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

SHORTEST_MS = 100
"""A clip shorter than this holds no word."""

Model = TypeVar("Model")

_MADE_UP = frozenset({"you", "the"})
_HOLDS_A_WORD = re.compile("[a-z0-9]", re.IGNORECASE)


class Loaded(Generic[Model]):
    """A model that is loaded on first use and lent to one thread at a time."""

    def __init__(self, load: Callable[[], Model]) -> None:
        self._load = load
        self._lock = RLock()
        self._model: Model | None = None

    @contextmanager
    def lent(self) -> Iterator[Model]:
        """Raises EngineError where the model cannot be loaded; the next use tries again."""
        with self._lock:
            if self._model is None:
                self._model = self._load()
            yield self._model


def attempt(clip: Clip, read: "Callable[[Recognizer, AudioData], Transcript]", name: str) -> Transcript:
    """What `read` makes of `clip`; a clip that is too short or all zeros is not even shown to it.

    Engines make up a word where there is none ("You", "Thank you"), so callers pass only what the detector
    confirmed as speech; this is the last gate. Raises EngineError where the engine fails.
    """
    from speech_recognition import AudioData, Recognizer, RequestError, UnknownValueError

    if clip.duration_ms < SHORTEST_MS or not clip.samples.any():
        return Transcript("")
    audio = AudioData(clip.samples.astype("<i2", copy=False).tobytes(), SAMPLE_RATE, 2)
    try:
        heard = read(Recognizer(), audio)
        return heard if _HOLDS_A_WORD.search(heard.text) else Transcript("")  # not a lone "♪"
    except UnknownValueError:
        return Transcript("")
    except RequestError as error:
        raise EngineError(
            f"{name} could not recognise: {error}", f"run it again, or name another engine than {name}"
        ) from error


def says_nothing(text: str) -> bool:
    """Whether `text` is empty, or a word that engines hear in clicks and noise and nobody says alone."""
    return text.strip(" .,!?").lower() in {"", *_MADE_UP}


def placed(words: Sequence[tuple[str, float, float]], clip: Clip) -> tuple[Word, ...]:
    """Words with start and end in seconds as words in milliseconds, never empty, inside the clip."""
    result = []
    for text, start, end in words:
        first = min(max(0, round(start * 1000)), max(0, clip.duration_ms - 1))
        result.append(Word(text, Segment(first, max(first + 1, min(round(end * 1000), clip.duration_ms)))))
    return tuple(result)


def package_version(distribution: str) -> str:
    """Empty where it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def package_folder(module: str) -> Path | None:
    """Where a package is installed, without importing it."""
    spec = find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None


def english(
    name: str, distribution: str, *, quality: int, problem: tuple[str, str] | None, word_times: bool = False
) -> EngineInfo:
    """An offline English engine; `problem` is why it cannot be used, and the fix.

    None of these engines keeps "um" and "uh" dependably, so none may count fillers.
    """
    why_not, fix = problem or ("", "")
    return EngineInfo(
        name,
        package_version(distribution),
        ("en",),
        offline=True,
        available=problem is None,
        why_not=why_not,
        fix=fix,
        quality=quality,
        word_times=word_times,
    )
