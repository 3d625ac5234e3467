"""Whether the moment that a report plays contains the words: clauses said one by one and spliced, so that it is
known when each began and ended; then found again in what was recognised of the whole.

Each case is three to five clauses of one voice with 0 to 300 ms between them. A moment contains its words where
it begins and ends at most `SLACK_MS` inside of them, which is less than the shortest word.
"""

import difflib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.understanding.cues import labelled
from benchmarks.understanding.spoken import SHIFTS, recognizer, voice
from simulator.audio.pcm import Pcm, duration_ms, silence
from simulator.hearing.listen import ipus, utterances
from simulator.hearing.webrtc import WebRtcDetector
from simulator.scoring.words import CallerTurn, caller_turns, recognise
from simulator.timeline import Segment
from simulator.understanding.words import words

SLACK_MS = 50
LINES = {"dev": "cues-dev", "test": "cues-dev-3"}
"""Where the clauses are from. What a clause means is not looked at."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """contained: moments that hold all of their words, of `moments`. excess_ms: played beside the words, mean."""

    moments: int
    contained: int
    excess_ms: int

    def to_json(self) -> dict[str, object]:
        return {
            "moments": self.moments,
            "contained": self.contained,
            "share": round(self.contained / max(1, self.moments), 4),
            "excess_ms": self.excess_ms,
        }


def spliced(texts: Sequence[str], shift: float, rng: random.Random) -> tuple[Pcm, list[Segment]]:
    """The clauses with short gaps, half a second of silence around them, and when each was said."""
    sound, at = [silence(500)], 500
    said: list[Segment] = []
    for text in texts:
        samples = voice(shift).render(text).samples
        gap = rng.choice((0, 60, 120, 200, 300))
        said.append(Segment(at, at + duration_ms(samples)))
        sound += [samples, silence(gap)]
        at = sum(map(len, sound)) // 16
    return np.concatenate([*sound, silence(800)]), said


def cases(split: str, count: int) -> Iterator[tuple[CallerTurn, list[str], list[Segment]]]:
    """What was recognised of each splice, its clauses, and when they were said."""
    rng = random.Random(11)
    short = [text for text, _ in labelled(LINES[split]) if 2 <= len(text.split()) <= 9]
    for number in range(count):
        texts = rng.sample(short, rng.randint(3, 5))
        channel, said = spliced(texts, SHIFTS[number % len(SHIFTS)], rng)
        voiced = ipus(channel, WebRtcDetector())
        heard = recognise("caller", channel, utterances(voiced, channel=channel), voiced, recognizer())
        for turn in caller_turns(heard, ()):
            yield turn, texts, said


def placed(texts: Sequence[str], heard: str) -> Iterator[tuple[int, int, int]]:
    """Clause number and its characters in `heard`, where its first and its last word were recognised."""
    wanted = [(word.norm, number) for number, text in enumerate(texts) for word in words(text)]
    got = words(heard)
    matcher = difflib.SequenceMatcher(
        None, [norm for norm, _ in wanted], [w.norm for w in got], autojunk=False
    )
    match = {a + i: b + i for a, b, size in matcher.get_matching_blocks() for i in range(size)}
    for number in range(len(texts)):
        places = [place for place, (_, of) in enumerate(wanted) if of == number]
        if places and places[0] in match and places[-1] in match:
            yield number, got[match[places[0]]].start, got[match[places[-1]]].end


def evidence(split: str, count: int = 60) -> Evidence:
    total = contained = excess = 0
    for turn, texts, said in cases(split, count):
        for number, start, end in placed(texts, turn.text):
            moment, truth = turn.moment(start, end), said[number]
            total += 1
            contained += moment.start <= truth.start + SLACK_MS and moment.end >= truth.end - SLACK_MS
            excess += max(0, truth.start - moment.start) + max(0, moment.end - truth.end)
    return Evidence(total, contained, excess // max(1, total))


def told(split: str, of: Evidence) -> str:
    share = 100 * of.contained / max(1, of.moments)
    return (
        f"evidence, {split}: {share:.1f} % of {of.moments} moments contain their words; "
        f"{of.excess_ms} ms played beside them"
    )
