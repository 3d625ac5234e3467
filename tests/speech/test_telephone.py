"""The telephone effect: the band, the level of the noise, and that nothing that is measured moves."""

from pathlib import Path

import numpy as np
import pytest

from simulator import engines, paths
from simulator.audio.pcm import SAMPLE_RATE, Clip, from_float
from simulator.protocols import EngineError
from simulator.speech import catalogue
from simulator.speech.telephone import NOISE_DBFS, over_telephone


def level(samples: np.ndarray, low: float, high: float) -> float:
    """Of the part between two frequencies, in dB relative to full scale."""
    power = np.abs(np.fft.rfft(samples / 32768)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    return float(10 * np.log10(2 * power[(hertz >= low) & (hertz < high)].sum() / len(samples) ** 2 + 1e-12))


def tone(hertz: float) -> Clip:
    at = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    return Clip(from_float((0.1 * np.sin(2 * np.pi * hertz * at)).astype(np.float32)))


@pytest.mark.parametrize(("hertz", "kept"), [(100, 0.0), (300, 1.0), (1000, 1.0), (3400, 1.0), (4500, 0.0)])
def test_the_band(hertz: float, kept: float) -> None:
    """A wanted tone stands beside each, so that the common loudness does not hide what is lost."""
    both = Clip(((tone(hertz).samples.astype(int) + tone(2000).samples) // 2).astype(np.int16))
    heard = over_telephone(both).samples
    lost = level(heard, 1990, 2010) - level(heard, hertz - 10, hertz + 10)
    assert lost < 1 if kept else lost > 25


def test_length_and_loudness_stay_and_a_little_noise_comes() -> None:
    speech = np.concatenate([tone(700).samples, np.zeros(SAMPLE_RATE, np.int16), tone(900).samples])
    heard = over_telephone(Clip(speech)).samples
    assert heard.shape == speech.shape
    assert abs(level(heard, 0, 8000) - level(speech, 0, 8000)) < 0.5
    silent = heard[2 * SAMPLE_RATE + 1600 : 3 * SAMPLE_RATE - 1600]
    assert abs(level(silent, 0, 8000) - NOISE_DBFS) < 1.5
    assert np.array_equal(heard, over_telephone(Clip(speech)).samples)


def test_any_voice_can_be_on_the_telephone_and_is_kept_apart(tmp_path: Path) -> None:
    cards = catalogue.voices(paths.content("voices"))

    def opened(name: str) -> tuple[Clip, Path]:
        voice = catalogue.open_voice(
            catalogue.find(cards, name), lambda engine: engines.load("voices", engine), tmp_path
        )
        assert voice.id == name
        return voice.render("Hello?"), voice.path("Hello?")

    near, far = opened("tom"), opened("tom@telephone")
    assert near[1] != far[1] and near[1].exists() and far[1].exists()
    assert level(near[0].samples, 4000, 8000) > level(far[0].samples, 4000, 8000) + 15
    assert np.array_equal(opened("tom@telephone")[0].samples, far[0].samples)
    with pytest.raises(EngineError, match='no voice "tim"; did you mean "tom"'):
        catalogue.find(cards, "tim@telephone")
