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
16:15 | I was the 415 for production planner | given
21:30 | I was your 9.30 on Thursday the 16th | given
21:30 | We met on the 13th at 9.3. | given
18:30 | on 20 April at 6.5 in the evening | given
10:15 | On March 30th, 10-15 am. | given
13:40 | I came in on Wednesday the 8th at 20-2 for the interview | given
13:30 | October 1st, 130 bookkeeper. | given
16:15 | March 9th for 15. | given
14:15 | I had a 215 with you guys on the 9th. | given
09:30 | I was supposed to come at 9. It got pushed to 9.30 on the 13th. | given
14:30 | I was in on Thursday, the 19th. At half, too. | given
09:15 | It was the first interview of the day, 915. | given
11:00 | Tuesday, July 7, 11 a.m. | given
12:15 | I interviewed on Monday, a bit afternoon. | given
15:45 | I interviewed on Friday, three forty five, to drive the bus | given
14:15 | We met on the 24th 2.15. | given
16:30 | I interviewed at 4.30 last Saturday. | given
09:05 | I interviewed at 9 0 5 on October 24th. | given
16:20 | It was for 20 on January 12th. | given
16:45 | Friday the 21st of August 445 Tax Advisor. | given
11:30 | I interviewed on the 24th at 1130 Oak Street | missing
11:30 | I interviewed on the 24th, job reference 1130. | missing
16:15 | My reference is 415, and I interviewed on March 9th. | missing
21:15 | I interviewed on the 3rd, room 915. | missing
15:00 | I interviewed on March 9th for 15 minutes. | missing
13:30 | On the 3rd, 130 people came to be interviewed. | missing
17:10 | I interviewed on Monday for the 5-10 shift. | missing
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
