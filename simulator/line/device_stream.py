"""One duplex stream of PortAudio with its buffer, inside the audio process: what it delivers and notices.

Lives here: opening at the device's own rate, the callback, the latches. Must not know: who reads the pipe.
The sounddevice module comes in from outside; device_child.py is where it is imported.
"""

import time
from collections import Counter
from threading import Event
from typing import IO, Any

import numpy as np

from simulator.line import wire
from simulator.line.devices import Device
from simulator.line.duplex import DuplexBuffer
from simulator.protocols import LineError

LATENCY_S = 0.1
"""Asked of the device for each direction; less, and a shared machine underruns."""

STEADY_S = 0.3
"""A stream is open once it has delivered for this long; the first two seconds may bring hardly anything."""

OPENING_S = 4.0
ZEROS_MS = 3000
"""Exact zeros from the microphone for this long are told, once each time."""

RESTART_S = 2.0
"""A delay that moves again this soon after a restart is the device's own."""

DELAYS = 100
"""Callbacks over which the loop's delay is taken, about a second."""

SHIFT_MS = 40
"""A delay that moved by this much has changed; what is told wanders by 30 ms while the loop stands still."""

_BAD_RATE, _BAD_CHANNELS, _UNAVAILABLE = -9997, -9998, -9985
_LOSSES = ("input_overflow", "input_underflow", "output_underflow", "output_overflow")


