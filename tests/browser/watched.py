"""What the tests of the report share: the two calls they are of, and a page that writes down its complaints."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Made:
    """Two takes, the earlier one interrupting, with what `call --json` said of it."""

    report: Path
    comparison: Path
    earlier: dict[str, Any]
    sessions: Path

    @property
    def session(self) -> Path:
        return self.report.parent


def wait(page: Page, condition: str) -> None:
    """Until `condition`, a JavaScript expression, holds; looked at with every frame.

    Playwright's own waiting evaluates text inside the page, which the page's policy forbids.
    """
    page.evaluate(
        f"""() => new Promise((done, fail) => {{
            const late = performance.now() + 15000;
            const look = () => ({condition}) ? done()
                : performance.now() > late ? fail(new Error({condition!r})) : requestAnimationFrame(look);
            look();
        }})"""
    )


class Watched:
    """A page whose complaints and requests are written down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        wait(self.page, "document.querySelector('audio').readyState >= 1")
        return self.page

    def assert_quiet(self, path: Path) -> None:
        """Nothing was complained of, and nothing asked for but the file itself and what it holds."""
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith("data:")] == [path.as_uri()]
