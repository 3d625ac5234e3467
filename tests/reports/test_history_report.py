"""The history as table, JSON and CSV, other people's titles included."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from simulator.history import History, overview
from simulator.reports.history import print_history, sparkline, to_dict
from simulator.reports.history_csv import safe_cell, to_csv
from tests.history import made

HOSTILE = '=HYPERLINK("http://x","[red]free\x1b[31m money")'


def test_sparkline_draws_the_course() -> None:
    assert sparkline([0, 50, 100], bounds=(0, 100)) == "▁▅█"
    assert sparkline([3, 3]) == "▅▅" and sparkline([]) == ""
    assert sparkline([1, 2, 3], "ascii") == "_=#"
    assert len(sparkline(range(100))) == 24 and sparkline(range(100))[-1] == "█"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert safe_cell(text) == "'" + text
    assert safe_cell("a=1") == "a=1" and safe_cell(-1.5) == -1.5


def test_the_same_numbers_in_table_json_and_csv(tmp_path: Path) -> None:
    with History.in_folder(tmp_path) as history:
        for number, failing in enumerate([("C4", "C2"), ("C4",)]):
            kept = made.record(number)
            kept = kept.model_copy(update={"scenario": kept.scenario.model_copy(update={"title": HOSTILE})})
            history.put(kept, f"f{number}", made.result(number, failing))
        found = overview(history, today=made.FIRST.date())
        details = history.details()
    text = io.StringIO()
    print_history(Console(file=text, width=200, highlight=False), found)
    shown = text.getvalue()
    assert "2 calls on 2 days" in shown and "2 of 2" in shown and "\x1b" not in shown and "[red]" in shown

    data = json.loads(json.dumps(to_dict(found)))
    first = data["failing"][0]
    assert data["calls"] == 2 and (first["id"], first["failed"], first["fail_percent"]) == ("C4", 2, 100)
    assert f"{data['personal_best']['percent']:.0f} %" in shown

    rows = list(csv.DictReader(io.StringIO(to_csv(found.sessions, details))))
    assert [row["C2"] for row in rows] == ["fail", "pass"] and rows[1]["patience_median_ms"] == "301.0"
    assert all(row["title"] == "'" + HOSTILE for row in rows)
    assert [float(row["percent"]) for row in rows] == [s["percent"] for s in data["sessions"]]
