"""The echo path from what rang: a known room, heard in noise, and noise alone."""

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLE_RATE, to_float
from simulator.hearing.check import CHECK_MS
from simulator.hearing.kalman import PARTITIONS, Samples
from simulator.hearing.response import echo_path
from simulator.speech.tones import ringback

PLAYED = to_float(ringback(CHECK_MS, hiss=True))
FIRST, LATER = 1000, 320
"""Samples: where the path is read from, and by how much later the direct sound comes."""


def room() -> Samples:
    late = np.arange(2400)
    response = np.random.default_rng(3).standard_normal(2400) * np.exp(-6.9 * late / 2400)
    response[0] = 8
    return (0.5 * response / np.sqrt(response @ response)).astype(np.float32)


def heard(noise: float) -> Samples:
    late = np.concatenate([np.zeros(FIRST + LATER), np.convolve(PLAYED, room())])[: len(PLAYED)]
    return (late + noise * np.random.default_rng(4).standard_normal(len(late))).astype(np.float32)


@pytest.mark.parametrize(("noise", "error_db"), [(10 ** (-75 / 20), -15), (10 ** (-55 / 20), -8)])
def test_what_comes_next_is_foretold(noise: float, error_db: float) -> None:
    spectra, _ = echo_path(PLAYED, heard(noise), FIRST)
    found = np.fft.irfft(spectra)[:, :FRAME].ravel()
    wanted = np.zeros(PARTITIONS * FRAME)
    wanted[LATER:][:2400] = room()
    hertz = np.fft.rfftfreq(8000, 1 / SAMPLE_RATE)
    slope = np.where((hertz > 200) & (hertz < 6000), 1 / np.maximum(hertz, 1), 0)  # of a voice
    speech = np.fft.irfft(np.fft.rfft(np.random.default_rng(5).standard_normal(8000)) * slope)
    rest = np.convolve(speech, found - wanted)
    assert 10 * np.log10((rest @ rest) / (np.convolve(speech, wanted) ** 2).sum()) < error_db


def test_noise_is_no_path_and_what_is_found_is_the_surer() -> None:
    noise = 1e-3 * np.random.default_rng(6).standard_normal(len(PLAYED))
    nothing, _ = echo_path(PLAYED, noise.astype(np.float32), FIRST)
    spectra, doubt = echo_path(PLAYED, heard(1e-4), FIRST)
    assert (np.abs(nothing) ** 2).sum() < 0.05 * (np.abs(spectra) ** 2).sum()
    power = (np.abs(spectra) ** 2).mean(axis=1)
    assert power.argmax() == LATER // FRAME
    assert (doubt.mean(axis=1) < 0.3 * power + doubt.mean(axis=1).min() * 2)[power.argmax()]
