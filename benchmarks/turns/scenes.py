"""Two-channel calls with truth by construction.

A scene is drawn from its name, split and number alone, so it is the same on every machine with the same voices.
The truth of a clip is the speech's own: from the first to the last 10 ms that lie within `FLOOR_DB` of its
loudest, in the dry clip, whatever silence the clip has around it; IPUs are that, bridged. On the development
split -30 and -40 dB instead of -35 move the median end by -10 and +10 ms, the median start by 0 and 0 to -10.
What a room lets ring after the last sound is no speech. Every system is measured against the same truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from zlib import crc32

import numpy as np

from benchmarks.turns import noises
from benchmarks.turns.air import Echo, Signal, active_rms, convolve, echo_of, room
from benchmarks.turns.materials import SPLITS, Split, clip, human
from simulator.audio.pcm import FRAME, SAMPLE_RATE, SAMPLES_PER_MS, TICK_MS, Pcm, from_float, to_float
from simulator.hearing.quality import levels_dbfs
from simulator.scoring.lines import RecruiterLine, SpokenPart
from simulator.speech.tones import ringback
from simulator.timeline import THRESHOLDS, Segment, Timeline

FLOOR_DB = -35.0
CALLER_DBFS = -26.0
"""Active level of the caller at the microphone."""
HISS_DBFS = -68.0
"""Of the microphone itself."""

Kind = Literal["interruption", "backchannel", "terminal-overlap", "jump", "turn"]

ECHOES: dict[str, Echo] = {
    "-20 dB": Echo(-20),
    "-10 dB": Echo(-10),
    "0 dB": Echo(0),
    "+6 dB": Echo(6),
    "50 ms": Echo(0, delay_ms=50),
    "150 ms": Echo(0, delay_ms=150),
    "distorted": Echo(0, drive=2),
    "100 ppm": Echo(0, drift_ppm=100),
    "40 ms jump": Echo(0, jump_ms=40),
}
HEADPHONES = Echo(-40)
HUMAN = Echo(0)
"""Of the condition in which a recorded human breaks in."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something the caller said: its truth, first voiced to last voiced millisecond."""

    kind: Kind
    segment: Segment
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One call. `recruiter` is what was sent, `microphone` what came in; `caller` the truth's IPUs."""

    name: str
    recruiter: Pcm
    microphone: Pcm
    caller: Timeline
    events: tuple[Event, ...] = ()
    lines: tuple[RecruiterLine, ...] = ()
    voiced: Timeline = field(default_factory=Timeline)
    """The truth's voiced segments before bridging."""

    @property
    def minutes(self) -> float:
        return len(self.microphone) / SAMPLE_RATE / 60


def rng_of(split: Split, name: str, number: int) -> np.random.Generator:
    return np.random.default_rng([SPLITS[split].seed, crc32(name.encode()), number])


def voiced_of(samples: Pcm) -> Timeline:
    """Where a dry clip is voiced, in its own milliseconds."""
    levels = levels_dbfs(samples)
    loud = np.flatnonzero(levels > levels.max() + FLOOR_DB)
    return Timeline.of(Segment(int(i) * TICK_MS, int(i) * TICK_MS + TICK_MS) for i in loud)


class Channel:
    """A dry channel under construction."""

    def __init__(self, ms: int) -> None:
        self.signal: Signal = np.zeros(ms * SAMPLES_PER_MS)
        self.voiced: list[Segment] = []

    def say(self, at: int, samples: Pcm, gain: float = 1.0) -> Segment | None:
        """None where it does not fit any more."""
        start = at * SAMPLES_PER_MS
        if start + len(samples) > len(self.signal):
            return None
        self.signal[start : start + len(samples)] += gain * to_float(samples)
        heard = voiced_of(samples).shifted(at)
        self.voiced += heard.segments
        return heard.extent

    @property
    def timeline(self) -> Timeline:
        return Timeline.of(self.voiced)


def _recruiter(split: Split, rng: np.random.Generator, ms: int) -> Pcm:
    """Two seconds of ringback as a call plays it, with its hiss; then speech, rests of 0.3 to 1.2 s, to the end."""
    m = SPLITS[split]
    voice = m.recruiters[int(rng.integers(len(m.recruiters)))]
    out = np.zeros(ms * SAMPLES_PER_MS, dtype=np.int16)
    tone = ringback(2000, hiss=True)
    out[: len(tone)] = tone
    at = 2400
    while True:
        for index in rng.permutation(len(m.lines)):
            said = clip(voice, m.lines[index]).samples
            start = at * SAMPLES_PER_MS
            if start + len(said) > len(out):
                return out
            out[start : start + len(said)] = said
            at += len(said) // SAMPLES_PER_MS + int(rng.integers(30, 120)) * 10


