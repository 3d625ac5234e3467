"""Every shipped case played by speech: which branches the recruiter takes, and which the words ask for.

    python -m benchmarks.branches [--only TEXT] [--workers N] [--recognizer NAME] [--caller-voice ID]

Each case's caller is rendered by a voice, goes over the simulated line and through detector and recogniser.
The wanted path is the case's own, which is what the words lead to when each is understood. A branch counts as
right where it lies on the longest common subsequence of both paths. Prints a table; exits 1 below 97 %, or
where an end of a scenario is reached by none of its spoken callers.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from simulator import paths, rehearsal
from simulator.call.dryrun import path
from simulator.call.facts import Heard
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.model import Scenario
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


def unreached(scenario: Scenario, paths_taken: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The ends of a scenario at which none of these calls ended."""
    ended = {taken[-1] for taken in paths_taken if taken}
    return tuple(name for name, node in scenario.nodes.items() if node.end and name not in ended)


def play(job: tuple[str, str, str | None, str | None]) -> Played:
    name, persona, recognizer, caller_voice = job
    loaded = find(name, [paths.content("scenarios")])
    with tempfile.TemporaryDirectory() as sessions:
        request = rehearsal.CallRequest(
            scenario=loaded,
            candidate=example_candidate(),
            line="simulated",
            persona=persona,
            recognizer=recognizer,
            caller_voice=caller_voice,
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
    parser.add_argument("--caller-voice")
    parser.add_argument("--persona", help="only these callers")
    options = parser.parse_args()
    shipped = list_all([paths.content("scenarios")])
    jobs = [
        (each.scenario.id, persona, options.recognizer, options.caller_voice)
        for each in shipped
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
    lost = 0
    print(f"\n{'scenario':20} {'calls':>5} {'whole':>5} {'branches':>8} {'right':>6} {'ends reached':>12}")
    for scenario in (each.scenario for each in shipped if each.scenario.id in rows):
        calls = rows[scenario.id]
        ends = sum(node.end for node in scenario.nodes.values())
        missed = unreached(scenario, (one.taken for one in calls))
        lost += len(missed)
        print(f"{_row(scenario.id, calls)} {ends - len(missed):5} of {ends}  {' '.join(missed)}")
    print(f"{_row('all', played)}   target {TARGET}%; {lost} ends not reached")
    return 0 if _share(played) >= TARGET and not lost else 1


def _share(calls: Sequence[Played]) -> float:
    return 100 * sum(one.right for one in calls) / max(1, sum(one.branches for one in calls))


def _row(name: str, calls: Sequence[Played]) -> str:
    whole = sum(one.wanted == one.taken for one in calls)
    branches = sum(one.branches for one in calls)
    return f"{name:20} {len(calls):5} {whole:5} {branches:8} {_share(calls):5.1f}%"


if __name__ == "__main__":
    sys.exit(main())
