"""The default detector: WebRTC's marks the time, Silero says whether it is speech.

A key, a cough, a breath or a door makes marks that nobody confirms, so they are forgotten; a word's first
consonant is marked when it sounds and confirmed when Silero has heard enough of it. In loud noise WebRTC's
marks leave holes in words; there Silero marks too. The thresholds were chosen on the development split of
`benchmarks/turns`. Silero costs three times what all else here does, and what it says of a silence confirms
nothing; so it hears only what is near a mark.
"""

from collections import deque

import numpy as np

from simulator.audio.pcm import Pcm
from simulator.hearing.silero import Silero, SileroDetector
from simulator.hearing.webrtc import WebRtcDetector
from simulator.protocols import EngineInfo
from simulator.timeline import Voicing

SPEECH = 0.5
"""Silero's probability from which the sound at hand is speech."""

NOISY_DBFS = -42.0
"""In noise above this, Silero marks as well ..."""
MARKS = 0.7
"""... from this probability on."""

LISTENS = 30
"""Frames after a mark for which Silero goes on: longer than a mark waits to be confirmed."""
CATCHES_UP = 16
"""Frames before a mark that it then hears, too."""


class CombinedDetector:
    """One instance a stream; feed it frames of 160 samples in order."""

    name = "combined"
    hangover_ms = WebRtcDetector.hangover_ms

    @classmethod
    def info(cls) -> EngineInfo:
        parts = (WebRtcDetector.info(), SileroDetector.info())
        broken = next((part for part in parts if not part.available), None)
        return EngineInfo(
            cls.name,
            ", ".join(f"{part.name} {part.version}" for part in parts),
            languages=(),
            offline=True,
            available=broken is None,
            why_not=broken.why_not if broken else "",
            fix=broken.fix if broken else "",
            quality=80,
        )

    def __init__(self) -> None:
        self._marks = WebRtcDetector()
        self._silero = Silero()
        self._unheard: deque[Pcm] = deque(maxlen=CATCHES_UP)
        self._quiet = LISTENS

    def voiced(self, frame: Pcm) -> Voicing:
        """Raises ValueError for a frame that is not 160 samples of int16."""
        return self.heard(frame[np.newaxis])[0]

    def heard(self, frames: Pcm) -> list[Voicing]:
        """Of each of the frames that follow each other, shape (n, 160)."""
        marks: list[tuple[bool, bool]] = []
        fed: list[Pcm] = []
        knows: list[int] = []
        for frame, (marked, noise) in zip(frames, self._marks.marks(frames), strict=True):
            noisy = noise > NOISY_DBFS
            self._unheard.append(frame)
            self._quiet = 0 if marked or noisy else self._quiet + 1
            if self._quiet < LISTENS:
                fed.extend(self._unheard)
                self._unheard.clear()
            marks.append((marked, noisy))
            knows.append(len(fed) if self._quiet < LISTENS else 0)
        self._unheard = deque((frame.copy() for frame in self._unheard), CATCHES_UP)
        said = [0.0, *self._silero.feed(np.concatenate(fed)).tolist()] if fed else [0.0]
        return [_weighed(*mark, said[known]) for mark, known in zip(marks, knows, strict=True)]


def _weighed(marked: bool, noisy: bool, probability: float) -> Voicing:
    """`probability`: 0 where Silero does not listen."""
    speech = probability >= SPEECH
    if marked or (noisy and probability >= MARKS):
        return Voicing.SPEECH if speech else Voicing.UNSURE
    return Voicing.CONFIRMS if speech else Voicing.SILENCE
