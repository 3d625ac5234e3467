"""`history`, `notes` and `advise` as they are typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.call.dryrun import play
from simulator.cli import app
from simulator.history import History, Result
from simulator.history.rebuild import add, rebuild, scored_by
from simulator.paths import content
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, example_candidate
from simulator.scenario.reader import find
from simulator.sessions.meta import FACTS_FILE, write_record
from simulator.sessions.notes import NOTES_FILE, KeptNote, append_note, read_notes
from simulator.sessions.overrules import append_overrule
from simulator.sessions.store import Session, open_session
from tests.history import made

runner = CliRunner()


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A call with good news, as a session; its facts were played without sound."""
    loaded, card = find("hired", (content("scenarios"),)), example_candidate()
    kept = made.record(1, "hired").model_copy(update={"scenario": loaded.scenario, "candidate": card})
    folder = made.folder(tmp_path, kept)
    write_record(folder, kept)
    facts = play(loaded.scenario, card, loaded.cases["polite"], called_on=EXAMPLE_CALLED_ON)
    (folder / FACTS_FILE).write_text("".join(json.dumps(fact.to_json()) + "\n" for fact in facts))
    return folder


def test_paper_notes_are_typed_in_and_checked(session: Path) -> None:
    words = ["notes", "latest", "--sessions", str(session.parent)]
    lines = "start Mon 9am\ncontract by email, back Thurs\n  \nnot a note any more\n"
    done = runner.invoke(app, [*words, "--json"], input=lines)
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    found = {finding["key"]: finding["result"] for finding in data["findings"]}
    assert found["start"] == found["contract"] == "noted" and found["training"] == "missed"
    assert [check["id"] for check in data["checks"]] == ["C8", "C9", "E6"]
    more = runner.invoke(app, words, input="Dana 247\n")
    assert more.exit_code == 0 and "WRONG" in more.stdout and "Dana 247" in more.stdout
    assert [note.text for note in read_notes(session)] == [
        "start Mon 9am",
        "contract by email, back Thurs",
        "Dana 247",
    ]
    shown = runner.invoke(app, [*words, "--show"], input="never read\n")
    assert "WRONG" in shown.stdout and len(read_notes(session)) == 3


def test_a_torn_note_costs_only_itself(tmp_path: Path) -> None:
    append_note(tmp_path, KeptNote("one", 10, 20))
    with (tmp_path / NOTES_FILE).open("ab") as file:
        file.write(b'{"at_ms": 30, "te')
    append_note(tmp_path, KeptNote(" two \x1b[31m \n", 40, 50))
    append_note(tmp_path, KeptNote("  \n"))
    assert read_notes(tmp_path) == (KeptNote("one", 10, 20), KeptNote("two \x1b[31m", 40, 50))


def test_the_history_is_shown_exported_and_forgets_what_is_deleted(session: Path) -> None:
    root = session.parent
    with History.in_folder(root) as history:
        history.put(made.record(1, "hired"), "f", made.result(1))
        history.put(made.record(2), "g", made.result(2))
    where = ["--sessions", str(root)]
    assert "2 calls on 2 days" in runner.invoke(app, ["history", *where]).stdout
    one = json.loads(runner.invoke(app, ["history", "--json", "--scenario", "hired", *where]).stdout)
    assert one["calls"] == 1 and one["sessions"][0]["id"] == session.name
    table = runner.invoke(app, ["history", "--csv", "-", *where]).stdout
    assert table.startswith("id,started,day,") and len(table.splitlines()) == 3
    done = runner.invoke(app, ["sessions", "delete", session.name, "--yes", *where])
    assert done.exit_code == 0 and not session.exists()
    assert json.loads(runner.invoke(app, ["history", "--json", *where]).stdout)["calls"] == 1


def test_a_broken_history_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "history.db").write_bytes(b"no database at all, in more than a hundred bytes" * 9)
    done = runner.invoke(app, ["history", "--sessions", str(tmp_path)])
    assert done.exit_code == 3 and "not a database" in done.stderr and "Traceback" not in done.stderr


ALL = [
    "--interview",
    "2026-06-01",
    "--promised",
    "none",
    "--calls-welcome",
    "--feeling",
    "--phone-job",
    "--talker",
]


def test_advice_without_a_question(tmp_path: Path) -> None:
    words = ["advise", "--today", "2026-06-17", "--sessions", str(tmp_path)]
    data = json.loads(runner.invoke(app, [*words, *ALL, "--not-urgent", "--json"]).stdout)
    assert data["verdict"] == "call" and data["for_calling"] and data["for_writing"]
    assert data["rehearse"]["scenario"] and data["answers"]["strong_feeling"] is True
    text = runner.invoke(app, [*words, *ALL, "--not-urgent"]).stdout
    assert data["sentence"] in text and all(reason in text for reason in data["for_writing"])


