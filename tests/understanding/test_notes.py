"""What a note is worth."""

import pytest

from simulator.understanding.notes import Note, check_notes
from tests.understanding.note_table import CASES, HIRED, Case


@pytest.mark.parametrize("case", CASES, ids=[" / ".join(case[1]) for case in CASES])
def test_a_note_against_the_facts(case: Case) -> None:
    facts, notes, expected = case
    found = check_notes([Note(text) for text in notes], facts)
    assert {f.key: f.result for f in found if f.result != "missed"} == expected
    assert [f.key for f in found] == [f.key for f in facts]


def test_nothing_is_credited_without_notes_or_facts() -> None:
    assert {f.result for f in check_notes([], HIRED)} == {"missed"}
    assert check_notes([Note("Dana 274")], []) == ()


def test_a_finding_says_which_note_and_when_and_what_was_wrong() -> None:
    notes = [Note("Mon 9", 1200), Note("trng thursday", 5400)]
    found = {f.key: f for f in check_notes(notes, HIRED)}
    assert (found["start"].note, found["start"].at_ms, found["start"].held) == (0, 1200, ("Monday", "nine"))
    wrong = found["training"]
    assert (wrong.result, wrong.note, wrong.at_ms, wrong.heard) == ("wrong", 1, 5400, "trng thursday")
    assert "trng thursday" in wrong.why and "Friday" in wrong.why
