"""Packs of scenarios on disk: one folder a pack.

    <pack>/pack.yaml                        what the pack is
    <pack>/<scenario>.yaml                  one call each; the file is named after the scenario's id
    <pack>/cases/<scenario>/<persona>.yaml  who calls, and what must come of it

Lives here: finding and reading. What can be played is proved by `simulator.scenario.checker`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from simulator import yamlfile
from simulator.scenario.model import Case, Model, OwnCue, Scenario, Slug
from simulator.scenario.upgrade import upgrade
from simulator.yamlfile import ContentError, Places, Problem

PACK_FILE = "pack.yaml"


class PackCard(Model):
    """`pack.yaml`: what a pack is and on what terms it is shared."""

    format: Literal[1]
    id: Slug
    title: str = Field(min_length=1)
    about: str = ""
    licence: str = Field(min_length=1)
    cues: dict[Slug, OwnCue] = Field(default_factory=dict)
    """Beyond the shared vocabulary, for every scenario of the pack."""


class UnknownScenarioError(LookupError):
    """No pack holds a scenario, or a scenario a case, of that name; the message may name a near one."""


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario with its cases by persona, where it stands on disk, and where each value stands in it.

    `sha256` is of the scenario's text, line ends apart, and of the pack's cues, so a session can tell that it
    has changed since.
    """

    scenario: Scenario
    pack: str
    path: Path
    sha256: str
    cases: dict[str, Case]
    places: Places
    case_places: dict[str, Places]

    def case(self, persona: str) -> Case:
        """Raises UnknownScenarioError."""
        if persona not in self.cases:
            hint = yamlfile.suggestion(persona, self.cases) or f"; there are {', '.join(self.cases)}"
            raise UnknownScenarioError(f'{self.scenario.id} has no caller "{persona}"{hint}')
        return self.cases[persona]


@dataclass(frozen=True, slots=True)
class Pack:
    card: PackCard
    folder: Path
    scenarios: tuple[LoadedScenario, ...]


def read_scenario(path: Path) -> LoadedScenario:
    """One scenario and its cases. Raises ContentError with the problems of all of these files."""
    text = yamlfile.read_text(path)
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    case_places: dict[str, Places] = {}
    for file in sorted((path.parent / "cases" / path.stem).glob("*.yaml")):
        try:
            placed = yamlfile.load_placed(file, Case)
        except ContentError as error:
            problems += error.problems
            continue
        if placed.value.scenario != path.stem:
            message = f'is "{placed.value.scenario}", but the case lies in the folder of "{path.stem}"'
            problems.append(placed.places.problem(("scenario",), message))
        cases[file.stem], case_places[file.stem] = placed.value, placed.places
    try:
        own = yamlfile.loads_placed(text, Scenario, str(path), upgrade)
        shared = _pack_cues(path.parent)
    except ContentError as error:
        raise ContentError([*problems, *error.problems]) from None
    if own.value.id != path.stem:
        problems.append(own.places.problem(("id",), f'is "{own.value.id}", but the file is {path.name}'))
    if problems:
        raise ContentError(problems)
    return LoadedScenario(
        own.value.model_copy(update={"cues": {**shared, **own.value.cues}}) if shared else own.value,
        path.parent.name,
        path,
        _digest(text, shared),
        cases,
        own.places,
        case_places,
    )


def _pack_cues(folder: Path) -> dict[str, OwnCue]:
    """The cues that a pack adds for all of its scenarios. Raises ContentError."""
    card = folder / PACK_FILE
    return yamlfile.load(card, PackCard).cues if card.is_file() else {}


def _digest(text: str, cues: Mapping[str, OwnCue]) -> str:
    told = [f"{name}: {', '.join(cue.phrases)}" for name, cue in sorted(cues.items())]
    return hashlib.sha256("\n".join([*text.splitlines(), *told]).encode()).hexdigest()


def read_pack(folder: Path) -> Pack:
    """A whole pack. Raises ContentError with the problems of all of its files."""
    problems: list[Problem] = []
    card: PackCard | None = None
    scenarios: list[LoadedScenario] = []
    try:
        placed = yamlfile.load_placed(folder / PACK_FILE, PackCard)
        card = placed.value
        if card.id != folder.name:
            problems.append(
                placed.places.problem(("id",), f'is "{card.id}", but the folder is {folder.name}')
            )
    except ContentError as error:
        problems += error.problems
    files = _scenario_files(folder)
    for path in files:
        try:
            scenarios.append(read_scenario(path))
        except ContentError as error:
            problems += error.problems
    known = [path.stem for path in files]
    for cases in sorted(folder.glob("cases/*/")):
        if cases.name not in known:
            hint = yamlfile.suggestion(cases.name, known)
            problems.append(Problem(str(cases), 1, 1, f"cases of a scenario that the pack lacks{hint}"))
    if problems or card is None:
        raise ContentError(problems)
    return Pack(card, folder, tuple(scenarios))


def list_all(roots: Iterable[Path]) -> tuple[LoadedScenario, ...]:
    """Every scenario of every pack under `roots`, by pack and id.

    Raises ContentError with the problems of all packs, an id that stands in two of them among these.
    """
    problems: list[Problem] = []
    found: dict[str, LoadedScenario] = {}
    for folder in _pack_folders(roots):
        try:
            pack = read_pack(folder)
        except ContentError as error:
            problems += error.problems
            continue
        for loaded in pack.scenarios:
            first = found.setdefault(loaded.scenario.id, loaded)
            if first is not loaded:
                problems.append(loaded.places.problem(("id",), f"stands in {first.path} too"))
    if problems:
        raise ContentError(problems)
    return tuple(found.values())


def find(scenario_id: str, roots: Sequence[Path]) -> LoadedScenario:
    """The scenario of that id; other scenarios are not read, so they may be broken.

    Raises UnknownScenarioError, and ContentError where it cannot be read or stands in two packs.
    """
    files = {path: path.stem for folder in _pack_folders(roots) for path in _scenario_files(folder)}
    named = [path for path, name in files.items() if name == scenario_id]
    if not named:
        hint = yamlfile.suggestion(scenario_id, files.values())
        raise UnknownScenarioError(f'there is no scenario "{scenario_id}"{hint}')
    if len(named) > 1:
        raise ContentError(Problem(str(path), 1, 1, f"stands in {named[0]} too") for path in named[1:])
    return read_scenario(named[0])


def _pack_folders(roots: Iterable[Path]) -> Iterator[Path]:
    for root in dict.fromkeys(roots):
        found = (file.parent for file in root.glob(f"*/{PACK_FILE}"))
        yield from sorted(folder for folder in found if not folder.name.startswith("."))


def _scenario_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if path.name != PACK_FILE)
