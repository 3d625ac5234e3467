"""The questions, as jobs of one scene each and as tables made of their answers.

A job is a plain tuple so that worker processes can take it; its answer holds numbers only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from benchmarks.turns import live, measures
from benchmarks.turns.materials import Split
from benchmarks.turns.peers import OURS, PEERS, call_ai_metrics, call_report, cancelled_once
from benchmarks.turns.scenes import ECHOES, HEADPHONES, Echo, Scene, echo_scene, noise_scene, turns_scene
from simulator import engines
from simulator.audio.stretch import stretch
from simulator.scoring.measure import classify
from simulator.timeline import THRESHOLDS, Conversation, Segment, Timeline

QUESTIONS = ("silent", "broken-into", "sounds", "frames", "kinds", "live")
Job = tuple[str, Split, Any, int]
KINDS = ("backchannel", "interruption", "terminal-overlap", "jump")
SYSTEMS = {**OURS, **PEERS}
DETECTORS = ("ours", "webrtcvad", "Silero")
"""Those that differ where nothing is to be cancelled."""
SOUNDS = ("keyboard", "cough", "breath", "door", "fan", "hum", "traffic")
NOISES = ("fan", "keyboard", "traffic", "babble")
SNRS = (20, 10, 5)
SILENT = 5
"""Minutes of each echo condition: a rate of 0.1 a minute cannot be told from nothing in nine."""


@dataclass(slots=True)
class Answer:
    """What one job found: system -> figure -> value, where the values of many jobs can be added up."""

    job: Job
    figures: dict[str, Any] = field(default_factory=dict)


def jobs(split: Split, quick: bool) -> list[Job]:
    few = 1 if quick else 2
    found: list[Job] = []
    for condition in ECHOES:
        found += [("silent", split, condition, n) for n in range(1 if quick else SILENT)]
        found += [("broken-into", split, condition, n) for n in range(few)]
    found += [("broken-into", split, what, n) for what in ("headphones", "human") for n in range(few)]
    found += [("sounds", split, sound, n) for sound in SOUNDS for n in range(few)]
    found += [("frames", split, (noise, snr), n) for noise in NOISES for snr in SNRS for n in range(few)]
    found += [("kinds", split, number % 4 == 1, number) for number in range(4 if quick else 42)]
    for kind, calls in live.CALLS.items():
        found += [("live", split, kind, n) for n in range(1 if quick else calls)]
    return found


def work(job: Job) -> Answer:
    question, split, what, number = job
    answer = Answer(job)
    match question:
        case "silent":
            scene = echo_scene(split, what, number, silent=True)
            for name, found in _found(scene):
                answer.figures[name] = (measures.false_segments(found, scene), scene.minutes)
        case "broken-into":
            scene = echo_scene(split, what, number, silent=False)
            for name, found in _found(scene):
                answer.figures[name] = measures.events_found(found, scene.events)
        case "sounds":
            scene = noise_scene(split, what, None, number)
            for name, found in _found(scene, DETECTORS):
                answer.figures[name] = (measures.false_segments(found, scene), scene.minutes)
        case "frames":
            scene = noise_scene(split, what[0], what[1], number)
            for name, found in _found(scene, DETECTORS):
                answer.figures[name] = measures.frame_counts(found, scene)
        case "kinds":
            scene = turns_scene(split, number, Echo(0) if what else HEADPHONES)
            for name in DETECTORS:
                answer.figures[name] = confusion(scene, classified(scene, SYSTEMS[name](scene)))
            answer.figures["call-ai-metrics"] = confusion(scene, peer_kinds(scene))
        case "live":
            answer.figures["ours"] = live.play(split, what, number)
    return answer


def _found(scene: Scene, names: Iterable[str] = SYSTEMS) -> Iterable[tuple[str, Timeline]]:
    for name in names:
        yield name, SYSTEMS[name](scene)


@cache
def _recognizer() -> Any:
    return engines.load("recognizers", engines.best("recognizers"))()


Named = list[tuple[Segment, str]]
"""What a system took each of the caller's overlapping sounds for."""


def classified(scene: Scene, found: Timeline) -> Named:
    """By the classifier of the score, with recognised words."""
    recruiter = Timeline.of(
        part for line in scene.lines for part in line.floor.within(Segment(line.start, line.end))
    )
    cancelled = cancelled_once(scene)
    clean = scene.microphone if cancelled is None else cancelled.samples
    overlaps = classify(
        Conversation(recruiter, found),
        scene.lines,
        scripted=True,
        words=lambda ipu: _recognizer().transcribe(stretch(clean, ipu)).text,
        thresholds=THRESHOLDS,
    )
    return [(o.segment, "jump" if o.kind == "interruption" and o.into_pause else o.kind) for o in overlaps]


