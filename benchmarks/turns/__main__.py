"""`python -m benchmarks.turns [--split dev|test] [--json] [--quick]`: every question's table, peers beside us."""

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from benchmarks.turns import materials
from benchmarks.turns.questions import KINDS, NOISES, SNRS, SYSTEMS, jobs, summarise, work


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    parser.add_argument("--quick", action="store_true", help="a fifth of the scenes")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    started = time.monotonic()
    materials.render(asked.split)
    todo = jobs(asked.split, asked.quick)
    answers = []
    with ProcessPoolExecutor(asked.workers) as pool:
        for done, answer in enumerate(pool.map(work, todo), 1):
            answers.append(answer)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(todo)}", end="", file=sys.stderr)
    figures = {"split": asked.split, "quick": asked.quick, **summarise(answers)}
    figures["seconds"] = round(time.monotonic() - started)
    print(json.dumps(figures, indent=2) if asked.json else tables(figures))


def tables(figures: dict[str, Any]) -> str:
    names = list(SYSTEMS)
    out = [
        f"Turns, {figures['split']} split{' (quick)' if figures['quick'] else ''}, {figures['seconds']} s",
        "",
    ]
    rows = figures["false interruptions a minute"]
    out += ["False interruptions a minute, the caller silent, nine echo conditions"]
    out += _table(names, list(rows["ours"]), lambda n, c: f"{rows[n][c]:.2f}")
    events = figures["interruptions"]
    out += ["Interruptions: missed, in % of each condition's; edges in ms over all conditions"]
    columns = [
        "missed %",
        "worst %",
        "onset bias",
        "onset med",
        "onset p90",
        "offset bias",
        "offset med",
        "offset p90",
    ]
    out += _table(names, columns, lambda n, c: _event(events[n], c))
    conditions = list(events["ours"]["conditions"])
    out += ["Ours, by condition: events, missed; bias, median and p90 of the edges' errors in ms"]
    for what in conditions:
        row = events["ours"]["conditions"][what]
        edges = "  ".join(
            f"{edge} {row[edge][0]:+4.0f} {row[edge][1]:4.0f} {row[edge][2]:4.0f}"
            for edge in ("onset", "offset")
        )
        out.append(f"  {what:12} {row['events']:3} {row['missed']:3}  {edges}")
    rows = figures["false segments a minute"]
    out += ["", "False segments a minute of sounds that are no speech"]
    out += _table(list(rows), list(rows["ours"]), lambda n, c: f"{rows[n][c]:.1f}")
    frames = figures["frame F1"]
    out += ["Frame F1 in noise"]
    out += _table(
        list(frames), [f"{n} {s} dB" for n in NOISES for s in SNRS], lambda n, c: f"{frames[n][c]:.3f}"
    )
    kinds = figures["kinds"]
    out += [f"F1 of each kind, {kinds['ours']['events']} events"]
    out += _table(list(kinds), list(KINDS), lambda n, c: f"{kinds[n]['f1'][c]:.3f}")
    out += ["  " + ", ".join(f"{what}: {n}" for what, n in kinds["ours"]["table"].items()), "", "Live"]
    for what, value in figures["live"].items():
        out.append(f"  {what:38} {value if value is None or isinstance(value, int) else round(value, 3)}")
    return "\n".join(out)


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
