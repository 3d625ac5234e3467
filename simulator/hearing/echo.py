"""The recruiter's voice, taken out of the caller's channel while the call goes on, one frame at a time.

    far (known) --> aligned by its measured delay and drift --> Kalman filter --> echo
    microphone  ------------------------------------------------- minus --------> left --> band gate --> clean

What a whole recording tells besides is in simulator.hearing.recording. Lives here: the canceller and what it
says of itself. Must not know: what is speech, what a doubtful interruption means for the score.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, Pcm, from_float, to_float
from simulator.hearing.align import Aligner
from simulator.hearing.coherence import Coherence
from simulator.hearing.gate import BandGate, spread
from simulator.hearing.kalman import PARTITIONS, Fit, KalmanFilter
from simulator.hearing.likeness import Likeness
from simulator.hearing.spectra import spectrum
from simulator.protocols import EchoState

Samples = NDArray[np.float32]

HEADPHONES_DB = -40.0
"""An echo weaker than this, against the recruiter's own level, is none."""

POSSIBLE_DB = 9.0
"""The caller may be speaking in a frame that stands so far above the expected echo ..."""
SURE_DB = 22.0
"""... and is, where the mean over `SURE_FRAMES` is so high."""
SURE_FRAMES = 15
STILL_SURE_DB = 9.0
"""Once sure, down to this. On the development split of `benchmarks/turns` the mean reached 28.9 in 99 of 100
interruptions."""

COHERENT = 0.5
"""However far it stands out, nobody is sure where so much of what is left is the echo, wave for wave. Over a
sound server that shifted by a sample it was 0.93; where the caller spoke, 0.3 and less within 100 ms."""
CLEAR_DB = 28.0
"""Up to here nobody is sure either where what is left rises and falls as the recruiter's voice does; on the
development split of `benchmarks/turns` no rest of echo came to more than 25.1 ..."""
ALIKE = 0.5
"""... and none that stood out was less alike than 0.52 ..."""
ALIKE_AT_FIRST = 0.3
"""... but for the time until the echo is well known: 0.34."""

RINGS_ON = 40
"""Frames for which an echo may ring on, louder than expected, once none is expected any more."""

SECOND = 100
"""Frames."""
FAR_ACTIVE = 1e-5
"""Power of a frame in which the recruiter is audible."""


