"""PocketSphinx, the always-there last resort. The only file that imports pocketsphinx.

SpeechRecognition brings the American English model, but its own `recognize_sphinx` loads it anew on every
call; here it stays loaded.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.audio.pcm import SAMPLE_RATE, Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import Loaded, attempt, english, package_folder, placed
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

_NAME = "pocketsphinx"
_FRAMES_A_SECOND = 100


def _model_folder() -> Path | None:
    package = package_folder("speech_recognition")
    folder = package / "pocketsphinx-data" / "en-US" if package else None
    return folder if folder and (folder / "language-model.lm.bin").is_file() else None


def _load() -> Any:
    folder = _model_folder()
    try:
        from pocketsphinx import Decoder

        if folder is None:
            raise EngineError("PocketSphinx has no model", "pip install --force-reinstall SpeechRecognition")
        return Decoder(
            hmm=str(folder / "acoustic-model"),
            lm=str(folder / "language-model.lm.bin"),
            dict=str(folder / "pronounciation-dictionary.dict"),
            logfn=os.devnull,
        )
    except (ImportError, RuntimeError, ValueError) as error:
        fix = "pip install --force-reinstall pocketsphinx SpeechRecognition"
        raise EngineError(f"PocketSphinx cannot be loaded: {error}", fix) from error


_MODEL: Loaded[Any] = Loaded(_load)


def recognize_pocketsphinx(
    recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False
) -> Any:
    """The text of `audio_data`; with `show_all`, a list of (word, start in seconds, end in seconds).

    Raises UnknownValueError where nothing was understood.
    """
    from speech_recognition import UnknownValueError

    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2)
    with _MODEL.lent() as decoder:
        decoder.start_utt()
        decoder.process_raw(
            raw, False, True
        )  # the whole utterance, so nothing is left over from the one before
        decoder.end_utt()
        words = [
            # "the(2)" is the second way to say "the"; "<sil>" and "[NOISE]" are not words
            (
                piece.word.partition("(")[0],
                piece.start_frame / _FRAMES_A_SECOND,
                (piece.end_frame + 1) / _FRAMES_A_SECOND,
            )
            for piece in (decoder.seg() or ())
            if piece.word[0] not in "<[+("
        ]
    if not words:
        raise UnknownValueError
    return words if show_all else " ".join(word for word, _, _ in words)


class PocketSphinxRecognizer:
    """Raises EngineError where the model cannot be loaded."""

    @classmethod
    def info(cls) -> EngineInfo:
        return english(_NAME, "pocketsphinx", quality=10, problem=_problem(), word_times=True)

    def __init__(self) -> None:
        with _MODEL.lent():
            pass

    def transcribe(self, clip: Clip) -> Transcript:
        def read(recognizer: "Recognizer", audio: "AudioData") -> Transcript:
            words = recognize_pocketsphinx(recognizer, audio, show_all=True)
            return Transcript(" ".join(word for word, _, _ in words), placed(words, clip))

        return attempt(clip, read, _NAME)


def _problem() -> tuple[str, str] | None:
    if package_folder("pocketsphinx") is None:
        return "the package pocketsphinx is not installed", "pip install pocketsphinx"
    if _model_folder() is None:
        return "SpeechRecognition, which brings its model, is not installed", "pip install SpeechRecognition"
    return None
