"""The shape of `session.json`, and the names of the files beside it.

A session holds copies of the scenario and the candidate card, so that it can be scored when the pack or
the card has changed or gone. Keys that a later program adds within the same format are passed over.
"""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator import __version__
from simulator.call.facts import Ender
from simulator.protocols import AudioCheck, EchoState
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.timeline import Thresholds

FORMAT = 1
META_FILE = "session.json"
RECORDING_FILE = "call.wav"
"""16 kHz, two channels: the recruiter left, the caller right."""
FACTS_FILE = "facts.jsonl"

Status = Literal["complete", "cut-short"]


class SessionError(Exception):
    """A session that is missing, ambiguous, damaged or of another format. `fix` is the one thing to do."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class EngineUsed(_Kept):
    name: str
    version: str = ""


class Device(_Kept):
    """A sound device by host API and full name; an index means nothing tomorrow."""

    host_api: str
    name: str
    sample_rate: int | None = None


class LineUsed(_Kept):
    """The line of the call. A simulated or file line has no devices."""

    name: str
    latency_ms: int
    input: Device | None = None
    output: Device | None = None


class SessionMeta(_Kept):
    """What is known before the first frame.

    engines: kind ("voice", "recognizer", "detector", ...) to the engine that served.
    voice: the id of the recruiter's voice. content_hash: of the scenario file as it was read.
    caller: the persona on a simulated line.
    """

    scenario: Scenario
    pack: str
    content_hash: str
    candidate: Candidate
    called_on: dt.date
    seed: int
    engines: dict[str, EngineUsed]
    voice: str
    line: LineUsed
    thresholds: Thresholds = Thresholds()
    caller: str | None = None


class SessionRecord(SessionMeta):
    """`session.json` as a whole. Until the call's end is written, a session counts as cut short."""

    format: Literal[1] = 1
    simulator: str = __version__
    id: str = Field(pattern=r"^\d{8}T\d{6}Z-[a-z0-9-]+-[0-9a-f]{6}$")
    started: dt.datetime
    status: Status = "cut-short"
    ended: dt.datetime | None = None
    ended_by: Ender | None = None
    duration_ms: int | None = None
    lost_ms: int | None = None
    echo: EchoState | None = None
    """What the live canceller found; None on a line that brings no echo."""
    audio_check: AudioCheck | None = None
    """What the ringing told of the loudspeaker and the microphone; None where nothing was checked."""
    failure: str | None = None
    """What broke the recording, where something did; the disk's own words."""


def write_record(folder: Path, record: SessionRecord) -> None:
    """Replaces `session.json` in one step: a reader sees the old one or the new one. Raises OSError."""
    temporary = folder / f".{META_FILE}.new"
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            # `format` comes first so that a person or another program sees at once what it holds.
            data = {"format": record.format, **record.model_dump(mode="json")}
            json.dump(data, file, indent=2, ensure_ascii=False)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / META_FILE)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def read_record(folder: Path) -> SessionRecord:
    """Raises SessionError, naming the file and what is wrong with it."""
    path = folder / META_FILE
    if not path.is_file():
        raise SessionError(f"{folder} holds no {META_FILE}, so it is not a session.")
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
    except (OSError, ValueError) as error:
        raise SessionError(f"{path} cannot be read: {error}") from error
    found = data.get("format") if isinstance(data, dict) else None
    if found != FORMAT:
        newer = isinstance(found, int) and not isinstance(found, bool) and found > FORMAT
        fix = "Update the simulator." if newer else "Delete the session, or restore its session.json."
        raise SessionError(f"{path} has format {found!r}; this program reads format {FORMAT}.", fix)
    try:
        # From text, not from `data`: only so does "2026-11-03" come back as a date and not as midnight.
        return SessionRecord.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SessionError(f"{path}: {where}: {first['msg']}") from error
