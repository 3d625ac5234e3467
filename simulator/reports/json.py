"""The scorecard as one JSON object: integers and strings, in a fixed order. The same call, the same bytes.

What a one-channel file cannot tell is null. The keys up to `score` are format 1; those after it may grow.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from simulator.scoring.check import Check
from simulator.scoring.lines import RecruiterLine
from simulator.scoring.measure import Overlap, Turns
from simulator.scoring.replies import gap_median
from simulator.scoring.scorecard import Scorecard
from simulator.timeline import Segment

FORMAT = 1

Json = dict[str, Any]


def to_text(card: Scorecard) -> str:
    """The object, indented by two, with a newline at its end."""
    return json.dumps(to_dict(card), indent=2, ensure_ascii=False) + "\n"


def to_dict(card: Scorecard) -> Json:
    turns = card.turns
    score = card.score
    return {
        "format": FORMAT,
        "recording": {
            "duration_ms": card.duration_ms,
            "channels": card.channels,
            "sample_rate": card.sample_rate,
        },
        "engines": {"detector": card.detector, "recognizer": card.recognizer},
        "transcript": [asdict(said) for said in card.transcript],
        "checks": [check_dict(check) for check in card.checks],
        "turns": _turns(card, turns),
        "score": {
            "passed": score.passed,
            "failed": score.failed,
            "not_measurable": score.not_measurable,
            "overruled": score.overruled,
        },
        "lines": None if turns is None else [_line(line, turns) for line in turns.lines],
        "lanes": {
            "recruiter": None if turns is None else _spans(turns.conversation.recruiter),
            "caller": _spans(card.caller),
        },
        "disclosures": [asdict(disclosure) for disclosure in card.disclosures],
        "verdict_given": card.verdict_given,
        "ended_by": card.ended_by,
        "lost_ms": card.lost_ms,
        "thresholds": asdict(card.thresholds),
        "notes": list(card.notes),
        "echo": None if card.echo is None else asdict(card.echo),
        "replies": turns
        and {
            "gap_median_ms": gap_median(turns.replies),
            "gaps_ms": [reply.gap_ms for reply in turns.replies],
            "cut_offs": sum(reply.cut_off for reply in turns.replies),
        },
    }


def check_dict(check: Check) -> Json:
    """The promised keys; `overruled` is there only where the caller's word stands against the measurement."""
    data = asdict(check)
    return data if check.overruled else {key: data[key] for key in data if key != "overruled"}


def _turns(card: Scorecard, turns: Turns | None) -> Json:
    listening = turns.listening if turns else None
    return {
        "caller_talk_ms": card.caller.duration,
        "recruiter_talk_ms": turns and turns.conversation.recruiter.duration,
        "longest_silence_ms": turns and turns.longest_silence_ms,
        "patience_ms": {
            "median": turns and turns.patience_median,
            "min": turns and turns.patience_min,
        },
        "interruptions": turns and [_interruption(o) for o in turns.of_kind("interruption")],
        "backchannels": turns and _spans(o.segment for o in turns.of_kind("backchannel")),
        "terminal_overlaps": turns and _spans(o.segment for o in turns.of_kind("terminal-overlap")),
        "longest_monologue_ms": turns and turns.longest_monologue_ms,
        "floor_transfers_ms": turns and list(turns.floor_transfers),
        "listening": listening
        and {**_span(listening), "talk_share_percent": turns and turns.talk_share_percent},
    }


def _line(line: RecruiterLine, turns: Turns) -> Json:
    return {
        "line": line.number,
        "node": line.node or None,
        "start_ms": line.start,
        "planned_end_ms": line.planned_end,
        "end_ms": line.end,
        "cut": line.cut,
        "heard_percent": line.heard_percent,
        "pauses": _spans(line.pauses),
        "patience_ms": next((p.ms for p in turns.patience if p.line == line.number), None),
    }


def _interruption(overlap: Overlap) -> Json:
    kind = "pause-jump" if overlap.into_pause else "talk-over"
    return {**_span(overlap.segment), "kind": kind, "line": overlap.line}


def _spans(segments: Iterable[Segment]) -> list[Json]:
    return [_span(segment) for segment in segments]


def _span(segment: Segment) -> Json:
    return {"start_ms": segment.start, "end_ms": segment.end}
