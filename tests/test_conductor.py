"""The conductor: the same call over every line, words that come late, lines that break, phones put down."""

import datetime as dt
import json
import threading
from collections.abc import Sequence

import numpy as np
import pytest

from simulator import engines
from simulator.audio.pcm import FRAME, Clip, Pcm, silence
from simulator.audio.stretch import PAD_MS
from simulator.call import facts as f
from simulator.call.call import Call
from simulator.call.scripted import Script
from simulator.call.texts import texts
from simulator.conductor import Outcome, conduct
from simulator.line.simulated import SimulatedLine
from simulator.protocols import EngineError, Line, LineError, LineFault, Recognizer
from simulator.scenario.candidate import example_candidate
from simulator.scenario.model import Move, Scenario
from simulator.speech.tones import ringback
from simulator.timeline import THRESHOLDS, Transcript

CARD = example_candidate()
SHORT = Scenario.model_validate(
    {
        "format": 1,
        "id": "short",
        "title": "Short",
        "outcome": "negative",
        "recruiter": {"name": "Dana"},
        "patience": {"after_ms": 2000, "say": ["Hello?"], "give_up": "Bye."},
        "start": "greeting",
        "nodes": {
            "greeting": {
                "say": ["Hello.", {"pause_ms": 300}, "Who is it?"],
                "then": [{"when": {"given": "name"}, "go": "named"}, {"otherwise": "bye"}],
            },
            "named": {"say": "Welcome.", "listens": False, "then": [{"otherwise": "bye"}]},
            "bye": {"say": "Goodbye.", "end": True},
        },
    }
)
LONG = Scenario.model_validate(
    {
        **SHORT.model_dump(exclude={"nodes"}, exclude_none=True),
        "nodes": {
            "greeting": {
                "say": "A line that is so long that one can break in.",
                "then": [{"otherwise": "bye"}],
            },
            "bye": {"say": "Goodbye.", "end": True},
        },
    }
)
MOVES = (Move(after_ms=700, say="my name"), Move(after_ms=600, say="bye"))
BREAKS_IN = (Move(into_ms=500, say="wait"),)


def tone(ms: int, seed: int) -> Clip:
    """Not speech, but voiced: a buzz with harmonics and a syllable's swell."""
    t = np.arange(ms * 16) / 16000
    buzz = sum(np.sin(2 * np.pi * (110 + 20 * seed) * k * t) / k for k in range(1, 20))
    return Clip((buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * t)) * 5000).astype(np.int16))


ALL = (*texts(SHORT, CARD), *texts(LONG, CARD))
CLIPS = {text: tone(300 + 40 * len(text), i % 5) for i, text in enumerate(ALL)}
MINE = {"my name": tone(900, 7), "bye": tone(400, 8), "wait": tone(1500, 9)}


class Mine:
    def render(self, text: str) -> Clip:
        return MINE[text]


class Knows:
    """Reads every stretch as the caller's name; `gate` holds the reading back until it is set."""

    def __init__(self) -> None:
        self.gate, self.reading, self.done = threading.Event(), threading.Event(), threading.Event()
        self.gate.set()

    def transcribe(self, clip: Clip) -> Transcript:
        self.reading.set()
        assert self.gate.wait(30)
        self.done.set()
        return Transcript(f"This is {CARD.name}.")


class Kept:
    """A recorder in memory."""

    def __init__(self) -> None:
        self.recruiter: list[Pcm] = []
        self.caller: list[Pcm] = []
        self.said: list[f.Fact] = []

    def frame(self, recruiter: Pcm, caller: Pcm) -> None:
        self.recruiter.append(recruiter)
        self.caller.append(caller)

    def facts(self, facts: Sequence[f.Fact]) -> None:
        self.said += facts

    def bytes(self) -> bytes:
        lines = "".join(json.dumps(fact.to_json()) + "\n" for fact in self.said)
        return (
            lines.encode() + np.concatenate(self.caller).tobytes() + np.concatenate(self.recruiter).tobytes()
        )


def run(
    line: Line, recognizer: Recognizer | None = None, scenario: Scenario = SHORT, **more: object
) -> tuple[Kept, Outcome]:
    detector = engines.load("detectors", "webrtc")()
    call = Call(
        scenario,
        CARD,
        durations=lambda text: CLIPS[text].duration_ms,
        called_on=dt.date(2026, 6, 12),
        latency_ms=line.latency_ms,
        hangover_ms=detector.hangover_ms,
    )
    kept = Kept()
    outcome = conduct(
        call,
        line,
        clips=CLIPS,
        ringback=ringback(6000),
        detector=detector,
        recognizer=recognizer or Knows(),
        recorder=kept,
        **more,  # type: ignore[arg-type]
    )
    return kept, outcome


def simulated(**options: object) -> SimulatedLine:
    caller = Script(MOVES, durations=lambda text: MINE[text].duration_ms)
    return SimulatedLine(caller, Mine(), latency_ms=60, **options)  # type: ignore[arg-type]


def nodes(kept: Kept) -> list[str]:
    return [fact.node for fact in kept.said if isinstance(fact, f.NodeEntered)]


def kinds(kept: Kept) -> list[str]:
    return [type(fact).__name__ for fact in kept.said]


def test_the_call_branches_on_what_was_heard() -> None:
    kept, outcome = run(simulated())
    assert [fact.node for fact in kept.said if isinstance(fact, f.NodeEntered)] == [
        "greeting",
        "named",
        "bye",
    ]
    assert kept.said[-1] == f.HungUp(kept.said[-1].at, "recruiter")
    assert outcome.error is None
    assert outcome.duration_ms == len(kept.caller) * 10


@pytest.mark.parametrize("seed", range(5))
def test_block_sizes_change_nothing(seed: int) -> None:
    assert run(simulated(block_seed=seed))[0].bytes() == run(simulated())[0].bytes()


