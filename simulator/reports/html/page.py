"""The report of one call, and of two takes side by side, as HTML documents."""

import base64
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from simulator.reports.compare import Comparison
from simulator.reports.html.call import ReportedCall
from simulator.reports.html.document import document, environment, for_script
from simulator.reports.html.moments import LEGEND
from simulator.reports.html.view import Take, take, thresholds
from simulator.reports.plain import clock, inert
from simulator.reports.setup import echo_text


def report_page(call: ReportedCall) -> str:
    """The report of one call as a whole HTML document."""
    shown = take(call)
    return _render("report.html.jinja", (shown,), take=shown, thresholds=thresholds(call.card.thresholds))


def comparison_page(comparison: Comparison, earlier: ReportedCall, later: ReportedCall) -> str:
    """Two takes of the same call in one HTML document."""
    both = (take(earlier, "a"), take(later, "b"))
    return _render("compare.html.jinja", both, comparison=comparison)


def _render(template: str, takes: tuple[Take, ...], **context: Any) -> str:
    data = for_script([_data(each) for each in takes])
    return document(_environment(), template, "report", data=data, takes=takes, **context)


def _data(shown: Take) -> dict[str, Any]:
    """What the script needs: where the moments are. Everything else it reads off the page."""
    return {
        "key": shown.key,
        "duration_ms": shown.call.card.duration_ms,
        "moments": [
            {"start_ms": m.start, "end_ms": m.end, "label": inert(f"{m.label} {m.check}".strip())}
            for m in shown.moments
        ],
    }


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "exact": _exact,
        "base64": _base64,
        "echo": echo_text,
        "seconds": _seconds,
    }
    made.globals |= {"legend_of": LEGEND}
    return made


def _exact(ms: int) -> str:
    """1:05.4, for a moment that is to be told from its neighbours."""
    return f"{clock(ms)}.{ms // 100 % 10}"


def _seconds(ms: int) -> str:
    """To the last digit, so that nothing is lost."""
    return f"{ms / 1000:g} s" if ms < 10**6 else f"{ms / 1000:.2f} s"


def _base64(data: bytes) -> Markup:
    return Markup(base64.b64encode(data).decode())
