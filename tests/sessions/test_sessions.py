"""Sessions: written during a call, opened after it, whatever happened in between."""

import datetime as dt
import errno
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import wave
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.files import read_recording
from simulator.audio.pcm import FRAME, Pcm
from simulator.call.facts import Fact, Heard, HungUp, PickedUp, RingingStarted
from simulator.protocols import EngineError
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.sessions import (
    Device,
    EngineUsed,
    LineUsed,
    SessionError,
    SessionMeta,
    SessionWriter,
    delete,
    find,
    list_sessions,
    open_session,
)
from simulator.sessions.record import check_room

START = dt.datetime(2026, 11, 12, 14, 30, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))

SCENARIO = Scenario.model_validate(
    {
        "format": 1,
        "id": "runner-up",
        "title": "Second place",
        "outcome": "negative",
        "recruiter": {"name": "Dana Whitfield"},
        "start": "greeting",
        "nodes": {
            "greeting": {
                "say": [
                    "Hello.",
                    {"pause_ms": 900},
                    {"disclose": {"after_silence_ms": 2500, "say": "Well."}},
                ],
                "then": [{"when": {"silent": True}, "go": "greeting", "at_most": 2}, {"otherwise": "bye"}],
            },
            "bye": {"say": "Goodbye.", "end": True},
        },
    }
)
FACTS: tuple[Fact, ...] = (
    RingingStarted(0),
    PickedUp(2000),
    Heard(5000, 0, "it’s José — hello", ("name",), (), ("thanks",)),
    HungUp(9000, "caller"),
)


def meta(interview: dt.date = dt.date(2026, 11, 3)) -> SessionMeta:
    return SessionMeta(
        scenario=SCENARIO,
        pack="follow-up-call",
        content_hash="sha256:00ff",
        candidate=Candidate(name="José Ortega", position="data analyst", interview=interview),
        called_on=dt.date(2026, 11, 12),
        seed=7,
        engines={"recognizer": EngineUsed(name="moonshine", version="0.1.0")},
        voice="dana",
        line=LineUsed(name="device", latency_ms=40, input=Device(host_api="ALSA", name="default")),
    )


def frame(index: int) -> tuple[Pcm, Pcm]:
    """The frame's own number on the left, its negative on the right: a lost or doubled frame shows."""
    return np.full(FRAME, index % 30_000 + 1, np.int16), np.full(FRAME, -(index % 30_000) - 1, np.int16)


def write_call(root: Path, frames: int = 25, now: dt.datetime = START) -> SessionWriter:
    with SessionWriter.create(root, meta(), now) as writer:
        for index in range(frames):
            writer.frame(*frame(index))
        writer.facts(FACTS)
        writer.close("caller", ended=now + dt.timedelta(seconds=9), lost_ms=20)
    return writer


def channels(path: Path) -> tuple[Pcm, Pcm]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 16_000, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)
    return samples[:, 0], samples[:, 1]


def test_a_call_comes_back_as_it_was(tmp_path: Path) -> None:
    writer = write_call(tmp_path)
    assert writer.folder.name.startswith("20261112T123005Z-runner-up-")
    session = open_session(writer.folder, tmp_path)
    assert session.meta == writer.record
    assert session.scenario == SCENARIO
    assert session.candidate.interview == dt.date(2026, 11, 3)
    assert not isinstance(session.candidate.interview, dt.datetime)
    assert session.facts == FACTS
    assert session.passed_over == ()
    end = session.meta
    assert (end.status, end.ended_by, end.duration_ms, end.lost_ms) == ("complete", "caller", 250, 20)
    assert end.started == START
    left, right = channels(session.recording_path)
    expected = [frame(index) for index in range(25)]
    assert np.array_equal(left, np.concatenate([recruiter for recruiter, _ in expected]))
    assert np.array_equal(right, np.concatenate([caller for _, caller in expected]))
    assert json.loads((writer.folder / "session.json").read_text(encoding="utf-8"))["format"] == 1


@pytest.mark.parametrize(
    ("by", "status"), [("recruiter", "complete"), ("line", "cut-short"), ("interrupt", "cut-short")]
)
def test_who_ended_it_says_whether_it_is_whole(tmp_path: Path, by: str, status: str) -> None:
    writer = SessionWriter.create(tmp_path, meta(), START)
    writer.close(by, ended=START)  # type: ignore[arg-type]
    assert open_session(writer.folder, tmp_path).meta.status == status


