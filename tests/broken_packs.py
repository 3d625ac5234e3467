"""Run as a program: reads, checks and plays packs that nobody wrote; prints what became of them as JSON.

    python tests/broken_packs.py generated|mutated NUMBER FOLDER

generated: YAML trees drawn by hypothesis, from sound ones to nonsense. mutated: shipped packs with some bytes
changed. A process of its own, so that its memory can be measured; anything but a refusal is a traceback.
"""

import json
import random
import resource
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from unicodedata import category

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from simulator import paths
from simulator.call.dryrun import prove
from simulator.call.explorer import explore
from simulator.problems import ContentError
from simulator.scenario.checker import check
from simulator.scenario.reader import read_pack
from simulator.understanding.vocabulary import CUES, FIELDS

NAMES = ("a", "b", "c", "d", "e", "bye")
TEXTS = st.sampled_from(
    (
        "Hello?",
        "{recruiter.name}.",
        "{fact.one}",
        "{nothing}",
        "{",
        "Well. " * 12,
        "x" * 400,
        "\u202e",
        "é 🎉",
    )
)
SOUND_TEXTS = st.sampled_from(["Hello?", "{company}.", "I see.", "Well, it was {fact.one}.", "And so on."])
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def lines(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> list[Any]:
    """Words, then perhaps a pause between words, then what silence earns."""
    said: list[Any] = [draw(texts | st.fixed_dictionaries({"any": st.lists(texts, min_size=2, max_size=3)}))]
    if draw(st.booleans()):
        said += [{"pause_ms": draw(st.integers(100, 3000))}, draw(texts)]
    if draw(st.integers(0, 3)) == 0:
        said.append({"disclose": {"after_silence_ms": draw(st.integers(300, 4000)), "say": draw(texts)}})
    return said


SIMPLE = (
    st.builds(dict, cue=st.sampled_from([*CUES]))
    | st.builds(dict, given=st.sampled_from(FIELDS[:3]))
    | st.builds(dict, missing=st.sampled_from(FIELDS[:3]))
    | st.sampled_from([{"silent": True}, {"interrupted": True}, {"wrong": "name"}])
)
CONDITIONS = SIMPLE | st.fixed_dictionaries(
    {},
    optional={
        "given": st.sampled_from(FIELDS),
        "missing": st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2),
        "wrong": st.sampled_from(FIELDS),
        "cue": st.sampled_from([*CUES, "asks-own"]),
        "silent": st.booleans(),
        "interrupted": st.booleans(),
    },
)


@st.composite
def scenarios(draw: st.DrawFn, sound: bool) -> dict[str, Any]:
    """`sound`: one that the checker may let pass: onward branches only, or back with a limit."""
    texts = SOUND_TEXTS if sound else TEXTS | SOUND_TEXTS
    names = NAMES[-draw(st.integers(2, len(NAMES))) :]
    nodes: dict[str, Any] = {}
    for at, name in enumerate(names[:-1]):
        branches: list[Any] = []
        for _ in range(draw(st.integers(0, 3))):
            to = draw(st.sampled_from(names))
            branch = {"when": draw(SIMPLE if sound else CONDITIONS), "go": to}
            if names.index(to) <= at or draw(st.booleans()):
                branch["at_most"] = draw(st.integers(1, 3))
            branches.append(branch)
        branches.append({"otherwise": names[at + 1] if sound else draw(st.sampled_from([*NAMES, "nowhere"]))})
        nodes[name] = {"say": draw(lines(texts)), "then": branches}
        if not sound:
            nodes[name] |= draw(st.fixed_dictionaries({}, optional={"yields": st.booleans()}))
    nodes[names[-1]] = {"end": True, "say": draw(texts)}
    nodes[names[0]]["say"] = [draw(SOUND_TEXTS), "Because {fact.one}."]
    nodes[names[0]]["verdict"] = True
    return {
        "format": 1,
        "id": "a-call",
        "title": "A call",
        "outcome": "negative",
        "length_s": 900,
        "recruiter": {"name": "Dana Whitfield"},
        "facts": {"one": {"say": "it was close", "note": ["close"]}},
        "start": names[0],
        "nodes": nodes,
    }


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """A scenario with up to three of its values exchanged for junk, or taken out."""
    whole = draw(scenarios(sound=False))
    for _ in range(draw(st.integers(0, 3))):
        at: Any = whole
        for _ in range(draw(st.integers(0, 5))):
            inner = list(at.values()) if isinstance(at, dict) else at
            inner = [each for each in inner if isinstance(each, dict | list) and each]
            if not inner:
                break
            at = draw(st.sampled_from(inner))
        key = draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        match draw(st.integers(0, 2)):
            case 0:
                at[key] = draw(JUNK)
            case 1 if len(at) > 1:
                del at[key]
            case _ if isinstance(at, dict):
                at[draw(st.text(max_size=6))] = draw(JUNK)
    return whole


