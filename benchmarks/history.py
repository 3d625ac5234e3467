"""The history of 2,000 calls: how long `simulator history` takes, and a rebuild from results that are known.

    python benchmarks/history.py [CALLS]

Processor time is shown beside the clock's, since the first does not depend on what else the machine does.
"""

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


def timed(name: str, limit: float, work: Callable[[], object]) -> None:
    before, began = _processor(), time.perf_counter()
    work()
    clock, processor = time.perf_counter() - began, _processor() - before
    verdict = (
        ""
        if not limit
        else "ok"
        if clock < limit
        else "ok on an idle machine"
        if processor < limit
        else "TOO SLOW"
    )
    print(
        f"{name:44} | {clock:7.2f} s | {processor:7.2f} s | {f'< {limit:g} s' if limit else '':>7} | {verdict}"
    )


def _processor() -> float:
    """Seconds that this process and its finished children have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def command(*words: str) -> Callable[[], object]:
    line = [sys.executable, "-m", "simulator.cli", *words]
    return lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


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
        timed("simulator history", 1, command("history", "--sessions", str(root)))
        timed("simulator history --json", 0, command("history", "--json", "--sessions", str(root)))
        timed("simulator history --csv -", 0, command("history", "--csv", "-", "--sessions", str(root)))
        print(f"the database: {(root / 'history.db').stat().st_size / 1e6:.1f} MB")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
