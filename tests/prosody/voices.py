"""Voices whose pitch is known: pulses through a row of resonances, steady, gliding, or of a missing fundamental."""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, Pcm, from_float

FORMANTS = ((700, 90), (1220, 110), (2600, 160))
"""An open vowel's resonances, Hz, with their widths."""


def glottis(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pulses at the pitch `hz`, one value a sample: each is placed between samples by its phase."""
    phase = np.cumsum(hz / SAMPLE_RATE)
    pulses = np.zeros(len(hz))
    ends = np.flatnonzero(np.diff(np.floor(phase)) > 0)
    late = (np.floor(phase[ends + 1]) - phase[ends]) / (phase[ends + 1] - phase[ends])
    pulses[ends] += 1 - late
    pulses[ends + 1] += late
    return pulses


def vowel(hz: NDArray[np.float64], noise: float = 0.003, seed: int = 1) -> Pcm:
    """`hz` a sample, spoken as a vowel with a little breath."""
    sound = glottis(hz)
    spectrum = np.fft.rfft(sound)
    at = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    shape = sum(1 / (1 + ((at - f) / w) ** 2) for f, w in FORMANTS)
    voice = np.fft.irfft(spectrum * np.sqrt(shape + 0.01), len(sound))
    voice *= 0.3 / np.abs(voice).max()
    return from_float(voice + noise * np.random.default_rng(seed).standard_normal(len(voice)))


def steady(hz: float, seconds: float = 1.0) -> NDArray[np.float64]:
    return np.full(int(seconds * SAMPLE_RATE), hz)


def glide(low: float, high: float, seconds: float = 3.0) -> NDArray[np.float64]:
    """Up and down again, evenly in semitones."""
    there = np.geomspace(low, high, int(seconds * SAMPLE_RATE / 2))
    return np.concatenate([there, there[::-1]])
