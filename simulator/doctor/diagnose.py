"""Tries every part that a call needs, for real, and names the broken one with its fix.

A finding is ok, broken, or (None) not looked at, because it is optional or rests on a part that is broken:
so one missing thing is one broken finding. Voices really speak, the recogniser reads what they said, the
sound device really opens. The sound device is `simulator.doctor.sound`'s.
"""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from simulator import engines, paths
from simulator.audio.pcm import FRAME, Clip, silence
from simulator.doctor.sound import SOUND_PARTS, Finding, sound
from simulator.protocols import EngineError, EngineInfo
from simulator.sessions.record import ROOM_NEEDED, check_room
from simulator.speech import catalogue

T = TypeVar("T")

OLDEST_PYTHON = (3, 11)
WORDS = "Thank you for calling. Goodbye."

_BROUGHT_ALONG = {"pyttsx3", "pocketsphinx", "webrtc"}
"""Engines that every installation brings; others are missed only where their package is there and broken."""

_MOONSHINE_HAS_A_WHEEL = {
    ("linux", "x86_64"),
    ("linux", "aarch64"),
    ("win32", "AMD64"),
    ("darwin", "arm64"),
}


def diagnose(sessions: Path | None = None) -> tuple[Finding, ...]:
    """Every part, in some seconds; `sessions` is where sessions are kept."""
    spoken, voices = _voices()
    return (
        _python(),
        *sound(),
        *voices,
        *_recognizers(spoken),
        _detector(spoken),
        *_disk(sessions or paths.sessions()),
    )


def to_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings and whether everything is well, for `simulator doctor --json`."""
    well = all(finding.ok is not False for finding in findings)
    return {"format": 1, "ok": well, "findings": [asdict(finding) for finding in findings]}


def exit_code(findings: Sequence[Finding]) -> int:
    """0 fine, 4 a dependency or a permission, 5 the audio device and nothing else."""
    broken = [finding.part for finding in findings if finding.ok is False]
    if not broken:
        return 0
    return 5 if all(part in SOUND_PARTS for part in broken) else 4


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return Finding("Python", False, version, "install Python 3.11 or newer")
    return Finding("Python", True, version)


def _voices() -> tuple[Clip | None, list[Finding]]:
    """What the best caller's voice said, and a finding for each engine."""
    cards = catalogue.voices(paths.content("voices"))
    findings: list[Finding] = []
    spoken: dict[str, Clip] = {}
    for info in engines.infos("voices"):
        if info.quality < 0:
            continue
        part = f"voice engine {info.name}"
        if info.available and not info.offline:
            findings.append(Finding(part, None, "not tried: it sends what is said away"))
        elif not info.available:
            findings.append(_missing(part, info))
        else:
            parameters = next((card.parameters for card in cards if card.engine == info.name), {})
            started = perf_counter()
            clip, problem = _tried(part, partial(_speak, info.name, parameters))
            if clip is not None:
                spoken[info.name] = clip
            took = perf_counter() - started
            detail = f"{info.version}; said {clip.duration_ms} ms in {took:.1f} s" if clip else ""
            findings.append(problem or Finding(part, True, detail))
    by_quality = {info.name: info.quality for info in engines.infos("voices")}
    best = max(spoken, key=lambda name: by_quality[name], default=None)
    return (spoken[best] if best else None), findings


def _speak(engine: str, parameters: dict[str, Any]) -> Clip:
    clip = engines.load("voices", engine)(parameters).render(WORDS)
    if not clip.samples.any():
        raise EngineError("it gave silence", f"reinstall {engine}")
    return clip


def _recognizers(spoken: Clip | None) -> Iterator[Finding]:
    """The best ones, tried; and those that are missing though this machine should have them."""
    for info in engines.infos("recognizers"):
        if not info.available and _expected(info):
            yield _missing(f"recognizer {info.name}", info)
    try:
        best = engines.best_recognizers()
    except EngineError:
        return  # each of them has been named above
    for name in engines.each(best):
        yield _recognizer(name, spoken)


def _recognizer(name: str, spoken: Clip | None) -> Finding:
    part = f"recognizer {name}"
    recognizer, problem = _tried(part, lambda: engines.load("recognizers", name)())
    if recognizer is None or spoken is None:
        return problem or Finding(part, None, "loads; it read nothing, since no voice speaks")
    transcript, problem = _tried(part, lambda: recognizer.transcribe(spoken))
    if transcript is None:
        assert problem is not None
        return problem
    if not _words(transcript.text) & _words(WORDS):
        detail = f"it loads, but read {transcript.text!r} where {WORDS!r} was said"
        return Finding(part, False, detail, f"reinstall the package of {name}")
    version = engines.info("recognizers", name).version
    return Finding(part, True, f"{version}; read {transcript.text!r}")


def _words(text: str) -> set[str]:
    return {word.strip(".,!?").lower() for word in text.split()} - {""}


def _detector(spoken: Clip | None) -> Finding:
    try:
        best = engines.best("detectors")
    except EngineError as error:
        return Finding("detector", False, str(error), error.fix)
    part = f"detector {best}"

    def share(clip: Clip) -> float:
        detector = engines.load("detectors", best)()
        frames = [clip.samples[at : at + FRAME] for at in range(0, len(clip.samples) - FRAME + 1, FRAME)]
        return sum(detector.voiced(frame) for frame in frames) / max(1, len(frames))

    quiet, problem = _tried(part, lambda: share(Clip(silence(1000))))
    if problem or spoken is None:
        return problem or Finding(part, None, "loads; it heard nothing, since no voice speaks")
    speech, problem = _tried(part, lambda: share(spoken))
    if speech is None or quiet is None:
        assert problem is not None
        return problem
    if speech < 0.5 or quiet > 0.1:
        detail = f"takes {speech:.0%} of speech and {quiet:.0%} of silence for speech"
        return Finding(part, False, detail, f"reinstall the package of {best}")
    return Finding(part, True, f"{engines.info('detectors', best).version}; tells speech from silence")


def _disk(root: Path) -> Iterator[Finding]:
    try:
        check_room(root, needed=0)
    except EngineError as error:
        yield Finding("sessions folder", False, str(error), error.fix)
        yield Finding("disk space", None, "not looked at: there is no sessions folder")
        return
    yield Finding("sessions folder", True, str(root))
    try:
        check_room(root)
    except EngineError as error:
        yield Finding("disk space", False, str(error), error.fix)
    else:
        free = shutil.disk_usage(root).free
        yield Finding(
            "disk space", True, f"{free // 1_000_000} MB free; a call needs {ROOM_NEEDED // 1_000_000}"
        )


def _expected(info: EngineInfo) -> bool:
    if info.name == "moonshine":
        return (sys.platform, platform.machine()) in _MOONSHINE_HAS_A_WHEEL
    return info.name in _BROUGHT_ALONG


def _missing(part: str, info: EngineInfo) -> Finding:
    """Broken where it should be here; an extra that nobody installed is only told."""
    if _expected(info) or (info.version and part.startswith("voice")):
        return Finding(part, False, info.why_not, info.fix)
    return Finding(part, None, f"optional: {info.why_not}", info.fix)


def _tried(part: str, attempt: Callable[[], T]) -> tuple[T | None, Finding | None]:
    """What `attempt` gave, or the finding that it did not."""
    try:
        return attempt(), None
    except EngineError as error:
        return None, Finding(part, False, str(error), error.fix)
    except Exception as error:  # noqa: BLE001 - an engine is another package's code and may raise anything
        detail = f"it fails with {type(error).__name__}: {error}"
        return None, Finding(part, False, detail, f"reinstall the package of {part.split()[-1]}")
