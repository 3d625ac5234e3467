"""D1 to D15 and E1 to E5: what the caller made of the verdict, and how they ended the call.

Where the verdict was given and either party ended the call, what was not said is a fail. Otherwise it is
*not measurable*: the verdict never came, or the call broke off before the caller had had their chance. In a
recording without its session nothing says what the verdict was, so a cue that was plainly heard after the
introduction passes and a missing one is not measurable; the ending is judged once the caller has closed. What
means one thing after a yes and another after a no (thanks in D3, interest in D15) then counts for neither.

A fair listener does not ask for everything: D6 is not needed once the recruiter has said why; D7 only where
the recruiter is friendly; D8 only after D7; D13 only once a hint of having come second was heard.
"""

import re
from dataclasses import replace

from simulator.call import facts as f
from simulator.scoring.check import Check, check
from simulator.scoring.heard import NO_SCRIPT, Found, HeardCall
from simulator.scoring.rubric import ASKING, BY_ID, RUBRIC, Criterion
from simulator.timeline import Segment

HINT = re.compile(
    r"\b(second[- ](choice|best|place|in line|on (our|the|my) list)"
    r"|(came|was|were|finished) (in )?(a )?((very|close) )*second"
    r"|runner[- ]?up|number two|next in line|next on (our|the|my) list)\b",
    re.IGNORECASE,
)
"""Words of a recruiter's that tell a caller they came second."""

CLOSING = ("farewell", "thanks", "wishes-well", "high-note")


def reaction_checks(call: HeardCall) -> tuple[Check, ...]:
    """The checks of the branch that was played; of every branch where the outcome is unknown."""
    outcome = call.scenario.outcome if call.scenario else None
    if outcome == "none":
        return ()
    why_not = _no_chance(call)
    return tuple(
        _react(call, criterion, why_not)
        for criterion in RUBRIC
        if criterion.step == "D" and criterion.counts_in(outcome)
    )


def ending_checks(call: HeardCall) -> tuple[Check, ...]:
    why_not = _no_chance(call)
    if call.facts is None and len(call.turns) > call.after_verdict and _closing_turn(call) is not None:
        why_not = ""
    elif call.facts is None:
        why_not = "The recording holds no ending of the call."
    return (
        *(_cue(call, criterion, why_not) for criterion in RUBRIC if criterion.id in ("E1", "E2")),
        _high_note(call, why_not),
        _goodbye(call, why_not),
        _dead_air(call),
    )


def _no_chance(call: HeardCall) -> str:
    """Why something that was not heard cannot be held against the caller; empty where it can."""
    if call.facts is None:
        return NO_SCRIPT
    if call.verdict_at is None:
        return "The verdict was never given."
    if call.broken_off:
        return "The call broke off before its end."
    if len(call.turns) > call.after_verdict and not any(t.text for t in call.turns[call.after_verdict :]):
        return "Your words after the verdict could not be recognised."
    return ""


def _react(call: HeardCall, criterion: Criterion, why_not: str) -> Check:
    match criterion.id:
        case "D3" if call.scenario is None:
            criterion = replace(criterion, cues=("shows-pleasure",))
        case "D15" if call.scenario is None:
            return check("D15", "not-measurable", NO_SCRIPT)
        case "D12":
            return _no_protest(call, why_not)
        case "D6":
            why_not = why_not or _already_explained(call)
        case "D7" | "D8" if call.scenario is not None and not call.scenario.recruiter.friendly:
            why = "The recruiter was in no mood for it, so nothing was lost by not asking."
            return check(criterion.id, "not-measurable", why)
        case "D8":
            if call.first(("asks-other-openings",), call.after_verdict) is None:
                why_not = why_not or "You did not ask about other openings."
        case "D13":
            why_not = why_not or _no_hint(call)
    return _cue(call, criterion, why_not)


def _cue(call: HeardCall, criterion: Criterion, why_not: str) -> Check:
    """Passes on its cues in a reaction, an ending's last, others' first. Without a verdict nothing passes."""
    if call.facts is not None and call.verdict_at is None:
        return check(criterion.id, "not-measurable", why_not)
    for cue in criterion.cues:
        said = [found for found in call.cues if found.turn >= call.after_verdict and found.cue == cue]
        if said:
            found = said[-1 if criterion.step == "E" else 0]
            return check(criterion.id, "pass", at=found.at, heard=found.heard)
    if why_not:
        return check(criterion.id, "not-measurable", why_not)
    return check(
        criterion.id, "fail", "Not heard." if _reacted(call) else "You said nothing after the verdict."
    )


