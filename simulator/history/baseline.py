"""What is usual for this caller: a measure over their own earlier calls, never over other people's."""

from dataclasses import dataclass
from statistics import median

from sqlalchemy import select

from simulator.history.schema import MEASURES, SESSIONS
from simulator.history.store import History

LAST = 10
"""How many earlier calls make the baseline."""

LEAST = 3
"""With fewer earlier calls there is no baseline yet."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The median of a measure over `calls` earlier calls, and the least and most of it."""

    median: float
    least: float
    most: float
    calls: int


def baseline(history: History, before: str, persona: str | None = None) -> dict[str, Baseline]:
    """Every measure's baseline from the last calls before the session `before`, by the same kind of caller.

    A measure that was taken in fewer than `LEAST` of them is left out.
    """
    same = SESSIONS.c.persona.is_(None) if persona is None else SESSIONS.c.persona == persona
    earlier = (
        select(SESSIONS.c.id).where(SESSIONS.c.id < before, same).order_by(SESSIONS.c.id.desc()).limit(LAST)
    )
    values: dict[str, list[float]] = {}
    with history.reading() as connection:
        for name, value in connection.execute(
            select(MEASURES.c.name, MEASURES.c.value).where(MEASURES.c.session.in_(earlier))
        ):
            values.setdefault(name, []).append(value)
    return {
        name: Baseline(float(median(own)), min(own), max(own), len(own))
        for name, own in values.items()
        if len(own) >= LEAST
    }
