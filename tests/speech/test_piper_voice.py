"""Piper with a voice file, where both are installed; what is missing or wrong is told everywhere.

To have all of it run: pip install piper-tts, and name a voice in SIMULATOR_PIPER_VOICE=FILE.onnx.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from simulator.protocols import EngineError
from simulator.speech.piper_voice import PiperVoice

MODEL = os.environ.get("SIMULATOR_PIPER_VOICE", "")
TEXT = "Northwind Traders. Thanks for calling, how can I help?"
speaks = pytest.mark.skipif(
    not (MODEL and find_spec("piper")), reason="piper-tts or SIMULATOR_PIPER_VOICE is missing"
)


def test_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.speech.piper_voice.find_spec", lambda name: None)
    told = PiperVoice.info()
    assert not told.available and told.offline
    assert "piper-tts is not installed" in told.why_not
    assert "[piper]" in told.fix and "voices add" in told.fix


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "no voice file is named"),
        ({"model": "nowhere.onnx"}, "there is no file"),
        ({"model": "alone.onnx"}, "there is no file"),
        ({"model": "odd.onnx"}, "is not a Piper voice's card"),
        ({"modle": "odd.onnx"}, 'did you mean "model"'),
    ],
)
def test_what_is_no_voice(
    parameters: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("alone.onnx", "odd.onnx"):
        Path(name).write_bytes(b"x")
    Path("odd.onnx.json").write_text('{"audio": []}')
    with pytest.raises(EngineError, match=said) as caught:
        PiperVoice(parameters)
    assert caught.value.fix


@speaks
def test_it_speaks_the_same_each_time_lower_and_faster_as_asked() -> None:
    plain = PiperVoice({"model": MODEL}).render(TEXT)
    assert 2000 < plain.duration_ms < 5000
    assert np.array_equal(PiperVoice({"model": MODEL}).render(TEXT).samples, plain.samples)
    low = PiperVoice({"model": MODEL, "shift": 0.85}).render(TEXT)
    assert abs(low.duration_ms - plain.duration_ms) < 0.15 * plain.duration_ms
    assert PiperVoice({"model": MODEL, "speed": 1.3}).render(TEXT).duration_ms < plain.duration_ms - 250
    with pytest.raises(EngineError, match="no speaker 7"):
        PiperVoice({"model": MODEL, "speaker": 7}).render("Hi.")


@speaks
def test_a_damaged_voice_file_is_told(tmp_path: Path) -> None:
    damaged = tmp_path / "bad.onnx"
    damaged.write_bytes(b"junk")
    (tmp_path / "bad.onnx.json").write_text(Path(MODEL + ".json").read_text())
    with pytest.raises(EngineError, match="cannot be loaded"):
        PiperVoice({"model": str(damaged)}).render("Hi.")
