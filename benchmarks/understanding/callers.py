"""Callers: sentences in a neural voice, through a condition, as a recogniser reads them; kept in the user's cache.

The voices are hibari's one model, shifted. None of them made a name's heard forms, but it is the same model: a
human's mishearings agree less with those forms.
"""

import contextlib
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.understanding.conditions import FORMAT, through
from simulator import engines, hearsay, paths
from simulator.audio.pcm import Clip
from simulator.audio.stretch import AS_IT_IS, Played
from simulator.audio.suppress import LEVEL
from simulator.protocols import Recognizer, Weigher
from simulator.scenario.candidate import example_candidate
from simulator.scoring.sound import AT_ONCE, SILENCE, WEIGHED, Hearing, together
from simulator.scoring.words import CallerTurn
from simulator.speech.cache import CachedVoice

VOICES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "dev": ({"shift": 0.86, "speed": 1.0}, {"shift": 1.1, "speed": 1.0}),
    "heldout": ({"shift": 0.9, "speed": 0.95}, {"shift": 1.06, "speed": 1.05}),
}
"""Split -> two callers, as parameters of hibari."""
SECONDS_EACH = {"moonshine": 1.0, "moonshine+whisper": 1.5, "whisper": 1.0, "pocketsphinx": 2.5}
"""About what one sentence takes on two idle cores."""


class Caller:
    """One voice on one kind of line, as one recogniser reads it, and another behind it ("moonshine+whisper")."""

    def __init__(self, voice: Mapping[str, Any], condition: str, recognizer: str) -> None:
        self._voice, self._condition = dict(voice), condition
        self._first, *behind = engines.each(recognizer)
        self._second = behind[0] if behind else None

    def heard(self, text: str, hearing: Hearing = AT_ONCE) -> str:
        """What is read of `text` in this way; what is known is not said again."""
        reader = self._second if hearing.second and self._second else self._first
        path = self._place(text, hearing.played, reader)[1]
        with contextlib.suppress(OSError):
            return path.read_text(encoding="utf-8")
        found = _engine(reader).transcribe(self._clip(text, hearing.played)).text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
        return found

    def turn(self, text: str, hearing: Hearing = AT_ONCE) -> CallerTurn:
        """The turn that is read of `text` in this way, with its sound."""
        hearings = [partial(self._weighed, text, played) for played in WEIGHED]
        sound = together(hearings, partial(self._weighed, "", AS_IT_IS))
        return CallerTurn.typed(self.heard(text, hearing).strip(), sound)

    def _weighed(self, text: str, played: Played, openings: Sequence[str]) -> tuple[float, ...] | None:
        """How likely each opening is, given the sound of `text`, silence where it is empty.

        None where the engine cannot tell.
        """
        engine = _engine(self._first)
        if not isinstance(engine, Weigher):
            return None
        key = hashlib.sha256(json.dumps([*self._shaped(text, played, self._first), list(openings)]).encode())
        path = paths.clips().with_name("benchmark-weighed") / f"{key.hexdigest()[:32]}.json"
        with contextlib.suppress(OSError):
            return tuple(json.loads(path.read_text(encoding="utf-8")))
        found = engine.weigh(self._clip(text, played), openings)
        if found is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(found), encoding="utf-8")
        return found

    def knows(self, text: str) -> bool:
        """Whether `text` has been read before."""
        return self._place(text, AS_IT_IS, self._first)[1].is_file()

    def _clip(self, text: str, played: Played) -> Clip:
        if not text:
            return SILENCE
        said = _voice(tuple(self._voice.items())).render(text)
        return played(through(self._condition, said, self._place(text, AS_IT_IS, self._first)[0][0]))

    def _shaped(self, text: str, played: Played, reader: str) -> list[object]:
        """Everything that shapes what `reader` hears of `text`."""
        versions = [_version("voices", "hibari"), _version("recognizers", reader)]
        how = [played.speed] if played.speed != 1 else []
        suppression = ["suppressed", LEVEL] if played.suppressed else []
        return [FORMAT, self._voice, self._condition, reader, *versions, text, *how, *suppression]

    def _place(self, text: str, played: Played, reader: str) -> tuple[bytes, Path]:
        key = hashlib.sha256(json.dumps(self._shaped(text, played, reader), sort_keys=True).encode())
        return key.digest(), paths.clips().with_name("benchmark-heard") / f"{key.hexdigest()[:32]}.txt"


def callers(split: str, condition: str, recognizer: str) -> tuple[Caller, ...]:
    """Those of the split; sentences take turns among them."""
    return tuple(Caller(voice, condition, recognizer) for voice in VOICES[split])


@cache
def forms(name: str, recognizer: str) -> tuple[str, ...]:
    """The heard forms that a card with `name` gets before a call."""
    card = example_candidate().model_copy(update={"name": name})
    first = engines.each(recognizer)[0]
    return hearsay.with_hearsay(card, recognizer, _engine(first), _quietly).heard_name


def announce(todo: int, what: str, recognizer: str) -> None:
    """Says on stderr how long `todo` sentences will take."""
    if todo:
        minutes = todo * SECONDS_EACH.get(recognizer, 2.0) / 60
        print(f"{what}: {todo} sentences to speak and to read, about {minutes:.0f} minutes", file=sys.stderr)


@contextlib.contextmanager
def _quietly(_: str) -> Any:
    yield lambda done, total: None


@cache
def _voice(parameters: tuple[tuple[str, Any], ...]) -> CachedVoice:
    chosen = dict(parameters)
    voice = engines.load("voices", "hibari")(chosen)
    return CachedVoice(voice, paths.clips(), id="benchmark", parameters=chosen)


@cache
def _version(kind: engines.Kind, name: str) -> str:
    return engines.info(kind, name).version


@cache
def _engine(name: str) -> Recognizer:
    made: Recognizer = engines.load("recognizers", name)()
    return made
