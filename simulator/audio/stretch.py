"""Cutting a stretch of a channel for the recogniser, the same way live and offline; playing it otherwise."""

from dataclasses import dataclass

from simulator.audio.pcm import SAMPLE_RATE, SAMPLES_PER_MS, Clip, Pcm, to_float
from simulator.audio.resample import to_pcm
from simulator.audio.suppress import suppressed
from simulator.timeline import Segment

PAD_MS = 150
"""Kept on both sides of the detected speech: recognisers misread words that begin at the first sample."""


def stretch(channel: Pcm, segment: Segment, pad_ms: int = PAD_MS) -> Clip:
    """`segment` of `channel` (ms, mono 16 kHz) with `pad_ms` around it, as far as the channel goes."""
    start = max(0, segment.start - pad_ms) * SAMPLES_PER_MS
    return Clip(channel[start : (segment.end + pad_ms) * SAMPLES_PER_MS])


@dataclass(frozen=True, slots=True)
class Played:
    """How a clip is played to the recogniser: its noise suppressed, `speed` times as fast and as high."""

    speed: float = 1.0
    suppressed: bool = False

    def __call__(self, clip: Clip) -> Clip:
        if self.suppressed:
            clip = suppressed(clip)
        return clip if self.speed == 1 else Clip(to_pcm(to_float(clip.samples), SAMPLE_RATE * self.speed))


AS_IT_IS = Played()