def _call_until_killed(root: Path, progress: Connection) -> None:
    writer = SessionWriter.create(root, meta(), START)
    index = 0
    while True:
        writer.frame(*frame(index))
        writer.facts([Heard(index * 10, index, "words " * 40, (), (), ())])
        index += 1
        progress.send_bytes(index.to_bytes(4, "big"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, to kill many calls quickly")
@pytest.mark.parametrize("seed", range(20))
def test_a_killed_call_leaves_a_session_that_opens(tmp_path: Path, seed: int) -> None:
    context = multiprocessing.get_context("fork")
    reader, child_end = context.Pipe(duplex=False)
    child = context.Process(target=_call_until_killed, args=(tmp_path, child_end))
    child.start()
    child_end.close()
    kill_after = random.Random(seed).randint(10, 400)
    told = 0
    while told < kill_after:
        told = int.from_bytes(reader.recv_bytes(), "big")
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    try:
        while True:
            told = int.from_bytes(reader.recv_bytes(), "big")
    except EOFError:
        pass

    session = open_session("latest", tmp_path)
    assert session.meta.status == "cut-short"
    assert session.meta.ended is None
    assert len(session.facts) >= told
    assert [fact.at for fact in session.facts] == [index * 10 for index in range(len(session.facts))]
    left, right = channels(session.recording_path)
    assert len(left) >= (told - 25) * FRAME
    assert np.array_equal(left, np.repeat(np.arange(len(left) // FRAME, dtype=np.int16) + 1, FRAME))
    assert np.array_equal(right, -left)
    assert read_recording(session.recording_path) is not None


def test_a_torn_last_fact_is_passed_over_and_said(tmp_path: Path) -> None:
    folder = write_call(tmp_path).folder
    facts = folder / "facts.jsonl"
    facts.write_bytes(facts.read_bytes()[:-9])
    session = open_session(folder, tmp_path)
    assert session.facts == FACTS[:-1]
    assert session.passed_over == ("The last line of facts.jsonl was cut off in writing.",)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("session.json", '"format": 1', '"format": 2', "format 2"),
        ("session.json", '"format": 1', '"format": "1"', "format '1'"),
        ("session.json", '"seed": 7', '"seed": "x"', "seed"),
        ("session.json", "{", "", "cannot be read"),
        ("facts.jsonl", "PickedUp", "PutDown", "facts.jsonl:2: unknown fact 'PutDown'"),
        ("facts.jsonl", '{"fact":"PickedUp","at":2000}', "[1]", "facts.jsonl:2"),
    ],
)
def test_damage_is_named(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    path = write_call(tmp_path).folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SessionError, match=message):
        open_session("latest", tmp_path)


def test_lists_newest_first_and_broken_ones_with_the_reason(tmp_path: Path) -> None:
    old = write_call(tmp_path, now=START).folder
    new = write_call(tmp_path, now=START + dt.timedelta(days=1)).folder
    broken = tmp_path / "20261110T000000Z-first-offer-0a0b0c"
    broken.mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "20261111T000000Z-first-offer-0a0b0c").symlink_to(old)
    listed = list_sessions(tmp_path)
    assert [info.folder for info in listed] == [new, old, broken]
    assert [bool(info.problem) for info in listed] == [False, False, True]
    assert (listed[0].title, listed[0].duration_ms) == ("Second place", 250)
    assert listed[2].scenario == "first-offer"
    assert list_sessions(tmp_path / "nowhere") == ()


def test_finds_by_name_by_id_and_by_their_starts(tmp_path: Path) -> None:
    names = [
        "20261110T000000Z-offer-0a0b0c",
        "20261111T000000Z-offer-0a1111",
        "20261112T000000Z-runner-up-ffeedd",
    ]
    for name in names:
        (tmp_path / name).mkdir()
    assert find("latest", tmp_path).name == names[2]
    assert find(names[0], tmp_path).name == names[0]
    assert find("20261111", tmp_path).name == names[1]
    assert find("0a1", tmp_path).name == names[1]
    with pytest.raises(SessionError, match="fits 2 sessions"):
        find("0a", tmp_path)
    with pytest.raises(SessionError, match="no session") as missing:
        find("ffeedf", tmp_path)
    assert missing.value.fix == "Did you mean ffeedd?"
    with pytest.raises(SessionError):
        find("", tmp_path)
    with pytest.raises(SessionError, match="no sessions"):
        find("latest", tmp_path / "nowhere")


def test_deletes_only_a_session_of_this_root(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    session, foreign = write_call(root).folder, write_call(elsewhere).folder
    link = root / foreign.name.replace("2026", "2025")
    link.symlink_to(foreign)
    (root / "notes").mkdir()
    (session / "shortcut").symlink_to(elsewhere)
    for refused in (
        foreign,
        link,
        root / "notes",
        root,
        root / ".." / "elsewhere" / foreign.name,
        root / "gone",
    ):
        with pytest.raises(SessionError, match="nothing was deleted"):
            delete(refused, root)
    delete(session, root)
    assert sorted(path.name for path in root.iterdir()) == sorted(["notes", link.name])
    assert open_session(foreign, elsewhere).facts == FACTS


def test_a_disk_without_room_is_refused_before_the_call(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="MB are free") as refused:
        check_room(tmp_path, needed=10**18)
    assert "--sessions" in refused.value.fix
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="cannot be made"):
        SessionWriter.create(tmp_path / "file", meta(), START)


def _call_on_a_full_disk(root: Path, result: Connection) -> None:
    """A limit on the size of a file is what the kernel can be asked for; it comes as OSError like ENOSPC."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    writer = SessionWriter.create(root, meta(), START)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    frames = 0
    while writer.failed is None and frames < 10_000:
        writer.frame(*frame(frames))
        frames += 1
    writer.facts(FACTS)
    writer.close("line", ended=START + dt.timedelta(seconds=2))
    result.send((frames, writer.failed.errno if writer.failed else None))


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of a file")
def test_a_disk_that_fills_up_keeps_what_was_written(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    reader, child_end = context.Pipe(duplex=False)
    child = context.Process(target=_call_on_a_full_disk, args=(tmp_path, child_end))
    child.start()
    child_end.close()
    frames, failure = reader.recv()
    child.join()
    assert failure in (errno.EFBIG, errno.ENOSPC)
    session = open_session("latest", tmp_path)
    assert session.meta.status == "cut-short"
    assert session.meta.failure
    assert session.facts == FACTS
    left, _ = channels(session.recording_path)
    assert frames - 25 <= len(left) // FRAME <= frames
    assert (left[: 100 * FRAME] == np.repeat(np.arange(100, dtype=np.int16) + 1, FRAME)).all()
