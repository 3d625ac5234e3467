"""The trained half of the cue reader: how likely a clause carries each cue, by its words.

A logistic regression a cue over word and letter n-grams and over what the grammar found in the clause. The
weights are `data/cue-weights.npz`, made by `python -m benchmarks.understanding.train_cues`.
"""

import re
import zlib
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from simulator.understanding.vocabulary import CUES
from simulator.understanding.words import words

HASHED = 1 << 16
"""Columns of the hashed n-grams; one for each cue that the grammar found stands behind them."""

_NUMBER = re.compile(r"\d")


def features(clause: str, by_grammar: Collection[str] = ()) -> npt.NDArray[np.int32]:
    """The columns that are set for a clause: of its n-grams, and of the cues that the grammar found in it."""
    said = ["0" if _NUMBER.search(word.norm) else word.norm for word in words(clause)]
    marked = ["^", *said, "?" if clause.rstrip().endswith("?") else "$"]
    grams = [f"1 {word}" for word in said]
    grams += [f"2 {a} {b}" for a, b in zip(marked, marked[1:], strict=False)]
    grams += [f"3 {a} {b} {c}" for a, b, c in zip(marked, marked[1:], marked[2:], strict=False)]
    grams += [f"s {a} {c}" for a, c in zip(said, said[2:], strict=False)]
    grams += [f"c {f'<{word}>'[i : i + 4]}" for word in said for i in range(max(1, len(word) - 1))]
    hashed = {zlib.crc32(gram.encode()) % HASHED for gram in grams}
    names = tuple(CUES)
    return np.array(sorted(hashed) + [HASHED + names.index(cue) for cue in by_grammar], np.int32)
