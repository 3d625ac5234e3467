"""Whole calls on the simulated line, with spoken callers all the way through recognition."""

import datetime as dt
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulator import paths, rehearsal
from simulator.call.facts import Fact, HungUp, NodeEntered
from simulator.rehearsal import CallRequest, Result, Screen
from simulator.reports.json import to_text
from simulator.scenario.candidate import Candidate, example_candidate
from simulator.scenario.reader import list_all

CARD = example_candidate()
SHIPPED = {
    each.scenario.id: each
    for each in list_all([paths.content("scenarios")])
    if each.scenario.id in ("hired", "not-hired", "runner-up")
}
PERSONAS = ("polite", "interrupting", "no-date", "silent")


def place(scenario: str, persona: str, sessions: Path, candidate: Candidate = CARD, **more: object) -> Result:
    request = CallRequest(
        scenario=SHIPPED[scenario],
        candidate=candidate,
        line="simulated",
        persona=persona,
        seed=7,
        sessions=sessions,
        **more,  # type: ignore[arg-type]
    )
    return rehearsal.place_call(request, Screen(quiet=True))


def nodes(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(fact.node for fact in facts if isinstance(fact, NodeEntered))


@pytest.mark.slow
@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("scenario", ["hired", "not-hired", "runner-up"])
def test_every_caller_gets_the_scorecard_they_deserve(scenario: str, persona: str, tmp_path: Path) -> None:
    today = dt.datetime.combine(dt.date.today() - dt.timedelta(days=9), dt.time(14, 0))
    card = CARD.model_copy(update={"interview": today})
    result = place(scenario, persona, tmp_path, card)
    expect = SHIPPED[scenario].cases[persona].expect
    assert result.session is not None
    results = {check.id: check.result for check in result.scorecard.checks}
    told = "\n".join(f"{s.party:9} {s.start_ms:6}-{s.end_ms:6} {s.text}" for s in result.scorecard.transcript)
    assert nodes(result.session.facts) == expect.path, told
    wrong = {
        code: (results.get(code), wanted)
        for code, wanted in expect.checks.items()
        if results.get(code) != wanted
    }
    assert not wrong, f"{wrong}\n{told}"
    if persona == "polite":
        failed = {check.id: check.why for check in result.scorecard.checks if check.result == "fail"}
        assert not {"B1", "B2", "B3", "B4", "B5", "C1", "C2", "C3", "C4", "C5", "E1", "E2"} & set(failed), (
            failed
        )
        assert result.scorecard.turns is not None
        assert result.scorecard.turns.of_kind("interruption") == ()
    if persona == "interrupting":
        assert result.scorecard.turns is not None
        assert result.scorecard.turns.of_kind("interruption")
    if persona == "silent":
        assert {results[code] for code in ("B1", "B2", "B3", "B5")} == {"fail"}
        assert "pass" not in {results[code] for code in results if code[0] == "D"}


@pytest.mark.slow
def test_the_same_call_gives_the_same_facts_and_the_same_score(tmp_path: Path) -> None:
    one = place("runner-up", "brief", tmp_path / "a")
    two = place("runner-up", "brief", tmp_path / "b")
    assert one.session is not None
    assert two.session is not None
    facts = [(r.session.folder / "facts.jsonl").read_bytes() for r in (one, two) if r.session]
    assert facts[0] == facts[1]
    again = [
        to_text(
            rehearsal.score_session(str(one.session.folder), tmp_path, None, Screen(quiet=True)).scorecard
        )
        for _ in range(2)
    ]
    assert again[0] == again[1] == to_text(one.scorecard)


KILLED = """
import os, sys
from pathlib import Path
from simulator import rehearsal
from simulator.conductor import Moment
from simulator.scenario.candidate import example_candidate

class Loud(rehearsal.Screen):
    def watching(self, pad):
        from contextlib import nullcontext
        return nullcontext(lambda moment: print(moment.elapsed_ms, flush=True))

request = rehearsal.CallRequest(
    scenario=rehearsal.choose_scenario("runner-up", ()), candidate=example_candidate(),
    line="simulated", persona="brief", seed=int(sys.argv[2]), sessions=Path(sys.argv[1]),
)
rehearsal.place_call(request, Loud(quiet=True))
"""


def killed(seed: int, sessions: Path) -> int:
    """Kills a call at a random moment; returns the milliseconds that it had told of by then."""
    until = random.Random(seed).randrange(50, 60_000)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(sessions), str(seed)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    reached = 0
    for line in child.stdout:
        reached = int(line)
        if reached >= until:
            child.kill()
            break
    child.wait()
    assert child.returncode == -9
    return reached


@pytest.fixture(scope="module")
def killed_calls(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, int]]:
    """Twenty calls, two at a time: each one's sessions folder, and how far it had come."""
    folders = [tmp_path_factory.mktemp(f"killed-{seed}") for seed in range(20)]
    with ThreadPoolExecutor(2) as pool:
        reached = pool.map(killed, range(20), folders)
        return {seed: (folders[seed], ms) for seed, ms in enumerate(reached)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_killed_call_leaves_a_session_that_scores(
    seed: int, killed_calls: dict[int, tuple[Path, int]]
) -> None:
    sessions, reached = killed_calls[seed]
    (folder,) = [path for path in sessions.iterdir() if path.is_dir()]
    result = rehearsal.score_session(str(folder), sessions, None, Screen(quiet=True))
    assert result.session is not None
    assert result.session.meta.status == "cut-short"
    assert result.scorecard.duration_ms >= reached - 250
    assert not any(isinstance(fact, HungUp) for fact in result.session.facts)
    json.loads(to_text(result.scorecard))
