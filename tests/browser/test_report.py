"""The report of a real call in a real browser: it plays, follows, answers to keys, and can be read by everyone."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from watched import Made, Watched, wait

from simulator.reports.html.view import thresholds
from simulator.scoring.rubric import RUBRIC
from simulator.timeline import THRESHOLDS

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
    places = page.locator("[data-playhead]").evaluate_all("all => all.map(each => each.getAttribute('x1'))")
    assert len(places) == 2 and all(50 < float(x.rstrip("%")) < 53 for x in places), "the pictures follow"
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
    numbers = set(numbers_of(made.earlier))
    for name, least in (("start", 100), ("end", 100), ("value", 6), ("low", 0), ("high", 0)):
        shown = page.evaluate(f"[...document.querySelectorAll('[data-{name}]')].map(e => +e.dataset.{name})")
        assert len(shown) >= least and not set(shown) - numbers, name
    data = json.loads(str(page.locator("#data").text_content()))
    assert not set(numbers_of(data)) - numbers


def test_everything_in_the_page_is_in_the_json(watched: Watched, made: Made) -> None:
    """Word by word: what holds a digit is a number of the JSON, one that it gives away, or in a text of it."""
    page = watched.open(made.report)
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    page.evaluate("document.querySelectorAll('.grid, .tick, dialog, .dock, footer, .step h3 .number')"
                  ".forEach(e => e.remove())")  # fmt: skip
    page.evaluate("document.querySelectorAll('.tag').forEach(e => e.replaceWith(` ${e.textContent} `))")
    score, checks, call = (made.earlier[key] for key in ("score", "checks", "recording"))
    steps = [[c["result"] for c in checks if c["id"][0] == step] for step in "BCDE"]
    counts = {n for s in steps for n in (s.count("pass"), s.count("pass") + s.count("fail"))}
    given = set(numbers_of(made.earlier))
    numbers = given | {n / 1000 for n in given} | counts | {score["passed"] + score["failed"]}
    times = {moment for n in given if 0 <= n <= call["duration_ms"] for moment in clocks(int(n))}
    texts = " ".join(texts_of(made.earlier)) + " ".join(c.title for c in RUBRIC)
    own = " ".join(each.meaning for each in thresholds(THRESHOLDS))
    started = dt.datetime.fromisoformat(made.earlier["setup"]["started"]).astimezone()
    own += f" {started:%d %B %Y, %H:%M} " + "2 × 16000"
    seen = page.evaluate("document.body.innerText").split()
    unknown = []
    for word in seen:
        bare = word.strip(".,;:()“”‘’…—<>%?!✓✗·")
        if not any(char.isdigit() for char in bare) or bare in times or bare in own or bare in texts:
            continue
        if not (re.fullmatch(r"-?\d+(\.\d+)?", bare) and float(bare) in numbers):
            unknown.append(word)
    assert len(seen) > 800 and unknown == []


def test_five_minutes_fit_in_three_megabytes(made: Made) -> None:
    assert made.report.stat().st_size * 300_000 / duration(made) < 3_000_000


def duration(made: Made) -> int:
    found: int = made.earlier["recording"]["duration_ms"]
    return found


def numbers_of(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for each in value.values() for number in numbers_of(each)]
    if isinstance(value, list):
        return [number for each in value for number in numbers_of(each)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def texts_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in (key, *texts_of(each))]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) else []


def clocks(ms: int) -> tuple[str, str]:
    """A moment as the page writes it."""
    clock = f"{ms // 60_000}:{ms // 1000 % 60:02d}"
    return clock, f"{clock}.{ms // 100 % 10}"
