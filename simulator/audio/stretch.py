"""Cutting a stretch of a channel for the recogniser, the same way live and offline."""

from simulator.audio.pcm import SAMPLE_RATE, SAMPLES_PER_MS, Clip, Pcm, to_float
from simulator.audio.resample import to_pcm
from simulator.timeline import Segment

PAD_MS = 150
"""Kept on both sides of the detected speech: recognisers misread words that begin at the first sample."""


def stretch(channel: Pcm, segment: Segment, pad_ms: int = PAD_MS) -> Clip:
    """`segment` of `channel` (ms, mono 16 kHz) with `pad_ms` around it, as far as the channel goes."""
    start = max(0, segment.start - pad_ms) * SAMPLES_PER_MS
    return Clip(channel[start : (segment.end + pad_ms) * SAMPLES_PER_MS])


def at_speed(clip: Clip, speed: float) -> Clip:
    """`clip` played `speed` times as fast, and as much higher."""
    return Clip(to_pcm(to_float(clip.samples), SAMPLE_RATE * speed))
