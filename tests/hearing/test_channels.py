"""Both channels at once: what threads, models used again and long silences must not change."""

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.turns.scenes import echo_scene
from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, silence
from simulator.hearing import combined
from simulator.hearing.channels import channels
from simulator.hearing.combined import CombinedDetector
from simulator.hearing.hear import Replayed
from simulator.hearing.listen import ipus
from simulator.hearing.recording import cancel
from simulator.hearing.silero import Silero

pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts")


def test_threads_change_nothing() -> None:
    there = echo_scene("dev", "40 ms jump", 0, False, seconds=30)
    cancelled = cancel(there.microphone, there.recruiter)
    assert cancelled is not None
    caller = ipus(cancelled.samples, Replayed(CombinedDetector(), cancelled))
    recruiter = ipus(there.recruiter, CombinedDetector())
    assert caller and recruiter
    for _ in range(2):
        found = channels(there.microphone, there.recruiter, CombinedDetector)
        assert (found.caller, found.recruiter) == (caller, recruiter)
        assert np.array_equal(found.clean, cancelled.samples)


def test_without_a_recruiters_channel_the_microphone_is_heard_as_it_is() -> None:
    there = echo_scene("dev", "headphones", 0, False, seconds=12)
    found = channels(there.microphone, None, CombinedDetector)
    assert found.recruiter is None
    assert found.cancelled is None
    assert found.clean is there.microphone
    assert found.caller


def test_the_model_hears_what_is_near_a_mark_and_a_silence_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[int] = []

    class Counting(Silero):
        def feed(self, frames: Pcm) -> NDArray[np.float32]:
            heard[-1] += len(frames) // FRAME
            return super().feed(frames)

    monkeypatch.setattr(combined, "Silero", Counting)
    speech = echo_scene("dev", "headphones", 0, False, seconds=20).recruiter[2 * SAMPLE_RATE :]
    found = []
    for before in (1000, 11_000):
        heard.append(0)
        found.append(ipus(np.concatenate([silence(before), speech]), CombinedDetector()).shifted(-before))
    assert found[0]
    assert found[0] == found[1]
    assert heard[0] == heard[1] < len(speech) // FRAME + combined.CATCHES_UP
