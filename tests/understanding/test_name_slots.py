"""Where a name may stand in a recogniser's text, and what may be written for it."""

import pytest

from simulator.understanding.name_slots import firm, lost, other_name, slots, spellings


@pytest.mark.parametrize(
    ("text", "name", "heard"),
    [
        (
            "Good evening, I'm in airs to Almita. I was in last Tuesday.",
            "Inês de Almeida",
            "in airs to Almita",
        ),
        ("Good morning, Miriam felt and speaking. I was in.", "Miriam Feldstein", "Miriam felt and"),
        ("Good morning, I'm Dilshan J. Ordean. I called.", "Dilshan Jayawardena", "Dilshan J. Ordean"),
        ("Park Jiwan went here.", "Park Ji-won", "Park Jiwan"),
        ("Hello and Paula Ginai Sementa. I interviewed.", "Paulo do Nascimento", "Paula Ginai Sementa"),
        ("Hi, far it have been to Yousaf. I met.", "Faridah binti Yusof", "far it have been to Yousaf"),
        ("When he'd a crow. Good morning, I interviewed.", "Juanita Crowe", "When he'd a crow"),
        ("Hello, what a new to crow. I'm calling about.", "Juanita Crowe", "what a new to crow"),
        ("Good day to be to Lot of Colony. Last Thursday.", "Tevita Latu", "to be to Lot"),
    ],
)
def test_the_likest_words_where_a_name_may_stand(text: str, name: str, heard: str) -> None:
    found = slots(text, name)
    assert heard in [slot.heard for slot in found[:2]]
    slot = next(slot for slot in found if slot.heard == heard)
    assert slot.holding(name) == slot.opening.replace(heard, name)
    assert text.startswith(slot.opening)
    assert len(slot.opening[slot.end :].split()) <= 4, "what is far behind is not weighed"


def test_what_was_taken_for_the_name_is_always_looked_at_first() -> None:
    text = "Good afternoon, and rest, Ellick, eight days ago, Emery Chelik was there."
    start = text.index("and rest")
    first = slots(text, "Emre Çelik", (), (start, start + len("and rest, Ellick")))[0]
    assert first.heard == "and rest, Ellick"


def test_words_beside_what_was_taken_for_the_name_may_be_part_of_it() -> None:
    text = "Good morning, Lace divani the physio job."
    start = text.index("divani")
    found = slots(text, "Lacey Devaney", (), (start, start + len("divani")))
    assert [slot.heard for slot in found[:2]] == ["divani", "Lace divani"]


def test_no_slot_runs_over_the_end_of_a_sentence_and_none_is_another_persons() -> None:
    found = slots("Hello Tavita. Lotto is fun. I met with Tevita Latu on Monday.", "Tevita Latu")
    assert found
    assert all(". " not in slot.heard for slot in found)
    assert all(slot.end <= len("Hello Tavita. Lotto is fun") for slot in found)


def test_behind_a_greeting_there_is_no_slot_where_something_introduces_the_name() -> None:
    heard = [slot.heard for slot in slots("Hello, this is Fandi Mochner. I interviewed.", "Thandiwe Mokoena")]
    assert heard
    assert not any("is" in each.split() for each in heard)
    assert not slots("Hello. I was in last week.", "Ann Soto")
    assert "And so" in [slot.heard for slot in slots("Hello. And so I was in last week.", "Ann Soto")]


def test_spellings_are_the_cards_then_what_is_heard_of_it() -> None:
    forms = ("Cavita Yangar", "Kavita Yengar", "Cavita Yangar")
    assert spellings("Kavita Iyengar", (), forms) == (
        "Kavita Iyengar", "Iyengar Kavita", "Cavita Yangar", "Kavita Yengar",
    )  # fmt: skip
    assert spellings("Ayşe Ødegård", ("Eye-sheh Odegard",))[0] == "Ayse Odegard"
    assert "Eye-sheh Odegard" in spellings("Ayşe Ødegård", ("Eye-sheh Odegard",))
    assert "Wexford" in spellings("D. H. Wexford")
    rare = ("Jun Wang",) * 5 + ("John Wang",)
    assert "John Wang" not in spellings("Jun Wang", (), rare), "others are called so"


def test_what_speaks_against_a_slot() -> None:
    (slot, *_) = slots("My name is Rachelle Tovey.", "Rachel Tovey")
    assert other_name(slot, "Rachel Tovey")
    (slot, *_) = slots("My name is Catherine Lee.", "Katherine Leigh")
    assert not other_name(slot, "Katherine Leigh")
    (slot, *_) = slots("This is Dennis Chicklee.", "Dennis Ripley")
    assert lost(slot, "Dennis Ripley", ("Dennis Ripley",) * 6)
    assert not lost(slot, "Dennis Ripley", ())
    assert firm("Dennis Ripley", ("Dennis Ripley",) * 6)
    assert not firm("Dennis Ripley", ("Dennis Ripley", "Dennis Shipley", "Dennis Rippling"))
