"""A sentence as word pieces: the longest beginning of a word that the vocabulary has, then of its rest."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
LONGEST_WORD = 100
"""Letters; a longer one is unknown, as it is to BERT's own reader."""
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class WordPieces:
    """Numbers are places in `vocabulary`, where pieces inside a word begin with "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}

    def of(self, sentence: str) -> list[int]:
        """The numbers of a lower-case sentence, between those of `BEGIN` and `END`."""
        inside = [number for word in _WORD.findall(sentence) for number in self._word(word)]
        return [self._number[BEGIN], *inside, self._number[END]]

    def _word(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._number[UNKNOWN]]
        found: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                number = self._number.get(("##" if at else "") + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return [self._number[UNKNOWN]]
        return found
