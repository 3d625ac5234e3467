"""A real sound server without a sound card: an own PulseAudio, the air between recruiter and caller in it.

    device line --> [recruiter] --\\                       /--> recruiter.monitor --> the synthetic caller
                                    air, two channels, one clock
    device line <-- mouth.monitor <-/                     \\<-- [mouth] <-- the synthetic caller

`air` is one null sink; `recruiter` and `mouth` are its left and right channel. One recorder on it therefore
has both sides on one clock: that is what was really played. It also keeps the server's latency low.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread
from typing import IO, Self

import numpy as np
import pytest

from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, Pcm
from simulator.line.simulated import SyntheticCaller
from simulator.protocols import CallerVoice, ScriptedCaller

SERVER = """
load-module module-native-protocol-unix auth-anonymous=1
load-module module-null-sink sink_name=air rate=48000 channels=2 channel_map=front-left,front-right \
 norewinds=1
load-module module-remap-sink sink_name=recruiter master=air channels=1 channel_map=mono \
 master_channel_map=front-left remix=no
load-module module-remap-sink sink_name=mouth master=air channels=1 channel_map=mono \
 master_channel_map=front-right remix=no
set-default-sink recruiter
set-default-source mouth.monitor
"""
ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
OPTIONS = (
    "--daemonize=no",
    "--exit-idle-time=-1",
    "--disable-shm=yes",
    "--realtime=no",
    "--high-priority=yes",
    "--use-pid-file=no",
)
PATIENCE_S = 30
"""This machine may be slow and shared; nothing waits this long unless something is broken."""


def require_sound_server() -> None:
    """Fails in CI where the packages of script/_sound.sh are missing, and skips elsewhere."""
    missing = [tool for tool in ("pulseaudio", "pactl", "parec", "pacat") if shutil.which(tool) is None]
    if missing:
        reason = f"{', '.join(missing)} missing: `script/_sound.sh` installs a sound server"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


class Air:
    """Everything that was played on both sides since the server started, on one clock."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._process = _parec(environ, "air.monitor", channels=2)
        self._blocks: list[bytes] = []
        self._size = 0
        self._came = Condition()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def ms(self) -> int:
        """How much has been recorded."""
        return self._size // (4 * SAMPLES_PER_MS)

    def wait_until(self, ms: int) -> None:
        """Until so much has been recorded since the server started."""
        with self._came:
            assert self._came.wait_for(lambda: self.ms >= ms, PATIENCE_S + ms / 1000), "the air stands still"

    def recorded(self) -> tuple[Pcm, Pcm]:
        """What the recruiter and what the mouth played, 16 kHz, equally long."""
        with self._came:
            both = np.frombuffer(b"".join(self._blocks)[: self._size // 4 * 4], np.int16).reshape(-1, 2)
        return both[:, 0].copy(), both[:, 1].copy()

    def close(self) -> None:
        _end(self._process, self._thread)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while block := self._process.stdout.read(FRAME * 4):
            with self._came:
                self._blocks.append(block)
                self._size += len(block)
                self._came.notify_all()


class AirCaller:
    """A synthetic caller between the recruiter's sink and the mouth: SimulatedLine's caller in real air.

    `spoken` counts from the caller's first tick; compare with `SoundServer.air`, which has what was played.
    """

    def __init__(self, environ: Mapping[str, str], caller: ScriptedCaller, voice: CallerVoice) -> None:
        self.caller = SyntheticCaller(caller, voice)
        self.hung_up = Event()
        self.listening = Event()
        self._ear = _parec(environ, "recruiter.monitor", channels=1)
        self._mouth = _pacat(environ)
        self._thread = Thread(target=self._talk, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._mouth.kill()
        _end(self._ear, self._thread)
        _end(self._mouth)

    def _talk(self) -> None:
        assert self._ear.stdout is not None
        assert self._mouth.stdin is not None
        try:
            while len(heard := self._ear.stdout.read(FRAME * 2)) == FRAME * 2:
                self.listening.set()
                said = self.caller.exchange(np.frombuffer(heard, np.int16))
                if said is None:
                    break
                self._mouth.stdin.write(said.tobytes())
                self._mouth.stdin.flush()
        except BrokenPipeError:
            return
        self.hung_up.set()


class SoundServer:
    """Starts with the block and is gone with everything in it at its end. `environ` leads a process to it."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.environ: dict[str, str] = {}

    def __enter__(self) -> Self:
        with self._stack:
            folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="sound-")))
            self.environ = self._settle(folder)
            self._process = subprocess.Popen(
                ["pulseaudio", "-n", "-F", str(folder / "server.pa"), *OPTIONS],
                env={**os.environ, **self.environ, "HOME": str(folder)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=(folder / "server.log").open("wb"),
            )
            self._stack.callback(_end, self._process)
            self._wait_until_it_answers(folder)
            self.air = Air(self.environ)
            self._stack.callback(self.air.close)
            self.air.wait_until(100)
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def kill(self) -> None:
        """Dies as a sound server does: at once, without a word to anybody."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Stops answering and stays there, which is worse."""
        self._process.send_signal(signal.SIGSTOP)

    @contextmanager
    def caller(self, caller: ScriptedCaller, voice: CallerVoice) -> Iterator[AirCaller]:
        """A synthetic caller who listens from the first line of the block on."""
        there = AirCaller(self.environ, caller, voice)
        try:
            assert there.listening.wait(PATIENCE_S), "the caller hears nothing, not even silence"
            yield there
        finally:
            there.close()

    @contextmanager
    def room(self, dbfs: float, seconds: int) -> Iterator[None]:
        """White noise in the microphone, as every real one has it; a null sink has none at all."""
        noise = np.random.default_rng(0).standard_normal(seconds * SAMPLE_RATE) * 32768 * 10 ** (dbfs / 20)
        process = _pacat(self.environ)
        assert process.stdin is not None
        feed = Thread(
            target=_feed, args=(process.stdin, np.round(noise).astype(np.int16).tobytes()), daemon=True
        )
        feed.start()
        try:
            yield
        finally:
            _end(process, feed)

    def say(self, samples: Pcm) -> None:
        """Plays into the microphone; returns when it has been played."""
        process = _pacat(self.environ)
        try:
            process.communicate(samples.tobytes(), timeout=PATIENCE_S + len(samples) / SAMPLE_RATE)
        finally:
            _end(process)

    def pactl(self, *words: str) -> str:
        """Asks the server for something, for example `load-module`."""
        return subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environ},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        ).stdout

    @staticmethod
    def _settle(folder: Path) -> dict[str, str]:
        runtime = folder / "run"
        (runtime / "pulse").mkdir(parents=True, mode=0o700)
        runtime.chmod(0o700)
        (folder / "server.pa").write_text(SERVER)
        (folder / "client.conf").write_text("autospawn = no\nenable-shm = no\n")
        (folder / "alsa.conf").write_text(ALSA)
        return {
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_RUNTIME_PATH": str(runtime / "pulse"),
            "PULSE_SERVER": f"unix:{runtime}/pulse/native",
            "PULSE_COOKIE": str(folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(folder / "client.conf"),
            "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
        }

    def _wait_until_it_answers(self, folder: Path) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if "mouth" in self.pactl("list", "short", "sinks"):
                    return
            except subprocess.CalledProcessError:
                time.sleep(0.05)
        raise RuntimeError(f"the sound server does not start: {(folder / 'server.log').read_text()}")


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running server that this process, and those it starts, find as their sound system."""
    require_sound_server()
    with SoundServer() as server:
        for name in ("PULSE_SOURCE", "PULSE_SINK", "PULSE_LATENCY_MSEC"):
            monkeypatch.delenv(name, raising=False)
        for name, value in server.environ.items():
            monkeypatch.setenv(name, value)
        yield server


def _parec(environ: Mapping[str, str], source: str, channels: int) -> subprocess.Popen[bytes]:
    command = ["parec", "-d", source, "--raw", "--format=s16le", f"--rate={SAMPLE_RATE}"]
    return subprocess.Popen(
        [*command, f"--channels={channels}", "--latency-msec=10"],
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _pacat(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = ["pacat", "-d", "mouth", "--raw", "--format=s16le", f"--rate={SAMPLE_RATE}", "--channels=1"]
    return subprocess.Popen(
        [*command, "--latency-msec=30"],
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError, ValueError):
        pipe.write(data)


def _end(process: subprocess.Popen[bytes], reader: Thread | None = None) -> None:
    """Ends a child, which ends its reader, and then closes its pipes."""
    process.kill()
    process.wait()
    if reader is not None:
        reader.join(PATIENCE_S)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
