"""What a sentence means for the cues, as a vector: a small transformer in numpy, trained for them.

Sentence-transformers' all-MiniLM-L6-v2 (Apache-2.0), cut to the frequent pieces of words and trained on by
`python -m benchmarks.understanding.train_cues`; `data/cue-encoder.npz` holds it in whole numbers of eight
bits with a scale a row, `data/cue-encoder.NOTICE` says where it comes from. A BERT with the approximate GELU:
every piece looks at all the others, layer by layer, and the vector is the mean of what comes out.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.understanding.word_pieces import WordPieces

Array = npt.NDArray[np.float32]

DIMENSIONS, HEADS, LONGEST = 384, 12, 128
"""Of a vector; of the attention of a layer; word pieces of a sentence, the rest of it is not read."""
FILE = "data/cue-encoder.npz"


class Normal(NamedTuple):
    """A normalisation over the last axis, then `scale` and `shift`, both (384)."""

    scale: Array
    shift: Array

    def __call__(self, x: Array) -> Array:
        x = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(x / spread * self.scale + self.shift, np.float32)


class Linear(NamedTuple):
    """`matrix` (in, out) and `bias` (out)."""

    matrix: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        return x @ self.matrix + self.bias


class Layer(NamedTuple):
    """`mixing` gives query, key and value side by side."""

    mixing: Linear
    mixed: Linear
    after_mixing: Normal
    wide: Linear
    narrow: Linear
    after: Normal

    def __call__(self, x: Array, hidden: Array) -> Array:
        """(sentences, pieces, 384); `hidden` (sentences, 1, 1, pieces) is added to what a piece looks at."""
        count, pieces, _ = x.shape
        query, key, value = (
            part.reshape(count, pieces, HEADS, -1).transpose(0, 2, 1, 3)
            for part in np.split(self.mixing(x), 3, axis=-1)
        )
        looks = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(DIMENSIONS / HEADS)) + hidden
        looks = np.exp(looks - looks.max(axis=-1, keepdims=True))
        looks /= looks.sum(axis=-1, keepdims=True)
        seen = (looks @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        x = self.after_mixing(x + self.mixed(seen))
        return self.after(x + self.narrow(_gelu(self.wide(x))))


class Rows(NamedTuple):
    """`whole` (rows, 384) in eight bits, `scale` (rows); only what is looked up is widened."""

    whole: npt.NDArray[np.int8]
    scale: Array

    def __call__(self, numbers: npt.NDArray[np.int64]) -> Array:
        return np.asarray(self.whole[numbers] * self.scale[numbers][..., None], np.float32)


class Encoder(NamedTuple):
    """`words` (pieces of the vocabulary), `places` (`LONGEST`, 384)."""

    pieces: WordPieces
    words: Rows
    places: Array
    before: Normal
    layers: tuple[Layer, ...]


def vectors(sentences: Sequence[str]) -> Array:
    """(sentences, `DIMENSIONS`) of lower-case sentences."""
    encoder = _encoder()
    ids = [encoder.pieces.of(sentence)[:LONGEST] for sentence in sentences]
    longest = max(map(len, ids))
    padded = np.array([row + [0] * (longest - len(row)) for row in ids])
    there = np.arange(longest) < np.array([[len(row)] for row in ids])
    hidden = np.where(there, 0, -np.inf).astype(np.float32)[:, None, None, :]
    x = encoder.before(encoder.words(padded) + encoder.places[:longest])
    for layer in encoder.layers:
        x = layer(x, hidden)
    weight = there.astype(np.float32)[:, :, None]
    return np.asarray((x * weight).sum(axis=1) / weight.sum(axis=1), np.float32)


def _gelu(x: Array) -> Array:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), np.float32)


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    path = resources.files("simulator.understanding").joinpath(FILE)
    with path.open("rb") as file, np.load(file) as kept:
        count = sum(name.endswith(".mixing") for name in kept.files)
        return Encoder(
            WordPieces(kept["vocabulary"].tobytes().decode().split("\n")),
            Rows(kept["words"], kept["words.scale"]),
            kept["places"],
            Normal(*kept["before"]),
            tuple(_layer(kept, number) for number in range(count)),
        )


def _layer(kept: Mapping[str, npt.NDArray[Any]], number: int) -> Layer:
    mixing, mixed, wide, narrow = (
        Linear(np.ascontiguousarray(_whole(kept, name).T), kept[f"{name}.bias"])
        for name in (f"{number}.{part}" for part in ("mixing", "mixed", "wide", "narrow"))
    )
    after_mixing, after = (Normal(*kept[f"{number}.{name}"]) for name in ("after_mixing", "after"))
    return Layer(mixing, mixed, after_mixing, wide, narrow, after)


def _whole(kept: Mapping[str, npt.NDArray[Any]], name: str) -> Array:
    return np.asarray(kept[name] * kept[f"{name}.scale"][:, None], np.float32)
