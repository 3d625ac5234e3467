"""How likely a text is, given a clip: the numbers must be those of the model whose transcript we read."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from spoken import INTRODUCTION, spoken

from simulator.audio.pcm import Clip, silence
from simulator.protocols import Weigher
from simulator.recognition import base, moonshine
from simulator.recognition.moonshine import MoonshineRecognizer
from simulator.recognition.moonshine_tokens import Tokens
from simulator.recognition.remember import Remembering

if base.package_folder("moonshine_voice") is None or base.package_folder("onnxruntime") is None:
    pytest.skip("needs moonshine-voice and onnxruntime", allow_module_level=True)


@pytest.fixture(scope="module")
def engine() -> MoonshineRecognizer:
    return MoonshineRecognizer()


def test_the_name_that_was_said_is_likelier_than_its_neighbours(engine: MoonshineRecognizer) -> None:
    clip = spoken(INTRODUCTION)
    names = ("Peter Brown", "Pieter Brown", "Peter Braun", "Peter Crown", "Petra Brown", "Paul Brown")
    found = engine.weigh(clip, [f"Hello, my name is {name}." for name in names])
    assert found is not None
    said, *others = found
    assert said > -2
    assert max(others) < said - 2


def test_what_it_writes_itself_is_likely_and_more_text_is_never_likelier(engine: MoonshineRecognizer) -> None:
    clip = spoken(INTRODUCTION)
    written = engine.transcribe(clip).text
    words = written.split(" ")
    found = engine.weigh(clip, [" ".join(words[:n]) for n in range(len(words) + 1)])
    assert found is not None
    assert found[0] == 0
    assert all(longer < shorter + 0.5 for shorter, longer in pairwise(found)), "rounding is 8 bits"
    assert found[-1] > -0.5 * len(words)


def test_the_same_numbers_whatever_stands_beside_it(engine: MoonshineRecognizer) -> None:
    clip = spoken(INTRODUCTION)
    openings = [INTRODUCTION[:at] for at in range(0, len(INTRODUCTION), 5)]
    together = engine.weigh(clip, openings)
    alone = [engine.weigh(clip, [opening]) for opening in openings]
    assert together is not None
    assert together == tuple(value for found in alone if found for value in found)


def test_a_wrapper_passes_it_on_and_a_clip_of_no_use_is_not_weighed(engine: MoonshineRecognizer) -> None:
    remembering = Remembering(engine)
    assert isinstance(remembering, Weigher)
    clip = spoken(INTRODUCTION)
    assert remembering.weigh(clip, ["Hello,"]) == engine.weigh(clip, ["Hello,"])
    assert engine.weigh(Clip(silence(20)), ["Hello,"]) is None
    assert engine.weigh(Clip(silence(60_000)), ["Hello,"]) is None


def test_without_onnxruntime_it_does_not_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr(moonshine, "_LIKELIHOOD", base.Loaded(moonshine._load_likelihood))
    assert MoonshineRecognizer().weigh(spoken(INTRODUCTION), ["Hello,"]) is None


def test_text_becomes_the_longest_merges_in_their_order_and_bytes_for_the_rest(tmp_path: Path) -> None:
    long = "▁" + "x" * 150
    rows = [b"<unk>", b"<s>", b"</s>", *(bytes([value]) for value in range(256))]
    rows += [text.encode() for text in ("▁", "a", "b", "ab", "▁a", "▁ab", "x", long)]
    data = b"".join(
        (bytes([len(row)]) if len(row) < 128 else bytes([128 + len(row) % 128, len(row) // 128])) + row
        for row in rows
    )
    file = tmp_path / "tokenizer.bin"
    file.write_bytes(data)
    tokens = Tokens(file)
    at = {row: place for place, row in enumerate(rows) if place >= 259}
    assert tokens.encode("ab b") == [at["▁ab".encode()], at["▁".encode()], at[b"b"]]
    assert tokens.encode("ñ") == [at["▁".encode()], 3 + 0xC3, 3 + 0xB1]
    file.write_bytes(data[7:])
    with pytest.raises(ValueError, match="vocabulary"):
        Tokens(file)
