"""The key after a call: a calls again, d draws another, any other ends."""

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import rehearsal
from simulator.commands.once_more import KEYS, QUESTION, After, asked, calls, never
from simulator.scenario.candidate import example_candidate, write_candidate


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a pty is asked for")
def test_a_key_in_a_real_terminal(tmp_path: Path) -> None:
    import pty

    card, sessions = tmp_path / "candidate.yaml", tmp_path / "sessions"
    write_candidate(card, example_candidate())
    words = ["call", "goodbye-drill", "--line", "simulated", "--caller", "polite", "--seed", "5"]
    command = [sys.executable, "-m", "simulator.cli", *words]
    command += ["--candidate", str(card), "--sessions", str(sessions)]
    keys = iter("ax")
    seen = b""

    def read(terminal: int) -> bytes:
        """What the program writes; each time that it asks it gets the next key."""
        nonlocal seen
        data = os.read(terminal, 4096)
        asked = seen.count(QUESTION.encode())
        seen += data
        if seen.count(QUESTION.encode()) > asked:
            os.write(terminal, next(keys).encode())
        return data

    status = pty.spawn(command, read, lambda _: b"")
    assert os.waitstatus_to_exitcode(status) == 0, seen.decode(errors="replace")
    metas = [json.loads(path.read_text("utf-8")) for path in sorted(sessions.glob("*/session.json"))]
    assert len(metas) == 2 and next(keys, None) is None
    first, again = sorted(metas, key=lambda meta: meta["started"])
    for same in ("content_hash", "seed", "voice", "called_on", "caller"):
        assert first[same] == again[same]
    assert first["id"] != again["id"]


def test_another_call_is_drawn_and_keeps_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[rehearsal.CallRequest] = []

    def place(request: rehearsal.CallRequest, screen: rehearsal.Screen) -> str:
        placed.append(request)
        return f"call {len(placed)}"

    monkeypatch.setattr(rehearsal, "place_call", place)
    drawn = rehearsal.choose_scenario("hired", ())
    monkeypatch.setattr(rehearsal, "choose_scenario", lambda *_: drawn)
    first = rehearsal.CallRequest(
        rehearsal.choose_scenario("hired", ()), example_candidate(), persona="odd", seed=3, voice="dana"
    )
    wanted: Iterator[After] = iter(("another", "end"))
    shown = list(calls(first, rehearsal.Screen(quiet=True), lambda: next(wanted)))
    assert shown == ["call 1", "call 2"]
    assert placed == [first, replace(first, scenario=drawn, persona="polite", seed=None)]
    assert "odd" not in drawn.cases


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a"))
    assert asked() == never() == "end"


def test_every_key_is_told() -> None:
    assert all(f"{key}: " in QUESTION for key in KEYS)
