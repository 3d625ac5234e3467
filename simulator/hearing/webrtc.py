"""The default detector: WebRTC's voice activity detection behind an energy gate.

The only file that imports webrtcvad.

Each 10 ms frame is judged together with the one before it, since 20 ms at aggressiveness 2 marks onsets
best. On its own WebRTC's detector stays on for 35 to 90 ms after speech, the quieter the room the longer,
and starts early on a breath; a frame therefore also has to be louder than a fixed floor and a little louder
than the noise. On 24 generated sentences that were not tuned on, the median (and 95th percentile of the
size) of the onset error, then the median offset error once `hangover_ms` is taken off:

    noise at -75 dBFS or none   -4 (43: early, on breaths) ms   +2 ms
    pink noise at -60 dBFS      +3 (13) ms                      -2 ms
    pink noise at -50 dBFS     +10 (25) ms                     -20 ms
"""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import numpy as np

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm
from simulator.hearing.quality import levels_dbfs
from simulator.protocols import EngineInfo

MODE = 2
"""WebRTC's aggressiveness, 0 to 3."""

QUIETEST_DBFS = -60.0
"""A frame below this is not voiced, whatever the detector says."""

ABOVE_NOISE_DB = 3.0
"""Nor is one less than this above the noise."""

_NOISE_AT_FIRST = -45.0
_NOISE_RISE_DB = 0.03
_NOISE_FALL = 0.3
_BYTES = 2 * FRAME


class WebRtcDetector:
    """One instance a stream; feed it frames of 160 samples in order."""

    name = "webrtc"
    hangover_ms = 10
    """Chosen on 24 other sentences, between no noise (16) and noise at -60 dBFS (8)."""

    @classmethod
    def info(cls) -> EngineInfo:
        there = find_spec("webrtcvad") is not None
        try:
            known = version("webrtcvad-wheels")
        except PackageNotFoundError:
            known = ""
        return EngineInfo(
            cls.name,
            known,
            languages=(),
            offline=True,
            available=there,
            why_not="" if there else "the package webrtcvad-wheels is not installed",
            fix="" if there else "pip install webrtcvad-wheels",
            quality=50,
        )

    def __init__(self) -> None:
        import webrtcvad

        self._vad = webrtcvad.Vad(MODE)
        self._last = bytes(_BYTES)
        self._noise = _NOISE_AT_FIRST

    def voiced(self, frame: Pcm) -> bool:
        """Raises ValueError for a frame that is not 160 samples of int16."""
        return self.heard(frame[np.newaxis])[0]

    def heard(self, frames: Pcm) -> list[bool]:
        """Of each of the frames that follow each other, shape (n, 160)."""
        return [marked for marked, _ in self.marks(frames)]

    def marks(self, frames: Pcm) -> Iterator[tuple[bool, float]]:
        """As `heard`, and with each the level of the noise, dBFS, as far as it is known then."""
        if frames.shape[1:] != (FRAME,) or frames.dtype != np.int16:
            raise ValueError(f"a frame is {FRAME} samples of int16, got {frames.shape[1:]} of {frames.dtype}")
        sound = self._last + frames.tobytes()
        self._last = sound[-_BYTES:]
        levels = np.maximum(levels_dbfs(frames.ravel()), QUIETEST_DBFS - ABOVE_NOISE_DB)
        for start, level in zip(range(0, len(sound), _BYTES), levels.tolist(), strict=False):
            speech = self._vad.is_speech(sound[start : start + 2 * _BYTES], SAMPLE_RATE)
            if level < self._noise:
                self._noise += _NOISE_FALL * (level - self._noise)
            else:
                self._noise += _NOISE_RISE_DB
            yield speech and level > max(QUIETEST_DBFS, self._noise + ABOVE_NOISE_DB), self._noise
