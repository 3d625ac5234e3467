"""`python -m benchmarks.turns [--split dev|test] [--quick] [--json] [--pictures FOLDER]`: every question's table, peers
beside us, and a picture of each."""

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.turns import cost, materials, pictures
from benchmarks.turns.questions import KINDS, NOISES, QUESTIONS, SNRS, jobs, summarise, work


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    parser.add_argument("--quick", action="store_true", help="a fifth of the scenes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="where a picture of each is saved")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=(*QUESTIONS, "cost"),
        default=(*QUESTIONS, "cost"),
        help="not every question",
    )
    asked = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    started = time.monotonic()
    materials.render(asked.split)
    todo = [job for job in jobs(asked.split, asked.quick) if job[0] in asked.only]
    answers = []
    with ProcessPoolExecutor(asked.workers) as pool:
        for done, answer in enumerate(pool.map(work, todo), 1):
            answers.append(answer)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(todo)}", end="", file=sys.stderr)
    figures = {"split": asked.split, "quick": asked.quick, **summarise(answers)}
    if "cost" in asked.only:
        figures["cost offline"] = cost.offline(asked.split)
    figures["seconds"] = round(time.monotonic() - started)
    if asked.pictures:
        pictures.save(figures, asked.pictures)
    print(json.dumps(figures, indent=2) if asked.json else tables(figures))


def tables(figures: dict[str, Any]) -> str:
    """Every question that was asked, as text."""
    quick = " (quick)" if figures["quick"] else ""
    out = [f"Turns, {figures['split']} split{quick}, {figures['seconds']} s", ""]
    if rows := figures.get("false interruptions a minute"):
        out += ["False interruptions a minute, the caller silent, nine echo conditions"]
        out += _table(list(rows), list(rows["ours"]), lambda n, c: f"{rows[n][c]:.2f}")
    if events := figures.get("interruptions"):
        out += _interruptions(events)
    if sounds := figures.get("false segments a minute"):
        out += ["False segments a minute of sounds that are no speech"]
        out += _table(list(sounds), list(sounds["ours"]), lambda n, c: f"{sounds[n][c]:.1f}")
    if frames := figures.get("frame F1"):
        columns = [f"{n} {s} dB" for n in NOISES for s in SNRS]
        out += ["Frame F1 in noise", *_table(list(frames), columns, lambda n, c: f"{frames[n][c]:.3f}")]
    if kinds := figures.get("kinds"):
        out += [f"F1 of each kind, {kinds['ours']['events']} events"]
        out += _table(list(kinds), list(KINDS), lambda n, c: f"{kinds[n]['f1'][c]:.3f}")
        out += ["  ours: " + ", ".join(f"{what}: {n}" for what, n in kinds["ours"]["table"].items()), ""]
    if heard := figures.get("live"):
        out += ["Live"]
        out += [
            f"  {what:38} {v if v is None or isinstance(v, int) else round(v, 3)}"
            for what, v in heard.items()
        ]
    if paid := figures.get("cost offline"):
        out += ["", "Hearing a recording, both channels: times real time"]
        out += [
            f"  {what}, {row['seconds']:.0f} s: {row['one core']:.0f} on one core, {row['all cores']:.0f} on {row['cores']:.0f}"
            for what, row in paid.items()
        ]
    return "\n".join(out)


def _interruptions(events: dict[str, Any]) -> list[str]:
    out = ["Interruptions: missed, in % of each echo condition's; edges in ms, headphones to +6 dB"]
    edges = [f"{edge} {what}" for edge in ("onset", "offset") for what in ("bias", "med", "p90")]
    out += _table(list(events), ["missed %", "worst %", *edges], lambda n, c: _event(events[n], c))
    out += ["Ours, by condition: events, missed; bias, median and p90 of the edges' errors in ms"]
    for what, row in events["ours"]["conditions"].items():
        spread = "  ".join(
            f"{edge} {row[edge][0]:+4.0f} {row[edge][1]:4.0f} {row[edge][2]:4.0f}"
            for edge in ("onset", "offset")
        )
        out.append(f"  {what:12} {row['events']:3} {row['missed']:3}  {spread}")
    return [*out, ""]


def _event(row: dict[str, Any], column: str) -> str:
    if column in row:
        return f"{row[column]:.1f}"
    edge, what = column.split()
    return f"{row[edge][('bias', 'med', 'p90').index(what)]:.0f}"


def _table(names: list[str], columns: list[str], cell: Any) -> list[str]:
    width = max(11, *(len(column) + 1 for column in columns))
    lines = [" " * 18 + "".join(f"{column:>{width}}" for column in columns)]
    lines += [f"  {name:16}" + "".join(f"{cell(name, c):>{width}}" for c in columns) for name in names]
    return [*lines, ""]


if __name__ == "__main__":
    main()