CASES = st.fixed_dictionaries(
    {"format": st.just(1), "scenario": st.just("a-call")},
    optional={
        "caller": st.lists(
            st.fixed_dictionaries({"after_ms": st.integers(0, 3000), "say": SOUND_TEXTS})
            | st.fixed_dictionaries({"into_ms": st.integers(0, 3000), "say": TEXTS})
            | st.just({"after_ms": 100, "hang_up": True})
            | JUNK,
            max_size=4,
        ),
        "expect": st.fixed_dictionaries({"path": st.lists(st.sampled_from(NAMES), max_size=4)}) | JUNK,
    },
)


SILENT = {"format": 1, "scenario": "a-call", "expect": {"path": []}}


class Tally:
    """What became of the packs."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.slowest_s = 0.0

    def take(self, folder: Path, only: str | None = None, drawn_calls: int = 2) -> None:
        """Everything that `scenarios check` does with a pack; of one scenario where that is the only changed."""
        begun = time.process_time()
        self.counts["packs"] += 1
        try:
            loaded = read_pack(folder).scenarios
        except ContentError as error:
            self.counts["refused"] += 1
            told = error.problems
        else:
            self.counts["read"] += 1
            told = ()
            for each in loaded:
                if only is None or each.scenario.id == only:
                    told += prove(each)
                    if not check(each):
                        self.counts["played"] += 1
                        told += explore(each, drawn_calls).problems
        for problem in told:
            assert problem.line >= 1 and problem.column >= 1 and problem.message, problem
            assert Path(problem.file).is_relative_to(folder), problem
            assert not {"Cc", "Cf"} & {category(c) for c in str(problem)}, problem
        self.slowest_s = max(self.slowest_s, time.process_time() - begun)


def generated(number: int, folder: Path, tally: Tally) -> None:
    """One in five is sound; those are what takes time, for they are played."""
    root = folder / "a-pack"
    (root / "cases" / "a-call").mkdir(parents=True)
    (root / "pack.yaml").write_text("format: 1\nid: a-pack\ntitle: A pack\nlicence: MIT\n")

    def play(scenario: Any, case: Any) -> None:
        (root / "a-call.yaml").write_text(json.dumps(scenario, indent=1, ensure_ascii=False))
        (root / "cases" / "a-call" / "polite.yaml").write_text(json.dumps(case, ensure_ascii=False))
        tally.take(root)

    for share, scenario, case in (
        (5, scenarios(sound=True), st.just(SILENT)),
        (1, broken() | JUNK, CASES),
    ):
        limits = settings(
            max_examples=number // share,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(limits(given(scenario=scenario, case=case)(play)))()


def mutated(number: int, folder: Path, tally: Tally) -> None:
    dice = random.Random(number)
    packs = sorted(file.parent for file in paths.content("scenarios").glob("*/pack.yaml"))
    for at in range(number):
        source = packs[at % len(packs)]
        pack = folder / str(at) / source.name
        shutil.copytree(source, pack)
        path = dice.choice(sorted(pack.rglob("*.yaml")))
        path.write_bytes(changed(path.read_bytes(), dice))
        only = path.stem if path.parent == pack else path.parent.name
        tally.take(pack, only)
        shutil.rmtree(pack)


def changed(raw: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, doubled, moved or cut."""
    for _ in range(dice.randrange(1, 4)):
        at, to = sorted((dice.randrange(len(raw)), dice.randrange(len(raw))))
        match dice.randrange(5):
            case 0:
                raw = raw[:at] + bytes([dice.randrange(256)]) + raw[at + 1 :]
            case 1:
                raw = raw[:at] + raw[min(to, at + 40) :]
            case 2:
                raw = raw[:at] + raw[at : at + 30] * 2 + raw[at + 30 :]
            case 3:
                raw = (
                    raw[:at]
                    + dice.choice([b"{", b"[", b"&a ", b"*a", b"!!x ", b"\t", b": ", b"- "])
                    + raw[at:]
                )
            case 4:
                rows = raw.split(b"\n")
                first, second = dice.randrange(len(rows)), dice.randrange(len(rows))
                rows[first], rows[second] = rows[second], rows[first]
                raw = b"\n".join(rows)
    return raw


def peak_kib() -> int:
    """The most memory that this process has held. Linux's getrusage would also count what its parent held when it
    forked, so there the process's own status is read."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(x.split()[1]) for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


if __name__ == "__main__":
    kind, number, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    tally = Tally()
    {"generated": generated, "mutated": mutated}[kind](number, folder, tally)
    json.dump({**tally.counts, "slowest_s": tally.slowest_s, "peak_kib": peak_kib()}, sys.stdout)
