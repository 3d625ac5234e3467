"""The neural voice that comes inside the hibari-tts wheel. The only file that imports it.

Only the bundled voice is used: every other one would be downloaded. One model gives several people, since
`shift` moves pitch and formants together, as a larger or smaller speaker would.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from typing import Any

from simulator.audio.pcm import Clip
from simulator.protocols import EngineInfo
from simulator.speech.parameters import number, refuse_unknown
from simulator.speech.trim import finish

SHIFTS = (0.75, 1.25)
"""Lowest and highest shift; beyond them words get lost."""
SPEEDS = (0.5, 2.0)

_one_at_a_time = Lock()


class HibariVoice:
    """`speed` (1.0): pace, 2 is twice as fast. `shift` (1.0): 0.85 is a lower, larger voice, 1.1 a smaller.

    The same text gives the same samples on the same machine. The model is loaded once a process, at the first
    text, and runs on one thread. Raises EngineError for parameters out of range.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        refuse_unknown(parameters, ("speed", "shift"))
        self._speed = number(parameters, "speed", 1.0, *SPEEDS)
        self._shift = number(parameters, "shift", 1.0, *SHIFTS)

    @classmethod
    def info(cls) -> EngineInfo:
        missing = [name for name in ("hibari", "onnxruntime") if find_spec(name) is None]
        try:
            number = version("hibari-tts")
        except PackageNotFoundError:
            number = ""
        return EngineInfo(
            "hibari",
            number,
            ("en-US",),
            offline=True,
            available=not missing,
            why_not=f"the Python package {missing[0]} is not installed" if missing else "",
            fix='install it with the simulator: pip install "voice-practice-simulator[neural]"'
            if missing
            else "",
            quality=80,
        )

    def render(self, text: str) -> Clip:
        """Sound that is read `shift` times faster gets shorter by that; the model's pace makes up for it."""
        with _one_at_a_time:
            model = _model()
            samples = model(text, speed=self._speed / self._shift, seed=0)
        return finish(samples, model.sample_rate * self._shift)


@cache
def _model() -> Any:
    from hibari import Hibari

    return Hibari(voice="heart", threads=1)
