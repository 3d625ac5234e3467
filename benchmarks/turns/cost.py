"""What it costs to hear a recording, both channels, from samples to IPUs: in a process with nothing beside it.

Two calls: a scripted one, with lines, pauses and one event at each; and one of three minutes in which the
recruiter never stops and the caller breaks in every four to six seconds, the most that there can be to do.
"""

import os
import time

from benchmarks.turns.materials import Split
from benchmarks.turns.scenes import Echo, Scene, echo_scene, turns_scene
from simulator.hearing.channels import channels
from simulator.hearing.combined import CombinedDetector

TIMES = 5
"""Runs of which the quickest counts: whatever else the machine does only makes them slower."""


def offline(split: Split) -> dict[str, dict[str, float]]:
    """Times real time: by the processor's time of all threads, as on one core; and by the clock, with as many
    cores as there are."""
    scenes = {
        "scripted call": turns_scene(split, 1, Echo(0)),
        "everybody talks": echo_scene(split, "0 dB", 0, silent=False, seconds=180),
    }
    return {name: _factors(scene) for name, scene in scenes.items()}


def _factors(scene: Scene) -> dict[str, float]:
    seconds, took = scene.minutes * 60, []
    for _ in range(TIMES):
        wall, busy = time.perf_counter(), time.process_time()
        channels(scene.microphone, scene.recruiter, CombinedDetector)
        took.append((time.perf_counter() - wall, time.process_time() - busy))
    walls, busies = zip(*took, strict=True)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "seconds": round(seconds),
        "one core": round(seconds / min(busies), 1),
        "all cores": round(seconds / min(walls), 1),
        "cores": cores or 1,
    }
