"""Sounds that are no speech, synthesised: fan, hum, keyboard, cough, breath, door; and babble from clips.

Float64 signals, mono, 16 kHz, at no particular level unless said.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks.turns.air import Signal
from simulator.audio.pcm import SAMPLE_RATE


def shaped(rng: np.random.Generator, samples: int, weight: Callable[[Signal], Signal]) -> Signal:
    """White noise whose spectrum is weighed by `weight(hertz)`, at rms 1."""
    spectrum = np.fft.rfft(rng.normal(size=samples)) * weight(np.fft.rfftfreq(samples, 1 / SAMPLE_RATE))
    noise = np.fft.irfft(spectrum, samples)
    return noise / np.sqrt((noise**2).mean())


def fan(rng: np.random.Generator, samples: int) -> Signal:
    """Broad noise falling with frequency, with the blades' tones and a slow breathing of the level."""
    noise = shaped(rng, samples, lambda hz: 1 / (1 + (hz / 400)))
    t = np.arange(samples) / SAMPLE_RATE
    blades = rng.uniform(80, 160)
    tones = sum(0.3 / k * np.sin(2 * np.pi * blades * k * t + rng.uniform(0, 6)) for k in (1, 2, 3))
    return (noise + tones) * (1 + 0.1 * np.sin(2 * np.pi * rng.uniform(0.2, 0.6) * t))


def hum(rng: np.random.Generator, samples: int) -> Signal:
    """Mains at 50 or 60 Hz with its harmonics, over a little hiss."""
    t = np.arange(samples) / SAMPLE_RATE
    mains = float(rng.choice([50.0, 60.0]))
    tones = sum(np.sin(2 * np.pi * mains * k * t + rng.uniform(0, 6)) / k for k in (1, 2, 3, 4, 5, 7))
    return tones / np.sqrt((tones**2).mean()) + 0.03 * rng.normal(size=samples)


def traffic(rng: np.random.Generator, samples: int) -> Signal:
    """Low rumble, cars swelling and fading."""
    t = np.arange(samples) / SAMPLE_RATE
    swell = np.full(samples, 0.3)
    for _ in range(max(1, samples // (6 * SAMPLE_RATE))):
        swell += np.exp(-(((t - rng.uniform(0, t[-1])) / rng.uniform(1, 2)) ** 2))
    return shaped(rng, samples, lambda hz: 1 / (1 + (hz / 150) ** 1.5)) * swell


def click(rng: np.random.Generator) -> Signal:
    """A key going down and, 60 to 120 ms later, up."""
    length = int(0.16 * SAMPLE_RATE)
    out = np.zeros(length)
    for at, strength in ((0.0, 1.0), (rng.uniform(0.06, 0.12), rng.uniform(0.3, 0.7))):
        start = int(at * SAMPLE_RATE)
        n = int(0.03 * SAMPLE_RATE)
        t = np.arange(n) / SAMPLE_RATE
        burst = rng.normal(size=n) * np.exp(-t / rng.uniform(0.002, 0.006))
        ring = np.sin(2 * np.pi * rng.uniform(300, 3500) * t) * np.exp(-t / rng.uniform(0.004, 0.01))
        out[start : start + n] += strength * (burst + rng.uniform(0.5, 1.5) * ring)
    return out / np.abs(out).max()


def keyboard(rng: np.random.Generator, samples: int) -> Signal:
    """Bursts of typing, five to nine keys a second."""
    out = np.zeros(samples + SAMPLE_RATE)
    at = rng.uniform(0, 0.5)
    while at < samples / SAMPLE_RATE:
        key = click(rng) * rng.uniform(0.4, 1.0)
        start = int(at * SAMPLE_RATE)
        out[start : start + len(key)] += key
        at += rng.uniform(0.11, 0.2) if rng.random() > 0.12 else rng.uniform(0.5, 1.5)
    return out[:samples]


def cough(rng: np.random.Generator) -> Signal:
    """An explosion, a hoarse middle and often a voiced end; one to three of them."""
    parts = []
    for _ in range(int(rng.integers(1, 4))):
        n = int(rng.uniform(0.25, 0.4) * SAMPLE_RATE)
        t = np.arange(n) / SAMPLE_RATE
        resonance = rng.uniform(500, 1200)
        noise = shaped(rng, n, lambda hz, r=resonance: 1 / (1 + ((hz - r) / 700) ** 2) + 0.15)
        envelope = np.minimum(1, t / 0.008) * (np.exp(-t / 0.07) + 0.25 * np.exp(-(((t - 0.2) / 0.07) ** 2)))
        voice = np.sign(np.sin(2 * np.pi * rng.uniform(180, 280) * t)) * np.exp(-(((t - 0.22) / 0.05) ** 2))
        parts += [noise * envelope + 0.12 * voice, np.zeros(int(rng.uniform(0.08, 0.2) * SAMPLE_RATE))]
    out = np.concatenate(parts)
    return out / np.abs(out).max()


def breath(rng: np.random.Generator) -> Signal:
    """In or out, half a second to one and a half."""
    n = int(rng.uniform(0.5, 1.5) * SAMPLE_RATE)
    centre = rng.uniform(800, 2500)
    noise = shaped(rng, n, lambda hz: 1 / (1 + ((hz - centre) / 1200) ** 2))
    out = noise * np.sin(np.pi * np.arange(n) / n) ** 1.5
    return out / np.abs(out).max()


def door(rng: np.random.Generator) -> Signal:
    """A slam: a low thud, a rattle, and the room after it."""
    n = int(0.7 * SAMPLE_RATE)
    t = np.arange(n) / SAMPLE_RATE
    thud = np.sin(2 * np.pi * rng.uniform(50, 110) * t) * np.exp(-t / 0.08)
    bang = shaped(rng, n, lambda hz: 1 / (1 + (hz / 600) ** 2)) * np.exp(-t / 0.05)
    late = int(rng.uniform(0.05, 0.12) * SAMPLE_RATE)
    rattle = shaped(rng, n, lambda hz: 1 / (1 + ((hz - 1800) / 900) ** 2)) * np.exp(-t / 0.03)
    out = thud + bang
    out[late:] += 0.4 * rattle[: n - late]
    return out / np.abs(out).max()


def babble(rng: np.random.Generator, samples: int, clips: Sequence[Signal]) -> Signal:
    """Many talkers at once."""
    out = np.zeros(samples)
    for _ in range(8):
        order = rng.permutation(len(clips))
        talk = np.concatenate([clips[i] for i in order])
        out += np.roll(np.resize(talk, samples), int(rng.integers(samples)))
    return out / np.sqrt((out**2).mean())


STEADY: Mapping[str, Callable[[np.random.Generator, int], Signal]] = {
    "fan": fan,
    "hum": hum,
    "keyboard": keyboard,
    "traffic": traffic,
}
SUDDEN: Mapping[str, Callable[[np.random.Generator], Signal]] = {
    "cough": cough,
    "breath": breath,
    "door": door,
}
