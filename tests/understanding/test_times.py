"""The time of the interview, in every spoken form."""

import datetime as dt

import pytest

from simulator.understanding.times import read_time

# time on the card | text | result
TABLE = """
14:00 | I interviewed on June third at two p M, and I'm calling | given
14:00 | at 2:00 p.m. | given
14:00 | I was there at two | given
14:00 | at 2 | given
14:00 | at two o'clock in the afternoon | given
14:00 | at fourteen hundred hours | given
14:00 | at 1400 hours | given
14:00 | my interview was at 14:00 | given
14:00 | at to p.m. | given
14:30 | at half past two | given
14:30 | at two thirty | given
14:30 | half two | given
09:45 | at quarter to ten | given
09:45 | a quarter of ten | given
15:10 | ten minutes past three | given
14:50 | ten to three in the afternoon | given
09:30 | at 930 | given
09:30 | at 9 30 a.m. | given
09:05 | at nine oh five | given
12:00 | at noon | given
12:00 | at midday | given
14:00 | I had an interview yesterday afternoon | partial
10:00 | I interviewed on Monday morning | partial
14:00 | I interviewed on Monday morning | wrong
14:00 | at 2 a.m. | wrong
14:00 | at two in the morning | wrong
14:00 | at three p.m. | wrong
14:00 | I interviewed on June third | missing
14:00 | Good afternoon, this is John | missing
14:00 | I have waited two weeks and called two times | missing
14:00 | you can call me back at two | missing
14:00 | my number is 555 1400 | missing
11:15 | about yesterday, the eleven fifteen interview | given
09:30 | I was your nine thirty on Thursday the sixteenth | given
09:50 | my ten to ten interview on March twenty fourth | given
12:45 | I interviewed on the second, at, um, twelve forty five | given
16:00 | I interviewed at four, sorry, at five | wrong
11:00 | july 7th at ten actually eleven | given
13:00 | right after lunch on Thursday the fourth I interviewed | partial
10:00 | wednesday morning, for the nurse job | partial
16:00 | Wednesday, July 8th, in the morning | wrong
14:00 | I interviewed at Two Rivers Bakery | missing
14:00 | My interview was at 12 Main Street | missing
14:00 | yesterday you interviewed me for about 2 hours | missing
09:05 | I interviewed last Friday at 9 05 | given
13:30 | I interviewed at one thirtyish last Thursday | given
18:15 | I interviewed on Friday at 18:15 hours | given
10:00 | My appointment was for ten on the eighth | given
10:00 | I interviewed on June 1st, ten on the dot | given
14:00 | It was from two to three on Friday | given
09:30 | We met in room nine thirty on the third | missing
14:00 | I interviewed for two weeks | missing
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_read_time(row: str) -> None:
    time, text, result = (cell.strip() for cell in row.split("|"))
    reading = read_time(text, dt.time.fromisoformat(time))
    assert reading.result == result, reading
    assert text[reading.start : reading.end] == reading.heard


def test_a_card_without_a_time() -> None:
    assert read_time("I interviewed at two thirty", None).said == "14:30"
    assert read_time("I interviewed on Monday", None).result == "missing"
