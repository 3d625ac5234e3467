"""What the report of one call is made of: its scorecard, its sound and what is known about it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.files import Encoded, Recording, encode
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.next_time import NextTime
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment

BINS = 1000
"""Columns of a waveform: about one a pixel on a wide screen."""

BLEED = 0.4
"""How much of each party is heard on the other's side: hard left and right tire the ears in headphones."""

Peaks = tuple[int, ...]
"""The loudest sample of each of `BINS` columns, 0 to 100."""


NOTHING = NextTime()


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured that is shown beside the checks and never graded.

    value: as shown, in `unit`. usual: the caller's own earlier value, empty where there is none.
    """

    name: str
    value: str
    unit: str
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """Something of the voice over the call, never graded. points: windows in order, None where unknown.

    band: from where to where it mostly was in the caller's last `calls` calls; None where there are too few.
    """

    name: str
    unit: str
    points: tuple[tuple[Segment, float | None], ...]
    band: tuple[float, float] | None = None
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact worth noting, and what became of it: noted, missed, or lost to an interruption."""

    fact: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportedCall:
    """One call, ready to be reported. `setup` is what was used, as (name, value), for the last section."""

    card: Scorecard
    sound: Encoded
    caller_peaks: Peaks
    recruiter_peaks: Peaks | None
    source: str
    next_time: NextTime = NOTHING
    scenario: Scenario | None = None
    candidate: Candidate | None = None
    started: dt.datetime | None = None
    setup: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    courses: tuple[Course, ...] = ()
    noted: tuple[Noted, ...] = ()


def sound_of(recording: Recording, encoding: str | None = None) -> tuple[Encoded, Peaks, Peaks | None]:
    """The embedded sound and both waveforms. Raises ValueError for an encoding that cannot be written."""
    caller = peaks(recording.caller)
    recruiter = None if recording.recruiter is None else peaks(recording.recruiter)
    return encode(_mixed(recording), encoding), caller, recruiter


def peaks(samples: NDArray[np.int16], bins: int = BINS) -> Peaks:
    """Of each of `bins` columns the loudest sample, against the loudest of all; quiet ones drawn larger."""
    edges = np.linspace(0, len(samples), bins, endpoint=False).astype(np.int64)
    if not len(samples):
        return (0,) * bins
    loudest = np.maximum.reduceat(np.abs(samples.astype(np.int32)), np.minimum(edges, len(samples) - 1))
    top = max(1, int(loudest.max()))
    return tuple(int(value) for value in np.round(100 * (loudest / top) ** 0.7))


def _mixed(recording: Recording) -> NDArray[np.int16]:
    """Shape (n, channels): the recruiter towards the left, the caller towards the right."""
    caller = recording.caller.astype(np.float32)
    if recording.recruiter is None:
        return recording.caller[:, None]
    recruiter = recording.recruiter.astype(np.float32)
    both = np.column_stack([recruiter + BLEED * caller, caller + BLEED * recruiter])
    over = float(np.abs(both).max(initial=1)) / 32767
    return np.round(both / max(1.0, over)).astype(np.int16)
