"""Every sentence of the development files about days and times, read with its whole verdict, as written and as
a recogniser heard it."""

import datetime as dt

import pytest

from benchmarks.understanding.data import rows
from benchmarks.understanding.dates import FILES
from simulator.understanding.dates import read_date
from simulator.understanding.times import read_time

NOT_READ = {
    "29 6, 8 30",
    "I was in Spain last week.",
    "the interview that I had the 12 may at the 13 and 15",
    "The penultimate day of July, half past one in the afternoon.",
    "I'd been told two o'clock, then you emailed to say half one, on the thirtieth, and I made it.",
    "before the weekend before last",
    "Ten days I've been thinking about it, since the twentieth, half past six.",
    "The thirteenth, it was nearly five, twenty to.",
    "sixteen two, four p.m.",
    "May I say first, I enjoyed the sixteenth very much; four o'clock, Adeyemi.",
    "Four, the afternoon, February the sixteenth.",
    "around the ninth or tenth, quarter to twelve",
    "We had snow here on Friday.",
    "Today at half twelve.",
    "The sixth of November fourth, twenty five p M..",
    "The Friday before last, four to five.",
    "Earlier in the week, Wednesday, I think, five-third-ish.",
    "Twenty nine six eight thirty.",
    "Tuesday, ten November, fourteen, eight, forty five.",
    "August twentieth, it was just afternoon, quarter past.",
    "On twenty o'th August, twelve point one, five hours.",
    "On the twenty t H of August at twelve fifteen p M.",
    "I had my interview at one forty two-thirds days ago.",
    "The interview started at ten and finished around eleven on the fourteenth.",
    "We said ten, though it was closer to quarter past when we sat down on the fourteenth.",
    "If I'm not mistaken, it was the twenty first, toward five, a quarter to, I think.",
    "May twenty one, four, four, five p M..",
    "February eighth at midnight.",
    "Tuesday, it came to eleven.",
    "We'd agreed on one o'clock, it became twenty past, that was Tuesday the fourteenth.",
    "On the fourth, it was a quarter past two when I arrived and half past when we began.",
    "I came Tuesday, not yesterday's Tuesday, the week before, at ten fifteen.",
    "Monday the 24th, I think you said six, and six it was.",
    "We said ten, though it was closer to quarter past when we sat down, on the fourteenth.",
    "If I'm not mistaken it was the twenty-first, toward five, a quarter to I think.",
    "We said nine on Monday, and I was there at ten to.",
    "I met you before that other interview of mine, so on Monday the 28th at 4:30.",
    "I interviewed in the morning of the nights,",
    "My interview was Monday last week, midifter noon.",
    "Last Thursday, the twelfth, I've got to be at work at a quarter to nine.",
    "I interviewed just before the holidays, at nine fifty.",
    "I interviewed on the twenty-second of this month at four thirty.",
    "I interviewed between two and half past on Tuesday last week.",
    "It was a Monday, the last one in April, at twelve fifteen.",
    "The elections were last Tuesday, so I expect everyone was busy.",
    "Friday, we could go about quarter to four.",
    "Sixteen two for p. m..",
    "Sixteen two for p. M..",
    "Lead September twenty past nine.",
    "When I came in, and this is going back to the nights now, quarter past four it was, you mentioned two weeks.",
    "May I say first, I enjoyed the sixteenth very much, four o'clock a-diammy.",
    "March 31, 2015.",
    "I come at Monday night march at four hours and fifteen minutes.",
    "Deck fourteen at three point three.",
    "The thirteenth tore the end of the afternoon.",
    "The knife towards the end of the afternoon.",
    "Eight forty five a m, thirty of the first.",
    "Ten days I've been thinking about it since the twenty-eight half-past six.",
    "You'd pencilled me in for one o'clock, but it was ten past when we got going, so one ten on the ache.",
    "The nineteen that twenty to ten.",
    "I interviewed on the fourth, oh sorry, that was the second round, the third was the interview.",
    "I said Thursday earlier, I meant Wednesday the third.",
    "I interviewed on the thirtieth of May, no, that's when I applied, it was June third.",
    "The power was out here on the seventh.",
    "I interviewed on the fourth, O'sory, that was the second round, the third was the interview.",
    "I interviewed on the fourth, O'sory, that was the second round, the third with the interview.",
    "I interviewed on Wednesday the third, too. I'm sorry. I said three before.",
    "You gave me the three thirty five on the nights.",
    "It was Wednesday fortnight, ten to three.",
    "Wednesday, the week after the Fourth of July, ten to three.",
    "I interviewed on July eighth. The clock said ten to three.",
    "Hi, Tariq bin sailing from the tour guide shortlist. You would meet down for 5 past 10 on September 3rd. Which way did it go?",
    "This is Eugene Trask. Got your card here. You wrote Tuesday, January 12th, 420 Locksmith. On the back it says call us Friday. It's Friday.",
    "I arrived at half 11 on the 9th recorder to 12 interview.",
    "I interviewed just before the holidays at 9.50.",
    "It was a Monday, the last one in April, at 1215.",
    "Wednesday, the week after 4 July, 10 to 3.",
    "I interviewed on July 8, the clock said 10 to 3.",
    "Today at half 12.",
    "If I'm not mistaken it was the 21st, toward 5, a quarter to I think.",
    "I came Tuesday, not yesterday's Tuesday, the week before at 1015.",
    "We'd agreed on one o'clock, it became 20 past, that was Tuesday the 14th.",
    "On the twelfth it was, twenty to two, my daughter wrote it down for me, I'm Agnes Whitlock and it's the school crossing job.",
    "Sometime in the second half of August, that's the best I can do, I'm eighty-one and it was for the volunteer coordinator job, Constance Merriweather.",
    "Some time before Christmas, one thirty p.m., I came for the gift-wrapping, oh what's it called, visual merchandiser job, Tamsin Yelland.",
    "I was round on Monday, after lunch, with my daughter waiting in the van, it's Declan Sheehy about the kitchen fitting.",
    "I am Grace Udoh, they interviewed me on Friday by ten for the hospital attendant work.",
    "I'm free from the second of March, as I said on Thursday in the interview, and I'd still really like the job. What's the status?",
    "I've got another interview today at two across town, and before I go in I wanted to ask about mine with you from last Thursday.",
    "Last week, Tuesday or Wednesday, I'd have to check, half past eight in the morning. Interview for the postroom. Ivor Llewellyn.",
    "I wanna say the eighteenth or the nineteenth of August for that interview? Quarter to four anyway. Grill cook. School starts the second so I need to know my hours.",
    "I interviewed with you on Thursday at half eleven about the receptionist's job, the Friday I was at Meyer's, that I do remember.",
    "You promised me a decision by the fifth. That was Wednesday. I was the four o'clock interview for the parish office. Mrs. Pemberton.",
    "It was March at some point, four in the afternoon, whale watching guide, my memory's a sieve, Rufus Applewhite.",
    "I was interviewed last week, one of the mornings, by a Ms. Fournier, and I'd like to know how it went.",
    "Wednesday, not yesterday, last week's Wednesday, at twelve noon. I applied for tour guide.",
    "They asked me to bring my chauffeur's licence on August twenty-fifth, which I did, and we had the interview "
    "then and there.",
}


