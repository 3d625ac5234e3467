"""Every way of saying a day and a time, made from the day and the time: what property tests know to be right."""

import datetime as dt
from collections.abc import Iterator

DAY = dt.timedelta(days=1)
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty"}
_IRREGULAR = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def words_of(number: int) -> str:
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")


def ordinal_of(number: int) -> str:
    if number in (20, 30):
        return words_of(number)[:-1] + "ieth"
    if number > 20:
        return f"{_TENS[number // 10]} {ordinal_of(number % 10)}"
    return _IRREGULAR.get(number, words_of(number) + "th")


def figure_of(number: int) -> str:
    return f"{number}{'th' if 10 <= number <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def by_calendar(day: dt.date) -> Iterator[str]:
    """Forms with the month."""
    month, n, weekday = f"{day:%B}", day.day, f"{day:%A}"
    spoken, figure = ordinal_of(n), figure_of(n)
    for said in (spoken, spoken.replace(" ", "-"), figure, str(n), f"the {spoken}", f"the {figure}"):
        yield f"on {month} {said}"
    yield f"on {month} {words_of(n)}"
    for said in (f"the {spoken} of", f"the {figure} of", figure, str(n)):
        yield f"on {said} {month}"
        yield f"on {weekday} {said} {month}"
    yield f"on {weekday}, {month} {spoken}"
    yield f"on {month} {spoken}, twenty {words_of(day.year % 100)}"
    yield f"on {month} {n}, {day.year}"
    yield f"on {month[:3]}. {n}"
    for written in ("{0.month}/{0.day}/{0.year}", "{0.month}/{0.day}", "{0.day}.{0.month}.{0.year}", "{0}"):
        yield f"on {written.format(day)}"


def by_the_call(day: dt.date, called_on: dt.date) -> Iterator[str]:
    """Forms that rest on the day of the call, those that fit."""
    ago, weekday = (called_on - day).days, f"{day:%A}"
    week = (called_on - called_on.weekday() * DAY - (day - day.weekday() * DAY)).days // 7
    if ago <= 27:
        for said in (ordinal_of(day.day), figure_of(day.day)):
            yield f"on the {said}"
            yield f"on {weekday} the {said}"
    if ago <= 6:
        yield f"on {weekday}"
        yield f"this past {weekday}"
    if (weekdays := ago // 7 + (ago % 7 > 0)) > 1:
        yield f"{words_of(weekdays)} {weekday}s ago"
    if (called_on.replace(day=1) - DAY).month == day.month != called_on.month:
        yield f"last month on the {ordinal_of(day.day)}"
        yield f"on the {figure_of(day.day)} of last month"
    nth = ("first", "second", "third", "fourth", "fifth")[(day.day - 1) // 7]
    yield f"on the {nth} {weekday} in {day:%B}"
    if (day + 7 * DAY).month != day.month:
        yield f"on the last {weekday} of {day:%B}"
    if week == 0:
        yield f"earlier this week, on {weekday}"
    if week == 1:
        yield f"last {weekday}"
        yield f"on {weekday} of last week"
        yield f"last week on {weekday}"
        yield f"a week ago {weekday}"
        yield f"last week's {weekday}"
    if week == 2:
        yield f"the {weekday} before last"
        yield f"two weeks ago on {weekday}"
        yield f"on {weekday} of the week before last"
    if ago in (1, 2):
        yield "yesterday" if ago == 1 else "the day before yesterday"
    else:
        yield f"{words_of(ago)} days ago"
        yield f"exactly {ago} days ago"
    if ago % 7 == 0:
        weeks = "a week" if ago == 7 else f"{words_of(ago // 7)} weeks"
        yield f"{weeks} ago today"
        yield f"exactly {weeks} ago"
        yield f"this day {'last week' if ago == 7 else f'{weeks} ago'}"
    if ago == 14:
        yield "a fortnight ago today"
    if 7 < ago <= 14:
        yield f"a week last {weekday}"
        yield f"not last {weekday} but the one before"
        yield "a week yesterday" if ago == 8 else f"a week ago last {weekday}"
    if 7 < ago < 14:
        yield f"a week and {words_of(ago - 7)} day{'s' * (ago > 8)} ago"


def of_time(hour: int, minute: int) -> Iterator[str]:
    """Forms of a time between 7:00 and 19:59."""
    twelve, half = hour % 12 or 12, "am" if hour < 12 else "pm"
    part = "in the morning" if hour < 12 else "in the afternoon" if hour < 18 else "in the evening"
    h, after = words_of(twelve), words_of(twelve % 12 + 1)
    figures = f"{twelve}:{minute:02d}"
    for said in (figures, f"{figures} {half}", f"{figures} {half[0]}.m.", f"{figures} {half[0]} m"):
        yield f"at {said}"
    yield f"at {hour}:{minute:02d}"
    yield f"at {hour:02d}{minute:02d} hours"
    if minute == 0:
        for said in (
            h,
            str(twelve),
            f"{h} o'clock",
            f"{h} {half[0]} m",
            f"{twelve}{half}",
            f"{h} {part}",
            f"{h} sharp",
            f"{h} on the dot",
            f"{words_of(hour)} hundred hours",
        ):
            yield f"at {said}"
        if hour == 12:
            yield "at noon"
    elif minute >= 10:
        said = f"{h} {words_of(minute)}"
        for form in (said, said.replace(" ", "-"), f"{said} {part}", f"{said} {half[0]} m"):
            yield f"at {form}"
        if hour > 12:
            yield f"at {words_of(hour)} {words_of(minute)}"
            yield f"at {words_of(hour)} {words_of(minute)} hours"
        yield f"at {h} hours {words_of(minute)}"
        yield f"at {h} hundred {words_of(minute)}"
        yield f"at {twelve}, {minute:02d}"
        yield f"at {twelve}{minute:02d}"
        yield f"at {twelve} {minute:02d}"
    else:
        yield f"at {h} oh {words_of(minute)}"
    if minute == 30:
        yield f"at half past {h}"
        yield f"half past {h} {part}"
        yield f"at half {h}"
    if minute == 15:
        for said in (f"quarter past {h}", f"a quarter after {h}", f"fifteen minutes past {h}"):
            yield f"at {said}"
    if minute == 45:
        for said in (f"quarter to {after}", f"a quarter of {after}", f"quarter till {after}"):
            yield f"at {said}"
    if minute in (5, 10, 20, 25):
        yield f"at {words_of(minute)} past {h}"
    if minute == 25:
        yield f"at five and twenty past {h}"
    if minute in (40, 50, 55):
        yield f"at {60 - minute}:00 to {twelve % 12 + 1}:00"
    if minute in (35, 40, 50, 55):
        yield f"at {words_of(60 - minute)} to {after}"
        yield f"at {words_of(60 - minute)} minutes before {after}"
