"""The line over a sound card: microphone and speaker, through the audio process, at the pace of the device.

Lives here: what a live line promises. No callback for WATCHDOG_S is a LineError, raised by `exchange` well
within a second; nothing here can hang, because the stream lives in a process that can be killed. Exact zeros
from the microphone are told, never fatal, during a call; `check_microphone` refuses them, before it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from time import monotonic
from typing import Any

import numpy as np

from simulator.audio.pcm import Pcm
from simulator.line.audio_process import AudioProcess
from simulator.line.devices import Device, silent_by_nature
from simulator.protocols import LineError, LineFault

PREFILL_MS = 100
"""Sound kept ahead of the device: for its blocks, the resamplers, a busy machine. Part of the latency."""

WATCHDOG_S = 0.5
"""A device that is silent for longer is dead."""

GRACE_S = 0.25
"""What the watchdog adds for this program's own stalls: sound that is there by now was not late."""

OPENING_S = 10.0
PROBE_MS = 1000
"""This much of exact zeros before a call is no microphone; any sound at all ends the wait at once."""

_ZEROS = "the microphone {name} delivers exact zeros: it is muted, switched off, or forbidden to this program"
_ZEROS_FIX = {
    "darwin": "System Settings > Privacy & Security > Microphone: allow your terminal, then start it again",
    "win32": "Settings > Privacy & security > Microphone: allow desktop apps, and unmute it",
    "linux": "unmute it (`pactl set-source-mute @DEFAULT_SOURCE@ 0`), or choose another with --input",
}


def devices() -> list[Device]:
    """Every sound device of this machine. Raises LineError where PortAudio is missing or does not answer."""
    process = AudioProcess({"do": "list"})
    try:
        return [Device(**d) for d in _told(process, "devices", OPENING_S)]
    finally:
        process.kill()


def check_microphone(microphone: str | None = None, speaker: str | None = None) -> dict[str, Any]:
    """Opens a line, listens, closes it, and says what it used. Raises LineError as DeviceLine does."""
    line = DeviceLine(microphone, speaker)
    try:
        line.check_microphone()
    finally:
        line.close()
    return line.devices_used()


class _NotOpenedError(LineError):
    """The devices are there, and the stream on them is not."""


