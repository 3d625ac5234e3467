"""The silent test voice: exact lengths, no sound, no package."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator.audio.pcm import SAMPLES_PER_MS, TICK_MS, Clip
from simulator.protocols import EngineInfo
from simulator.speech.parameters import number, refuse_unknown

MS_A_CHARACTER = 60


class SilentVoice:
    """`ms_a_character` (60) milliseconds a character, rounded up to whole ticks.

    The samples alternate between +1 and -1 of 32768: nobody hears that, yet no sample is zero, so a test can
    tell from the samples alone when the recruiter speaks.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        refuse_unknown(parameters, ("ms_a_character",))
        self._ms = round(number(parameters, "ms_a_character", MS_A_CHARACTER, 1, 1000))

    @classmethod
    def info(cls) -> EngineInfo:
        return EngineInfo("silent", "1", ("en",), offline=True, available=True, quality=-1)

    def render(self, text: str) -> Clip:
        ticks = max(1, -(-len(text) * self._ms // TICK_MS))
        return Clip(np.resize(np.array([1, -1], dtype=np.int16), ticks * TICK_MS * SAMPLES_PER_MS))
