"""What is done with every scored session: its notes are checked, and the history learns of it.

A history that cannot be written never spoils a call: it is an index, and can be made again.
"""

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.history import Result
    from simulator.scoring.notes import NotesReport
    from simulator.scoring.scorecard import Scorecard
    from simulator.sessions.store import Session


PAGE = "history.html"
"""What `simulator history --html` writes beside the sessions."""


def notes_of(session: "Session") -> "NotesReport":
    """The session's notes, checked against what was said in it."""
    from simulator.scoring.notes import review_notes
    from simulator.sessions.notes import read_notes
    from simulator.understanding.notes import Note

    notes = [Note(kept.text, kept.at_ms, kept.end_ms) for kept in read_notes(session.folder)]
    return review_notes(notes, session.facts, session.scenario, session.candidate)


def with_session_notes(session: "Session", card: "Scorecard") -> "Scorecard":
    """The scorecard of a session with C8, C9 and E6."""
    from simulator.scoring.notes import with_notes
    from simulator.sessions.notes import notes_possible

    return with_notes(card, notes_of(session), notes_possible(session.folder))


def result_of(session: "Session", card: "Scorecard") -> "Result":
    """What the history keeps of a scored session, the indicators of the voice included."""
    from simulator.audio.files import read_recording
    from simulator.history import of_scorecard
    from simulator.prosody import indicators

    voice = indicators(read_recording(session.recording_path).caller, card.caller)
    return of_scorecard(card, voice.measures())


def remember(session: "Session", card: "Scorecard") -> str:
    """Puts a scored session into the history beside it; why it could not, or nothing."""
    from simulator.history import History, HistoryError
    from simulator.history.rebuild import add

    try:
        with History.in_folder(session.folder.parent) as history:
            add(history, session, result_of(session, card), recognizer=card.recognizer)
    except HistoryError as error:
        return f"The history was not updated. {error} {error.fix}"
    return ""


def known_by(session: "Session") -> str:
    """The recogniser behind what the history holds of a session; empty where that is nothing, or is stale."""
    from simulator import engines
    from simulator.history import History, HistoryError
    from simulator.history.rebuild import scored_by
    from simulator.history.store import FILE
    from simulator.protocols import EngineError

    folder = session.folder.parent
    if not (folder / FILE).is_file():
        return ""
    used = session.meta.engines.get("recognizer")
    names = [*([used.name] if used else []), *(info.name for info in engines.infos("recognizers"))]
    with contextlib.suppress(EngineError):
        names.append(engines.best_recognizers())
    try:
        with History.in_folder(folder) as history:
            return scored_by(history, session, names) or ""
    except HistoryError:
        return ""


def renew_notes(session: "Session", recognizer: str) -> str:
    """Brings the checks of the notes in the history up to date; why that could not be, or nothing.

    Only they can have changed, so nothing is heard again. `recognizer`: what `known_by` said before the notes
    were changed.
    """
    from simulator.history import History, HistoryError
    from simulator.history.rebuild import renew
    from simulator.history.store import FILE
    from simulator.scoring.notes import notes_checks
    from simulator.scoring.overrules import overrule
    from simulator.sessions.notes import notes_possible
    from simulator.sessions.overrules import read_overrules

    folder = session.folder.parent
    if not (folder / FILE).is_file():
        return ""
    checks = notes_checks(notes_of(session), notes_possible(session.folder))
    try:
        with History.in_folder(folder) as history:
            if history.result_of(session.id) is None:
                return ""
            if not recognizer:
                return "The history holds an older score of this call. Run: simulator history --rebuild"
            renew(history, session, overrule(checks, read_overrules(session.folder)), recognizer=recognizer)
    except HistoryError as error:
        return f"The history was not updated. {error} {error.fix}"
    return ""


def forget(session_id: str, sessions: "Path") -> None:
    """Removes a deleted session from the history, where there is one, and the page that showed it.

    Raises SessionError.
    """
    from simulator.history import History, HistoryError
    from simulator.history.store import FILE
    from simulator.sessions.meta import SessionError

    (sessions / PAGE).unlink(missing_ok=True)
    if (sessions / FILE).is_file():
        try:
            with History.in_folder(sessions) as history:
                history.forget(session_id)
        except HistoryError as error:
            raise SessionError(f"The history still holds {session_id}. {error}", error.fix) from error