def test_real_time_changes_nothing() -> None:
    assert run(simulated(paced=True, patient=True))[0].bytes() == run(simulated())[0].bytes()


class Says:
    """Reads every stretch as `text`, and keeps how long the clips were."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clips: list[int] = []

    def transcribe(self, clip: Clip) -> Transcript:
        self.clips.append(clip.duration_ms)
        return Transcript(self.text)


def break_in(recognizer: Recognizer, **more: object) -> tuple[Kept, int]:
    """How long after the caller's onset the recruiter stopped."""
    line_options = {key: more.pop(key) for key in ("block_seed",) if key in more}
    caller = Script(BREAKS_IN, durations=lambda text: MINE[text].duration_ms)
    line = SimulatedLine(caller, Mine(), latency_ms=60, **line_options)  # type: ignore[arg-type]
    kept, _ = run(line, recognizer, LONG, **more)
    (barge,) = [fact for fact in kept.said if isinstance(fact, f.BargedIn)]
    return kept, barge.at - barge.onset


def test_words_so_far_reach_the_call_when_the_reading_took_its_time() -> None:
    def after(ms: int) -> int:
        return break_in(Says("Hold on, I need"), latency=lambda clip, reading: ms)[1]

    soon, later = after(50), after(150)
    assert later - soon == 100
    assert later < THRESHOLDS.backchannel_max_ms
    assert after(5000) == break_in(Says("Hold on, I need"), reads_so_far=False)[1]
    assert after(5000) > THRESHOLDS.backchannel_max_ms


def test_only_what_has_been_said_is_read() -> None:
    says = Says("Mama.")
    kept, _ = break_in(says)
    asked = [fact for fact in kept.said if isinstance(fact, f.HeardSoFar)]
    assert [fact.end - fact.start + PAD_MS for fact in asked[:-1]] == says.clips[: len(asked) - 1]
    assert all(fact.at > fact.end for fact in asked)


@pytest.mark.parametrize("seed", range(2))
def test_block_sizes_change_nothing_when_talked_over(seed: int) -> None:
    plain, _ = break_in(Says("Hold on, I need"))
    assert break_in(Says("Hold on, I need"), block_seed=seed)[0].bytes() == plain.bytes()


def test_the_recording_has_the_recruiter_where_it_is_heard() -> None:
    kept, _ = run(simulated())
    left = np.concatenate(kept.recruiter)
    first = next(fact for fact in kept.said if isinstance(fact, f.PartStarted))
    clip = CLIPS[first.text].samples
    start = first.at * 16
    assert (left[start : start + len(clip)] == clip).all()
    assert not left[start - 16 * 100 : start].any()


class Late(SimulatedLine):
    """Time goes on, and the reading is held back for `ticks` once it has begun."""

    def __init__(self, knows: Knows, ticks: int) -> None:
        caller = Script(MOVES, durations=lambda text: MINE[text].duration_ms)
        super().__init__(caller, Mine())
        self.realtime = True
        self._knows, self._left = knows, ticks

    def exchange(self, play: Pcm) -> Pcm | None:
        if self._knows.reading.is_set():
            self._left -= 1
            if self._left <= 0:
                self._knows.gate.set()
                assert self._knows.done.wait(30)
        return super().exchange(play)


def test_words_that_are_late_are_waited_for_and_recorded() -> None:
    knows = Knows()
    knows.gate.clear()
    kept, _ = run(Late(knows, 200), knows)
    assert nodes(kept) == ["greeting", "named", "bye"]
    (late, *_) = [fact for fact in kept.said if isinstance(fact, f.RecognitionLate)]
    assert 0 < late.late_ms < 2000


class Fails(Knows):
    def transcribe(self, clip: Clip) -> Transcript:
        raise EngineError("the model is broken")


def test_a_recogniser_that_fails_has_understood_nothing_and_the_call_goes_on() -> None:
    kept, outcome = run(simulated(), Fails())
    assert set(outcome.recognizer_errors) == {"the model is broken"}
    assert kinds(kept)[-1] == "HungUp"


class Broken(SimulatedLine):
    """Works for `ticks` and then does what `how` says."""

    def __init__(self, ticks: int, how: BaseException | None) -> None:
        super().__init__(Script((), durations=lambda text: 0), Mine())
        self._ticks, self._how = ticks, how
        self.closed = False

    def exchange(self, play: Pcm) -> Pcm | None:
        self._ticks -= 1
        if self._ticks < 0:
            if self._how is None:
                return None
            raise self._how
        return silence(10)

    def faults(self) -> tuple[LineFault, ...]:
        return (LineFault("input-overflow", 20),) if self._ticks == 5 else ()

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("how", "by"), [(None, "caller"), (LineError("unplugged"), "line"), (KeyboardInterrupt(), "interrupt")]
)
def test_however_it_ends_everything_up_to_then_is_kept(how: BaseException | None, by: str) -> None:
    line = Broken(400, how)
    kept, outcome = run(line)
    assert len(kept.caller) == 400
    last = kept.said[-1]
    assert isinstance(last, f.HungUp)
    assert last.by == by
    assert line.closed
    assert outcome.error is (how if isinstance(how, LineError) else None)
    assert outcome.interrupted == isinstance(how, KeyboardInterrupt)
    assert outcome.lost_ms == 20
    assert f.AudioLost in {type(fact) for fact in kept.said}


def test_the_caller_can_put_the_phone_down() -> None:
    asked = iter([False, False, True])
    kept, _ = run(simulated(), hung_up=lambda: next(asked))
    assert kept.said[-1] == f.HungUp(kept.said[-1].at, "caller")
    assert len(kept.caller) * FRAME == len(np.concatenate(kept.caller))
