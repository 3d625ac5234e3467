"""What is kept of the clips on which texts are weighed, and for how long."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import Clip
from simulator.recognition.weighing import KEPT, Recent, Weighing


def test_what_was_weighed_is_not_weighed_again() -> None:
    scored: list[tuple[int, str]] = []

    def score(states: int, opening: str) -> float:
        scored.append((states, opening))
        return float(states * len(opening))

    weighing = Weighing(lambda samples: int(samples.sum()), score)
    clips = [Clip(np.full(160, value, np.int16)) for value in (1, 2)]
    assert [weighing.weigh(clip, ["Good", "Good day", "Good"]) for clip in clips] == [
        (640, 1280, 640),
        (1280, 2560, 1280),
    ]
    again = weighing.weigh(Clip(clips[0].samples.copy()), ["Good day", "", "Good"])
    assert again == (1280, 0, 640)
    assert scored == [(160, "Good"), (160, "Good day"), (320, "Good"), (320, "Good day"), (160, "")]


def test_the_oldest_is_forgotten() -> None:
    made: list[int] = []

    def make(given: NDArray[Any]) -> int:
        made.append(int(given[0]))
        return made[-1]

    recent = Recent(make)
    for value in (*range(KEPT), 0, KEPT, 1, 0):
        assert recent(np.array([value])) == value
    assert made == [*range(KEPT), KEPT, 0]
