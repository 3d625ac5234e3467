"""Packs that nobody wrote: never a traceback, never a hang, never over 220 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MOST_KIB = 220 * 1024
"""Over half of it is what the reader of cues holds: two sentence encoders."""
SLOWEST_S = 30
"""Of processor time for one pack; the longest walk that the explorer allows itself takes about 15."""


@pytest.mark.parametrize(("kind", "number"), [("generated", 120), ("mutated", 25)])
def test_broken_packs_are_refused_or_played(kind: str, number: int, tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "broken_packs.py"), kind, str(number), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert child.returncode == 0, child.stderr[-3000:]
    told = json.loads(child.stdout)
    assert told["packs"] >= number
    assert told["refused"] >= number // 3
    assert told["played"] >= 2
    assert told["slowest_s"] < SLOWEST_S
    assert told["peak_kib"] < MOST_KIB
