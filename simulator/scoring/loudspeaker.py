"""When the recruiter's own echo makes the turns unreliable, said in one sentence.

The thresholds are those up to which `benchmarks/turns` was run: echoes up to 6 dB above the caller.
"""

from math import log10

from simulator.audio.pcm import SAMPLES_PER_MS, Pcm
from simulator.hearing.quality import level_dbfs
from simulator.protocols import EchoState
from simulator.scoring.check import Check, check
from simulator.timeline import Timeline

LOUDEST_DB = 8.0
"""Echo above the caller's own level."""

TRUSTED = 0.6
"""The least confidence of the canceller."""

RESTS_ON_TURNS = ("C1", "C2", "C3", "C4", "C5")


def limit(echo: EchoState | None, microphone: Pcm, recruiter: Pcm, ours: Timeline, theirs: Timeline) -> str:
    """Why interruptions cannot be told from echo in this call; empty where they can."""
    if echo is None or echo.mode == "headphones":
        return ""
    if echo.confidence < TRUSTED:
        return (
            "The echo of your loudspeaker kept changing, so an interruption cannot be told from it: "
            "use headphones."
        )
    alone = [segment for segment in ours if not theirs.within(segment).segments]
    spoken = [_level(microphone, Timeline((segment,))) for segment in alone]
    if not spoken:
        return ""
    louder = _level(recruiter, theirs) + echo.echo_db - sorted(spoken)[len(spoken) // 2]
    if louder > LOUDEST_DB:
        return (
            f"Your loudspeaker is {louder:.0f} dB louder in the microphone than you, so an interruption "
            "cannot be told from its echo: turn it down or use headphones."
        )
    return ""


def withhold(checks: tuple[Check, ...], why: str) -> tuple[Check, ...]:
    """C1 to C5 as not measurable, because of `why`; all as they were where it is empty."""
    if not why:
        return checks
    return tuple(check(c.id, "not-measurable", why) if c.id in RESTS_ON_TURNS else c for c in checks)


def _level(channel: Pcm, segments: Timeline) -> float:
    total = weighed = 0.0
    for segment in segments:
        piece = channel[segment.start * SAMPLES_PER_MS : segment.end * SAMPLES_PER_MS]
        total += 10 ** (level_dbfs(piece) / 10) * len(piece)
        weighed += len(piece)
    return 10 * log10(max(total / weighed, 1e-10)) if weighed else -100.0
