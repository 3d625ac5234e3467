"""Every form of a day through a year, and of every quarter hour and five minutes, in sentences around it."""

import datetime as dt
import random

from understanding.spoken_forms import DAY, by_calendar, by_the_call, of_time

from simulator.understanding.dates import read_date
from simulator.understanding.times import read_time

ABOUT_DAYS = (
    "I interviewed {} and I'm calling to hear the outcome.",
    "My interview was {}.",
    "I was in {} for the cashier interview.",
    "hello this is john smith i interviewed {} at two thirty and wanted to know the outcome",
    "My name is April May, I interviewed {}, and I could start on July first.",
)
ABOUT_TIMES = (
    "I interviewed on Monday {} for the cashier job.",
    "On June third {}, I interviewed with Ms. Porter.",
    "my interview was {} last thursday and i wanted to know the outcome",
    "I was in yesterday {} to interview for barista.",
    "I interviewed {}, and I have waited two weeks.",
)


def test_every_day_of_a_year() -> None:
    dice = random.Random(4)
    wrong: list[tuple[str, dt.date, dt.date]] = []
    for at in range(366):
        day = dt.date(2026, 1, 1) + at * DAY
        called_on = day + dice.randint(1, 27) * DAY
        said = [*by_calendar(day), *by_the_call(day, called_on)]
        for form in dice.sample(said, 3):
            text = dice.choice(ABOUT_DAYS).format(form)
            off = dice.choice((0, 0, 1, 2, 9)) * DAY
            if (read_date(text, day - off, called_on).result == "given") != (not off):
                wrong.append((text, day, called_on))
    assert not wrong


def test_every_five_minutes_of_a_working_day() -> None:
    dice = random.Random(4)
    wrong: list[tuple[str, dt.time]] = []
    for minutes in range(7 * 60, 20 * 60, 5):
        time = dt.time(minutes // 60, minutes % 60)
        off = dice.choice((0, 0, 1, 2, 3))
        card = dt.time((time.hour + off) % 24, time.minute)
        for form in dice.sample(list(of_time(time.hour, time.minute)), 4):
            text = dice.choice(ABOUT_TIMES).format(form)
            if (read_time(text, card).result == "given") != (not off):
                wrong.append((text, time))
    assert not wrong