def _microphone(
    caller: Signal, recruiter: Pcm, echo: Echo | None, rng: np.random.Generator, noise: Signal | None = None
) -> Pcm:
    level = 10 ** (CALLER_DBFS / 20)
    heard = caller.copy()
    if echo is not None and recruiter.any():
        heard += echo_of(to_float(recruiter).astype(np.float64), echo, level, rng)
    if noise is not None:
        heard += noise
    heard += noises.shaped(rng, len(heard), lambda hz: 1 / (1 + hz / 1000)) * 10 ** (HISS_DBFS / 20)
    return from_float(heard)


def _at_microphone(dry: Channel, rng: np.random.Generator, reverberant: bool) -> Signal:
    """The caller's voice at the microphone: clips are at -20 dBFS, a mouth 0.4 m away in a room."""
    signal = dry.signal * 10 ** ((CALLER_DBFS + 20) / 20)
    if not reverberant or not signal.any():
        return signal
    wet = convolve(signal, room(rng, 0.35))
    return wet * (active_rms(signal) / active_rms(wet))


def _caller_voice(split: Split, rng: np.random.Generator):  # type: ignore[no-untyped-def]
    m = SPLITS[split]
    return m.callers[int(rng.integers(len(m.callers)))]


def echo_scene(split: Split, condition: str, number: int, silent: bool, seconds: int = 60) -> Scene:
    """Loudspeakers, the recruiter talks on; a caller who says nothing, or breaks in every four to six seconds."""
    echo = {"headphones": HEADPHONES, "human": HUMAN, **ECHOES}[condition]
    rng = rng_of(split, f"{condition} {silent}", number)
    recruiter = _recruiter(split, rng, seconds * 1000)
    m, voice = SPLITS[split], _caller_voice(split, rng)
    dry, events = Channel(seconds * 1000), []
    at = 8000
    while not silent:
        if condition == "human":
            phrases = human(split)
            text, said = "", phrases[int(rng.integers(len(phrases)))]
        else:
            text = m.interruptions[int(rng.integers(len(m.interruptions)))]
            said = clip(voice, text).samples
        segment = dry.say(at, said)
        if segment is None:
            break
        events.append(Event("interruption", segment, text))
        at = segment.end // TICK_MS * TICK_MS + int(rng.integers(200, 400)) * TICK_MS
    mic = _microphone(_at_microphone(dry, rng, condition != "headphones"), recruiter, echo, rng)
    return _scene(f"{condition} {number}", recruiter, mic, dry, events)


def noise_scene(split: Split, noise: str, snr_db: float | None, number: int, seconds: int = 40) -> Scene:
    """No echo: turns and rests in steady noise. `snr_db` None: no speech at all, noise at -40 dBFS or, for
    sounds, peaks from -30 to -6 dBFS."""
    rng = rng_of(split, f"{noise} {snr_db}", number)
    m, voice = SPLITS[split], _caller_voice(split, rng)
    dry = Channel(seconds * 1000)
    at = 2000
    while snr_db is not None:
        text = m.answers[int(rng.integers(len(m.answers)))]
        segment = dry.say(at, clip(voice, text).samples)
        if segment is None:
            break
        at = segment.end // TICK_MS * TICK_MS + int(rng.integers(60, 250)) * TICK_MS
    level_dbfs = -45.0 if snr_db is None else CALLER_DBFS - snr_db
    if noise == "none":
        sound = None
    elif noise in noises.SUDDEN:
        sound = _sudden(noise, rng, seconds * SAMPLE_RATE)
    elif noise == "babble":
        clips = [to_float(clip(v, t).samples).astype(np.float64) for v in m.callers for t in m.babble]
        sound = convolve(noises.babble(rng, seconds * SAMPLE_RATE, clips), room(rng, 3.0, 0.5))
        sound *= 10 ** (level_dbfs / 20) / active_rms(sound)
    else:
        sound = noises.STEADY[noise](rng, seconds * SAMPLE_RATE)
        sound *= 10 ** (level_dbfs / 20) / active_rms(sound)
        if noise == "keyboard" and snr_db is None:
            sound *= 10 ** (rng.uniform(0, 20) / 20)
    mic = _microphone(_at_microphone(dry, rng, True), np.zeros(0, np.int16), None, rng, sound)
    return _scene(f"{noise} {snr_db} {number}", np.zeros(len(mic), np.int16), mic, dry, [])


