"""A day of the month without its month, "on the third", where nothing else around it can be third."""

import re

from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import AFTER_BARE_DAY, CORRECTS, WEEKDAY
from simulator.understanding.numerals import cardinal, ordinal
from simulator.understanding.time_words import HEARD_QUARTERS, PARTS
from simulator.understanding.words import word_set

_PLACES = word_set(
    """
    on was be been of at think believe interviewed met interview appointment there you me us came it down
    being as
    """
)
_SOON = word_set("just toward towards around shortly early late end")
_BEFORE_A_TIME = word_set("half quarter noon midday")
_MOVED = word_set(
    "move change reschedule moved changed pushed shifted switched bumped rescheduled postponed brought back"
)


_CLOCK_IN_FIGURES = re.compile(r"(?:1?\d|2[0-3])\.?[0-5][05]")
"""945, 1115, 2.15: a clock without its colon."""


def bare_day(run: Run, at: int, rest: int, plain_number: bool, p: Parts) -> bool:
    """ "the third" is a day of the month where the words around it leave nothing else to be third."""
    the = run.norm(at - 1) == "the"
    before = run.norm(at - 2)
    moved = before == "to" and bool(_MOVED & set(run.norms(at - 9, 7)))
    placed = before in _PLACES or before in CORRECTS or p.weekday is not None or moved
    follows = run.norm(rest)
    ends = ends_bare(run, rest) or _clock_follows(run, rest) or follows == before == "on"
    queue = run.norm(rest + 1) in ("be", "get", "go", "come", "speak", "interview")
    if follows == "to" and queue and run.norm(rest + 2) not in ("exact", "precise", "sure"):
        return False  # the seventh to be seen
    of_what = follows == "of" and not run.words[rest].opens_clause
    if not ends or (of_what and run.norm(rest + 1) not in ("this", "last", "the", "all")):
        return False
    if of_what and not plain_number and run.norm(rest + 2) == "month":  # twenty-fifth of last month
        return True
    if plain_number and follows in ("to", "past") and cardinal(run.words, rest + 1, longest=1):
        return False  # the twenty to four candidate
    value = ordinal(run.words, at)
    late = value is not None and value[0] > 3  # no first, second or third of anything
    if run.norm(at - 1) in CORRECTS and run.said and (late or run.ends(rest) or follows == "at"):
        return not plain_number  # on the twentieth, sorry, nineteenth
    if plain_number:
        alone = at < 2 and follows in ("at", "")
        its = before == "of" and run.norm(at - 3) in ("interview", "appointment", "meeting")
        behind = run.norm(at - 1) in WEEKDAY and _clock_follows(run, rest + (follows == "at"))
        number = cardinal(run.words, at, longest=2)
        no_hour = follows == "at" or (number is not None and number[0] > 24)
        if behind and no_hour:
            return True  # Thursday, twenty eight, two o'clock
        return the and (before in ("on", "was") or its or p.weekday is not None or alone)
    if run.norm(at - 1) == "on" or p.weekday is not None:
        return True
    if follows == "at" and run.norm(at - 1) in _PLACES and cardinal(run.words, rest + 1, longest=1):
        return True  # we met 24th at 4
    opens = at < 2 or run.words[at - 1].opens_sentence
    apart = opens and rest < len(run.words) and run.words[rest].opens_clause
    apart = apart or (late and at > 0 and run.words[at - 1].opens_clause)
    timed = follows in _BEFORE_A_TIME or _clock_follows(run, rest)
    apart = apart or (opens and bool(_CLOCK_IN_FIGURES.fullmatch(follows)) and run.ends(rest + 1))
    apart = apart or (opens and (follows in _SOON or (late and (timed or follows in ("is", "was")))))
    behind = run.norms(rest, 2) == ("in", "the") and run.norm(rest + 2) in PARTS
    behind = behind or (follows in (*_BEFORE_A_TIME, "at") and not run.ends(rest + 1))
    if opens and late and behind and not plain_number:
        return True  # 17th, quarter to two; the seventeenth in the afternoon
    placed = (
        placed
        or (before == "from" and run.norm(at - 3) == "me")
        or (before in ("before", "after") and run.norm(at - 3) in (*WEEKDAY, "day"))
        or apart
        or follows in ("at", "of", "instead", "instant", "inst")
        or run.words[at].norm[0].isdigit()
    )
    return the and placed


def ends_bare(run: Run, at: int) -> bool:
    """Whether nothing at `at` is what a number before it would count."""
    return run.ends(at) or run.norm(at) in AFTER_BARE_DAY


def _clock_follows(run: Run, at: int) -> bool:
    """Whether an hour and its minutes or its half of the day stand at `at`: "the ninth one fifteen"."""
    if ":" in run.norm(at) or _CLOCK_IN_FIGURES.fullmatch(run.norm(at)):
        return True
    if run.norm(at) in HEARD_QUARTERS and run.norm(at + 1) in ("past", "to"):
        return cardinal(run.words, at + 2) is not None
    hour = cardinal(run.words, at, longest=1)
    if hour is None or hour[0] > 24:
        return False
    behind = run.norm(at + 1)
    if behind in ("minutes", "past", "to") and cardinal(run.words, at + 2 + (behind == "minutes")):
        return True  # the eighth ten to one
    return behind in ("am", "pm", "oclock", "p", "hundred") or cardinal(run.words, at + 1) is not None
