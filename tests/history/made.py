"""Session folders and results without a call, for the tests and the benchmark of the history."""

import datetime as dt
import json
from pathlib import Path

import numpy as np

from simulator.audio.files import WavAppender
from simulator.history import KnownCheck, Result
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.rubric import RUBRIC
from simulator.sessions.meta import (
    FACTS_FILE,
    RECORDING_FILE,
    EngineUsed,
    LineUsed,
    SessionRecord,
    write_record,
)

FIRST = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def scenario(name: str = "runner-up") -> Scenario:
    return Scenario.model_validate(
        {
            "format": 1,
            "id": name,
            "title": f"The call {name}",
            "outcome": "negative",
            "recruiter": {"name": "Dana Whitfield"},
            "start": "bye",
            "nodes": {"bye": {"say": "Goodbye.", "end": True}},
        }
    )


def record(number: int, name: str = "runner-up", persona: str | None = None) -> SessionRecord:
    """The `number`th session; each is a day and a minute after the one before."""
    started = FIRST + dt.timedelta(days=number, minutes=number)
    return SessionRecord(
        id=f"{started:%Y%m%dT%H%M%SZ}-{name}-{number:06x}",
        started=started,
        scenario=scenario(name),
        pack="p",
        content_hash="",
        candidate=Candidate(name="José Ortega", position="data analyst", interview=dt.date(2026, 2, 20)),
        called_on=started.date(),
        seed=number,
        engines={"recognizer": EngineUsed(name="none")},
        voice="silent",
        line=LineUsed(name="device", latency_ms=0),
        caller=persona,
        status="complete",
        ended_by="caller",
        duration_ms=60_000,
    )


def folder(root: Path, kept: SessionRecord) -> Path:
    """Writes a session with 100 ms of sound in it."""
    path = root / kept.id
    path.mkdir(parents=True)
    write_record(path, kept)
    (path / FACTS_FILE).write_text(json.dumps({"fact": "PickedUp", "at": kept.seed}) + "\n")
    sound = WavAppender(path / RECORDING_FILE, channels=2)
    sound.append(np.full(1600, kept.seed % 1000, np.int16), np.zeros(1600, np.int16))
    sound.close()
    return path


def result(number: int, failing: tuple[str, ...] = ("C4",)) -> Result:
    checks = tuple(
        KnownCheck(c.id, c.name, "fail" if c.id in failing else "pass", 10, 20, "Because.") for c in RUBRIC
    )
    measures = {
        "patience_median_ms": 300.0 + number,
        "interruptions": float(number % 3),
        "caller_talk_ms": 9e3,
    }
    return Result(checks, measures)
