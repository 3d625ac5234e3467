"""A stretch of a recogniser's text in whose place something else may have been said.

For a recogniser that can say how likely a text is given the sound. Must not know: what is made of the
likelihoods.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from rapidfuzz import fuzz

from simulator.understanding.phonetics import likeness, phrase_sounds
from simulator.understanding.words import Word

MOST = 5
"""Slots of a text that are looked at, the likest in sound first."""
ROUGHLY = 30
"""Of more runs of words, so many are compared sound for sound: those that share most letters of theirs."""
BEHIND = 3
"""Words behind a slot that are weighed too: who splits the text elsewhere writes these otherwise."""
WIDER = (2, 2)
"""Words before and behind what was taken for something that may have been part of it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`text[start:end]`, the words `said`, may stand for something. `like`: how alike they sound, 0 to 1."""

    text: str
    start: int
    end: int
    like: float
    said: tuple[Word, ...]

    @property
    def heard(self) -> str:
        return self.text[self.start : self.end]

    @property
    def opening(self) -> str:
        """The text up to and with the words behind the slot."""
        return self.text[: self._reach()]

    def holding(self, said: str) -> str:
        """The same with `said` in the slot."""
        return self.text[: self.start] + said + self.text[self.end : self._reach()]

    def _reach(self) -> int:
        end = self.end
        for _ in range(BEHIND):
            space = self.text.find(" ", end + 1)
            if space < 0:
                return len(self.text)
            end = space
        return end


def likest(
    text: str,
    said: tuple[Word, ...],
    spans: Iterable[tuple[int, int]],
    wanted: Iterable[tuple[str, ...]],
    found: tuple[int, int] | None,
) -> tuple[Slot, ...]:
    """The slots of at most `MOST` spans of words: what was `found`, then the likest to a wanted wording."""
    ours = [sound for tokens in wanted for sound in phrase_sounds(tokens)[:3]]

    def alike(words: tuple[Word, ...], how: Callable[[str, str], float]) -> float:
        theirs = phrase_sounds(tuple(word.norm for word in words))[:3]
        return max((how(a, b) for a in ours for b in theirs), default=0.0)

    def slot(words: tuple[Word, ...]) -> Slot:
        return Slot(text, words[0].start, words[-1].end, alike(words, likeness), words)

    runs = [said[first:after] for first, after in spans]
    first = [slot(run) for run in runs if (run[0].start, run[-1].end) == found]
    if len(runs) > ROUGHLY:
        runs = nlargest(ROUGHLY, runs, key=lambda words: alike(words, fuzz.ratio))
    others = [slot(run) for run in runs if (run[0].start, run[-1].end) != found]
    return (*first, *sorted(others, key=lambda slot: -slot.like))[:MOST]


def around(said: tuple[Word, ...], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words at the characters [start, end), first as they are and then with those beside them."""
    inside = [at for at, word in enumerate(said) if start <= word.start < end]
    if not inside:
        return
    for before in range(WIDER[0] + 1):
        for behind in range(WIDER[1] + 1):
            first, after = inside[0] - before, inside[-1] + 1 + behind
            if before == behind == 0 or (first >= 0 and after <= len(said) and runs_on(said, first, after)):
                yield first, after


def anywhere(said: tuple[Word, ...], shortest: int, longest: int) -> Iterator[tuple[int, int]]:
    """Every run of `shortest` to `longest` words inside a sentence."""
    for first in range(len(said)):
        for after in range(first + shortest, min(first + longest, len(said)) + 1):
            if not runs_on(said, first, after):
                break
            yield first, after


def runs_on(said: tuple[Word, ...], first: int, after: int) -> bool:
    """Whether no sentence ends inside the run of words; the full stop of an initial ends none."""
    row = pairwise(said[first:after])
    return not any(word.opens_sentence and len(before.norm) > 1 for before, word in row)
