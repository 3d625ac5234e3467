"""The page of the history in a real browser: everyone can read it, by eye, by key and without a script."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hostile import FIXED
from playwright.sync_api import Page, expect
from watched import Watched

from simulator.history import History, overview
from simulator.reports.history import to_dict
from simulator.reports.history_html import history_page
from tests.history import made

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("history"))


def written(folder: Path, titles: Sequence[str] = ()) -> Path:
    """The page of four weeks' practice."""
    with History.in_folder(folder) as history:
        made.practice(history, titles=titles)
        page = history_page(overview(history, today=made.LAST), made.LAST)
    path = folder / "history.html"
    path.write_text(page, encoding="utf-8")
    return path


def opened(watched: Watched, path: Path) -> Page:
    watched.page.goto(path.as_uri())
    return watched.page


@pytest.mark.parametrize("watched", [{}, DARK, PHONE, {**PHONE, **DARK}], indirect=True, ids=str)
def test_everyone_can_read_it(watched: Watched, practice: Path) -> None:
    page = opened(watched, practice)
    page.locator("details summary").click()
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": wanted}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    watched.assert_quiet(practice)


def test_a_chart_is_read_point_by_point_with_the_keys(watched: Watched, practice: Path) -> None:
    page = opened(watched, practice)
    chart = page.get_by_role("slider", name="Patience, median, point by point")
    readout = page.locator("section.card", has=chart).locator("[data-readout]")
    with History.in_folder(practice.parent) as history:
        patience = to_dict(overview(history, today=made.LAST))["measures"][0]["values"]
    chart.focus()
    page.keyboard.press("Home")
    for value in patience[:3]:
        assert readout.inner_text().startswith(f"{value:g}\xa0ms on ")
        assert chart.get_attribute("aria-valuetext") == readout.inner_text()
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert readout.inner_text().startswith(f"{patience[-1]:g}\xa0ms on 29 Mar 2026")
    assert chart.get_attribute("aria-valuenow") == chart.get_attribute("aria-valuemax") == str(len(patience))
    chart.locator("svg.plot").hover(position={"x": 5, "y": 20})
    expect(readout).to_contain_text(f"{patience[0]:g}\xa0ms on 2 Mar 2026")
    watched.assert_quiet(practice)


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_it_can_be_read_without_a_script(watched: Watched, practice: Path) -> None:
    page = opened(watched, practice)
    assert page.get_by_role("img", name="Checks passed: 27 calls, from 75 % to 100 %.").is_visible()
    assert page.locator(".tall .point").count() == 27 and not page.get_by_role("slider").count()
    assert page.locator("table.calls tbody tr").count() == 27
    days = page.locator("details table")
    assert not days.is_visible()
    page.locator("details summary").click()
    assert days.is_visible() and days.locator("tbody tr").count() == 12
    watched.assert_quiet(practice)


def test_it_prints(watched: Watched, practice: Path) -> None:
    page = opened(watched, practice)
    paper = page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF") and paper.rstrip().endswith(b"%%EOF") and len(paper) > 30_000
    page.set_viewport_size({"width": 690, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('.table-scroll')].every(e => e.scrollWidth <= e.clientWidth + 1)"
    ), "no column is cut off on paper"


@pytest.mark.parametrize("watched", [PHONE], indirect=True, ids=["phone"])
def test_hostile_titles_do_nothing(watched: Watched, tmp_path: Path) -> None:
    path = written(
        tmp_path, [text for text in FIXED if "\ud800" not in text]
    )  # no file holds half a character
    page = opened(watched, path)
    for chart in page.get_by_role("slider").all():
        chart.focus()
        for key in ("Home", *["ArrowRight"] * 12):
            page.keyboard.press(key)
    assert page.evaluate("window.pwned") is None and page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    watched.assert_quiet(path)
