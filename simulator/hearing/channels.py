"""Both channels of a recording, heard: the recruiter's as it was sent, the caller's without the echo of it.

    recruiter                            ====== detector ======
    caller     == delay == both ways == what is left == detector ==

Transforms and models leave the interpreter's lock to another thread. The filter's many short steps do not
bear company, so the recruiter's channel waits for them; what is found does not depend on it. Lives here: who
waits for what. Must not know: how echo is cancelled or speech detected.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from simulator.audio.pcm import Pcm
from simulator.hearing.hear import Replayed
from simulator.hearing.listen import ipus
from simulator.hearing.recording import Cancelled, cleaned, filtered
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
        found = filtered(caller, recruiter)
        theirs = beside.submit(ipus, recruiter, detector(), thresholds)
        cancelled = None if found is None else cleaned(found)
        ear = detector() if cancelled is None else Replayed(detector(), cancelled)
        clean = caller if cancelled is None else cancelled.samples
        return Channels(ipus(clean, ear, thresholds), theirs.result(), clean, cancelled)
