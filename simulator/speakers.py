"""The voices there are, shipped and the user's own: told of, opened by name, added, heard.

A front door to `simulator.speech`. Must not know: the command line, calls.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator import engines, paths, yamlfile
from simulator.audio.pcm import TICK_MS, Clip, silence
from simulator.problems import ContentError, Problem
from simulator.protocols import EngineError, LineError
from simulator.speech import catalogue
from simulator.speech.cache import CachedVoice
from simulator.speech.catalogue import VoiceCard
from simulator.speech.piper_voice import model_files
from simulator.speech.telephone import on_telephone

SAMPLE = (
    "Northwind Traders, good morning. Thank you for calling. I have your papers right here. "
    "It was a close decision, and I will gladly tell you how it went."
)
"""What a voice says when it is only to be heard."""
DRAIN_MS = 300
"""Silence after a clip, so that its end is heard before the device is closed."""


def cards() -> tuple[VoiceCard, ...]:
    """The shipped voices, then the user's own. Raises ContentError."""
    return catalogue.voices(paths.content("voices"), paths.voices())


def voices() -> list[dict[str, Any]]:
    """Every voice card, whether it can speak here, and which is the default recruiter."""
    infos = {info.name: info for info in engines.infos("voices")}
    known = cards()
    try:
        default = catalogue.default(known, "recruiter", infos.values()).id
    except EngineError:
        default = ""
    return [
        {
            "id": card.id,
            "name": card.name,
            "about": f"{card.name}, {card.gender}, {card.accent}",
            "engine": card.engine,
            "roles": list(card.roles),
            "telephone": card.telephone,
            "available": card.engine in infos and infos[card.engine].available,
            "why_not": infos[card.engine].why_not if card.engine in infos else "no such engine",
            "default": card.id == default,
            "provenance": card.provenance,
            "licence": card.licence,
        }
        for card in known
    ]


def ids() -> list[str]:
    """Every id that a scenario's recruiter may have as a voice."""
    known = [card.id for card in cards()]
    return [*known, *map(on_telephone, known)]


def open_voice(
    wanted: str | None, preferred: str | None, role: catalogue.Role, telephone: bool = False
) -> tuple[VoiceCard, CachedVoice]:
    """The voice that was named; else the preferred one if it can speak here; else the best for `role`.

    `telephone`: as over a telephone line, whichever it is. Raises EngineError and ContentError.
    """
    known = cards()
    infos = engines.infos("voices")
    able = {info.name for info in infos if info.available}
    if wanted:
        card = catalogue.find(known, wanted)
    elif preferred and (card := catalogue.find(known, preferred)).engine in able:
        pass
    else:
        card = catalogue.default(known, role, infos)
    if telephone:
        card = catalogue.telephoned(card)
    return card, catalogue.open_voice(card, lambda name: engines.load("voices", name), paths.clips())


def add(model: Path, name: str | None) -> VoiceCard:
    """Writes a card for a Piper voice file into the user's own voices.

    Raises EngineError for a file that is none, ContentError for an id that is no id or is taken.
    """
    found = model_files(str(model)).resolve()
    wanted = (name or found.stem.replace("_", "-")).lower()
    target = paths.voices() / f"{wanted}.yaml"
    wrong = ""
    if not re.fullmatch("[a-z][a-z0-9-]*", wanted):
        wrong = f'a voice\'s --id is small letters, digits and hyphens, not "{wanted}"'
    elif wanted in [card.id for card in cards()]:
        wrong = f'there is a voice "{wanted}" already; choose another --id'
    if wrong:
        raise ContentError([Problem(model.name, 1, 1, wrong)])
    card: Mapping[str, str | int | Sequence[str]] = {
        "format": 1,
        "id": wanted,
        "name": wanted.split("-")[-2 if wanted.count("-") > 1 else 0].capitalize(),
        "gender": "neutral",
        "accent": "as its voice file has it",
        "engine": "piper",
        "provenance": f"Piper's voice file {found.name}, added by you",
        "licence": "see the voice file's MODEL_CARD; piper-tts itself is GPL-3.0",
        "roles": ["recruiter"],
    }
    text = f"{yamlfile.dump(card)}parameters: {json.dumps({'model': str(found)})}\n"
    made = yamlfile.loads(text, VoiceCard, str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EngineError(f"{target} cannot be written: {error.strerror}.", "Make room for it.") from error
    return made


def play(clip: Clip) -> bool:
    """Plays a clip on the loudspeaker; False where there is no sound device."""
    from simulator.line.device import DeviceLine

    try:
        line = DeviceLine()
    except LineError:
        return False
    frame = len(silence(TICK_MS))
    try:
        for at in range(0, len(clip.samples), frame):
            line.exchange(clip.samples[at : at + frame])
        for _ in range((line.latency_ms + DRAIN_MS) // TICK_MS):
            line.exchange(silence(TICK_MS))
    finally:
        line.close()
    return True
