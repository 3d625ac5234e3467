"""Makes the page: templates, with everything escaped, under a policy that lets only our own script run.

Lives here: the one place where text becomes HTML. Control and direction characters become visible escapes on
their way out, so that no name or transcript can reorder the text around it.
"""

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from simulator import __version__
from simulator.reports.compare import Comparison
from simulator.reports.html.call import Figure, ReportedCall
from simulator.reports.html.moments import LEGEND
from simulator.reports.html.view import Take, take, thresholds
from simulator.reports.plain import clock, inert


def report_page(call: ReportedCall) -> str:
    """The report of one call as a whole HTML document."""
    shown = take(call)
    return _render("report.html.jinja", (shown,), take=shown, thresholds=thresholds(call.card.thresholds))


def comparison_page(comparison: Comparison, earlier: ReportedCall, later: ReportedCall) -> str:
    """Two takes of the same call in one HTML document."""
    both = (take(earlier, "a"), take(later, "b"))
    return _render("compare.html.jinja", both, comparison=comparison)


def _render(template: str, takes: tuple[Take, ...], **context: Any) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "media-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _environment().get_template(template).render(
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        data=for_script([_data(each) for each in takes]),
        version=__version__,
        takes=takes,
        **context,
    )  # fmt: skip


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


def for_script(data: Any) -> Markup:
    """JSON that can stand inside a script element: no character of it can end or begin anything in HTML."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def _hash(text: str) -> str:
    """A policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (resources.files("simulator.reports.html") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("simulator.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {"clock": clock, "exact": _exact, "base64": _base64}
    environment.filters |= {"curve": _curve, "curve_box": _curve_box}
    environment.globals |= {"legend_of": LEGEND}
    return environment


def _harmless(value: Any) -> Any:
    """Others' text without control or direction characters; what is markup already stays."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _exact(ms: int) -> str:
    """1:05.4, for a moment that is to be told from its neighbours."""
    return f"{clock(ms)}.{ms // 100 % 10}"


def _base64(data: bytes) -> Markup:
    return Markup(base64.b64encode(data).decode())


def _curve(figure: Figure) -> str:
    """A path through the points, upwards for more."""
    return "M" + " ".join(f"{ms} {-value:g}" for ms, value in figure.points)


def _curve_box(figure: Figure) -> str:
    """The view box that holds the curve."""
    times, values = zip(*figure.points, strict=True)
    height = max(max(values) - min(values), 1e-6)
    width = max(1, max(times) - min(times))
    return f"{min(times)} {-max(values) - height * 0.1:g} {width} {height * 1.2:g}"
