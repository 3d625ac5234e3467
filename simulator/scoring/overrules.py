"""The caller's own word against a measurement: the check counts as they say, and shows what was measured."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from simulator.scoring.check import Check, Overruled, Result
from simulator.scoring.scorecard import Scorecard


def with_overrules(card: Scorecard, overrules: Mapping[str, Result]) -> Scorecard:
    """`card` with the results of `overrules`, by rubric id.

    Overrules that the card had are gone; what it does not have is passed over; one that agrees with the
    measurement changes nothing.
    """
    return replace(card, checks=overrule(card.checks, overrules))


def overrule(checks: Iterable[Check], overrules: Mapping[str, Result]) -> tuple[Check, ...]:
    """The same for checks alone."""
    return tuple(_overruled(each.as_measured, overrules.get(each.id)) for each in checks)


def _overruled(each: Check, result: Result | None) -> Check:
    if result is None or result == each.result:
        return each
    return replace(each, result=result, overruled=Overruled(each.result))
