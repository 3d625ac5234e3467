"""python -m benchmarks.understanding.train_cues: makes the weights of the cue reader; needs scipy.

Trained on the lines of data/understanding/cue-training, which are templates in families, (a|b) one of them and
[a] perhaps, and on the dev files of cues with what was heard of them; never on a test file, nor on the dev file
that the thresholds of `cues` were chosen on. One to three minutes; OMP_NUM_THREADS=1 is fastest.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from math import prod
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from benchmarks.understanding.cues import FILES, labelled
from benchmarks.understanding.data import DATA
from simulator.understanding.clauses import clauses, lower, sentences
from simulator.understanding.cue_weights import CUE_NAMES, FILE, HASHED, columns
from simulator.understanding.cues import by_grammar
from simulator.understanding.sentence_vectors import DIMENSIONS, vectors

Example = tuple[str, tuple[str, ...]]
HEARD = "cues-dev-heard"
"""What Moonshine read of lines of the dev files, spoken by hibari, each with the cues of what was written."""
CHOSEN_ON = "cues-dev-5"
"""Kept out of the training: the thresholds of `cues` were chosen on it."""
MISHEARD = 0.2
"""Share of the sentences made of templates that carry a slip."""
FEWEST, MOST = 3, 24
"""Sentences made of a template: half of all that it can say, within these."""
REAL = 2.0
"""Weight of an utterance of the dev files beside one made of a template."""
STRENGTH = 10.0
STRETCHED = 5.0
"""Length of a vector of meaning beside the ones that the columns are."""

_CHOICE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_GROUPS = re.compile(r"([(\[])([^()\[\]]*)[)\]]")
_OPENINGS = ("okay", "well", "so", "um", "and", "right", "oh", "hm", "but", "uh", "now", "I see", "all right")
_ENDINGS = (" please", " then", " actually", " if I may ask", " you know", " honestly", " maybe")
_FILLERS = ("um", "uh", "like", "you know", "I mean", "er")
_LOST = frozenset(("a", "an", "the", "to", "of", "in", "on", "at", "is", "are", "do", "it", "that"))
_SOUNDS_LIKE = dict(
    re.findall(
        r"(\S+)=(\S+)",
        "your=you're you're=your their=there there=their hear=here know=no for=four to=too too=to bye=by "
        "feedback=feed_back interview=inner_view week=weak right=write and=an an=and it's=its its=it's "
        "opening=open_in openings=open_ins whether=weather won't=want could=good i'd=i the=a in=and "
        "are=our our=are would=wood have=of than=then then=than he=she one=won job=shop wait=weight "
        "position=positions contract=contact candidate=candidates call=cole sorry=so_we ask=as when=one",
    )
)
_QUESTION = re.compile(
    r"^(?:\w+ )?(?:what|how|why|when|where|which|who|could|can|would|may|might|is|are|do|does|did|will|shall"
    r"|should|was|were|has|have|any)\b"
)


def templates() -> Iterator[Example]:
    for path in sorted((DATA / "cue-training").glob("*.txt")):
        cues: tuple[str, ...] = ()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("="):
                cues = tuple(line[1:].split())
            elif line.strip():
                yield line.strip(), cues


def made(rng: random.Random) -> Iterator[Example]:
    """Sentences of the templates, dressed as people speak, with and without punctuation; and some joined."""
    plain: list[Example] = []
    for template, cues in templates():
        count = min(MOST, max(FEWEST, _variety(template) // 2))
        said = dict.fromkeys(_chosen(template, rng) for _ in range(count))
        plain += [(_punctuated(_dressed(text, rng), rng), cues) for text in said]
    yield from plain
    for _ in range(len(plain) // 5):
        (a, first), (b, second) = rng.choice(plain), rng.choice(plain)
        between = rng.choice((" ", " and ", ", ", " but ", ", and "))
        yield a.rstrip(".?").lower() + between + b.rstrip(".?"), (*first, *second)


def _variety(template: str) -> int:
    return prod(choice.count("|") + (2 if found == "[" else 1) for found, choice in _GROUPS.findall(template))


def _chosen(template: str, rng: random.Random) -> str:
    while found := _CHOICE.search(template):
        among = found[1].split("|")
        if template[found.start()] == "[":
            among.append("")
        template = template[: found.start()] + rng.choice(among) + template[found.end() :]
    return " ".join(template.split())


def _dressed(text: str, rng: random.Random) -> str:
    if rng.random() < 0.15:
        text = rng.choice(_OPENINGS) + rng.choice((" ", ", ")) + text
    if rng.random() < 0.06:
        text += rng.choice(_ENDINGS)
    return " ".join(_misheard(text.split(), rng)) if rng.random() < MISHEARD else text


def _misheard(said: list[str], rng: random.Random) -> list[str]:
    """One slip of the caller or of the recogniser: another word of that sound, a small word lost, a filler."""
    at = rng.randrange(len(said))
    alike = [place for place, word in enumerate(said) if word.lower() in _SOUNDS_LIKE]
    small = [place for place, word in enumerate(said) if word.lower() in _LOST]
    kind = rng.random()
    if alike and kind < 0.5:
        at = rng.choice(alike)
        return [*said[:at], _SOUNDS_LIKE[said[at].lower()].replace("_", " "), *said[at + 1 :]]
    if small and len(said) > 4 and kind < 0.7:
        at = rng.choice(small)
        return [*said[:at], *said[at + 1 :]]
    return [*said[:at], rng.choice((*_FILLERS, said[at])), *said[at:]]


def _punctuated(text: str, rng: random.Random) -> str:
    if rng.random() < 0.25:
        return text
    return text[0].upper() + text[1:] + ("?" if _QUESTION.search(text.lower()) else ".")


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


def real() -> list[Example]:
    """The dev files' utterances as written, and as they were heard where they have been spoken."""
    names = [name for name in (*FILES["dev"], HEARD) if name != CHOSEN_ON]
    return [(text, tuple(cues)) for name in names for text, cues in labelled(name)]


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


def train(lines: Sequence[Example], seed: int = 7) -> Model:
    """On the templates and on `lines`."""
    corpus = list(made(random.Random(seed)))
    rows = Rows.of([lower(text).rstrip(" .") for text, _ in corpus])
    right = with_any(np.array([[cue in cues for cue in CUE_NAMES] for _, cues in corpus]))
    weight = np.ones(len(corpus))
    of_templates = fitted(rows, right, weight, None, steps=50)
    parts = [part for part in stretches(lines) if part[2]]
    real_rows = Rows.of([words for _, words, _ in parts])
    real_right = with_any(assigned(lines, parts, of_templates.score(real_rows)[:, :-1]))
    weight = np.concatenate([weight, np.full(len(parts), REAL)])
    return fitted(rows + real_rows, np.concatenate([right, real_right]), weight, of_templates, steps=80)


def with_any(right: np.ndarray) -> np.ndarray:
    """(stretches, outputs) of (stretches, cues): the last says whether there is any."""
    return np.concatenate([right, right.any(axis=1, keepdims=True)], axis=1)


def write(model: Model, path: Path) -> None:
    scale = np.abs(model.counted).max(axis=0) / 127
    np.savez_compressed(
        path,
        matrix=np.round(model.counted / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        meaning=(model.meaning * STRETCHED).astype(np.float32),
        bias=model.bias.astype(np.float32),
    )


if __name__ == "__main__":
    from simulator import understanding

    target = Path(understanding.__path__[0]) / FILE
    write(train(real()), target)
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB", file=sys.stderr)
