"""Looking engines up by name, also broken ones and other people's."""

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType
from typing import Any

import pytest

from simulator import engines
from simulator.protocols import EngineError, EngineInfo


def info(name: str, quality: int, *, offline: bool = True, why_not: str = "") -> EngineInfo:
    fix = f"install {name}" if why_not else ""
    return EngineInfo(name, "1", ("en",), offline, not why_not, why_not, fix, quality)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Registers engines as another package would, through entry points of a module of theirs."""
    module = ModuleType("their_engines")
    monkeypatch.setitem(sys.modules, "their_engines", module)

    def register(*infos: EngineInfo, broken: str = "") -> None:
        points = [EntryPoint(i.name, f"their_engines:{i.name}", "g") for i in infos]
        for one in infos:
            setattr(module, one.name, type(one.name, (), {"info": classmethod(lambda cls, one=one: one)}))
        if broken:
            points.append(EntryPoint(broken, "a_package_that_is_not_there:Voice", "g"))
        monkeypatch.setattr(engines, "entry_points", lambda group: EntryPoints(points))

    return register


def test_an_unknown_name_gets_a_suggestion() -> None:
    with pytest.raises(EngineError, match=r'"hibary"; did you mean "hibari"\?') as caught:
        engines.load("voices", "hibary")
    assert "pyttsx3" in caught.value.fix


def test_the_best_is_offline_and_available(installed: Any) -> None:
    installed(
        info("good", 50),
        info("fair", 20),
        info("cloud", 99, offline=False),
        info("missing", 90, why_not="no model"),
    )
    assert engines.best("voices") == "good"


def test_behind_the_best_recogniser_stands_the_next_best_if_it_is_good(installed: Any) -> None:
    installed(info("first", 80), info("poor", 40), info("cloud", 75, offline=False))
    assert engines.best_recognizers() == "first"
    installed(info("first", 80), info("good", 60), info("less", 50), info("away", 70, why_not="no model"))
    assert engines.best_recognizers() == "first+good"


def test_only_one_engine_stands_behind_another() -> None:
    assert engines.each("moonshine") == ["moonshine"]
    assert engines.each("moonshine+whisper") == ["moonshine", "whisper"]
    with pytest.raises(EngineError) as caught:
        engines.each("moonshine+whisper+vosk")
    assert "moonshine+whisper" in caught.value.fix


def test_where_nothing_works_the_reasons_are_told_with_the_best_fix(installed: Any) -> None:
    installed(info("a", 10, why_not="no model"), info("b", 20, why_not="no library"), info("silent", -1))
    with pytest.raises(EngineError, match=r"a: no model; b: no library") as caught:
        engines.best("recognizers")
    assert caught.value.fix == "install b"


def test_an_unavailable_engine_is_refused_with_its_fix(installed: Any) -> None:
    installed(info("big", 50, why_not="no model"))
    with pytest.raises(EngineError, match="big cannot be used: no model") as caught:
        engines.load("recognizers", "big")
    assert caught.value.fix == "install big"


def test_another_package_that_breaks_is_told_and_breaks_nothing(installed: Any) -> None:
    installed(info("good", 50), broken="theirs")
    broken = engines.info("voices", "theirs")
    assert not broken.available
    assert "a_package_that_is_not_there" in broken.why_not
    assert engines.names("voices") == ("good", "theirs")
    assert engines.best("voices") == "good"
    with pytest.raises(EngineError, match="theirs cannot be used"):
        engines.load("voices", "theirs")


def test_asking_what_the_voices_are_loads_no_model() -> None:
    """In a fresh process, since other tests load them."""
    code = (
        "import sys; from simulator import engines; engines.infos('voices');"
        "engines.load('voices', 'hibari');"
        "print([m for m in ('hibari', 'onnxruntime', 'pyttsx3', 'espeakng_loader') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
