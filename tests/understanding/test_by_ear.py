"""Heard forms of a name: which count, and that they confirm the name and no neighbour of it."""

import pytest

from simulator.understanding.by_ear import firm_words, heard_forms
from simulator.understanding.names import read_name

HEARD = [
    ("Khalid bin Rashid", ["Hello, my name is Colin Bin Rashid.", "Good morning, Colin Bin Rashid speaking. I had an interview."], ("Colin Bin Rashid",) * 2),
    ("Piotr Wisniewski", ["Hello, my name is Pieter Wissnyuski."], ("Pieter Wissnyuski",)),
    ("Sophia Mitchell", ["Hello, my name is Sophia Mitchell."], ("Sophia Mitchell",)),
    ("Amina Yusuf", ["Good morning. Amena use of speaking. I had an interview."], ("Amena use of",)),
    ("Omar Abdullah", ["Hello, my name is Omarab. Hello, my name"], ()),
    ("Kenji Yamamoto", ["Hello, my name is Kenji."], ()),  # half of the name
    ("Emre Kaya", ["", "Thank you."], ()),
    ("Imran Qureshi", ["Hello, my name is calling about it."], ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "heard", "forms"), HEARD, ids=[row[0] for row in HEARD])
def test_what_counts_as_a_heard_form(name: str, heard: list[str], forms: tuple[str, ...]) -> None:
    assert heard_forms(heard, name) == forms


FORMS = ("Colin Bin Rashid", *("Halit Pinraheed",) * 4)


@pytest.mark.parametrize(
    ("text", "by_ear", "result"),
    [
        ("Good day, Colin Ben-Rashid here. I interviewed as a tester.", (), "wrong"),
        ("Good day, Colin Ben-Rashid here. I interviewed as a tester.", FORMS, "doubtful"),
        ("Good day, Colin Ben-Rashid here. I interviewed as a tester.", FORMS[:2], "given"),  # half the time
        ("Hello, this is Halit Pinraheed and I had an interview.", (), "wrong"),
        ("Hello, this is Halit Pinraheed and I had an interview.", FORMS, "given"),
        ("Hello, this is Halit Pinrahed and I had an interview.", FORMS, "given"),
        ("Hello, this is Haltpun Raheed and I had an interview.", FORMS, "given"),
        ("Hello, my name is Dana Bin Rashid and I had an interview.", FORMS, "wrong"),
        ("Hello, my name is Colin Bin Raven and I had an interview.", FORMS, "wrong"),
        ("I spoke with Colin Bin Rashid on Tuesday.", FORMS, "missing"),
    ],
)
def test_a_heard_form_only_confirms_and_only_itself(text: str, by_ear: tuple[str, ...], result: str) -> None:
    assert read_name(text, "Khalid bin Rashid", (), by_ear).result == result


def test_a_word_that_is_always_written_right_must_be_right() -> None:
    forms = ("Adam Brook",) * 6
    assert firm_words(forms, "Adam Brook") == {"adam", "brook"}
    text = "Good afternoon, I'm Aidan Brook."
    assert read_name(text, "Adam Brook").result == "doubtful"  # no list knows Aidan
    assert read_name(text, "Adam Brook", (), forms).result == "wrong"
