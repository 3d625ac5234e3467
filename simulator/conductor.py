"""The only loop that joins call, line, voice and recogniser: one frame out, one frame in, one tick.

Lives here: the loop, the recruiter's mouth, and the waiting for words. Must not know: which engine speaks,
which recognises, or what kind of line it is.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from simulator.audio.pcm import FRAME, SAMPLES_PER_MS, TICK_MS, Clip, Pcm, silence
from simulator.audio.stretch import PAD_MS, stretch
from simulator.call.call import Call
from simulator.call.commands import (
    Command,
    HangUp,
    Ring,
    Say,
    StopRinging,
    StopSaying,
    Transcribe,
    TranscribeSoFar,
)
from simulator.call.facts import Fact
from simulator.hearing.hear import Hearing
from simulator.protocols import Canceller, Detector, EchoState, EngineError, Line, LineError, Recognizer
from simulator.timeline import Segment, Transcript


class Recorder(Protocol):
    """Keeps what happens while it happens."""

    def frame(self, recruiter: Pcm, caller: Pcm) -> None: ...

    def facts(self, facts: Sequence[Fact]) -> None: ...


@dataclass(frozen=True, slots=True)
class Moment:
    """What a screen may show of a call: `level` is the caller's frame peak, 0 to 1."""

    elapsed_ms: int
    speaker: str
    level: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the call ended. `error` is set when the line broke, `interrupted` after Ctrl-C."""

    duration_ms: int
    lost_ms: int
    interrupted: bool
    error: LineError | None
    recognizer_errors: tuple[str, ...]
    echo: EchoState | None = None


class Mouth:
    """The recruiter's side of the line as an endless row of frames."""

    def __init__(self, clips: Mapping[str, Clip], ringback: Pcm) -> None:
        self._clips = clips
        self._ringback = ringback
        self._playing: Pcm = silence(0)
        self._at = 0
        self._looping = False

    def ring(self) -> None:
        self._playing, self._at, self._looping = self._ringback, 0, True

    def say(self, text: str) -> None:
        self._playing, self._at, self._looping = self._clips[text].samples, 0, False

    def stop(self) -> None:
        """Fades out over one frame, so that the cut does not click."""
        frame = self.next_frame()
        fade = np.linspace(1.0, 0.0, FRAME)
        self._playing, self._at, self._looping = (frame * fade).astype(np.int16), 0, False

    def next_frame(self) -> Pcm:
        frame = self._playing[self._at : self._at + FRAME]
        self._at += FRAME
        if self._at >= len(self._playing) and self._looping:
            self._at = 0
        return (
            frame if len(frame) == FRAME else np.concatenate([frame, np.zeros(FRAME - len(frame), np.int16)])
        )


Latency = Callable[[Clip, Future[Transcript]], int]
"""How long a reading of a clip takes, in ms, where no time passes while it is made."""


def usual_latency(clip: Clip, reading: Future[Transcript]) -> int:
    """What the default recogniser needs: 30 ms and 86 ms a second of sound, measured on one slow core, and a
    little for the way. A rule and no watch, so that a call without a clock is the same each time."""
    return 50 + clip.duration_ms // 10


@dataclass(slots=True)
class _Reading:
    """One stretch at the recogniser; `due`: the tick at which it is there, None: when it is done."""

    transcript: Future[Transcript]
    due: int | None


class Ear:
    """The caller's channel so far, and the recogniser at work on the latest stretches of it.

    `latency` None: time goes on while the recogniser works. Otherwise a reading is there so long after it was
    asked for and the one before it was there.
    """

    def __init__(self, recognizer: Recognizer, latency: Latency | None = None) -> None:
        self._recognizer = recognizer
        self._latency = latency
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recognizer")
        self._samples = np.zeros(SAMPLES_PER_MS * 60_000, dtype=np.int16)
        self._length = 0
        self._busy_until = 0
        self._turn: _Reading | None = None
        self._so_far: _Reading | None = None
        self.errors: list[str] = []

    def listen(self, frame: Pcm) -> None:
        if self._length + FRAME > len(self._samples):
            self._samples = np.concatenate([self._samples, np.zeros_like(self._samples)])
        self._samples[self._length : self._length + FRAME] = frame
        self._length += FRAME

    def transcribe(self, segment: Segment) -> None:
        """Starts on the turn in `segment`; an earlier one that has not begun is dropped."""
        if self._turn is not None:
            self._turn.transcript.cancel()
        self._turn = self._read(segment)

    def transcribe_so_far(self, segment: Segment) -> None:
        self._so_far = self._read(segment)

    def words(self) -> Transcript | None:
        """The transcript of the latest turn, once, when it is there.

        An engine that fails has understood nothing; its error is kept.
        """
        words, self._turn = self._there(self._turn)
        return words

    def words_so_far(self) -> Transcript | None:
        """The same of the latest words in the middle of a sentence."""
        words, self._so_far = self._there(self._so_far)
        return words

    @property
    def _now(self) -> int:
        return self._length // SAMPLES_PER_MS

    def _read(self, segment: Segment) -> _Reading:
        first = max(0, segment.start - PAD_MS)
        heard = self._samples[first * SAMPLES_PER_MS : self._length].copy()
        clip = stretch(heard, segment.shifted(-first))
        reading = self._worker.submit(self._recognizer.transcribe, clip)
        if self._latency is None:
            return _Reading(reading, None)
        self._busy_until = max(self._now, self._busy_until) + self._latency(clip, reading)
        return _Reading(reading, self._busy_until)

    def _there(self, reading: _Reading | None) -> tuple[Transcript | None, _Reading | None]:
        if reading is None:
            return None, None
        there = reading.transcript.done() if reading.due is None else self._now >= reading.due
        if not there:
            return None, reading
        try:
            return reading.transcript.result(), None
        except EngineError as error:
            self.errors.append(str(error))
            return Transcript(""), None

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)


