"""The doctor names exactly the part that is broken: parts are really taken away, one at a time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from shadow import python_without
from soundserver import SoundServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="takes parts of a Linux machine away"),
]

NO_MICROPHONE = """
pcm.!default {
    type asym
    playback.pcm "null"
}
pcm.null { type null }
"""


def examine(
    tmp_path: Path, python: str | Path = sys.executable, environ: Mapping[str, str] | None = None
) -> tuple[dict[str, dict[str, object]], int]:
    """The findings by part, and the exit code."""
    ran = subprocess.run(
        [python, "-m", "simulator.cli", "doctor", "--json", "--sessions", str(tmp_path / "sessions")],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **(environ or {})},
        timeout=120,
        check=False,
    )
    assert ran.stdout, ran.stderr
    said = json.loads(ran.stdout)
    assert said["ok"] == (ran.returncode == 0)
    return {finding["part"]: finding for finding in said["findings"]}, ran.returncode


def broken(findings: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The parts that are broken; each has to come with a fix."""
    assert all(finding["fix"] for finding in findings.values() if finding["ok"] is False)
    return [part for part, finding in findings.items() if finding["ok"] is False]


def not_sound(parts: Iterable[str]) -> list[str]:
    """Without those that a machine without a sound card lacks anyway."""
    return [part for part in parts if part not in ("PortAudio", "default input", "default output")]


@pytest.mark.sound
def test_with_a_sound_server_nothing_is_broken_until_the_microphone_goes(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    findings, code = examine(tmp_path)
    assert broken(findings) == []
    assert code == 0
    assert "mouth.monitor" in str(findings["default input"]["detail"])
    assert findings["sound stream"]["ok"] is True
    assert "Headphones" in str(findings["audio check"]["detail"])

    mouth = next(
        line.split("\t")[0]
        for line in sound_server.pactl("list", "short", "modules").splitlines()
        if "sink_name=mouth" in line
    )
    sound_server.pactl("unload-module", mouth)
    findings, code = examine(tmp_path)
    assert broken(findings) == ["default input"]
    assert "microphone" in str(findings["default input"]["fix"])
    assert code == 5

    findings, code = examine(tmp_path, environ=portaudio_away(tmp_path))
    assert broken(findings) == ["PortAudio"]
    assert "PortAudio" in str(findings["PortAudio"]["detail"])
    assert findings["default input"]["ok"] is None
    assert code == 5


def portaudio_away(folder: Path) -> dict[str, str]:
    """The loader takes an empty file for PortAudio."""
    (folder / "libportaudio.so.2").write_bytes(b"")
    return {"LD_LIBRARY_PATH": str(folder)}


def test_a_machine_that_only_plays_lacks_its_default_input(tmp_path: Path) -> None:
    (tmp_path / "alsa.conf").write_text(NO_MICROPHONE)
    findings, code = examine(tmp_path, environ={"ALSA_CONFIG_PATH": str(tmp_path / "alsa.conf")})
    assert broken(findings) == ["default input"]
    assert code == 5


@pytest.mark.parametrize(
    ("taken", "expected", "fix"),
    [
        (["pyttsx3"], ["voice engine pyttsx3"], "pip install pyttsx3"),
        (["espeakng-loader"], ["voice engine pyttsx3"], "pip install espeakng-loader"),
        (["moonshine-voice"], ["recognizer moonshine"], "pip install moonshine-voice"),
        (["hibari-tts"], [], ""),
        (
            ["hibari-tts", "pyttsx3", "moonshine-voice", "pocketsphinx"],
            ["voice engine pyttsx3", "recognizer moonshine", "recognizer pocketsphinx"],
            "pip install",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_package_that_is_gone_is_named(
    tmp_path: Path, taken: list[str], expected: list[str], fix: str
) -> None:
    findings, code = examine(tmp_path, python_without(tmp_path / "python", *taken))
    assert not_sound(broken(findings)) == expected
    assert all(fix in str(findings[part]["fix"]) for part in expected)
    if expected:
        assert code == 4
    if "hibari-tts" in taken:
        assert "neural" in str(findings["voice engine hibari"]["fix"])


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file where the folder should be")
    findings, code = examine(tmp_path)
    assert not_sound(broken(findings)) == ["sessions folder"]
    assert code == 4
