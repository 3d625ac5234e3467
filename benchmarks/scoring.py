"""How long a scorecard takes, as a process from nothing to its last line, for a call of three minutes.

    python -m benchmarks.scoring

Three spoken calls on the simulated line, each as the session that it is, and all of them one after the other for three
minutes as a plain recording, whose recruiter has to be recognised too. Beside it what the recogniser alone takes for
those two channels. After a call less is left to do: its stretches were recognised while it was going on.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from simulator import engines, rehearsal
from simulator.audio.files import read_recording
from simulator.audio.pcm import SAMPLE_RATE, Clip
from simulator.rehearsal import CallRequest, Screen
from simulator.scenario.candidate import example_candidate

SCENARIOS = ("the-rambler", "not-hired", "hired")
LASTS_S = 180
WANTED_S = 20
AT_ONCE_S = 15
"""What the recogniser is given at once where it works alone."""


def timed(what: str, seconds: float, work: Callable[[], object]) -> None:
    before, began = _processor(), time.perf_counter()
    work()
    clock, processor = time.perf_counter() - began, _processor() - before
    whole = clock * LASTS_S / seconds
    print(f"{what:34} | {seconds:6.1f} s | {clock:6.2f} s | {processor:6.2f} s | {whole:6.2f} s")


def _processor() -> float:
    """Seconds that this process and its finished children have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def command(*words: str) -> Callable[[], object]:
    line = [sys.executable, "-m", "simulator.cli", *words]
    return lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


def called(scenario: str, folder: Path) -> Path:
    """The recording of the polite caller's call."""
    request = CallRequest(
        rehearsal.choose_scenario(scenario, ()),
        example_candidate(),
        line="simulated",
        seed=7,
        sessions=folder,
    )
    session = rehearsal.place_call(request, Screen(quiet=True)).session
    assert session is not None
    return session.recording_path


def alone(path: Path) -> None:
    """The default recogniser on both channels, in even pieces."""
    recognizer = engines.load("recognizers", engines.best("recognizers"))()
    recording = read_recording(path)
    assert recording.recruiter is not None
    for channel in (recording.recruiter, recording.caller):
        for start in range(0, len(channel), AT_ONCE_S * SAMPLE_RATE):
            recognizer.transcribe(Clip(channel[start : start + AT_ONCE_S * SAMPLE_RATE]))


def main() -> None:
    root = Path(tempfile.mkdtemp(prefix="scoring-"))
    paths = [called(scenario, root / "sessions") for scenario in SCENARIOS]
    joined = np.concatenate([soundfile.read(path, dtype="int16")[0] for path in paths])
    whole = root / "three-minutes.wav"
    soundfile.write(whole, np.resize(joined, (LASTS_S * SAMPLE_RATE, 2)), SAMPLE_RATE)
    command("--version")()
    print(f"{'':34} | {'lasts':>8} | {'clock':>8} | {'CPU':>8} | of {LASTS_S} s, wanted {WANTED_S} s")
    for scenario, path in zip(SCENARIOS, paths, strict=True):
        seconds = read_recording(path).duration_ms / 1000
        timed(f"a session of {scenario}", seconds, command("score", str(path.parent)))
    timed("a plain recording", LASTS_S, command("score", str(whole)))
    timed("the recogniser alone, both channels", LASTS_S, lambda: alone(whole))


if __name__ == "__main__":
    main()