def peer_kinds(scene: Scene) -> Named:
    """By call-ai-metrics' own events; what overlaps within its grace window is its backchannel."""
    report = call_report(scene)
    rude = [round(e.time_s * 1000) for e in report.interruption_events if e.by == "caller"]
    other = Timeline.of(
        Segment(round(s.start_s * 1000), round(s.end_s * 1000))
        for s in report.segments
        if s.speaker == "recruiter"
    )
    named: Named = []
    for segment in call_ai_metrics(scene):
        if any(segment.contains(at) for at in rude):
            named.append((segment, "interruption"))
        elif other.within(segment).segments:
            named.append((segment, "backchannel"))
    return named


def confusion(scene: Scene, named: Named) -> Counter[tuple[str, str]]:
    """(true kind, found kind) of every event."""
    table: Counter[tuple[str, str]] = Counter()
    claimed: set[int] = set()
    for event in scene.events:
        touching = [i for i, (segment, _) in enumerate(named) if segment.overlaps(event.segment)]
        claimed.update(touching)
        table[event.kind, named[touching[0]][1] if touching else "turn"] += 1
    for index, (_, kind) in enumerate(named):
        if index not in claimed:
            table["nothing", kind] += 1
    return table


def kind_f1(table: Mapping[tuple[str, str], int], kind: str) -> float:
    hits = table.get((kind, kind), 0)
    true = sum(n for (t, _), n in table.items() if t == kind)
    said = sum(n for (_, s), n in table.items() if s == kind)
    return 2 * hits / (true + said) if true + said else 1.0


def summarise(answers: Sequence[Answer]) -> dict[str, Any]:
    """Every question's figures, system by system, ready for JSON."""
    by = defaultdict(list)
    for answer in answers:
        by[answer.job[0]].append(answer)
    tables = {
        "false interruptions a minute": ("silent", _rates),
        "interruptions": ("broken-into", _events),
        "false segments a minute": ("sounds", _rates),
        "frame F1": ("frames", _frames),
        "kinds": ("kinds", _kinds),
        "live": ("live", _live),
    }
    return {title: table(by[question]) for title, (question, table) in tables.items() if by[question]}


def _live(answers: Sequence[Answer]) -> dict[str, Any]:
    return live.summarise((answer.job[2], answer.figures["ours"]) for answer in answers)


def _rates(answers: Sequence[Answer]) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {}
    for name in answers[0].figures:
        parts: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for answer in answers:
            parts[answer.job[2]].append(answer.figures[name])
        rates = {what: sum(n for n, _ in rows) / sum(m for _, m in rows) for what, rows in parts.items()}
        mean = float(np.mean(list(rates.values()))) if rates else float("nan")
        result[name] = {"all": mean, "worst": max(rates.values(), default=float("nan")), **rates}
    return result


def _events(answers: Sequence[Answer]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name in SYSTEMS:
        parts: dict[str, measures.Found] = defaultdict(measures.Found)
        for answer in answers:
            parts[answer.job[2]].add(answer.figures[name])
        echoing = {what: found for what, found in parts.items() if what in ECHOES}
        shares = {what: 100 * found.missed / max(1, found.events) for what, found in echoing.items()}
        rows = {}
        for what, found in parts.items():
            rows[what] = {
                "events": found.events,
                "missed": found.missed,
                "onset": measures.spread(found.onsets),
                "offset": measures.spread(found.offsets),
            }
        result[name] = {
            "missed %": float(np.mean(list(shares.values()))),
            "worst %": max(shares.values()),
            "onset": measures.spread([e for what, p in parts.items() if what != "human" for e in p.onsets]),
            "offset": measures.spread([e for what, p in parts.items() if what != "human" for e in p.offsets]),
            "conditions": rows,
        }
    return result


def _frames(answers: Sequence[Answer]) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {}
    for name in answers[0].figures:
        parts: dict[str, Counter[str]] = defaultdict(Counter)
        for answer in answers:
            noise, snr = answer.job[2]
            parts[f"{noise} {snr} dB"].update(answer.figures[name])
        result[name] = {what: measures.f1(counts) for what, counts in parts.items()}
    return result


def _kinds(answers: Sequence[Answer]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name in answers[0].figures:
        table: Counter[tuple[str, str]] = Counter()
        for answer in answers:
            table.update(answer.figures[name])
        result[name] = {
            "f1": {kind: kind_f1(table, kind) for kind in KINDS},
            "table": {f"{true} as {said}": n for (true, said), n in sorted(table.items())},
            "events": sum(n for (true, _), n in table.items() if true != "nothing"),
        }
    return result
