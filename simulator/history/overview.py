"""What the index says when it is read as a whole: trends, streak, bests, and what fails most. Pure.

Calls of a simulated caller are nobody's practice, so they are left out unless they are asked for.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from simulator.history.schema import CHECKS, MEASURES, SESSIONS
from simulator.history.store import History, Indexed

MEASURABLE_FOR_BEST = 10
"""A call with fewer measurable checks can not be a personal best: three of three proves little."""

RECENT = 5
"""How many of a check's last results are shown."""

TRENDS: Mapping[str, bool] = {
    "patience_median_ms": True,
    "interruptions": False,
    "disclosures_earned": True,
    "talk_share_percent": False,
    "longest_monologue_ms": False,
}
"""The measures whose course is shown, and whether more is better."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which somebody practised."""

    day: dt.date
    calls: int
    percent: float | None


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with a call: `current` up to today or yesterday, and the longest ever."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class ScenarioTrend:
    """One scenario's calls; percents of the measurable checks that passed, the oldest call first."""

    scenario: str
    title: str
    calls: int
    percents: tuple[float, ...]
    last: float | None
    best: Indexed | None


@dataclass(frozen=True, slots=True)
class CheckTrend:
    """How often one check of the rubric passed and failed, and its last results, the newest last."""

    id: str
    name: str
    passed: int
    failed: int
    recent: tuple[str, ...]

    @property
    def fail_percent(self) -> float:
        return 100 * self.failed / (self.passed + self.failed)


@dataclass(frozen=True, slots=True)
class MeasureTrend:
    """One measure's course, the oldest call first; `best` is the most or the least of it.

    sessions: the ids of the calls that the values are of. more_is_better: which of the two `best` is.
    """

    name: str
    values: tuple[float, ...]
    sessions: tuple[str, ...]
    last: float
    best: float
    more_is_better: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The history. `left_out` counts calls of simulated callers; `checks` are in the order of the rubric."""

    sessions: tuple[Indexed, ...]
    left_out: int
    days: tuple[Day, ...]
    streak: Streak
    best: Indexed | None
    scenarios: tuple[ScenarioTrend, ...]
    checks: tuple[CheckTrend, ...]
    measures: tuple[MeasureTrend, ...]

    @property
    def percents(self) -> tuple[float, ...]:
        return _percents(self.sessions)

    @property
    def failing(self) -> tuple[CheckTrend, ...]:
        """The checks that ever failed; what fails most comes first."""
        failed = (trend for trend in self.checks if trend.failed)
        return tuple(sorted(failed, key=lambda t: (-t.failed, -t.fail_percent, t.id)))


def overview(
    history: History, *, today: dt.date, scenario: str | None = None, simulated: bool = False
) -> Overview:
    """Reads the index; `scenario` keeps the calls of one scenario only."""
    every = [s for s in history.sessions() if scenario in (None, s.scenario)]
    kept = tuple(s for s in every if simulated or s.persona is None)
    which = _which(scenario, simulated)
    with history.reading() as connection:
        checks, measures = _checks(connection, which), _measures(connection, which)
    by_scenario: dict[str, list[Indexed]] = {}
    for session in kept:
        by_scenario.setdefault(session.scenario, []).append(session)
    trends = (
        ScenarioTrend(name, own[-1].title, len(own), _percents(own), own[-1].percent, personal_best(own))
        for name, own in sorted(by_scenario.items())
    )
    return Overview(
        kept,
        len(every) - len(kept),
        _days(kept),
        streak({s.day for s in kept}, today),
        personal_best(kept),
        tuple(trends),
        checks,
        measures,
    )


def personal_best(sessions: Iterable[Indexed]) -> Indexed | None:
    """The complete call with the best share of passed checks; of equals the one with more, then the first."""
    able = [s for s in sessions if s.status == "complete" and s.passed + s.failed >= MEASURABLE_FOR_BEST]
    return max(able, key=lambda s: (s.percent or 0, s.passed), default=None)


def streak(days: Iterable[dt.date], today: dt.date) -> Streak:
    """Days in a row. Today still has its hours, so a streak that reaches yesterday goes on."""
    lengths: dict[dt.date, int] = {}
    for day in sorted(days):
        lengths[day] = lengths.get(day - dt.timedelta(days=1), 0) + 1
    current = lengths.get(today) or lengths.get(today - dt.timedelta(days=1), 0)
    return Streak(current, max(lengths.values(), default=0))


def _days(sessions: Sequence[Indexed]) -> tuple[Day, ...]:
    by_day: dict[dt.date, list[Indexed]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    return tuple(Day(day, len(own), _mean(_percents(own))) for day, own in sorted(by_day.items()))


def _percents(sessions: Iterable[Indexed]) -> tuple[float, ...]:
    return tuple(s.percent for s in sessions if s.percent is not None)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _which(scenario: str | None, simulated: bool) -> Select[tuple[str]]:
    """The ids of the sessions that count."""
    ids = select(SESSIONS.c.id)
    if scenario is not None:
        ids = ids.where(SESSIONS.c.scenario == scenario)
    return ids if simulated else ids.where(SESSIONS.c.persona.is_(None))


def _checks(connection: Connection, which: Select[tuple[str]]) -> tuple[CheckTrend, ...]:
    """Ids begin with their time, so their order is the order of the calls."""
    measured = (CHECKS.c.session.in_(which), CHECKS.c.result != "not-measurable")
    failed = func.sum(case((CHECKS.c.result == "fail", 1), else_=0))
    counts = connection.execute(
        select(CHECKS.c.id, func.max(CHECKS.c.name), func.count() - failed, failed)
        .where(*measured)
        .group_by(CHECKS.c.id)
    ).all()
    trends = (
        CheckTrend(code, name, ok, bad, _recent(connection, code, measured)) for code, name, ok, bad in counts
    )
    return tuple(sorted(trends, key=lambda t: (t.id[:1], len(t.id), t.id)))


def _recent(connection: Connection, code: str, measured: tuple[ColumnElement[bool], ...]) -> tuple[str, ...]:
    """The last results of one check, the newest last."""
    query = select(CHECKS.c.result).where(CHECKS.c.id == code, *measured)
    newest = connection.execute(query.order_by(CHECKS.c.session.desc()).limit(RECENT)).scalars()
    return tuple(newest)[::-1]


def _measures(connection: Connection, which: Select[tuple[str]]) -> tuple[MeasureTrend, ...]:
    query = select(MEASURES.c.name, MEASURES.c.session, MEASURES.c.value).where(
        MEASURES.c.name.in_(TRENDS), MEASURES.c.session.in_(which)
    )
    values: dict[str, dict[str, float]] = {}
    for name, session, value in connection.execute(query.order_by(MEASURES.c.session)):
        values.setdefault(name, {})[session] = value
    return tuple(
        MeasureTrend(
            name,
            tuple(own.values()),
            tuple(own),
            [*own.values()][-1],
            (max if more else min)(own.values()),
            more,
        )
        for name, more in TRENDS.items()
        if (own := values.get(name))
    )
