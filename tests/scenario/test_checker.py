"""Each planted fault is found at its line and column; packs on disk are found and read."""

from pathlib import Path

import pytest

from simulator.scenario.checker import check
from simulator.scenario.reader import (
    LoadedScenario,
    UnknownScenarioError,
    find,
    list_all,
    read_pack,
    read_scenario,
)
from simulator.yamlfile import ContentError

SOUND = """\
format: 1
id: a-call
title: A call
outcome: negative
recruiter: {name: Dana Whitfield}
facts:
  reason: {say: "somebody else was quicker", note: [quicker]}
start: greeting
nodes:
  greeting:
    say: "{company}, {recruiter.name}."
    then:
      - when: {missing: name}
        go: who
        at_most: 1
      - when: {silent: true}
        go: greeting
        at_most: 2
      - otherwise: verdict
  who:
    say: "Who is it?"
    then:
      - otherwise: greeting
  look:
    say: "One moment."
    listens: false
    then:
      - otherwise: bye
  verdict:
    verdict: true
    say:
      - "No."
      - pause_ms: 1000
      - "For {fact.reason}."
      - disclose: {after_silence_ms: 2000, say: "Sorry."}
    then:
      - when: {cue: asks-feedback}
        go: look
      - when: {cue: [thanks, farewell], given: name}
        go: bye
      - otherwise: bye
  bye:
    end: true
    say: "Goodbye, {candidate.first_name}."
"""
CASE = """\
format: 1
scenario: a-call
caller:
  - {after_ms: 700, say: "{candidate.name} here."}
expect:
  path: [greeting, verdict]
  checks: {B1: pass}
"""
LONG = "I have a great deal to tell you about this. " * 8

