"""What the history keeps of one scored call: its checks and its measures, as plain values."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from simulator.scoring.check import Check
    from simulator.scoring.scorecard import Scorecard

Outcome = Literal["pass", "fail", "not-measurable"]
"""What a check came to; the same words as in the scorecard."""


@dataclass(frozen=True, slots=True)
class KnownCheck:
    """One check as the history keeps it; the caller's words stay in the session's folder."""

    id: str
    name: str
    result: Outcome
    start_ms: int | None = None
    end_ms: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One scored call. A measure that could not be taken is left out, never zero.

    Measures by name, with the unit at the name's end (`_ms`, `_percent`, `_semitones`, `_db`, `_per_s`) where
    it is not a count.
    """

    checks: tuple[KnownCheck, ...]
    measures: Mapping[str, float] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        return sum(check.result == outcome for check in self.checks)

    def to_json(self) -> str:
        """One line; the same result gives the same bytes."""
        data = {
            "checks": [asdict(check) for check in self.checks],
            "measures": dict(sorted(self.measures.items())),
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Result":
        """Raises ValueError, KeyError or TypeError for what `to_json` did not write."""
        data = json.loads(text)
        checks = tuple(KnownCheck(**check) for check in data["checks"])
        return cls(checks, {str(name): float(value) for name, value in data["measures"].items()})


def of_scorecard(card: "Scorecard", more: Mapping[str, float] | None = None) -> Result:
    """The result of a scorecard; `more` measures, such as those of delivery, are added to its own."""
    return Result(known_checks(card.checks), {**_measures(card), **(more or {})})


def known_checks(checks: "Iterable[Check]") -> tuple[KnownCheck, ...]:
    """Checks of a scorecard as the history keeps them."""
    return tuple(KnownCheck(c.id, c.name, c.result, c.start_ms, c.end_ms, c.why) for c in checks)


def _measures(card: "Scorecard") -> dict[str, float]:
    found: dict[str, float | None] = {"caller_talk_ms": card.caller.duration, "lost_ms": card.lost_ms}
    if (turns := card.turns) is not None:
        found |= {
            "recruiter_talk_ms": turns.conversation.recruiter.duration,
            "patience_median_ms": turns.patience_median,
            "patience_min_ms": turns.patience_min,
            "interruptions": len(turns.of_kind("interruption")),
            "backchannels": len(turns.of_kind("backchannel")),
            "terminal_overlaps": len(turns.of_kind("terminal-overlap")),
            "longest_silence_ms": turns.longest_silence_ms,
            "longest_monologue_ms": turns.longest_monologue_ms,
            "talk_share_percent": turns.talk_share_percent,
            "disclosures_earned": sum(d.earned for d in card.disclosures),
            "disclosures_lost": sum(not d.earned for d in card.disclosures),
        }
    return {name: float(value) for name, value in found.items() if value is not None}
