"""What can be wrong with the history's file."""

from simulator.sessions.meta import SessionError


class HistoryError(SessionError):
    """The index of the sessions cannot be used. The sessions themselves are not affected."""
