"""Both channels at once: what threads, models used again and long silences must not change."""

import numpy as np
import pytest

from benchmarks.turns.scenes import echo_scene
from simulator.audio.pcm import SAMPLE_RATE, silence
from simulator.hearing.channels import channels
from simulator.hearing.combined import CombinedDetector
from simulator.hearing.hear import Replayed
from simulator.hearing.listen import ipus
from simulator.hearing.recording import cancel

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


def test_a_silence_before_a_word_is_not_listened_to() -> None:
    """A model that hears ten seconds of silence is 66 ms late afterwards; one that rests is not."""
    speech = echo_scene("dev", "headphones", 0, False, seconds=20).recruiter[2 * SAMPLE_RATE :]
    at_once = ipus(np.concatenate([silence(1000), speech]), CombinedDetector())
    later = ipus(np.concatenate([silence(11_000), speech]), CombinedDetector())
    assert at_once
    assert later == at_once.shifted(10_000)
