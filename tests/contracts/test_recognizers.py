"""What every recogniser keeps to, whoever wrote it; the available offline ones also have to hear."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import entry_points

import numpy as np
import pytest

from simulator.audio.pcm import Clip, silence
from simulator.protocols import EngineError, EngineInfo, Recognizer
from simulator.timeline import Transcript
from tests.recognition.spoken import INTRODUCTION, QUESTION, spoken

ENGINES = {point.name: point for point in entry_points(group="simulator.recognizers")}
OFFLINE = sorted(n for n, p in ENGINES.items() if (i := p.load().info()).available and i.offline)


@cache
def engine(name: str) -> Recognizer:
    recognizer: Recognizer = ENGINES[name].load()()
    return recognizer


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_it_describes_itself(name: str) -> None:
    info = ENGINES[name].load().info()
    assert isinstance(info, EngineInfo)
    assert info.name == name
    assert "en" in info.languages
    assert bool(info.version) or not info.available
    assert info.available != bool(info.why_not)
    assert info.available != bool(info.fix)


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_describing_itself_imports_no_engine(name: str) -> None:
    point = ENGINES[name]
    module, _, cls = point.value.partition(":")
    heavy = "moonshine_voice pocketsphinx faster_whisper vosk speech_recognition onnxruntime ctranslate2"
    code = (
        f"import sys; from {module} import {cls}; {cls}.info(); "
        f"sys.exit(' '.join(set('{heavy}'.split()) & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", [n for n in sorted(ENGINES) if not ENGINES[n].load().info().available])
def test_an_unavailable_engine_refuses_with_a_fix(name: str) -> None:
    with pytest.raises(EngineError) as caught:
        ENGINES[name].load()()
    assert caught.value.fix


def test_some_offline_recognizer_is_always_there() -> None:
    assert "pocketsphinx" in OFFLINE


@pytest.mark.parametrize("name", OFFLINE)
def test_it_hears_a_sentence(name: str) -> None:
    clip = spoken(INTRODUCTION)
    heard = engine(name).transcribe(clip)
    said = words(INTRODUCTION)
    assert len(said & words(heard.text)) >= 0.7 * len(said), heard.text


@pytest.mark.parametrize("name", OFFLINE)
def test_word_times_lie_in_order_inside_the_clip(name: str) -> None:
    clip = spoken(INTRODUCTION)
    heard = engine(name).transcribe(clip)
    assert bool(heard.words) == ENGINES[name].load().info().word_times
    starts = [word.segment.start for word in heard.words]
    assert starts == sorted(starts)
    assert all(0 <= word.segment.start < word.segment.end <= clip.duration_ms for word in heard.words)
    if heard.words:
        assert words(" ".join(word.text for word in heard.words)) == words(heard.text)
        last = clip.duration_ms - 1500  # "on Tuesday" is said in the last second and a half
        assert heard.words[-1].segment.start > last


@pytest.mark.parametrize("name", OFFLINE)
def test_the_same_clip_gives_the_same_text_whatever_came_between(name: str) -> None:
    recognizer = engine(name)
    before = recognizer.transcribe(spoken(QUESTION))
    recognizer.transcribe(spoken(INTRODUCTION))
    assert recognizer.transcribe(spoken(QUESTION)) == before
    assert type(recognizer)().transcribe(spoken(QUESTION)) == before


@pytest.mark.parametrize("name", OFFLINE)
def test_threads_do_not_garble_each_other(name: str) -> None:
    recognizer = engine(name)
    clips = [spoken(INTRODUCTION), spoken(QUESTION)] * 2
    alone = [recognizer.transcribe(clip) for clip in clips[:2]] * 2
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(recognizer.transcribe, clips)) == alone


@pytest.mark.parametrize("name", OFFLINE)
@pytest.mark.parametrize("ms", [0, 50, 1000, 4000])
def test_silence_is_not_understood(name: str, ms: int) -> None:
    assert engine(name).transcribe(Clip(silence(ms))) == Transcript("")


@pytest.mark.parametrize("name", OFFLINE)
def test_less_than_a_syllable_is_not_understood(name: str) -> None:
    loudest = int(np.argmax(np.abs(spoken(QUESTION).samples)))
    assert not engine(name).transcribe(Clip(spoken(QUESTION).samples[loudest : loudest + 1590])).understood


@pytest.mark.parametrize("name", OFFLINE)
@pytest.mark.parametrize("ms", [80, 200])
def test_a_burst_of_noise_never_earns_a_point(name: str, ms: int) -> None:
    rng = np.random.default_rng(ms)
    samples = rng.normal(0, 10, 16 * (300 + ms))
    samples[2400:-2400] += rng.normal(0, 6000, 16 * ms)
    heard = engine(name).transcribe(Clip(samples.clip(-32768, 32767).astype(np.int16)))
    assert not words(heard.text) & {"you", "thank", "thanks", "goodbye", "yes"}, heard.text
