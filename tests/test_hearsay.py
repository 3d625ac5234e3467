"""Voices say the card's name once; what is heard of it joins the card and is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator import hearsay, paths
from simulator.audio.pcm import Clip
from simulator.scenario.candidate import Candidate, example_candidate, read_candidate, write_candidate
from simulator.timeline import Transcript

CARD = example_candidate().model_copy(update={"name": "Khalid bin Rashid"})


class Listens:
    """Notes how long the clips are, and reads each as the same sentence."""

    def __init__(self) -> None:
        self.ms: list[int] = []

    def transcribe(self, clip: Clip) -> Transcript:
        self.ms.append(clip.duration_ms)
        return Transcript("Hello, my name is Colin Bin Rashid.")


class Bars:
    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    @contextmanager
    def open(self, what: str) -> Iterator[Callable[[int, int], object]]:
        yield lambda done, total: self.told.append((done, total))


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "heard_names", lambda: tmp_path / "heard")
    monkeypatch.setattr(paths, "clips", lambda: tmp_path / "clips")
    monkeypatch.setattr(hearsay, "VOICES", ("pat",))


def test_the_name_is_said_once_and_remembered(tmp_path: Path) -> None:
    listens, bars = Listens(), Bars()
    card = hearsay.with_hearsay(CARD, "moonshine", listens, bars.open)
    assert card.heard_name == ("Colin Bin Rashid",) * 2
    assert bars.told == [(1, 2), (2, 2)]
    assert min(listens.ms) > 800, "the voice said something"
    again = hearsay.with_hearsay(CARD, "moonshine", listens, bars.open)
    assert again == card
    assert hearsay.with_hearsay(card, "moonshine", listens, bars.open) == card, "a call placed again has them"
    assert len(listens.ms) == 2, "nothing was said a second time"
    for kept in (tmp_path / "heard").iterdir():
        kept.write_bytes(b"[1")
    assert hearsay.with_hearsay(CARD, "moonshine", listens, bars.open) == card
    assert len(listens.ms) == 4, "what was damaged is found out again"


def test_an_engine_that_was_not_measured_adds_nothing() -> None:
    listens = Listens()
    assert hearsay.with_hearsay(CARD, "pocketsphinx", listens, Bars().open) is CARD
    assert not listens.ms


def test_a_card_keeps_its_heard_forms_in_its_file(tmp_path: Path) -> None:
    card: Candidate = CARD.model_copy(update={"heard_name": ("Colin Bin Rashid",)})
    write_candidate(tmp_path / "candidate.yaml", card)
    assert read_candidate(tmp_path / "candidate.yaml") == card