def _reacted(call: HeardCall) -> bool:
    return len(call.turns) > call.after_verdict


def _no_protest(call: HeardCall, why_not: str) -> Check:
    found = call.first(("protests",), call.after_verdict)
    if found is not None and (call.facts is None or call.verdict_at is not None):
        return check("D12", "fail", "You argued with the decision.", at=found.at, heard=found.heard)
    if why_not:
        return check("D12", "not-measurable", why_not)
    if not _reacted(call):
        return check("D12", "not-measurable", "You said nothing after the verdict.")
    return check("D12", "pass", "No protest was heard.")


def _already_explained(call: HeardCall) -> str:
    """The recruiter gave the reason unasked: the scenario's fact `reason`, said in full."""
    reason = call.scenario.facts.get("reason") if call.scenario else None
    lines = call.measures.lines if call.measures else ()
    if reason is None or not any(
        part.said and _plain(reason.say) in _plain(part.text) for line in lines for part in line.parts
    ):
        return ""
    return "The recruiter had already said why."


def _no_hint(call: HeardCall) -> str:
    """D13 begins with a hint. One that the caller talked away is C10's business."""
    parts = [part for line in call.measures.lines for part in line.parts] if call.measures else []
    if any(part.said and HINT.search(part.text) for part in parts):
        return ""
    lost = any(isinstance(fact, f.DisclosureLost) for fact in call.facts or ())
    return "You spoke before they could hint at it." if lost else "Nobody hinted that you came second."


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


def _closing_turn(call: HeardCall) -> Found | None:
    """The caller's farewell: the last one said after the introduction."""
    said = [found for found in call.cues if found.turn >= call.after_verdict]
    return next((found for found in reversed(said) if found.cue in CLOSING), None)


def _high_note(call: HeardCall, why_not: str) -> Check:
    """Warm words in the last two turns of the reaction, and no complaint in them: taking leave takes two."""
    if call.facts is not None and call.verdict_at is None:
        return check("E3", "not-measurable", why_not)
    spoken = [i for i, turn in enumerate(call.turns) if i >= call.after_verdict and turn.text.strip()]
    if spoken:
        leave = spoken[-2:][0]
        sour = call.first(("protests", "complains"), leave)
        if sour is not None:
            return check("E3", "fail", "Your last words were not kind.", at=sour.at, heard=sour.heard)
        warm = call.first(BY_ID["E3"].cues, leave)
        if warm is not None:
            return check("E3", "pass", at=warm.at, heard=warm.heard)
    if why_not:
        return check("E3", "not-measurable", why_not)
    if not spoken:
        return check("E3", "fail", "You said nothing after the verdict.")
    last = call.turns[spoken[-1]]
    return check("E3", "fail", "Your last words held nothing warm.", at=last.segment, heard=last.text)


def _goodbye(call: HeardCall, why_not: str) -> Check:
    if call.facts is not None and call.verdict_at is None:
        return check("E4", "not-measurable", why_not)
    farewell = call.first(("farewell",), call.after_verdict)
    if farewell is None:
        if why_not:
            return check("E4", "not-measurable", why_not)
        return check("E4", "fail", "You did not say goodbye.")
    after = call.first(tuple(ASKING), farewell.turn + 1)
    if after is not None:
        why = "You said goodbye and then opened a new topic."
        return check("E4", "fail", why, at=after.at, heard=after.heard)
    return check("E4", "pass", at=farewell.at, heard=farewell.heard)


def _dead_air(call: HeardCall) -> Check:
    """Drift is the recruiter losing patience after the caller had already reacted to the verdict."""
    if call.facts is None:
        return check("E5", "not-measurable", "Without the script nobody knows whose turn it was.")
    if call.verdict_at is None:
        return check("E5", "not-measurable", "The verdict was never given.")
    if not _reacted(call):
        return check("E5", "not-measurable", "You said nothing after the verdict.")
    reacted = call.turns[call.after_verdict].segment.end
    drift = next((x for x in call.facts if isinstance(x, f.PatienceRanOut) and x.at > reacted), None)
    if drift is not None:
        at = Segment(call.turns[-1].segment.end, max(drift.at, call.turns[-1].segment.end + 1))
        return check("E5", "fail", "The recruiter had to ask whether you were still there.", at=at)
    if call.broken_off:
        return check("E5", "not-measurable", "The call broke off before its end.")
    return check("E5", "pass", "Nobody had to wait for you.")
