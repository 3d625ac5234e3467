"""The pitch tracker against voices of known pitch and against Praat, and how fast it is.

    uv run --group benchmarks --extra neural python benchmarks/prosody.py

Known: pulse trains through a vowel's resonances. Generated: espeak at several pitches, and a neural voice, as
the shipped engines speak them. Praat (praat-parselmouth, GPL-3) is used here only; without it the comparison is
left out. Errors are in semitones over the frames that both call voiced.
"""

import time
from collections.abc import Iterator
from statistics import median

import numpy as np
from numpy.typing import NDArray

from simulator import engines
from simulator.audio.pcm import SAMPLE_RATE, Pcm, duration_ms, to_float
from simulator.hearing.listen import ipus
from simulator.prosody import indicators, pitch_track
from simulator.prosody.pitch import HIGHEST_HZ, LOWEST_HZ
from simulator.protocols import EngineError
from simulator.timeline import Segment, Timeline
from tests.prosody.voices import glide, steady, vowel

TEXT = (
    "Hello, this is Jordan Avery. I interviewed for the data analyst position last Wednesday at two, "
    "and I am calling because I would really like to hear how it went."
)
SYLLABLES = 45
"""In `TEXT`, counted by hand."""

Track = tuple[NDArray[np.float64], NDArray[np.float64]]


def praat(samples: Pcm) -> Track | None:
    """Praat's own track as (seconds, Hz), 0 Hz where voiceless; None where parselmouth is not installed."""
    try:
        import parselmouth
    except ImportError:
        return None
    sound = parselmouth.Sound(to_float(samples).astype(np.float64), SAMPLE_RATE)
    pitch = sound.to_pitch_ac(time_step=0.01, pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
    return pitch.xs(), pitch.selected_array["frequency"]


def spoken() -> Iterator[tuple[str, Pcm, float | None]]:
    """Name, sound, and the pitch where it is known and steady."""
    for hz in (80, 100, 125, 160, 200, 250, 320, 400):
        yield f"pulses {hz} Hz", vowel(steady(hz, 2)), float(hz)
    yield "pulses gliding 90-180 Hz", vowel(glide(90, 180)), None
    yield "pulses gliding 180-360 Hz", vowel(glide(180, 360)), None
    for engine, settings in (
        *(("pyttsx3", {"pitch": pitch, "rate": 165}) for pitch in (20, 50, 80)),
        ("hibari", {}),
    ):
        try:
            samples = engines.load("voices", engine)(settings).render(TEXT).samples
        except (EngineError, ValueError) as error:
            print(f"{engine} {settings}: left out ({error})")
            continue
        yield f"{engine} {settings}", samples, None


def errors(samples: Pcm, reference: Track) -> tuple[NDArray[np.float64], float]:
    """Semitones off where both are voiced, and the percent of frames whose voicing agrees."""
    ours = pitch_track(samples, Timeline((Segment(0, duration_ms(samples)),)))
    times, hz = reference
    at = np.searchsorted(ours.ms, times * 1000 - 5).clip(0, len(ours.ms) - 1)
    mine = ours.hz[at]
    both = (mine > 0) & (hz > 0)
    return 12 * np.abs(np.log2(mine[both] / hz[both])), 100 * float(np.mean((mine > 0) == (hz > 0)))


def main() -> None:
    print(
        f"{'voice':40} | {'known':>6} | {'Praat: median':>13} | {'p95':>5} | {'voicing':>7} | {'ours/Praat':>10} | syll/s"
    )
    medians, counted = [], []
    for name, samples, known in spoken():
        speech = Timeline((Segment(0, duration_ms(samples)),))
        began = time.perf_counter()
        track = pitch_track(samples, speech)
        took = time.perf_counter() - began
        off = "" if known is None else f"{np.median(12 * np.abs(np.log2(track.voiced / known))):6.3f}"
        began = time.perf_counter()
        reference = praat(samples)
        its = time.perf_counter() - began
        agreement = f"{'-':>13} | {'-':>5} | {'-':>7} | {'-':>10}"
        if reference is not None:
            wrong, voicing = errors(samples, reference)
            medians.append(float(np.median(wrong)))
            agreement = f"{np.median(wrong):13.3f} | {np.percentile(wrong, 95):5.2f} | {voicing:5.1f} % | {took / its:9.1f}x"
        rate = ""
        if not name.startswith("pulses"):
            detector = engines.load("detectors", "webrtc")()
            heard = ipus(samples, detector)
            found = indicators(samples, heard)
            rate = f"{found.articulation_per_s} (by hand {1000 * SYLLABLES / heard.duration:.2f})"
            counted.append((found.articulation_per_s or 0) * heard.duration / 1000 / SYLLABLES)
        print(f"{name:40} | {off:>6} | {agreement} | {rate}")
    if medians:
        print(f"\nworst median against Praat: {max(medians):.3f} semitones (the bar is 1)")
    if counted:
        print(f"syllables found: {100 * median(counted):.0f} % of those counted by hand, in the median voice")
    long = np.tile(vowel(glide(90, 180)), 20)
    began = time.perf_counter()
    indicators(long, Timeline((Segment(0, duration_ms(long)),)))
    took = time.perf_counter() - began
    print(
        f"{duration_ms(long) / 1000:.0f} s of speech in {took:.2f} s, {duration_ms(long) / 1000 / took:.0f} x real time"
    )


if __name__ == "__main__":
    main()