def conduct(
    call: Call,
    line: Line,
    *,
    clips: Mapping[str, Clip],
    ringback: Pcm,
    detector: Detector,
    recognizer: Recognizer,
    recorder: Recorder,
    watch: Callable[[Moment], None] = lambda moment: None,
    hung_up: Callable[[], bool] = lambda: False,
    broken_off: Callable[[], bool] = lambda: False,
    canceller: Canceller | None = None,
    reads_so_far: bool = True,
    latency: Latency = usual_latency,
) -> Outcome:
    """Runs `call` over `line` until either side hangs up, the line breaks, or it is broken off.

    `hung_up` is asked ten times a second whether the caller has put the phone down, `broken_off` every tick
    whether Ctrl-C was pressed; a KeyboardInterrupt does the same. Whatever ends the call,
    every frame and fact up to then has gone to `recorder`, and the line is closed. `canceller` takes the
    recruiter out of what is listened to, not out of what is recorded; it gets the recruiter as sent.
    `reads_so_far` false: words are recognised only in silences. `latency` counts where the line has no clock.
    """
    mouth, hearing = Mouth(clips, ringback), Hearing(detector, canceller)
    ear = Ear(recognizer, None if line.realtime else latency)
    # What is sent now is heard a line's latency later: the recording has it where it is heard.
    sent: deque[Pcm] = deque([silence(TICK_MS)] * (line.latency_ms // TICK_MS))
    ticks = told = lost_ms = 0
    interrupted, error = False, None

    def obey(commands: Sequence[Command]) -> None:
        for command in commands:
            match command:
                case Ring():
                    mouth.ring()
                case StopRinging() | StopSaying():
                    mouth.stop()
                case Say(text=text):
                    mouth.say(text)
                case Transcribe(start=start, end=end):
                    ear.transcribe(Segment(start, end))
                case TranscribeSoFar(start=start, end=end):
                    if reads_so_far:
                        ear.transcribe_so_far(Segment(start, end))
                case HangUp():
                    pass

    try:
        while not call.ended:
            if broken_off():
                raise KeyboardInterrupt
            out = mouth.next_frame()
            frame = line.exchange(out)
            if frame is None or (ticks % 10 == 0 and hung_up()):
                call.hang_up("caller")
                break
            ticks += 1
            sent.append(out)
            recorder.frame(sent.popleft(), frame)
            voiced, clean = hearing.voiced(frame, out)
            ear.listen(clean)
            for fault in line.faults():
                lost_ms += fault.lost_ms
                call.lost(fault.kind, fault.lost_ms)
            obey(call.tick(voiced))
            if (words := ear.words_so_far()) is not None:
                call.heard_so_far(words)
            if (words := ear.words()) is not None:
                obey(call.heard(words))
            news = call.facts_since(told)
            if news:
                recorder.facts(news)
                told += len(news)
            if ticks % 5 == 0:
                watch(
                    Moment(ticks * TICK_MS, call.speaker, float(np.abs(frame.astype(np.int32)).max()) / 32768)
                )
    except KeyboardInterrupt:
        interrupted = True
        call.hang_up("interrupt")
    except LineError as broken:
        error = broken
        call.hang_up("line")
    finally:
        recorder.facts(call.facts_since(told))
        ear.close()
        line.close()
    echo = None if canceller is None else canceller.state
    return Outcome(ticks * TICK_MS, lost_ms, interrupted, error, tuple(ear.errors), echo)
