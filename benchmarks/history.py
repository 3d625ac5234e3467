"""The history of 2,000 calls: how long `simulator history` takes, and a rebuild from results that are known.

    python benchmarks/history.py [CALLS]

A command is a whole process, from nothing to its last line, and the median of five after one that is not
counted: an installed program has its bytecode beside it. Processor time (user and system) is shown beside the
clock's, since it depends less on what else the machine does.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from simulator.history import History
from simulator.history.rebuild import rebuild
from simulator.sessions.store import Session
from tests.history import made

SCENARIOS = ("hired", "not-hired", "runner-up", "undecided")


def timed(name: str, limit: float, work: Callable[[], object], times: int = 1) -> None:
    runs = sorted(_once(work) for _ in range(times))
    clock, processor = runs[times // 2]
    verdict = ""
    if limit:
        fine = "ok" if clock < limit else "ok on an idle machine"
        verdict = fine if processor < limit else "TOO SLOW"
    bar = f"< {limit:g} s" if limit else ""
    print(f"{name:44} | {clock:7.2f} s | {processor:7.2f} s | {bar:>7} | {verdict}")


def _once(work: Callable[[], object]) -> tuple[float, float]:
    before, began = _processor(), time.perf_counter()
    work()
    return time.perf_counter() - began, _processor() - before


def _processor() -> float:
    """Seconds that this process and its finished children have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def command(bytecode: Path, *words: str) -> Callable[[], object]:
    line = [sys.executable, "-m", "simulator.cli", *words]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    return lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env=environment)


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    root = Path(tempfile.mkdtemp(prefix="history-"))
    scored = 0

    def score(session: Session) -> made.Result:
        nonlocal scored
        scored += 1
        return made.result(session.meta.seed)

    def again() -> None:
        with History.in_folder(root) as history:
            rebuild(history, root, score, recognizer="a")

    try:
        print(f"{calls} calls\n{'':44} | {'clock':>9} | {'processor':>9} | {'bar':>7} |")
        timed("write the session folders", 0, lambda: [
            made.folder(root, made.record(n, SCENARIOS[n % 4])) for n in range(calls)
        ])  # fmt: skip
        timed("first rebuild (results made, not recognised)", 0, again)
        first = scored
        timed("rebuild from known results", 60, again)
        assert (first, scored) == (calls, calls), "a known result was made again"
        bytecode, page = root / "bytecode", root / "page.html"
        for words, limit in (
            ("history", 1),
            ("history --json", 0),
            ("history --csv -", 0),
            (f"history --html --output {page}", 0),
        ):
            run = command(bytecode, *words.split(), "--sessions", str(root))
            run()
            timed("simulator " + words.replace(str(root), "..."), limit, run, times=5)
        print(f"the database: {(root / 'history.db').stat().st_size / 1e6:.1f} MB")
        print(f"the page: {page.stat().st_size / 1e6:.1f} MB")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
