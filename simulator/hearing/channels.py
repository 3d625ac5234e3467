"""Both channels of a recording, heard: the recruiter's as it was sent, the caller's without the echo of it.

    recruiter  ============== detector ==============
    caller     == canceller, both ways == detector ==

Each line of work is a thread of its own, since transforms and models leave the interpreter's lock to the
others; what is found depends on neither. Lives here: who waits for what. Must not know: how echo is
cancelled or speech detected.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from simulator.audio.pcm import Pcm
from simulator.hearing.hear import Replayed
from simulator.hearing.listen import ipus
from simulator.hearing.recording import Cancelled, cancel
from simulator.protocols import Detector
from simulator.timeline import THRESHOLDS, Thresholds, Timeline


@dataclass(frozen=True, slots=True, eq=False)
class Channels:
    """IPUs of both, and the caller's channel without echo, shape (n,). `cancelled`: None where there was no
    echo. `recruiter`: None where the recording has no such channel."""

    caller: Timeline
    recruiter: Timeline | None
    clean: Pcm
    cancelled: Cancelled | None


def channels(
    caller: Pcm,
    recruiter: Pcm | None,
    detector: Callable[[], Detector],
    thresholds: Thresholds = THRESHOLDS,
) -> Channels:
    """`caller`: shape (n,), as the microphone heard it. `detector` makes a fresh instance a channel."""
    if recruiter is None:
        return Channels(ipus(caller, detector(), thresholds), None, caller, None)
    with ThreadPoolExecutor(1) as beside:
        theirs = beside.submit(ipus, recruiter, detector(), thresholds)
        cancelled = cancel(caller, recruiter)
        ear = detector() if cancelled is None else Replayed(detector(), cancelled)
        clean = caller if cancelled is None else cancelled.samples
        return Channels(ipus(clean, ear, thresholds), theirs.result(), clean, cancelled)
