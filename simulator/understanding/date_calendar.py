"""Days of the calendar: "June third", "the 3rd of June", "on the third", "6/3", "2026-06-03"."""

from simulator.understanding.date_bare import bare_day, ends_bare
from simulator.understanding.date_figures import figures, two_figures
from simulator.understanding.date_meaning import Parts
from simulator.understanding.date_run import Run
from simulator.understanding.date_words import MONTH, WEEKDAY
from simulator.understanding.numerals import cardinal, heard_ordinal, ordinal, year
from simulator.understanding.time_words import HEARD_AS
from simulator.understanding.words import word_set

_YEARS = 5
"""No interview is further off: "the tenth, 2011" is the tenth, at twenty to eleven, misheard."""
_SUBJECTS = word_set("i you we they he she it that who which one to and people")


def month_day(run: Run, at: int, p: Parts) -> int:
    """The day, the month, or both."""
    if p.month is not None and p.day is not None:
        return 0
    if used := figures(run, at, p):
        return used
    if run.norm(at) in MONTH:
        return _from_month(run, at, p)
    if p.day is not None or (p.month is not None and not p.in_month):
        return 0
    if used := two_figures(run, at, p):
        return used
    if run.norm(at - 1) == "the" and (misheard := heard_ordinal(run.words, at)):
        of = at + misheard[1]
        if run.norm(of) == "of" and run.norm(of + 1) in MONTH and not _day_at(run, of + 2):
            p.day, p.month = misheard[0], MONTH[run.norm(of + 1)]
            return misheard[1] + 2
        timed = run.norm(of) in ("at", "that") and cardinal(run.words, of + 1, longest=1)
        half = run.norm(of) == "at" and run.norm(of + 1) in ("half", "quarter", "a", "noon")
        if run.norm(at - 2) in ("on", "for") and (timed or half):  # on the ace at half past eight
            p.day = misheard[0]
            return misheard[1]
    number = ordinal(run.words, at)
    plain_number = number is None
    if number is None and (number := cardinal(run.words, at, longest=2)) is None:
        return 0
    value, used = number
    if not 1 <= value <= 31:
        return 0
    rest = at + used
    of_month = run.norm(rest + 2) in MONTH or run.norm(rest + 3) == "month"
    if run.norm(rest) == "day" and run.norm(rest + 1) == "of" and of_month:
        used, rest = used + 1, rest + 1
    of = run.norm(rest) in ("of", "in")
    month_follows = run.norm(rest + of) in MONTH and not (plain_number and _apart(run, at, rest))
    hour_before = month_follows and plain_number and not of and cardinal(run.words, at - 1, longest=1)
    spelled = month_follows and plain_number and run.norm(at - 1) in ("oh", "o", "zero")
    if spelled or (hour_before and ordinal(run.words, rest + 1) and not run.words[rest + 1].opens_clause):
        return 0  # at ten thirty October third, nine oh five October third
    if month_follows and plain_number and run.norm(rest) == "in":  # "I turned 27 in February"
        month_follows = run.norm(at - 1) in ("the", "on")
    skip = 1 + (run.norm(rest + 1) == "the")
    numbered = ordinal(run.words, rest + skip) if run.norm(rest) == "of" else None
    if numbered and numbered[0] <= 12 and not plain_number and ends_bare(run, rest + skip + numbered[1]):
        p.day, p.month = value, numbered[0]  # the tenth of the second
        return used + skip + numbered[1]
    if run.norm(rest) in ("ult", "ultimo") and not plain_number:
        p.day, p.month = value, run.last_month().month
        return used + 1
    if month_follows and (of or not plain_number or calendar_word(run, rest)):
        p.day, p.month = value, MONTH[run.norm(rest + of)]
        return used + of + 1
    if run.norm(at) != "one" and bare_day(run, at, rest, plain_number, p):
        p.day = value
        return used
    return 0


def year_behind(run: Run, at: int, p: Parts) -> int:
    """The year behind a day and its month: 2026, twenty twenty six, last year, of this year."""
    if not p.day or not p.month or p.year is not None:
        return 0
    if said := year(run.words, at):
        behind = at + said[1]
        if "hundred" in run.norms(behind - 1, 2) or run.norm(behind) in ("hours", "hrs"):
            return 0  # nineteen hundred hours
        if abs(said[0] - run.called_on.year) <= _YEARS:
            p.year = said[0]
        return said[1]
    of = run.norm(at) in ("of", "in")
    years = {"last": 1, "this": 0}.get(run.norm(at + of))
    if years is None or run.norm(at + of + 1) != "year":
        return 0
    p.year = run.called_on.year - years
    return 2 + of


def _from_month(run: Run, at: int, p: Parts) -> int:
    """June third, June the 3rd, June 3; June alone behind its day or a word that leads to a month."""
    month, step = MONTH[run.norm(at)], at + 1
    if p.month is not None:
        return 0
    if run.norm(step) in ("the", "of"):
        step += 1
    number = heard_ordinal(run.words, step)
    behind = step + number[1] if number else step
    apart = run.norm(step - 1) == "the" and behind < len(run.words) and run.words[behind].opens_clause
    if number is None or not (run.norm(behind) in ("", "at") or number[1] > 1 or apart):
        number = ordinal(run.words, step)
    if number is None and "." not in run.words[at].text[-1:] and calendar_word(run, at):
        number = cardinal(run.words, step, longest=2)
        if number and number[0] > 31:
            number = cardinal(run.words, step, longest=1)
        behind = step + number[1] if number else step
        to_an_hour = run.norm(behind) in ("past", "to", "after") and cardinal(run.words, behind + 1)
        if number and (to_an_hour or run.norm(behind) in ("oclock", "am", "pm")):
            number = None  # in September, twenty past nine
    if number is None and run.norm(step) in HEARD_AS and run.norm(step + 1) == "at":  # on July to at three
        number = HEARD_AS[run.norm(step)], 1
    if number and 1 <= number[0] <= 31 and p.day in (None, number[0]):
        p.month, p.day = month, number[0]
        return step + number[1] - at
    if p.day is not None:  # "the third of June": the day stood before
        p.month = month
        return 1
    if run.norm(at - 1) in ("in", "of", "early", "late", "mid", "last") and calendar_word(run, at):
        p.month = month
        return 1
    return 0


def _day_at(run: Run, at: int) -> bool:
    """Whether the month before `at` has its day there: the night of June the third."""
    at += run.norm(at) == "the"
    return ordinal(run.words, at) is not None or run.norm(at).isdigit()


def _apart(run: Run, at: int, rest: int) -> bool:
    """Whether the number at `at` belongs to a clock: "quarter to six, December nineteenth"."""
    return "," in run.words[rest].before or run.norm(at - 1) in ("to", "past", "at", "after")


def calendar_word(run: Run, at: int) -> bool:
    """May and March are also verbs: in small letters a date must be begun or a figure follow."""
    if run.norm(at) not in ("may", "march") or run.words[at].capital:
        return True
    before = run.norm(at - 1)
    led = before in WEEKDAY or before in ("on", "was")
    numbered = before.isdigit() or cardinal(run.words, at - 1) is not None
    if (
        numbered
        and run.norm(at - 2) in (*WEEKDAY, "on", "of", "the", "was")
        and run.norm(at + 1) not in _SUBJECTS
    ):
        return True  # of nineteen march
    if numbered and run.norm(at + 1) == "at":
        return True  # twenty six may at ten
    return led or (run.norm(at + 1).isdigit() and before not in _SUBJECTS)
