"""The history in the terminal and as JSON: how practice pays off over the weeks.

The runner-up    7 calls   ▂▃▃▅▆▇█   64 % → 91 %   best 91 %
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.history import CheckTrend, Indexed, MeasureTrend, Overview
from simulator.reports.plain import inert, marks_for
from simulator.scoring.rubric import RUBRIC

WIDTH = 24
"""Characters of a sparkline; of a longer row the last ones are drawn."""

MOST_FAILING = 8

_BARS, _ASCII_BARS = "▁▂▃▄▅▆▇█", "_.:-=+*#"

MEASURES = {
    "patience_median_ms": ("patience, median", "ms"),
    "interruptions": ("interruptions", ""),
    "disclosures_earned": ("disclosures earned", ""),
    "talk_share_percent": ("your share of the talking", "%"),
    "longest_monologue_ms": ("longest monologue", "s"),
}
"""The words and the unit that each measure is shown with; what is kept in ms can be shown in seconds."""


def sparkline(
    values: Sequence[float], encoding: str = "utf-8", bounds: tuple[float, float] | None = None
) -> str:
    """The last `WIDTH` values as bars; `bounds`: the shortest and the tallest bar, else the values' own."""
    values = values[-WIDTH:]
    if not values:
        return ""
    try:
        _BARS.encode(encoding)
        bars = _BARS
    except (UnicodeEncodeError, LookupError):
        bars = _ASCII_BARS
    low, high = bounds or (min(values), max(values))
    if high <= low:
        return bars[len(bars) // 2] * len(values)
    top = len(bars) - 1
    return "".join(bars[round(top * min(1.0, max(0.0, (v - low) / (high - low))))] for v in values)


def print_history(console: Console, found: Overview, scenario: str | None = None) -> None:
    """Calls, streak and best; each scenario; the measures; the checks that fail most.

    scenario: the one that `found` was narrowed to.
    """
    if not found.sessions:
        what = f" of the scenario {scenario}" if scenario else ""
        console.print(_text(console, f"No calls{what} yet. Make one with: simulator call {scenario or ''}"))
        _left_out(console, found)
        return
    console.print(Text(_headline(found), style="bold"))
    if found.best is not None:
        best = f"Personal best: {shown_percent(found.best.percent)} on {found.best.day} ({found.best.title})"
        console.print(_text(console, best))
    console.print()
    _scenarios(console, found)
    if found.measures:
        _measures(console, found.measures)
    if found.failing:
        _failing(console, found.failing)
    _left_out(console, found)


def _headline(found: Overview) -> str:
    days = len(found.days)
    return (
        f"{count(len(found.sessions), 'call')} on {count(days, 'day')}; streak "
        f"{count(found.streak.current, 'day')}, longest {found.streak.longest}"
    )


def _scenarios(console: Console, found: Overview) -> None:
    table = _table("scenario", "calls", "checks passed", "first → last", "best")
    rows = [(t.title, t.calls, t.percents, t.best) for t in found.scenarios]
    if len(rows) > 1:
        rows.append(("all", len(found.sessions), found.percents, found.best))
    for title, calls, percents, best in rows:
        course = (
            f"{shown_percent(percents[0])} → {shown_percent(percents[-1])}" if percents else "not measurable"
        )
        table.add_row(
            _text(console, title),
            str(calls),
            sparkline(percents, console.encoding, (0, 100)),
            _text(console, course),
            shown_percent(best.percent) if best else "-",
        )
    console.print(table)


def _measures(console: Console, measures: Sequence[MeasureTrend]) -> None:
    table = _table("measure", "course", "last", "best")
    for trend in measures:
        name, unit = MEASURES[trend.name]
        line = sparkline(trend.values, console.encoding)
        table.add_row(name, line, shown_value(trend.last, unit), shown_value(trend.best, unit))
    console.print()
    console.print(table)


def _failing(console: Console, failing: Sequence[CheckTrend]) -> None:
    marks = marks_for(console.encoding)
    table = _table("fails most", "", "failed", "lately")
    for trend in failing[:MOST_FAILING]:
        lately = "".join(marks.passed if r == "pass" else marks.failed for r in trend.recent)
        table.add_row(
            trend.id, check_title(trend), f"{trend.failed} of {trend.failed + trend.passed}", lately
        )
    console.print()
    console.print(table)


def _left_out(console: Console, found: Overview) -> None:
    if found.left_out:
        them = "it" if found.left_out == 1 else "them"
        console.print(
            f"{count(found.left_out, 'call')} by a simulated caller left out; --simulated shows {them}.",
            style="dim",
        )


def to_dict(found: Overview) -> dict[str, Any]:
    """Everything that the table shows, and each call, as JSON values."""
    return {
        "format": 1,
        "calls": len(found.sessions),
        "left_out": found.left_out,
        "streak_days": asdict(found.streak),
        "personal_best": _best(found.best),
        "days": [
            {"day": d.day.isoformat(), "calls": d.calls, "percent": _round(d.percent)} for d in found.days
        ],
        "scenarios": [
            {
                "scenario": t.scenario,
                "title": t.title,
                "calls": t.calls,
                "percents": [_round(p) for p in t.percents],
                "best": _best(t.best),
            }
            for t in found.scenarios
        ],
        "measures": [asdict(trend) for trend in found.measures],
        "checks": [_check(trend) for trend in found.checks],
        "failing": [_check(trend) for trend in found.failing],
        "sessions": [session_row(session) for session in found.sessions],
    }


def session_row(session: Indexed) -> dict[str, Any]:
    """One call as flat JSON values."""
    row = {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in asdict(session).items()
    }
    del row["fingerprint"]
    return {**row, "percent": _round(session.percent)}


def _check(trend: CheckTrend) -> dict[str, Any]:
    return {**asdict(trend), "title": check_title(trend), "fail_percent": _round(trend.fail_percent)}


def _best(session: Indexed | None) -> dict[str, Any] | None:
    if session is None:
        return None
    return {"session": session.id, "day": session.day.isoformat(), "percent": _round(session.percent)}


def _table(*head: str) -> Table:
    return Table(*head, box=None, pad_edge=False, header_style="bold")


def _text(console: Console, text: str) -> Text:
    return Text(inert(text, console.encoding))


def check_title(trend: CheckTrend) -> str:
    """What the check asks of the caller; the name that the history kept where the rubric has it no more."""
    return next((each.title for each in RUBRIC if each.id == trend.id), trend.name)


def shown_value(value: float, unit: str) -> str:
    """A measure, as the history keeps it, with the unit that it is shown in."""
    if unit == "s":
        return f"{value / 1000:.1f} s"
    return f"{value:g} {unit}".strip()


def shown_percent(value: float | None) -> str:
    """A share without decimals."""
    return "-" if value is None else f"{value:.0f} %"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def count(n: int, what: str) -> str:
    """1 call, 2 calls."""
    return f"{n} {what}{'' if n == 1 else 's'}"
