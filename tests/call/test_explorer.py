"""The explorer plays what a call can do, and tells what the checker cannot see: each kind of fault once."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import paths
from simulator.call import explorer
from simulator.call.call import Call
from simulator.call.callers import GIVES, GIVES_WRONG, SAYS
from simulator.call.dryrun import duration_of
from simulator.call.explorer import explore
from simulator.call.knowledge import Knowledge
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.checker import check
from simulator.scenario.model import Scenario
from simulator.scenario.reader import LoadedScenario, find, read_scenario
from simulator.scenario.slots import fill
from simulator.timeline import Transcript
from simulator.understanding.vocabulary import CUES, FIELDS

ROOTS = [paths.content("scenarios")]


def shipped(name: str) -> LoadedScenario:
    return find(name, ROOTS)


def knowledge() -> Knowledge:
    return Knowledge(example_candidate(), EXAMPLE_CALLED_ON)


@pytest.mark.parametrize("cue", CUES)
def test_the_callers_words_for_a_cue_are_understood_as_it(cue: str) -> None:
    assert cue in knowledge().read(SAYS[cue])


@pytest.mark.parametrize("field", FIELDS)
def test_the_callers_words_give_their_field_and_no_other(field: str) -> None:
    scenario = shipped("hired").scenario
    known = knowledge()
    known.read(fill(GIVES[field], scenario, example_candidate()))  # type: ignore[index]
    assert (known.given, known.wrong) == ((field,), ())
    if field in GIVES_WRONG:
        other = knowledge()
        other.read(GIVES_WRONG[field])  # type: ignore[index]
        assert other.given == ()
        assert other.wrong in ((), (field,))


def test_a_short_scenario_is_played_to_every_end() -> None:
    found = explore(shipped("goodbye-drill"), drawn_calls=12)
    assert found.problems == ()
    assert found.paths > 50
    assert found.stretches > 100
    assert 20_000 < found.longest_ms < 100_000


def changed(loaded: LoadedScenario, old: str, new: str, tmp_path: Path) -> LoadedScenario:
    """The scenario with a change that the checker has nothing against."""
    text = loaded.path.read_text()
    assert text.count(old) >= 1
    path = tmp_path / loaded.path.name
    path.write_text(text.replace(old, new, 1))
    result = read_scenario(path)
    result = replace(result, cases=loaded.cases, case_places=loaded.case_places)
    assert check(result) == ()
    return result


def test_a_call_that_takes_longer_than_stated_is_told(tmp_path: Path) -> None:
    short = changed(shipped("goodbye-drill"), "length_s: 90", "length_s: 60", tmp_path)
    (problem,) = explore(short, drawn_calls=0).problems
    assert "longer than the stated 60 s" in problem.message
    assert "verdict > again" in problem.message
    line = (tmp_path / "goodbye-drill.yaml").read_text().splitlines()[problem.line - 1]
    assert line.startswith("length_s")


def test_what_no_caller_comes_to_is_told(tmp_path: Path) -> None:
    """The checker sees a way; in practice the recruiter has hung up or gone on before anybody can take it."""
    text = """\
format: 1
id: a-call
title: A call
outcome: none
length_s: 100
recruiter: {name: Dana Whitfield}
start: hello
cues:
  asks-salary: {phrases: ["What does it pay"]}
nodes:
  hello:
    say: "Hello, who is there, and what is it about?"
    yields: false
    then:
      - when: {cue: asks-salary, interrupted: true}
        go: pay
      - otherwise: bye
  pay:
    say: "Not much."
    then: {otherwise: bye}
  bye: {end: true, say: "Goodbye."}
"""
    (tmp_path / "a-call.yaml").write_text(text)
    loaded = read_scenario(tmp_path / "a-call.yaml")
    told = [(p.line, p.column, p.message) for p in explore(loaded, drawn_calls=12).problems]
    assert told == [
        (15, 9, "no caller ever took this branch"),
        (18, 3, 'no caller ever came to "pay"'),
    ]
    (tmp_path / "a-call.yaml").write_text(text.replace("    yields: false\n", ""))
    assert explore(read_scenario(tmp_path / "a-call.yaml"), drawn_calls=0).problems == ()


def test_callers_get_past_a_question_to_what_is_asked_after_it(tmp_path: Path) -> None:
    """Only who gives the name, a wrong date and no position comes to "position" by way of "day"."""
    text = """\
format: 1
id: a-call
title: A call
outcome: none
length_s: 300
recruiter: {name: Dana Whitfield}
start: hello
nodes:
  hello:
    say: "Hello?"
    then:
      - {when: {missing: name}, go: name}
      - {when: {wrong: interview_date}, go: day}
      - otherwise: bye
  name: {say: "Who is it?", then: {otherwise: bye}}
  day:
    say: "Not on that day."
    then:
      - {when: {missing: position}, go: position}
      - otherwise: bye
  position: {say: "For which position?", then: {otherwise: bye}}
  bye: {end: true, say: "Goodbye."}
"""
    (tmp_path / "a-call.yaml").write_text(text)
    assert explore(read_scenario(tmp_path / "a-call.yaml"), drawn_calls=0).problems == ()


LOOPING = """\
format: 1
id: a-call
title: A call
outcome: none
length_s: 900
recruiter: {name: Dana Whitfield}
start: n0
nodes:
"""


def looping(nodes: int, tmp_path: Path) -> LoadedScenario:
    """A bounded scenario with more ways than anybody can play: each node goes back thrice, on three cues."""
    text = LOOPING
    for at in range(nodes):
        back = "".join(
            f"      - {{when: {{cue: {cue}}}, go: n{max(0, at - 3)}, at_most: 3}}\n"
            for cue in ("thanks", "protests", "affirms")
        )
        text += f'  n{at}:\n    say: "Yes."\n    then:\n{back}      - otherwise: n{at + 1}\n'
    text += f'  n{nodes}: {{end: true, say: "Goodbye."}}\n'
    (tmp_path / "a-call.yaml").write_text(text)
    return read_scenario(tmp_path / "a-call.yaml")


@pytest.mark.parametrize("limit", ["MOST_STRETCHES", "DEEPEST"])
def test_a_walk_that_would_take_for_ever_is_given_up(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "MOST_STRETCHES", 400 if limit == "MOST_STRETCHES" else 10_000)
    loaded = looping(4 if limit == "MOST_STRETCHES" else 60, tmp_path)
    assert [p.message for p in check(loaded)] == [
        "the scenario has no case; write one, as in cases/a-call/polite.yaml"
    ]
    found = explore(loaded)
    assert found.stretches <= 1100
    (problem,) = found.problems
    assert "too many turns to play all" in problem.message
    assert problem.line > 8


def test_skipping_what_cannot_change_gives_the_same_facts() -> None:
    scenario = shipped("undecided").scenario
    for seed in range(4):
        assert played(scenario, seed, skips=True) == played(scenario, seed, skips=False)


def played(scenario: Scenario, seed: int, skips: bool) -> tuple[object, ...]:
    """A call in which a caller talks at drawn times, tick by tick or with skips."""
    dice = random.Random(seed)
    call = Call(
        scenario, example_candidate(), durations=duration_of, called_on=dt.date(2026, 6, 12), seed=seed
    )
    voiced = False
    while not call.ended and call.now < 400_000:
        until = call.now + dice.randrange(10, 6000 if not voiced else 2500, 10)
        while call.now < until and not call.ended:
            if not (skips and call.skip(voiced, until - call.now)):
                call.tick(voiced)
            if call.awaiting:
                call.heard(Transcript("Goodbye."))
        voiced = not voiced
    return call.facts