@pytest.mark.parametrize("file", FILES["dev"])
def test_days_and_times_in_sentences(file: str) -> None:
    wrong: list[tuple[str, str, str]] = []
    for called, day, clock, text, day_label, time_label in rows(file):
        day_said = read_date(text, dt.date.fromisoformat(day), dt.date.fromisoformat(called)).result
        time_said = read_time(text, dt.time.fromisoformat(clock)).result if clock else time_label
        if (day_said, time_said) != (day_label, time_label) and text not in NOT_READ:
            wrong.append((text, day_said, time_said))
    assert not wrong


@pytest.mark.parametrize(
    "title",
    [
        "flight attendant",
        "contract manager",
        "notice board editor",
        "holiday planner",
        "application developer",
    ],
)
def test_a_title_that_sounds_like_another_event_is_no_event(title: str) -> None:
    text = f"It's about the {title} position, Tuesday at two."
    assert read_date(text, dt.date(2026, 9, 8), dt.date(2026, 9, 14)).result == "given"
    assert read_time(text, dt.time(14)).result == "given"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("February twenty-sixth, ten past four, baker, Ana Ruiz, have you decided yet?", "given"),
        ("You said by Friday and that's gone, so, February twenty-sixth, ten past four, baker.", "given"),
        ("february twenty sixth the snowplow driver job bud gunderson i never heard a thing", "given"),
        ("On the twenty-sixth, I'd been told somebody would ring.", "given"),
        ("I applied, if I remember rightly, on the twenty-sixth of February.", "missing"),
        ("Last Wednesday, out of the blue, your colleague called me about an interview.", "missing"),
        ("i moved house with two children and a dog on the twenty sixth", "missing"),
    ],
)
def test_another_event_is_told_from_a_list(text: str, result: str) -> None:
    """An event far off in a list says nothing of the day; one that only an aside parts from it does."""
    assert read_date(text, dt.date(2025, 2, 26), dt.date(2025, 3, 5)).result == result
