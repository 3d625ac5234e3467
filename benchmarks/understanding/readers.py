"""Introductions, similar wrong names, names by ear, and dates in text: what the readers make of kept transcripts.

introductions-*  card name, position, spoken date, spoken time, spoken sentence, what Moonshine tiny-en heard of it
wrong-names-*    card name, similar wrong name, spoken sentence, what was heard; none may be credited
names-heard      card name, voice, carrier sentence, what was heard of it: the heard forms of a name
names-by-ear     split, card name, shift of the voice, spoken sentence, what was heard: by voices that made no form
dates-test       day of the call, interview day and time, sentence, right reading of the day and of the time
The sentences were spoken by hibari, each resampled by 0.85 to 1.1 as another voice.

The names, sentences and phrases of the test files were written after the readers were frozen; README of the
data says what each first run gave, before the errors that it showed were worked on.
"""

import datetime as dt
from collections import Counter, defaultdict

from benchmarks.understanding.data import rows
from simulator.understanding.by_ear import heard_forms
from simulator.understanding.dates import read_date
from simulator.understanding.introduction import read_introduction
from simulator.understanding.names import read_name
from simulator.understanding.times import read_time
from simulator.understanding.vocabulary import FIELDS

CALLED_ON = dt.date(2026, 6, 24)


def introductions(split: str) -> None:
    spoken = {cells[0]: cells[1] for cells in rows("spoken-forms")}
    right: Counter[str] = Counter()
    literal: Counter[str] = Counter()
    count = 0
    for name, position, day, clock, _, heard in rows(f"introductions-{split}"):
        count += 1
        readings = read_introduction(
            heard,
            name=name,
            accepted=(),
            position=position,
            interview_date=dt.date.fromisoformat(spoken[day]),
            interview_time=dt.time.fromisoformat(spoken.get(clock, "09:00")),
            called_on=CALLED_ON,
        )
        for field in FIELDS:
            want = "given"
            if field == "interview_time" and clock not in spoken:
                want = "partial" if clock else "missing"
            right[field] += readings[field].result == want
        literal["name"] += name.casefold() in heard.casefold()
        literal["position"] += position.casefold() in heard.casefold()
        literal["interview_date"] += day.casefold() in heard.casefold()
        literal["interview_time"] += clock.casefold() in heard.casefold()
    print(f"introductions, {split}: {count}")
    for field in FIELDS:
        beside = f"   literal matching {100 * literal[field] / count:5.1f} %" if field in literal else ""
        print(f"  {field:16} {100 * right[field] / count:5.1f} %{beside}")


def wrong_names(split: str) -> None:
    cases = list(rows(f"wrong-names-{split}"))
    credited = [(card, said) for card, said, _, heard in cases if read_name(heard, card).result == "given"]
    print(f"similar wrong names, {split}: {len(credited)} of {len(cases)} credited")
    for card, said in credited:
        print(f"  {said} for {card}")


def by_ear() -> None:
    """What heard forms change, for voices that had no part in making them."""
    heard: defaultdict[str, list[str]] = defaultdict(list)
    for name, _, _, text in rows("names-heard"):
        heard[name].append(text)
    forms = {name: heard_forms(texts, name) for name, texts in heard.items()}
    count: Counter[str] = Counter()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    for split, card, _, _, text in rows("names-by-ear"):
        count[split] += 1
        before[split] += read_name(text, card).result == "given"
        result = read_name(text, card, (), forms[card]).result
        after[split] += result == "given"
        doubtful[split] += result == "doubtful"
    print("names by ear, credited without and with heard forms; doubtful with them")
    for split in sorted(count):
        print(f"  {split:20} {before[split]} and {after[split]} of {count[split]}; {doubtful[split]}")


def dates() -> None:
    right = Counter[str]()
    count = 0
    for called_on, day, clock, text, want_day, want_time in rows("dates-test"):
        count += 1
        on, at = dt.date.fromisoformat(day), dt.time.fromisoformat(clock)
        right["day"] += read_date(text, on, dt.date.fromisoformat(called_on)).result == want_day
        right["time"] += read_time(text, at).result == want_time
    print(f"dates and times in text: {right['day']} and {right['time']} of {count}")


def show(split: str) -> None:
    """Prints every table of a split; dates and names by ear have one each."""
    introductions(split)
    wrong_names(split)
    by_ear()
    if split == "test":
        dates()
    print(
        "These test files have been worked on since their first run, which data/understanding/README.md gives."
    )
