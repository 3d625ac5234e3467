"""The same call again, and a call played again, from sessions that real calls left."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import paths, rehearsal
from simulator.call.facts import PartStarted
from simulator.cli import app
from simulator.rehearsal import CallRequest, Result, Screen
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.reader import find
from simulator.scenario.variants import by_seed, chosen

SCENARIO = find("goodbye-drill", [paths.content("scenarios")])


def place(request: CallRequest) -> tuple[Result, bytes]:
    result = rehearsal.place_call(request, Screen(quiet=True))
    assert result.session is not None
    return result, (result.session.folder / "facts.jsonl").read_bytes()


def said(result: Result) -> list[str]:
    assert result.session is not None
    return [fact.text for fact in result.session.facts if isinstance(fact, PartStarted) and fact.text]


def other_seed(seed: int) -> int:
    """One that chooses other words."""
    first = chosen(SCENARIO.scenario, by_seed(seed))
    return next(n for n in range(99) if chosen(SCENARIO.scenario, by_seed(n)).nodes != first.nodes)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "persona"), [("bad-moment", "poor"), ("voicemail", "polite")])
def test_a_seed_is_a_call_fact_for_fact(name: str, persona: str, tmp_path: Path) -> None:
    """Through voices, the simulated line, detector and recogniser. All scenarios without sound: test_dryrun.py."""
    request = CallRequest(
        scenario=find(name, [paths.content("scenarios")]),
        candidate=example_candidate(),
        line="simulated",
        persona=persona,
        seed=5,
        sessions=tmp_path,
        called_on=EXAMPLE_CALLED_ON,
    )
    (_, facts), (_, same) = place(request), place(request)
    assert same == facts
    again = rehearsal.again("latest", tmp_path, ())
    assert place(replace(again, line="simulated", sessions=tmp_path))[1] == facts
    assert place(replace(request, seed=6))[1] != facts


@pytest.mark.slow
def test_again_is_the_same_call_and_another_seed_is_another(tmp_path: Path) -> None:
    first = CallRequest(
        scenario=SCENARIO,
        candidate=example_candidate(),
        line="simulated",
        persona="polite",
        seed=7,
        sessions=tmp_path,
        called_on=EXAMPLE_CALLED_ON,
    )
    one, facts = place(first)
    same = rehearsal.again("latest", tmp_path, ())
    two, again = place(replace(same, line="simulated", sessions=tmp_path))
    assert again == facts
    assert two.session and one.session
    assert two.session.meta.content_hash == one.session.meta.content_hash
    three, different = place(replace(first, seed=other_seed(7)))
    assert different != facts
    assert said(three) != said(one)

    runner = CliRunner()
    shown = runner.invoke(app, ["replay", one.session.id, "--sessions", str(tmp_path)]).output
    assert [line for line in said(one) if line not in shown] == []
    assert "has changed since" not in shown
    record = one.session.folder / "session.json"
    text = record.read_text()
    record.write_text(text.replace(one.session.meta.content_hash, "0" * 64))
    shown = runner.invoke(app, ["replay", one.session.id, "--sessions", str(tmp_path)]).output
    assert "The scenario goodbye-drill has changed since; the session holds it as it was." in shown
    record.write_text(text.replace("goodbye-drill", "gone-drill"))
    assert "not installed any more" in rehearsal.how_changed(
        rehearsal.open_session(one.session.folder, tmp_path), ()
    )


def test_again_takes_nothing_beside_it() -> None:
    runner = CliRunner()
    for more in (["hired"], ["--seed", "3"], ["--candidate", "x.yaml"]):
        result = runner.invoke(app, ["call", "--again", "latest", *more])
        assert result.exit_code == 2
        assert "--again takes" in result.output
    missing = runner.invoke(app, ["call", "--again", "latest", "--sessions", "/nowhere/at/all"])
    assert missing.exit_code == 3
