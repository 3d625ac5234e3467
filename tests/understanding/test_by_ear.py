"""Heard forms of a name: which count, and that they confirm the name and no neighbour of it."""

import pytest

from simulator.understanding.by_ear import heard_forms
from simulator.understanding.names import read_name

HEARD = [
    ("Khalid bin Rashid", ["Hello, my name is Colin Bin Rashid.", "Hi, this is Colin Bin Rashid. I'm calling about my interview."], ("Colin Bin Rashid",)),
    ("Piotr Wisniewski", ["Hello, my name is Pieter Wissnyuski."], ("Pieter Wissnyuski",)),
    ("Aoife Byrne", ["Hi, this is Lisa Byron. I'm calling about my interview."], ()),  # a slip of one voice
    ("Jun Wang", ["Hello, my name is John Wang.", "Hi, this is John Wang, I'm calling about my interview."], ("John Wang",)),
    ("Sophia Mitchell", ["Hello, my name is Sophia Mitchell."], ()),  # the name itself adds nothing
    ("Omar Abdullah", ["Hello, my name is Omarab. Hello, my name"], ()),
    ("Kenji Yamamoto", ["Hello, my name is Kenji and I'm older."], ()),
    ("Emre Kaya", ["", "Thank you."], ()),
    ("Ananya Iyer", ["Hello, my name is Ananya."], ()),  # half of the name
]  # fmt: skip


@pytest.mark.parametrize(("name", "heard", "forms"), HEARD, ids=[row[0] for row in HEARD])
def test_what_counts_as_a_heard_form(name: str, heard: list[str], forms: tuple[str, ...]) -> None:
    assert heard_forms(heard, name) == forms


FORMS = ("Colin Bin Rashid", "Halit Pinraheed")


@pytest.mark.parametrize(
    ("text", "by_ear", "result"),
    [
        ("Good day, Colin Ben-Rashid here. I interviewed as a tester.", (), "wrong"),
        ("Good day, Colin Ben-Rashid here. I interviewed as a tester.", FORMS, "doubtful"),
        ("Hello, my name is Colin Bin Rashid and I had an interview.", FORMS, "doubtful"),
        ("Hello, this is Halit Pinraheed and I had an interview.", (), "wrong"),
        ("Hello, this is Halit Pinraheed and I had an interview.", FORMS, "given"),
        ("Hello, this is Halit Pinrahed and I had an interview.", FORMS, "given"),
        ("Hello, this is Halit Panrohed and I had an interview.", FORMS, "wrong"),
        ("Hello, my name is Colin Rashid and I had an interview.", FORMS, "wrong"),
        ("Hello, my name is Colin Bin Raven and I had an interview.", FORMS, "wrong"),
        ("Hello, my name is Dana Bin Rashid and I had an interview.", FORMS, "wrong"),
        ("I spoke with Colin Bin Rashid on Tuesday.", FORMS, "missing"),
    ],
)
def test_a_heard_form_only_confirms_and_only_itself(text: str, by_ear: tuple[str, ...], result: str) -> None:
    assert read_name(text, "Khalid bin Rashid", (), by_ear).result == result
