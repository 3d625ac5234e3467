"""Re-blocking between a sound device and the ticks of a call; no I/O, no clock, no device.

    ticks     push(play) ->  resample  ->  [ prefill | play ... ]  ->  callback(outdata)     device
    ticks     pull() <-  resample  <-  [ microphone ... ]  <-  callback(indata)              device

Both sides are counted in samples of the one duplex stream, so the loop is constant: sample n of the play side
leaves the device `prefill_ms` after sample n of the microphone came in, whatever the block sizes are. Where
the ticks are late the device plays silence, and as much of the late play is dropped when it arrives: a gap is
heard, nothing is shifted.

Lives here: the counting. Must not know: which device, which thread, what the sound is.
"""

from collections import deque
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, from_float, to_float
from simulator.audio.resample import StreamResampler

Samples = NDArray[np.float32]
"""Mono samples in [-1, 1), shape (n,), at the device's rate."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Audio that did not get through since it was last asked for, in milliseconds."""

    play_ms: int = 0
    microphone_ms: int = 0


class _Fifo:
    """Samples in, samples out, in order."""

    def __init__(self) -> None:
        self._blocks: deque[Samples] = deque()
        self.size = 0

    def put(self, block: Samples) -> None:
        if len(block):
            self._blocks.append(block)
            self.size += len(block)

    def take(self, count: int) -> Samples:
        """The first `count` samples, or all there are."""
        taken: list[Samples] = []
        wanted = min(count, self.size)
        self.size -= wanted
        while wanted:
            block = self._blocks.popleft()
            if len(block) > wanted:
                self._blocks.appendleft(block[wanted:])
                block = block[:wanted]
            taken.append(block)
            wanted -= len(block)
        return np.concatenate(taken) if taken else np.zeros(0, np.float32)


class DuplexBuffer:
    """Between a device callback of any block size at `rate` hertz and 10 ms frames at 16 kHz.

    `prefill_ms` must cover the largest block, plus 25 ms where the rate is not 16 kHz, or play comes late.
    `callback` may run in another thread than `push` and `pull`; it only copies. More than `limit_ms` of
    microphone waiting for its ticks is dropped, newest first, and counted.
    """

    def __init__(self, rate: float, prefill_ms: int, limit_ms: int = 10_000) -> None:
        self.rate = rate
        self._lock = Lock()
        self._play, self._microphone, self._frames = _Fifo(), _Fifo(), _Fifo()
        self._play.put(np.zeros(round(rate * prefill_ms / 1000), np.float32))
        self._limit = round(rate * limit_ms / 1000)
        self._to_device = StreamResampler(SAMPLE_RATE, rate, low_delay=True)
        self._from_device = StreamResampler(rate, SAMPLE_RATE, low_delay=True)
        self._owed = 0
        self._late = self._dropped = 0

    def callback(self, indata: Samples, outdata: Samples) -> None:
        """The device's side: one block each way, shape (n,) both. `indata` is copied, `outdata` filled."""
        block = indata.copy()
        with self._lock:
            kept = block[: max(0, self._limit - self._microphone.size)]
            self._microphone.put(kept)
            lost = len(block) - len(kept)
            self._dropped += lost
            ready = self._play.take(len(outdata))
            outdata[: len(ready)] = ready
            outdata[len(ready) :] = 0.0
            missing = len(outdata) - len(ready)
            self._late += missing
            # Play for microphone that no tick will ever see is never made: it is not owed.
            self._owed += missing - lost

    def skip(self, count: int) -> None:
        """The device's side: `count` samples without a device. Silence came in, nothing was played."""
        with self._lock:
            self._microphone.put(np.zeros(count, np.float32))
            self._owed += count - len(self._play.take(count))

    def push(self, frame: Pcm) -> None:
        """The ticks' side: 16 kHz samples to play, after all before."""
        block = self._to_device.feed(to_float(frame))
        with self._lock:
            overdue = min(max(self._owed, 0), len(block))
            self._owed -= overdue
            self._play.put(block[overdue:])

    def pull(self) -> Pcm | None:
        """The next 10 ms from the microphone, shape (160,); None while it is not there yet."""
        if self._frames.size < FRAME:
            with self._lock:
                block = self._microphone.take(self._microphone.size)
            self._frames.put(self._from_device.feed(block))
        return from_float(self._frames.take(FRAME)) if self._frames.size >= FRAME else None

    def lost(self) -> Lost:
        """What was lost since the last call of this method, rounded down; the rest is kept for the next."""
        with self._lock:
            play_ms = int(self._late * 1000 / self.rate)
            microphone_ms = int(self._dropped * 1000 / self.rate)
            self._late -= round(play_ms * self.rate / 1000)
            self._dropped -= round(microphone_ms * self.rate / 1000)
        return Lost(play_ms, microphone_ms)
