"""The program's end of the audio process: starts it, waits for it with a limit, always gets rid of it.

Lives here: the process and its pipes. Must not know: what the messages mean.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from threading import Thread
from typing import Any

import simulator
from simulator.audio.pcm import Pcm
from simulator.line import wire
from simulator.protocols import LineError

DRAIN_S = 0.6
"""How long the process may play out what it has before it is killed."""

Message = Pcm | dict[str, Any]


def _detached() -> dict[str, Any]:
    """Ctrl-C in the terminal must not reach the audio process."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


class AudioProcess:
    """One run of simulator.line.device_child. It ignores Ctrl-C, and ends when this program does."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        # Sound libraries write to stderr as they like; what a crash leaves there is read in `_epitaph`.
        self._noise = TemporaryFile()  # noqa: SIM115
        root = str(Path(simulator.__file__).parent.parent)
        path = os.pathsep.join(p for p in (os.environ.get("PYTHONPATH"), root) if p)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "simulator.line.device_child", json.dumps(request)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            env={**os.environ, "PYTHONPATH": path},
            **_detached(),
        )
        self.pid = self._process.pid
        self._inbox: SimpleQueue[Message | None] = SimpleQueue()
        Thread(target=self._listen, daemon=True, name="audio-process").start()

    def send(self, frame: Pcm) -> None:
        """Raises LineError where the process has died."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame.tobytes())
            self._process.stdin.flush()
        except (BrokenPipeError, OSError, ValueError) as error:
            raise self._epitaph() from error

    def receive(self, timeout_s: float) -> Message | None:
        """The next message; None where none came in time. Raises LineError where the process has died."""
        try:
            message = self._inbox.get(timeout=max(0.0, timeout_s))
        except Empty:
            return None
        if message is None:
            self._inbox.put(None)
            raise self._epitaph()
        return message

    def end(self) -> None:
        """Lets what is queued play out, then ends the process. Returns within a second whatever happens."""
        try:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(DRAIN_S)
        except (OSError, subprocess.TimeoutExpired):
            self.kill()
        self._noise.close()

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._noise.close()
        try:
            self._process.wait(0.3)
        except subprocess.TimeoutExpired:
            return  # stuck in the kernel; it is not ours to wait for, and holds nothing of ours

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as messages:
            while (message := wire.receive(messages)) is not None:
                self._inbox.put(message)
        self._inbox.put(None)

    def _epitaph(self) -> LineError:
        self._noise.seek(0)
        last = self._noise.read()[-2000:].decode(errors="replace").strip().rpartition("\n")[2]
        return LineError(
            f"the audio process ended unexpectedly ({last or 'without a word'})",
            "try again, or choose another device with --input and --output",
        )
