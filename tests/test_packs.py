"""`simulator scenarios` from outside: the way from a new pack to one that is shared; and broken packs."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import packs, paths
from simulator.cli import app
from simulator.scenario.reader import list_all, read_pack

SHIPPED = paths.content("scenarios")
runner = CliRunner()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own packs, in a place of this test's."""
    root = tmp_path / "home" / "scenarios"
    monkeypatch.setattr(paths, "packs", lambda: root)
    monkeypatch.chdir(tmp_path)
    return root


def run(*words: str, code: int = 0, typed: str = "") -> str:
    result = runner.invoke(app, ["scenarios", *words], input=typed, terminal_width=200)
    assert result.exit_code == code, (words, result.output, result.exception)
    return result.output


def test_a_pack_is_installed_over_one_only_when_asked(home: Path) -> None:
    """The way from a new pack to a shared one is walked in `test_own_pack.py`."""
    run("new", "evenings", "late-call", "--title", 'A "late" call: #1')
    assert read_pack(home / "evenings").scenarios[0].scenario.title == 'A "late" call: #1'
    run("export", "evenings", "-o", "one.simpack")
    assert "is installed already" in run("install", "one.simpack", code=3)
    run("install", "one.simpack", "--replace")
    run("remove", "evenings", "--yes")
    assert 'no scenario "late-call"' in run("show", "late-call", code=3)


def test_a_case_can_be_watched(home: Path) -> None:
    run("new", "evenings", "late-call")
    said = run("try", "late-call", "--caller", "poor").splitlines()
    assert any(line.endswith("  You: It is me.") for line in said)
    assert any("branch 1 of verdict: asks-who-won -> who-won" in line for line in said)
    moments = [float(line[:6]) for line in said]
    assert moments == sorted(moments) and moments[-1] > 15
    assert 'no caller "poro"; did you mean "poor"?' in run("try", "late-call", "--caller", "poro", code=3)


def test_new_writes_nothing_over_and_takes_only_ids(home: Path) -> None:
    run("new", "evenings", "late-call")
    assert "is there already" in run("new", "evenings", "late-call", code=3)
    run("new", "evenings", "second-call")
    assert len(read_pack(home / "evenings").scenarios) == 2
    for name in ("Late Call", "../late", "", "a/b"):
        run("new", "evenings", name, code=2)
        run("new", name, "late-call", code=2)


def test_a_pack_with_an_id_that_is_shipped_is_not_installed(home: Path, tmp_path: Path) -> None:
    run("new", "evenings", "runner-up", "--in", str(tmp_path / "else"))
    run("export", str(tmp_path / "else" / "evenings"))
    assert 'a scenario "runner-up" in another pack' in run("install", "evenings.simpack", code=3)
    assert not home.exists() or list(home.iterdir()) == []


def test_show_draws_what_is_there() -> None:
    tree = run("show", "goodbye-drill", "--tree")
    assert tree.splitlines()[0].startswith("verdict (verdict): So, as I said")
    assert "farewell → goodbye (end)" in tree
    run("show", "runner-up", "--svg", "picture.svg")
    import xml.etree.ElementTree as ET

    root = ET.parse("picture.svg").getroot()
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    scenario = next(s.scenario for s in list_all([SHIPPED]) if s.scenario.id == "runner-up")
    boxes = root.findall("{http://www.w3.org/2000/svg}g")
    assert len(boxes) == len(scenario.nodes)
    assert "asks-feedback or asks-improvement or asks-why-other" in titles
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_check_tells_every_problem_at_its_place(home: Path) -> None:
    run("new", "evenings", "late-call")
    path = home / "evenings" / "late-call.yaml"
    path.write_text(path.read_text().replace("cue: asks-who-won", "cue: asks-who-one"))
    said = run("check", str(home / "evenings"), code=3)
    assert 'late-call.yaml:42:21: there is no cue "asks-who-one"; did you mean "asks-who-won"?' in said
    assert 'no branch asks for the cue "asks-who-won"' in said
    path.write_text(path.read_text().replace("cue: asks-who-one", "cue: asks-who-won"))
    path.write_text(path.read_text().replace("length_s: 180", "length_s: 30 "))
    assert "longer than the stated 30 s" in run("check", str(home / "evenings"), code=3)
    assert "is not there" in run("check", "nowhere", code=3)


def test_upgrade_rewrites_only_what_is_old(tmp_path: Path) -> None:
    golden = Path(__file__).parent / "scenario" / "golden"
    shutil.copy(golden / "format-0.yaml", tmp_path / "close-call.yaml")
    assert "upgraded" in run("upgrade", "close-call.yaml")
    assert (tmp_path / "close-call.yaml").read_text() == (golden / "format-1.yaml").read_text()
    assert "nothing to do" in run("upgrade", "close-call.yaml")


def test_the_voices_of_shipped_recruiters_exist() -> None:
    found = list_all([SHIPPED])
    problems, played = packs.examine(found, ["nobody"], explores=False)
    assert {p.message for p in problems} <= {
        f'there is no voice "{each.scenario.recruiter.voice}"' for each in found
    }
    assert problems and not played
