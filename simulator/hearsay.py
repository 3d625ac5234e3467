"""How the recogniser hears the card's name: voices say it, and what is read of them joins the card.

A recogniser spells a name that it does not know in ways of its own, much the same ways for every speaker.
Kept on disk by name and engine versions, so that it is found out once.
"""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from simulator import engines, paths
from simulator.protocols import EngineError, EngineInfo, Recognizer
from simulator.scenario.candidate import Candidate
from simulator.speech import catalogue
from simulator.speech.cache import CachedVoice
from simulator.understanding.by_ear import CARRIERS, heard_forms

FORMAT = 2
"""Counts up whenever the carriers or the voices change."""
VOICES = ("dana", "marcus", "ruth")
"""Ids of the voices that say the name: three people of the neural engine."""
FALLBACK = ("pat",)
"""The same where that engine is not installed: one of the system's."""
RECOGNIZERS = ("moonshine",)
"""Where this was measured to help: benchmarks/data/understanding/README.md. Elsewhere no form is added."""

Progress = Callable[[str], AbstractContextManager[Callable[[int, int], object]]]
"""Opens a bar under a title; it is told (done, total)."""


def with_hearsay(card: Candidate, name: str, recognizer: Recognizer, progress: Progress) -> Candidate:
    """The card with what the recogniser called `name` hears when voices say the card's name.

    The card as it is where the engine is not one of `RECOGNIZERS`, or no voice can speak here. Of two, one
    behind the other, the first is asked.
    """
    name = engines.each(name)[0]
    if name not in RECOGNIZERS:
        return card
    heard = _known(card.name, name)
    if heard is None:
        with progress("Learning how your name is heard") as tell:
            heard = _listen(card.name, recognizer, tell)
        _keep(_path(card.name, name), heard)
    forms = heard_forms(heard, card.name)
    if card.heard_name[-len(forms) :] == forms:  # A call placed again has its card with them.
        return card
    return card.model_copy(update={"heard_name": (*card.heard_name, *forms)})


def _listen(name: str, recognizer: Recognizer, tell: Callable[[int, int], object]) -> list[str]:
    """What is read of every voice in every carrier; a voice that cannot speak here is left out."""
    heard: list[str] = []
    for voices in (VOICES, FALLBACK):
        total = len(voices) * len(CARRIERS)
        for at, (voice, carrier) in enumerate((v, c) for v in voices for c in CARRIERS):
            with contextlib.suppress(EngineError):
                heard.append(recognizer.transcribe(_voice(voice).render(carrier.format(name=name))).text)
            tell(at + 1, total)
        if heard:
            break
    return heard


def _voice(wanted: str) -> CachedVoice:
    cards = catalogue.voices(paths.content("voices"))
    return catalogue.open_voice(
        catalogue.find(cards, wanted), lambda name: engines.load("voices", name), paths.clips()
    )


def _path(name: str, recognizer: str) -> Path:
    """The file for `name`, by everything that shapes what is heard of it."""
    versions = [[i.name, i.version, i.available] for i in _engines(recognizer)]
    shaped = json.dumps([FORMAT, name, VOICES, FALLBACK, CARRIERS, versions]).encode()
    return paths.heard_names() / f"{hashlib.sha256(shaped).hexdigest()[:32]}.json"


def _engines(recognizer: str) -> Iterator[EngineInfo]:
    yield engines.info("recognizers", recognizer)
    yield from engines.infos("voices")


def _known(name: str, recognizer: str) -> list[str] | None:
    """What was heard before; None where nothing is kept, or only something damaged."""
    try:
        data = json.loads(_path(name, recognizer).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, list) and all(isinstance(text, str) for text in data) else None


def _keep(path: Path, heard: list[str]) -> None:
    """A folder that cannot be written costs time, never a call."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as draft:
            json.dump(heard, draft)
        Path(draft.name).replace(path)
