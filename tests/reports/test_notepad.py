"""Keys into notes, with their moments; on a real terminal, a pseudo one."""

import os
import sys
from io import StringIO

import pytest

from simulator.reports.notepad import Jotted, Notepad, terminal_keys


class Typed:
    """A keyboard on which a script is typed: one string a look."""

    def __init__(self, *looks: str) -> None:
        self.looks = list(looks)
        self.running = False

    def start(self) -> None:
        self.running = True

    def pressed(self) -> str:
        return self.looks.pop(0) if self.looks else ""

    def stop(self) -> None:
        self.running = False


def test_a_note_carries_the_moments_of_its_keys() -> None:
    kept: list[Jotted] = []
    keys = Typed(
        "", "ext", " 247", "\x7f\x7f74", "\r", "\x1b[A\x1b[3~\x1bOP", "Mon\x17Tue d\x17", "é \x15half"
    )
    with Notepad(kept.append, keys) as pad:
        assert keys.running and pad.works
        for n in range(8):
            pad.look(n * 100)
        assert kept == [Jotted("ext 274", 100, 400)] and pad.line == "half" and not pad.hang_up_asked
    assert not keys.running
    assert kept[1] == Jotted("half", 700, 700)


def test_a_word_that_is_taken_back_leaves_the_space_before_it() -> None:
    with Notepad(lambda note: None, Typed("contract Thrus\x17Thurs", "\x17\x17", "Fri")) as pad:
        for shown in ("contract Thurs", "", "Fri"):
            pad.look(0)
            assert pad.line == shown


def test_enter_on_an_empty_line_asks_to_hang_up() -> None:
    kept: list[Jotted] = []
    with Notepad(kept.append, Typed("ok\n", "\n")) as pad:
        pad.look(0)
        assert not pad.hang_up_asked
        pad.look(10)
        assert pad.hang_up_asked
    assert kept == [Jotted("ok", 0, 0)]


def test_without_a_terminal_there_is_no_notepad() -> None:
    assert terminal_keys(StringIO("typed")) is None
    with open(os.devnull) as nothing:  # noqa: PTH123
        assert terminal_keys(nothing) is None


@pytest.mark.skipif(os.name != "posix", reason="a pseudo terminal")
def test_a_real_terminal_gives_keys_at_once_and_is_given_back() -> None:
    import termios

    ours, theirs = os.openpty()
    with os.fdopen(theirs, "r", encoding="utf-8") as terminal:
        before = termios.tcgetattr(theirs)
        kept: list[Jotted] = []
        keys = terminal_keys(terminal)
        assert keys is not None
        with Notepad(kept.append, keys) as pad:
            pad.look(5)
            assert pad.line == ""
            assert not termios.tcgetattr(theirs)[3] & termios.ECHO
            os.write(ours, "José".encode()[:-1])
            pad.look(10)
            assert pad.line == "Jos"
            os.write(ours, "José".encode()[-1:] + b"\n")
            pad.look(20)
        assert kept == [Jotted("José", 10, 20)]
        assert termios.tcgetattr(theirs) == before
    os.close(ours)


def test_it_needs_nothing_that_a_platform_lacks() -> None:
    code = "import sys, simulator.reports.notepad; print(sorted({'termios', 'tty', 'msvcrt'} & set(sys.modules)))"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
