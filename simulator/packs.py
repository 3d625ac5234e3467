"""Packs at work: read from folders, examined with every path played, rendered as sound.

The front door behind `simulator scenarios`. Must not know: the command line.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from simulator import rehearsal
from simulator.audio.files import WavAppender
from simulator.audio.pcm import Clip, Pcm, silence
from simulator.call.dryrun import play, prove
from simulator.call.explorer import Exploration, explore
from simulator.call.typed import retold
from simulator.problems import ContentError, Problem, suggestion
from simulator.protocols import EngineError
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, Candidate, example_candidate
from simulator.scenario.checker import check
from simulator.scenario.model import Disclose, Pause, Scenario, Words
from simulator.scenario.reader import PACK_FILE, LoadedScenario, UnknownScenarioError, list_all, read_pack
from simulator.scenario.slots import fill

HOLE_MS = 900
"""Between two lines of what `scenarios hear` renders."""


def read(roots: Iterable[Path]) -> tuple[LoadedScenario, ...]:
    """The scenarios of packs and of folders of packs. Raises ContentError."""
    found: list[LoadedScenario] = []
    folders: list[Path] = []
    for root in roots:
        if (root / PACK_FILE).is_file():
            found += read_pack(root.resolve()).scenarios
        elif root.is_dir():
            folders.append(root)
        else:
            raise ContentError([Problem(str(root), 1, 1, "is not there")])
    return (*found, *list_all(folders))


def examine(
    found: Sequence[LoadedScenario], voices: Sequence[str], explores: bool = True
) -> tuple[list[Problem], list[Exploration]]:
    """Checks and proves each scenario, and plays every path of those in which nothing is wrong."""
    problems: list[Problem] = []
    sound: list[LoadedScenario] = []
    for each in found:
        wrong = check(each, voices) or prove(each)
        problems += wrong
        if not wrong:
            sound.append(each)
    played: list[Exploration] = []
    if explores and len(sound) > 2 and (os.cpu_count() or 1) > 1:
        with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            played = list(pool.map(explore, sound))
    elif explores:
        played = [explore(each) for each in sound]
    return problems + [problem for one in played for problem in one.problems], played


def summary(found: Sequence[LoadedScenario], played: Sequence[Exploration]) -> str:
    """What was proved, for a person; nothing was found to be wrong."""
    cases = sum(len(each.cases) for each in found)
    told = f"{count(len(found), 'scenario')}, {count(cases, 'case')}: nothing is wrong."
    if not played:
        return told
    paths, calls = sum(each.paths for each in played), sum(each.calls for each in played)
    stretches = sum(each.stretches for each in played)
    longest = max(played, key=lambda each: each.longest_ms)
    return (
        f"{told}\n{count(paths, 'path')}, every stretch of them played ({stretches:,}), and {calls:,} whole "
        "simulated calls: every call ended, every line was said, none took longer than stated "
        f"(the longest: {longest.scenario}, {-(-longest.longest_ms // 1000)} s)."
    )


def count(number: int, what: str) -> str:
    """ "1 problem", "2 problems"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def watch(loaded: LoadedScenario, caller: str, card: Candidate, seed: int) -> Iterator[str]:
    """A case's call without sound, line by line. Raises ContentError for a caller that there is not."""
    try:
        case = loaded.case(caller)
    except UnknownScenarioError as error:
        raise ContentError([Problem(str(loaded.path), 1, 1, str(error))]) from error
    day = card.interview_date + (EXAMPLE_CALLED_ON - example_candidate().interview_date)
    return retold(loaded.scenario, play(loaded.scenario, card, case, called_on=day, seed=seed))


def ids(found: Iterable[LoadedScenario]) -> frozenset[str]:
    return frozenset(each.scenario.id for each in found)


def pack_folder(pack: str, more: Sequence[Path]) -> Path:
    """The folder of the pack of that id, or the folder that was named. Raises ContentError."""
    if (Path(pack) / PACK_FILE).is_file():
        return Path(pack).resolve()
    roots = rehearsal.scenario_roots(more)
    known = {file.parent.name: file.parent for root in roots for file in root.glob(f"*/{PACK_FILE}")}
    if pack not in known:
        raise ContentError([Problem(pack, 1, 1, f'there is no pack "{pack}"{suggestion(pack, known)}')])
    return known[pack]


def script_sound(scenario: Scenario, clips: Mapping[str, Clip], card: Candidate) -> Iterable[Pcm]:
    """Every node's line in the order of the file, with its pauses, then the prompts of patience."""

    def said(text: str) -> Pcm:
        return clips[fill(text, scenario, card)].samples

    for node in scenario.nodes.values():
        for part in node.say:
            match part:
                case Words(say=text):
                    yield said(text)
                case Pause(pause_ms=ms):
                    yield silence(ms)
                case Disclose(disclose=disclosure):
                    yield silence(disclosure.after_silence_ms)
                    yield said(disclosure.say)
        yield silence(HOLE_MS)
    for prompt in (*scenario.patience.say, scenario.patience.give_up):
        yield said(prompt)
        yield silence(HOLE_MS)


def save_sound(target: Path, sound: Iterable[Pcm]) -> int:
    """Writes one channel; returns its whole seconds."""
    draft = target.with_name(f".{target.name}.new")
    draft.unlink(missing_ok=True)
    try:
        file = WavAppender(draft, channels=1)
        for samples in sound:
            file.append(samples)
        seconds = file.duration_ms // 1000
        file.close()
        draft.replace(target)
    except OSError as error:
        raise EngineError(f"{target} cannot be written: {error.strerror}.", "Choose another file.") from error
    return seconds
