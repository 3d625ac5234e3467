"""A transcript that repeats itself to the end is read again, more slowly; what a caller repeats is left alone."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.audio.pcm import Clip
from simulator.recognition import base, moonshine
from simulator.recognition.moonshine import MoonshineRecognizer

if base.package_folder("speech_recognition") is None:
    pytest.skip("needs SpeechRecognition", allow_module_level=True)

CLIP = Clip(np.random.default_rng(0).integers(-999, 999, 32_000, dtype=np.int16))
SAID = "Hello, Babatunde Akintola here. My interview for dishwashing attendant was two weeks ago."
CUT_OFF = (
    "Hello, Babitunde Kintola here. My interview for dishwashing at 2:00 at 2:00 at 2:00 at 2:00 at 2:0",
    "Hi, Tarek Boone, Saley here at 10:00.000.000.000.000.000.000.000.000.000.000.0",
)
AS_SAID = (
    SAID,
    "No, no, no, no, no.",
    "Ha, ha, ha, ha! Thank you, thank you, thank you, thank you.",
    "Hi, my name is Nguyen T. H. H. H. H. H. And I have an interview with you.",
)

Reads = Callable[..., list[int]]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Lets the engine read these texts one after the other; returns how many samples it is shown each time."""

    def answer(*texts: str) -> list[int]:
        shown: list[int] = []

        def read(recognizer: object, audio: object, **_: object) -> str:
            shown.append(len(audio.get_raw_data()) // 2)  # type: ignore[attr-defined]
            return texts[len(shown) - 1]

        monkeypatch.setattr(moonshine, "recognize_moonshine", read)
        return shown

    monkeypatch.setattr(moonshine, "_MODEL", base.Loaded(object))
    return answer


@pytest.mark.parametrize("text", CUT_OFF)
def test_it_gets_out_of_its_circle_when_it_is_played_more_slowly(reads: Reads, text: str) -> None:
    shown = reads(text, SAID)
    assert MoonshineRecognizer().transcribe(CLIP).text == SAID
    assert shown[0] == len(CLIP.samples)
    assert shown[1] == pytest.approx(len(CLIP.samples) / 0.92, abs=200)


@pytest.mark.parametrize("second", [CUT_OFF[1], ""])
def test_where_that_does_not_help_either_the_first_stays(reads: Reads, second: str) -> None:
    reads(CUT_OFF[0], second)
    assert MoonshineRecognizer().transcribe(CLIP).text == CUT_OFF[0]


@pytest.mark.parametrize("text", AS_SAID)
def test_what_the_caller_repeats_is_read_once(reads: Reads, text: str) -> None:
    shown = reads(text)
    assert MoonshineRecognizer().transcribe(CLIP).text == text
    assert len(shown) == 1
