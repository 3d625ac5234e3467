"""Two takes aligned: the same node beside itself, whatever path each take took."""

from dataclasses import replace

import pytest
from hostile import hostile_call

from simulator.reports.compare import compare
from simulator.scoring.check import Check, Result, check
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.measure import Overlap, Patience
from simulator.scoring.scorecard import Said, Scorecard
from simulator.timeline import Segment, Timeline

BASE = hostile_call(lambda: "word").card


def card(path: str, **results: Result) -> Scorecard:
    """A take over one-letter nodes, a second each, the caller answering in each; "-" is a node unknown."""
    lines = tuple(
        RecruiterLine(i, Timeline((Segment(1000 * i, 1000 * i + 500),)), 1000 * i + 500, node=node.strip("-"))
        for i, node in enumerate(path)
    )
    said = tuple(Said("caller", 1000 * i + 600, 1000 * i + 900, f"{i}") for i in range(len(path)))
    assert BASE.turns is not None
    turns = replace(
        BASE.turns,
        lines=lines,
        overlaps=tuple(Overlap("interruption", Segment(1000 * i, 1000 * i + 9), i) for i in range(len(path))),
        patience=tuple(Patience(i, 1000 * i + 500, 1000 * i + 600 + i) for i in range(len(path))),
    )
    checks = tuple(check(code, result) for code, result in results.items())
    return replace(BASE, duration_ms=1000 * len(path), transcript=said, turns=turns, checks=checks)


@pytest.mark.parametrize(
    ("earlier", "later", "aligned"),
    [
        ("gfv", "gfv", "g/g f/f v/v"),
        ("gfvpx", "gfvkx", "g/g f/f v/v p/ /k x/x"),
        ("gffv", "gfv", "g/g ff/f v/v"),  # cut off and resumed: one visit
        ("gfg", "g", "g/g f/ g/"),
        ("", "gf", "/g /f"),
        ("--", "---", "-/- -/- /-"),  # no script: line by line
    ],
)
def test_lines_are_aligned_by_their_nodes(earlier: str, later: str, aligned: str) -> None:
    pairs = compare(card(earlier), card(later)).pairs
    shown = [
        "/".join(
            "".join(x.node or "-" for x in side.lines) if side else "" for side in (pair.earlier, pair.later)
        )
        for pair in pairs
    ]
    assert " ".join(shown) == aligned


def test_a_visit_holds_all_that_happened_in_it() -> None:
    pair = compare(card("gffv"), card("gfv")).pairs[1]
    assert pair.earlier is not None and pair.later is not None
    assert [said.text for said in pair.earlier.said] == ["1", "2"]
    assert pair.earlier.waited == (101, 102) and pair.later.waited == (101,)
    assert [overlap.line for overlap in pair.earlier.interruptions] == [1, 2]


def test_checks_gained_and_lost() -> None:
    one = card("g", B1="fail", B2="pass", B3="not-measurable", C2="pass", E1="pass")
    two = card("g", B1="pass", B2="fail", B3="fail", C2="not-measurable", E1="pass", D4="pass")
    found = compare(one, two)
    kinds = {kind: [c.id for c in found.of_kind(kind)] for kind in ("gained", "lost", "no longer measured")}
    assert kinds == {"gained": ["B1", "D4"], "lost": ["B2", "B3"], "no longer measured": ["C2"]}
    assert all(isinstance(c.later, Check) for c in found.changes)


def test_recordings_of_one_channel_compare_their_checks() -> None:
    one = replace(card("g", B1="fail"), turns=None)
    two = replace(card("g", B1="pass"), turns=None)
    found = compare(one, two)
    assert found.pairs == () and [c.id for c in found.of_kind("gained")] == ["B1"]
