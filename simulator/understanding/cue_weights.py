"""The trained half of the cue reader: how likely a clause carries each cue, by its words.

A weighted mean of two in log-odds: a logistic regression a cue, over word and letter n-grams, what the
grammar found in the clause, and the vector of what it means in general (`sentence_vectors`); and a small
transformer trained for the cues (`cue_vectors`). One more output of each, the gate, says whether there is any
cue at all, and where it doubts that, every cue becomes less likely; where it is sure, it says so. The weights
are `data/cue-weights.npz`, made by `python -m benchmarks.understanding.train_cues`.
"""

import re
import zlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from simulator.understanding import cue_vectors
from simulator.understanding.sentence_vectors import vectors
from simulator.understanding.vocabulary import CUES
from simulator.understanding.words import words

HASHED = 1 << 15
"""Columns of the hashed n-grams; one for each cue that the grammar found stands behind them."""

CUE_NAMES: tuple[str, ...] = tuple(CUES)
FILE = "data/cue-weights.npz"

DOUBTED, DOUBT = 1.0, 5.0
"""Below log-odds of `DOUBTED` the gate doubts that there is any cue, and takes `DOUBT` times what it lacks
from those of every cue. Chosen on lines that the weights had not been trained on."""
SURE = 8.0
"""From these log-odds on the gate is sure that there is a cue. Chosen where the thresholds are."""
SURELY_NOT = -80.0
"""Log-odds below which single precision has no likelihood."""

_NUMBER = re.compile(r"\d")
_GRAMMAR = {cue: HASHED + place for place, cue in enumerate(CUE_NAMES)}


class Weights(NamedTuple):
    """`matrix`: (columns, outputs) int8, to be multiplied by `scale` (outputs); `meaning` and `tuned`:
    (dimensions of a general vector and of one for the cues, outputs), `bias`: (outputs), float32. The outputs
    are the cues and, last, the gate."""

    matrix: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]
    meaning: npt.NDArray[np.float32]
    tuned: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


def columns(clause: str, by_grammar: Collection[str]) -> list[int]:
    """The columns that a clause sets: of its n-grams, and of the cues that the grammar found in it."""
    said = ["0" if _NUMBER.search(word.norm) else word.norm for word in words(clause)]
    marked = ["^", *said, "?" if clause.rstrip().endswith("?") else "$"]
    grams = {f"1 {word}" for word in said}
    grams.update(f"2 {a} {b}" for a, b in pairwise(marked))
    grams.update(f"3 {a} {b} {c}" for a, b, c in zip(marked, marked[1:], marked[2:], strict=False))
    grams.update(f"s {a} {c}" for a, c in zip(said, said[2:], strict=False))
    for word in said:
        edged = f"<{word}>"
        grams.update(f"c {edged[at : at + 4]}" for at in range(max(1, len(edged) - 3)))
    hashed = {zlib.crc32(gram.encode()) % HASHED for gram in grams}
    return sorted(hashed) + [_GRAMMAR[cue] for cue in by_grammar]


def likelihoods(
    parts: Sequence[tuple[str, Collection[str]]],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """(parts, cues of `CUE_NAMES`), in [0, 1]; and (parts), whether there is surely a cue, whichever.

    A part: a clause, and what the grammar found in it. On one thread of numpy: its matrices are small, and
    where the machine is busy, as in a call, threads that wait for each other take ten times as long.
    """
    weights = _weights()
    summed = np.stack([weights.matrix[columns(*part)].sum(axis=0, dtype=np.int32) for part in parts])
    said = [part for part, _ in parts]
    with _threads().limit(limits=1, user_api="blas"):
        meant = vectors(said) @ weights.meaning + cue_vectors.vectors(said) @ weights.tuned
    outputs = summed * weights.scale + meant + weights.bias
    odds = np.maximum(gated(outputs), SURELY_NOT)
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32), outputs[:, -1] >= SURE


def gated(odds: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(parts, cues) log-odds from those of (parts, outputs): a cue's own, less what the gate doubts."""
    return np.asarray(odds[:, :-1] + DOUBT * np.minimum(odds[:, -1:] - DOUBTED, 0), np.float32)


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=1)
def _weights() -> Weights:
    with resources.files("simulator.understanding").joinpath(FILE).open("rb") as file, np.load(file) as kept:
        return Weights(**{name: kept[name] for name in Weights._fields})
