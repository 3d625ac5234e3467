"""The audio process: the only place that imports sounddevice. Run as `python -m simulator.line.device_child`.

PortAudio says nothing when its sound server dies, and closing a dead stream can hang for ever; so the stream
lives in a process that can be killed, and is never closed: the process ends. It takes one JSON request as its
argument, told things and frames go out on its standard output, frames to play come in on its standard input,
and the end of that input is the end of the process.

Three threads: PortAudio's callback copies; `_read` takes what is to be played; the main one opens the stream
and hands out what came in.
"""

import contextlib
import json
import os
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from simulator.line import wire
from simulator.line.device_stream import DeviceStream
from simulator.line.devices import Device, choose_pair
from simulator.protocols import LineError

_AUTOGROUP = Path("/proc/self/autogroup")


def load_sounddevice() -> Any:
    """The sounddevice module. Raises LineError where it or its PortAudio is missing or does not start."""
    try:
        import sounddevice
    except ImportError as error:
        raise LineError(
            f"the sounddevice package does not load: {error}", "pip install sounddevice"
        ) from error
    except OSError as error:
        fix = (
            "apt install libportaudio2 libasound2-plugins"
            if sys.platform == "linux"
            else "pip install --force-reinstall sounddevice"
        )
        raise LineError(f"PortAudio, the sound library, is missing: {error}", fix) from error
    except Exception as error:  # its own class cannot be named before it is imported
        if type(error).__name__ != "PortAudioError":
            raise
        raise LineError(f"PortAudio does not start: {error}", "restart the sound server") from error
    return sounddevice


def list_devices(sounddevice: Any) -> list[Device]:
    apis = sounddevice.query_hostapis()
    preferred = {sounddevice.query_hostapis(d["hostapi"])["name"] for d in _defaults(sounddevice)}
    return [
        Device(
            index=index,
            host_api=apis[d["hostapi"]]["name"],
            name=d["name"],
            inputs=d["max_input_channels"],
            outputs=d["max_output_channels"],
            sample_rate=round(d["default_samplerate"]),
            default_input=apis[d["hostapi"]]["default_input_device"] == index,
            default_output=apis[d["hostapi"]]["default_output_device"] == index,
            preferred_api=apis[d["hostapi"]]["name"] in preferred,
        )
        for index, d in enumerate(sounddevice.query_devices())
    ]


def _defaults(sounddevice: Any) -> list[dict[str, Any]]:
    known = sounddevice.query_devices()
    return [known[index] for index in sounddevice.default.device if 0 <= index < len(known)]


def _read(stream: DeviceStream, frames: BinaryIO) -> None:
    """Plays what comes in until there is no more, lets it finish, and ends the process."""
    while len(frame := frames.read(wire.FRAME_BYTES)) == wire.FRAME_BYTES:
        stream.play(frame)
    time.sleep(min(stream.remaining_s(), 0.4))
    os._exit(0)


def _serve(request: dict[str, Any], out: BinaryIO) -> None:
    sounddevice = load_sounddevice()
    devices = list_devices(sounddevice)
    if request["do"] == "list":
        wire.tell(out, "devices", [asdict(d) for d in devices])
        return
    microphone, speaker = choose_pair(devices, request["microphone"], request["speaker"])
    stream = DeviceStream(sounddevice, out, request["prefill_ms"], request["block_ms"])
    Thread(target=_read, args=(stream, sys.stdin.buffer), daemon=True).start()
    wire.tell(out, "devices", [asdict(microphone), asdict(speaker)])
    stream.open(microphone, speaker)
    stream.hand_out()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with contextlib.suppress(PermissionError):
            os.nice(-10)  # only where the user may; a late callback is heard
    with contextlib.suppress(OSError):
        # Linux weighs sessions first and their processes second, and this process is a session of its own.
        _AUTOGROUP.write_text("-10")
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # sound libraries print to both
    try:
        _serve(json.loads(sys.argv[1]), out)
    except LineError as error:
        wire.tell(out, "error", {"message": str(error), "fix": error.fix})
    except BrokenPipeError:
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
