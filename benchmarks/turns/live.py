"""Live questions: a whole call over a line that echoes, through the conductor and the call engine.

In a monologue of a minute the caller breaks in (with a neural voice, or that of the split's human reader),
murmurs, coughs or is silent; in an interview the caller thinks in the middle of their turns. What the recruiter does, and how soon, is read from the call's facts.

    python -m benchmarks.turns.live [--split dev|test] [--json]      these questions alone

Time on this line is counted, not read, and recognition takes time: each reading is made at once, what it costs
here in CPU time, all threads together, is measured, and its words reach the call so many ticks later and not
before those asked for earlier. A machine with a free core needs no longer. Callers have the neural voices of the split, since recognisers hear robots worse than people.
"""

import argparse
import datetime as dt
import json
import os
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from benchmarks.turns import noises
from benchmarks.turns.air import room
from benchmarks.turns.materials import SPLITS, Split, clip, human, render
from benchmarks.turns.pauses import Turn, turns_of
from benchmarks.turns.scenes import CALLER_DBFS, HISS_DBFS, rng_of, voiced_of
from simulator import engines
from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, TICK_MS, Clip, Pcm, from_float, to_float
from simulator.call import facts as f
from simulator.call.call import Call
from simulator.conductor import conduct
from simulator.hearing.check import CheckedCanceller
from simulator.hearing.combined import CombinedDetector
from simulator.line.ear import Ear
from simulator.protocols import LineFault, Recognizer
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.speech.tones import ringback
from simulator.timeline import Segment, Transcript

