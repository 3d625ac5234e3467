"""B1 to B8: who is calling, about what, and why.

A field counts when it was said anywhere before the verdict, asked for or not; B6 says whether it had to be
asked for. A partial reading (a first name alone, "the afternoon" for 2 p.m.) is a fail that says so. B8 is
read from everything before the verdict, and from the introduction alone where no verdict is known.

A caller who never spoke fails B1 to B6, which were theirs to do; how brief or positive an introduction was
that never came is not measurable. Words that the recogniser could not make out are nobody's fault.
"""

from simulator.scenario import spoken
from simulator.scenario.candidate import Candidate
from simulator.scoring.check import Check, check
from simulator.scoring.heard import RANK, HeardCall, Placed
from simulator.timeline import Segment
from simulator.understanding.reading import join_list
from simulator.understanding.vocabulary import FIELDS, Field

IDS: dict[Field, str] = dict(zip(FIELDS, ("B1", "B2", "B3", "B4", "B5"), strict=True))

_NAMES: dict[Field, str] = {
    "name": "your name",
    "position": "the position",
    "interview_date": "the date of the interview",
    "interview_time": "its time",
    "reason": "why you call",
}
NOT_UNDERSTOOD = "You were heard, but none of your words could be recognised."
SILENT = "You never spoke."
NOISE = "There was too much noise around your voice to tell one name from another."


def introduction_checks(call: HeardCall) -> tuple[Check, ...]:
    ids = (*IDS.values(), "B6", "B7", "B8")
    if not call.understood:
        if call.spoke:
            return tuple(check(code, "not-measurable", NOT_UNDERSTOOD) for code in ids)
        if call.broken_off:
            return tuple(
                check(code, "not-measurable", "The call broke off before you spoke.") for code in ids
            )
        return tuple(_without_words(call, code) for code in ids)
    readings = _readings(call)
    best = {
        field: min(found, key=lambda p: RANK.index(p.reading.result)) for field, found in readings.items()
    }
    fields = tuple(_field(call, field, best.get(field)) for field in FIELDS)
    return (*fields, _unprompted(call, readings), _brief(call, best), _positive(call, best))


def _without_words(call: HeardCall, code: str) -> Check:
    if code in ("B7", "B8"):
        return check(code, "not-measurable", f"{SILENT} There was no introduction to judge.")
    if code == "B6":
        return check(code, "fail", SILENT)
    field = next(field for field, other in IDS.items() if other == code)
    unknown = call.unknown(field)
    if unknown:
        return check(code, "not-measurable", unknown)
    return check(code, "fail", SILENT, expected=_expected(call.candidate, field))


def _readings(call: HeardCall) -> dict[Field, list[Placed]]:
    """What the turns before the verdict hold of each field that can be checked."""
    result: dict[Field, list[Placed]] = {}
    for turn in call.readings:
        for field, placed in turn.items():
            result.setdefault(field, []).append(placed)
    return result


def _expected(card: Candidate | None, field: Field) -> str:
    if field == "reason":
        return "that you call for the outcome or for feedback"
    if card is None:
        return ""
    match field:
        case "name":
            return card.name
        case "position":
            return card.position
        case "interview_date":
            return f"{spoken.date(card.interview_date)} ({card.interview_date.isoformat()})"
        case "interview_time":
            time = card.interview_time
            return f"{spoken.time(time)} ({time:%H:%M})" if time else ""


def _field(call: HeardCall, field: Field, placed: Placed | None) -> Check:
    code, expected = IDS[field], _expected(call.candidate, field)
    unknown = call.unknown(field)
    if unknown:
        return check(code, "not-measurable", unknown)
    if placed is None or placed.reading.result == "missing":
        return check(code, "fail", f"You did not say {_NAMES[field]}.", expected=expected)
    reading = placed.reading
    if reading.result == "given":
        return check(code, "pass", reading.why, at=placed.at, heard=reading.heard, expected=expected)
    noise = field == "name" and reading.result == "wrong" and call.hard_to_hear
    if noise or reading.result == "doubtful":
        why = NOISE if noise else reading.why
        return check(code, "not-measurable", why, at=placed.at, heard=reading.heard, expected=expected)
    why = reading.why or (
        f"You said {_NAMES[field]} only in part."
        if reading.result == "partial"
        else f"You said {reading.said or reading.heard}."
    )
    return check(code, "fail", why, at=placed.at, heard=reading.heard, expected=expected)


def _unprompted(call: HeardCall, readings: dict[Field, list[Placed]]) -> Check:
    """B6 asks when things were said; whether they were right is B1 to B5's business."""
    if call.measures is None:
        return check(
            "B6", "not-measurable", "Only your channel was recorded, so what you were asked is unknown."
        )
    if call.candidate is None:
        return check("B6", "not-measurable", "There is no candidate card to check it against.")
    if call.introduction is None:
        return check("B6", "fail", "You did not introduce yourself before the verdict.")
    turn = call.turns[call.introduction]
    missing = [
        _NAMES[field]
        for field in FIELDS
        if not call.unknown(field)
        and not any(
            p.turn <= call.introduction and p.reading.result != "missing" for p in readings.get(field, ())
        )
    ]
    if missing:
        why = f"Your introduction left out {join_list(missing)}."
        return check("B6", "fail", why, at=turn.segment, heard=turn.text)
    return check("B6", "pass", at=turn.segment, heard=turn.text)


def _brief(call: HeardCall, best: dict[Field, Placed]) -> Check:
    if call.measures is None:
        return check("B7", "not-measurable", "Only your channel was recorded, so your turns are unknown.")
    at = _introduced(call, best)
    if at is None:
        return check("B7", "not-measurable", "There was no introduction to time.")
    limit = call.thresholds.monologue_ms
    expected = f"at most {limit // 1000} seconds"
    if at.duration > limit:
        why = f"It took {round(at.duration / 1000)} seconds."
        return check("B7", "fail", why, at=at, expected=expected)
    return check("B7", "pass", f"It took {round(at.duration / 1000)} seconds.", at=at, expected=expected)


def _positive(call: HeardCall, best: dict[Field, Placed]) -> Check:
    at = _introduced(call, best)
    if at is None:
        return check("B8", "not-measurable", "There was no introduction to judge.")
    last = len(call.before_verdict) if call.verdict_at is not None else (call.introduction or 0) + 1
    found = call.first(("apologises", "complains", "protests"))
    if found is not None and found.turn < last:
        what = "You apologised" if found.cue == "apologises" else "You complained"
        return check(
            "B8", "fail", f"{what} before you had heard the verdict.", at=found.at, heard=found.heard
        )
    return check("B8", "pass", "No apology and no complaint was heard.", at=at)


def _introduced(call: HeardCall, best: dict[Field, Placed]) -> Segment | None:
    """The introduction's time, if anything of an introduction was said at all."""
    if call.introduction is None or all(placed.reading.result == "missing" for placed in best.values()):
        return None
    return call.turns[call.introduction].segment
