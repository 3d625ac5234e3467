"""A whole call over a real sound server: PortAudio, PulseAudio, a spoken caller in the microphone's sink."""

import datetime as dt
import statistics
import sys
from pathlib import Path

import numpy as np
import pytest
from soundserver import SoundServer

from simulator import engines, paths, rehearsal
from simulator.audio.files import read_recording
from simulator.audio.pcm import Clip, Pcm
from simulator.call import facts as f
from simulator.call.scripted import Script, spoken_moves
from simulator.hearing.listen import ipus
from simulator.rehearsal import CallRequest, Result, Screen
from simulator.scenario.candidate import Candidate, example_candidate
from simulator.scenario.reader import LoadedScenario, find
from simulator.speech import catalogue
from simulator.speech.cache import render_all
from simulator.timeline import Timeline

pytestmark = [pytest.mark.sound, pytest.mark.slow]
AGREE_MS = 30
TAKES = 3
"""A machine that is too busy for real time tears the sound. Where the line says that audio was lost, or the synthetic
caller answered to something else than on the simulated line, the take is made again, and says why."""


class Rendered:
    def __init__(self, clips: dict[str, Clip]) -> None:
        self.clips = clips

    def render(self, text: str) -> Clip:
        return self.clips[text]


def spoken(loaded: LoadedScenario, persona: str, card: Candidate) -> tuple[Script, Rendered]:
    """The synthetic caller of `simulator call --line simulated`, to be put into real air."""
    moves = spoken_moves(loaded.cases[persona], loaded.scenario, card)
    cards = catalogue.voices(paths.content("voices"))
    best = catalogue.default(cards, "caller", engines.infos("voices"))
    voice = catalogue.open_voice(best, lambda name: engines.load("voices", name), paths.clips())
    clips = render_all(voice, [move.say for move in moves if move.say])
    return Script(moves, durations=lambda text: clips[text].duration_ms), Rendered(clips)


def request(loaded: LoadedScenario, card: Candidate, line: str, sessions: Path) -> CallRequest:
    return CallRequest(
        scenario=loaded,
        candidate=card,
        line=line,  # type: ignore[arg-type]
        persona="polite",
        seed=7,
        sessions=sessions,
    )


def heard_in(samples: Pcm) -> Timeline:
    return ipus(samples, engines.load("detectors", engines.best("detectors"))())


def shifts(ours: Timeline, truth: Timeline) -> list[int]:
    """Ours less the truth for every onset, paired by order."""
    assert len(ours) == len(truth), f"{[s.start for s in ours]} against {[s.start for s in truth]}"
    return [a.start - b.start for a, b in zip(ours, truth, strict=True)]


def results(result: Result) -> dict[str, str]:
    return {check.id: check.result for check in result.scorecard.checks}


def test_a_call_over_a_real_sound_server(
    sound_server: SoundServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    loaded = find("not-hired", [paths.content("scenarios")])
    interview = dt.datetime.combine(dt.date.today() - dt.timedelta(days=9), dt.time(14, 0))
    card = example_candidate().model_copy(update={"interview": interview})
    simulated = rehearsal.place_call(request(loaded, card, "simulated", tmp_path / "a"), Screen(quiet=True))

    for take in range(TAKES):
        began = sound_server.air.ms
        script, voice = spoken(loaded, "polite", card)
        with sound_server.caller(script, voice):
            real = rehearsal.place_call(
                request(loaded, card, "device", tmp_path / f"b{take}"), Screen(quiet=True)
            )
            sound_server.air.wait_until(sound_server.air.ms + 300)
        assert real.session is not None
        differ = sorted(set(results(real).items()) ^ set(results(simulated).items()))
        if real.error is None and not real.session.meta.lost_ms and not differ:
            break
        with capfd.disabled():
            lost = real.session.meta.lost_ms
            sys.stdout.write(f"\ntake {take + 1}: lost {lost} ms {real.error or ''} {differ or ''} ")
    played_recruiter, played_caller = (side[began * 16 :] for side in sound_server.air.recorded())

    assert real.error is None
    assert real.session.meta.lost_ms == 0
    assert real.session.meta.line.name == "device"
    assert results(real) == results(simulated)

    recording = read_recording(real.session.recording_path)
    assert recording.recruiter is not None
    caller = shifts(heard_in(recording.caller), heard_in(played_caller))
    picked_up = next(fact.at for fact in real.session.facts if isinstance(fact, f.PickedUp))
    lines = [each for each in heard_in(recording.recruiter) if each.start >= picked_up]
    # What the air has before them is the ringing.
    recruiter = shifts(Timeline.of(lines), Timeline.of(list(heard_in(played_recruiter))[-len(lines) :]))
    # Both of the session's channels against both of the air's: with the line's latency taken off, one number
    # must fit them all, the moment at which the session's clock started.
    start = statistics.median(recruiter)
    off = [shift - start for shift in (*caller, *recruiter)]
    gaps = reply_gaps(real)
    with capfd.disabled():
        sys.stdout.write(
            f"\nline latency {real.session.meta.line.latency_ms} ms; {len(caller)} caller onsets off by "
            f"{np.median(caller) - start:+.0f} ms in the median, {max(map(abs, off)):.0f} ms at most; "
            f"reply gap {statistics.median(gaps):.0f} ms in the median, "
            f"{max(gaps)} ms at most; lost {real.session.meta.lost_ms} ms "
        )
    assert max(map(abs, off)) <= AGREE_MS, f"caller {caller}, recruiter {recruiter}"


def reply_gaps(result: Result) -> list[int]:
    """From the caller's last word to the recruiter's first sample."""
    assert result.session is not None
    gaps: list[int] = []
    offset: int | None = None
    for fact in result.session.facts:
        if isinstance(fact, f.TurnEnded):
            offset = fact.offset
        elif isinstance(fact, f.PartStarted) and offset is not None and fact.kind == "say":
            gaps.append(fact.at - offset)
            offset = None
    return gaps
