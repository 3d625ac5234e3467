"""Rooms, loudspeakers and clocks: what lies between a loudspeaker or a mouth and the microphone.

Float64 signals, mono, 16 kHz. Everything is drawn from the generator that is handed in.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, SAMPLES_PER_MS
from simulator.audio.resample import resample

Signal = NDArray[np.float64]

SPEED_OF_SOUND = 343.0

ROOM_FROM_HZ = 100.0
"""All images add up in phase at low frequencies, which no room does: Allen and Berkley's high-pass."""


@dataclass(frozen=True, slots=True)
class Echo:
    """How the recruiter's voice comes back. `db`: active level relative to the caller's at the microphone.

    drive: of the loudspeaker's soft clipping; what no linear filter can take out is 28 dB below the sound at 0.3,
    15 dB at 1 and 9 dB, a loudspeaker that rattles, at 2. jump_ms: more delay from half way on.
    """

    db: float
    delay_ms: float = 80
    drive: float = 0.3
    drift_ppm: float = 0
    jump_ms: float = 0


def room(rng: np.random.Generator, distance_m: float, rt60_s: float | None = None) -> Signal:
    """An impulse response by the image-source method (Allen and Berkley 1979), shoebox, one absorption.

    Starts with the direct sound, which has the weight 1 before the high-pass at `ROOM_FROM_HZ`.
    """
    size = rng.uniform((2.5, 2.5, 2.3), (6.0, 5.0, 2.9))
    rt60 = rng.uniform(0.2, 0.5) if rt60_s is None else rt60_s
    volume, surface = size.prod(), 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2])
    reflection = np.sqrt(np.exp(-24 * np.log(10) * volume / (SPEED_OF_SOUND * surface * rt60)))  # Eyring
    microphone = rng.uniform(0.3, 0.7, 3) * size
    direction = rng.normal(size=3)
    source = microphone + distance_m * direction / np.linalg.norm(direction)
    source = np.clip(source, 0.1, size - 0.1)
    reach = int(np.ceil(SPEED_OF_SOUND * min(rt60, 0.3) / size.min() / 2)) + 1
    n = np.arange(-reach, reach + 1)
    axes, bounces = [], []
    for axis in range(3):
        even = 2 * n * size[axis] + source[axis] - microphone[axis]
        odd = 2 * n * size[axis] - source[axis] - microphone[axis]
        axes.append(np.concatenate([even, odd]))
        bounces.append(np.concatenate([np.abs(2 * n), np.abs(2 * n - 1)]))
    far = np.sqrt(
        axes[0][:, None, None] ** 2 + axes[1][None, :, None] ** 2 + axes[2][None, None, :] ** 2
    ).ravel()
    hits = (bounces[0][:, None, None] + bounces[1][None, :, None] + bounces[2][None, None, :]).ravel()
    direct = float(np.linalg.norm(source - microphone))
    late = np.round((far - direct) / SPEED_OF_SOUND * SAMPLE_RATE).astype(np.int64)
    response = np.zeros(int(0.3 * SAMPLE_RATE))
    kept = (late >= 0) & (late < len(response))
    np.add.at(response, late[kept], reflection ** hits[kept] * direct / far[kept])
    return _high_passed(response)


def _high_passed(response: Signal) -> Signal:
    """Second-order Butterworth at `ROOM_FROM_HZ`, causal, as the bilinear transform gives it."""
    size = 1 << (2 * len(response)).bit_length()
    turn = 1j * np.tan(np.pi * np.fft.rfftfreq(size)) / np.tan(np.pi * ROOM_FROM_HZ / SAMPLE_RATE)
    turn[-1] = 1e12
    passed = turn**2 / (turn**2 + np.sqrt(2) * turn + 1)
    return np.fft.irfft(np.fft.rfft(response, size) * passed, size)[: len(response)]


def convolve(signal: Signal, response: Signal) -> Signal:
    """As long as `signal`."""
    size = 1 << (len(signal) + len(response) - 1).bit_length()
    product = np.fft.rfft(signal, size) * np.fft.rfft(response, size)
    return np.fft.irfft(product, size)[: len(signal)]


def delayed(signal: Signal, ms: float) -> Signal:
    samples = round(ms * SAMPLES_PER_MS)
    return np.concatenate([np.zeros(samples), signal])[: len(signal)]


def active_rms(signal: Signal) -> float:
    """Root mean square of the 10 ms frames within 25 dB of the loudest."""
    frames = signal[: len(signal) // 160 * 160].reshape(-1, 160)
    power = (frames**2).mean(axis=1)
    return float(np.sqrt(power[power > power.max() / 316].mean()))


def loudspeaker(signal: Signal, drive: float) -> Signal:
    """A small one: no bass, clipped softly and a little askew."""
    spectrum = np.fft.rfft(signal)
    hertz = np.fft.rfftfreq(len(signal), 1 / SAMPLE_RATE)
    bright = np.fft.irfft(spectrum * (hertz / 250) ** 2 / (1 + (hertz / 250) ** 2), len(signal))
    pushed = drive * bright / (active_rms(bright) * 3 + 1e-9)
    return (np.tanh(pushed + 0.15 * drive) - np.tanh(0.15 * drive)) / drive


def echo_of(recruiter: Signal, echo: Echo, level: float, rng: np.random.Generator) -> Signal:
    """What the microphone hears of `recruiter`, scaled to `echo.db` above the active rms `level`."""
    played = convolve(loudspeaker(recruiter, echo.drive), room(rng, rng.uniform(0.2, 0.8)))
    if echo.drift_ppm:
        slower = resample(played.astype(np.float32), SAMPLE_RATE, SAMPLE_RATE * (1 + echo.drift_ppm * 1e-6))
        played = np.resize(slower.astype(np.float64), len(played))
    heard = delayed(played, echo.delay_ms)
    if echo.jump_ms:
        half = len(heard) // 2
        heard[half:] = delayed(played, echo.delay_ms + echo.jump_ms)[half:]
    return heard * (level * 10 ** (echo.db / 20) / active_rms(heard))
