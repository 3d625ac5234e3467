"""Faulty YAML, each fault with the line and column it must be told at; nothing hostile costs time."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import yamlfile
from simulator.scenario.model import Case, Scenario, Words
from simulator.yamlfile import ContentError

SHIPPED = sorted((Path(__file__).parent.parent / "scenarios").glob("*/*.yaml"))

SOUND = """\
format: 1
id: a-call
title: A call
outcome: positive
recruiter: {name: Dana Whitfield}
start: greeting
nodes:
  greeting:
    say:
      - Hello.
      - pause_ms: 1200
      - Goodbye.
    end: true
"""

# what is replaced in SOUND, by what -> line:column and words of the message
FAULTS: dict[str, tuple[str, str, str, str]] = {
    "anchor": ("id: a-call", "id: &x a-call", "2:5", "anchors"),
    "alias": ("id: a-call", "id: *x", "2:5", "aliases"),
    "tag": ("id: a-call", "id: !!str a-call", "2:5", "tags"),
    "python tag": ("title: A call", "title: !!python/name:os.system", "3:8", "tags"),
    "duplicate key": ("title: A call", "id: other", "3:1", 'duplicate key "id"; the first is in line 2'),
    "two documents": ("start: greeting", "---\nstart: greeting", "6:1", "second document"),
    "directive": ("format: 1", "%YAML 1.1\n---\nformat: 1", "2:1", "directives"),
    "unknown key": ("outcome:", "outcom:", "4:1", 'unknown key "outcom"; did you mean "outcome"?'),
    "unprintable key": ("outcome:", r'"o\t\u202e":', "4:1", r'unknown key "o\t\u202e"'),
    "key of a part": ("pause_ms", "puase_ms", "11:9", 'did you mean "pause_ms"?'),
    "keys that exclude": ("pause_ms: 1200", "pause_ms: 1200\n        say: x", "12:9", "cannot stand beside"),
    "missing key": ("title: A call\n", "", "1:1", 'the key "title" is missing'),
    "no word": ("positive", "positiv", "4:10", 'not "positiv"; did you mean "positive"?'),
    "number for text": ("Dana Whitfield", "42", "5:19", "must be text; put quotes around it, not 42"),
    "text for a number": ("1200", "soon", "11:19", 'must be a whole number, not "soon"'),
    "too small": ("1200", "12", "11:19", "must be 100 or more"),
    "not a truth": ("end: true", "end: maybe", "13:10", "must be true or false"),
    "nothing": ("start: greeting", "start:", "6:1", "must not be empty"),
    "text for keys": ("recruiter: {name: Dana Whitfield}", "recruiter: Dana", "5:12", "keys and values"),
    "an id": ("a-call", "A call", "2:5", "small letters, digits and hyphens"),
    "a colon": ("title: A call", "title: A: call", "3:9", "quotes"),
    "a tab": ("  greeting:", "\tgreeting:", "8:1", "indent with spaces"),
    "an escape code": ("A call", '"\\e[31mred"', "3:8", "control character"),
    "a raw control": ("A call", "A \x1b[31mcall", "3:10", "control character"),
    "a list as key": ("start: greeting", "? [a]\n: b", "6:3", "a key must be a word"),
    "open quote": ("A call", '"A call', "14:1", "is not YAML"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_where_it_stands(fault: str) -> None:
    old, new, place, words = FAULTS[fault]
    assert old in SOUND
    with pytest.raises(ContentError) as caught:
        yamlfile.loads(SOUND.replace(old, new, 1), Scenario, "a.yaml")
    told = [str(p) for p in caught.value.problems if f"a.yaml:{place}: " in str(p) and words in p.message]
    assert told, str(caught.value)


def test_every_problem_at_once_sorted() -> None:
    text = SOUND.replace("positive", "good").replace("1200", "5").replace("title", "tilte")
    with pytest.raises(ContentError) as caught:
        yamlfile.loads(text, Scenario, "a.yaml")
    assert str(caught.value).splitlines() == [
        'a.yaml:3:1: unknown key "tilte"; did you mean "title"?',
        'a.yaml:4:10: must be "positive", "negative", "undecided" or "none", not "good"',
        "a.yaml:11:19: must be 100 or more, not 5",
    ]


def test_core_scalars_only() -> None:
    text = SOUND.replace("A call", "14:30").replace("Dana Whitfield", "no").replace("Hello.", "2026-06-03")
    scenario = yamlfile.loads(text, Scenario, "a.yaml")
    assert (scenario.title, scenario.recruiter.name) == ("14:30", "no")
    assert scenario.nodes["greeting"].say[0] == Words(say="2026-06-03")


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "a billion laughs": LAUGHS,
    "300 KiB": "#" * (300 * 1024),
    "300 KiB of text": "a: '" + "x" * (300 * 1024) + "'",
    "deep lists": "a: " + "[" * 100_000,
    "deep maps": "".join(f"{' ' * i}a:\n" for i in range(700)),
    "deep flow maps": "{a: " * 50_000,
    "many values": "a: [" + "1," * 120_000 + "]",
    "a late alias": SOUND + "#\n" * 2000 + "x: *y",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_before_it_costs(name: str) -> None:
    start = time.process_time()
    with pytest.raises(ContentError):
        yamlfile.loads(HOSTILE[name], Scenario, "a.yaml")
    assert time.process_time() - start < 0.4  # under 0.2 s on an idle core; room for a shared one


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        (b"format: 1\nid: caf\xe9\n", "2:8", "UTF-8"),
        (b"\xff\xfef\x00", "1:1", "UTF-8"),
        (b"x" * (256 * 1024 + 1), "1:1", "256 KiB"),
        (b"- a\n- b\n", "1:1", "keys and values"),
        (b"", "1:1", "keys and values"),
        (b"just text", "1:1", "keys and values"),
    ],
)
def test_bad_bytes(tmp_path: Path, raw: bytes, place: str, words: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    with pytest.raises(ContentError) as caught:
        yamlfile.load(path, Scenario)
    assert str(caught.value).startswith(f"{path}:{place}: ")
    assert words in str(caught.value)


def test_a_missing_file_is_told_as_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        yamlfile.load(tmp_path / "none.yaml", Case)


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert yamlfile.load(path, Scenario).id == "a-call"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_bytes_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SHIPPED)).read_bytes()[:3000])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3)
            | st.sampled_from([b"{", b"[", b"&a ", b"*a", b"!", b"\t", b": ", b"- ", b"'", b"|", b"%"])
        )
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    # Anything else that is raised fails the test.
    with suppress(ContentError):
        yamlfile.load(path, Scenario)