# what is replaced in SOUND, by what; where the problem stands: before these words; words of the message
Fault = tuple[str, str, str, str]
BYE = "      - otherwise: bye\n  verdict:\n"
FAULTS: dict[str, Fault] = {
    "start": ("start: greeting", "start: greting", "greting", 'no node "greting"; did you mean "greeting"?'),
    "dangling otherwise": ("otherwise: verdict", "otherwise: verdikt", "verdikt", 'did you mean "verdict"?'),
    "dangling go": ("go: who", "go: whom", "whom", 'there is no node "whom"; did you mean "who"?'),
    "unprintable": ("go: who", r'go: "wh\u202eo"', '"wh', r'there is no node "wh\u202eo"'),
    "unreachable": ("go: look", "go: bye", "look:", 'no branch leads to "look"'),
    "untakeable": ("{silent: true}", "{silent: true, cue: thanks}", "when: {silent", "never be taken"),
    "no end": (BYE, "      - otherwise: look\n  verdict:\n", "look:\n    say", "no end can be reached"),
    "endless by itself": (BYE, "      - otherwise: look\n  verdict:\n", "otherwise: look", "round for ever"),
    "endless in two": ("go: who\n        at_most: 1", "go: who", "when: {missing", "give it at_most"),
    "endless silence": (
        "go: greeting\n        at_most: 2",
        "go: greeting",
        "when: {silent",
        "give it at_most",
    ),
    "after a branch for all": (
        "      - otherwise: verdict",
        "      - otherwise: verdict\n      - {go: who}",
        "{go: who}",
        "branch 3 before it is always taken",
    ),
    "after a wider one": (
        "cue: asks-feedback}",
        "cue: [farewell, thanks]}",
        "when: {cue: [thanks",
        "branch 1",
    ),
    "contradiction": ("given: name}", "given: name, missing: name}", "when: {cue: [t", "only be one of"),
    "no otherwise": ("      - otherwise: verdict\n", "", "greeting:\n", "`otherwise: NODE`"),
    "an otherwise that runs out": (
        "otherwise: verdict",
        "go: verdict\n        at_most: 3",
        "greeting:\n",
        "`otherwise: NODE`",
    ),
    "a cue where nobody listens": (
        "listens: false\n    then:",
        "listens: false\n    then:\n      - {when: {cue: thanks}, go: bye}",
        "{when: {cue: thanks}",
        "does not listen",
    ),
    "unknown cue": (
        "cue: asks-feedback",
        "cue: ask-feedback",
        "ask-feedback",
        'did you mean "asks-feedback"?',
    ),
    "unknown cue in a list": ("[thanks, farewell]", "[thanks, farwell]", "farwell", 'mean "farewell"?'),
    "unknown slot": ("{recruiter.name}", "{recruter.name}", '"{company}', 'did you mean "recruiter.name"?'),
    "unknown slot in a disclosure": ('"Sorry."', '"{sorry}"', '"{sorry}"', "there is no slot {sorry}"),
    "unknown fact": ("{fact.reason}", "{fact.raeson}", '"For', 'did you mean "fact.reason"?'),
    "open brace": ("{fact.reason}", "{fact.reason}. {", '"For', "a brace is open"),
    "fact in a fact": ("somebody else", "{fact.reason}", '"{fact.reason} was', "cannot hold another"),
    "fact never said": ("For {fact.reason}.", "Well.", "reason: {say", 'the fact "reason" is never said'),
    "no verdict": ("    verdict: true\n", "", "nodes:", "no node has `verdict: true`"),
    "two verdicts": (
        "  look:\n",
        "  look:\n    verdict: true\n",
        "verdict: true\n    say:\n",
        '"look" can come',
    ),
    "after the end": (
        "end: true",
        "end: true\n    then: {otherwise: who}",
        "then: {",
        "nothing can come after",
    ),
    "a line of over 20 s": ('"Who is it?"', f'"{LONG}"', f'say: "{LONG}', "takes about 24 s to say"),
    "a disclosure of over 20 s": ("Sorry.", LONG, "disclose:", "takes about 24 s to say"),
    "variants of over 20 s": (
        '"Who is it?"',
        f'{{any: ["Who?", "{LONG}"]}}',
        "say: {any",
        "takes about 24 s",
    ),
    "a prompt of over 20 s": (
        "start: greeting",
        f'patience: {{say: "{LONG}"}}\nstart: greeting',
        f'"{LONG}"',
        "takes about 24 s to say",
    ),
    "a long title": ("title: A call", "title: Zebra" + " and call" * 10, "Zebra", "a title may have 60"),
    "a fact without a note": (", note: [quicker]", "", "reason: {say", 'fact "reason" has no `note`'),
    "an unknown slot in a variant": ('"Who is it?"', '{any: ["Who?", "{who}?"]}', '"{who}', "no slot {who}"),
    "a variant of one": ('"Who is it?"', '{any: ["Who?"]}', '["Who', "at least 2"),
    "a cue of its own that is shared": (
        "start: greeting",
        "cues: {thanks: {phrases: [ta]}}\nstart: greeting",
        "thanks: {phrases",
        "the shared vocabulary has",
    ),
    "a cue of its own that nobody asks for": (
        "start: greeting",
        "cues: {asks-pay: {phrases: [the pay]}}\nstart: greeting",
        "asks-pay",
        'no branch asks for the cue "asks-pay"',
    ),
    "a misspelt cue of its own": (
        "cue: asks-feedback}",
        "cue: asks-pai}",
        "asks-pai",
        "there is no cue",
    ),
    "a verdict nobody may react to": (
        "    verdict: true\n",
        "    verdict: true\n    listens: false\n",
        "verdict: true\n    listens",
        "nobody listens after the verdict",
    ),
    "a verdict in a call without one": (
        "outcome: negative",
        "outcome: none",
        "verdict: true",
        "gives no verdict",
    ),
    "a voice that no card has": ("Whitfield}", "Whitfield, voice: dan}", "dan}", 'mean "dana"?'),
    "a pause first": ('      - "No."\n', "", "pause_ms", "begins with words"),
    "a pause last": ('      - "For {fact.reason}."\n', "", "pause_ms", "a pause stands between words"),
    "words after a disclosure": ('"Sorry."}', '"Sorry."}\n      - "So."', "disclose", "would be skipped"),
}
CASE_FAULTS: dict[str, Fault] = {
    "unknown node": ("verdict]", "verdct]", "verdct", 'did you mean "verdict"?'),
    "unknown slot": ("{candidate.name}", "{name}", '"{name}', "there is no slot {name}"),
    "a turn of over 40 s": ("{candidate.name} here.", LONG * 2, f'"{LONG}', "a caller's turn may take 40 s"),
    "unknown check": ("B1", "B10", "B10", 'the rubric has no "B10"'),
}


def planted(text: str, fault: Fault, file: str) -> tuple[str, str]:
    """The faulty text, and `file:line:column: ` of the place where its problem stands."""
    old, new, before, _ = fault
    assert old in text
    faulty = text.replace(old, new, 1)
    assert faulty.count(before) == 1
    at = faulty.index(before)
    return faulty, f"{file}:{faulty.count(chr(10), 0, at) + 1}:{at - faulty.rfind(chr(10), 0, at)}: "


