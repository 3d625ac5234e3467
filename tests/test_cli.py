"""The command line as a stranger uses it: words, exit codes, and nothing but JSON where JSON was asked for."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from simulator.cli import app
from simulator.scenario.candidate import example_candidate, write_candidate
from simulator.speech.hibari_voice import HibariVoice

runner = CliRunner()


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr. A traceback is a failure of ours, whatever the exit code."""
    result = runner.invoke(app, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def card(tmp_path: Path) -> str:
    path = tmp_path / "candidate.yaml"
    write_candidate(path, example_candidate())
    return str(path)


@pytest.fixture(scope="module")
def introduction() -> np.ndarray:
    """A spoken introduction of the example candidate, 16 kHz, floats."""
    text = "Hello, my name is Jordan Ellis. I am calling about the outcome of my interview."
    return HibariVoice({}).render(text).samples.astype(np.float32) / 32768


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * 16000), dtype=np.float32)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("mulaw.wav", {"samplerate": 8000, "subtype": "ULAW"}),
        ("deep.wav", {"samplerate": 16000, "subtype": "PCM_24"}),
        ("nan.wav", {"samplerate": 16000, "subtype": "FLOAT"}),
        ("call.flac", {"samplerate": 16000}),
        ("call.ogg", {"samplerate": 16000}),
    ],
)
def test_odd_recordings_score(
    name: str, options: dict[str, object], tmp_path: Path, card: str, introduction: np.ndarray
) -> None:
    samples = introduction.copy()
    if options["samplerate"] == 8000:
        samples = samples[::2]
    if name == "nan.wav":
        samples[100:110] = np.nan
    path = tmp_path / name
    soundfile.write(path, samples, **options)
    code, out, err = run("score", str(path), "--candidate", card, "--called-on", "2026-06-12", "--json")
    assert code == 0, err
    card_json = json.loads(out)
    assert card_json["recording"]["channels"] == 1
    assert card_json["turns"]["recruiter_talk_ms"] is None
    assert card_json["turns"]["patience_ms"] == {"median": None, "min": None}
    results = {check["name"]: check["result"] for check in card_json["checks"]}
    assert results["introduction.interview_date"] == "fail"
    assert results["introduction.reason"] == "pass"
    assert results["listening.no_interruptions"] == "not-measurable"


def five_channels(path: Path) -> None:
    soundfile.write(path, np.zeros((1600, 5), dtype=np.float32), 16000)


def cut_header(path: Path) -> None:
    soundfile.write(path, silence(1), 16000)
    path.write_bytes(path.read_bytes()[:30])


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_text("Dear Sir or Madam"), id="text"),
        pytest.param(lambda path: None, id="missing"),
        pytest.param(five_channels, id="five channels"),
        pytest.param(cut_header, id="cut in the header"),
    ],
)
def test_what_is_no_recording_is_refused_in_one_sentence(make: object, tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    make(path)  # type: ignore[operator]
    code, out, err = run("score", str(path), "--json")
    assert code == 3
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "x.wav" in err


def test_a_recording_cut_in_its_samples_is_read_as_far_as_it_goes(
    tmp_path: Path, introduction: np.ndarray
) -> None:
    path = tmp_path / "cut.wav"
    soundfile.write(path, introduction, 16000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    code, out, err = run("score", str(path), "--json")
    assert code == 0, err
    assert 0 < json.loads(out)["recording"]["duration_ms"] < len(introduction) / 16


def test_no_words_is_usage_and_unknown_words_too() -> None:
    assert run("nonsense")[0] == 2
    assert run("call", "--line", "tin-can")[0] == 2
    assert run("score", "x.wav", "--called-on", "yesterday")[0] == 2


def test_a_wrong_card_is_told_with_its_place(tmp_path: Path) -> None:
    card = tmp_path / "card.yaml"
    card.write_text("format: 1\nname: Ana\npostion: nurse\ninterview: 2026-13-01\n")
    code, _, err = run("call", "hired", "--line", "simulated", "--candidate", str(card))
    assert code == 3
    assert f"{card}:3:1: " in err
    assert 'did you mean "position"?' in err
    assert f"{card}:4:12: " in err


def test_unknown_scenario_caller_and_voice(card: str) -> None:
    for words in (["call", "hird"], ["call", "hired", "--line", "simulated", "--caller", "polit"]):
        code, _, err = run(*words, "--candidate", card)
        assert code == 3
        assert "did you mean" in err
    code, _, err = run("call", "hired", "--line", "simulated", "--voice", "dane", "--candidate", card)
    assert code == 4
    assert 'did you mean "dana"?' in err


def test_a_card_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    words = [
        "candidate",
        "new",
        str(path),
        "--name",
        "Ana Ruiz",
        "--position",
        "nurse",
        "--interview",
        "2026-06-03 14:00",
    ]
    assert run(*words)[0] == 0
    assert run(*words)[0] == 2
    assert run(*words, "--force")[0] == 0
    code, _, err = run(*[*words[:-1], "someday"], "--force")
    assert code == 3
    assert "2026-06-03" in err


def test_a_card_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    answers = "Ana Ruiz\nnurse\n\nsoon\n2026-06-03\n"
    result = runner.invoke(app, ["candidate", "new", str(path)], input=answers)
    assert result.exit_code == 0, result.output
    assert "interview: 2026-06-03" in path.read_text()


@pytest.mark.parametrize("words", [["voices"], ["engines"], ["scenarios", "list"], ["sessions", "list"]])
def test_lists_are_json_where_asked(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = ["--sessions", str(tmp_path)] if words[0] == "sessions" else []
    code, out, _ = run(*words, *more, "--json")
    assert code == 0
    assert isinstance(json.loads(out), list)
    assert run(*words, *more)[0] == 0


@pytest.mark.slow
def test_ctrl_c_hangs_up_and_keeps_the_session(tmp_path: Path, card: str) -> None:
    """Paced, so that the call is still on when the key is pressed; the session says what happened."""
    sessions = tmp_path / "sessions"
    words = [
        "call",
        "hired",
        "--line",
        "simulated",
        "--paced",
        "--candidate",
        card,
        "--sessions",
        str(sessions),
    ]
    child = subprocess.Popen(
        [sys.executable, "-m", "simulator.cli", *words, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    while not list(sessions.glob("*/facts.jsonl")) or not next(sessions.glob("*/facts.jsonl")).stat().st_size:
        assert child.poll() is None, child.communicate()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert json.loads(out)["ended_by"] == "interrupt"
    listed = json.loads(run("sessions", "list", "--sessions", str(sessions), "--json")[1])
    assert [each["status"] for each in listed] == ["cut-short"]
    assert run("sessions", "delete", "latest", "--yes", "--sessions", str(sessions))[0] == 0
    assert not list(sessions.glob("[0-9]*"))


@pytest.mark.slow
def test_json_is_all_there_is_on_stdout_and_fail_under_decides(tmp_path: Path, card: str) -> None:
    words = [
        "call",
        "hired",
        "--line",
        "simulated",
        "--candidate",
        card,
        "--sessions",
        str(tmp_path),
        "--seed",
        "3",
    ]
    code, out, err = run(*words, "--caller", "silent", "--json", "--fail-under", "50")
    assert code == 1, err
    told = json.loads(out)
    assert list(told)[:7] == ["format", "recording", "engines", "transcript", "checks", "turns", "score"]
    assert told["score"]["passed"] * 2 < told["score"]["passed"] + told["score"]["failed"]
    code, text, _ = run("score", "latest", "--sessions", str(tmp_path))
    assert code == 0
    assert "\x1b" not in text
    assert "Next time" in text
