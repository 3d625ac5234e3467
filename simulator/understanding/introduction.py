"""The whole introduction at once: every field of the vocabulary, read against the card."""

import datetime as dt
from collections.abc import Sequence

from simulator.understanding.dates import read_date
from simulator.understanding.names import read_name
from simulator.understanding.positions import read_position
from simulator.understanding.reading import Reading
from simulator.understanding.reasons import read_reason
from simulator.understanding.times import read_time
from simulator.understanding.vocabulary import Field


def read_introduction(
    text: str,
    *,
    name: str,
    accepted: Sequence[str],
    position: str,
    interview_date: dt.date,
    interview_time: dt.time | None,
    called_on: dt.date,
    by_ear: Sequence[str] = (),
) -> dict[Field, Reading]:
    """One reading a field, in the order of the vocabulary. `called_on` is the local day of the call.

    `by_ear`: what a recogniser wrote when voices said the name; it can only confirm.
    """
    return {
        "name": read_name(text, name, accepted, by_ear),
        "position": read_position(text, position),
        "interview_date": read_date(text, interview_date, called_on),
        "interview_time": read_time(text, interview_time),
        "reason": read_reason(text),
    }
