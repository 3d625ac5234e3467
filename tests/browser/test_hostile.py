"""Text that wants to be a script, in a real browser: nothing runs, nothing is asked for, nothing breaks."""

import itertools
from pathlib import Path

import pytest
from hostile import FIXED, hostile_call
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from watched import Watched

from simulator.reports.compare import compare
from simulator.reports.html.call import ReportedCall
from simulator.reports.html.page import comparison_page, report_page

pytestmark = pytest.mark.slow

ODD = st.text("<>&'\"`/\\=-!;:(){}[]xsvgimgonerrorloadscriptpwned1 \n\r\t\x00\u2028\u202e\ud800", max_size=60)


def assert_inert(watched: Watched, call: ReportedCall, folder: Path) -> None:
    for name, page in (
        ("one", report_page(call)),
        ("two", comparison_page(compare(call.card, call.card), call, call)),
    ):
        path = folder / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        watched.requests.clear()
        shown = watched.open(path)
        assert shown.evaluate("window.pwned") is None
        assert shown.evaluate("document.scripts.length") == 2
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
        shown.keyboard.press("n")
        shown.locator("button.play:visible").first.click()
        assert shown.evaluate("!document.querySelector('#dock').hidden"), "the script still works"
        watched.assert_quiet(path)


@pytest.mark.parametrize(
    "watched", [{"viewport": {"width": 390, "height": 844}}], indirect=True, ids=["phone"]
)
@pytest.mark.parametrize("first", range(0, len(FIXED), 4))
def test_the_table(watched: Watched, tmp_path: Path, first: int) -> None:
    turn = itertools.cycle(FIXED[first:] + FIXED[:first])
    assert_inert(watched, hostile_call(lambda: next(turn)), tmp_path)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(ODD, min_size=2, max_size=9))
def test_what_nobody_thought_of(watched: Watched, tmp_path: Path, texts: list[str]) -> None:
    turn = itertools.cycle(texts)
    assert_inert(watched, hostile_call(lambda: next(turn)), tmp_path)
