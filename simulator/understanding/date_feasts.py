"""Holidays and feasts by name, each with the rule that gives its day in a year: those of the United States,
of Britain and its neighbours, and those that most English speakers share."""

import datetime as dt
from collections.abc import Callable

from simulator.understanding.date_run import nth_weekday
from simulator.understanding.date_words import DAY

Rule = Callable[[int], dt.date]
"""The day of a feast in a year."""


def _fixed(month: int, day: int) -> Rule:
    return lambda year: dt.date(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Rule:
    return lambda year: nth_weekday(year, month, weekday, nth) or dt.date(year, month, 1)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def beside(rule: Rule, days: int) -> Rule:
    """So many days after a feast, before it where negative."""
    return lambda year: rule(year) + days * DAY


_THANKSGIVING = _nth(11, 3, 3)
_BANK = (
    _fixed(1, 1), beside(easter, -2), beside(easter, 1), _nth(5, 0, 0), _nth(5, 0, -1), _nth(8, 0, -1),
    _fixed(12, 25), _fixed(12, 26),
)  # fmt: skip
_FEDERAL = (
    _nth(1, 0, 2), _nth(2, 0, 2), _nth(5, 0, -1), _fixed(6, 19), _fixed(7, 4), _nth(9, 0, 0), _nth(10, 0, 1),
    _fixed(11, 11), _THANKSGIVING,
)  # fmt: skip
_ONE: dict[str, Rule] = {
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
    "xmas": _fixed(12, 25), "boxing day": _fixed(12, 26), "saint stephens day": _fixed(12, 26),
    "new years eve": _fixed(12, 31), "new year eve": _fixed(12, 31), "new years day": _fixed(1, 1),
    "new years": _fixed(1, 1), "new year": _fixed(1, 1), "epiphany": _fixed(1, 6),
    "burns night": _fixed(1, 25), "berns night": _fixed(1, 25),
    "martin luther king day": _nth(1, 0, 2), "mlk day": _nth(1, 0, 2), "australia day": _fixed(1, 26),
    "groundhog day": _fixed(2, 2), "valentines day": _fixed(2, 14), "valentines": _fixed(2, 14),
    "valentine day": _fixed(2, 14), "presidents day": _nth(2, 0, 2),
    "saint patricks day": _fixed(3, 17), "saint paddys day": _fixed(3, 17), "paddys day": _fixed(3, 17),
    "saint davids day": _fixed(3, 1),
    "april fools day": _fixed(4, 1), "april fools": _fixed(4, 1), "saint georges day": _fixed(4, 23),
    "shrove tuesday": beside(easter, -47), "pancake day": beside(easter, -47),
    "mardi gras": beside(easter, -47), "ash wednesday": beside(easter, -46),
    "palm sunday": beside(easter, -7),
    "maundy thursday": beside(easter, -3), "good friday": beside(easter, -2),
    "easter saturday": beside(easter, -1),
    "easter sunday": easter, "easter monday": beside(easter, 1), "easter tuesday": beside(easter, 2),
    "easter": easter, "leap day": lambda year: dt.date(year - year % 4, 2, 29), "pi day": _fixed(3, 14),
    "star wars day": _fixed(5, 4), "easter bank holiday": beside(easter, 1),
    "whit monday": beside(easter, 50), "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25), "may day": _fixed(5, 1), "labour day": _nth(9, 0, 0),
    "labor day": _nth(9, 0, 0),
    "may bank holiday": _nth(5, 0, 0), "early may bank holiday": _nth(5, 0, 0),
    "spring bank holiday": _nth(5, 0, -1), "late may bank holiday": _nth(5, 0, -1),
    "august bank holiday": _nth(8, 0, -1), "summer bank holiday": _nth(8, 0, -1),
    "cinco de mayo": _fixed(5, 5), "mothers day": _nth(5, 6, 1), "memorial day": _nth(5, 0, -1),
    "fathers day": _nth(6, 6, 2), "juneteenth": _fixed(6, 19), "canada day": _fixed(7, 1),
    "republic day": _fixed(1, 26), "columbus day": _nth(10, 0, 1),
    "indigenous peoples day": _nth(10, 0, 1),
    "halloween": _fixed(10, 31), "guy fawkes night": _fixed(11, 5), "bonfire night": _fixed(11, 5),
    "remembrance day": _fixed(11, 11), "armistice day": _fixed(11, 11), "veterans day": _fixed(11, 11),
    "election day": beside(_nth(11, 0, 0), 1), "thanksgiving eve": beside(_THANKSGIVING, -1),
    "thanksgiving day": _THANKSGIVING, "thanksgiving": _THANKSGIVING,
    "black friday": beside(_THANKSGIVING, 1),
    "cyber monday": beside(_THANKSGIVING, 4),
}  # fmt: skip
_ANY: dict[str, tuple[Rule, ...]] = {
    "independence day": (_fixed(7, 4), _fixed(8, 15), _fixed(10, 1)),  # the United States, India, Nigeria
    "bank holiday": _BANK, "public holiday": (*_BANK, *_FEDERAL), "federal holiday": _FEDERAL,
    "holiday weekend": (*_BANK, *_FEDERAL), "long weekend": (*_BANK, *_FEDERAL),
    "the holiday": (*_BANK, *_FEDERAL),
}  # fmt: skip
_ALL = {**{name: (rule,) for name, rule in _ONE.items()}, **_ANY}
FEASTS: dict[tuple[str, ...], tuple[Rule, ...]] = {
    tuple(form.split()): rules
    for name, rules in _ALL.items()
    for form in {name, name.replace("saint ", "st ")}
}
"""The words of a name -> the rules of every feast that has it; longer names go before the shorter in them."""