def test_advice_names_what_it_would_have_to_ask_where_nobody_is_there(tmp_path: Path) -> None:
    done = runner.invoke(app, ["advise", "--sessions", str(tmp_path), *ALL])
    assert done.exit_code == 2 and "--urgent or --not-urgent" in done.stderr and "--talker" not in done.stderr
    early = ["advise", "--today", "2026-05-01", *ALL, "--urgent", "--sessions", str(tmp_path)]
    assert runner.invoke(app, early).exit_code == 2


def test_notes_typed_in_later_renew_the_row_and_nothing_else_of_it(session: Path) -> None:
    """Only the checks of the notes change; the row is no older than its folder, so a rebuild finds it known."""
    root = session.parent
    scored = made.result(1, failing=("C4", "C8"))
    with History.in_folder(root) as history:
        opened = open_session(session, root)
        add(history, opened, scored, recognizer="moonshine")
    append_overrule(session, "E6", "pass")
    with History.in_folder(root) as history:
        add(history, opened, scored, recognizer="moonshine")
        before = history.details()[session.name]
    words = ["--sessions", str(root)]
    done = runner.invoke(app, ["notes", "latest", *words], input="start Mon 9am\nask for Dana 999\n")
    assert done.exit_code == 0 and not done.stderr, done.output
    with History.in_folder(root) as history:
        after = history.details()[session.name]
        changed = {code: r for code, r in after.checks.items() if r != before.checks[code]}
        assert changed == {"C8": "pass", "C9": "fail"} and after.measures == before.measures
        assert after.checks["E6"] == "pass", "the caller's own word still holds"
        row = history.sessions()[0]
        assert (row.passed, row.failed) == (scored.count("pass"), scored.count("fail"))
        assert scored_by(history, opened, ["whisper", "moonshine"]) == "moonshine"

        def never(other: Session) -> Result:
            raise AssertionError(other.id)

        assert rebuild(history, root, never, recognizer="moonshine").known == 1


def test_a_row_that_was_stale_before_the_notes_is_said_to_be(session: Path) -> None:
    root = session.parent
    with History.in_folder(root) as history:
        history.put(made.record(1, "hired"), "of an older folder", made.result(1))
    done = runner.invoke(app, ["notes", "latest", "--sessions", str(root)], input="start Mon\n")
    assert done.exit_code == 0 and "history --rebuild" in done.stderr
    with History.in_folder(root) as history:
        assert history.details()[session.name].checks == {c.id: c.result for c in made.result(1).checks}


def test_sessions_that_are_not_in_the_history_are_told(session: Path) -> None:
    words = ["history", "--sessions", str(session.parent)]
    (session.parent / "holiday pictures").mkdir()
    done = runner.invoke(app, words)
    assert done.exit_code == 0 and "1 session is not in the history yet" in done.stderr
    assert "No calls yet" in done.stdout
    missing = runner.invoke(app, [*words, "--scenario", "nowhere"])
    assert "No calls of the scenario nowhere yet" in missing.stdout


def test_the_page_goes_beside_the_sessions_and_goes_with_them(session: Path, tmp_path: Path) -> None:
    root = session.parent
    with History.in_folder(root) as history:
        made.practice(history, calls=5)
        history.put(made.record(1, "hired"), "f", made.result(1))
    words = ["history", "--html", "--sessions", str(root)]
    done = runner.invoke(app, words)
    page = Path(done.stdout.strip())
    assert done.exit_code == 0 and page.parent == root and "Your practice" in page.read_text(encoding="utf-8")
    other = tmp_path / "elsewhere.html"
    assert runner.invoke(app, [*words, "--output", str(other)]).exit_code == 0 and other.is_file()
    assert runner.invoke(app, ["history", "--open", "--sessions", str(root)]).exit_code == 2
    assert runner.invoke(app, [*words, "--output", str(tmp_path / "no" / "x.html")]).exit_code == 2
    (session / "report.html").write_text("the report")
    assert (
        runner.invoke(app, ["sessions", "delete", session.name, "-y", "--sessions", str(root)]).exit_code == 0
    )
    assert not page.exists() and not session.exists(), "nothing that showed the session is left"
    with History.in_folder(root) as history:
        assert session.name not in {s.id for s in history.sessions()} | set(history.stamps())


def test_a_drill_is_not_what_good_news_are_rehearsed_with(tmp_path: Path) -> None:
    words = ["advise", "--today", "2026-06-17", "--sessions", str(tmp_path), *ALL, "--json"]
    for urgent, scenario in (("--not-urgent", "runner-up"), ("--urgent", "undecided")):
        assert json.loads(runner.invoke(app, [*words, urgent]).stdout)["rehearse"]["scenario"] == scenario
