"""Sentences spoken by the neural voice, for tests that need a recogniser to hear something."""

from functools import cache

import numpy as np
import pytest

from simulator.audio.pcm import Clip
from simulator.audio.resample import to_pcm

INTRODUCTION = "Hello, my name is Peter Brown. I had an interview with you on Tuesday."
QUESTION = "What could I have done better in the interview?"


@cache
def spoken(text: str) -> Clip:
    """`text` as a clip; skips the test where the voice is not installed."""
    hibari = pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts")
    voice = _voice(hibari)
    return Clip(to_pcm(np.asarray(voice(text, seed=0), dtype=np.float32), voice.sample_rate))


@cache
def _voice(hibari):  # type: ignore[no-untyped-def]
    return hibari.Hibari()
