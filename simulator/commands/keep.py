"""What is done with every scored session: its notes are checked, and the history learns of it.

A history that cannot be written never spoils a call: it is an index, and can be made again.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.history import Result
    from simulator.scoring.notes import NotesReport
    from simulator.scoring.scorecard import Scorecard
    from simulator.sessions.store import Session


def notes_of(session: "Session") -> "NotesReport":
    """The session's notes, checked against what was said in it."""
    from simulator.scoring.notes import review_notes
    from simulator.sessions.notes import read_notes
    from simulator.understanding.notes import Note

    notes = [Note(kept.text, kept.at_ms) for kept in read_notes(session.folder)]
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


def forget(session_id: str, sessions: "Path") -> None:
    """Removes a deleted session from the history, where there is one. Raises SessionError."""
    from simulator.history import History, HistoryError
    from simulator.history.store import FILE
    from simulator.sessions.meta import SessionError

    if (sessions / FILE).is_file():
        try:
            with History.in_folder(sessions) as history:
                history.forget(session_id)
        except HistoryError as error:
            raise SessionError(f"The history still holds {session_id}. {error}", error.fix) from error
