"""`simulator report` asked for the impossible: one sentence and the right exit code."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from simulator import front
from simulator.cli import app


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["report", "--compare", "one"], 2, "needs two calls"),
        (["report", "one", "two"], 2, "one call makes one report"),
        (["report", "one", "--audio", "aac"], 2, "opus, mp3, flac, wav"),
        (["report", "one", "--called-on", "soon"], 2, "not a date"),
        (["report", "one"], 3, "no sessions"),
        (["report", "missing.wav"], 3, "does not exist"),
    ],
)
def test_it_says_what_is_wrong(words: list[str], code: int, says: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [*words, "--sessions", str(tmp_path)])
    assert result.exit_code == code, result.output
    assert says in result.stderr and "Traceback" not in result.stderr


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    front.write(path, "old")
    with pytest.raises(UnicodeEncodeError):
        front.write(path, "new " * 10_000 + "\ud800")
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["report.html"]
    with pytest.raises(typer.Exit):
        front.write(tmp_path / "nowhere" / "report.html", "page")
