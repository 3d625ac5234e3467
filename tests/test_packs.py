"""`simulator scenarios` from outside: the way from a new pack to one that is shared; and broken packs."""

import random
import resource
import shutil
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import packs, paths
from simulator.call.dryrun import prove
from simulator.call.explorer import explore
from simulator.cli import app
from simulator.problems import ContentError, Problem
from simulator.scenario.checker import check
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


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, doubled, moved or cut."""
    for _ in range(dice.randrange(1, 4)):
        at, to = sorted((dice.randrange(len(raw)), dice.randrange(len(raw))))
        match dice.randrange(5):
            case 0:
                raw = raw[:at] + bytes([dice.randrange(256)]) + raw[at + 1 :]
            case 1:
                raw = raw[:at] + raw[min(to, at + 40) :]
            case 2:
                raw = raw[:at] + raw[at : at + 30] * 2 + raw[at + 30 :]
            case 3:
                raw = (
                    raw[:at]
                    + dice.choice([b"{", b"[", b"&a ", b"*a", b"!!x ", b"\t", b": ", b"- "])
                    + raw[at:]
                )
            case 4:
                line = raw.split(b"\n")
                first, second = dice.randrange(len(line)), dice.randrange(len(line))
                line[first], line[second] = line[second], line[first]
                raw = b"\n".join(line)
    return raw


@pytest.mark.parametrize("seed", range(4))
def test_mutated_packs_never_give_a_traceback_nor_hang(seed: int, tmp_path: Path) -> None:
    """Byte by byte: what is not refused is checked, proved and played to its end."""
    dice = random.Random(seed)
    folders = sorted(p.parent for p in SHIPPED.glob("*/pack.yaml"))
    read = refused = 0
    told: list[Problem] = []
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(40):
        source = folders[number % len(folders)]
        folder = tmp_path / str(number) / source.name
        shutil.copytree(source, folder)
        path = dice.choice(sorted(folder.rglob("*.yaml")))
        path.write_bytes(mutated(path.read_bytes(), dice))
        begun = time.perf_counter()
        try:
            loaded = read_pack(folder).scenarios
        except ContentError as error:
            refused += 1
            told += error.problems
            continue
        read += 1
        changed = [each for each in loaded if path.stem in (each.scenario.id, path.parent.name)]
        for each in [each for each in changed if each.path == path or path.parent.name == each.scenario.id][
            :1
        ]:
            if not check(each):
                prove(each)
                if number % 8 == 0:
                    explore(each, drawn_calls=6)
        assert time.perf_counter() - begun < 60
    assert read + refused == 40 and refused > 5
    assert all(p.line >= 1 and p.column >= 1 and p.message for p in told)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000  # KiB


def test_the_voices_of_shipped_recruiters_exist() -> None:
    found = list_all([SHIPPED])
    problems, played = packs.examine(found, ["nobody"], explores=False)
    assert {p.message for p in problems} <= {
        f'there is no voice "{each.scenario.recruiter.voice}"' for each in found
    }
    assert problems and not played
