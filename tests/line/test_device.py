"""The device line on a real sound server: what flows, what it says of its latency, and how it fails."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import numpy as np
import pytest
from soundserver import PATIENCE_S, SoundServer

from simulator.audio.pcm import FRAME, Clip, Pcm, silence
from simulator.line.device import DeviceLine, check_microphone, devices
from simulator.protocols import CallerAct, LineError

pytestmark = pytest.mark.sound


def burst(ms: int, seed: int) -> Pcm:
    return np.random.default_rng(seed).integers(-9000, 9000, ms * 16, dtype=np.int16)


@contextmanager
def opened() -> Iterator[DeviceLine]:
    line = DeviceLine()
    try:
        yield line
    finally:
        line.close()


def run(line: DeviceLine, play: Pcm) -> Pcm:
    return np.concatenate([line.exchange(play[i : i + FRAME]) for i in range(0, len(play), FRAME)])


def find(needle: Pcm, haystack: Pcm) -> float:
    """Where `needle` begins in `haystack`, in ms, by cross-correlation."""
    match = np.correlate(haystack.astype(np.float64), needle.astype(np.float64), "valid")
    return float(np.argmax(np.abs(match))) / 16


def gone(pid: int) -> bool:
    """Ended, if perhaps not yet collected by its parent."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until_gone(pid: int, limit_s: float) -> None:
    deadline = time.monotonic() + limit_s
    while not gone(pid):
        assert time.monotonic() < deadline, "the audio process is still there"
        time.sleep(0.01)


