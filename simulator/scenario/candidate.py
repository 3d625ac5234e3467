"""The candidate card: what the caller's introduction is checked against."""

import datetime as dt
from typing import Literal

from pydantic import Field

from simulator.scenario.model import Model


class Candidate(Model):
    """`interview` is a date, or a date and time without a zone; `say_name` lists further accepted spellings."""

    format: Literal[1] = 1
    name: str = Field(min_length=1)
    position: str = Field(min_length=1)
    company: str | None = None
    interview: dt.datetime | dt.date
    say_name: tuple[str, ...] = ()

    @property
    def interview_date(self) -> dt.date:
        return self.interview.date() if isinstance(self.interview, dt.datetime) else self.interview

    @property
    def interview_time(self) -> dt.time | None:
        return self.interview.time() if isinstance(self.interview, dt.datetime) else None