def _sudden(noise: str, rng: np.random.Generator, samples: int) -> Signal:
    out = np.zeros(samples + 3 * SAMPLE_RATE)
    at = rng.uniform(0.5, 2)
    while at < samples / SAMPLE_RATE:
        sound = noises.SUDDEN[noise](rng) * 10 ** (rng.uniform(-30, -6) / 20)
        start = int(at * SAMPLE_RATE)
        out[start : start + len(sound)] += sound
        at += len(sound) / SAMPLE_RATE + rng.uniform(0.6, 3)
    return convolve(out, room(rng, 0.6))[:samples] * 0.5


def turns_scene(split: Split, number: int, echo: Echo | None) -> Scene:
    """A scripted call: lines with a planned pause, and one event of the caller's at each.

    An interruption or a jump stops the line 700 ms after its onset, as the recruiter yields.
    """
    rng = rng_of(split, "turns", number)
    m, voice = SPLITS[split], _caller_voice(split, rng)
    mouth = m.recruiters[int(rng.integers(len(m.recruiters)))]
    kinds: list[Kind] = ["interruption", "backchannel", "terminal-overlap", "jump", "turn"] * 2
    rng.shuffle(kinds)
    ms = 120_000
    dry, recruiter = Channel(ms), Channel(ms)
    recruiter.signal[: 2000 * SAMPLES_PER_MS] = to_float(ringback(2000, hiss=True))
    at, events, lines = 2400, [], []
    for line_number, kind in enumerate(kinds):
        texts = [m.lines[i] for i in rng.choice(len(m.lines), 2, replace=False)]
        first, second = (clip(mouth, text) for text in texts)
        pause_ms = int(rng.integers(100, 180)) * 10
        gap = Segment(at + first.duration_ms, at + first.duration_ms + pause_ms)
        planned_end = gap.end + second.duration_ms
        onset, text = _moment(kind, rng, m, at, first.duration_ms, gap, planned_end)
        samples = clip(voice, text).samples
        lead = (voiced_of(samples).extent or Segment(0, 10)).start
        segment = dry.say(onset - lead, samples, 0.7 if kind == "backchannel" else 1.0)
        if segment is None:
            break
        events.append(Event(kind, segment, text))
        cut = (
            kind in ("interruption", "jump") and segment.start + 700 < planned_end and segment.duration > 700
        )
        end = segment.start + 700 if cut else planned_end
        parts = []
        for start, words, spoken in zip((at, gap.end), texts, (first, second), strict=True):
            kept = spoken.samples[: max(0, end - start) * SAMPLES_PER_MS]
            if len(kept) >= FRAME:
                recruiter.say(start, kept[: len(kept) // FRAME * FRAME])
                plan = start + spoken.duration_ms
                parts.append(SpokenPart(words, Segment(start, min(end, plan)), plan, end >= plan, False))
        after = max(end, segment.end) // TICK_MS * TICK_MS + int(rng.integers(110, 160)) * TICK_MS
        floor = Timeline((Segment(at, min(planned_end, after)),))  # a plan ends where the next line begins
        pauses = Timeline((gap,)).within(floor.segments[0]) if end > gap.start else Timeline()
        lines.append(RecruiterLine(line_number, floor, end, cut=cut, pauses=pauses, parts=tuple(parts)))
        at = after
    used = min(ms, at + 1000) * SAMPLES_PER_MS
    sent = from_float(recruiter.signal[:used])
    dry.signal = dry.signal[:used]
    mic = _microphone(_at_microphone(dry, rng, echo is not None), sent, echo, rng)
    return _scene(f"turns {number}", sent, mic, dry, events, lines)


def _moment(kind, rng, m, at, first_ms, gap, planned_end):  # type: ignore[no-untyped-def]
    """Onset and words of one event."""
    pick = lambda texts: texts[int(rng.integers(len(texts)))]  # noqa: E731
    match kind:
        case "interruption":
            return at + int(rng.uniform(0.2, 0.7) * first_ms) // 10 * 10, pick(m.interruptions)
        case "backchannel":
            return at + int(rng.uniform(0.2, 0.6) * first_ms) // 10 * 10, pick(m.backchannels)
        case "terminal-overlap":
            return planned_end - int(rng.integers(6, 24)) * 10, pick(m.answers)
        case "jump":
            return gap.start + int(rng.uniform(0.15, 0.6) * gap.duration) // 10 * 10, pick(m.interruptions)
        case _:
            return planned_end + int(rng.integers(20, 150)) * 10, pick(m.answers)


def _scene(
    name: str,
    recruiter: Pcm,
    mic: Pcm,
    dry: Channel,
    events: Sequence[Event],
    lines: Sequence[RecruiterLine] = (),
) -> Scene:
    voiced = dry.timeline
    return Scene(
        name,
        recruiter[: len(mic)],
        mic,
        voiced.bridged(THRESHOLDS.ipu_gap_ms),
        tuple(events),
        tuple(lines),
        voiced,
    )