class EchoLevel:
    """How loud the echo is at most, against the recruiter: what the microphone hears in the quietest quarter
    of the seconds in which the recruiter speaks."""

    def __init__(self, seconds: int | None = 60) -> None:
        """`seconds`: how many of them count, the latest; None for all."""
        self._seconds: deque[float] = deque(maxlen=seconds)
        self._near = self._far = 0.0
        self._frames = self._spoken = 0
        self.db = 0.0
        """0 until three seconds are known."""

    def step(self, near: float, far: float) -> None:
        """Takes the power of a frame of either."""
        self._near += near
        self._far += far
        self._spoken += far > FAR_ACTIVE
        self._frames += 1
        if self._frames < SECOND:
            return
        if self._spoken > SECOND * 0.6:
            self._seconds.append(decibels(self._near, self._far))
            if len(self._seconds) >= 3:
                self.db = sorted(self._seconds)[len(self._seconds) // 4]
        self._near = self._far = 0.0
        self._frames = self._spoken = 0


class EchoCanceller:
    """`lead_ms`: how much earlier than it is heard the far signal is handed in, as a live line sends it."""

    def __init__(self, lead_ms: int = 0) -> None:
        self._lead = lead_ms * SAMPLES_PER_MS
        self._filter = KalmanFilter()
        self._gate = BandGate()
        self._aligner = Aligner(self._lead)
        self._level = EchoLevel()
        self._fit = Fit()
        self._likeness = Likeness()
        self._coherence = Coherence()
        self._left_before: Samples = np.zeros(FRAME, np.float32)
        self._near: deque[float] = deque([0.0] * SURE_FRAMES, maxlen=SURE_FRAMES)
        self._is_sure = False
        self._bypassed = True
        self._rings = 0
        self._far = self._echo = self._before = self._after = 0.0
        self._trusted = self._active = 0

    def process(self, microphone: Pcm, far: Pcm) -> Pcm:
        heard, known = to_float(microphone), to_float(far)
        jumps = self._aligner.jumps
        if self._aligner.step(heard, known):
            self._filter.realign(self._aligner.window((PARTITIONS + 1) * FRAME), self._aligner.blocks)
        pair = self._aligner.window(2 * FRAME)
        left, echo = self._filter.step(heard, pair)
        self._coherence.step(left, echo)
        fits, anew = self._fit.step(heard, left, echo)
        if anew:
            self._filter.doubt_all()
        if anew or self._aligner.jumps > jumps:
            self._gate.doubt(10 ** (self._level.db / 20))
        if not fits:
            left = heard
        both = np.concatenate([self._left_before, left])
        above = self._gate.step(both, pair, learn=fits)
        near = above if fits else 0.0
        self._likeness.step(self._gate.level, self._gate.far)
        self._left_before = left
        self._level.step(float(heard @ heard) / FRAME, float(pair[FRAME:] @ pair[FRAME:]) / FRAME)
        if self._level.db < HEADPHONES_DB:
            return self._let_through(microphone)
        self._rings = RINGS_ON if self._gate.echo_expected or not fits else max(0, self._rings - 1)
        self._bypassed = not self._rings
        self._near.append(near)
        mean = sum(self._near) / SURE_FRAMES
        self._is_sure = self._stands_out(mean) and not self._coherence.moved
        clean = left if self._bypassed else self._suppressed(both)
        self._account(heard, known, echo, clean, fits)
        return from_float(clean)

    @property
    def echoing(self) -> bool:
        return not self._bypassed

    @property
    def possible(self) -> bool:
        return self._bypassed or self._near[-1] > POSSIBLE_DB

    @property
    def sure(self) -> bool:
        return self._bypassed or self._is_sure

    @property
    def state(self) -> EchoState:
        echo_db = min(self._level.db, decibels(self._echo, self._far)) if self._far else self._level.db
        delay = self._aligner.delay
        return EchoState(
            "headphones" if echo_db < HEADPHONES_DB else "speakers",
            None if delay is None else round((delay - self._lead) / SAMPLES_PER_MS, 1),
            round(echo_db, 1),
            round(max(0.0, decibels(self._before, self._after)), 1),
            round(self._aligner.drift_ppm, 1),
            self._aligner.jumps,
            round(self._trusted / self._active, 3) if self._active else 1.0,
        )

    # ------------------------------------------------------------------ machinery

    def _let_through(self, microphone: Pcm) -> Pcm:
        """Headphones: there is nothing to cancel, and nothing to doubt."""
        self._bypassed = True
        self._near.append(0.0)
        return microphone

    def _stands_out(self, mean: float) -> bool:
        """So far above the expected echo, and not the recruiter's voice."""
        if self._is_sure:
            return mean > STILL_SURE_DB
        if mean <= SURE_DB or self._coherence.share > COHERENT:
            return False
        most = ALIKE if self._gate.settled else ALIKE_AT_FIRST
        return mean > CLEAR_DB or self._likeness.correlation <= most

    def _suppressed(self, both: Samples) -> Samples:
        """What is left, with each band lowered by what the expectation explains of it."""
        gains = spread(self._gate.gains())
        result: Samples = np.fft.irfft(spectrum(both) * gains)[FRAME:].astype(np.float32)
        return result

    def _account(self, heard: Samples, known: Samples, echo: Samples, clean: Samples, fits: bool) -> None:
        far = float(known @ known) / FRAME
        if far < FAR_ACTIVE or not self._gate.settled:
            return
        self._active += 1
        self._trusted += fits
        self._far += far
        self._echo += float(echo @ echo) / FRAME + self._gate.expected_power
        if self._near[-1] < POSSIBLE_DB:
            self._before += float(heard @ heard)
            self._after += float(clean @ clean)


def decibels(above: float, below: float) -> float:
    return max(-100.0, 10 * float(np.log10((above + 1e-12) / (below + 1e-12)))) if below else -100.0
