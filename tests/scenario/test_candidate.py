"""The candidate card: dates as people write them, and a file that reads back as it was."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.scenario.candidate import Candidate, example_candidate, read_candidate, write_candidate
from simulator.yamlfile import ContentError

CARD = "name: Jordan Ellis\nposition: clerk\ninterview: {}\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-06-03", dt.date(2026, 6, 3)),
        ('"2026-06-03 14:00"', dt.datetime(2026, 6, 3, 14, 0)),
        ("2026-06-03 9:05", dt.datetime(2026, 6, 3, 9, 5)),
        ("2026-06-03T14:00:00", dt.datetime(2026, 6, 3, 14, 0)),
        ("2026-06-03 00:00", dt.datetime(2026, 6, 3, 0, 0)),
    ],
)
def test_a_date_stays_a_date(tmp_path: Path, written: str, meant: dt.date) -> None:
    path = tmp_path / "card.yaml"
    path.write_text(CARD.format(written))
    found = read_candidate(path).interview
    assert (type(found), found) == (type(meant), meant)
    assert (read_candidate(path).interview_time is None) == (not isinstance(meant, dt.datetime))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-06-03 14:00Z", "leave out the time zone"),
        ("2026-06-03T14:00:00+02:00", "leave out the time zone"),
        ("2026-02-30", "there is no such date or time"),
        ("2026-06-03 25:00", "there is no such date or time"),
        ("3 June", "as in 2026-06-03"),
        ("20260603", "as in 2026-06-03"),
        ("[2026-06-03]", "as in 2026-06-03"),
        ("", "as in 2026-06-03"),
    ],
)
def test_a_wrong_date_is_told_where_it_stands(tmp_path: Path, written: str, words: str) -> None:
    path = tmp_path / "card.yaml"
    path.write_text(CARD.format(written))
    with pytest.raises(ContentError) as caught:
        read_candidate(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}:3:{12 if written else 1}: ")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1) | st.sampled_from(
    [
        "null",
        "no",
        "true",
        "14:30",
        "2026-06-03",
        "a: b",
        "# x",
        "'",
        '"',
        "- a",
        "O'Brien",
        "José",
        "1e3",
        "~",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=NAMES,
    position=NAMES,
    company=st.none() | NAMES,
    interview=st.dates() | st.datetimes().map(lambda when: when.replace(second=0, microsecond=0)),
    say_name=st.lists(NAMES, max_size=3),
)
def test_what_is_written_reads_back(tmp_path: Path, **fields: object) -> None:
    path = tmp_path / "new" / "card.yaml"
    card = Candidate.model_validate(fields)
    write_candidate(path, card)
    assert read_candidate(path) == card
    assert path.read_text(encoding="utf-8").startswith("#")


def test_a_card_that_would_not_read_back_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "card.yaml"
    write_candidate(path, example_candidate())
    with pytest.raises(ContentError, match="control character"):
        write_candidate(path, example_candidate().model_copy(update={"name": "J\x1b[31m"}))
    assert read_candidate(path) == example_candidate()
    assert list(tmp_path.iterdir()) == [path]
