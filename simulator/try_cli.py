"""`simulator engines try`: the user's own sentences, as every offline recogniser reads them. A front door."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator import front
from simulator.front import JsonOption

if TYPE_CHECKING:
    from simulator.audio.pcm import Clip
    from simulator.protocols import Detector, EngineInfo, Line, Recognizer

SENTENCES = (
    "Good morning, I had an interview for the office administrator position on Wednesday, June third.",
    "I am calling to ask whether you have made a decision yet.",
    "Thank you very much for your time, and have a good day.",
)
LONGEST_MS = 20_000
"""A sentence that is not over by then is cut."""
QUIET_MS = 1000
"""Silence after which a sentence is over."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One engine's reading of one stretch, and how long it took. `speed`: times real time."""

    text: str
    ms: int
    speed: float


@dataclass(frozen=True, slots=True)
class Tried:
    """One engine on every stretch. `problem`: why it could not read; then there are no readings."""

    name: str
    version: str
    load_ms: int
    readings: tuple[Heard, ...]
    problem: str = ""


def register(engines_app: typer.Typer) -> None:
    """Adds the command to `simulator engines`."""

    @engines_app.command("try")
    def try_(
        recording: Annotated[
            Path | None, typer.Option(metavar="FILE", help="An audio file instead of the microphone.")
        ] = None,
        as_json: JsonOption = False,
        microphone: Annotated[
            str | None, typer.Option("--input", help="Part of the input device's name.")
        ] = None,
        loudspeaker: Annotated[
            str | None, typer.Option("--output", help="Part of the output device's name.")
        ] = None,
    ) -> None:
        """Read three sentences aloud; see what every offline recogniser hears, and how fast it is."""

        with front.errors():
            if recording is not None:
                clips, texts = _recorded(recording), None
            else:
                clips, texts = _from_microphone(microphone, loudspeaker), SENTENCES
            if not clips:
                front.fail(front.CONTENT, f"no speech was found in {recording or 'what the microphone gave'}")
            tried = [_try(info, load, clips) for info, load in _offline()]
            if as_json:
                front.print_json(to_dict(clips, texts, tried))
            else:
                _print(clips, texts, tried)


def try_engine(name: str, version: str, load: "Callable[[], Recognizer]", clips: "Sequence[Clip]") -> Tried:
    """Loads an engine and has it read every clip; a breath of noise that it reads first times the loading."""
    from simulator.protocols import EngineError

    try:
        began = perf_counter()
        engine = load()
        engine.transcribe(_breath())
        load_ms = _since(began)
        readings = []
        for clip in clips:
            began = perf_counter()
            text = engine.transcribe(clip).text
            ms = _since(began)
            readings.append(Heard(text, ms, round(clip.duration_ms / max(1, ms), 1)))
    except EngineError as error:
        return Tried(name, version, 0, (), f"{error} {error.fix}".strip())
    return Tried(name, version, load_ms, tuple(readings))


def take(line: "Line", detector: "Detector") -> "Clip | None":
    """One sentence from the line: from its first word to `QUIET_MS` of silence. None where nobody spoke."""
    import numpy as np

    from simulator.audio.pcm import TICK_MS, silence
    from simulator.audio.stretch import stretch
    from simulator.hearing.endpointer import Endpointer, Offset
    from simulator.timeline import THRESHOLDS, Segment

    endpointer = Endpointer(THRESHOLDS, detector.hangover_ms)
    frames = []
    spans: list[Segment] = []
    for at in range(0, LONGEST_MS, TICK_MS):
        frame = line.exchange(silence(TICK_MS))
        if frame is None:
            break
        frames.append(frame)
        event = endpointer.step(detector.voiced(frame))
        if isinstance(event, Offset):
            spans.append(Segment(event.onset, event.at))
        if spans and not endpointer.speaking and at - spans[-1].end >= QUIET_MS:
            break
    if last := endpointer.flush():
        spans.append(Segment(last.onset, last.at))
    if not spans:
        return None
    return stretch(np.concatenate(frames), Segment(spans[0].start, spans[-1].end))


def to_dict(clips: "Sequence[Clip]", texts: Sequence[str] | None, tried: Sequence[Tried]) -> dict[str, Any]:
    """The comparison as JSON values. `text` of a sentence is null where a recording was read."""
    return {
        "format": 1,
        "sentences": [
            {"text": texts[at] if texts else None, "duration_ms": clip.duration_ms}
            for at, clip in enumerate(clips)
        ],
        "engines": [asdict(each) for each in tried],
    }


def _since(began: float) -> int:
    return round(1000 * (perf_counter() - began))


def _breath() -> "Clip":
    import numpy as np

    from simulator.audio.pcm import SAMPLE_RATE, Clip

    noise = np.random.default_rng(1).normal(0, 20, SAMPLE_RATE // 2)
    return Clip(noise.astype(np.int16))


def _offline() -> "list[tuple[EngineInfo, Callable[[], Recognizer]]]":
    """The offline recognisers that can be used here, the best first."""
    from functools import partial

    from simulator import engines

    def load(name: str) -> "Recognizer":
        return engines.load("recognizers", name)()

    usable = [info for info in engines.infos("recognizers") if info.available and info.offline]
    usable.sort(key=lambda info: -info.quality)
    return [(info, partial(load, info.name)) for info in usable]


def _try(info: "EngineInfo", load: "Callable[[], Recognizer]", clips: "Sequence[Clip]") -> Tried:
    typer.echo(f"{info.name} is reading", err=True)
    return try_engine(info.name, info.version, load, clips)


def _detector() -> "Detector":
    from simulator import engines

    return engines.load("detectors", engines.best("detectors"))()


def _recorded(path: Path) -> "list[Clip]":
    """The stretches of speech in a recording's caller."""
    from simulator.audio.files import read_recording
    from simulator.audio.stretch import stretch
    from simulator.hearing.listen import ipus, utterances

    channel = read_recording(path).caller
    found = utterances(ipus(channel, _detector()), channel=channel)
    return [stretch(channel, segment) for segment in found]


def _from_microphone(microphone: str | None, loudspeaker: str | None) -> "list[Clip]":
    """Shows each sentence and records it; one that nobody reads within `LONGEST_MS` ends it."""
    from simulator.line.device import DeviceLine
    from simulator.protocols import LineError

    try:
        line = DeviceLine(microphone, loudspeaker)
    except LineError as error:
        fix = error.fix.replace("use `--line simulated`", "give `--recording FILE`")
        raise LineError(str(error), fix) from error
    clips = []
    try:
        line.check_microphone()
        for number, sentence in enumerate(SENTENCES, 1):
            typer.echo(f"{number}. Please read aloud: {sentence}", err=True)
            clip = take(line, _detector())
            if clip is None:
                break
            clips.append(clip)
    finally:
        line.close()
    return clips


def _print(clips: "Sequence[Clip]", texts: Sequence[str] | None, tried: Sequence[Tried]) -> None:

    rows = []
    for at, clip in enumerate(clips):
        rows.append((f"{at + 1}", texts[at] if texts else "", f"{clip.duration_ms / 1000:.1f} s", ""))
        rows += [
            ("", each.readings[at].text or "(not understood)", each.name, f"{each.readings[at].speed:g} x")
            for each in tried
            if each.readings
        ]
    front.table(("", "read", "engine", "speed"), rows)
    for each in tried:
        state = each.problem or f"ready in {each.load_ms / 1000:.1f} s"
        typer.echo(f"{each.name} {each.version}: {state}")
