"""The history as a page and as charts: its numbers are those of the JSON, and no text of others' moves it."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import FIXED
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.history import History, Overview, overview
from simulator.reports.history import to_dict
from simulator.reports.history_charts import Axis, Value, calendar, chart
from simulator.reports.history_html import history_page
from tests.history import made

DAY = dt.datetime(2026, 3, 2, 9)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Overview:
    with History.in_folder(tmp_path_factory.mktemp("sessions")) as history:
        made.practice(history)
        return overview(history, today=made.LAST)


class Page(HTMLParser):
    """Every tag with its attributes' names, and the text of the tables' cells."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.cells: list[str] = []
        self._cell = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        if tag in ("td", "th"):
            self._cell = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.cells[-1] += data


def test_the_page_shows_the_numbers_of_the_json(found: Overview) -> None:
    page, data = Page(history_page(found, made.LAST)), to_dict(found)
    assert data["calls"] == 27 and data["left_out"] == 3
    cells = [cell.strip() for cell in page.cells]
    for check in data["checks"]:
        measured = check["passed"] + check["failed"]
        share = f"{100 * check['passed'] / measured:.0f} % {check['passed']} of {measured}"
        assert share in [" ".join(cell.split()) for cell in cells], check
    for trend in data["measures"]:
        assert len(trend["values"]) == len(trend["sessions"]) == 27
    patience = dict(zip(data["measures"][0]["sessions"], data["measures"][0]["values"], strict=True))
    for session in data["sessions"]:
        row = cells.index(f"{session['passed']} of {session['passed'] + session['failed']}")
        assert cells[row - 1].startswith(f"{session['percent']:.0f} %")
        assert f"{patience[session['id']]:g} ms" in cells
    points = sum(1 for tag, names in page.tags if tag == "circle")
    assert points == 2 * 27 + 5 * 27, "every call, in all and by scenario, and five measures of each"


def with_texts(found: Overview, text: str) -> Overview:
    """Whatever may come from a pack or a foreign file says `text`."""
    sessions = tuple(replace(s, title=text, scenario=text, outcome=text, status=text) for s in found.sessions)
    by_id = {s.id: s for s in sessions}
    return replace(
        found,
        sessions=sessions,
        best=found.best and by_id[found.best.id],
        scenarios=(replace(found.scenarios[0], scenario=text, title=text),),
        checks=tuple(replace(c, id=f"X{n}{text}", name=text) for n, c in enumerate(found.checks)),
    )


@settings(max_examples=25, deadline=None)
@given(
    text=st.one_of(
        st.sampled_from([t for t in FIXED if len(t) < 100]),
        st.text(st.characters(codec=None), min_size=1, max_size=12),
        st.text("<>&'\"/=-!;:()xsvgonloadjcript \n\x00", min_size=1, max_size=30),
    )
)
def test_no_text_of_others_changes_the_shape_of_the_page(found: Overview, text: str) -> None:
    page = history_page(with_texts(found, text), made.LAST, scenario=text)
    assert Page(page).tags == Page(history_page(with_texts(found, "word"), made.LAST, scenario="word")).tags
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    page.encode("utf-8")


def test_nothing_yet_is_a_page_too(tmp_path: Path) -> None:
    with History.in_folder(tmp_path) as history:
        page = history_page(overview(history, today=made.LAST), made.LAST)
    assert "No calls yet" in page and "--rebuild" in page


def values(*pairs: tuple[float, float]) -> list[Value]:
    return [Value(DAY + dt.timedelta(days=day), value, f"{value:g}") for day, value in pairs]


def test_points_stand_where_their_day_and_their_value_are() -> None:
    shown = values((0, 0), (5, 50), (10, 100))
    drawn = chart(shown, Axis([v.at for v in shown]), top=100, show=lambda v: f"{v:g} %")
    assert [(p.x, p.y) for p in drawn.points] == [(2, 100), (50, 50), (98, 0)]
    assert drawn.line == "M2.0 100.0 50.0 75.0 98.0 50.0"
    assert [(t.at, t.label) for t in drawn.up] == [
        (100, "0 %"), (75, "25 %"), (50, "50 %"), (25, "75 %"), (0, "100 %")
    ]  # fmt: skip
    assert [t.label for t in drawn.across] == ["2 Mar", "4 Mar", "6 Mar", "8 Mar", "10 Mar", "12 Mar"]


def test_the_line_is_the_mean_at_the_end_of_each_day() -> None:
    shown = values((0, 2), (0.1, 4), (1, 6), (2, 0), (3, 0), (4, 0))
    drawn = chart(shown, Axis([v.at for v in shown]), top=4, show="{:g}".format, whole=True)
    ends = [float(y) for y in drawn.line.removeprefix("M").split()[1::2]]
    assert [round(6 * (1 - y / 100), 1) for y in ends] == [3, 4, 3, 2.4, 2]
    assert [t.label for t in drawn.up] == ["0", "2", "4", "6"]


def test_one_call_is_a_point_and_many_are_weeks() -> None:
    one = values((0, 40))
    drawn = chart(one, Axis([one[0].at]), top=100, show="{:g}".format)
    assert [(p.x, p.y) for p in drawn.points] == [(50, 60)] and drawn.line == "" and not drawn.weekly
    many = values(*((n, 10 * (n % 7)) for n in range(700)))
    drawn = chart(many, Axis([v.at for v in many]), top=60, show="{:g}".format)
    assert drawn.weekly and len(drawn.points) == 100
    assert drawn.points[0].label == "Week of 2 Mar 2026, 7 calls: 30" and len(drawn.across) <= 7
    assert [t.label for t in drawn.across][:2] == ["2 Mar 2026", "31 Aug"]


@pytest.mark.parametrize(
    ("ago", "weeks", "first"),
    [([0], 1, 0), ([0, 6, 7], 2, 7), ([400, 3], 26, 25 * 7), ([200, 190], 2, 200)],
    ids=["today", "two weeks", "half a year at most", "long ago"],
)
def test_the_calendar_ends_with_this_week_or_with_the_last_calls(
    ago: list[int], weeks: int, first: int
) -> None:
    today = dt.date(2026, 3, 1)  # a Sunday
    days = {today - dt.timedelta(days=n): 2 for n in ago}
    drawn = calendar(sorted(days.items()), today)
    start = today - dt.timedelta(days=first)
    assert drawn.weeks == weeks and drawn.cells[0].day == start - dt.timedelta(days=start.weekday())
    assert {cell.day for cell in drawn.cells if cell.calls} == {d for d in days if d >= drawn.cells[0].day}
    assert all(cell.row == cell.day.weekday() and 0 <= cell.column < weeks for cell in drawn.cells)
    assert len({(cell.row, cell.column) for cell in drawn.cells}) == len(drawn.cells)
