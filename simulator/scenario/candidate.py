"""The candidate card: what the caller's introduction is checked against, and its file."""

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from simulator import yamlfile
from simulator.scenario.model import Model

_WHEN = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?P<zone>\s*[A-Za-z+-].*)?)?\Z"
)


def _as_interview(value: object) -> object:
    """A date stays a date; a date and time become a naive datetime, to the minute."""
    if isinstance(value, dt.datetime):
        if value.tzinfo:
            raise ValueError("the interview's time is the local one; leave out the time zone")
        return value
    if isinstance(value, dt.date):
        return value
    found = _WHEN.match(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("must be a date, or a date and time, as in 2026-06-03 or 2026-06-03 14:00")
    if found["zone"]:
        raise ValueError("the interview's time is the local one; leave out the time zone")
    try:
        date = dt.date.fromisoformat(found["date"])
        if found["hour"] is None:
            return date
        return dt.datetime.combine(date, dt.time(int(found["hour"]), int(found["minute"])))
    except ValueError:
        raise ValueError(f'there is no such date or time as "{value}"') from None


def _as_names(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else (value,)


class Candidate(Model):
    """Who calls. `interview` is a date, or a date and time without a zone.

    `say_name` lists further spellings of the name that are accepted. `heard_name` lists what a recogniser
    writes for the name, each form as often as it was heard; it can only confirm, and by a stricter rule.
    """

    format: Literal[1] = 1
    name: str = Field(min_length=1)
    position: str = Field(min_length=1)
    company: str | None = None
    interview: Annotated[dt.datetime | dt.date, BeforeValidator(_as_interview)]
    say_name: Annotated[tuple[str, ...], BeforeValidator(_as_names)] = ()
    heard_name: Annotated[tuple[str, ...], BeforeValidator(_as_names)] = ()

    @property
    def interview_date(self) -> dt.date:
        return self.interview.date() if isinstance(self.interview, dt.datetime) else self.interview

    @property
    def interview_time(self) -> dt.time | None:
        return self.interview.time() if isinstance(self.interview, dt.datetime) else None


def read_candidate(path: Path) -> Candidate:
    """Reads a card. Raises ContentError with file, line and column of everything that is wrong."""
    return yamlfile.load(path, Candidate)


_HEADER = """\
# Your candidate card: what a call's introduction is checked against.
# interview: a date, or a date and time, as in 2026-06-03 or 2026-06-03 14:00.
# say_name: further spellings of your name that count as right, as in [Shivon].
"""


def write_candidate(path: Path, candidate: Candidate) -> None:
    """Writes a card that `read_candidate` reads back as the same.

    Raises OSError, and ContentError where a value cannot stand in a file, such as a control character.
    """
    when = candidate.interview
    fields: dict[str, Any] = {
        "name": candidate.name,
        "position": candidate.position,
        "company": candidate.company,
        "interview": when.isoformat(" ", "minutes") if isinstance(when, dt.datetime) else when.isoformat(),
        "say_name": list(candidate.say_name) or None,
        "heard_name": list(candidate.heard_name) or None,
    }
    text = _HEADER + yamlfile.dump({"format": 1, **fields})
    yamlfile.loads(text, Candidate, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def example_candidate() -> Candidate:
    """An ordinary card, for demonstrations and for playing cases."""
    return Candidate(
        name="Jordan Ellis",
        position="office administrator",
        company="Northwind Traders",
        interview=dt.datetime(2026, 6, 3, 14, 0),
    )


EXAMPLE_CALLED_ON = example_candidate().interview_date + dt.timedelta(days=9)
"""The day on which the example candidate calls."""
