"""A page of ours as one HTML document: all escaped, under a policy that lets only our own script run.

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
from simulator.reports.plain import clock, inert


def environment() -> Environment:
    """What templates are read with; the caller adds the filters of its own page."""
    made = Environment(
        loader=PackageLoader("simulator.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.filters |= {"clock": clock}
    return made


def document(made: Environment, template: str, name: str, **context: Any) -> str:
    """`template` with the style that all pages share, `name`.css and `name`.js."""
    style, script = asset("document.css") + asset(f"{name}.css"), asset(f"{name}.js")
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
    return made.get_template(template).render(
        policy=policy, style=Markup(style), script=Markup(script), version=__version__, **context
    )


def for_script(data: Any) -> Markup:
    """JSON that can stand inside a script element: no character of it can end or begin anything in HTML."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


@cache
def asset(name: str) -> str:
    """A style or script of ours."""
    return (resources.files("simulator.reports.html") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A policy's name for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _harmless(value: Any) -> Any:
    """Others' text without control or direction characters; what is markup already stays."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value