ECHOES_DB = (0.0, -45.0, 6.0, -20.0)
"""Of the echo against the caller, so that every voice meets each; -45 is headphones."""
DELAY_MS, LATENCY_MS = 60, 40
AIR = 4096
"""Of the transform: what wraps round in it is older than the latest frame."""
SECONDS = 75
LEAST_LEFT_MS = 1000
"""Of the line: who starts later than this before its planned end hardly breaks in any more."""
ANSWERS_AFTER_MS = 600
THINKING_MS = 500
"""A brisk recruiter's; no answer comes sooner after the caller's last word."""
CALLS: Mapping[str, int] = {
    "silence": 22,
    "cough": 22,
    "interruption": 10,
    "human": 4,
    "backchannel": 12,
    "thinking": 8,
}
"""Of each kind; silence and coughs make half an hour and more."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Something at the caller's side: its kind and where its truth begins and ends, in ms of the call.

    pauses: the silences for thought inside it. text: what was said.
    """

    kind: str
    start: int
    end: int
    pauses: tuple[Segment, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Heard:
    """What one call's recruiter did, in ms of the call.

    yields: barge-ins as (when, line). lines: of each its start, planned end. cpu: seconds that the hearing path
    took; neither the simulated air nor recognition is counted. readings: what each took, in ms.
    """

    sounds: tuple[Sound, ...]
    yields: list[tuple[int, int]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    minutes: float = 0.0
    cpu: float = 0.0
    readings: list[int] = field(default_factory=list)


class EchoLine:
    """What is sent comes back through a loudspeaker and a room, under what the caller's side sounds like.

    The caller is a track from beginning to end, or turns that are taken when the recruiter has gone silent.
    """

    name = "echo"
    latency_ms = LATENCY_MS
    realtime = False

    def __init__(self, caller: Pcm, turns: Sequence[Turn], echo_db: float, rng: np.random.Generator) -> None:
        self._caller = caller
        self._turns = deque(turns)
        response = room(rng, 0.5)[: FRAME * 20] * 10 ** ((CALLER_DBFS + 20 + echo_db) / 20) * 0.7
        self._response = np.fft.rfft(response, AIR)
        self._air: deque[np.ndarray] = deque([np.zeros(FRAME)] * ((LATENCY_MS + DELAY_MS) // TICK_MS))
        self._played = np.zeros(len(response) + FRAME)
        self._hiss = rng.normal(0, 10 ** (HISS_DBFS / 20), len(caller))
        self._ear = Ear()
        self._at = self._busy_until = 0
        self._quiet_ms, self._addressed = 0, False
        self.taken: list[Sound] = []
        self.cpu = 0.0

    def exchange(self, play: Pcm) -> Pcm | None:
        began = time.thread_time()
        try:
            return self._exchange(play)
        finally:
            self.cpu += time.thread_time() - began

    def _exchange(self, play: Pcm) -> Pcm | None:
        here = slice(self._at, self._at + FRAME)
        if here.stop > len(self._caller):
            return None
        self._listen(play)
        self._at += FRAME
        bent = np.tanh(1.5 * to_float(play).astype(np.float64)) / 1.5
        self._played = np.concatenate([self._played[FRAME:], bent])
        wet = np.fft.irfft(np.fft.rfft(self._played, AIR) * self._response, AIR)
        self._air.append(wet[len(self._played) - FRAME : len(self._played)])
        return from_float(to_float(self._caller[here]) + self._air.popleft() + self._hiss[here])

    def _listen(self, play: Pcm) -> None:
        """Takes the next turn once the recruiter has spoken and been silent for long enough."""
        now = self._at // SAMPLES_PER_MS
        heard = self._ear.hears(play)
        self._addressed = self._addressed or (heard and now >= self._busy_until)
        self._quiet_ms = 0 if heard or now < self._busy_until else self._quiet_ms + TICK_MS
        if self._addressed and self._turns and self._quiet_ms >= ANSWERS_AFTER_MS + LATENCY_MS:
            turn = self._turns.popleft()
            first = self._at + FRAME
            self._caller[first : first + len(turn.samples)] = turn.samples[: len(self._caller) - first]
            self.taken.append(
                Sound(
                    "thinking",
                    now + TICK_MS + turn.extent.start,
                    now + TICK_MS + turn.extent.end,
                    tuple(pause.shifted(now + TICK_MS) for pause in turn.pauses),
                    turn.text,
                )
            )
            self._busy_until, self._addressed = now + TICK_MS + turn.extent.end, False

    def faults(self) -> tuple[LineFault, ...]:
        return ()

    def close(self) -> None:
        """Nothing is held."""


class Timed:
    """The default recogniser with a watch; `latency` is what the latest reading took, in ms."""

    def __init__(self) -> None:
        self._recognizer = _recognizer()
        self.took: list[int] = []

    def transcribe(self, clip: Clip) -> Transcript:
        began = time.process_time()  # all threads': the one that runs the call waits meanwhile
        transcript = self._recognizer.transcribe(clip)
        self.took.append(round(1000 * (time.process_time() - began)))
        return transcript

    def latency(self, clip: Clip, reading: Future[Transcript]) -> int:
        reading.result()
        return self.took[-1]


@cache
def _recognizer() -> Recognizer:
    loaded: Recognizer = engines.load("recognizers", engines.best("recognizers"))()
    loaded.transcribe(Clip(from_float(np.random.default_rng(0).normal(0, 0.01, 16_000))))  # warm
    return loaded


class _Nothing:
    """Keeps nothing."""

    def frame(self, recruiter: Pcm, caller: Pcm) -> None: ...

    def facts(self, facts: Sequence[f.Fact]) -> None: ...


def play(split: Split, kind: str, number: int) -> Heard:
    """One call in which the caller makes one kind of sound now and then, or none: "silence"."""
    rng = rng_of(split, f"live {kind}", number)
    m = SPLITS[split]
    mouth = m.recruiters[int(rng.integers(len(m.recruiters)))]
    clips = {text: clip(mouth, text) for text in (*m.lines, "Goodbye.", "Hello?")}
    turns: tuple[Turn, ...] = ()
    sounds: tuple[Sound, ...] = ()
    if kind == "thinking":
        turns = turns_of(split, _voices(split)[number % len(_voices(split))], number, rng)
        caller = np.zeros(200_000 * SAMPLES_PER_MS, np.int16)
    else:
        caller, sounds = _caller(split, kind, rng)
    line = EchoLine(caller, turns, ECHOES_DB[(number + number // 2) % len(ECHOES_DB)], rng)
    call = Call(
        _scenario([m.lines[i] for i in rng.permutation(len(m.lines))], interview=kind == "thinking"),
        Candidate.model_validate({"name": "Ann Lee", "position": "clerk", "interview": "2026-01-01"}),
        durations=lambda text: clips[text].duration_ms,
        called_on=dt.date(2026, 1, 5),
        latency_ms=LATENCY_MS,
        hangover_ms=CombinedDetector.hangover_ms,
    )
    recognizer = Timed()
    began = time.thread_time()
    outcome = conduct(
        call,
        line,
        clips=clips,
        ringback=ringback(6000, hiss=True),
        detector=CombinedDetector(),
        recognizer=recognizer,
        recorder=_Nothing(),
        canceller=CheckedCanceller(LATENCY_MS, lambda check: None),
        latency=recognizer.latency,
    )
    return Heard(
        (*sounds, *line.taken),
        [(fact.at, fact.line) for fact in call.facts if isinstance(fact, f.BargedIn)],
        [(fact.at, fact.planned_end) for fact in call.facts if isinstance(fact, f.LineStarted)],
        outcome.duration_ms / 60_000,
        time.thread_time() - began - line.cpu,
        recognizer.took,
    )


def _voices(split: Split) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple(voice for voice in SPLITS[split].callers if voice[0] == "hibari")


def _scenario(lines: Sequence[str], interview: bool) -> Scenario:
    """Every line, or two, is a node of its own and goes on to the next, whatever the caller did."""
    nodes = {}
    says = (
        [[line] for line in lines]
        if interview
        else [[one, two] for one, two in zip(lines[::2], lines[1::2], strict=True)]
    )
    for index, say in enumerate(says):
        following = f"n{index + 1}" if index + 1 < len(says) else "end"
        nodes[f"n{index}"] = {"say": say, "listens": interview, "then": [{"otherwise": following}]}
    nodes["end"] = {"say": "Goodbye.", "end": True}
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "monologue",
            "title": "A monologue",
            "outcome": "negative",
            "recruiter": {"name": "Dana"},
            "company": "Northwind",
            "thinking_ms": THINKING_MS,
            "patience": {"after_ms": 6000, "say": ["Hello?"], "give_up": "Goodbye."},
            "start": "n0",
            "nodes": nodes,
        }
    )


def _caller(split: Split, kind: str, rng: np.random.Generator) -> tuple[Pcm, tuple[Sound, ...]]:
    m = SPLITS[split]
    voices = _voices(split)
    voice = voices[int(rng.integers(len(voices)))]
    out = np.zeros(SECONDS * 1000 * SAMPLES_PER_MS)
    gain = 10 ** ((CALLER_DBFS + 20) / 20)
    sounds, at = [], 14_000
    while kind != "silence" and at < SECONDS * 1000 - 5000:
        text = ""
        if kind == "cough":
            sample = noises.cough(rng) * 0.3
            edges = (0, len(sample) // SAMPLES_PER_MS)
        else:
            if kind == "human":
                phrases = human(split)
                said = phrases[int(rng.integers(len(phrases)))]
            else:
                texts = m.interruptions if kind == "interruption" else m.backchannels
                text = texts[int(rng.integers(len(texts)))]
                said = clip(voice, text).samples
            extent = voiced_of(said).extent
            edges = (extent.start, extent.end) if extent else (0, 0)
            sample = to_float(said).astype(np.float64) * gain
        start = at * SAMPLES_PER_MS
        out[start : start + len(sample)] += sample
        sounds.append(Sound(kind, at + edges[0], at + edges[1], (), text))
        at += edges[1] // TICK_MS * TICK_MS + int(rng.integers(350, 550)) * TICK_MS
    return from_float(out), tuple(sounds)


# ---------------------------------------------------------------------- what came of it


def summarise(calls: Iterable[tuple[str, Heard]]) -> dict[str, Any]:
    """The figures of calls of each kind, ready for JSON."""
    by: dict[str, list[Heard]] = {kind: [] for kind in CALLS}
    for kind, heard in calls:
        by[kind].append(heard)
    everything = [heard for kind in by.values() for heard in kind]
    quiet = by["silence"] + by["cough"]
    stops = [stop for heard in by["interruption"] for stop in _stops(heard)]
    readers = [stop for heard in by["human"] for stop in _stops(heard)]
    delays = [stop for stop in stops if stop is not None]
    murmurs = [stop is not None for heard in by["backchannel"] for stop in _stops(heard)]
    turns = [turn for heard in by["thinking"] for turn in _replies(heard)]
    gaps = [gap for cut, gap in turns if not cut and gap is not None]
    seconds = 60 * sum(heard.minutes for heard in everything)
    return {
        "yields to echo or cough": sum(len(heard.yields) for heard in quiet),
        "minutes of echo or cough": round(sum(heard.minutes for heard in quiet), 1),
        "barge-ins": len(stops),
        "barge-ins without a stop": stops.count(None),
        "stops after ms, median": _quantile(delays, 50),
        "stops after ms, p95": _quantile(delays, 95),
        "human barge-ins": len(readers),
        "human barge-ins without a stop": readers.count(None),
        "stops for a human after ms, median": _quantile([s for s in readers if s is not None], 50),
        "stops for a human after ms, p95": _quantile([s for s in readers if s is not None], 95),
        "backchannels": len(murmurs),
        "backchannels yielded to %": 100 * sum(murmurs) / len(murmurs) if murmurs else None,
        "turns with thinking pauses": len(turns),
        "cut off while thinking %": 100 * sum(cut for cut, _ in turns) / len(turns) if turns else None,
        "reply gap ms, median": _quantile(gaps, 50),
        "reply gap ms, p95": _quantile(gaps, 95),
        "a reading takes ms, median": _quantile([ms for heard in everything for ms in heard.readings], 50),
        "cpu of hearing, share of one core": sum(heard.cpu for heard in everything) / seconds,
        "cpu of recognition on top": sum(sum(heard.readings) for heard in everything) / 1000 / seconds,
    }


def _quantile(values: Sequence[int], percent: float) -> float | None:
    return round(float(np.percentile(values, percent))) if values else None


def _stops(heard: Heard) -> list[int | None]:
    """For every sound well inside a line: how long after its onset the recruiter stopped; None: she did not."""
    found: list[int | None] = []
    for sound in heard.sounds:
        line = next(
            (n for n, (a, b) in enumerate(heard.lines) if a <= sound.start <= b - LEAST_LEFT_MS), None
        )
        began = heard.lines[line + 1][0] if line is not None and line + 1 < len(heard.lines) else None
        if line is None or (began is not None and began < sound.start):
            continue
        after = [at - sound.start for at, _ in heard.yields if sound.start < at < sound.end + 500]
        found.append(after[0] if after else None)
    return found


def _replies(heard: Heard) -> list[tuple[bool, int | None]]:
    """For every turn: whether the recruiter answered into one of its pauses, and how long after its end."""
    found: list[tuple[bool, int | None]] = []
    for sound in heard.sounds:
        after = [start for start, _ in heard.lines if start >= sound.start]
        if after:
            found.append((after[0] < sound.end, after[0] - sound.end))
    return found


def _play(job: tuple[Split, str, int]) -> tuple[str, Heard]:
    return job[1], play(*job)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns.live")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--kinds", nargs="*", choices=tuple(CALLS), default=tuple(CALLS))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    render(asked.split)
    jobs = [(asked.split, kind, number) for kind in asked.kinds for number in range(CALLS[kind])]
    with ProcessPoolExecutor(asked.workers) as pool:
        figures = summarise(pool.map(_play, jobs))
    if asked.json:
        print(json.dumps(figures, indent=2))
        return
    for what, value in figures.items():
        print(f"{what:38} {value if value is None or isinstance(value, int) else round(value, 3)}")


if __name__ == "__main__":
    main()
