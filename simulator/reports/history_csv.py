"""The history for a spreadsheet: one call a row, its checks and measures in columns.

Text in a cell may come from other people's packs, and a spreadsheet runs a cell that begins like a formula.
So such a cell gets an apostrophe in front, which spreadsheets take as "this is text" (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.history import Detail, Indexed
from simulator.reports.history import session_row

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """`value`, with an apostrophe in front where it is text that a spreadsheet would run."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return "'" + value
    return value


def to_csv(sessions: Sequence[Indexed], details: Mapping[str, Detail]) -> str:
    """RFC 4180 with a head row. A check that does not belong to a call, or a measure not taken, is empty.

    `details` by session id, as `History.details` gives them.
    """
    own = [details.get(session.id, Detail({}, {})) for session in sessions]
    codes, names = _columns(d.checks for d in own), _columns(d.measures for d in own)
    file = io.StringIO()
    writer = csv.writer(file)
    head: list[str] = []
    for session, detail in zip(sessions, own, strict=True):
        row = session_row(session)
        if not head:
            head = [*row, *codes, *names]
            writer.writerow(head)
        cells = [*row.values(), *map(detail.checks.get, codes), *map(detail.measures.get, names)]
        writer.writerow([safe_cell(cell) for cell in cells])
    return file.getvalue()


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rubric ids in their own order: C4 before C10."""
    return sorted({name for row in rows for name in row}, key=lambda name: (name[:1], len(name), name))
