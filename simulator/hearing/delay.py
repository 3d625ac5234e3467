"""When the recruiter's own voice comes back: GCC-PHAT between the known signal and the microphone.

The peak of the whitened cross-correlation (Knapp and Carter 1976) over the latest two seconds, four times a
second; a line through the peaks is the drift between the output's and the input's clock.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, to_float
from simulator.hearing.spectra import spectrum

WINDOW_MS = 2000
LONGEST_MS = 500
EVERY_FRAMES = 25
CLEAR = 8.0
"""A peak of so many times the typical correlation is trusted."""

JUMP_SAMPLES = 48
"""3 ms: two estimates in a row that are further off than this are a jump of the delay."""

DRIFT_AFTER = 40
"""Estimates before a drift is believed: 10 s of the recruiter's voice."""


def between(
    around: Iterable[NDArray[np.float32]], t: np.float32 | NDArray[np.float32]
) -> NDArray[np.float32]:
    """A signal `t`, 0 to 1, of a sample after the second of the four that lie `around`, shape (n,) each.

    Four-point Lagrange interpolation: 100 ppm of drift move half a sample in 300 ms.
    """
    before, here, after, beyond = around
    result: NDArray[np.float32] = (
        before * (-t * (t - 1) * (t - 2) / 6)
        + here * ((t + 1) * (t - 1) * (t - 2) / 2)
        + after * (-(t + 1) * t * (t - 2) / 2)
        + beyond * ((t + 1) * t * (t - 1) / 6)
    ).astype(np.float32)
    return result


@dataclass(frozen=True, slots=True)
class Peak:
    """`samples`: of delay, with a fraction. `clarity`: against the typical correlation; 0 for silence."""

    samples: float
    clarity: float


def gcc_phat(far: NDArray[np.float32], near: NDArray[np.float32], longest: int) -> Peak:
    """The delay of `near` behind `far`, both shape (n,), among 0 to `longest` samples."""
    size = _smooth(len(far) + longest)
    cross = spectrum(near, size) * np.conj(spectrum(far, size))
    power = np.abs(cross)
    if power.max() < 1e-9:
        return Peak(0.0, 0.0)
    if np.count_nonzero(power > power.max() * 1e-4) < len(power) // 50:
        return Peak(0.0, 0.0)  # a tone comes back the same many times over
    # Bins where the far signal says nothing would only add noise.
    power[power <= power.max() * 1e-6] = np.inf
    correlation = np.abs(np.fft.irfft(cross * (1 / power), size)[: longest + 1])
    best = int(correlation.argmax())
    clarity = float(correlation[best] / (np.sqrt((correlation**2).mean()) + 1e-12))
    shift = 0.0
    if 0 < best < longest:
        before, at, after = correlation[best - 1 : best + 2]
        curve = before - 2 * at + after
        shift = 0.5 * float(before - after) / float(curve) if curve else 0.0
    return Peak(best + shift, clarity)


def recent_peak(far: NDArray[np.float32], near: NDArray[np.float32], longest: int) -> Peak | None:
    """As `gcc_phat`, over a window of WINDOW_MS; None where too little of it was spoken to tell."""
    active = np.abs(far.reshape(-1, FRAME)).max(axis=1) > 0.01
    if active.mean() < 0.4 or not active[-40:].any():
        return None
    return gcc_phat(far, near, longest)


def _smooth(least: int) -> int:
    """The first size from `least` on that a transform is fast for, among 2^n, 5/4 and 9/8 of it and 3/2."""
    power = 1 << (least - 1).bit_length()
    return min(size for size in (power, power * 3 // 4, power * 5 // 8, power * 9 // 16) if size >= least)


def find_echo(far: Pcm, near: Pcm, longest_ms: int = LONGEST_MS) -> bool:
    """Whether the known signal comes back at all, however faintly: both shape (n,), on one clock.

    Looks at four seconds at a time; two of them, and a fifth of those in which the recruiter speaks, must
    show one clear delay.
    """
    length, longest = 4 * SAMPLE_RATE, longest_ms * SAMPLE_RATE // 1000
    spoken = []
    for start in range(0, len(far) - length + 1, length):
        known = to_float(far[start : start + length])
        if (np.abs(known.reshape(-1, FRAME)).max(axis=1) > 0.01).mean() >= 0.3:
            spoken.append((known, slice(start, start + length)))
    clear = 0
    for known, here in spoken:
        clear += gcc_phat(known, to_float(near[here]), longest).clarity >= CLEAR
        if clear >= 2 and clear >= len(spoken) / 5:
            return True
    return False


class DelayTracker:
    """Fed both signals frame by frame, or what was measured. Delays in samples behind the far signal as it
    was fed."""

    def __init__(self, longest_ms: int = LONGEST_MS) -> None:
        self._longest = longest_ms * SAMPLE_RATE // 1000
        length = WINDOW_MS * SAMPLE_RATE // 1000
        self._far = np.zeros(length, np.float32)
        self._near = np.zeros(length, np.float32)
        self._frames = 0
        self._peaks: deque[tuple[int, float]] = deque(maxlen=400)
        self._odd: list[float] = []
        self.delay: float | None = None
        self.measured_at: int | None = None
        """The frame, from 0, of the latest measurement that agreed with the one before."""
        self.clarity = 0.0
        self.drift_ppm = 0.0

    def expect(self, samples: float) -> None:
        """The delay is known from elsewhere, until it jumps."""
        self.delay = samples

    def step(self, near: NDArray[np.float32], far: NDArray[np.float32]) -> bool:
        """Takes 160 samples of each; true when the delay was found or has jumped."""
        at = self._frames % (len(self._far) // FRAME) * FRAME
        self._far[at : at + FRAME] = far
        self._near[at : at + FRAME] = near
        self._frames += 1
        if self._frames % EVERY_FRAMES or self._frames * FRAME < len(self._far) // 2:
            return False
        turn = at + FRAME
        far_now = np.concatenate([self._far[turn:], self._far[:turn]])
        near_now = np.concatenate([self._near[turn:], self._near[:turn]])
        peak = recent_peak(far_now, near_now, self._longest)
        return peak is not None and self.take(self._frames - 1, peak)

    def take(self, frame: int, peak: Peak) -> bool:
        """What the window up to `frame`, from 0, has shown; true when the delay was found or has jumped."""
        self.clarity = 0.8 * self.clarity + 0.2 * peak.clarity if self._peaks else peak.clarity
        if peak.clarity < CLEAR:
            return False
        if self.delay is not None and abs(peak.samples - self.delay) <= JUMP_SAMPLES:
            self._odd.clear()
            self._peaks.append((frame, peak.samples))
            self.delay, self.measured_at = peak.samples, frame
            self._fit()
            return False
        self._odd.append(peak.samples)
        if len(self._odd) < 2 or abs(self._odd[-1] - self._odd[-2]) > JUMP_SAMPLES / 4:
            return False
        self.delay = peak.samples
        self._odd.clear()
        self._peaks.clear()
        return True

    def _fit(self) -> None:
        """Theil-Sen slope through the peaks: outliers do not tilt it."""
        if len(self._peaks) < DRIFT_AFTER:
            return
        times, delays = np.array(self._peaks, np.float64)[:: max(1, len(self._peaks) // 60)].T
        half = len(times) // 2
        slopes = (delays[half:] - delays[: len(delays) - half]) / (times[half:] - times[: len(times) - half])
        self.drift_ppm = float(np.median(slopes)) / FRAME * 1e6
