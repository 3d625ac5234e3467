"""What a sentence goes through before the recogniser hears it: telephone band, noise, a room's echo."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.turns.air import room
from benchmarks.turns.noises import shaped
from simulator.audio.pcm import SAMPLE_RATE, Clip, from_float, to_float

FORMAT = 1
"""Counts up whenever a condition changes its sound."""

Signal = NDArray[np.float64]


def _telephone(speech: Signal, rng: np.random.Generator) -> Signal:
    """300 to 3400 Hz at 8 kHz: what an analogue line lets through."""
    spectrum = np.fft.rfft(speech)
    hertz = np.fft.rfftfreq(len(speech), 1 / SAMPLE_RATE)
    high = 1 / (1 + (300 / np.maximum(hertz, 1)) ** 12)
    low = 1 / (1 + (hertz / 3400) ** 24)
    kept = np.sqrt(high * low) * (hertz < 4000)
    return np.fft.irfft(spectrum * kept, len(speech))


def _active_rms(speech: Signal) -> float:
    """Of the 20 ms frames within 40 dB of the loudest: the level while somebody speaks."""
    frame = SAMPLE_RATE // 50
    power = (speech[: len(speech) // frame * frame].reshape(-1, frame) ** 2).mean(axis=1)
    return float(np.sqrt(power[power > power.max() * 1e-4].mean()))


def _pink(db: float) -> Callable[[Signal, np.random.Generator], Signal]:
    """Pink noise, 50 Hz and up, `db` under the level of the speech."""

    def add(speech: Signal, rng: np.random.Generator) -> Signal:
        noise = shaped(rng, len(speech), lambda hz: np.where(hz < 50, 0, 1 / np.sqrt(np.maximum(hz, 1))))
        return speech + noise * _active_rms(speech) * 10 ** (-db / 20)

    return add


def _room(speech: Signal, rng: np.random.Generator) -> Signal:
    """An unfurnished room: reverberation time 0.5 s, the microphone 1 m away."""
    response = room(rng, 1.0, 0.5)
    size = 1 << (len(speech) + len(response) - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(speech, size) * np.fft.rfft(response, size), size)[: len(speech)]


CONDITIONS: Mapping[str, Callable[[Signal, np.random.Generator], Signal]] = {
    "clean": lambda speech, rng: speech,
    "telephone": _telephone,
    "noise 20 dB": _pink(20),
    "noise 10 dB": _pink(10),
    "room": _room,
}


def through(condition: str, clip: Clip, seed: int) -> Clip:
    """`clip` with 0.3 s of silence around it, as `condition` lets it through; never clipped."""
    silence = np.zeros(SAMPLE_RATE * 3 // 10)
    speech = np.concatenate([silence, to_float(clip.samples).astype(np.float64), silence])
    out = CONDITIONS[condition](speech, np.random.default_rng(seed))
    return Clip(from_float((out / max(1.0, float(np.abs(out).max()) / 0.99)).astype(np.float32)))
