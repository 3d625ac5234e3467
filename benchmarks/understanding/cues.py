"""Cues from paraphrases: every utterance and all the cues that a fair listener finds in it.

cues-*.tsv: utterance, tab, its cues. Label rules: cues-labels.md beside them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from benchmarks.understanding.data import rows
from simulator.understanding.cues import read_cues
from simulator.understanding.vocabulary import CUES

SPOKEN_EACH = {
    "cues-dev": 3,
    "cues-test": 3,
    "cues-test-2": 3,
    "cues-dev-3": 3,
    "cues-dev-4": 3,
    "cues-dev-5": 3,
    "cues-heldout": 1,
    "cues-heldout-2": 2,
    "cues-heldout-3": 1,
    "cues-heldout-4": 1,
}
"""Every how many lines of a file one is spoken. cues-test-spoken was, by another version of the voice."""

FILES = {
    "dev": (
        "cues-dev",
        "cues-test",
        "cues-test-spoken",
        "cues-test-2",
        "cues-dev-3",
        "cues-dev-4",
        "cues-dev-5",
        "cues-dev-6",
        "cues-dev-7",
        "cues-dev-8",
        "cues-dev-9",
        "cues-dev-10",
        "cues-dev-11",
        "cues-dev-12",
        "cues-dev-13",
    ),
    "test": ("cues-heldout", "cues-heldout-2", "cues-heldout-3", "cues-heldout-4"),
}
"""The split of each file. cues-test and cues-test-2 have been worked on since their first run."""


@dataclass(frozen=True, slots=True)
class CueFigures:
    """f1: by cue, of those that occur. false: cueless utterances that were given a cue, of `cueless`."""

    utterances: int
    f1: dict[str, float]
    false: int
    cueless: int

    @property
    def macro_f1(self) -> float:
        return sum(self.f1.values()) / len(self.f1)

    def to_json(self) -> dict[str, object]:
        return {
            "utterances": self.utterances,
            "macro_f1": round(self.macro_f1, 4),
            "f1": {cue: round(value, 3) for cue, value in self.f1.items()},
            "false_on_cueless": self.false,
            "cueless": self.cueless,
        }


def figures(cases: Iterable[tuple[str, Collection[str]]]) -> CueFigures:
    """Of texts with their right cues."""
    hit: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    count = quiet = false_on_quiet = 0
    for text, right in cases:
        want, got = set(right), {found.cue for found in read_cues(text)}
        hit.update(want & got)
        false.update(got - want)
        missed.update(want - got)
        count += 1
        quiet += not want
        false_on_quiet += not want and bool(got)
    seen = [cue for cue in CUES if hit[cue] + missed[cue]]
    f1 = {cue: 2 * hit[cue] / (2 * hit[cue] + false[cue] + missed[cue]) for cue in seen}
    return CueFigures(count, f1, false_on_quiet, quiet)


def labelled(name: str) -> list[tuple[str, list[str]]]:
    """The utterances of a file, each with its cues."""
    return [(cells[0], cells[1].split() if len(cells) > 1 else []) for cells in rows(name)]


def spoken(name: str) -> list[tuple[str, list[str]]]:
    """The file's lines that are spoken, as they were heard, each with its cues."""
    from benchmarks.understanding.spoken import heard  # needs the voice and the recogniser

    lines = labelled(name)[:: SPOKEN_EACH[name]]
    return list(zip(heard([text for text, _ in lines]), [cues for _, cues in lines], strict=True))


def show(split: str, aloud: bool, quiet: bool = False) -> dict[str, object]:
    """The figures of each file and of all together for --json, printed unless `quiet`; `aloud`: spoken as well."""
    files = {name: labelled(name) for name in FILES[split]}
    ways = {"": files}
    if aloud:
        ways[", spoken"] = {name: spoken(name) for name in files if name in SPOKEN_EACH}
    result: dict[str, object] = {}
    for way, found in ways.items():
        found["all files"] = [case for cases in found.values() for case in cases]
        for name, cases in found.items():
            of = figures(cases)
            result[f"{name}{way}"] = of.to_json()
            if not quiet:
                print(told(f"{name}{way}", of))
    return result


def told(name: str, of: CueFigures) -> str:
    worst = sorted(of.f1.items(), key=lambda item: item[1])[:5]
    low = ", ".join(f"{cue} {value:.2f}" for cue, value in worst)
    return (
        f"cues, {name}: macro F1 {of.macro_f1:.3f} over {len(of.f1)} cues of {of.utterances} utterances; "
        f"{of.false} of {of.cueless} cueless with a cue; lowest {low}"
    )
