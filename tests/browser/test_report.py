"""The report of a real call in a real browser: it plays, follows, answers to keys, and can be read by everyone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from watched import Made, Watched, wait

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}
WITHOUT_SCRIPT = {"java_script_enabled": False}
NOW = "Math.round(document.querySelector('audio').currentTime * 1000)"
PAUSED = "document.querySelector('audio').paused"


def test_it_plays_and_seeks_and_follows(watched: Watched, made: Made) -> None:
    page = watched.open(made.report)
    rude = made.earlier["turns"]["interruptions"][-1]
    page.locator(f".timeline [data-kind='talk-over'][data-start='{rude['start_ms']}'] .hit").click()
    wait(page, f"{NOW} > {rude['start_ms']} + 300")
    assert page.evaluate(f"{NOW} < {rude['end_ms']} + 200")
    said = page.locator("[data-row][aria-current]").all_inner_texts()
    assert said and any("You" in row for row in said)
    wait(page, PAUSED)
    assert 0 <= page.evaluate(NOW) - rude["end_ms"] < 250, "it plays the moment and no more"

    name = next(check for check in made.earlier["checks"] if check["id"] == "B1")
    page.locator("#a-B1 button.play").click()
    wait(page, f"!{PAUSED} && {NOW} >= {name['start_ms']}")
    wait(page, PAUSED)
    assert name["end_ms"] <= page.evaluate(NOW) < name["end_ms"] + 250

    lane = page.locator(".timeline .lane").first
    box = lane.bounding_box()
    assert box is not None
    lane.click(position={"x": box["width"] / 2, "y": 5}, force=True)
    half = made.earlier["recording"]["duration_ms"] / 2
    wait(page, f"Math.abs({NOW} - {half}) < 1500 && {NOW} > {half} + 200")
    x1 = float(str(page.locator("[data-playhead]").get_attribute("x1")).rstrip("%"))
    assert 50 < x1 < 53, "the picture follows"
    watched.assert_quiet(made.report)


def test_every_key(watched: Watched, made: Made) -> None:
    page = watched.open(made.report)
    press = page.keyboard.press
    press("Space")
    wait(page, f"!{PAUSED} && {NOW} > 100")
    press("Space")
    wait(page, PAUSED)
    page.evaluate("document.querySelector('audio').currentTime = 20")
    press("ArrowRight")
    assert page.evaluate(NOW) == 25_000
    press("ArrowLeft")
    press("Shift+ArrowLeft")
    assert page.evaluate(NOW) == 19_000
    press("Shift+ArrowRight")
    assert page.evaluate(NOW) == 20_000
    first, second = [page.locator("ol.moments button").nth(i).get_attribute("data-start") for i in (0, 1)]
    press("n")
    wait(page, f"{NOW} >= {first} && {NOW} < {first} + 1000")
    page.evaluate("document.querySelector('audio').pause()")
    page.evaluate(f"document.querySelector('audio').currentTime = {first} / 1000")
    press("n")
    wait(page, f"{NOW} >= {second}")
    wait(page, f"{NOW} > {second} + 450")
    page.evaluate("document.querySelector('audio').pause()")
    press("p")
    wait(page, f"{NOW} >= {second} && {NOW} < {second} + 400 || {NOW} < {second}")
    press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    press("Escape")
    assert not page.locator("#help").is_visible()
    page.evaluate("document.querySelector('audio').pause()")
    before = page.evaluate(NOW)
    press("n")
    assert page.evaluate(NOW) == before, "single keys can be turned off"
    watched.assert_quiet(made.report)


@pytest.mark.parametrize("watched", [{}, DARK, PHONE, {**PHONE, **DARK}], indirect=True, ids=str)
@pytest.mark.parametrize("which", ["report", "comparison"])
def test_everyone_can_read_it(watched: Watched, made: Made, which: str) -> None:
    page = watched.open(getattr(made, which))
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": wanted}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"


@pytest.mark.parametrize("watched", [WITHOUT_SCRIPT], indirect=True)
def test_it_can_be_read_and_heard_without_a_script(watched: Watched, made: Made) -> None:
    page = watched.open(made.report)
    assert page.locator("audio[controls]").is_visible()
    assert abs(page.evaluate("document.querySelector('audio').duration * 1000") - duration(made)) < 50
    assert not page.locator("button:visible").count(), "no button that would do nothing"
    for text in ("Jordan Ellis", "Listen again", "How this was measured", "0:03"):
        assert page.locator("h2, dd, .time").get_by_text(text).first.is_visible(), text
    assert page.locator("ol.moments li.talk-over").is_visible()
    assert page.locator(".timeline .voiced").count() == sum(map(len, made.earlier["lanes"].values()))
    watched.assert_quiet(made.report)


def test_it_prints(watched: Watched, made: Made) -> None:
    page = watched.open(made.report)
    paper = page.pdf(format="A4", print_background=True)
    assert paper.startswith(b"%PDF") and paper.rstrip().endswith(b"%%EOF") and len(paper) > 30_000
    page.emulate_media(media="print")
    assert not page.locator("button:visible, audio:visible").count()
    assert page.evaluate(
        "(p => p.scrollHeight <= p.clientHeight + 1)(document.querySelector('[data-panel]'))"
    )
    watched.assert_quiet(made.report)


def test_two_takes_are_both_heard_and_never_at_once(watched: Watched, made: Made) -> None:
    page = watched.open(made.comparison)
    playing = "[...document.querySelectorAll('audio')].map(a => !a.paused && a.currentTime > 0.1)"
    page.locator("section[data-take=a] .timeline .lane").first.click(position={"x": 60, "y": 5}, force=True)
    wait(page, f"{playing}.join() === 'true,false'")
    page.locator("section[data-take=b] .timeline .lane").first.click(position={"x": 60, "y": 5}, force=True)
    wait(page, f"{playing}.join() === 'false,true'")
    watched.assert_quiet(made.comparison)


def test_every_moment_of_the_page_is_a_number_of_the_json(watched: Watched, made: Made) -> None:
    page = watched.open(made.report)
    numbers = set(integers(made.earlier))
    voice = made.earlier["voice"].values()
    shown_voice = [float(text) for text in page.locator(".figures strong").all_inner_texts()]
    assert shown_voice and not set(shown_voice) - {x for x in voice if isinstance(x, float)}
    shown = page.evaluate(
        "[...document.querySelectorAll('[data-start]')].flatMap(e => [+e.dataset.start, +e.dataset.end])"
    )
    assert len(shown) > 100 and not set(shown) - numbers
    cells = page.locator("table.lines .number, dl.setup dd, .big").all_inner_texts()
    measured = {int(word) for cell in cells for word in cell.replace("%", " ").split() if word.isdigit()}
    assert len(measured) > 10 and measured <= numbers | {
        made.earlier["score"]["passed"] + made.earlier["score"]["failed"]
    }


def test_five_minutes_fit_in_three_megabytes(made: Made) -> None:
    assert made.report.stat().st_size * 300_000 / duration(made) < 3_000_000


def duration(made: Made) -> int:
    found: int = made.earlier["recording"]["duration_ms"]
    return found


def integers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [number for each in value.values() for number in integers(each)]
    if isinstance(value, list):
        return [number for each in value for number in integers(each)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []
