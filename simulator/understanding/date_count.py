"""How many days, weeks or months are counted, back from the call or from another day: "two weeks", "a couple
of days", "a week and two days", "three working days"."""

from dataclasses import dataclass

from simulator.understanding.date_run import Run
from simulator.understanding.date_words import ABOUT, SMALL, WEEKDAY
from simulator.understanding.numerals import cardinal

AGO = ("ago", "back", "prior", "earlier")
UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
         "fortnight": "week", "fortnite": "week", "night": "day", "nights": "day"}  # fmt: skip
DAYS = {"day": 1, "week": 7, "month": 30}
"""About how many days a unit has."""
_LOOSE = {"couple": 2, "few": 3, "several": 4}
_FORTNIGHT = ("fortnight", "fortnite")
_WORKING = ("business", "working", "work", "week")


@dataclass(frozen=True, slots=True)
class Counted:
    """`number` of `unit`, in the words up to `end`; `loose`: a couple, a few; `working`: of working days."""

    number: int
    unit: str
    end: int
    loose: bool = False
    working: bool = False

    @property
    def days(self) -> int:
        return self.number * DAYS[self.unit]


def count(run: Run, at: int) -> tuple[int, int] | None:
    """A number of days or weeks, and the words that it took."""
    if number := cardinal(run.words, at, longest=2):
        return number
    return (SMALL[run.norm(at)], 1) if run.norm(at) in SMALL else None


def counted(run: Run, at: int) -> Counted | None:
    """What is counted at word `at`; also "Tuesday week ago", without its "a"."""
    fortnight = run.norm(at) in _FORTNIGHT
    if (fortnight or run.norm(at) in ("week", "month")) and run.norm(at + 1) in ("ago", "back"):
        led = run.norm(at - 1) in WEEKDAY or run.norm(at - 1) in ("interviewed", "interview", "about", "was")
        return Counted(1 + fortnight, UNITS[run.norm(at)], at + 1) if led else None
    if any(word in _LOOSE for word in run.norms(at, 2)):
        at += run.norm(at) in ("a", "the")
        if run.norm(at) not in _LOOSE:
            return None
        number, loose = _LOOSE[run.norm(at)], True
        used = 2 if run.norm(at + 1) == "of" else 1
    elif (said := count(run, at)) is not None:
        (number, used), loose = said, False
    else:
        return None
    working = run.norm(at + used) in _WORKING and run.norm(at + used + 1) in ("day", "days")
    used += working
    unit = UNITS.get(run.norm(at + used), "")
    if set(_FORTNIGHT) & set(run.norms(at, used + 1)):
        number, unit, used = 2, "week", used if run.norm(at + used) in _FORTNIGHT else used - 1
    if not number or not unit:
        return None
    end = at + used + 1
    rest = count(run, end + 1) if unit == "week" and run.norm(end) == "and" else None
    if rest and run.norm(end + 1 + rest[1]) in ("day", "days"):  # a week and two days
        return Counted(7 * number + rest[0], "day", end + 2 + rest[1], loose)
    return Counted(number, unit, end, loose, working)


def about(run: Run, first: int, end: int) -> bool:
    """Whether the count in the words from `first` to `end` is said to be a rough one."""
    before = first - 1
    return (
        run.norm(before) in ABOUT
        or (run.norm(before), run.norm(before - 1)) == ("like", "something")
        or run.norms(before - 2, 3) == ("a", "little", "over")
        or run.norms(before - 1, 2) in (("more", "than"), ("less", "than"))
        or run.norms(end, 2) in (("or", "so"), ("or", "thereabouts"), ("give", "or"))
        or run.norm(end) in ("ish", "roughly", "approximately")
    )
