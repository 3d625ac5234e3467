"""Every shipped case comes out as it says, without sound; and the proof can fail."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from simulator import paths
from simulator.call import facts as f
from simulator.call.dryrun import path, play, prove, verify
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.checker import check
from simulator.scenario.model import Case, Scenario, Variants
from simulator.scenario.reader import LoadedScenario, list_all, read_scenario

SHIPPED = list_all([paths.content("scenarios")])
EVERYWHERE = {
    "follow-up-call": {"polite", "interrupting", "no-date", "silent"},
    "hard-moments": {"polite", "poor", "odd"},
    "gatekeepers": {"polite", "poor", "odd"},
    "second-chances": {"polite", "poor", "odd"},
    "drills": {"polite", "poor", "odd"},
}
"""Pack -> the callers that each of its scenarios has: a good, a poor and an odd one."""
CASES = [(loaded, persona) for loaded in SHIPPED for persona in loaded.cases]


def run(loaded: LoadedScenario, persona: str, **more: int) -> tuple[f.Fact, ...]:
    return play(
        loaded.scenario, example_candidate(), loaded.cases[persona], called_on=EXAMPLE_CALLED_ON, **more
    )


@pytest.mark.parametrize(("loaded", "persona"), CASES, ids=[f"{s.scenario.id}-{p}" for s, p in CASES])
def test_a_shipped_case_comes_out_as_it_says(loaded: LoadedScenario, persona: str) -> None:
    assert verify(loaded.cases[persona], run(loaded, persona)) == ()


@pytest.mark.parametrize("loaded", SHIPPED, ids=lambda loaded: loaded.scenario.id)
def test_a_shipped_scenario_is_proved(loaded: LoadedScenario) -> None:
    assert set(loaded.cases) >= EVERYWHERE[loaded.pack]
    assert [str(problem) for problem in prove(loaded)] == []


def test_what_is_shipped() -> None:
    assert {loaded.scenario.outcome for loaded in SHIPPED} >= {"positive", "negative", "undecided"}
    assert {loaded.scenario.mood for loaded in SHIPPED} == {"warm", "brisk", "cold", "distracted"}
    assert len(SHIPPED) >= 16
    assert {loaded.pack for loaded in SHIPPED} == set(EVERYWHERE)


@pytest.mark.parametrize("loaded", SHIPPED, ids=lambda loaded: loaded.scenario.id)
def test_a_seed_is_a_call_fact_for_fact(loaded: LoadedScenario) -> None:
    """The words too, where they vary; with sound: tests/test_replay.py."""
    persona = next(iter(loaded.cases))
    facts = run(loaded, persona, seed=3)
    assert facts == run(loaded, persona, seed=3)
    assert facts != run(loaded, persona, seed=4)
    on_path = [loaded.scenario.nodes[node] for node in path(facts)]
    if any(isinstance(part, Variants) for node in on_path for part in node.say):
        assert len({said(run(loaded, persona, seed=seed)) for seed in range(8)}) > 1


def said(facts: tuple[f.Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.text for fact in facts if isinstance(fact, f.PartStarted))


PACK = {
    "pack.yaml": "format: 1\nid: a-pack\ntitle: A pack\nlicence: MIT\n",
    "a-call.yaml": """\
format: 1
id: a-call
title: A call
outcome: negative
recruiter: {name: Dana Whitfield}
start: verdict
nodes:
  verdict:
    verdict: true
    say: ["No.", {disclose: {after_silence_ms: 1000, say: "Sorry."}}]
    then:
      - when: {given: name}
        go: named
      - otherwise: bye
  named:
    say: "Oh."
    then: {otherwise: bye}
  bye: {end: true, say: "Goodbye."}
""",
    "cases/a-call/first.yaml": """\
format: 1
scenario: a-call
caller:
  - {after_ms: 500, say: "Mm, what a pity."}
  - {after_ms: 500, hang_up: true}
expect:
  path: [verdict, named, bye]
  given: [name]
  disclosures: 1
  ended_by: recruiter
""",
}


@pytest.fixture
def faulty(tmp_path: Path) -> LoadedScenario:
    for name, text in PACK.items():
        file = tmp_path / "a-pack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return read_scenario(tmp_path / "a-pack" / "a-call.yaml")


def test_a_case_that_comes_out_otherwise_is_told_where_it_says_so(faulty: LoadedScenario) -> None:
    told = [f"{Path(p.file).name}:{p.line}:{p.column}: {p.message}" for p in prove(faulty)]
    assert told == [
        'a-call.yaml:15:3: no case visits "named"',
        "first.yaml:7:3: path: expected verdict, named, bye, found verdict, bye; "
        'it went to "bye" from "verdict" after "Mm, what a pity." (given so far: nothing; cues: none)',
        "first.yaml:8:3: given: expected name, found nothing",
        "first.yaml:9:3: disclosures: expected 1, found 0",
        "first.yaml:10:3: ended_by: expected recruiter, found caller",
    ]


def test_silence_earns_what_talk_loses(faulty: LoadedScenario) -> None:
    patient = Case.model_validate({"format": 1, "scenario": "a-call"})
    facts = play(faulty.scenario, example_candidate(), patient, called_on=EXAMPLE_CALLED_ON)
    assert any(isinstance(fact, f.DisclosureEarned) for fact in facts)
    assert isinstance(facts[-1], f.HungUp)
    talkative = play(faulty.scenario, example_candidate(), faulty.cases["first"], called_on=EXAMPLE_CALLED_ON)
    assert any(isinstance(fact, f.DisclosureLost) for fact in talkative)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_the_checker_lets_pass_can_be_played_to_an_end(data: st.DataObject) -> None:
    """Shipped scenarios with other targets, limits, conditions, pauses and manners."""
    loaded = data.draw(st.sampled_from(SHIPPED))
    raw = loaded.scenario.model_dump(mode="json", exclude_none=True)
    names = sorted(raw["nodes"])
    for _ in range(data.draw(st.integers(1, 4))):
        node = raw["nodes"][data.draw(st.sampled_from(names))]
        match data.draw(st.sampled_from(["manner", "pause", "limit", "target", "order"])):
            case "manner":
                key = data.draw(st.sampled_from(["yields", "listens"]))
                node[key] = not node[key]
            case "pause":
                node["say"].insert(1, {"pause_ms": data.draw(st.integers(100, 10_000))})
                node["say"].insert(2, "And so on.")
            case "limit" if len(node["then"]) > 1:
                node["then"][0]["at_most"] = data.draw(st.integers(1, 10))
            case "target" if node["then"]:
                branch = data.draw(st.sampled_from(node["then"]))
                branch.update(go=data.draw(st.sampled_from(names)), at_most=data.draw(st.integers(1, 3)))
                node["then"] = [*node["then"], {"go": data.draw(st.sampled_from(names))}]
            case "order":
                node["then"] = data.draw(st.permutations(node["then"]))
    mutated = replace(loaded, scenario=Scenario.model_validate(raw))
    problems = check(mutated)
    event("refused" if problems else "played")
    if not problems:
        for case in loaded.cases.values():
            facts = play(mutated.scenario, example_candidate(), case, called_on=EXAMPLE_CALLED_ON)
            assert isinstance(facts[-1], f.HungUp)
