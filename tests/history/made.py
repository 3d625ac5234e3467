"""Session folders and results without a call, for the tests and the benchmark of the history."""

import datetime as dt
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simulator.audio.files import WavAppender
from simulator.history import History, KnownCheck, Result
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


PRACTICE = ("hired", "runner-up", "not-hired", "undecided")
LAST = dt.date(2026, 3, 29)
"""The day of the last call of `practice`, four weeks after the first."""


def practice(history: History, calls: int = 30, titles: Sequence[str] = ()) -> None:
    """Puts `calls` calls within four weeks into `history`: a person who gets better, with bad days between.

    One call in nine is cut short, one in eleven a simulated caller's; `titles` for the calls in turn.
    """
    dice = random.Random(7)
    days = sorted(
        [0, 27, *(dice.choice((1, 2, 3, 6, 7, 8, 9, 14, 15, 19, 20, 24, 25, 26)) for _ in range(calls - 2))]
    )
    for number, day in enumerate(days[:calls]):
        done = number / max(1, calls - 1)
        name = PRACTICE[dice.randrange(4)]
        kept = record(number, name, "polite" if number % 11 == 5 else None)
        started = FIRST + dt.timedelta(days=day, minutes=13 * number)
        outcome = {"hired": "positive", "undecided": "undecided"}.get(name, "negative")
        scenario_ = kept.scenario.model_copy(
            update={"outcome": outcome, **({"title": titles[number % len(titles)]} if titles else {})}
        )
        kept = kept.model_copy(
            update={
                "id": f"{started:%Y%m%dT%H%M%SZ}-{name}-{number:06x}",
                "started": started,
                "called_on": started.date(),
                "scenario": scenario_,
                "status": "cut-short" if number % 9 == 4 else "complete",
                "duration_ms": 45_000 + dice.randrange(60_000),
            }
        )
        checks = tuple(_tried(c.id, c.name, done, dice) for c in RUBRIC if c.counts_in(outcome))
        measures = {
            "patience_median_ms": round(250 + 900 * done + dice.gauss(0, 120)),
            "interruptions": max(0, round(4 * (1 - done) + dice.gauss(0, 1))),
            "disclosures_earned": min(2, max(0, round(2.4 * done - 0.3 + dice.gauss(0, 0.5)))),
            "talk_share_percent": round(46 - 20 * done + dice.gauss(0, 5)),
            "longest_monologue_ms": round(16_000 - 7_000 * done + dice.gauss(0, 1500)),
        }
        history.put(kept, f"practice {number}", Result(checks, {k: float(v) for k, v in measures.items()}))


HARD = {"C4": 0.75, "C10": 0.8, "C2": 0.6, "C3": 0.7, "B8": 0.5, "D5": 0.6, "D11": 0.7, "D10": 0.5, "E1": 0.4}
"""How often a check fails at first; what is not here, one time in six."""


def _tried(code: str, name: str, done: float, dice: random.Random) -> KnownCheck:
    if code in ("C8", "C9", "E6") and dice.random() < 0.5:
        return KnownCheck(code, name, "not-measurable", why="No notes were typed.")
    failed = dice.random() < HARD.get(code, 0.17) * (1 - 0.8 * done)
    return KnownCheck(code, name, "fail" if failed else "pass", 10, 20, "Because.")
