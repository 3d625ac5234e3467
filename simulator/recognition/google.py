"""Google's speech recognition through SpeechRecognition: the audio leaves the machine, over plain HTTP.

Used only where the user names it; it is never chosen for them, and it warns.
"""

import warnings
from typing import TYPE_CHECKING, Any

from simulator.audio.pcm import Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.recognition.base import attempt, package_folder, package_version
from simulator.timeline import Transcript

if TYPE_CHECKING:
    from speech_recognition import AudioData, Recognizer

WARNING = (
    "google: what you say is sent to Google over an unencrypted connection; every other engine stays here"
)

_NAME = "google"
_TIMEOUT_S = 15


class LeavesTheMachine(UserWarning):
    """The user's voice is about to be sent away."""


def recognize_google(recognizer: "Recognizer", audio_data: "AudioData", *, show_all: bool = False) -> Any:
    """The text of `audio_data`; with `show_all`, Google's alternatives.

    Raises UnknownValueError where nothing was understood, RequestError where Google cannot be reached.
    """
    from speech_recognition import RequestError

    recognizer.operation_timeout = _TIMEOUT_S
    try:
        return recognizer.recognize_google(audio_data, language="en-US", show_all=show_all)
    except OSError as error:  # a timeout, or no FLAC encoder for this machine
        raise RequestError(str(error)) from error


class GoogleRecognizer:
    """Warns `LeavesTheMachine` when it is made."""

    @classmethod
    def info(cls) -> EngineInfo:
        there = package_folder("speech_recognition") is not None
        return EngineInfo(
            _NAME,
            package_version("SpeechRecognition"),
            ("en",),
            offline=False,
            available=there,
            why_not="" if there else "the package SpeechRecognition is not installed",
            fix="" if there else "pip install SpeechRecognition",
        )

    def __init__(self) -> None:
        if package_folder("speech_recognition") is None:
            raise EngineError(
                "the package SpeechRecognition is not installed", "pip install SpeechRecognition"
            )
        warnings.warn(WARNING, LeavesTheMachine, stacklevel=2)

    def transcribe(self, clip: Clip) -> Transcript:
        return attempt(clip, lambda recognizer, audio: Transcript(recognize_google(recognizer, audio)), _NAME)
