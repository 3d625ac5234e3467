"""A recorded caller as the incoming side of a line, at CPU speed. What is played to it goes nowhere."""

import numpy as np

from simulator.audio.pcm import FRAME, Pcm
from simulator.protocols import LineFault


class FileLine:
    """Plays `recorded`, mono 16 kHz samples of any length, once; the last frame is filled up with silence."""

    name = "file"
    latency_ms = 0
    realtime = False

    def __init__(self, recorded: Pcm) -> None:
        self._rest = recorded

    def exchange(self, play: Pcm) -> Pcm | None:
        """The next 10 ms of the recording, shape (160,); None at its end."""
        if not len(self._rest):
            return None
        frame, self._rest = self._rest[:FRAME], self._rest[FRAME:]
        return np.concatenate([frame, np.zeros(FRAME - len(frame), np.int16)])

    def faults(self) -> tuple[LineFault, ...]:
        """A file loses nothing."""
        return ()

    def close(self) -> None:
        """Nothing is held."""
