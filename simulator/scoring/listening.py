"""C1 to C5 and C10: silence, measured.

C1 looks at every question of the caller's (the reason of the call, later any asking cue): speech that starts
again after `end_of_turn_ms` of silence and within `answer_ms`, before the recruiter has answered, is talking
on; a sound no longer than a backchannel is not. What follows the reason within the introduction (name, date)
belongs to it. C4 needs silences that were the caller's to end: an onset inside the recruiter's turn is C2's
or C3's business and says nothing about patience. C5 counts from the first verdict line's start to the last
one's planned end. Nothing here is measurable from the caller's channel alone, nor for a caller who never
spoke: keeping out of the way by saying nothing is not listening.
"""

from collections.abc import Sequence
from itertools import pairwise

from simulator.call import facts as f
from simulator.scoring.check import Check, check
from simulator.scoring.heard import NO_SCRIPT, HeardCall
from simulator.scoring.measure import Overlap, Turns
from simulator.scoring.rubric import ASKING
from simulator.timeline import Segment

IDS = ("C1", "C2", "C3", "C4", "C5", "C10")


def listening_checks(call: HeardCall) -> tuple[Check, ...]:
    why_not = ""
    if call.measures is None:
        why_not = "Only your channel was recorded, so turns cannot be measured."
    elif not call.spoke:
        why_not = "You never spoke."
    elif not call.measures.lines:
        why_not = "The recruiter never spoke."
    if why_not or call.measures is None:
        return tuple(check(code, "not-measurable", why_not) for code in IDS)
    turns = call.measures
    return (
        _stops(call, turns),
        _no_interruptions(turns),
        _respects_pauses(call, turns),
        _patience(call, turns),
        _talk_share(call, turns),
        _disclosures(call),
    )


def _stops(call: HeardCall, turns: Turns) -> Check:
    questions = _questions(call)
    if not questions:
        return check("C1", "not-measurable", "You asked nothing that could be answered.")
    for question in questions:
        resumed = talked_on(question, turns, call)
        if resumed is not None:
            gap = resumed.start - question.end
            why = f"{_seconds(gap)} after your question you spoke again before they had answered."
            return check("C1", "fail", why, at=resumed)
    why = f"You left {_count(len(questions), 'question')} to them."
    return check("C1", "pass", why, at=questions[0])


def _questions(call: HeardCall) -> tuple[Segment, ...]:
    """The turns that ask, each as the segment up to the first silence that ended it."""
    asking = {found.turn for found in call.cues if found.cue in ASKING and found.turn >= call.after_verdict}
    given = (i for i, fields in enumerate(call.readings) if fields["reason"].reading.result == "given")
    asking.update(tuple(given)[:1])
    result = []
    for index in sorted(asking):
        ipus = [ipu for utterance in call.turns[index].utterances for ipu in utterance.voiced]
        said = _asked_at(call, index)
        end = next(
            (
                a.end
                for a, b in pairwise(ipus)
                if a.end >= said and b.start - a.end >= call.thresholds.end_of_turn_ms
            ),
            ipus[-1].end,
        )
        result.append(Segment(ipus[0].start, end))
    return tuple(result)


def _asked_at(call: HeardCall, index: int) -> int:
    """When the words of the last thing that belongs to the question were said."""
    turn = call.turns[index]
    ends = [found.at.end for found in call.cues if found.turn == index and found.cue in ASKING]
    if index < len(call.before_verdict):
        ends += [p.at.end for p in call.readings[index].values() if p.reading.heard]
    return max(ends, default=turn.segment.start)


def talked_on(question: Segment, turns: Turns, call: HeardCall) -> Segment | None:
    """The caller's IPU that filled the silence after `question`, if one did."""
    until = question.end + call.thresholds.answer_ms
    answer = min((line.start for line in turns.lines if line.start >= question.end), default=until)
    for ipu in turns.conversation.caller:
        if (
            question.end <= ipu.start < min(until, answer)
            and ipu.duration > call.thresholds.backchannel_max_ms
        ):
            return ipu
    return None


def _no_interruptions(turns: Turns) -> Check:
    rude = [o for o in turns.of_kind("interruption") if not o.into_pause]
    if rude:
        return check("C2", "fail", f"You talked over them {_times(len(rude))}.", at=rude[0].segment)
    allowed = [(len(turns.of_kind("backchannel")), "short acknowledgement")]
    allowed += [(len(turns.of_kind("terminal-overlap")), "eager start")]
    counted = " and ".join(_count(n, what) for n, what in allowed if n)
    return check("C2", "pass", f"{counted} did not count." if counted else "You let them finish every time.")


def _respects_pauses(call: HeardCall, turns: Turns) -> Check:
    if call.facts is None:
        why = "Without the script nobody can tell a pause from the end of a line."
        return check("C3", "not-measurable", why)
    pauses = sum(len(line.pauses) for line in turns.lines)
    if not pauses:
        return check("C3", "not-measurable", "The recruiter made no pause inside a line.")
    jumps: Sequence[Overlap] = [o for o in turns.of_kind("interruption") if o.into_pause]
    if jumps:
        why = f"You spoke into {len(jumps)} of {_count(pauses, 'pause')}."
        return check("C3", "fail", why, at=jumps[0].segment)
    return check("C3", "pass", f"You let {_count(pauses, 'pause')} stand.")


def _patience(call: HeardCall, turns: Turns) -> Check:
    median, least = turns.patience_median, turns.patience_min
    if median is None or least is None:
        return check("C4", "not-measurable", "No line of theirs was followed by an answer of yours.")
    needed = call.thresholds.patience_ms
    expected = f"{needed} ms or more in the median"
    shortest = min(turns.patience, key=lambda p: p.ms)
    at = Segment(shortest.end, max(shortest.onset, shortest.end + 1))
    why = f"You waited {median} ms in the median, {least} ms at least."
    return check("C4", "pass" if median >= needed else "fail", why, at=at, expected=expected)


def _talk_share(call: HeardCall, turns: Turns) -> Check:
    if turns.listening is None or turns.talk_share_percent is None:
        why = "The verdict was never given." if call.facts is not None else NO_SCRIPT
        return check("C5", "not-measurable", why)
    limit = call.thresholds.talk_share_percent
    share = turns.talk_share_percent
    return check(
        "C5",
        "pass" if share <= limit else "fail",
        f"You did {share} % of the talking while the verdict was given.",
        at=turns.listening,
        expected=f"{limit} % or less",
    )


def _disclosures(call: HeardCall) -> Check:
    if call.facts is None:
        return check(
            "C10", "not-measurable", "Without the script nobody knows what silence would have earned."
        )
    earned = [fact for fact in call.facts if isinstance(fact, f.DisclosureEarned)]
    lost = [fact for fact in call.facts if isinstance(fact, f.DisclosureLost)]
    if not earned and not lost:
        return check("C10", "not-measurable", "Nothing was there to be earned by silence.")
    if lost:
        at = Segment(lost[0].onset, max(lost[0].at, lost[0].onset + 1))
        why = f"{_times(len(lost)).capitalize()} you spoke just before they would have told you more."
        return check("C10", "fail", why, at=at)
    why = f"Your silence earned {_count(len(earned), 'more thing')}."
    return check("C10", "pass", why, at=Segment(earned[0].at, earned[0].at + 1))


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f} s"
