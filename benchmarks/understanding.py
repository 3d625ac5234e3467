"""How well recogniser text is understood. Text only, in seconds: python benchmarks/understanding.py

The data are in benchmarks/data/understanding, one case a line, cells by tabs:
introductions-*  card name, position, spoken date, spoken time, spoken sentence, what Moonshine tiny-en heard of it
wrong-names-*    card name, similar wrong name, spoken sentence, what was heard; none may be credited
cues-*           utterance, its cues (cues-test-spoken: as heard)
names-heard      card name, voice, carrier sentence, what was heard of it: the heard forms of a name
names-by-ear     split, card name, shift of the voice, spoken sentence, what was heard: by voices that made no form
dates-test       day of the call, interview day and time, sentence, right reading of the day and of the time
The sentences were spoken by hibari, each resampled by 0.85 to 1.1 as another voice.

The names, sentences and phrases of the test files were written after the readers were frozen; README of the
data says what each first run gave, before the errors that it showed were worked on.
"""

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from simulator.understanding.by_ear import heard_forms
from simulator.understanding.cues import read_cues
from simulator.understanding.dates import read_date
from simulator.understanding.introduction import read_introduction
from simulator.understanding.names import read_name
from simulator.understanding.times import read_time
from simulator.understanding.vocabulary import CUES, FIELDS

DATA = Path(__file__).parent / "data" / "understanding"
CALLED_ON = dt.date(2026, 6, 24)


def rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line:
            yield line.split("\t")


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


def cues(split: str) -> None:
    hit: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    quiet = false_on_quiet = 0
    for cells in rows(f"cues-{split}"):
        want = set(cells[1].split()) if len(cells) > 1 else set()
        got = {found.cue for found in read_cues(cells[0])}
        hit.update(want & got)
        false.update(got - want)
        missed.update(want - got)
        quiet += not want
        false_on_quiet += not want and bool(got)
    seen = [cue for cue in CUES if hit[cue] + missed[cue]]
    f1 = sum(2 * hit[c] / (2 * hit[c] + false[c] + missed[c]) for c in seen) / len(seen)
    print(
        f"cues, {split}: macro F1 {f1:.3f} over {len(seen)} cues; {false_on_quiet} of {quiet} cueless with a cue"
    )


def dates() -> None:
    right = Counter[str]()
    count = 0
    for called_on, day, clock, text, want_day, want_time in rows("dates-test"):
        count += 1
        on, at = dt.date.fromisoformat(day), dt.time.fromisoformat(clock)
        right["day"] += read_date(text, on, dt.date.fromisoformat(called_on)).result == want_day
        right["time"] += read_time(text, at).result == want_time
    print(f"dates and times in text: {right['day']} and {right['time']} of {count}")


if __name__ == "__main__":
    began = time.perf_counter()
    for part in ("dev", "test"):
        introductions(part)
        wrong_names(part)
    by_ear()
    for part in ("dev", "test", "test-spoken", "test-2"):
        cues(part)
    dates()
    print(
        "The test files have been worked on since their first run, which data/understanding/README.md gives."
    )
    print(f"{time.perf_counter() - began:.1f} s")
