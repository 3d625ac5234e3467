"""The recruiter's voice, taken out of the caller's channel.

    far (known) --> aligned by its measured delay and drift --> Kalman filter --> echo
    microphone  ------------------------------------------------- minus --------> left --> band gate --> clean

Live, one frame at a time; offline, the same canceller runs twice over the recording: once to learn, then from
the start with what it has learned. Lives here: the canceller and what it says of itself. Must not know: what
is speech, what a doubtful interruption means for the score.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, Pcm, from_float, to_float
from simulator.hearing.align import Aligner
from simulator.hearing.delay import find_echo
from simulator.hearing.gate import BandGate, spread
from simulator.hearing.kalman import PARTITIONS, KalmanFilter
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
interruptions, and from a loudspeaker that does not rattle 22 in no rest of echo."""

_HOLD = 30
"""Frames for which nobody breaks in after the filter did not fit."""
_GIVES_UP = 20
"""Frames without a fit after which the echo path is learned anew."""
SECOND = 100
"""Frames."""
_FAR_ACTIVE = 1e-5
"""Power of a frame in which the recruiter is audible."""


class EchoLevel:
    """How loud the echo is at most, against the recruiter: what the microphone hears in the quietest quarter
    of the seconds in which the recruiter speaks."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=60)
        self._near = self._far = 0.0
        self._frames = self._spoken = 0
        self.db = 0.0
        """0 until three seconds are known."""

    def step(self, near: float, far: float) -> None:
        """Takes the power of a frame of either."""
        self._near += near
        self._far += far
        self._spoken += far > _FAR_ACTIVE
        self._frames += 1
        if self._frames < SECOND:
            return
        if self._spoken > SECOND * 0.6:
            self._seconds.append(_decibels(self._near, self._far))
            if len(self._seconds) >= 3:
                self.db = sorted(self._seconds)[len(self._seconds) // 4]
        self._near = self._far = 0.0
        self._frames = self._spoken = 0


class EchoCanceller:
    """`lead_ms`: how much earlier than it is heard the far signal is handed in, as a live line sends it."""

    _left_before: Samples
    _frame: int
    _is_sure: bool

    def __init__(self, lead_ms: int = 0) -> None:
        self._lead = lead_ms * SAMPLES_PER_MS
        self._filter = KalmanFilter()
        self._gate = BandGate()
        self._aligner = Aligner(self._lead)
        self._level = EchoLevel()
        self._begin()

    def rewind(self) -> None:
        """Back to the first frame, with the echo path, the expectation and the course of the delay known."""
        self._aligner.rewind()
        self._filter.realign(self._aligner.window((PARTITIONS + 1) * FRAME))
        self._gate.rewind()
        self._begin()

    def process(self, microphone: Pcm, far: Pcm) -> Pcm:
        heard, known = to_float(microphone), to_float(far)
        if self._aligner.step(heard, known, self._broke_at):
            self._filter.realign(self._aligner.window((PARTITIONS + 1) * FRAME), self._aligner.blocks)
        pair = self._aligner.window(2 * FRAME)
        left, echo = self._filter.step(heard, pair)
        broken = self._watch(heard, left, echo)
        if broken:
            left = heard
        both = np.concatenate([self._left_before, left])
        near = 0.0 if broken else self._gate.step(both, pair)
        self._left_before = left
        self._level.step(float(heard @ heard) / FRAME, float(pair[FRAME:] @ pair[FRAME:]) / FRAME)
        if self._level.db < HEADPHONES_DB:
            return self._let_through(microphone)
        self._bypassed = not self._gate.echo_expected and not broken
        self._near.append(near)
        mean = sum(self._near) / SURE_FRAMES
        self._is_sure = mean > (STILL_SURE_DB if self._is_sure else SURE_DB)
        clean = left if self._bypassed else self._suppressed(both)
        self._account(heard, known, echo, clean, broken)
        self._frame += 1
        return from_float(clean)

    @property
    def echoing(self) -> bool:
        return not self._bypassed

    @property
    def possible(self) -> bool:
        return self._bypassed or self._near[-1] > POSSIBLE_DB

    @property
    def sure(self) -> bool:
        return self._bypassed or (self._is_sure and self._gate.settled)

    @property
    def state(self) -> EchoState:
        echo_db = min(self._level.db, _decibels(self._echo, self._far)) if self._far else self._level.db
        delay = self._aligner.delay
        return EchoState(
            "headphones" if echo_db < HEADPHONES_DB else "speakers",
            None if delay is None else round((delay - self._lead) / SAMPLES_PER_MS, 1),
            round(echo_db, 1),
            round(max(0.0, _decibels(self._before, self._after)), 1),
            round(self._aligner.drift_ppm, 1),
            self._aligner.jumps,
            round(self._trusted / self._active, 3) if self._active else 1.0,
        )

    # ------------------------------------------------------------------ machinery

    def _let_through(self, microphone: Pcm) -> Pcm:
        """Headphones: there is nothing to cancel, and nothing to doubt."""
        self._bypassed = True
        self._near.append(0.0)
        self._frame += 1
        return microphone

    def _begin(self) -> None:
        self._left_before = np.zeros(FRAME, np.float32)
        self._frame = 0
        self._near: deque[float] = deque([0.0] * SURE_FRAMES, maxlen=SURE_FRAMES)
        self._powers = np.zeros(3)
        self._broken_until = 0
        self._broke_at: int | None = None
        self._misfits = 0
        self._is_sure = False
        self._bypassed = True
        self._far = self._echo = self._before = self._after = 0.0
        self._trusted = self._active = 0

    def _watch(self, heard: Samples, left: Samples, echo: Samples) -> bool:
        """Whether the filter does not fit: what it subtracts then adds to the sound instead."""
        now = np.array([heard @ heard, left @ left, echo @ echo])
        self._powers += 0.2 * (now - self._powers)
        was, remains, found = self._powers
        if found > 0.3 * was and remains > 1.1 * was and was > FRAME * 1e-7:
            if self._frame >= self._broken_until:
                self._broke_at = self._frame
            self._broken_until = self._frame + _HOLD
            self._misfits += 1
            if self._misfits == _GIVES_UP:
                self._filter.doubt_all()
        elif self._frame >= self._broken_until + 300:
            self._broke_at, self._misfits = None, 0
        return self._frame < self._broken_until

    def _suppressed(self, both: Samples) -> Samples:
        """What is left, with each band lowered by what the expectation explains of it."""
        gains = spread(self._gate.gains())
        result: Samples = np.fft.irfft(np.fft.rfft(both) * gains)[FRAME:].astype(np.float32)
        return result

    def _account(self, heard: Samples, known: Samples, echo: Samples, clean: Samples, broken: bool) -> None:
        far = float(known @ known) / FRAME
        if far < _FAR_ACTIVE or not self._gate.settled:
            return
        self._active += 1
        self._trusted += not broken
        self._far += far
        self._echo += float(echo @ echo) / FRAME + self._gate.expected_power
        if self._near[-1] < POSSIBLE_DB:
            self._before += float(heard @ heard)
            self._after += float(clean @ clean)


def _decibels(above: float, below: float) -> float:
    return max(-100.0, 10 * float(np.log10((above + 1e-12) / (below + 1e-12)))) if below else -100.0


@dataclass(frozen=True, slots=True, eq=False)
class Cancelled:
    """A whole channel without its echo, shape (n,), and frame by frame whether the caller surely is among
    what is left."""

    samples: Pcm
    sure: NDArray[np.bool_]
    state: EchoState


LOOKS_BACK_MS = 50
"""A recording's echo may seem to come this much too early: a line's latency is never known exactly."""


def cancel(microphone: Pcm, far: Pcm) -> Cancelled | None:
    """Two passes over a recording: the first learns the echo, the second takes it out from the start.

    Both channels on one clock; what one of them is longer is left alone. None where there is no echo.
    """
    canceller = EchoCanceller(lead_ms=LOOKS_BACK_MS)
    early = np.concatenate([far, np.zeros(LOOKS_BACK_MS * SAMPLES_PER_MS, np.int16)])
    early = early[LOOKS_BACK_MS * SAMPLES_PER_MS :]
    frames = min(len(microphone), len(far)) // FRAME
    if not find_echo(early[: frames * FRAME], microphone[: frames * FRAME]):
        return None
    for index in range(frames):
        here = slice(index * FRAME, (index + 1) * FRAME)
        canceller.process(microphone[here], early[here])
    canceller.rewind()
    clean = microphone.copy()
    sure = np.zeros(frames, np.bool_)
    for index in range(frames):
        here = slice(index * FRAME, (index + 1) * FRAME)
        clean[here] = canceller.process(microphone[here], early[here])
        sure[index] = canceller.sure
    return Cancelled(clean, sure, canceller.state)