class DeviceStream:
    """One duplex stream, its buffer, and what it noticed."""

    def __init__(self, sounddevice: Any, out: IO[bytes], prefill_ms: int, block_ms: int) -> None:
        self._sounddevice, self._out = sounddevice, out
        self._prefill_ms, self._block_ms = prefill_ms, block_ms
        self._buffer = DuplexBuffer(16_000, prefill_ms)
        self._came = Event()
        self._playing = False
        self._samples = 0
        self._delay_ms = 0.0
        self._peak = 0.0
        self._zeros = 0
        self._delays: list[float] = []
        self._losses: Counter[str] = Counter()
        self._stream: Any = None
        self._options: dict[str, Any] = {}
        self._gave_up = self._resuming = False
        self._last_s = self._restarted_s = float("-inf")
        self._behind_s = 0.0

    def callback(self, indata: Any, outdata: Any, count: int, moments: Any, status: Any) -> None:
        """PortAudio's thread: copies, and latches what the device says."""
        microphone = indata[:, 0]
        if self._resuming and self._playing:
            self._bridge(count)
        self._resuming = False
        self._last_s = time.monotonic()
        if self._playing:
            play = np.empty(count, np.float32)
            self._buffer.callback(microphone, play)
            outdata[:] = play[:, None]
            if status:
                self._losses.update({name: count for name in _LOSSES if getattr(status, name)})
        else:
            outdata.fill(0)
        self._delays.append(moments.outputBufferDacTime - moments.inputBufferAdcTime)
        peak = float(np.abs(microphone).max(initial=0.0))
        self._peak = max(self._peak, peak)
        self._zeros = 0 if peak else self._zeros + count
        self._samples += count
        self._came.set()

    def open(self, microphone: Device, speaker: Device) -> None:
        """Starts the stream at the device's own rate and waits until it delivers. Raises LineError."""
        rates = dict.fromkeys([microphone.sample_rate, speaker.sample_rate, 48_000, 44_100, 16_000])
        channels = [(1, 1), (min(2, microphone.inputs), min(2, speaker.outputs))]
        refused: Exception | None = None
        for rate, (inputs, outputs) in ((r, c) for r in rates for c in dict.fromkeys(channels)):
            self._buffer = DuplexBuffer(rate, self._prefill_ms)
            try:
                self._options = {
                    "samplerate": rate,
                    "blocksize": round(rate * self._block_ms / 1000),
                    "device": (microphone.index, speaker.index),
                    "channels": (inputs, outputs),
                    "extra_settings": self._settings(microphone),
                }
                self._start()
            except self._sounddevice.PortAudioError as error:
                refused = error
                if _code(error) not in (_BAD_RATE, _BAD_CHANNELS):
                    break
            else:
                return self._wait_until_steady(rate)
        raise _refusal(microphone, speaker, refused)

    def hand_out(self) -> None:
        """For ever: what came in, and what went wrong. Ends with the process."""
        told_zeros = False
        told_samples = 0
        while True:
            self._came.wait()
            self._came.clear()
            while self._playing and (frame := self._buffer.pull()) is not None:
                wire.send_frame(self._out, frame)
            self._tell_losses()
            self._mend()
            if not self._playing and self._samples - told_samples >= self._buffer.rate / 10:
                told_samples = self._samples
                heard_ms = int(told_samples / self._buffer.rate * 1000)
                wire.tell(self._out, "probe", {"heard_ms": heard_ms, "peak": self._peak})
            silent = self._zeros >= self._buffer.rate * ZEROS_MS / 1000
            if silent and not told_zeros and self._playing:
                wire.tell(self._out, "fault", {"kind": "microphone-silent", "lost_ms": 0})
            told_zeros = silent and self._playing

    def play(self, frame: bytes) -> None:
        """Frames to play; the first one starts the exchange with a fresh, prefilled buffer."""
        self._buffer.push(np.frombuffer(frame, np.int16))
        self._playing = True

    def remaining_s(self) -> float:
        """How long what is to be played still takes."""
        return self._prefill_ms / 1000 + self._stream.latency[1] if self._playing else 0.0

    def _start(self) -> None:
        self._stream = self._sounddevice.Stream(
            **self._options,
            dtype="float32",
            latency=LATENCY_S,
            callback=self.callback,
            finished_callback=self._finished,
        )
        self._stream.start()

    def _finished(self) -> None:
        """PortAudio's thread: it ends a stream by itself when the device ran dry at a bad moment."""
        self._gave_up = True
        self._came.set()

    def _mend(self) -> None:
        """A stream that ended, or ran dry and has kept a longer delay since, is started again.

        A device that keeps the new delay even so has changed for good, and that is told. Where the sound
        server is dead this may hang, and the other end of the pipe notices.
        """
        if not self._playing:
            return
        if self._gave_up:
            self._restart()
        elif len(self._delays) >= DELAYS:
            now_ms = self._loop_delay_ms()
            moved_ms = abs(now_ms - self._delay_ms)
            self._delays = []
            if moved_ms >= SHIFT_MS and time.monotonic() - self._restarted_s > RESTART_S:
                self._behind_s = max(0.0, now_ms - self._delay_ms) / 1000
                self._restart()
            elif moved_ms >= SHIFT_MS:
                wire.tell(self._out, "fault", {"kind": "latency-changed", "lost_ms": round(moved_ms)})
                self._delay_ms = now_ms

    def _restart(self) -> None:
        try:
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)
            self._gave_up, self._resuming, self._delays = False, True, []
            self._start()
        except self._sounddevice.PortAudioError as error:
            raise LineError(
                f"the sound device stopped and does not start again: {error.args[0]}",
                "check that it is still connected and the sound server runs, then call again",
            ) from error
        self._restarted_s = time.monotonic()

    def _bridge(self, count: int) -> None:
        """Counts the time without a stream, and what waited in it, on both sides: nothing is shifted."""
        rate = self._buffer.rate
        missed = max(0, round((time.monotonic() - self._last_s + self._behind_s) * rate) - count)
        self._behind_s = 0.0
        self._buffer.skip(missed)
        self._losses["stream_restarted"] += missed

    def _settings(self, microphone: Device) -> Any:
        wasapi = "WASAPI" in microphone.host_api
        return self._sounddevice.WasapiSettings(auto_convert=True) if wasapi else None

    def _wait_until_steady(self, rate: float) -> None:
        deadline = time.monotonic() + OPENING_S
        while time.monotonic() < deadline:
            before = self._samples
            self._delays = []
            time.sleep(STEADY_S)
            if self._samples - before >= rate * STEADY_S * 0.6:
                self._delay_ms = self._loop_delay_ms()
                latency_ms = self._delay_ms + self._prefill_ms
                return wire.tell(self._out, "opened", {"rate": rate, "latency_ms": latency_ms})
        raise LineError(
            "the sound device opened but delivers no sound",
            "restart the sound server, or choose another device with --input and --output",
        )

    def _loop_delay_ms(self) -> float:
        """From a sample handed to the device to the moment its echo comes in, as the device tells it.

        Sound servers play in chunks, so the delay that they tell dips after each; the upper quartile
        came within 8 ms of what a loop measured. Where the times make no sense the stream's figures count.
        """
        sane = sorted(d for d in self._delays if 0 < d < 1)
        if len(sane) * 2 > len(self._delays):
            return sane[len(sane) * 3 // 4] * 1000
        return float(sum(self._stream.latency)) * 1000

    def _tell_losses(self) -> None:
        while self._losses:
            kind, samples = self._losses.popitem()
            lost_ms = max(1, round(samples * 1000 / self._buffer.rate))
            wire.tell(self._out, "fault", {"kind": kind.replace("_", "-"), "lost_ms": lost_ms})
        lost = self._buffer.lost()
        if lost.play_ms:
            wire.tell(self._out, "fault", {"kind": "play-late", "lost_ms": lost.play_ms})
        if lost.microphone_ms:
            wire.tell(self._out, "fault", {"kind": "microphone-dropped", "lost_ms": lost.microphone_ms})


def _code(error: Exception) -> int:
    return next((a for a in error.args if isinstance(a, int)), 0)


def _refusal(microphone: Device, speaker: Device, error: Exception | None) -> LineError:
    names = " and ".join(dict.fromkeys((microphone.full_name, speaker.full_name)))
    if error is not None and _code(error) == _UNAVAILABLE:
        fix = "close the program that is using it, or choose another with --input and --output"
        return LineError(f"{names} cannot be opened: the device is busy or gone", fix)
    why = str(error.args[0]) if error is not None else "no sample rate fits"
    return LineError(f"{names} cannot be opened: {why}", "choose another device with --input and --output")
