"""What is installed is whole: a wheel built from here, and the checkout itself; and it starts light."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from shadow import python_without

import simulator
from simulator import paths

CHECKOUT = Path(__file__).parent.parent

HEAVY = (
    "sounddevice",
    "pyttsx3",
    "webrtcvad",
    "speech_recognition",
    "moonshine_voice",
    "onnxruntime",
    "hibari",
    "pocketsphinx",
    "soundfile",
    "soxr",
    "numpy",
)

HELP = f"""
import sys
sys.argv = ["simulator", "--help"]
from simulator.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("imported:", [name for name in {HEAVY!r} if name in sys.modules])
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output; fails with the standard error."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ran = subprocess.run(
        command, cwd=cwd, env=environ, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    said = run(sys.executable, "-c", HELP, cwd=tmp_path)
    assert "doctor" in said
    assert said.splitlines()[-1] == "imported: []"


def test_a_checkout_finds_its_content(tmp_path: Path) -> None:
    for kind in ("voices", "scenarios"):
        assert paths.content(kind) == CHECKOUT / kind
    listed = json.loads(
        run(sys.executable, "-m", "simulator.cli", "scenarios", "list", "--json", cwd=tmp_path)
    )
    assert {each["outcome"] for each in listed} >= {"positive", "negative"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links")
def test_an_installed_wheel_is_whole(tmp_path: Path) -> None:
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(tmp_path)!r}))"
    wheel = tmp_path / run(sys.executable, "-c", build, cwd=CHECKOUT).splitlines()[-1]
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for kind in ("voices", "scenarios"):
        shipped = {
            f"simulator/_content/{kind}/{path.relative_to(CHECKOUT / kind).as_posix()}"
            for path in (CHECKOUT / kind).rglob("*.yaml")
        }
        assert shipped
        assert shipped <= set(names)
    assert "simulator/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "script/"))]

    python = python_without(tmp_path / "python", "voice-practice-simulator")
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel,
        cwd=tmp_path,
    )  # fmt: skip
    where = run(python, "-c", "import simulator; print(simulator.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(tmp_path / "python")

    command = python.with_name("simulator")
    assert "doctor" in run(command, "--help", cwd=tmp_path)
    assert run(command, "--version", cwd=tmp_path).strip() == simulator.__version__
    for listing in (["scenarios", "list", "--json"], ["voices", "--json"]):
        installed = json.loads(run(command, *listing, cwd=tmp_path))
        assert installed
        assert installed == json.loads(run(sys.executable, "-m", "simulator.cli", *listing, cwd=tmp_path))
    assert "nothing is wrong" in run(command, "scenarios", "check", cwd=tmp_path)
