"""The scripts that set everything up: what they find, what they skip, and what they say when they cannot."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
SCRIPTS = sorted([*(CHECKOUT / "script").iterdir(), CHECKOUT / ".ci" / "run"])

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts need bash")

COMMANDS = ("bash", "cat", "cksum", "dirname", "id", "mktemp", "rm", "mkdir")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout with nothing set up, and a `bin` that is all there is on PATH."""
    checkout = tmp_path / "a checkout"
    (checkout / "script").mkdir(parents=True)
    for name in ("script/_setup.sh", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, checkout / name)
    (tmp_path / "bin").mkdir()
    for name in COMMANDS:
        where = shutil.which(name)
        assert where
        (tmp_path / "bin" / name).symlink_to(where)
    return tmp_path


def bash(machine: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Runs `text` after script/_setup.sh, from another folder."""
    return subprocess.run(
        ["bash", "-c", f'set -euo pipefail; source "{machine}/a checkout/script/_setup.sh"; {text}'],
        cwd=machine,
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def tool(machine: Path, name: str, text: str) -> None:
    path = machine / "bin" / name
    path.write_text(f"#!/bin/bash\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_parses_and_names_no_host_and_no_home(script: Path) -> None:
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert not [word for word in ("http:", "https:", ".org", "/home/", "/root") if word in text]
    assert os.access(script, os.X_OK) == text.startswith("#!")


def test_takes_a_python_that_is_new_enough(machine: Path) -> None:
    tool(machine, "python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    tool(machine, "python3.12", "exit 1")
    (machine / "bin" / "python3").symlink_to(sys.executable)
    assert bash(machine, "find_python").stdout == f"{machine}/bin/python3\n"
    (machine / "bin" / "python3").unlink()
    assert bash(machine, "find_python").returncode == 1


def test_without_a_python_it_says_what_to_install(machine: Path) -> None:
    ran = bash(machine, "setup")
    assert ran.returncode == 4
    assert "Fix: install Python 3.11 or newer" in ran.stderr
    assert "command not found" not in ran.stderr


def test_a_second_run_does_nothing_until_the_lock_changes(machine: Path) -> None:
    checkout = machine / "a checkout"
    tool(machine, "uv", 'echo "$@" >>"$HOME/calls"')
    (machine / "bin" / "python3").symlink_to(sys.executable)
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)

    def calls(text: str) -> list[str]:
        """What uv was asked for."""
        (machine / "calls").write_text("")
        ran = bash(machine, text)
        assert ran.returncode == 0, ran.stderr
        return (machine / "calls").read_text().splitlines()

    def installs(lock: str) -> list[str]:
        pip = f"pip install -q --python {checkout}/.venv/bin/python"
        return [f"{pip} --require-hashes -r {checkout}/{lock}", f"{pip} --no-deps -e {checkout}"]

    assert calls("setup") == installs("requirements.txt")
    assert calls("setup") == []
    assert calls("setup dev") == installs("requirements-dev.txt")
    assert calls("setup; setup dev") == []
    with (checkout / "requirements.txt").open("a") as lock:
        lock.write("# changed\n")
    assert calls("setup dev; setup") == installs("requirements-dev.txt")


def test_the_locks_name_every_package_that_pyproject_names_and_no_host() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    run = [*project["project"]["dependencies"], *extras["neural"], *extras["whisper"]]
    for lock, wanted in (
        ("requirements.txt", run),
        ("requirements-dev.txt", [*run, *project["dependency-groups"]["dev"]]),
    ):
        text = (CHECKOUT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        for package in wanted:
            name = re.split(r"[^A-Za-z0-9._-]", package)[0].casefold().replace(".", "-")
            assert re.search(rf"(?m)^{re.escape(name)}==.* \\\n    --hash=sha256:", text), (
                f"{name}: run script/lock"
            )


def test_a_step_that_fails_shows_why(machine: Path) -> None:
    ran = bash(machine, "step 'Doing it' bash -c 'echo the reason; exit 3'; echo went on")
    assert ran.returncode != 0
    assert "Doing it: failed\nthe reason" in ran.stderr
    assert ran.stdout == ""


@pytest.mark.slow
@pytest.mark.skipif(not (CHECKOUT / ".venv/.setup-dev").exists(), reason="script/test has not set this up")
def test_rehearse_ends_with_a_scorecard(tmp_path: Path) -> None:
    """On a machine without a sound device: an ALSA without devices."""
    ran = subprocess.run(
        [CHECKOUT / "script" / "rehearse", "--json", "--sessions", tmp_path / "sessions", "--seed", "3"],
        cwd=tmp_path,
        env={**os.environ, "ALSA_CONFIG_PATH": os.devnull, "PULSE_SERVER": "unix:/nowhere"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    scorecard = json.loads(ran.stdout)
    assert scorecard["score"]["passed"] > 0
    assert "synthetic caller" in ran.stderr
    assert len([each for each in (tmp_path / "sessions").iterdir() if each.is_dir()]) == 1
