"""What is kept of a call on disk: written while it happens, opened again to be scored."""

from simulator.sessions.meta import Device, EngineUsed, LineUsed, SessionError, SessionMeta, SessionRecord
from simulator.sessions.record import SessionWriter
from simulator.sessions.store import (
    Session,
    SessionInfo,
    delete,
    find,
    list_sessions,
    open_session,
)

__all__ = [
    "Device",
    "EngineUsed",
    "LineUsed",
    "Session",
    "SessionError",
    "SessionInfo",
    "SessionMeta",
    "SessionRecord",
    "SessionWriter",
    "delete",
    "find",
    "list_sessions",
    "open_session",
]
