"""Overrules: kept in the session, only ever appended, and shown as the caller's word."""

import io
import json
from pathlib import Path

import pytest
import typer
from reports.test_terminal import scorecard
from rich.console import Console
from sessions.test_sessions import START, meta
from typer.testing import CliRunner

from simulator import rehearsal
from simulator.audio.pcm import silence
from simulator.call.facts import HungUp, PickedUp, RingingStarted
from simulator.cli import app
from simulator.overrule_cli import _learn
from simulator.reports.json import to_dict
from simulator.reports.terminal import print_report
from simulator.scenario.candidate import read_candidate
from simulator.scoring.overrules import with_overrules
from simulator.sessions import EngineUsed, SessionWriter
from simulator.sessions.overrules import OVERRULES_FILE, append_overrule, read_overrules
from simulator.understanding.names import read_name


def _session(root: Path) -> Path:
    """A call in which the caller never spoke."""
    engines = {name: EngineUsed(name=name, version="1") for name in ("webrtc", "pocketsphinx")}
    used = {"detector": engines["webrtc"], "recognizer": engines["pocketsphinx"]}
    with SessionWriter.create(root, meta().model_copy(update={"engines": used}), START) as writer:
        for _ in range(300):
            writer.frame(silence(10), silence(10))
        writer.facts((RingingStarted(0), PickedUp(500), HungUp(3000, "recruiter")))
        writer.close("recruiter", ended=START)
    return writer.folder


def test_the_last_overrule_of_a_check_holds_and_nothing_is_taken_out(tmp_path: Path) -> None:
    append_overrule(tmp_path, "B1", "pass")
    append_overrule(tmp_path, "B3", "pass")
    append_overrule(tmp_path, "B1", "fail")
    append_overrule(tmp_path, "B3", "measured")
    assert read_overrules(tmp_path) == {"B1": "fail"}
    assert (tmp_path / OVERRULES_FILE).read_text().count("\n") == 4


def test_a_torn_line_is_passed_over_and_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / OVERRULES_FILE
    path.write_bytes(
        b'{"check": "B1", "result": "pass"}\n[]\n{"check": "B2", "result": "great"}\n{"check": "B'
    )
    append_overrule(tmp_path, "E2", "pass")
    assert read_overrules(tmp_path) == {"B1": "pass", "E2": "pass"}


def test_an_overruled_check_counts_as_the_caller_says_and_shows_the_measurement() -> None:
    before = scorecard()
    after = with_overrules(before, {"B3": "pass", "C3": "pass", "B1": "pass", "D11": "pass"})
    assert (after.score.passed, after.score.failed) == (before.score.passed + 2, before.score.failed - 1)
    assert after.score.overruled == 2  # B1 passed anyhow, and the call has no D11
    data = {check["id"]: check for check in to_dict(after)["checks"]}
    assert data["B3"]["result"] == "pass"
    assert data["B3"]["overruled"] == {"measured": "fail"}
    assert "overruled" not in data["B1"]
    assert data["B3"]["why"] == before.checks[1].why
    stream = io.StringIO()
    print_report(after, Console(file=stream, width=120))
    shown = " ".join(stream.getvalue().split())
    assert "By your word; it was measured as fail. You said the 4th; it was the 3rd." in shown
    assert "2 overruled by you" in shown
    assert with_overrules(after, {}) == before


def test_the_command_keeps_it_and_refuses_what_the_call_does_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _session(tmp_path)
    run = CliRunner()
    where = ["--sessions", str(tmp_path), "--recognizer", "pocketsphinx"]
    assert run.invoke(app, ["sessions", "overrule", "latest", "B1", "great", *where]).exit_code == 2
    refused = run.invoke(app, ["sessions", "overrule", "latest", "B99", "pass", *where])
    assert refused.exit_code == 2
    assert "B99" in refused.output
    assert read_overrules(folder) == {}
    done = run.invoke(app, ["sessions", "overrule", "latest", "b1", "pass", "--json", *where])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["check"]["result"] == "pass"
    assert told["check"]["overruled"]["measured"] != "pass"
    assert told["score"]["overruled"] == 1
    again = rehearsal.score_session("latest", tmp_path, "pocketsphinx", rehearsal.Screen(quiet=True))
    check = again.scorecard.check("B1")
    assert check is not None
    assert check.result == "pass"
    undone = run.invoke(app, ["sessions", "overrule", "latest", "B1", "measured", *where])
    assert read_overrules(folder) == {}
    assert undone.exit_code == 0, undone.output
    assert "as it was measured" in undone.stdout


CARD = "format: 1\nname: {name}\nposition: nurse\ninterview: 2026-06-03\n"


@pytest.mark.parametrize(
    ("name", "heard", "learned"),
    [
        ("Kwabena Mensah", "Quadna Mensa", True),
        ("Jiri Novotny", "Jerry Novany", True),
        ("John Smith", "Jane Smith", False),
        ("Priya Raghunathan", "Maria Raghunathan", False),
        ("John Smith", "John", False),
    ],
)
def test_a_misheard_name_is_learned_unless_it_is_clearly_another(
    name: str, heard: str, learned: bool, tmp_path: Path
) -> None:
    path = tmp_path / "candidate.yaml"
    path.write_text(CARD.format(name=name))
    text = f"Hello, my name is {heard} and I had an interview."
    if learned:
        _learn(heard, path, True, quiet=True)
        assert read_candidate(path).say_name == (heard,)
        assert read_name(text, name, read_candidate(path).say_name).result == "given"
    else:
        with pytest.raises(typer.Exit):
            _learn(heard, path, True, quiet=True)
        assert read_candidate(path).say_name == ()


def test_nothing_is_learned_without_consent(tmp_path: Path) -> None:
    path = tmp_path / "candidate.yaml"
    path.write_text(CARD.format(name="Kwabena Mensah"))
    before = path.read_text()
    _learn("Quadna Mensa", path, None, quiet=False)  # nobody is there to be asked
    assert path.read_text() == before
