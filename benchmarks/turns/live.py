"""Live questions: a whole call over a line that echoes, through the conductor and the call engine.

The recruiter talks for about a minute. What she yields to, and how soon, is read from the call's facts.
"""

import datetime as dt
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.turns import noises
from benchmarks.turns.air import room
from benchmarks.turns.materials import SPLITS, Split, clip
from benchmarks.turns.scenes import CALLER_DBFS, HISS_DBFS, Kind, rng_of, voiced_of
from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, TICK_MS, Clip, Pcm, from_float, to_float
from simulator.call import facts as f
from simulator.call.call import Call
from simulator.conductor import conduct
from simulator.hearing.combined import CombinedDetector
from simulator.hearing.echo import EchoCanceller
from simulator.protocols import LineFault
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.speech.tones import ringback
from simulator.timeline import Transcript

ECHO_DB, DELAY_MS, LATENCY_MS = 0.0, 60, 40
SECONDS = 75


@dataclass(frozen=True, slots=True)
class Sound:
    """Something at the caller's side: its kind and where its truth begins and ends, in ms of the call."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Heard:
    """What one call's recruiter did: barge-ins as (ms, onset that was claimed)."""

    sounds: tuple[Sound, ...]
    yields: list[tuple[int, int]] = field(default_factory=list)
    minutes: float = 0.0


class EchoLine:
    """What is sent comes back through a loudspeaker and a room, under what the caller's side sounds like."""

    name = "echo"
    latency_ms = LATENCY_MS
    realtime = False

    def __init__(self, caller: Pcm, rng: np.random.Generator) -> None:
        self._caller = caller
        self._response = room(rng, 0.5)[: FRAME * 20] * 10 ** ((CALLER_DBFS + 20 + ECHO_DB) / 20) * 0.7
        self._air: deque[np.ndarray] = deque([np.zeros(FRAME)] * ((LATENCY_MS + DELAY_MS) // TICK_MS))
        self._played = np.zeros(len(self._response) + FRAME)
        self._hiss = rng.normal(0, 10 ** (HISS_DBFS / 20), len(caller))
        self._at = 0

    def exchange(self, play: Pcm) -> Pcm | None:
        here = slice(self._at, self._at + FRAME)
        if here.stop > len(self._caller):
            return None
        self._at += FRAME
        bent = np.tanh(1.5 * to_float(play).astype(np.float64)) / 1.5
        self._played = np.concatenate([self._played[FRAME:], bent])
        size = 1 << (len(self._played) + len(self._response)).bit_length()
        wet = np.fft.irfft(np.fft.rfft(self._played, size) * np.fft.rfft(self._response, size), size)
        self._air.append(wet[len(self._played) - FRAME : len(self._played)])
        return from_float(to_float(self._caller[here]) + self._air.popleft() + self._hiss[here])

    def faults(self) -> tuple[LineFault, ...]:
        return ()

    def close(self) -> None:
        """Nothing is held."""


class _Nothing:
    """Keeps nothing, and understands nothing: what is asked here needs no words."""

    def frame(self, recruiter: Pcm, caller: Pcm) -> None: ...

    def facts(self, facts: Sequence[f.Fact]) -> None: ...

    def transcribe(self, clip: Clip) -> Transcript:
        return Transcript("")


def play(split: Split, kind: Kind | str, number: int) -> Heard:
    """One call in which the caller makes one kind of sound now and then, or none: "silence"."""
    rng = rng_of(split, f"live {kind}", number)
    m = SPLITS[split]
    mouth = m.recruiters[int(rng.integers(len(m.recruiters)))]
    clips = {text: clip(mouth, text) for text in (*m.lines, "Goodbye.", "Hello?")}
    caller, sounds = _caller(split, kind, rng)
    call = Call(
        _scenario([m.lines[i] for i in rng.permutation(len(m.lines))]),
        Candidate.model_validate({"name": "Ann Lee", "position": "clerk", "interview": "2026-01-01"}),
        durations=lambda text: clips[text].duration_ms,
        called_on=dt.date(2026, 1, 5),
        latency_ms=LATENCY_MS,
        hangover_ms=CombinedDetector.hangover_ms,
    )
    nothing = _Nothing()
    outcome = conduct(
        call,
        EchoLine(caller, rng),
        clips=clips,
        ringback=ringback(6000),
        detector=CombinedDetector(),
        recognizer=nothing,  # type: ignore[arg-type]  # it is never asked what it is
        recorder=nothing,
        canceller=EchoCanceller(LATENCY_MS),
    )
    yields = [(fact.at, fact.onset) for fact in call.facts if isinstance(fact, f.BargedIn)]
    return Heard(sounds, yields, outcome.duration_ms / 60_000)


def _scenario(lines: Sequence[str]) -> Scenario:
    """Every line is a node of its own and goes on to the next, whatever the caller did."""
    nodes = {}
    for index, text in enumerate(lines):
        following = f"n{index + 1}" if index + 1 < len(lines) else "end"
        nodes[f"n{index}"] = {"say": text, "listens": False, "then": [{"otherwise": following}]}
    nodes["end"] = {"say": "Goodbye.", "end": True}
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "monologue",
            "title": "A monologue",
            "outcome": "negative",
            "recruiter": {"name": "Dana"},
            "company": "Northwind",
            "patience": {"after_ms": 6000, "say": ["Hello?"], "give_up": "Goodbye."},
            "start": "n0",
            "nodes": nodes,
        }
    )


def _caller(split: Split, kind: str, rng: np.random.Generator) -> tuple[Pcm, tuple[Sound, ...]]:
    m = SPLITS[split]
    voice = m.callers[int(rng.integers(len(m.callers)))]
    out = np.zeros(SECONDS * 1000 * SAMPLES_PER_MS)
    gain = 10 ** ((CALLER_DBFS + 20) / 20)
    sounds, at = [], 14_000
    while kind != "silence" and at < SECONDS * 1000 - 5000:
        if kind == "cough":
            sample = noises.cough(rng) * 0.3
            edges = (0, len(sample) // SAMPLES_PER_MS)
        else:
            texts = m.interruptions if kind == "interruption" else m.backchannels
            said = clip(voice, texts[int(rng.integers(len(texts)))]).samples
            extent = voiced_of(said).extent
            edges = (extent.start, extent.end) if extent else (0, 0)
            sample = to_float(said) * gain
        start = at * SAMPLES_PER_MS
        out[start : start + len(sample)] += sample
        sounds.append(Sound(kind, at + edges[0], at + edges[1]))
        at += edges[1] // TICK_MS * TICK_MS + int(rng.integers(350, 550)) * TICK_MS
    return from_float(out), tuple(sounds)
