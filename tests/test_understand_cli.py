"""`simulator understand` as it is typed, and as a program reads it."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from simulator import cards
from simulator.cli import app
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate, write_candidate
from simulator.understand_cli import LONGEST
from simulator.understanding.vocabulary import CUES, FIELDS, RUBRIC_IDS

runner = CliRunner()
ALL = (
    "Good morning, this is Jordan Ellis. I interviewed for the office administrator position on Wednesday, June 3rd "
    "at 2 p.m., and I'm calling to ask about the outcome."
)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cards.platformdirs, "user_config_dir", lambda *a, **k: str(tmp_path / "config"))


def understand(*words: str, lines: bytes | None = None) -> list[dict[str, Any]]:
    done = runner.invoke(app, ["understand", *words, "--json"], input=lines, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.removesuffix("\n").split("\n")]


def test_fields_are_judged_against_the_card_on_the_day_of_the_call(tmp_path: Path) -> None:
    write_candidate(tmp_path / "card.yaml", example_candidate())
    card = ("--candidate", str(tmp_path / "card.yaml"), "--called-on", EXAMPLE_CALLED_ON.isoformat())
    (said,) = understand(ALL, *card)
    assert said["text"] == ALL
    assert said["fields"] == dict.fromkeys(FIELDS, "pass") and list(said["fields"]) == list(FIELDS)
    assert said["cues"] == [] and all(words in ALL for words in said["evidence"].values())
    (wrong,) = understand("This is Peter Miller, I was in last Wednesday.", *card)
    assert wrong["fields"]["name"] == "fail" and wrong["fields"]["reason"] == "fail"
    (relative,) = understand("I interviewed on Wednesday of last week at two.", *card)
    assert relative["fields"]["interview_date"] == relative["fields"]["interview_time"] == "pass"
    (empty,) = understand("", *card)
    assert set(empty["fields"].values()) == {"fail"} and empty["cues"] == [] and empty["evidence"] == {}


def test_without_a_card_only_the_reason_is_measured_and_the_default_card_is_found(tmp_path: Path) -> None:
    assert understand(ALL)[0]["fields"] == dict.fromkeys(FIELDS, "not-measurable") | {"reason": "pass"}
    no_time = example_candidate().model_copy(update={"interview": dt.date(2026, 6, 3)})
    write_candidate(tmp_path / "candidate.yaml", no_time)
    fields = understand(ALL, "--called-on", "2026-06-12")[0]["fields"]
    assert fields["name"] == "pass" and fields["interview_time"] == "not-measurable"


def test_cues_are_rubric_ids_in_order_with_their_words() -> None:
    text = "Thank you for telling me. Could I get some feedback on my interview? What could I improve?"
    (said,) = understand(text)
    assert said["cues"] == ["D4", "D5", "E2"]
    assert all(said["evidence"][code] in text for code in said["cues"])
    assert understand("Yes. Sorry, could you say that again? Goodbye.")[0]["cues"] == []
    assert set(RUBRIC_IDS) <= set(CUES)


def test_every_line_gives_an_object_whatever_is_in_it() -> None:
    lines = [
        "Thank you, Zoë.".encode(),
        b"",
        b"Thank you \xff\xfe\x80 so much.",
        b"\x00\x1b[31m\x07Thanks\x08 a lot",
        b"   \t  ",
        b"thank you " * 100_000,
        b" " * 1_000_000,
        b"a," * 500_000,
        b"x" * 1_000_000,
        b"\xc2\x85\xe2\x80\xa8?",
        b"That was all, and thanks a lot.",
    ]
    said = understand(lines=b"\r\n".join(lines))
    assert len(said) == len(lines)
    assert [i for i, each in enumerate(said) if "E2" in each["cues"]] == [0, 2, 3, 5, 10]
    assert said[0]["text"] == "Thank you, Zoë." and len(said[5]["text"]) > LONGEST


def test_each_line_is_answered_before_the_next_is_asked_for() -> None:
    command = [sys.executable, "-m", "simulator.cli", "understand", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin and program.stdout
        for text, codes in ((b"Thank you.\n", ["E2"]), (b"\n", []), (b"What happens next?\n", ["D1"])):
            program.stdin.write(text)
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["cues"] == codes
        program.stdin.close()
        assert program.wait(timeout=60) == 0


def test_people_get_a_table_and_mistakes_a_fix(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["understand", "Hello [bold]you[/], this is Jo. Goodbye."])
    assert shown.exit_code == 0
    assert (
        "[bold]you[/]" in shown.stdout and "farewell" in shown.stdout and "No candidate card" in shown.stdout
    )
    assert runner.invoke(app, ["understand", "x", "--called-on", "yesterday"]).exit_code == 2
    missing = runner.invoke(app, ["understand", "x", "--candidate", str(tmp_path / "none.yaml")])
    assert missing.exit_code == 3 and "none.yaml" in missing.stderr
