"""Calls drawn with characters: a letter is the sound of an utterance, and a fake recogniser knows its words.

    caller "....aaaaaa......bb"      100 ms a character

Each letter is a constant sample value, so a clip cut from the drawing still tells which utterance it holds.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulator.audio.files import Recording
from simulator.audio.pcm import SAMPLES_PER_MS, Clip, Pcm, duration_ms
from simulator.call import facts as f
from simulator.protocols import EngineInfo
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.scorecard import Scorecard, score
from simulator.timeline import Transcript

CALLED_ON = dt.date(2026, 6, 5)
CARD = Candidate(name="Jordan Avery", position="data analyst", interview=dt.datetime(2026, 6, 3, 14, 0))

ALL = (
    "Hello Dana, my name is Jordan Avery. I interviewed for the data analyst position on Wednesday, June 3rd "
    "at 2 p.m., and I'm calling to ask about the outcome of the interview."
)


def drawn(strip: str, ms: int = 100) -> Pcm:
    values = [0 if char in ". " else 10 * ord(char) for char in strip]
    return np.repeat(np.array(values, dtype=np.int16), ms * SAMPLES_PER_MS)


class DrawnDetector:
    name = "drawn"
    hangover_ms = 0

    def voiced(self, frame: Pcm) -> bool:
        return bool(frame.any())


class DrawnRecognizer:
    """`heard` lists the letters of every clip that it was given."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.heard: list[str] = []

    @classmethod
    def info(cls) -> EngineInfo:
        return EngineInfo("drawn", "1", ("en",), offline=True, available=True)

    def transcribe(self, clip: Clip) -> Transcript:
        levels = Counter(
            np.round(clip.samples / 10).astype(int).tolist()
        )  # at another speed edges ring a little
        letters = [chr(level) for level, n in levels.items() if level > 0 and n >= 20 * SAMPLES_PER_MS]
        assert letters, "a clip without speech reached the recogniser"
        self.heard.append("".join(letters))
        return Transcript(" ".join(self._texts.get(letter, "") for letter in letters))


@dataclass
class Script:
    """Facts of a recruiter's lines as the call records them, and the sound that goes with them."""

    facts: list[f.Fact] = field(default_factory=list)
    sound: list[tuple[int, int]] = field(default_factory=list)
    lines: int = 0
    at: int = 0

    def ring(self, until: int) -> "Script":
        self.facts += [f.RingingStarted(0), f.PickedUp(until)]
        self.sound.append((0, until - 200))
        return self

    def line(
        self,
        at: int,
        *parts: tuple[str, int] | tuple[str, int, str],
        node: str = "node",
        verdict: bool = False,
        cut: int | None = None,
        lost: int | None = None,
    ) -> "Script":
        """Parts: (text, ms), ("pause", ms), or ("wait", ms, text of a disclosure that lasts 1 s).

        `cut` is where the line was cut off; `lost` the onset that lost the disclosure.
        """
        number, self.lines = self.lines, self.lines + 1
        plan = at + sum(part[1] for part in parts if part[0] != "wait")
        self.facts += [f.NodeEntered(at, node, verdict), f.LineStarted(at, number, node, plan, True)]
        now = at
        for index, part in enumerate(parts):
            if part[0] == "wait":
                self.facts.append(f.PartStarted(now, number, index, "wait", "", now + part[1]))
                if lost is not None:
                    self.facts += [
                        f.PartEnded(lost + 100, number, index, False, lost + 100 - now),
                        f.DisclosureLost(lost + 100, number, index, lost),
                    ]
                    now = lost + 100
                    break
                now += part[1]
                self.facts += [
                    f.PartEnded(now, number, index, True, part[1]),
                    f.DisclosureEarned(now, number, index),
                    f.PartStarted(now, number, index, "disclosure", part[2], now + 1000),
                    f.PartEnded(now + 1000, number, index, True, 1000),
                ]
                self.sound.append((now, now + 1000))
                now += 1000
                continue
            text, ms = part[0], part[1]
            kind: f.PartKind = "pause" if text == "pause" else "say"
            end = min(now + ms, cut) if cut is not None else now + ms
            said = end == now + ms
            text = "" if kind == "pause" else text
            self.facts.append(f.PartStarted(now, number, index, kind, text, now + ms))
            self.facts.append(f.PartEnded(end, number, index, said, end - now))
            if kind == "say":
                self.sound.append((now, end))
            now = end
            if not said:
                break
        self.facts.append(f.LineEnded(now, number, cut is not None))
        return self

    def impatient(self, at: int) -> "Script":
        self.facts.append(f.PatienceRanOut(at, 0))
        return self

    def hung_up(self, at: int, by: f.Ender = "caller") -> "Script":
        self.facts.append(f.HungUp(at, by))
        return self

    def channel(self, ms: int) -> Pcm:
        result = np.zeros(ms * SAMPLES_PER_MS, dtype=np.int16)
        for start, end in self.sound:
            result[start * SAMPLES_PER_MS : end * SAMPLES_PER_MS] = 10 * ord("R")
        return result


def scored(
    caller: str,
    texts: Mapping[str, str],
    *,
    script: Script | None = None,
    recruiter: str | None = None,
    scenario: Scenario | None = None,
    card: Candidate | None = CARD,
    recognizer: DrawnRecognizer | None = None,
) -> Scorecard:
    """The scorecard of a drawn call: a session with `script`, or a recording with `recruiter` or without."""
    ours = drawn(caller)
    theirs = script.channel(duration_ms(ours)) if script else None if recruiter is None else drawn(recruiter)
    recording = Recording(ours, theirs, duration_ms(ours), 1 if theirs is None else 2, 16_000)
    return score(
        recording,
        facts=script.facts if script else None,
        scenario=scenario,
        candidate=card,
        called_on=CALLED_ON,
        detector=DrawnDetector,
        recognizer=recognizer or DrawnRecognizer(texts),
        recognizer_name="drawn 1",
    )


def strip(*said: tuple[str, int, int], until: int) -> str:
    """A drawing from (letter, start ms, end ms)."""
    cells = ["."] * (until // 100)
    for letter, start, end in said:
        cells[start // 100 : end // 100] = letter * ((end - start) // 100)
    return "".join(cells)


NO = Scenario.model_validate(
    {
        "format": 1,
        "id": "a-no",
        "title": "A plain no",
        "outcome": "negative",
        "recruiter": {"name": "Dana Whitfield"},
        "facts": {"reason": {"say": "they had more SQL"}},
        "start": "verdict",
        "nodes": {
            "verdict": {
                "verdict": True,
                "say": [
                    "We chose another.",
                    {"pause_ms": 1500},
                    "In the end they had more SQL.",
                    {
                        "disclose": {
                            "after_silence_ms": 2500,
                            "say": "You were our second choice, {candidate.first_name}.",
                        }
                    },
                ],
                "end": True,
            }
        },
    }
)
SECOND = "You were our second choice, Jordan."


def verdict_call(lost: int | None = None, verdict: str = "We chose another.") -> Script:
    """Ringing, a greeting until 3.0 s, and a verdict from 11.3 s with a pause and a disclosure at 18.8 s."""
    script = Script().ring(1000).line(1500, ("Northwind, Dana speaking.", 1500), node="greeting")
    parts = (
        (verdict, 2000),
        ("pause", 1500),
        ("In the end they had more SQL.", 1500),
        ("wait", 2500, SECOND),
    )
    return script.line(11_300, *parts, node="verdict", verdict=True, lost=lost)