class DeviceLine:
    """A duplex stream on one input and one output, chosen by a part of their names or by the system.

    `latency_ms` is what the device tells of its own loop, once it runs, plus PREFILL_MS, rounded to 10 ms.
    Resampling and re-blocking add nothing: both sides are counted in samples of one stream. `microphone`,
    `speaker` and `rate` say what was opened.
    """

    name = "device"
    realtime = True

    def __init__(self, microphone: str | None = None, speaker: str | None = None) -> None:
        """Raises LineError where no stream opens, or one opens and stays silent."""
        self._faults: list[LineFault] = []
        self._broken: LineError | None = None
        opened = self._open(microphone, speaker)
        self.rate = float(opened["rate"])
        self.latency_ms = round(opened["latency_ms"] / 10) * 10
        self.microphone = _source(self._microphone)
        self.speaker = self._speaker.full_name
        self.zeros_are_normal = silent_by_nature(self.microphone)
        """A monitor or a null device is exact zeros whenever nobody plays."""

    @property
    def pid(self) -> int:
        """Of the audio process."""
        return self._process.pid

    def devices_used(self) -> dict[str, Any]:
        """For the record: full names and the device's own rate in hertz."""
        return {"microphone": self.microphone, "speaker": self.speaker, "rate": round(self.rate)}

    def check_microphone(self) -> None:
        """Listens, before the first exchange, until there is any sound. Raises LineError on exact zeros.

        Not where the source is a monitor or a null device, which are exact zeros whenever nobody plays.
        """
        probe = self._told("probe", WATCHDOG_S)
        start = probe["heard_ms"]
        while probe["peak"] == 0.0 and not self.zeros_are_normal:
            if probe["heard_ms"] - start >= PROBE_MS:
                raise LineError(
                    _ZEROS.format(name=self.microphone), _ZEROS_FIX.get(sys.platform, _ZEROS_FIX["linux"])
                )
            probe = self._told("probe", WATCHDOG_S)

    def exchange(self, play: Pcm) -> Pcm | None:
        """Queues one frame for the speaker and waits for the next one from the microphone; never None."""
        if self._broken is not None:
            raise self._broken
        try:
            self._process.send(play)
            for limit_s in (WATCHDOG_S, GRACE_S):
                deadline = monotonic() + limit_s
                while (message := self._process.receive(deadline - monotonic())) is not None:
                    if isinstance(message, np.ndarray):
                        return message
                    self._latch(message)
            raise LineError(
                f"the sound device stopped: nothing came from {self.microphone} for half a second",
                "check that it is still connected and the sound server runs, then call again",
            )
        except LineError as error:
            self._broken = error
            self._process.kill()
            raise

    def faults(self) -> tuple[LineFault, ...]:
        """Kinds: `input-overflow`, `input-underflow`, `output-underflow`, `output-overflow` as the device has
        them, with the block's length as what was lost at least; `play-late`: silence played because the call
        was late; `microphone-dropped`: the call was over ten seconds late; `stream-restarted`: it had
        ended, or run dry, and that long is silence on both sides; `latency-changed`: by `lost_ms`, while
        `latency_ms` stays what it was; `microphone-silent`: three seconds of exact zeros.
        """
        latched, self._faults = tuple(self._faults), []
        return latched

    def close(self) -> None:
        """Lets the last frames play out and ends the audio process; within a second, dead device or not."""
        if self._broken is None:
            self._broken = LineError("the line is closed")
            self._process.end()

    def _open(self, microphone: str | None, speaker: str | None) -> dict[str, Any]:
        """A stream can die of an underrun while it starts; a second one, with longer blocks, may live."""
        try:
            return self._start(microphone, speaker, block_ms=10)
        except _NotOpenedError:
            return self._start(microphone, speaker, block_ms=20)

    def _start(self, microphone: str | None, speaker: str | None, block_ms: int) -> dict[str, Any]:
        wanted = {"microphone": microphone, "speaker": speaker}
        self._process = AudioProcess({"do": "open", "prefill_ms": PREFILL_MS, "block_ms": block_ms, **wanted})
        try:
            self._microphone, self._speaker = (Device(**d) for d in self._told("devices", OPENING_S))
            try:
                opened: dict[str, Any] = self._told("opened", OPENING_S)
            except LineError as error:
                raise _NotOpenedError(str(error), error.fix) from error
        except BaseException:
            self._process.kill()
            raise
        return opened

    def _told(self, topic: str, limit_s: float) -> Any:
        return _told(self._process, topic, limit_s)

    def _latch(self, message: dict[str, Any]) -> None:
        if "fault" in message:
            fault = LineFault(**message["fault"])
            if not (fault.kind == "microphone-silent" and self.zeros_are_normal):
                self._faults.append(fault)
        elif "error" in message:
            raise _error(message)


def _told(process: AudioProcess, topic: str, limit_s: float) -> Any:
    """The next thing told on `topic`; others before it are passed over. Raises LineError."""
    deadline = monotonic() + limit_s
    while (message := process.receive(deadline - monotonic())) is not None:
        if isinstance(message, dict) and topic in message:
            return message[topic]
        if isinstance(message, dict) and "error" in message:
            raise _error(message)
    raise LineError(
        f"the sound system did not answer within {limit_s:g} s",
        "restart the sound server, or choose another device with --input and --output",
    )


def _error(message: dict[str, Any]) -> LineError:
    return LineError(message["error"]["message"], message["error"]["fix"])


def _source(microphone: Device) -> str:
    """The microphone's name, with the sound server's source behind ALSA's "default" if it can be asked."""
    if microphone.name not in ("default", "pulse", "pipewire"):
        return microphone.full_name
    source = os.environ.get("PULSE_SOURCE", "")
    if not source and shutil.which("pactl"):
        with contextlib.suppress(subprocess.SubprocessError, OSError):
            told = subprocess.run(
                ["pactl", "info"],
                capture_output=True,
                text=True,
                timeout=1,
                env={**os.environ, "LC_ALL": "C"},
                check=False,
            ).stdout
            source = dict(line.partition(": ")[::2] for line in told.splitlines()).get("Default Source", "")
    return f"{microphone.full_name} ({source})" if source else microphone.full_name
