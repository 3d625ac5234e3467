"""The history as one HTML file: how the checks, the patience and the habits went over the weeks.

Every chart has its numbers beside it: those of the calls in the table at the end, those of the checks and of
the days in tables of their own. It needs no network and no script.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment

from simulator.history import CheckTrend, Indexed, MeasureTrend, Overview, ScenarioTrend
from simulator.reports.history import MEASURES, check_title, count, shown_percent, shown_value
from simulator.reports.history_charts import Axis, Calendar, Chart, Value, calendar, chart
from simulator.reports.html.document import document, environment
from simulator.scoring.rubric import STEPS

TOPS = {"patience_median_ms": 1000.0, "interruptions": 4.0, "disclosures_earned": 2.0}
"""The least that an axis reaches, so that small changes do not look like large ones; else 10."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its words. `told` is what it shows, for those who do not see it."""

    id: str
    title: str
    told: str
    facts: tuple[tuple[str, str], ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call of the last table. `measures`: as shown, in the order of the charts; empty where not taken."""

    session: Indexed
    percent: str
    best: bool
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    trend: CheckTrend
    title: str
    percent: int


@dataclass(frozen=True, slots=True)
class View:
    """The whole page. Without any call only `headline` and `left_out` are shown."""

    headline: str
    scenario: str
    left_out: str
    figures: tuple[tuple[str, str, str], ...]
    overall: Drawn | None
    calendar: Calendar | None
    scenarios: tuple[Drawn, ...]
    measures: tuple[Drawn, ...]
    steps: tuple[tuple[str, tuple[CheckRow, ...]], ...]
    columns: tuple[str, ...]
    calls: tuple[CallRow, ...]


def history_page(found: Overview, today: dt.date, scenario: str = "") -> str:
    """The history as a whole HTML document; `scenario` is the one that it was narrowed to."""
    view = _view(found, today, scenario)
    return document(_environment(), "history.html.jinja", "history", view=view, found=found)


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {"day": _day, "percent": shown_percent}
    return made


def _view(found: Overview, today: dt.date, scenario: str) -> View:
    left_out = f"{count(found.left_out, 'call')} by a simulated caller left out." if found.left_out else ""
    if not found.sessions:
        return View("No calls yet.", scenario, left_out, (), None, None, (), (), (), (), ())
    axis = Axis([_at(session) for session in found.sessions])
    return View(
        _headline(found),
        scenario,
        left_out,
        _figures(found),
        _overall(found, axis),
        calendar([(each.day, each.calls) for each in found.days], max(today, found.days[-1].day)),
        tuple(_scenario(n, trend, found, axis) for n, trend in enumerate(found.scenarios)),
        tuple(_measure(trend, found, axis) for trend in found.measures),
        _steps(found.checks),
        tuple(MEASURES[trend.name][0] for trend in found.measures),
        _rows(found),
    )


def _headline(found: Overview) -> str:
    first, last = found.days[0].day, found.days[-1].day
    when = f"on {_day(first)}" if first == last else f"from {_day(first)} to {_day(last)}"
    return f"{count(len(found.sessions), 'call')} {when}"


def _figures(found: Overview) -> tuple[tuple[str, str, str], ...]:
    """Name, value and what is said below it."""
    best, streak = found.best, found.streak
    lately = found.percents[-5:]
    figures = [
        ("Streak", count(streak.current, "day"), f"longest {count(streak.longest, 'day')}"),
        ("Days of practice", str(len(found.days)), count(len(found.sessions), "call")),
    ]
    if best is not None:
        figures.insert(0, ("Personal best", shown_percent(best.percent), f"{best.title}, {_day(best.day)}"))
    if lately:
        mean = sum(lately) / len(lately)
        figures.append(
            ("Lately", shown_percent(mean), f"checks passed, mean of the last {count(len(lately), 'call')}")
        )
    return tuple(figures)


def _overall(found: Overview, axis: Axis) -> Drawn | None:
    return _percents("overall", "Checks passed", found.sessions, found.best, axis, ())


def _scenario(number: int, trend: ScenarioTrend, found: Overview, axis: Axis) -> Drawn:
    own = [session for session in found.sessions if session.scenario == trend.scenario]
    facts = [("Calls", str(trend.calls))]
    if trend.percents:
        first, last = shown_percent(trend.percents[0]), shown_percent(trend.percents[-1])
        facts.append(("First → last", f"{first} → {last}" if len(trend.percents) > 1 else first))
    if trend.best is not None:
        facts.append(("Best", shown_percent(trend.best.percent)))
    name = f"scenario-{number}"
    drawn = _percents(name, trend.title, own, trend.best, axis, tuple(facts))
    return drawn or Drawn(name, trend.title, "Nothing was measurable.", tuple(facts), None)


def _percents(
    name: str,
    title: str,
    sessions: Sequence[Indexed],
    best: Indexed | None,
    axis: Axis,
    facts: tuple[tuple[str, str], ...],
) -> Drawn | None:
    values = [
        Value(
            _at(s),
            s.percent,
            _label(s, shown_percent(s.percent), "" if s.title == title else s.title),
            s is best,
        )
        for s in sessions
        if s.percent is not None
    ]
    if not values:
        return None
    told = f"{title}: {count(len(values), 'call')}, from {values[0].value:.0f} % to {values[-1].value:.0f} %."
    return Drawn(name, title, told, facts, chart(values, axis, top=100, show=shown_percent))


def _measure(trend: MeasureTrend, found: Overview, axis: Axis) -> Drawn:
    words, unit = MEASURES[trend.name]
    by_id = {session.id: session for session in found.sessions}
    first_best = trend.sessions[trend.values.index(trend.best)]

    def show(value: float) -> str:
        return shown_value(value, unit)

    values = [
        Value(_at(s), value, _label(s, show(value), s.title), session == first_best)
        for session, value in zip(trend.sessions, trend.values, strict=True)
        if (s := by_id.get(session))
    ]
    title = words[0].upper() + words[1:]
    facts = (("Last", show(trend.last)), ("Most" if trend.more_is_better else "Least", show(trend.best)))
    drawn = chart(values, axis, top=TOPS.get(trend.name, 10.0), show=show, whole=not unit)
    told = f"{title}: {count(len(values), 'call')}, last {facts[0][1]}, {facts[1][0].lower()} {facts[1][1]}."
    return Drawn(f"measure-{trend.name.replace('_', '-')}", title, told, facts, drawn)


def _label(session: Indexed, value: str, title: str) -> str:
    """The call in words, the value first and in one piece."""
    day = f"{session.day.day} {session.day:%b %Y}"
    return f"{value.replace(' ', chr(0xA0))} on {day}" + (f", {title}" if title else "")


def _steps(checks: Iterable[CheckTrend]) -> tuple[tuple[str, tuple[CheckRow, ...]], ...]:
    rows = [
        CheckRow(trend, check_title(trend), round(100 * trend.passed / (trend.passed + trend.failed)))
        for trend in checks
    ]
    steps: dict[str, list[CheckRow]] = {}
    for row in rows:
        steps.setdefault(STEPS.get(row.trend.id[:1], "Other checks"), []).append(row)  # type: ignore[call-overload]
    return tuple((step, tuple(own)) for step, own in steps.items())


def _rows(found: Overview) -> tuple[CallRow, ...]:
    """The newest first."""
    taken: list[tuple[Mapping[str, float], str]] = [
        (dict(zip(t.sessions, t.values, strict=True)), MEASURES[t.name][1]) for t in found.measures
    ]
    bests = {trend.best.id for trend in found.scenarios if trend.best}
    return tuple(
        CallRow(
            session,
            shown_percent(session.percent),
            session.id in bests,
            tuple(shown_value(own[session.id], unit) if session.id in own else "" for own, unit in taken),
        )
        for session in reversed(found.sessions)
    )


def _at(session: Indexed) -> dt.datetime:
    """On the caller's own clock; the time of day keeps the calls of one day apart."""
    return dt.datetime.combine(session.day, session.started.astimezone().time())


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