def pack(folder: Path, scenario: str = SOUND, case: str = CASE) -> Path:
    """A pack with one scenario and one case; returns the scenario's file."""
    pack_folder = folder / "a-pack"
    (pack_folder / "cases" / "a-call").mkdir(parents=True)
    (pack_folder / "pack.yaml").write_text("format: 1\nid: a-pack\ntitle: A pack\nlicence: MIT\n")
    (pack_folder / "a-call.yaml").write_text(scenario)
    (pack_folder / "cases" / "a-call" / "polite.yaml").write_text(case)
    return pack_folder / "a-call.yaml"


def told(loaded: LoadedScenario) -> list[str]:
    return [f"{Path(p.file).name}:{p.line}:{p.column}: {p.message}" for p in check(loaded, ["dana", "tom"])]


def test_the_sound_one_is_sound(tmp_path: Path) -> None:
    assert told(read_scenario(pack(tmp_path))) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_at_its_place(tmp_path: Path, fault: Fault) -> None:
    text, place = planted(SOUND, fault, "a-call.yaml")
    path = pack(tmp_path, text)
    try:
        problems = told(read_scenario(path))
    except ContentError as error:
        problems = [f"{Path(p.file).name}:{p.line}:{p.column}: {p.message}" for p in error.problems]
    assert any(p.startswith(place) and fault[3] in p for p in problems), (place, problems)


def test_the_table_is_long_enough() -> None:
    assert len(FAULTS) + len(CASE_FAULTS) >= 40


@pytest.mark.parametrize("fault", CASE_FAULTS.values(), ids=CASE_FAULTS)
def test_a_fault_of_a_case(tmp_path: Path, fault: Fault) -> None:
    text, place = planted(CASE, fault, "polite.yaml")
    problems = told(read_scenario(pack(tmp_path, case=text)))
    assert any(p.startswith(place) and fault[3] in p for p in problems), (place, problems)


def test_a_scenario_without_a_case(tmp_path: Path) -> None:
    path = pack(tmp_path)
    (path.parent / "cases" / "a-call" / "polite.yaml").unlink()
    assert told(read_scenario(path)) == [
        "a-call.yaml:2:5: the scenario has no case; write one, as in cases/a-call/polite.yaml"
    ]


def test_a_pack_tells_the_problems_of_all_its_files(tmp_path: Path) -> None:
    folder = pack(tmp_path, SOUND.replace("negative", "bad"), CASE.replace("after_ms", "afer_ms")).parent
    (folder / "other.yaml").write_text(SOUND)
    (folder / "pack.yaml").write_text("format: 1\nid: b-pack\ntitle: A pack\nlicence: MIT\n")
    (folder / "cases" / "a-cal").mkdir()
    with pytest.raises(ContentError) as caught:
        read_pack(folder)
    found = {(Path(p.file).relative_to(folder).as_posix(), p.line, p.column) for p in caught.value.problems}
    assert found == {
        ("a-call.yaml", 4, 10),
        ("cases/a-cal", 1, 1),
        ("cases/a-call/polite.yaml", 4, 6),
        ("other.yaml", 2, 5),
        ("pack.yaml", 2, 5),
    }


def test_finding(tmp_path: Path) -> None:
    path = pack(tmp_path)
    loaded = find("a-call", [tmp_path])
    assert (loaded.path, loaded.pack, list(loaded.cases)) == (path, "a-pack", ["polite"])
    assert [each.scenario for each in list_all([tmp_path])] == [loaded.scenario]
    with pytest.raises(UnknownScenarioError, match='did you mean "a-call"'):
        find("a-cal", [tmp_path])
    with pytest.raises(UnknownScenarioError, match='did you mean "polite"'):
        loaded.case("polit")
    pack(tmp_path / "other")
    for look in (lambda roots: list_all(roots), lambda roots: find("a-call", roots)):
        with pytest.raises(ContentError, match="stands in"):
            look([tmp_path, tmp_path / "other"])


def test_the_hash_is_of_the_words_not_of_the_line_ends(tmp_path: Path) -> None:
    path = pack(tmp_path)
    before = read_scenario(path).sha256
    path.write_bytes(SOUND.replace("\n", "\r\n").encode())
    assert read_scenario(path).sha256 == before
    path.write_text(SOUND.replace("Who is it?", "Who is that?"))
    assert read_scenario(path).sha256 != before
