"""The system's own voices through pyttsx3: espeak-ng on Linux, from a wheel; macOS and Windows their own.

Lives here: the parent's side, which trusts nothing of the child's but a file with enough sound in it.
"""

import ctypes.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from simulator.audio.files import RecordingError, read_samples
from simulator.audio.pcm import Clip
from simulator.protocols import EngineError, EngineInfo
from simulator.speech.parameters import number, refuse_unknown
from simulator.speech.pyttsx3_child import Request
from simulator.speech.trim import finish

CHILD = (sys.executable, "-P", "-m", "simulator.speech.pyttsx3_child")
"""-P keeps the folder that the user happens to be in out of the child's imports."""

SECONDS = 20.0
"""For a short text, on a busy machine; the usual time is 0.1 to 0.8 s."""

ATTEMPTS = 2

_FASTEST = 0.4
"""A clip shorter than this part of what the rate promises has lost words."""


class Pyttsx3Voice:
    """`voice` (the system's own): a name or id or part of one; `rate` (170): words a minute; `volume` (1.0);
    `pitch` (50): 0 to 99, heard with espeak only.

    A voice that this system does not have falls back to the system's own, so that one card serves every
    platform. Durations differ a little from one render to the next.
    """

    def __init__(
        self, parameters: Mapping[str, Any], command: Sequence[str] = CHILD, seconds: float = SECONDS
    ) -> None:
        refuse_unknown(parameters, ("voice", "rate", "pitch", "volume"))
        self._voice = str(parameters.get("voice", ""))
        self._rate = number(parameters, "rate", 170, 80, 450)
        self._pitch = number(parameters, "pitch", 50, 0, 99)
        self._volume = number(parameters, "volume", 1.0, 0.1, 1.0)
        self._command = tuple(command)
        self._seconds = seconds

    @classmethod
    def info(cls) -> EngineInfo:
        why_not, fix = _missing()
        versions = [_version("pyttsx3")]
        if sys.platform == "linux":
            versions.append(f"espeakng-loader {_version('espeakng-loader')}")
        return EngineInfo(
            "pyttsx3",
            ", ".join(versions),
            ("en",),
            offline=True,
            available=not why_not,
            why_not=why_not,
            fix=fix,
            quality=30 if sys.platform == "linux" else 50,
        )

    def render(self, text: str) -> Clip:
        why = ""
        for _ in range(ATTEMPTS):
            try:
                return self._once(text)
            except EngineError as error:
                why = str(error)
        raise EngineError(
            f"pyttsx3 could not speak {text[:60]!r} ({why})", "choose another voice: simulator voices"
        )

    def _once(self, text: str) -> Clip:
        seconds = self._seconds + len(text) / 20
        with tempfile.TemporaryDirectory(prefix="simulator-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "clip.wav"
            request = Request(
                text=text,
                file=str(file),
                voice=self._voice,
                rate=self._rate,
                pitch=self._pitch,
                volume=self._volume,
                seconds=seconds,
            )
            try:
                child = subprocess.run(
                    self._command,
                    input=json.dumps(request),
                    capture_output=True,
                    encoding="utf-8",
                    errors="replace",
                    timeout=seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise EngineError(f"its process hung for {seconds:g} s and was ended") from None
            except OSError as error:
                raise EngineError(f"its process could not be started: {error.strerror}") from error
            if child.returncode:
                last = (child.stderr.strip().splitlines() or [f"exit status {child.returncode}"])[-1]
                raise EngineError(last)
            try:
                samples, rate = read_samples(file)  # macOS writes AIFF, whatever the file is called
            except RecordingError as error:
                raise EngineError(str(error)) from error
        clip = finish(samples, rate)
        letters = sum(map(str.isalnum, text))
        promised_ms = letters * 12_000 / self._rate  # five letters a word
        if clip.duration_ms < _FASTEST * promised_ms:
            raise EngineError(f"{clip.duration_ms} ms of sound for {letters} letters")
        return clip


def _missing() -> tuple[str, str]:
    """Why there is no such voice here, and what mends it; two empty texts where there is one."""
    if find_spec("pyttsx3") is None:
        return "the Python package pyttsx3 is not installed", "pip install pyttsx3==2.99"
    if sys.platform == "linux":
        libraries = ("espeak-ng", "espeak")
        if find_spec("espeakng_loader") is None and not any(map(ctypes.util.find_library, libraries)):
            return "libespeak-ng is not installed", "pip install espeakng-loader==0.2.4"
        return "", ""
    needed = {"darwin": "objc", "win32": "comtypes"}.get(sys.platform)
    if needed and find_spec(needed) is None:
        return f"the Python package {needed} is not installed", "pip install --force-reinstall pyttsx3==2.99"
    return "", ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
