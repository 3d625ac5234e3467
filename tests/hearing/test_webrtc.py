"""The WebRTC detector through the endpointer, on spoken sentences whose edges are known."""

import time
from functools import cache

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, silence
from simulator.audio.resample import to_pcm
from simulator.hearing.listen import ipus
from simulator.hearing.quality import levels_dbfs
from simulator.hearing.webrtc import WebRtcDetector
from simulator.timeline import Segment, Timeline

SENTENCES = (
    "Good afternoon, my name is Peter Brown.",
    "What happens next, if I may ask?",
    "Right.",
    "I was there on the third of March, at half past two.",
    "For the sales associate position, with Mister Fisher.",
    "Thanks again, and all the best to you.",
)


@cache
def speech() -> tuple[Pcm, Timeline]:
    """Sentences with exact silence between them; a sentence is cut to where it is above -55 dBFS."""
    hibari = pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts").Hibari()
    parts: list[Pcm] = [silence(1000)]
    truth = []
    for seed, text in enumerate(SENTENCES):
        clip = to_pcm(np.asarray(hibari(text, seed=seed), dtype=np.float32), hibari.sample_rate)
        loud = np.flatnonzero(levels_dbfs(clip) > -55)
        clip = clip[loud[0] * FRAME : (loud[-1] + 1) * FRAME]
        start = sum(map(len, parts)) * 1000 // SAMPLE_RATE
        truth.append(Segment(start, start + len(clip) * 1000 // SAMPLE_RATE))
        parts += [clip, silence(900 + 70 * seed)]
    return np.concatenate(parts), Timeline(tuple(truth))


def noise(dbfs: float, samples: int) -> Pcm:
    rng = np.random.default_rng(1)
    return np.round(rng.normal(0, 32768 * 10 ** (dbfs / 20), samples)).clip(-32768, 32767).astype(np.int16)


@pytest.mark.parametrize(("dbfs", "worst"), [(None, 30), (-75, 30), (-60, 60)])
def test_onsets_and_offsets_are_where_the_speech_is(dbfs: float | None, worst: int) -> None:
    channel, truth = speech()
    if dbfs is not None:
        channel = channel + noise(dbfs, len(channel))
    found = ipus(channel, WebRtcDetector())
    inside = [found.bridged(600).within(Segment(s.start - 300, s.end + 300)) for s in truth]
    assert all(len(part) == 1 for part in inside), "one stretch for each sentence"
    assert all(any(f.overlaps(s) for s in truth) for f in found), "and nothing where nobody speaks"
    onsets = [part.segments[0].start - s.start for part, s in zip(inside, truth, strict=True)]
    offsets = [part.segments[0].end - s.end for part, s in zip(inside, truth, strict=True)]
    assert abs(np.median(onsets)) <= 15, onsets
    assert max(map(abs, onsets)) <= worst, onsets
    assert abs(np.median(offsets)) <= 15, offsets


@pytest.mark.parametrize("dbfs", [-90, -70, -60, -50])
def test_steady_noise_is_not_speech_from_the_first_frame_on(dbfs: float) -> None:
    assert ipus(noise(dbfs, 5 * SAMPLE_RATE), WebRtcDetector()) == Timeline()


@pytest.mark.parametrize("dbfs", [-70, -60, -50, -40])
def test_a_microphone_that_wakes_up_is_not_speech(dbfs: float) -> None:
    channel = np.concatenate([silence(500), noise(dbfs, 3 * SAMPLE_RATE)])
    assert ipus(channel, WebRtcDetector()) == Timeline()


def test_exact_zeros_are_unvoiced_at_first_and_after_speech() -> None:
    detector = WebRtcDetector()
    zeros = np.zeros(FRAME, dtype=np.int16)
    assert not any(detector.voiced(zeros) for _ in range(500))
    channel, truth = speech()
    for start in range(0, truth.segments[0].end // 10 * FRAME, FRAME):
        detector.voiced(channel[start : start + FRAME])
    assert not any(detector.voiced(zeros) for _ in range(500))


def test_two_instances_agree_and_do_not_share_state() -> None:
    channel, _ = speech()
    frames = [channel[i : i + FRAME] for i in range(0, len(channel) - FRAME, FRAME)]
    one, two = WebRtcDetector(), WebRtcDetector()
    alone = [one.voiced(frame) for frame in frames]
    other = WebRtcDetector()
    together = []
    for i, frame in enumerate(frames):
        together.append(two.voiced(frame))
        other.voiced(frames[-i])
    assert alone == together


@pytest.mark.parametrize(
    "frame", [np.zeros(320, np.int16), np.zeros(160, np.float32), np.zeros((1, 160), np.int16)]
)
def test_a_frame_of_another_shape_is_refused(frame: Pcm) -> None:
    with pytest.raises(ValueError, match="a frame is 160 samples"):
        WebRtcDetector().voiced(frame)


def test_a_hundred_times_faster_than_speech() -> None:
    channel, _ = speech()
    start = time.process_time()
    ipus(channel, WebRtcDetector())
    assert time.process_time() - start < len(channel) / SAMPLE_RATE / 100
