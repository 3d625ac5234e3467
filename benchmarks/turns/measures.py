"""From what a system found in a scene, and its truth, to figures. All times in ms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from benchmarks.turns.scenes import Event, Scene
from simulator.timeline import Timeline

LEAST_MS = 200
"""A false segment counts from this length."""

COVERED = 0.5
"""An event is found where at least this share of it is in found IPUs."""


def false_segments(found: Timeline, scene: Scene) -> int:
    """Found IPUs of 200 ms or more that touch nothing the caller said."""
    return sum(
        segment.duration >= LEAST_MS and not scene.caller.within(segment).segments for segment in found
    )


@dataclass(slots=True)
class Found:
    """Events looked for, those missed, and the errors of the found ones' edges (found minus truth)."""

    events: int = 0
    missed: int = 0
    onsets: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        self.events += other.events
        self.missed += other.missed
        self.onsets += other.onsets
        self.offsets += other.offsets


def events_found(found: Timeline, events: Iterable[Event]) -> Found:
    result = Found()
    for event in events:
        result.events += 1
        if found.within(event.segment).duration < COVERED * event.segment.duration:
            result.missed += 1
            continue
        touching = [segment for segment in found if segment.overlaps(event.segment)]
        result.onsets.append(touching[0].start - event.segment.start)
        result.offsets.append(touching[-1].end - event.segment.end)
    return result


def frame_counts(found: Timeline, scene: Scene) -> Counter[str]:
    """True positives, false positives and false negatives in milliseconds, over IPUs."""
    both = found.intersection(scene.caller).duration
    return Counter(tp=both, fp=found.duration - both, fn=scene.caller.duration - both)


def f1(counts: Counter[str]) -> float:
    whole = 2 * counts["tp"] + counts["fp"] + counts["fn"]
    return 2 * counts["tp"] / whole if whole else 1.0


def spread(errors: list[int]) -> tuple[float, float, float]:
    """Median of the errors, median of their size, 90th percentile of their size; NaN where there is none."""
    if not errors:
        return (float("nan"),) * 3
    size = np.abs(errors)
    return float(np.median(errors)), float(np.median(size)), float(np.percentile(size, 90))
