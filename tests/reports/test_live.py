"""The screen during the call."""

import io
import re

from rich.console import Console

from simulator.reports.live import LiveScreen


def test_it_shows_who_speaks_the_time_the_level_and_that_it_is_recorded() -> None:
    screen = LiveScreen(Console(file=io.StringIO()))
    screen.update(65_400, "recruiter", -30.0)
    shown = screen.render().plain
    assert shown.split() == ["●", "1:05", "Recruiter", "■" * 10 + "·" * 10, "Ctrl-C", "hangs", "up"]
    for level, full in ((-100.0, 0), (-60.0, 0), (0.0, 20), (6.0, 20), (float("-inf"), 0)):
        screen.update(0, "", level)
        assert screen.render().plain.count("■") == full


def test_off_a_terminal_it_is_two_lines_however_often_it_is_updated() -> None:
    file = io.StringIO()
    with LiveScreen(Console(file=file, width=80)) as screen:
        for ms in range(0, 60_000, 50):
            screen.update(ms, "caller", -20.0)
    assert file.getvalue().splitlines() == [
        "The call begins; it is being recorded.",
        "The call is over after 0:59.",
    ]


def test_on_a_terminal_updates_do_not_draw_by_themselves_and_the_screen_is_taken_away() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, color_system=None)
    with LiveScreen(console) as screen:
        before = len(file.getvalue())
        for ms in range(5000):
            screen.update(ms, "caller", -20.0)
        drawn = file.getvalue()[before:]
        assert drawn.count("●") <= 5
    assert re.search(r"\x1b\[2K", file.getvalue())
