"""What the engines that weigh texts share: the last clips are kept, with what was weighed on them.

Each utterance of a turn is weighed on several playings, and on silence, and its other hearings often bring
the same texts. Nothing here is for several threads at a time.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from numpy.typing import NDArray

from simulator.audio.pcm import Clip

KEPT = 16
"""Clips that are kept; an encoder's answer to one takes up to 2.3 MB."""

Made = TypeVar("Made")
States = TypeVar("States")


class Recent(Generic[Made]):
    """`make`, whose answers to the last `kept` arrays are kept, by what the arrays hold."""

    def __init__(self, make: Callable[[NDArray[Any]], Made], kept: int = KEPT) -> None:
        self._make, self._kept = make, kept
        self._answers: dict[bytes, Made] = {}

    def __call__(self, given: NDArray[Any]) -> Made:
        key = blake2b(given.tobytes(), digest_size=16).digest()
        if key not in self._answers:
            made = self._make(given)
            while len(self._answers) >= self._kept:
                del self._answers[next(iter(self._answers))]
            self._answers[key] = made
        return self._answers[key]


class Weighing(Generic[States]):
    """Weighs openings of a transcript on clips: no clip is encoded twice, no opening weighed twice on one.

    encode: what the encoder makes of samples, int16 at 16 kHz. score: the natural logarithm of the
    probability that the transcript of those states begins with a text.
    """

    def __init__(
        self, encode: Callable[[NDArray[Any]], States], score: Callable[[States, str], float]
    ) -> None:
        self._score = score
        self._clips: Recent[tuple[States, dict[str, float]]] = Recent(lambda samples: (encode(samples), {}))

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...]:
        """One number for each opening, in the order of `openings`."""
        states, weighed = self._clips(clip.samples)
        for opening in openings:
            if opening not in weighed:
                weighed[opening] = self._score(states, opening)
        return tuple(weighed[opening] for opening in openings)
