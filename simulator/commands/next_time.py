"""What to change and what to call next: from a scored call, the history beside it and all scenarios."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.history import History
    from simulator.rehearsal import Result
    from simulator.scoring.advice import Habit
    from simulator.scoring.next_time import NextTime
    from simulator.sessions.store import Session


def next_time(result: "Result", more: Sequence[Path] = ()) -> "NextTime":
    """At most three changes and the scenario that trains them. Without a history what failed now decides.

    more: the further folders of packs that the call was made with.
    """
    from simulator import rehearsal
    from simulator.problems import ContentError
    from simulator.scenario.reader import list_all
    from simulator.scoring.advice import advice
    from simulator.scoring.next_time import NextTime, Option, next_call

    session = result.session
    scenario = session.scenario if session else None
    habits, made = _earlier(session) if session else ({}, {})
    changes = advice(result.scorecard, result.candidate, scenario, habits)
    if not changes and not result.scorecard.score.passed:
        return NextTime()
    try:
        found = list_all(rehearsal.scenario_roots(more))
    except ContentError:
        return NextTime(changes)  # a pack is broken; `simulator scenarios check` says where
    options = [Option(each.scenario, made.get(each.scenario.id, 0)) for each in found]
    folders = "".join(f" --scenarios {shlex.quote(str(folder))}" for folder in more)
    return NextTime(changes, next_call(changes, options, scenario, folders))


def _earlier(session: "Session") -> "tuple[dict[str, Habit], dict[str, int]]":
    """By the same kind of caller: the checks before `session` by id, and the calls made of each scenario."""
    from simulator.history import History, HistoryError
    from simulator.history.store import FILE

    path = session.folder.parent / FILE
    if not path.is_file():
        return {}, {}
    try:
        with History(path) as history:
            return _habits(history, session), _made(history, session)
    except HistoryError:
        return {}, {}  # a report needs no history; `simulator history` says what is wrong with it


def _habits(history: "History", session: "Session") -> "dict[str, Habit]":
    """The checks of the last calls before `session`, as many as make the baseline."""
    from sqlalchemy import select

    from simulator.history.baseline import LAST
    from simulator.history.schema import CHECKS, SESSIONS
    from simulator.scoring.advice import Habit

    persona = session.meta.caller
    same = SESSIONS.c.persona.is_(None) if persona is None else SESSIONS.c.persona == persona
    before = select(SESSIONS.c.id).where(SESSIONS.c.id < session.id, same)
    last = before.order_by(SESSIONS.c.id.desc()).limit(LAST)
    counts: dict[str, list[str]] = {}
    with history.reading() as connection:
        rows = connection.execute(select(CHECKS.c.id, CHECKS.c.result).where(CHECKS.c.session.in_(last)))
        for code, outcome in rows:
            counts.setdefault(code, []).append(outcome)
    habits = {code: Habit(found.count("pass"), found.count("fail")) for code, found in counts.items()}
    return {code: habit for code, habit in habits.items() if habit.calls}


def _made(history: "History", session: "Session") -> dict[str, int]:
    made: dict[str, int] = {}
    for each in history.sessions():
        if each.id <= session.id and each.persona == session.meta.caller:
            made[each.scenario] = made.get(each.scenario, 0) + 1
    return made


def to_dict(plan: "NextTime") -> dict[str, Any]:
    """The same as JSON values. earlier: of the last calls that tested a change's first check."""
    return {
        "changes": [
            {
                "checks": list(change.checks),
                "text": change.text,
                "earlier": change.habit and {"failed": change.habit.failed, "calls": change.habit.calls},
            }
            for change in plan.changes
        ],
        "call": plan.call and asdict(plan.call),
    }
