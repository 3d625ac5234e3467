"""The screen during the call, almost empty on purpose: a crowded one hurts the practice.

      ● 0:42   Recruiter   ····················
      > contract by Thu

Who is speaking, how long the call has lasted, the microphone's level, and that it is being recorded. On
anything but a terminal there is one line at the start and one at the end.
"""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from simulator.reports.plain import clock, inert, marks_for

UPDATES_PER_SECOND = 10

SPEAKERS = {"ringing": "Ringing", "recruiter": "Recruiter", "caller": "You"}

QUIETEST_DBFS = -60
"""The meter's left end; its right end is full scale."""

METER = 20

NOTE = 60
"""Characters of a note that are shown."""


class LiveScreen:
    """A context manager around a call. `update` only stores; a thread of rich's draws at its own pace."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._marks = marks_for(console.encoding)
        self._elapsed_ms = 0
        self._speaker = ""
        self._level_dbfs = float(QUIETEST_DBFS)
        self._note: str | None = None
        self._live = (
            Live(
                console=console,
                get_renderable=self.render,
                refresh_per_second=UPDATES_PER_SECOND,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            if console.is_terminal
            else None
        )

    def update(self, elapsed_ms: int, speaker: str, level_dbfs: float, note: str | None = None) -> None:
        """`speaker` is "ringing", "recruiter", "caller", or "" for nobody; the level is the caller's.

        `note` is the line of notes that is being typed; None where none can be.
        """
        self._elapsed_ms, self._speaker, self._level_dbfs = elapsed_ms, speaker, level_dbfs
        self._note = note

    def render(self) -> Text:
        """The screen as it is now."""
        share = 1 - max(QUIETEST_DBFS, min(0.0, self._level_dbfs)) / QUIETEST_DBFS
        full = round(METER * share)
        text = Text("\n  ")
        text.append(self._marks.recording, style="bold red")
        text.append(f" {clock(self._elapsed_ms)}   ")
        text.append(SPEAKERS.get(self._speaker, "").ljust(12), style="bold")
        text.append(self._marks.meter * full, style="green")
        text.append(self._marks.empty * (METER - full), style="dim")
        if self._note:
            # The end of a long line: that is where the typing goes on.
            text.append(f"\n\n  > {inert(self._note[-NOTE:], self._console.encoding)}")
        elif self._note is None:
            text.append("\n\n  Ctrl-C hangs up", style="dim")
        else:
            text.append("\n\n  Type a note, or press Enter to hang up", style="dim")
        return text

    def __enter__(self) -> Self:
        if self._live is None:
            self._console.print("The call begins; it is being recorded.", highlight=False)
        else:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
        else:
            self._console.print(f"The call is over after {clock(self._elapsed_ms)}.", highlight=False)
