"""The default detector: WebRTC's marks the time, Silero says whether it is speech.

A key, a cough, a breath or a door makes marks that nobody confirms, so they are forgotten; a word's first
consonant is marked when it sounds and confirmed when Silero has heard enough of it. In loud noise WebRTC's
marks leave holes in words; there Silero marks too. The thresholds were chosen on the development split of
`benchmarks/turns`.
"""

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

    def voiced(self, frame: Pcm) -> Voicing:
        """Raises ValueError for a frame that is not 160 samples of int16."""
        marked = self._marks.voiced(frame)
        probability = self._silero.feed(frame)
        speech = probability >= SPEECH
        if marked or (probability >= MARKS and self._marks.noise_dbfs > NOISY_DBFS):
            return Voicing.SPEECH if speech else Voicing.UNSURE
        return Voicing.CONFIRMS if speech else Voicing.SILENCE
