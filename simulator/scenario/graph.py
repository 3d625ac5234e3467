"""A scenario's nodes and branches as a graph: what can be reached, what ends, what can go round for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.scenario.model import Branch, Node, Scenario, When


@dataclass(frozen=True, slots=True)
class Edge:
    """Branch number `index` of node `source`."""

    source: str
    index: int
    branch: Branch

    @property
    def target(self) -> str:
        return self.branch.go


def edges(scenario: Scenario) -> tuple[Edge, ...]:
    """Every branch to a node that exists and that can be taken."""
    return tuple(
        Edge(name, index, branch)
        for name, node in scenario.nodes.items()
        if not node.end
        for index, branch in enumerate(node.then)
        if branch.go in scenario.nodes and why_never(node, index) is None
    )


def reachable(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """The nodes that can be come to from `start`, itself among them."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(ways.get(node, ()))
    return found


def ways(found: Iterable[Edge], *, back: bool = False) -> dict[str, list[str]]:
    """Node -> where its edges lead, or with `back` where they come from."""
    result: dict[str, list[str]] = {}
    for edge in found:
        source, target = (edge.target, edge.source) if back else (edge.source, edge.target)
        result.setdefault(source, []).append(target)
    return result


def unbounded(scenario: Scenario) -> tuple[Edge, ...]:
    """Edges without `at_most` that lie on a cycle of such edges."""
    free = [edge for edge in edges(scenario) if edge.branch.at_most is None]
    forward = ways(free)
    return tuple(edge for edge in free if edge.source in reachable([edge.target], forward))


def why_never(node: Node, index: int) -> str | None:
    """Why a branch can never be taken, or None where it can."""
    when = node.then[index].when
    if clash := _contradiction(when):
        return clash
    if not node.listens and when.interrupted is not True:
        if when.cue:
            return "the node does not listen, so there are no words to find a cue in"
        if when.silent:
            return "the node does not listen, so it does not wait for silence"
    for earlier, branch in enumerate(node.then[:index]):
        if branch.at_most is None and _covers(branch.when, when):
            return f"branch {earlier + 1} before it is always taken instead"
    return None


def _contradiction(when: When) -> str | None:
    given, missing, wrong = set(when.given), set(when.missing), set(when.wrong)
    both = sorted((given & missing) | (given & wrong) | (missing & wrong))
    if both:
        return f"{both[0]} can only be one of given, missing and wrong"
    if when.silent and (when.cue or when.interrupted):
        return "a silent caller neither says a cue nor interrupts"
    return None


def _covers(earlier: When, later: When) -> bool:
    """Whenever `later` holds and is tried, `earlier` holds and was tried before it."""
    return (
        earlier.silent == later.silent
        and (
            earlier.interrupted == later.interrupted
            or (earlier.interrupted is None and not later.interrupted)
        )
        and set(earlier.given) <= set(later.given)
        and set(earlier.missing) <= set(later.missing)
        and set(earlier.wrong) <= set(later.wrong)
        and (not earlier.cue or (bool(later.cue) and set(later.cue) <= set(earlier.cue)))
    )
