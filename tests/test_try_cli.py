"""Trying the recognisers on one's own voice: what is taken from the microphone, and what is told of each."""

import json
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from recognition.spoken import INTRODUCTION, QUESTION, spoken
from typer.testing import CliRunner

from simulator import engines, try_cli
from simulator.audio.files import WavAppender
from simulator.audio.pcm import Pcm, silence
from simulator.cli import app
from simulator.line.file import FileLine
from simulator.protocols import EngineError, Recognizer


def sound() -> tuple[Pcm, int, int]:
    """A sentence with a rest of its own inside (800 ms and 50), three seconds of silence, another sentence; and their lengths."""
    first, second = spoken(INTRODUCTION), spoken(QUESTION)
    samples = [silence(500), first.samples, silence(50), second.samples, silence(3000), second.samples]
    return (
        np.concatenate(samples),
        first.duration_ms + 50 + second.duration_ms,
        second.duration_ms,
    )


def test_a_sentence_ends_with_a_second_of_silence_and_not_with_a_rest() -> None:
    samples, whole, last = sound()
    line = FileLine(samples)
    detector = engines.load("detectors", "webrtc")
    one, two = try_cli.take(line, detector()), try_cli.take(line, detector())
    assert one is not None
    assert two is not None
    assert abs(one.duration_ms - whole) < 900  # the voice's own silence at both ends is cut off
    assert abs(two.duration_ms - last) < 900
    assert try_cli.take(line, detector()) is None


def test_an_engine_that_cannot_be_loaded_says_why() -> None:
    def load() -> Recognizer:
        raise EngineError("the model is gone", "fetch it again")

    tried = try_cli.try_engine("lost", "1", load, [spoken(QUESTION)])
    assert tried.problem == "the model is gone fetch it again"
    assert tried.readings == ()


def test_the_command_reads_a_recording_and_tells_the_speed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = engines.best("recognizers")
    only = [pair for pair in try_cli._offline() if pair[0].name == best]
    monkeypatch.setattr(try_cli, "_offline", lambda: only)
    file = tmp_path / "mine.wav"
    with closing(WavAppender(file, channels=1)) as wav:
        wav.append(np.concatenate([silence(500), spoken(QUESTION).samples, silence(1500)]))
    done = CliRunner().invoke(app, ["engines", "try", "--recording", str(file), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    (engine,) = told["engines"]
    (reading,) = engine["readings"]
    assert "better in the interview" in reading["text"].lower()
    assert reading["speed"] > 0
    assert told["sentences"][0]["text"] is None
    with closing(WavAppender(tmp_path / "nothing.wav", channels=1)) as wav:
        wav.append(silence(2000))
    nothing = CliRunner().invoke(app, ["engines", "try", "--recording", str(tmp_path / "nothing.wav")])
    assert nothing.exit_code == 3
    assert "no speech" in nothing.output
