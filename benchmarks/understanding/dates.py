"""python -m benchmarks.understanding.dates [--split dev|heldout]: days and times in text, ours beside general libraries.

A library that finds every reading of a text is asked what our reader is asked: was the interview's day, its time,
said? So all are compared by "credited or not"; ours also by the whole verdict (given, partial, wrong, missing).
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.understanding.data import rows
from benchmarks.understanding.date_peers import PEERS
from simulator.understanding.dates import read_date
from simulator.understanding.times import read_time

NOT_SAID = ("missing", "wrong")
FILES = {
    "dev": (
        "dates-dev-3",
        "dates-dev-4",
        "dates-dev-4-heard",
        "dates-dev-5",
        "dates-dev-5-heard",
        "dates-dev-6",
        "dates-dev-7",
        "dates-dev-7-heard",
        "dates-dev-8-heard",
        "dates-dev-9",
        "dates-dev-10",
        "dates-dev-11",
    ),
    "heldout": ("dates-heldout", "dates-heldout-2", "dates-heldout-3", "dates-heldout-4"),
}


def figures(cases: Iterable[Sequence[str]]) -> tuple[Counter[str], Counter[str], int, int]:
    """Right answers by system, of days and of times; and how many days and times there are.

    Among the counts: "not said", labelled missing or wrong, and "false", those of them that we credit.

    `cases`: day of the call, interview's day, its time or "", text, right verdict of the day, of the time.
    """
    days: Counter[str] = Counter()
    times: Counter[str] = Counter()
    count = with_time = 0
    for called, day, clock, text, day_label, time_label in cases:
        called_on, on = dt.date.fromisoformat(called), dt.date.fromisoformat(day)
        count += 1
        result = read_date(text, on, called_on).result
        days["ours, verdict"] += result == day_label
        days["ours"] += (result == "given") == (day_label == "given")
        days["not said"] += day_label in NOT_SAID
        days["false"] += day_label in NOT_SAID and result == "given"
        found = {name: peer(text, called_on) for name, peer in PEERS.items()}
        for name, each in found.items():
            days[name] += (on in each.days) == (day_label == "given")
        if not clock:
            continue
        at = dt.time.fromisoformat(clock)
        with_time += 1
        said = read_time(text, at).result
        times["ours, verdict"] += said == time_label
        times["ours"] += (said == "given") == (time_label == "given")
        times["not said"] += time_label in NOT_SAID
        times["false"] += time_label in NOT_SAID and said == "given"
        for name, each in found.items():
            times[name] += (at in each.times) == (time_label == "given")
    return days, times, count, with_time


def show(split: str, quiet: bool = False) -> dict[str, object]:
    """The figures of each file and of all together for --json, printed unless `quiet`."""
    files = {file: list(rows(file)) for file in FILES[split]}
    files["all files"] = [case for cases in files.values() for case in cases]
    return {file: table(f"in text, {file}", cases, quiet) for file, cases in files.items()}


def table(what: str, cases: Iterable[Sequence[str]], quiet: bool = False) -> dict[str, object]:
    """The figures of `cases`, printed unless `quiet`."""
    days, times, count, with_time = figures(cases)
    if not quiet:
        print(f"dates and times {what}: {count} days, {with_time} times")
        for name in ("ours, verdict", "ours", *PEERS):
            print(f"  {name:16} {100 * days[name] / count:5.1f} %   {100 * times[name] / with_time:5.1f} %")
        false = [f"{each['false']} of {each['not said']}" for each in (days, times)]
        print(f"  not said or wrong, yet credited: {false[0]} days, {false[1]} times")
    return {"days": count, "times": with_time, "days_right": dict(days), "times_right": dict(times)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding.dates", description=__doc__)
    parser.add_argument("--split", choices=tuple(FILES), default="dev")
    show(parser.parse_args().split)


if __name__ == "__main__":
    main()
