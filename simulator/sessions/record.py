"""Writes a session while the call happens, so that a killed process leaves one that opens.

Reads no clock: moments come in as arguments. The recording goes to the operating system every 50 ms, facts
line by line. A full disk never raises out of a call: the first failure is latched in `failed`, and what was
written stays.
"""

import datetime as dt
import json
import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from simulator.audio.files import WavAppender
from simulator.audio.pcm import Pcm
from simulator.call.facts import Ender, Fact
from simulator.protocols import AudioCheck, EchoState, EngineError
from simulator.sessions.meta import (
    FACTS_FILE,
    RECORDING_FILE,
    SessionMeta,
    SessionRecord,
    write_record,
)

ROOM_NEEDED = 100_000_000
"""Bytes that must be free before a call: 26 minutes of recording."""


def check_room(root: Path, needed: int = ROOM_NEEDED) -> None:
    """Raises EngineError where `root` cannot be made or written, or has less than `needed` bytes free."""
    fix = "Choose another folder with --sessions DIR."
    try:
        root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(root).free
    except OSError as error:
        raise EngineError(f"The sessions folder {root} cannot be made: {error.strerror}.", fix) from error
    if not os.access(root, os.W_OK | os.X_OK):
        raise EngineError(f"The sessions folder {root} cannot be written.", fix)
    if free < needed:
        message = f"Only {free // 1_000_000} MB are free for {root}; a call needs {needed // 1_000_000} MB."
        raise EngineError(message, "Free some space, or choose another folder with --sessions DIR.")


class SessionWriter:
    """One call's session, from before its first frame to its end. Made by `create`."""

    def __init__(self, folder: Path, record: SessionRecord) -> None:
        self.folder = folder
        self.record = record
        self.failed: OSError | None = None
        """The first write that failed. The recording stops there; the call should end."""
        self._facts_whole = 0  # bytes of facts.jsonl up to the last whole line
        self._closed = False
        write_record(folder, record)
        self._facts = (folder / FACTS_FILE).open("xb", buffering=0)
        self._recording = WavAppender(folder / RECORDING_FILE, channels=2)

    @classmethod
    def create(cls, root: Path, meta: SessionMeta, now: dt.datetime) -> Self:
        """Makes the folder `<utc>-<scenario>-<id>` in `root` and opens its files.

        `now` must know its time zone. Raises EngineError where the folder cannot be written or the disk
        is too full for a call.
        """
        if now.tzinfo is None:
            raise ValueError("a session's start needs a time zone")
        check_room(root)
        started = now.astimezone(dt.UTC)
        try:
            folder = _new_folder(root, f"{started:%Y%m%dT%H%M%SZ}-{meta.scenario.id}")
            known = {name: getattr(meta, name) for name in SessionMeta.model_fields}
            return cls(folder, SessionRecord(**known, id=folder.name, started=started))
        except OSError as error:
            message = f"The session cannot be written in {root}: {error.strerror}."
            raise EngineError(message, "Choose another folder with --sessions DIR.") from error

    def frame(self, recruiter: Pcm, caller: Pcm) -> None:
        """One tick of both parties as the caller's end has them; equal lengths."""
        if self.failed is not None:
            return
        try:
            self._recording.append(recruiter, caller)
        except OSError as error:
            self._latch(error)

    def facts(self, facts: Sequence[Fact]) -> None:
        """Appends facts, one line each. They are still tried after the recording has failed."""
        for fact in facts:
            line = json.dumps(fact.to_json(), ensure_ascii=False, separators=(",", ":")) + "\n"
            if not self._append_fact(line.encode()):
                return

    def close(
        self,
        ended_by: Ender,
        *,
        ended: dt.datetime,
        lost_ms: int = 0,
        echo: EchoState | None = None,
        audio_check: AudioCheck | None = None,
    ) -> None:
        """Writes the call's end. A second time does nothing.

        A call that the line or the keyboard ended is cut short, as is one whose recording failed; of a
        failed one only the recording itself knows how long it is.
        """
        if self._closed:
            return
        self._close_files()
        whole = ended_by in ("recruiter", "caller") and self.failed is None
        self.record = self.record.model_copy(
            update={
                "status": "complete" if whole else "cut-short",
                "ended": ended.astimezone(dt.UTC),
                "ended_by": ended_by,
                "duration_ms": None if self.failed else self._recording.duration_ms,
                "lost_ms": lost_ms,
                "echo": echo,
                "audio_check": audio_check,
                "failure": str(self.failed) if self.failed else None,
            }
        )
        try:
            write_record(self.folder, self.record)
        except OSError as error:
            self._latch(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Without `close`, the session stays one without an end."""
        if not self._closed:
            self._close_files()

    def _close_files(self) -> None:
        self._closed = True
        for file in (self._recording, self._facts):
            try:
                file.close()
            except OSError as error:
                self._latch(error)

    def _append_fact(self, line: bytes) -> bool:
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[self._facts.write(rest) or 0 :]
        except OSError as error:
            self._latch(error)
            # A line of which only a part fitted would spoil the next one.
            self._facts.truncate(self._facts_whole)
            self._facts.seek(self._facts_whole)
            return False
        self._facts_whole += len(line)
        return True

    def _latch(self, error: OSError) -> None:
        if self.failed is None:
            self.failed = error


def _new_folder(root: Path, stem: str) -> Path:
    """Two calls may start in the same second, so a taken name is drawn again. Raises OSError."""
    while True:
        folder = root / f"{stem}-{secrets.token_hex(3)}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder
