"""The sound device: PortAudio, the default input, the default output, and a stream on both."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.line.device import DeviceLine, devices
from simulator.line.devices import Device
from simulator.protocols import LineError

PORTAUDIO, INPUT, OUTPUT, STREAM = "PortAudio", "default input", "default output", "sound stream"
SOUND_PARTS = (PORTAUDIO, INPUT, OUTPUT, STREAM)

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


def sound() -> tuple[Finding, ...]:
    """One finding for each of SOUND_PARTS, in that order. The stream is opened for about two seconds."""
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
        return portaudio, microphone, loudspeaker, stream
    try:
        line = DeviceLine()
    except LineError as error:
        return portaudio, microphone, loudspeaker, Finding(STREAM, False, str(error), error.fix)
    try:
        detail = f"opens at {line.rate:.0f} Hz, {line.latency_ms} ms there and back"
        line.check_microphone()
    except LineError as error:
        microphone = Finding(INPUT, False, str(error), error.fix)
    finally:
        line.close()
    return portaudio, microphone, loudspeaker, Finding(STREAM, True, detail)


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
