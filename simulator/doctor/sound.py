"""The sound device: PortAudio, the default input, the default output, a stream on both, and its echo."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from simulator.audio.pcm import FRAME
from simulator.hearing.check import CHECK_MS, check_audio
from simulator.line.device import DeviceLine, devices
from simulator.line.devices import Device
from simulator.protocols import AudioCheck, LineError
from simulator.reports.setup import check_text
from simulator.speech.tones import ringback

PORTAUDIO, INPUT, OUTPUT, STREAM = "PortAudio", "default input", "default output", "sound stream"
ECHO = "audio check"
SOUND_PARTS = (PORTAUDIO, INPUT, OUTPUT, STREAM, ECHO)

_BY_SERVER = ("default", "pulse", "pipewire")
"""ALSA devices behind which a sound server has its own default source and sink."""
_DUMMY = "auto_null"
"""The sink that PulseAudio makes up where there is none."""

_CONNECT_MICROPHONE = "connect a microphone, or choose one in the system's sound settings"
_CONNECT_LOUDSPEAKER = "connect headphones, or choose an output in the system's sound settings"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of what a call needs. `ok` None: not looked at, or optional; `fix` is the one thing to do."""

    part: str
    ok: bool | None
    detail: str
    fix: str = ""


_UNCHECKED = Finding(ECHO, None, "not looked at: it needs a microphone and a stream")


def sound() -> tuple[Finding, ...]:
    """One finding for each of SOUND_PARTS, in that order. The stream rings for two seconds."""
    try:
        found = devices()
    except LineError as error:
        rest = (Finding(part, None, "not looked at: it needs PortAudio") for part in SOUND_PARTS[1:])
        return (Finding(PORTAUDIO, False, str(error), error.fix), *rest)
    portaudio = Finding(PORTAUDIO, True, f"{len(found)} devices")
    source, sink = _server_defaults(found)
    microphone, loudspeaker = _input(found, source, sink), _output(found, sink)
    if not (microphone.ok and loudspeaker.ok):
        stream = Finding(STREAM, None, "not opened: it needs an input and an output")
        return portaudio, microphone, loudspeaker, stream, _UNCHECKED
    try:
        line = DeviceLine()
    except LineError as error:
        return portaudio, microphone, loudspeaker, Finding(STREAM, False, str(error), error.fix), _UNCHECKED
    checked = _UNCHECKED
    try:
        detail = f"opens at {line.rate:.0f} Hz, {line.latency_ms} ms there and back"
        line.check_microphone()
    except LineError as error:
        microphone = Finding(INPUT, False, str(error), error.fix)
    else:
        checked = _checked(line)
    finally:
        line.close()
    return portaudio, microphone, loudspeaker, Finding(STREAM, True, detail), checked


def check_line(microphone: str | None, loudspeaker: str | None) -> dict[str, Any]:
    """The audio check by itself, on devices chosen by a part of their names. Raises LineError.

    The AudioCheck's own keys, the devices that were used, and `said`, what it comes to.
    """
    line = DeviceLine(microphone, loudspeaker)
    try:
        line.check_microphone()
        check = listen_to_ringing(line)
    finally:
        line.close()
    said = check_text(check, line.zeros_are_normal)
    return {"format": 1, **line.devices_used(), **asdict(check), "said": said}


def listen_to_ringing(line: DeviceLine) -> AudioCheck:
    """Rings for two seconds on an open line, as a call does, and checks what comes back. Raises LineError."""
    played = ringback(CHECK_MS, hiss=True)
    heard = [line.exchange(played[at : at + FRAME]) for at in range(0, len(played), FRAME)]
    return check_audio(
        played, np.concatenate([frame for frame in heard if frame is not None]), line.latency_ms
    )


def _checked(line: DeviceLine) -> Finding:
    try:
        check = listen_to_ringing(line)
    except LineError as error:
        return Finding(ECHO, False, str(error), error.fix)
    return Finding(ECHO, True, check_text(check, line.zeros_are_normal))


def _input(found: Sequence[Device], source: str, sink: str) -> Finding:
    inputs = [device for device in found if device.inputs > 0]
    if not inputs:
        return Finding(INPUT, False, "there is no microphone on this machine", _CONNECT_MICROPHONE)
    if source and source == f"{sink}.monitor":
        detail = f"it is {source}, which hears only what this machine plays; no microphone is connected"
        return Finding(INPUT, False, detail, _CONNECT_MICROPHONE)
    chosen = next((device for device in inputs if device.default_input), inputs[0])
    return Finding(INPUT, True, f"{chosen.full_name} ({source})" if source else chosen.full_name)


def _output(found: Sequence[Device], sink: str) -> Finding:
    outputs = [device for device in found if device.outputs > 0]
    if not outputs:
        return Finding(OUTPUT, False, "there is no loudspeaker on this machine", _CONNECT_LOUDSPEAKER)
    if sink == _DUMMY:
        return Finding(OUTPUT, False, f"it is {sink}, which plays to nobody", _CONNECT_LOUDSPEAKER)
    chosen = next((device for device in outputs if device.default_output), outputs[0])
    return Finding(OUTPUT, True, f"{chosen.full_name} ({sink})" if sink else chosen.full_name)


def _server_defaults(found: Sequence[Device]) -> tuple[str, str]:
    """The sound server's source and sink, where the devices are a server's that can be asked; else empty."""
    if not shutil.which("pactl") or not any(device.name in _BY_SERVER for device in found):
        return "", ""
    try:
        told = subprocess.run(
            ["pactl", "info"],
            capture_output=True,
            text=True,
            timeout=2,
            env={**os.environ, "LC_ALL": "C"},
            check=True,
        ).stdout
    except (subprocess.SubprocessError, OSError):
        return "", ""
    said = dict(line.partition(": ")[::2] for line in told.splitlines())
    source = os.environ.get("PULSE_SOURCE") or said.get("Default Source", "")
    return source, os.environ.get("PULSE_SINK") or said.get("Default Sink", "")
