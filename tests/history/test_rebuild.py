"""The index rebuilt from the folders: nothing scored twice, nothing stale, nothing left of the deleted."""

import shutil
from pathlib import Path

from simulator.history import History, Result
from simulator.history.rebuild import rebuild
from simulator.sessions.meta import RECORDING_FILE, SessionError
from simulator.sessions.notes import KeptNote, append_note
from simulator.sessions.store import Session
from tests.history import made


class Scorer:
    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, session: Session) -> Result:
        self.asked.append(session.meta.seed)
        if session.meta.seed == 4:
            raise SessionError(f"{session.id} has no sound.")
        return made.result(session.meta.seed)


def test_only_what_has_changed_is_scored_again(tmp_path: Path) -> None:
    folders = {n: made.folder(tmp_path, made.record(n)) for n in range(6)}
    score = Scorer()
    with History.in_folder(tmp_path) as history:
        first = rebuild(history, tmp_path, score, recognizer="a 1")
        assert (first.known, first.scored, first.removed) == (0, 5, 0)
        assert first.problems == (f"{made.record(4).id} has no sound.",)

        score.asked.clear()
        append_note(folders[0], KeptNote("call back Friday"))
        with (folders[1] / RECORDING_FILE).open("r+b") as file:
            file.seek(60)
            file.write(b"\x07")
        shutil.rmtree(folders[2])
        (tmp_path / ".deleting-x").mkdir()
        second = rebuild(history, tmp_path, score, recognizer="a 1")
        assert sorted(score.asked) == [0, 1, 4]
        assert (second.known, second.scored, second.removed) == (2, 2, 1)
        assert [s.id for s in history.sessions()] == [made.record(n).id for n in (0, 1, 3, 5)]

        score.asked.clear()
        rebuild(history, tmp_path, score, recognizer="b 1")
        assert sorted(score.asked) == [0, 1, 3, 4, 5]


def test_a_lost_index_comes_back_whole(tmp_path: Path) -> None:
    for number in range(3):
        made.folder(tmp_path, made.record(number))
    with History.in_folder(tmp_path) as history:
        rebuild(history, tmp_path, Scorer(), recognizer="a")
        before = history.sessions()
        with history.writing() as connection:
            connection.exec_driver_sql("DELETE FROM sessions")
        assert history.sessions() == ()
        again = rebuild(history, tmp_path, Scorer(), recognizer="a")
        assert again.scored == 0 and history.sessions() == before


def test_a_session_deleted_while_it_is_scored_stays_deleted(tmp_path: Path) -> None:
    kept, gone = (made.folder(tmp_path, made.record(n)) for n in (1, 2))

    def score(session: Session) -> Result:
        if session.folder == gone:
            shutil.rmtree(gone)
        return made.result(1)

    with History.in_folder(tmp_path) as history:
        rebuild(history, tmp_path, score, recognizer="a")
        assert [s.id for s in history.sessions()] == [kept.name]
