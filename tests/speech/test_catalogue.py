"""Voice cards: reading, finding, choosing."""

import importlib
from pathlib import Path

import pytest

from simulator.protocols import EngineError, EngineInfo
from simulator.speech import catalogue
from simulator.yamlfile import ContentError

CARD = """\
format: 1
id: {id}
name: Someone
gender: female
accent: American English
engine: {engine}
parameters: {{speed: 1.1, voice: en-us}}
provenance: a test
licence: MIT
roles: [{roles}]
"""


def write(folder: Path, id: str, engine: str = "good", roles: str = "recruiter") -> None:  # noqa: A002
    (folder / f"{id}.yaml").write_text(CARD.format(id=id, engine=engine, roles=roles), encoding="utf-8")


def info(name: str, quality: int, *, why_not: str = "", offline: bool = True) -> EngineInfo:
    return EngineInfo(name, "1", ("en",), offline, not why_not, why_not, f"install {name}", quality)


def test_every_problem_of_every_card_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "fine")
    write(tmp_path, "singer", roles="singer")
    write(tmp_path, "named")
    (tmp_path / "named.yaml").rename(tmp_path / "other.yaml")
    (tmp_path / "bad.yaml").write_text("format: 2\nid: Bad One\nengin: x\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        catalogue.voices(tmp_path)
    told = [(Path(p.file).name, p.line, p.message) for p in caught.value.problems]
    assert {name for name, _, _ in told} == {"bad.yaml", "other.yaml", "singer.yaml"}
    assert any(n == "bad.yaml" and line == 3 and 'did you mean "engine"' in m for n, line, m in told)
    assert ("other.yaml", 1, 'the id "named" is not the file\'s name') in told
    assert any(n == "singer.yaml" and line == 10 for n, line, _ in told)


def test_a_card_is_found_by_its_id_and_a_slip_gets_a_suggestion(tmp_path: Path) -> None:
    write(tmp_path, "dana")
    write(tmp_path, "marcus")
    cards = catalogue.voices(tmp_path)
    assert catalogue.find(cards, "marcus").parameters == {"speed": 1.1, "voice": "en-us"}
    with pytest.raises(EngineError, match=r'no voice "dena"; did you mean "dana"\?') as caught:
        catalogue.find(cards, "dena")
    assert caught.value.fix == "choose one of: dana, marcus"


def test_the_default_is_the_best_sounding_one_here(tmp_path: Path) -> None:
    for id_, engine in [("a", "plain"), ("b", "good"), ("c", "good"), ("d", "gone"), ("e", "cloud")]:
        write(tmp_path, id_, engine)
    write(tmp_path, "caller", "plain", roles="caller")
    cards = catalogue.voices(tmp_path)
    infos = [
        info("plain", 10),
        info("good", 50),
        info("gone", 80, why_not="no model"),
        info("cloud", 99, offline=False),
    ]
    assert catalogue.default(cards, "recruiter", infos).id == "b"
    assert catalogue.default(cards, "caller", infos).id == "caller"
    broken = [info("plain", 10, why_not="no library"), info("gone", 80, why_not="no model")]
    with pytest.raises(EngineError, match="gone: no model") as caught:
        catalogue.default(cards, "recruiter", broken)
    assert caught.value.fix == "install gone"
    with pytest.raises(EngineError, match="no voice for the caller is installed"):
        catalogue.default(cards, "caller", [])


@pytest.mark.parametrize(
    ("module", "package", "fix"),
    [
        ("pyttsx3_voice.Pyttsx3Voice", "pyttsx3", "pip install pyttsx3"),
        ("pyttsx3_voice.Pyttsx3Voice", "espeakng_loader", "pip install espeakng-loader"),
        ("hibari_voice.HibariVoice", "hibari", "voice-practice-simulator[neural]"),
        ("hibari_voice.HibariVoice", "onnxruntime", "voice-practice-simulator[neural]"),
    ],
)
def test_an_engine_names_the_part_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, module: str, package: str, fix: str
) -> None:
    name, _, engine = module.partition(".")
    room = importlib.import_module(f"simulator.speech.{name}")
    monkeypatch.setattr(room, "find_spec", lambda wanted: None if wanted == package else object())
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.util.find_library", lambda wanted: None)
    told = getattr(room, engine).info()
    assert not told.available
    assert package.removesuffix("_loader").replace("espeakng", "espeak-ng") in told.why_not
    assert fix in told.fix
