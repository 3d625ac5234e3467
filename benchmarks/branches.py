"""Every shipped case played by speech: which branches the recruiter takes, and which the words ask for.

    python -m benchmarks.branches [--only TEXT] [--workers N] [--recognizer NAME]

Each case's caller is rendered by a voice, goes over the simulated line and through detector and recogniser.
The wanted path is the case's own, which is what the words lead to when each is understood. A branch counts as
right where it lies on the longest common subsequence of both paths. Prints a table; exits 1 below 97 %.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from simulator import paths, rehearsal
from simulator.call.dryrun import path
from simulator.call.facts import Heard
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.reader import find, list_all

TARGET = 97
SEED = 7


@dataclass(frozen=True)
class Played:
    scenario: str
    persona: str
    wanted: tuple[str, ...]
    taken: tuple[str, ...]
    heard: tuple[str, ...]
    checks: tuple[str, ...]
    """Those of the case that came out otherwise, in words."""

    @property
    def branches(self) -> int:
        return len(self.wanted) - 1

    @property
    def right(self) -> int:
        return max(0, common(self.wanted, self.taken) - 1)


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = row
        row = [0]
        for index, b in enumerate(other):
            row.append(before[index] + 1 if a == b else max(row[-1], before[index + 1]))
    return row[-1]


def play(job: tuple[str, str, str | None]) -> Played:
    name, persona, recognizer = job
    loaded = find(name, [paths.content("scenarios")])
    with tempfile.TemporaryDirectory() as sessions:
        request = rehearsal.CallRequest(
            scenario=loaded,
            candidate=example_candidate(),
            line="simulated",
            persona=persona,
            recognizer=recognizer,
            seed=SEED,
            sessions=Path(sessions),
            called_on=EXAMPLE_CALLED_ON,
        )
        result = rehearsal.place_call(request, rehearsal.Screen(quiet=True))
    facts = result.session.facts if result.session else ()
    heard = tuple(fact.text for fact in facts if isinstance(fact, Heard))
    expect = loaded.cases[persona].expect
    found = {check.id: check.result for check in result.scorecard.checks}
    checks = tuple(
        f"{code}: wanted {wanted}, found {found.get(code)}"
        for code, wanted in expect.checks.items()
        if found.get(code) != wanted
    )
    return Played(name, persona, expect.path or (), path(facts), heard, checks)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="scenarios whose id holds this")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--recognizer")
    parser.add_argument("--persona", help="only these callers")
    options = parser.parse_args()
    jobs = [
        (each.scenario.id, persona, options.recognizer)
        for each in list_all([paths.content("scenarios")])
        if options.only in each.scenario.id
        for persona in each.cases
        if options.persona in (None, persona)
    ]
    with ProcessPoolExecutor(options.workers) as pool:
        played = list(pool.map(play, jobs))
    rows: dict[str, list[Played]] = defaultdict(list)
    for one in played:
        rows[one.scenario].append(one)
        if one.wanted != one.taken:
            print(f"{one.scenario}/{one.persona}")
            print(f"  wanted {' > '.join(one.wanted)}\n  taken  {' > '.join(one.taken)}")
            print("".join(f"  heard  {text}\n" for text in one.heard), end="")
        for told in one.checks:
            print(f"{one.scenario}/{one.persona}  {told}")
    print(f"\n{'scenario':20} {'calls':>5} {'whole':>5} {'branches':>8} {'right':>6}")
    for name, calls in rows.items():
        whole = sum(one.wanted == one.taken for one in calls)
        branches, right = sum(one.branches for one in calls), sum(one.right for one in calls)
        print(f"{name:20} {len(calls):5} {whole:5} {branches:8} {100 * right / max(1, branches):5.1f}%")
    branches, right = sum(one.branches for one in played), sum(one.right for one in played)
    whole = sum(one.wanted == one.taken for one in played)
    share = 100 * right / max(1, branches)
    print(f"{'all':20} {len(played):5} {whole:5} {branches:8} {share:5.1f}%   target {TARGET}%")
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
