"""README's section "A scenario of your own", executed: its commands, its YAML and its dialogue, word for word."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import paths
from simulator.cli import app
from simulator.scenario.reader import find
from simulator.sessions.store import open_session

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## A scenario of your own\n")[2].partition("\n## ")[0]
COMMANDS = [
    shlex.split(line.partition("#")[0])[1:] for line in re.findall(r"^    (simulator .*)$", SECTION, re.M)
]
FILES = {
    text.splitlines()[0].removeprefix("# "): text for text in re.findall(r"```yaml\n(.*?)```", SECTION, re.S)
}
(CARD,) = (text for text in re.findall(r"```yaml\n(.*?)```", README, re.S) if "interview: 2026" in text)
DIALOGUE = re.search(r"`simulator (scenarios try [a-z-]+)`[^`]*(?:`[^`]*`[^`]*)*```\n(.*?)```", SECTION, re.S)
runner = CliRunner()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reader's own folder, with the card that README has them write; and a place for their packs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "packs", lambda: tmp_path / "home" / "scenarios")
    monkeypatch.setattr(paths, "sessions", lambda: tmp_path / "home" / "sessions")
    Path("candidate.yaml").write_text(CARD, encoding="utf-8")
    return tmp_path / "home" / "scenarios"


def run(words: list[str], typed: str = "") -> str:
    result = runner.invoke(app, words, input=typed, terminal_width=200)
    assert result.exit_code == 0, (words, result.output, result.exception)
    return result.output


def command(*start: str) -> list[str]:
    """The first command of README's that begins so."""
    return next(words for words in COMMANDS if tuple(words[: len(start)]) == start)


def put_in(home: Path) -> None:
    for name, text in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")


def test_readme_shows_all_that_there_is() -> None:
    assert {words[1] for words in COMMANDS if words[0] == "scenarios"} == {
        *("new", "check", "try", "show", "hear", "export", "install", "remove")
    }
    assert len(FILES) == 3
    for telling in ("schema", "upgrade", "cues", "at_most", "missing", "wrong", "silent", "interrupted"):
        assert telling in SECTION
    for telling in ("any:", "pause_ms", "disclose", "yields", "listens", "patience", "give_up", "into_ms"):
        assert telling in SECTION


@pytest.mark.slow
def test_the_way_from_a_new_pack_to_a_shared_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(home / "my-pack" / "my-call.yaml") in run(command("scenarios", "new"))
    put_in(home)
    told = run([*command("scenarios", "check"), str(home)])
    assert "2 scenarios, 5 cases: nothing is wrong." in told
    assert "whole simulated calls" in told
    assert "given: name" in run(command("scenarios", "try"), "Hello, my name is Jordan Ellis.\n\n\n\n")
    watched = run(command("scenarios", "try", "my-call", "--caller"))
    assert "branch 1 of verdict: asks-who-won -> who-won" in watched
    shown = run(command("scenarios", "show"))
    assert "verdict" in shown and "asks-who-won" in shown
    assert "Wrote my-call.wav" in run(command("scenarios", "hear"))
    assert Path("my-call.wav").stat().st_size > 16_000 * 2 * 15
    assert "my-pack.simpack" in run(command("scenarios", "export"))
    shared = Path("my-pack.simpack").read_bytes()
    sha256 = find("short-and-kind", [home]).sha256

    other = tmp_path / "elsewhere" / "scenarios"
    monkeypatch.setattr(paths, "packs", lambda: other)
    assert "Installed my-pack: my-call, short-and-kind." in run(command("scenarios", "install"))
    assert find("short-and-kind", [other]).sha256 == sha256
    run(command("scenarios", "export"))
    assert Path("my-pack.simpack").read_bytes() == shared
    run([*command("scenarios", "remove"), "--yes"])
    assert list(other.iterdir()) == []


def test_the_dialogue_goes_as_readme_says(home: Path) -> None:
    run(command("scenarios", "new"))
    put_in(home)
    assert DIALOGUE is not None
    said = [line.removeprefix("You: ") for line in DIALOGUE[2].splitlines() if line.startswith("You: ")]
    told = [line for line in DIALOGUE[2].splitlines() if line.startswith("  ")]
    out = run(DIALOGUE[1].split(), "\n".join(said) + "\n")
    assert len(said) >= 2 and len(told) >= 3
    at = 0
    for line in told:
        assert line in out[at:], (line, out)
        at = out.index(line, at) + 1


@pytest.mark.slow
def test_the_new_call_is_placed_and_scored(home: Path) -> None:
    run(command("scenarios", "new"))
    put_in(home)
    words = command("call")
    assert "Scorecard" in run(words)
    assert open_session("latest", paths.sessions()).meta.scenario.id == words[1]
