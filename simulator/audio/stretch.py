"""Cutting a stretch of a channel for the recogniser, the same way live and offline."""

from simulator.audio.pcm import SAMPLES_PER_MS, Clip, Pcm
from simulator.timeline import Segment

PAD_MS = 150
"""Kept on both sides of the detected speech: recognisers misread words that begin at the first sample."""


def stretch(channel: Pcm, segment: Segment, pad_ms: int = PAD_MS) -> Clip:
    """`segment` of `channel` (ms, mono 16 kHz) with `pad_ms` around it, as far as the channel goes."""
    start = max(0, segment.start - pad_ms) * SAMPLES_PER_MS
    return Clip(channel[start : (segment.end + pad_ms) * SAMPLES_PER_MS])
