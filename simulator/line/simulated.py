"""A line to a synthetic caller who listens and talks: at CPU speed, at the pace of a clock, or in odd blocks.

    exchange(play) --> latency --> Ear --> ScriptedCaller --> clip --> frame of the next tick

Lives here: the caller's mouth and ears, and the kinds of air between it and the line. Must not know: what the
caller wants, the call.
"""

import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, TICK_MS, Pcm, silence
from simulator.line.duplex import DuplexBuffer, Samples
from simulator.line.ear import Ear
from simulator.protocols import CallerVoice, LineFault, ScriptedCaller

LARGEST_BLOCK = 480
"""Samples at 16 kHz: the largest block of a `block_seed` line, 30 ms."""

BLOCKS_LATENCY_MS = 60
"""The least latency of a `block_seed` line: one largest block on either side."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the caller said and when, in ms of the caller's own time: ticks since it began to listen, x 10."""

    text: str
    start: int
    end: int


class Talker(Protocol):
    """Somebody who hears a frame and says a frame; None once they have hung up."""

    def exchange(self, heard: Pcm) -> Pcm | None: ...


class SyntheticCaller:
    """A script with ears and a voice. What it starts to say in one tick sounds from the next on.

    The clips must come quickly: render what will be said before the call, through a voice that keeps them.
    """

    def __init__(self, caller: ScriptedCaller, voice: CallerVoice) -> None:
        self._caller, self._voice = caller, voice
        self._ear = Ear()
        self._saying: Pcm = silence(0)
        self._now = 0
        self._hung_up = False
        self.spoken: list[Spoken] = []

    def exchange(self, heard: Pcm) -> Pcm | None:
        """Hears 10 ms and says 10 ms, shape (160,) both; None once the caller has hung up."""
        if self._hung_up:
            return None
        said, self._saying = self._saying[:FRAME], self._saying[FRAME:]
        self._now += TICK_MS
        act = self._caller.step(self._ear.hears(heard))
        if act is not None and act.text is None:
            self._hung_up = True
            return None
        if act is not None and act.text is not None:
            clip = self._voice.render(act.text)
            self._saying = clip.samples
            self.spoken.append(Spoken(act.text, self._now, self._now + clip.duration_ms))
        return np.concatenate([said, np.zeros(FRAME - len(said), np.int16)])


class Delayed:
    """Air that lets the talker hear everything `latency_ms` later."""

    def __init__(self, talker: Talker, latency_ms: int) -> None:
        self._talker = talker
        self._air: deque[Pcm] = deque([silence(TICK_MS)] * (latency_ms // TICK_MS))

    def exchange(self, heard: Pcm) -> Pcm | None:
        self._air.append(heard)
        return self._talker.exchange(self._air.popleft())


class Reblocked:
    """Air like a sound card's: a DuplexBuffer and random blocks. Frame for frame what Delayed gives."""

    def __init__(self, talker: Talker, latency_ms: int, seed: int) -> None:
        if latency_ms < BLOCKS_LATENCY_MS:
            raise ValueError(
                f"random blocks need a latency of {BLOCKS_LATENCY_MS} ms or more, not {latency_ms}"
            )
        self._talker = talker
        way_ms = BLOCKS_LATENCY_MS // 2
        self._buffer = DuplexBuffer(SAMPLE_RATE, prefill_ms=latency_ms - way_ms)
        self._sizes = np.random.default_rng(seed)
        self._said: Samples = np.zeros(way_ms * SAMPLES_PER_MS, np.float32)
        self._heard: Samples = np.zeros(0, np.float32)
        self._gone = False

    def exchange(self, heard: Pcm) -> Pcm | None:
        self._buffer.push(heard)
        while (frame := self._buffer.pull()) is None:
            if self._gone and not len(self._said):
                return None
            self._block(int(self._sizes.integers(1, LARGEST_BLOCK + 1)))
        return frame

    def _block(self, size: int) -> None:
        said, self._said = self._said[:size], self._said[size:]
        played = np.empty(len(said), np.float32)
        self._buffer.callback(said, played)
        self._heard = np.concatenate([self._heard, played])
        while len(self._heard) >= FRAME and not self._gone:
            frame, self._heard = self._heard[:FRAME], self._heard[FRAME:]
            answer = self._talker.exchange(np.round(frame * 32768).astype(np.int16))
            if answer is None:
                self._gone = True
            else:
                self._said = np.concatenate([self._said, answer.astype(np.float32) / np.float32(32768)])


class SimulatedLine:
    """A synthetic caller on the line.

    `latency_ms`, a multiple of 10, is the loop's. `paced` keeps to real time; `patient` lets time stand still
    for a recogniser even so. `block_seed` sends all through random block sizes, which changes nothing.
    """

    name = "simulated"

    def __init__(
        self,
        caller: ScriptedCaller,
        voice: CallerVoice,
        *,
        latency_ms: int = 0,
        paced: bool = False,
        patient: bool = False,
        block_seed: int | None = None,
    ) -> None:
        if latency_ms < 0 or latency_ms % TICK_MS:
            raise ValueError(f"a latency is a multiple of {TICK_MS} ms, not {latency_ms}")
        self.latency_ms = latency_ms
        self.realtime = paced and not patient
        self.caller = SyntheticCaller(caller, voice)
        self._air: Talker = (
            Delayed(self.caller, latency_ms)
            if block_seed is None
            else Reblocked(self.caller, latency_ms, block_seed)
        )
        self._paced = paced
        self._due: float | None = None

    def exchange(self, play: Pcm) -> Pcm | None:
        """One frame each way, shape (160,); None once the caller has hung up."""
        if self._paced:
            self._keep_time()
        return self._air.exchange(play)

    def faults(self) -> tuple[LineFault, ...]:
        """Nothing is ever lost here."""
        return ()

    def close(self) -> None:
        """Nothing is held."""

    def _keep_time(self) -> None:
        """Waits for the next tick of a schedule without drift; after a stall it catches up like a card."""
        now = time.monotonic()
        self._due = now if self._due is None else self._due + TICK_MS / 1000
        if self._due > now:
            time.sleep(self._due - now)
