"""The audio check before the call: how what is played comes back, found out while it rings.

    played      "~~~~~~~~~~~~~~~~~~~~...."    ringback with a hiss under it, 100 ms a character
    microphone  ". ~~~~~~~~~~~~~~~~~~~~.."    so late, so loud; before and after it the noise

The hiss gives the delay (GCC-PHAT, simulator.hearing.delay) and, as an impulse response, the level; the tones
say how much comes back where noise or a noise suppressor swallows the hiss. The live canceller begins with
that response: of the recruiter's first words it takes out 20 dB at once instead of 10, so that who breaks in
there is heard. Lives here: the check, and a live canceller that is told of it. Must not know: devices, calls,
words for the user.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, TICK_MS, Pcm, to_float
from simulator.hearing.delay import CLEAR, gcc_phat
from simulator.hearing.echo import HEADPHONES_DB, EchoCanceller
from simulator.hearing.kalman import PARTITIONS
from simulator.hearing.quality import SILENCE_DBFS, all_zero, clipping_share, noise_floor_dbfs
from simulator.hearing.response import Spectrum, deconvolved, echo_path
from simulator.protocols import AudioCheck

Samples = NDArray[np.float32]

CHECK_MS = 2300
"""So much of the ringing is listened to: the tone's two seconds and the longest delay that is looked for."""

LONGEST_MS = 500
RESPONSE_MS = 80
"""Of the echo path, in which its level is measured: the direct sound and the first reflections."""
_LONGEST = LONGEST_MS * SAMPLES_PER_MS
_BEFORE_MS = 5
_BEFORE_LEAST = 50 * SAMPLES_PER_MS
"""Samples before the echo that are enough to know the noise."""
_TONE = 100.0
"""A line of the played spectrum so many times above the median is a tone's."""
_UNSURE = 0.5
"""Confidence where only the tones came back, or something that hides an echo of -40 dB."""


def check_audio(played: Pcm, heard: Pcm, lead_ms: int = 0) -> AudioCheck:
    """What the microphone made of what was played: both shape (n,), 16 kHz, on one clock.

    `played` needs some broad sound, a chirp, a hiss, speech, and is as it was sent: `lead_ms` before it is
    heard. Delays from there up to 500 ms are found. Raises ValueError for unequal lengths.
    """
    if len(played) != len(heard):
        raise ValueError(f"{len(played)} samples played and {len(heard)} heard")
    delay, echo_db, confidence = _echo(to_float(played), to_float(heard))
    before = heard[: max(0, round(lead_ms * SAMPLES_PER_MS if delay is None else delay) - FRAME)]
    return AudioCheck(
        mode="headphones" if echo_db < HEADPHONES_DB else "speakers",
        loop_delay_ms=None if delay is None else round(delay / SAMPLES_PER_MS - lead_ms, 1),
        echo_db=round(echo_db, 1),
        noise_dbfs=round(noise_floor_dbfs(before if len(before) > _BEFORE_LEAST else heard), 1),
        clipped_share=round(clipping_share(heard), 4),
        exact_zeros=all_zero(heard),
        confidence=round(confidence, 2),
    )


def _echo(played: Samples, heard: Samples) -> tuple[float | None, float, float]:
    """Delay in samples, level against what was played in dB, confidence."""
    if not played.any() or not heard.any():
        return None, SILENCE_DBFS, 0.0
    size = 1 << (len(played) + LONGEST_MS * SAMPLES_PER_MS).bit_length()
    far, near = np.fft.rfft(played, size), np.fft.rfft(heard, size)
    power = np.abs(far) ** 2
    tonal = power > _TONE * np.median(power)
    if tonal.mean() > 0.2:
        tonal[:] = False  # not tones over a hiss, but a sound with a slope
    peak = gcc_phat(_without(far, tonal, len(played)), _without(near, tonal, len(heard)), _LONGEST)
    if peak.clarity < CLEAR:
        loud = tonal if tonal.any() else power > 0.0
        came_back = float((np.abs(near[loud]) ** 2).sum() / power[loud].sum())
        level = _decibels(came_back)
        # Of a noise that hides the echo nothing can be said; below -40 dB there is none to hide.
        return None, level, 1.0 if level < HEADPHONES_DB else _UNSURE
    echo, noise = _levels(far, near, ~tonal, round(peak.samples))
    # The noise is known, and taken off, to about a tenth of itself.
    return peak.samples, _decibels(echo), echo / (echo + 0.1 * noise)


