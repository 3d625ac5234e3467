"""One quiet line to type notes on during the call; Enter keeps it, and the call goes on undisturbed.

Keys are read without waiting and without echo, so the recording is never held up; each note has the moments
of its first and its last key. Where standard input is no terminal there is no notepad, and everything here
does nothing. Ctrl-C stays what it is.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TextIO

LONGEST = 500
"""Characters on the line; more keys are passed over."""

_ERASE = {"\x7f", "\b"}
_KILL_LINE, _KILL_WORD, _ESCAPE = "\x15", "\x17", "\x1b"


@dataclass(frozen=True, slots=True)
class Jotted:
    """A note as it was typed. Moments are in ms of the call: of its first key and of the one that kept it."""

    text: str
    at_ms: int
    end_ms: int


class Keys(Protocol):
    """A keyboard that is asked, not waited for."""

    def start(self) -> None: ...

    def pressed(self) -> str:
        """The characters since the last time; empty where there are none."""
        ...

    def stop(self) -> None: ...


class Notepad:
    """A context manager around a call. `look` is asked often, with the time of the call."""

    def __init__(self, keep: Callable[[Jotted], object], keys: Keys | None) -> None:
        """`keep` is called with each finished note. `keys`: `terminal_keys()`; None for no notepad."""
        self._keep = keep
        self._keys = keys
        self._line = ""
        self._began = 0
        self._last = 0
        self._escape = ""
        self.hang_up_asked = False
        """Enter on an empty line: the caller wants to put the phone down."""

    @property
    def works(self) -> bool:
        """Whether there is a keyboard to type on."""
        return self._keys is not None

    @property
    def line(self) -> str:
        """What stands on the line now, to be shown."""
        return self._line

    def __enter__(self) -> Self:
        if self._keys is not None:
            self._keys.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Gives the terminal back as it was; what stands on the line is kept as a note."""
        if self._keys is not None:
            self._keys.stop()
        self._finish(self._last)

    def look(self, elapsed_ms: int) -> None:
        """Takes the keys that were pressed since the last look. Never waits."""
        if self._keys is None:
            return
        for key in self._keys.pressed():
            self._key(key, elapsed_ms)

    def _key(self, key: str, now: int) -> None:
        if self._escaped(key):
            return
        if key in "\r\n":
            if not self._line.strip():
                self.hang_up_asked = True
            self._finish(now)
        elif key in _ERASE:
            self._line = self._line[:-1]
        elif key == _KILL_LINE:
            self._line = ""
        elif key == _KILL_WORD:
            head, space, _ = self._line.rstrip().rpartition(" ")
            self._line = head + space
        elif key.isprintable() and len(self._line) < LONGEST:
            if not self._line:
                self._began = now
            self._line += key
            self._last = now

    def _escaped(self, key: str) -> bool:
        """Arrow and function keys send several characters, which are no text: ESC [ ... letter."""
        if key == _ESCAPE:
            self._escape = key
            return True
        if not self._escape:
            return False
        self._escape += key
        alone = len(self._escape) == 2 and key not in "[O"
        if alone or (len(self._escape) > 2 and (key.isalpha() or key == "~")):
            self._escape = ""
        return True

    def _finish(self, now: int) -> None:
        text, self._line = self._line.strip(), ""
        if text:
            self._keep(Jotted(text, self._began, max(now, self._began)))


def terminal_keys(stream: TextIO | None = None) -> Keys | None:
    """The keyboard behind standard input; None where that is no terminal."""
    stream = sys.stdin if stream is None else stream
    try:
        if stream is None or stream.closed or not stream.isatty():
            return None
    except ValueError:
        return None
    return WindowsKeys() if os.name == "nt" else PosixKeys(stream.fileno())


class PosixKeys:
    """A terminal in cbreak mode: keys come one by one and unseen, signals still work."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._before: list[object] | None = None
        self._rest = b""

    def start(self) -> None:
        import termios
        import tty

        self._before = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal, termios.TCSADRAIN)

    def pressed(self) -> str:
        import select

        data = self._rest
        while select.select([self._terminal], [], [], 0)[0]:
            chunk = os.read(self._terminal, 1024)
            if not chunk:
                break
            data += chunk
        text, self._rest = _whole(data)
        return text

    def stop(self) -> None:
        import termios

        if self._before is not None:
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)  # type: ignore[arg-type]
            self._before = None


class WindowsKeys:
    """The console through msvcrt, which neither waits nor echoes."""

    def start(self) -> None:
        pass

    def pressed(self) -> str:
        import msvcrt

        text = ""
        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            key = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
            if key in ("\x00", "\xe0"):  # an arrow or a function key: its second half is no text
                msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
            else:
                text += key
        return text

    def stop(self) -> None:
        pass


def _whole(data: bytes) -> tuple[str, bytes]:
    """The whole characters in `data`, and the bytes of one that has not fully come."""
    for cut in range(min(4, len(data) + 1)):
        head, tail = (data[:-cut], data[-cut:]) if cut else (data, b"")
        try:
            return head.decode(), tail
        except UnicodeDecodeError:
            continue
    return data.decode(errors="replace"), b""
