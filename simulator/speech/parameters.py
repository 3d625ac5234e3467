"""Reading a voice's parameters, with a word about each one that makes no sense."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.protocols import EngineError
from simulator.yamlfile import suggestion


def refuse_unknown(parameters: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raises EngineError for the first parameter that is not among `known`."""
    names = sorted(known)
    for name in parameters:
        if name not in names:
            raise EngineError(
                f'unknown voice parameter "{name}"{suggestion(name, names)}',
                f"use one of: {', '.join(names)}",
            )


def number(parameters: Mapping[str, Any], name: str, default: float, low: float, high: float) -> float:
    """Raises EngineError where the value is no number from `low` to `high`."""
    value = parameters.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise EngineError(
            f'the voice parameter "{name}" is {value}', f"choose a number from {low:g} to {high:g}"
        )
    return float(value)
