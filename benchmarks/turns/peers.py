"""The systems under test: ours, live and offline, and what others use, on the same scenes.

A system takes a scene and gives the caller's IPUs. The peers' echo canceller is WebRTC's AEC3 in its package
pywebrtc-audio; their segments become IPUs by the same 200 ms rule. call-ai-metrics (PyPI, 0.1.0) is handed both
channels and uses its own guard against crosstalk.
"""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pywebrtc_audio
import webrtcvad
from call_ai_metrics import CallReport, analyze

from benchmarks.turns.scenes import Scene
from simulator.audio.pcm import FRAME, SAMPLE_RATE, Pcm, to_float
from simulator.hearing.check import CheckedCanceller
from simulator.hearing.combined import CombinedDetector
from simulator.hearing.endpointer import Endpointer, Offset
from simulator.hearing.hear import Hearing, Replayed
from simulator.hearing.listen import ipus
from simulator.hearing.recording import Cancelled, cancel
from simulator.hearing.silero import Silero
from simulator.hearing.silero_net import WINDOW
from simulator.timeline import THRESHOLDS, Segment, Timeline

WINDOW_MS = WINDOW * 1000 // SAMPLE_RATE

System = Callable[[Scene], Timeline]


_cancelled: list[tuple[Scene, Cancelled | None]] = []


def cancelled_once(scene: Scene) -> Cancelled | None:
    """The score's canceller over the scene; the latest one is kept."""
    if not _cancelled or _cancelled[0][0] is not scene:
        _cancelled[:] = [(scene, cancel(scene.microphone, scene.recruiter))]
    return _cancelled[0][1]


def ours_offline(scene: Scene) -> Timeline:
    cancelled = cancelled_once(scene)
    if cancelled is None:
        return ipus(scene.microphone, CombinedDetector())
    return ipus(cancelled.samples, Replayed(CombinedDetector(), cancelled))


def ours_live(scene: Scene) -> Timeline:
    """Frame by frame, as a call hears: the ringing is all that comes before the recruiter."""
    detector = CombinedDetector()
    hearing = Hearing(detector, CheckedCanceller(0, lambda check: None))
    endpointer = Endpointer(THRESHOLDS, detector.hangover_ms)
    found = []
    for start in range(0, len(scene.microphone) - FRAME + 1, FRAME):
        here = slice(start, start + FRAME)
        event = endpointer.step(hearing.voiced(scene.microphone[here], scene.recruiter[here])[0])
        if isinstance(event, Offset):
            found.append(Segment(event.onset, event.at))
    if last := endpointer.flush():
        found.append(Segment(last.onset, last.at))
    return Timeline.of(found)


def plain_webrtc(channel: Pcm) -> Timeline:
    """webrtcvad at mode 2 on 20 ms frames, as its users run it."""
    vad, step = webrtcvad.Vad(2), 320
    return _ipus(
        Segment(i * 20, i * 20 + 20)
        for i in range(len(channel) // step)
        if vad.is_speech(channel[i * step : (i + 1) * step].tobytes(), SAMPLE_RATE)
    )


def silero_iterator(channel: Pcm) -> Timeline:
    """Silero with the rule of its own VADIterator: 0.5 on, 0.35 off after 100 ms, 30 ms of padding."""
    model, found, start, ended = Silero(), [], None, None
    for index in range(len(channel) // FRAME):
        p = float(model.feed(channel[index * FRAME : (index + 1) * FRAME])[-1])
        at = (index + 1) * FRAME // WINDOW * WINDOW_MS  # the end of the latest window
        if p >= 0.5:
            ended = None
            start = max(0, at - WINDOW_MS - 30) if start is None else start
        elif p < 0.35 and start is not None:
            ended = at if ended is None else ended
            if at - ended >= 100:
                found.append(Segment(start, ended + 30))
                start = ended = None
    if start is not None:
        found.append(Segment(start, len(channel) // 16))
    return _ipus(found)


def _ipus(segments) -> Timeline:  # type: ignore[no-untyped-def]
    return Timeline.of(segments).bridged(THRESHOLDS.ipu_gap_ms)


def aec3(scene: Scene) -> Pcm:
    """The scene's microphone behind AEC3."""
    canceller = pywebrtc_audio.EchoCanceller(SAMPLE_RATE, 1, 0)
    frames = range(0, len(scene.microphone) - FRAME + 1, FRAME)
    return np.concatenate(
        [canceller.process(scene.microphone[i : i + FRAME], scene.recruiter[i : i + FRAME]) for i in frames]
    )


def on_microphone(detect: Callable[[Pcm], Timeline]) -> System:
    return partial(_on, detect, False)


def behind_aec3(detect: Callable[[Pcm], Timeline]) -> System:
    return partial(_on, detect, True)


_last: list[tuple[Scene, Pcm]] = []


def _on(detect: Callable[[Pcm], Timeline], cancelled: bool, scene: Scene) -> Timeline:
    if not cancelled:
        return detect(scene.microphone)
    if not _last or _last[0][0] is not scene:
        _last[:] = [(scene, aec3(scene))]
    return detect(_last[0][1])


_report: list[tuple[Scene, CallReport]] = []


def call_report(scene: Scene) -> CallReport:
    """call-ai-metrics over both channels, as its README shows; the latest one is kept."""
    if not _report or _report[0][0] is not scene:
        channels = [to_float(scene.recruiter), to_float(scene.microphone)]
        _report[:] = [(scene, analyze(channels, sample_rate=SAMPLE_RATE, speakers=["recruiter", "caller"]))]
    return _report[0][1]


def call_ai_metrics(scene: Scene) -> Timeline:
    return _ipus(
        Segment(round(s.start_s * 1000), round(s.end_s * 1000))
        for s in call_report(scene).segments
        if s.speaker == "caller"
    )


PEERS: Mapping[str, System] = {
    "webrtcvad": on_microphone(plain_webrtc),
    "Silero": on_microphone(silero_iterator),
    "AEC3 + webrtcvad": behind_aec3(plain_webrtc),
    "AEC3 + Silero": behind_aec3(silero_iterator),
    "call-ai-metrics": call_ai_metrics,
}
OURS: Mapping[str, System] = {"ours": ours_offline, "ours, live": ours_live}
"""`ours` is what the score uses: two passes over the recording."""
