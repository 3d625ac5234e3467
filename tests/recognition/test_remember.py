"""A transcript is made once for each sound, by any number of threads."""

from threading import Barrier, Event, Lock, Thread

import numpy as np
import pytest

from simulator.audio.pcm import Clip
from simulator.protocols import EngineError, Seconded
from simulator.recognition.remember import Remembering
from simulator.timeline import Transcript


class Counting:
    """Says how often it was asked; fails the first `failures` times."""

    def __init__(self, failures: int = 0) -> None:
        self.asked, self.failures, self.lock = 0, failures, Lock()

    def transcribe(self, clip: Clip) -> Transcript:
        with self.lock:
            self.asked += 1
            if self.asked <= self.failures:
                raise EngineError("not today")
            return Transcript(f"{clip.duration_ms} ms, asked {self.asked}")


def clip(seed: int, samples: int = 16_000) -> Clip:
    return Clip(np.random.default_rng(seed).integers(-999, 999, samples, dtype=np.int16))


def test_equal_samples_are_read_once_and_others_anew() -> None:
    counting = Counting()
    remembering = Remembering(counting)
    first = remembering.transcribe(clip(0))
    assert remembering.transcribe(Clip(clip(0).samples.copy())) is first
    assert remembering.transcribe(clip(1)) != first
    assert remembering.transcribe(Clip(clip(0).samples[:-1])) != first
    assert counting.asked == 3


def test_a_failure_is_not_remembered() -> None:
    remembering = Remembering(Counting(failures=1))
    with pytest.raises(EngineError):
        remembering.transcribe(clip(0))
    assert remembering.transcribe(clip(0)).text == "1000 ms, asked 2"


def test_who_comes_while_it_is_being_read_waits_for_it() -> None:
    reading, go, together = Event(), Event(), Barrier(3)

    class Slow(Counting):
        def transcribe(self, clip: Clip) -> Transcript:
            reading.set()
            assert go.wait(10)
            return super().transcribe(clip)

    slow = Slow()
    remembering = Remembering(slow)
    heard: list[Transcript] = []

    def ask() -> None:
        together.wait(10)
        heard.append(remembering.transcribe(clip(0)))

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert reading.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert len(heard) == 3
    assert heard[0] is heard[1] is heard[2]
    assert slow.asked == 1


def test_the_second_is_loaded_once_when_it_is_first_asked_and_remembers_too() -> None:
    loaded: list[Counting] = []

    def load() -> Counting:
        loaded.append(Counting())
        return loaded[-1]

    remembering = Remembering(Counting(), load)
    assert remembering.transcribe(clip(0)).text
    assert not loaded
    assert remembering.second is not None
    remembering.second.transcribe(clip(0))
    remembering.second.transcribe(clip(0))
    assert [one.asked for one in loaded] == [1]
    assert isinstance(remembering, Seconded)
    assert Remembering(Counting()).second is None
