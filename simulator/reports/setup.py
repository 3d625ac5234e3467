"""What a call was made and measured with, as words for a reader and as values for a program.

Lives here: the engines, the line, the devices and the echo of one session. Must not know: what was measured.
"""

from typing import Any

from simulator.protocols import AudioCheck, EchoState
from simulator.scoring.loudspeaker import LOUDEST_DB, TRUSTED
from simulator.scoring.scorecard import CLIPPED_SHARE, DEGRADED_PERCENT, NOISY_DBFS
from simulator.sessions.meta import SessionRecord

Json = dict[str, Any]

LIMITS = (
    ("degraded_percent", DEGRADED_PERCENT, "lost audio above this share is noted at every check of timing"),
    ("clipped_share", CLIPPED_SHARE, "a share of samples at full scale above this is noted"),
    ("noisy_dbfs", NOISY_DBFS, "a noise floor above this is noted"),
    (
        "echo_loudest_db",
        LOUDEST_DB,
        "echo so much above your own level makes C1 to C5 not measurable; tried up to 6 dB",
    ),
    ("echo_trusted", TRUSTED, "a canceller's confidence below this makes C1 to C5 not measurable"),
)
"""What limits a measurement: name, value and meaning."""


def pairs(meta: SessionRecord) -> tuple[tuple[str, str], ...]:
    """What the session says was used, as (name, value)."""
    line = meta.line
    found = [("Session", meta.id)]
    if "voice" in meta.engines:
        voice = meta.engines["voice"]
        found.append(("Voice of the recruiter", f"{meta.voice} ({voice.name} {voice.version})"))
    found += [
        (f"Engine during the call, {kind}", f"{used.name} {used.version}".strip())
        for kind, used in meta.engines.items()
        if kind != "voice"
    ]
    found.append(("Line", f"{line.name}, latency {line.latency_ms} ms, taken off every time"))
    for name, device in (("Microphone", line.input), ("Loudspeaker", line.output)):
        if device is not None:
            rate = f", {device.sample_rate} Hz" if device.sample_rate else ""
            found.append((name, f"{device.name} ({device.host_api}{rate})"))
    if meta.audio_check is not None:
        found.append(("Audio check while it rang", check_text(meta.audio_check)))
    if meta.echo is not None:
        found.append(("Echo during the call", echo_text(meta.echo)))
    if meta.caller is not None:
        found.append(("Caller", f"simulated, {meta.caller}"))
    found.append(("Scenario", f"{meta.pack}/{meta.scenario.id}, {meta.content_hash[:12]}, seed {meta.seed}"))
    found.append(("Simulator", meta.simulator))
    return tuple(found)


def to_dict(meta: SessionRecord) -> Json:
    """The same as `pairs`, as JSON values."""
    kept = {"id", "started", "engines", "voice", "line", "echo", "audio_check"}
    kept |= {"caller", "pack", "content_hash", "seed", "simulator"}
    return {**meta.model_dump(mode="json", include=kept), "scenario": meta.scenario.id}


def echo_text(echo: EchoState) -> str:
    """The echo in a sentence: how loud, how late, by how much it was lowered, and how far that is trusted."""
    if echo.mode == "headphones" or echo.loop_delay_ms is None:
        return f"headphones, {echo.echo_db:.1f} dB against the recruiter: nothing to take out"
    return (
        f"loudspeaker, {echo.echo_db:.1f} dB against the recruiter, loop delay {echo.loop_delay_ms:.1f} ms, "
        f"lowered by {echo.erle_db:.1f} dB (ERLE), drift {echo.drift_ppm:.1f} ppm, "
        f"delay jumped {echo.jumps} times, confidence {echo.confidence:.2f}"
    )


def check_text(check: AudioCheck, zeros_are_normal: bool = False) -> str:
    """What the audio check found, and what to do about it, in a line.

    `zeros_are_normal`: of the source, which is no microphone.
    """
    if check.exact_zeros and not zeros_are_normal:
        return (
            "Your microphone delivers exact zeros: unmute it, and allow it in the system's privacy settings."
        )
    if check.mode == "headphones":
        said = f"Headphones: no echo above {max(check.echo_db, -99.0):.0f} dB."
    elif check.loop_delay_ms is None:
        said = f"Loudspeaker: echo of some {check.echo_db:.0f} dB, unclear how late: headphones are better."
    else:
        said = (
            f"Loudspeaker: echo {check.echo_db:.0f} dB, {check.loop_delay_ms:.0f} ms; the recruiter's voice "
            "will be taken out."
        )
    if check.clipped_share > CLIPPED_SHARE:
        said += " It clips: turn the loudspeaker or the microphone down."
    if check.noise_dbfs > NOISY_DBFS:
        said += f" The microphone's noise of {check.noise_dbfs:.0f} dBFS limits what can be heard."
    return said
