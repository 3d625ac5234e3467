"""A recogniser that remembers: the score after a call asks for stretches that the call has just read."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property
from hashlib import blake2b
from threading import Lock

from simulator.audio.pcm import Clip
from simulator.protocols import Recognizer, Weigher
from simulator.timeline import Transcript


class Remembering:
    """Transcripts of `recognizer` by the samples of the clip, for the life of this object.

    Any number of threads: one that asks for a clip being read waits for it. Failures are not remembered.
    second: loads the recogniser that stands behind it, when it is first asked.
    """

    def __init__(self, recognizer: Recognizer, second: Callable[[], Recognizer] | None = None) -> None:
        self._recognizer, self._load_second = recognizer, second
        self._lock = Lock()
        self._known: dict[bytes, Future[Transcript]] = {}

    def transcribe(self, clip: Clip) -> Transcript:
        """Raises what the recogniser raises."""
        key = blake2b(clip.samples.tobytes(), digest_size=16).digest()
        with self._lock:
            known = self._known.get(key)
            mine: Future[Transcript] = self._known.setdefault(key, Future())
        if known is not None:
            return known.result()
        try:
            transcript = self._recognizer.transcribe(clip)
        except BaseException as error:
            with self._lock:
                del self._known[key]
            mine.set_exception(error)
            raise
        mine.set_result(transcript)
        return transcript

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
        """What the recogniser says; None where it does not weigh."""
        return self._recognizer.weigh(clip, openings) if isinstance(self._recognizer, Weigher) else None

    @cached_property
    def second(self) -> "Remembering | None":
        """Raises EngineError where its model cannot be loaded."""
        return None if self._load_second is None else Remembering(self._load_second())
