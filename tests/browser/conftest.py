"""A headless Chromium, and the reports of two real calls on the simulated line."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from typer.testing import CliRunner
from watched import Made, Watched

from simulator.cli import app
from simulator.scenario.candidate import example_candidate, write_candidate

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "there is no chromium here; script/test installs it where apt-get is to be had"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("calls")
    sessions, card = folder / "sessions", folder / "candidate.yaml"
    write_candidate(card, example_candidate())
    calls = [_call(persona, sessions, card) for persona in ("interrupting", "brief")]
    report = Path(run("report", calls[0]["session"], "--sessions", str(sessions)).strip())
    comparison = folder / "comparison.html"
    takes = [call["session"] for call in calls]
    run("report", "--compare", *takes, "--sessions", str(sessions), "--output", str(comparison))
    return Made(report, comparison, calls[0], sessions)


def _call(persona: str, sessions: Path, card: Path) -> dict[str, Any]:
    options = ["--candidate", str(card), "--sessions", str(sessions), "--seed", "7", "--json"]
    answer: dict[str, Any] = json.loads(
        run("call", "runner-up", "--line", "simulated", "--caller", persona, *options)
    )
    return answer


def run(*words: str) -> str:
    """What a command prints; it must succeed."""
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code == 0, f"{' '.join(words)}\n{result.stderr}\n{result.exception!r}"
    return result.stdout


@pytest.fixture
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """`@pytest.mark.parametrize("watched", [{...}], indirect=True)` sets the context."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    )
    context.set_default_timeout(10_000)
    yield Watched(context.new_page())
    context.close()