def test_the_latency_it_reports_is_the_latency_there_is(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The recruiter's sink is the microphone: a wire from the speaker to it."""
    monkeypatch.setenv("PULSE_SOURCE", "recruiter.monitor")
    click, at = burst(30, 1), (400, 1000, 1600, 2200, 2800)
    play = silence(3500)
    for moment in at:
        play[moment * 16 : moment * 16 + len(click)] = click
    with opened() as line:
        assert line.microphone == "ALSA: default (recruiter.monitor)"
        line.check_microphone()
        heard = run(line, play)
        lost = sum(fault.lost_ms for fault in line.faults())
    measured = [find(click, heard[moment * 16 : (moment + 600) * 16]) for moment in at]
    with capfd.disabled():
        sys.stdout.write(f"\nline latency: reported {line.latency_ms}, measured {measured}, lost {lost} ms ")
    # In the median: a machine too busy to serve the device in time delays a click or two.
    assert abs(np.median(measured) - line.latency_ms) <= 25
    assert capfd.readouterr() == ("", "")


class Answers:
    """Answers 300 ms after the recruiter has fallen silent, every time."""

    def __init__(self) -> None:
        self._spoke = False
        self._quiet = 0

    def step(self, recruiter_audible: bool) -> CallerAct | None:
        self._spoke = self._spoke or recruiter_audible
        self._quiet = 0 if recruiter_audible or not self._spoke else self._quiet + 1
        if self._quiet < 30:
            return None
        self._spoke, self._quiet = False, 0
        return CallerAct("yes")


class Babble:
    def render(self, text: str) -> Clip:
        return Clip(burst(400, 2))


def test_onsets_agree_with_what_was_played(
    sound_server: SoundServer, capfd: pytest.CaptureFixture[str]
) -> None:
    """Ours is a recording with the recruiter shifted by the latency; the truth is the air between the two."""
    asked, answered = [burst(500, seed) for seed in (11, 12, 13)], Babble().render("yes").samples
    round_ms = 2000
    play = np.concatenate([np.concatenate([each, silence(round_ms - 500)]) for each in asked])
    with sound_server.caller(Answers(), Babble()) as caller, opened() as line:
        heard = run(line, play)
        sound_server.air.wait_until(sound_server.air.ms + 300)
    assert [spoken.text for spoken in caller.caller.spoken] == ["yes"] * len(asked)
    recruiter, mouth = sound_server.air.recorded()
    truth, ours = [], []
    for number, each in enumerate(asked):
        there = round(find(each, recruiter))
        truth.append(find(answered, mouth[there * 16 : (there + round_ms) * 16]))
        here = number * round_ms + line.latency_ms
        ours.append(find(answered, heard[here * 16 : (here + round_ms) * 16]))
    with capfd.disabled():
        sys.stdout.write(f"\nanswer after onset, ms: played {np.round(truth)}, recorded {np.round(ours)} ")
    assert min(truth) > 800
    assert abs(np.median(np.subtract(ours, truth))) <= 30


@pytest.mark.parametrize("blow", [SoundServer.kill, SoundServer.freeze])
def test_a_dead_server_is_told_within_a_second_and_nothing_hangs(
    sound_server: SoundServer, blow: Callable[[SoundServer], None], capfd: pytest.CaptureFixture[str]
) -> None:
    with opened() as line:
        run(line, silence(300))
        blow(sound_server)
        start = time.monotonic()
        with pytest.raises(LineError, match=r"stopped|ended") as error:
            run(line, silence(5000))
        told = time.monotonic() - start
        assert error.value.fix
        with pytest.raises(LineError):
            line.exchange(silence(10))
        start = time.monotonic()
        line.close()
        closed = time.monotonic() - start
    wait_until_gone(line.pid, 3)
    # What was on its way when the blow fell still arrives, as fast as it is asked for.
    assert told < 1.0
    assert closed < 1.0
    assert capfd.readouterr() == ("", "")


def test_a_device_that_ran_dry_is_set_right_again(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The audio process is held for 400 ms: what the server then has in store would delay all that follows."""
    monkeypatch.setenv("PULSE_SOURCE", "recruiter.monitor")
    clicks = [burst(30, seed) for seed in (1, 2)]
    with opened() as line:
        before = run(line, np.concatenate([silence(500), clicks[0], silence(670)]))
        os.kill(line.pid, signal.SIGSTOP)
        Timer(0.4, os.kill, (line.pid, signal.SIGCONT)).start()
        faults = []
        for _ in range(1000):
            line.exchange(silence(10))
            faults += line.faults()
            if any(fault.kind == "stream-restarted" for fault in faults):
                break
        run(line, silence(500))
        after = run(line, np.concatenate([silence(500), clicks[1], silence(670)]))
    loop = [find(clicks[0], before) - 500, find(clicks[1], after) - 500]
    lost = sum(fault.lost_ms for fault in faults)
    with capfd.disabled():
        sys.stdout.write(
            f"\nheld for 400 ms: loop {loop[0]:.0f} ms before, {loop[1]:.0f} after, {lost} lost "
        )
    assert abs(loop[0] - line.latency_ms) <= 25
    assert abs(loop[1] - line.latency_ms) <= 40
    assert lost >= 200


def test_a_microphone_of_exact_zeros_is_refused_until_it_hears(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The monitor under another name: nobody would tell that it is one."""
    sound_server.pactl("load-module", "module-remap-source", "source_name=desk", "master=mouth.monitor")
    monkeypatch.setenv("PULSE_SOURCE", "desk")
    with opened() as line:
        with pytest.raises(LineError, match=r"default \(desk\) delivers exact zeros") as error:
            line.check_microphone()
        assert "--input" in error.value.fix
        run(line, silence(3500))
        assert [fault.kind for fault in line.faults() if not fault.lost_ms] == ["microphone-silent"]
    monkeypatch.setenv("PULSE_SOURCE", "mouth.monitor")
    assert check_microphone()["microphone"] == "ALSA: default (mouth.monitor)"


def test_ctrl_c_and_closing(sound_server: SoundServer) -> None:
    with opened() as line:
        run(line, silence(100))
        os.kill(line.pid, signal.SIGINT)
        run(line, silence(500))
        start = time.monotonic()
        line.close()
        assert time.monotonic() - start < 1.0
        wait_until_gone(line.pid, 3)
        line.close()
        with pytest.raises(LineError, match="closed"):
            line.exchange(silence(10))


def test_the_audio_process_does_not_outlive_a_killed_program(sound_server: SoundServer) -> None:
    program = (
        "from simulator.line.device import DeviceLine; import time, numpy\n"
        "line = DeviceLine(); print(line.pid, flush=True)\n"
        "while True: line.exchange(numpy.zeros(160, numpy.int16))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert not gone(pid)
        process.kill()
    wait_until_gone(pid, PATIENCE_S)


def test_devices_are_listed(sound_server: SoundServer) -> None:
    found = {device.name: device for device in devices()}
    assert found["default"].default_input
    assert found["default"].default_output
    assert found["default"].host_api == "ALSA"
    with pytest.raises(LineError, match="no microphone is called 'banjo'"):
        DeviceLine(microphone="banjo")


def test_without_a_sound_server_there_is_no_microphone(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound_server.kill()
    with pytest.raises(LineError, match=r"no microphone|cannot be opened|did not answer"):
        DeviceLine()


def test_without_portaudio_the_one_fix_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for ask in (devices, DeviceLine, check_microphone):
        with pytest.raises(LineError, match="PortAudio, the sound library, is missing") as error:
            ask()
        assert error.value.fix == "apt install libportaudio2 libasound2-plugins"
    assert capfd.readouterr() == ("", "")
