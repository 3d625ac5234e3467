"""The voices on offer: one card for each, read from `voices/*.yaml`.

Lives here: the cards, finding one, the default for a role, and opening one. Must not know any engine: the
caller hands in what engines say of themselves and how to load one.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.protocols import EngineError, EngineInfo, Voice
from simulator.speech.cache import CachedVoice
from simulator.speech.telephone import on_telephone, over_telephone, parted
from simulator.yamlfile import ContentError, Problem, load, suggestion

Role = Literal["recruiter", "caller"]


class VoiceCard(BaseModel):
    """One voice. `id` is the file's name without `.yaml`; a voice without roles is used only when named.

    telephone: sounds as over a telephone line; any voice does so by the id "ID@telephone".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=1)
    gender: Literal["female", "male", "neutral"]
    accent: str = Field(min_length=1)
    engine: str = Field(min_length=1)
    parameters: dict[str, str | int | float] = {}
    provenance: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    telephone: bool = False
    roles: tuple[Role, ...] = ()


def voices(*folders: Path) -> tuple[VoiceCard, ...]:
    """Every card in `folders`, in the order of the file names. Raises ContentError with all problems."""
    cards: list[VoiceCard] = []
    problems: list[Problem] = []
    for path in [path for folder in folders for path in sorted(folder.glob("*.yaml"))]:
        try:
            card = load(path, VoiceCard)
        except ContentError as error:
            problems += error.problems
            continue
        if card.id != path.stem:
            problems.append(Problem(str(path), 1, 1, f'the id "{card.id}" is not the file\'s name'))
        elif any(card.id == other.id for other in cards):
            problems.append(Problem(str(path), 1, 1, f'there is another voice "{card.id}"'))
        cards.append(card)
    if problems:
        raise ContentError(problems)
    return tuple(cards)


def find(cards: Iterable[VoiceCard], id: str) -> VoiceCard:  # noqa: A002
    """Raises EngineError for an id that no card has. "ID@telephone" is the voice ID on the telephone."""
    known = {card.id: card for card in cards}
    name, telephone = parted(id)
    if name not in known:
        raise EngineError(f'no voice "{name}"{suggestion(name, known)}', f"choose one of: {', '.join(known)}")
    return telephoned(known[name]) if telephone else known[name]


def telephoned(card: VoiceCard) -> VoiceCard:
    """The same voice on the telephone, under an id of its own."""
    return card.model_copy(update={"id": on_telephone(card.id), "telephone": True})


def default(cards: Iterable[VoiceCard], role: Role, infos: Iterable[EngineInfo]) -> VoiceCard:
    """The best-sounding voice for `role` that speaks on this machine, never an online one.

    By the quality of its engine, then in the order of the cards. Raises EngineError where there is none.
    """
    engines = {info.name: info for info in infos}
    fitting = [card for card in cards if role in card.roles]
    here = [(engines[card.engine], card) for card in fitting if card.engine in engines]
    usable = [(info, card) for info, card in here if info.available and info.offline]
    if usable:
        return max(usable, key=lambda pair: pair[0].quality)[1]
    if not here:
        raise EngineError(f"no voice for the {role} is installed", "reinstall the simulator")
    best, card = max(here, key=lambda pair: pair[0].quality)
    raise EngineError(
        f"no voice for the {role} can be used; {card.name} is spoken by {best.name}: {best.why_not}", best.fix
    )


def open_voice(card: VoiceCard, load_engine: Callable[[str], type[Voice]], clips: Path) -> CachedVoice:
    """The card's voice, with its clips kept in `clips`. Raises EngineError."""
    voice = load_engine(card.engine)(card.parameters)
    if not card.telephone:
        return CachedVoice(voice, clips, id=card.id, parameters=card.parameters)
    parameters = {**card.parameters, "telephone": True}
    return CachedVoice(voice, clips, id=card.id, parameters=parameters, effect=over_telephone)
