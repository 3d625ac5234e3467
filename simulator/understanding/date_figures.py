"""Days of the calendar in figures: "6/3", "3.6.2026", "2026-06-03", "Wednesday 3 25"."""

import datetime as dt
import re

from simulator.understanding.date_bare import ends_bare
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.numerals import cardinal

_AMERICAN = re.compile(r"(?:[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""The figures of a month and of a day, written as one number: 422."""


def two_figures(run: Run, at: int, p: Parts) -> int:
    """The month and the day beside a time: Wednesday 3 25 at two; at eight on three thirteen."""
    month, on = cardinal(run.words, at, longest=1), run.norm(at - 1) == "on"
    led = on or p.weekday is not None or run.norm(at - 1) in ("interviewed", "interview")
    day = cardinal(run.words, at + 1, longest=2) if month and led else None
    if month is None or day is None or not (1 <= month[0] <= 12 and 1 <= day[0] <= 31):
        return 0
    end = at + 1 + day[1]
    timed = cardinal(run.words, at - 2, longest=1) or run.norm(at - 2) in ("am", "pm", "oclock")
    beside = run.norm(end) == "at" or (on and timed and ends_bare(run, end))
    if not beside or run.words[at + 1].opens_clause:  # else it is the time: last Wednesday 9 30
        return 0
    p.month, p.day = month[0], day[0]
    return end - at


def figures(run: Run, at: int, p: Parts) -> int:
    """2026-06-03, 6/3, 3/6/26, 3.6.2026, 6-3, 30 slash 1: both orders where both are days."""
    token, used = run.norm(at), 1
    slashed = run.norm(at + 1) == "slash" and (token + run.norm(at + 2)).isdigit()
    if slashed:
        token, used = f"{token}/{run.norm(at + 2)}", 3
    elif _AMERICAN.fullmatch(token) and run.norm(at - 1) == "on" and run.norm(at + 1) == "at":
        token = f"{token[:-2]}/{token[-2:]}"  # on 422 at nine
    for sign in "-/.":
        bits = token.split(sign)
        if len(bits) < 2 or not all(b.isdigit() for b in bits):
            continue
        if sign == "." and len(bits) == 2 and not _dotted(run, at, bits):
            continue
        numbers = [int(b) for b in bits]
        opens = run.words[at].opens_sentence and run.norm(at + 1) == "at"
        led = opens or run.norm(at - 1) in ("on", "was", "interviewed", "")
        if sign == "-" and len(bits) == 2 and not led:
            continue
        if sign == "-" and len(bits[0]) == 4:
            shapes: list[tuple[int | None, int, int]] = [(numbers[0], numbers[1], numbers[2])]
        else:
            long = numbers[2] if len(numbers) == 3 else None
            full = None if long is None else long + 2000 if long < 100 else long
            shapes = [(full, numbers[0], numbers[1]), (full, numbers[1], numbers[0])]
            if sign == ".":
                shapes.reverse()
        days: set[dt.date] = set()
        for y, month, day in shapes:
            for one in {y} if y else {run.called_on.year, run.called_on.year - 1}:
                try:
                    days.add(dt.date(one, month, day))
                except ValueError:
                    continue
        if days:
            p.exact = days
            return used
    return 0


def _dotted(run: Run, at: int, bits: list[str]) -> bool:
    """Whether 27.04 is a day, not a time: a full stop behind it, and a sentence that goes on."""
    goes_on = at + 1 < len(run.words) and run.words[at + 1].before.startswith(".")
    return goes_on and not run.words[at + 1].capital and 1 <= int(bits[1]) <= 12
