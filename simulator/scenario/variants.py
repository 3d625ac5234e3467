"""Which variant of a line is said: the seed chooses, and the same seed chooses the same."""

from collections.abc import Callable
from hashlib import sha256

from simulator.scenario.model import Scenario, Variants, Words

Choose = Callable[[str, int, tuple[str, ...]], str]
"""Node, index of the part, and its variants -> the one that is said."""


def by_seed(seed: int) -> Choose:
    """Each line's choice hangs on the seed and its own place only, so an edit elsewhere changes nothing."""

    def choose(node: str, part: int, variants: tuple[str, ...]) -> str:
        drawn = sha256(f"{seed}/{node}/{part}".encode()).digest()
        return variants[int.from_bytes(drawn[:8], "big") % len(variants)]

    return choose


def longest(node: str, part: int, variants: tuple[str, ...]) -> str:
    """The choice that makes a call last longest."""
    return max(variants, key=len)


def chosen(scenario: Scenario, choose: Choose) -> Scenario:
    """The scenario with plain words in place of every line's variants."""
    varied = {
        name: node
        for name, node in scenario.nodes.items()
        if any(isinstance(part, Variants) for part in node.say)
    }
    if not varied:
        return scenario
    nodes = {
        name: node.model_copy(
            update={
                "say": tuple(
                    Words(say=choose(name, index, part.any)) if isinstance(part, Variants) else part
                    for index, part in enumerate(node.say)
                )
            }
        )
        for name, node in varied.items()
    }
    return scenario.model_copy(update={"nodes": {**scenario.nodes, **nodes}})
