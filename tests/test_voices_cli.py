"""`simulator voices`: heard as a file, on the telephone, and a voice file of the user's own."""

import json
from pathlib import Path

import pytest
import soundfile
from typer.testing import CliRunner

from simulator import paths, speakers
from simulator.cli import app
from simulator.protocols import EngineError

runner = CliRunner()


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own voices and clips, in a place of this test's; and no loudspeaker."""
    monkeypatch.setattr(paths, "voices", lambda: tmp_path / "voices")
    monkeypatch.setattr(paths, "clips", lambda: tmp_path / "clips")
    monkeypatch.setattr(speakers, "play", lambda clip: False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "voices"


def run(*words: str, code: int = 0) -> str:
    result = runner.invoke(app, ["voices", *words])
    assert result.exit_code == code, (words, result.output, result.exception)
    return result.output


def test_a_voice_is_heard_as_a_file_where_there_is_no_loudspeaker() -> None:
    assert "Wrote tom.wav" in run("hear", "tom", "--text", "Hello?")
    assert "Wrote tom@telephone.wav" in run("hear", "tom", "--text", "Hello?", "--telephone")
    near, far = (soundfile.info(name) for name in ("tom.wav", "tom@telephone.wav"))
    assert near.samplerate == far.samplerate == 16_000
    assert near.frames > 3000
    assert Path("tom.wav").read_bytes() != Path("tom@telephone.wav").read_bytes()
    assert 'did you mean "tom"' in run("hear", "tmo", code=4)


def voice_file(folder: Path, sample_rate: object = 22_050) -> Path:
    """A file that says it is a Piper voice; whether it is one shows when it speaks."""
    (folder / "en_US-mine-low.onnx").write_bytes(b"x")
    (folder / "en_US-mine-low.onnx.json").write_text(json.dumps({"audio": {"sample_rate": sample_rate}}))
    return folder / "en_US-mine-low.onnx"


def test_a_voice_file_becomes_a_voice(own: Path, tmp_path: Path) -> None:
    model = voice_file(tmp_path)
    assert "simulator voices hear mine" in run("add", str(model), "--id", "mine")
    told = {each["id"]: each for each in json.loads(run("--json"))}
    assert (told["mine"]["engine"], told["mine"]["roles"]) == ("piper", ["recruiter"])
    assert told["dana"]["engine"] == "hibari"
    (card,) = (card for card in speakers.cards() if card.id == "mine")
    assert card.parameters == {"model": str(model)}
    assert {"mine", "mine@telephone", "dana@telephone"} <= set(speakers.ids())
    for name, said in (("dana", "already"), ("mine", "already"), ("My Voice", "small letters")):
        assert said in run("add", str(model), "--id", name, code=3)
    assert [path.name for path in own.iterdir()] == ["mine.yaml"]


def test_what_is_no_voice_file_is_refused(own: Path, tmp_path: Path) -> None:
    assert "side by side" in run("add", "nothing.onnx", code=4)
    assert "not a Piper voice" in run("add", str(voice_file(tmp_path, "fast")), code=4)
    assert not own.exists()


def test_a_call_on_the_telephone_names_its_voice_so() -> None:
    card, _ = speakers.open_voice(None, "tom", "recruiter", telephone=True)
    assert card.id == "tom@telephone"
    again, _ = speakers.open_voice(card.id, None, "recruiter")
    assert again == card
    with pytest.raises(EngineError, match="no voice"):
        speakers.open_voice("nobody@telephone", None, "recruiter")
