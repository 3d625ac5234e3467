"""The day of the interview, in every spoken form. The call is on Wednesday, 17 June 2026."""

import datetime as dt
import random

import pytest

from simulator.understanding.dates import read_date

CALLED_ON = dt.date(2026, 6, 17)

# interview | text | result
TABLE = """
2026-06-03 | I interviewed on Wednesday, June third at two p M, and I'm calling | given
2026-06-03 | I interviewed on June 3rd | given
2026-06-03 | interview on the 3rd of June 2026 | given
2026-06-03 | my interview on June the third, twenty twenty six | given
2026-06-03 | we met on 3 June | given
2026-06-03 | I interviewed on the third at 2:00 p.m. | given
2026-06-03 | I came in on Wednesday the 3rd at 2 | given
2026-06-03 | interview on 2026-06-03 at 14:00 | given
2026-06-03 | my interview was 6/3 | given
2026-06-03 | Friday 3 slash 6 at 845 | wrong
2026-06-03 | 3 slash 6 at 845 | given
2026-06-03 | We met on the 3rd 2.15. | given
2026-06-03 | Since June third, when you interviewed me, I have been waiting. | given
2026-06-03 | Since June third, when my sister moved in, I have been waiting. | missing
2026-06-13 | I applied to the school and they quizzed me four days ago. | given
2026-06-03 | 6/3 at two, application number four four seven | given
2026-06-03 | 6/3 I sent my application | missing
2026-06-03 | I interviewed next Wednesday at two | wrong
2026-06-10 | my interview, June the 10th, 2011, has your team decided | given
2026-06-10 | my interview was on June the 10th, 2025 | wrong
2026-06-09 | eleven o'clock on June the night, Ms Porter was there | given
2026-06-13 | I'm the goldsmith who came by on the 13th order past 11 | given
2026-06-13 | I came about the 13th order, past the gate | missing
2026-06-03 | It's Wednesday, and I interviewed for the cook job | missing
2026-06-03 | Your boss received me on the third at two | given
2026-06-03 | I did interview by you at two, June third | given
2026-06-08 | I interviewed on the eight at 930 | given
2026-05-23 | I interviewed on May twenty third | given
2026-05-23 | I interviewed on May 20 3rd | given
2026-05-28 | Thursday, twenty eight, two o'clock | given
2026-06-15 | Monday, fifteen at ten ten | given
2026-05-24 | Twenty-fourths may at ten fifteen a m | given
2026-05-06 | Six may at eight twenty | given
2026-06-16 | I interviewed on the sixteenths at four | given
2026-06-04 | On Thursday two thirds of the team were there | partial
2026-06-16 | I had an interview yesterday afternoon | given
2026-06-15 | I interviewed the day before yesterday | given
2026-06-16 | I was interviewed last Tuesday | given
2026-06-09 | I was interviewed last Tuesday | given
2026-06-12 | I had my interview on Friday | given
2026-06-05 | I interviewed the Friday before last | given
2026-06-10 | I interviewed a week ago today | given
2026-06-10 | I interviewed a week ago | given
2026-06-03 | I interviewed two weeks ago | given
2026-06-04 | I interviewed two weeks ago on Thursday | given
2026-06-11 | I was in for an interview last week on Thursday | given
2026-06-14 | I interviewed three days ago | given
2026-06-17 | I interviewed this morning | given
2026-06-03 | I interviewed in June | partial
2026-06-11 | I interviewed last week | partial
2026-06-05 | I interviewed two weeks ago | partial
2026-05-29 | I interviewed on Friday | partial
2026-06-03 | I interviewed on Tuesday, June third | partial
2026-06-03 | I interviewed on June fourth | wrong
2026-06-03 | I interviewed on the 4th | wrong
2026-06-03 | I interviewed yesterday | wrong
2026-06-03 | I interviewed on June 3rd, sorry, June 5th | wrong
2026-06-05 | I interviewed on June 3rd, no, June 5th | given
2026-06-03 | I interviewed on June third and I could start on July first | given
2026-06-03 | I could start on July first | missing
2026-06-03 | I have waited two weeks | missing
2026-06-03 | My name is April May and this is my second interview | missing
2026-06-17 | I'm calling today to ask about my interview | missing
2026-06-12 | you said you would decide by Friday | missing
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_read_date(row: str) -> None:
    interview, text, result = (cell.strip() for cell in row.split("|"))
    reading = read_date(text, dt.date.fromisoformat(interview), CALLED_ON)
    assert reading.result == result, reading
    assert text[reading.start : reading.end] == reading.heard


def test_what_was_said_instead_is_reported() -> None:
    reading = read_date("I interviewed on June 4th", dt.date(2026, 6, 3), CALLED_ON)
    assert (reading.said, reading.why) == ("2026-06-04", "you said the 4th; it was Wednesday the 3rd")
    reading = read_date("I interviewed on May 4th", dt.date(2026, 6, 3), CALLED_ON)
    assert reading.why == "you said May 4th; it was Wednesday the 3rd"


BY_RULE = """
2026-06-04 | I interviewed on the third, sorry, the fourth | given
2026-06-03 | I interviewed on the third, sorry, the fourth | wrong
2026-06-04 | not the third but the fourth of June was my interview | given
2026-05-29 | I interviewed on the last Friday in May | given
2026-06-09 | I interviewed on the second Tuesday in June | given
2026-06-08 | I interviewed a week and two days ago | given
2026-06-03 | We met on 6-3 at 14:00. | given
2026-06-03 | wednesday 6 3 at 3:20 | given
2026-06-03 | the interview on the 3rd and I hope to hear by Friday | given
2026-06-03 | John Smith calling on June third at two I interviewed for the nurse job | given
2026-06-03 | I interviewed roughly two weeks ago | partial
2026-06-04 | I interviewed the other day | partial
2026-06-03 | Quarter to six, June third, interview, financial analyst | given
2026-06-16 | I left a message yesterday | missing
2026-06-15 | I interviewed three days ago | wrong
2026-06-05 | It was two Fridays ago at eleven | given
2026-06-08 | I interviewed on the eighth day of June | given
2026-06-09 | I interviewed on the second Tuesday of this month | given
2026-06-03 | I interviewed in the first week of June | partial
2026-06-03 | I interviewed a good two weeks ago | partial
2026-06-03 | The interview on the third lasted an hour | given
2026-03-03 | I interviewed on Mar. 3 | given
2026-06-10 | I interviewed on the 10 th of June | given
2026-06-10 | I interviewed this time last week | given
2026-06-10 | I interviewed on June 10th last year | wrong
2025-12-29 | I interviewed on December 29th of last year | given
"""


@pytest.mark.parametrize("row", BY_RULE.strip().splitlines())
def test_corrections_rough_weeks_and_what_is_not_the_interview(row: str) -> None:
    interview, text, result = (cell.strip() for cell in row.split("|"))
    assert read_date(text, dt.date.fromisoformat(interview), CALLED_ON).result == result


def test_any_words_of_dates_in_any_order_can_be_read() -> None:
    said = [
        "last",
        "the",
        "Monday",
        "of",
        "June",
        "third",
        "3",
        "25",
        "a",
        "week",
        "ago",
        "before",
        "today",
        "6-3",
        "first",
        "May",
        "two",
        "in",
        "twenty",
    ]
    for seed in range(150):
        text = " ".join(random.Random(seed).choices(said, k=12))
        read_date(text, dt.date(2026, 6, 3), CALLED_ON)