def _without(spectrum: Spectrum, tonal: NDArray[np.bool_], length: int) -> Samples:
    kept: Samples = np.fft.irfft(np.where(tonal, 0, spectrum))[:length].astype(np.float32)
    return kept


def _levels(far: Spectrum, near: Spectrum, used: NDArray[np.bool_], delay: int) -> tuple[float, float]:
    """Power of the echo against what was played, and by how much noise would have raised it.

    The echo path's impulse response is cut out around `delay`; cuts of the same length at delays that
    cannot be show the noise.
    """
    power = np.where(used, np.abs(far) ** 2, 0)
    path = deconvolved(np.where(used, far, 0), near, 0.01 * float(power[used].mean()))
    length, before = RESPONSE_MS * SAMPLES_PER_MS, _BEFORE_MS * SAMPLES_PER_MS

    def through(start: int) -> float:
        cut = np.zeros_like(path)
        index = np.arange(start, start + length)
        cut[index] = path[index]
        return float((np.abs(np.fft.rfft(cut)) ** 2 * power).sum() / power.sum())

    there = through(max(0, delay - before))
    noise = float(np.mean([through(len(path) - n * length) for n in (2, 3, 4)]))
    return max(there - noise, 1e-10), noise


def _decibels(ratio: float) -> float:
    return max(SILENCE_DBFS, 10 * float(np.log10(ratio))) if ratio > 0 else SILENCE_DBFS


class CheckedCanceller(EchoCanceller):
    """A live canceller that learns from the ringing what to expect, and tells it once.

    `tell` gets the check after CHECK_MS; a call that ends before has none.
    """

    def __init__(self, lead_ms: int, tell: Callable[[AudioCheck], None]) -> None:
        super().__init__(lead_ms)
        self._lead_ms, self._tell = lead_ms, tell
        self._played: list[Pcm] = []
        self._heard: list[Pcm] = []
        self.check: AudioCheck | None = None
        # The first transforms of a size take 60 ms, later ones 8: not while a call waits for them.
        hiss = np.random.default_rng(0).standard_normal(CHECK_MS * SAMPLES_PER_MS).astype(np.float32)
        _echo(hiss, hiss)
        echo_path(hiss, hiss, 0)

    def process(self, microphone: Pcm, far: Pcm) -> Pcm:
        """As EchoCanceller does; the first CHECK_MS of both are the ringing."""
        if self.check is None:
            self._played.append(far)
            self._heard.append(microphone)
            if len(self._heard) * TICK_MS >= CHECK_MS:
                self._find_out()
        return super().process(microphone, far)

    def _find_out(self) -> None:
        played, heard = np.concatenate(self._played), np.concatenate(self._heard)
        self._played, self._heard = [], []
        self.check = check_audio(played, heard, self._lead_ms)
        if self.check.mode == "headphones" and self.check.confidence > _UNSURE:
            self._level.db = self.check.echo_db
        elif self.check.loop_delay_ms is not None:
            delay = (self._lead_ms + self.check.loop_delay_ms) * SAMPLES_PER_MS
            if self._aligner.expect(delay):
                self._filter.realign(self._aligner.window((PARTITIONS + 1) * FRAME))
            self._filter.begin(*echo_path(to_float(played), to_float(heard), self._aligner.shift))
        self._tell(self.check)
