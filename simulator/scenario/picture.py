"""A scenario's paths as a picture: a tree in text, and a graph as SVG.

Pure: takes a scenario, returns text. The tree shows every node once in full; where another branch comes to it
again, it only points there.
"""

from collections.abc import Iterator
from html import escape
from textwrap import shorten

from simulator.scenario.model import Branch, Disclose, Node, Scenario, Variants, Words

WIDE, HIGH, ACROSS, DOWN, EDGE = 210, 54, 250, 104, 30
"""Sizes in the SVG, in pixels: of a box, from box to box, and of the margin."""


def condition(branch: Branch) -> str:
    """What a branch asks for, in words: "name missing", "asks-feedback or thanks", "otherwise"."""
    when = branch.when
    said = [
        f"{' and '.join(getattr(when, key))} {key}"
        for key in ("given", "missing", "wrong")
        if getattr(when, key)
    ]
    if when.cue:
        said.append(" or ".join(when.cue))
    if when.silent:
        said.append("silence")
    if when.interrupted is not None:
        said.append("interrupted" if when.interrupted else "not interrupted")
    often = f", at most {branch.at_most} x" if branch.at_most else ""
    return (" and ".join(said) or "otherwise") + often


def words(node: Node) -> str:
    """A node's line in one row: pauses as dots, the first of its variants, what silence earns in brackets."""
    said = []
    for part in node.say:
        match part:
            case Words(say=text):
                said.append(text)
            case Variants(any=variants):
                said.append(variants[0])
            case Disclose(disclose=disclosure):
                said.append(f"[{disclosure.say}]")
            case _:
                said.append("...")
    return " ".join(said)


def tree(scenario: Scenario, width: int = 100) -> str:
    """Every node once, under the branch that leads to it first."""
    shown: set[str] = set()

    def grow(name: str, how: str, indent: str, last: bool, root: bool) -> Iterator[str]:
        stem = "" if root else indent + ("└─ " if last else "├─ ")
        told = f"{stem}{how}{name}"
        again = name in shown
        shown.add(name)
        node = scenario.nodes[name]
        marks = [mark for mark, on in (("verdict", node.verdict), ("end", node.end)) if on]
        told += f" ({', '.join(marks)})" if marks else ""
        if again:
            yield f"{told} ↑"
            return
        room = max(width - len(told), 20)
        yield f"{told}: {shorten(words(node), room, placeholder=' ...')}"
        deeper = indent if root else indent + ("   " if last else "│  ")
        ways = _ways(node)
        for index, (target, why) in enumerate(ways):
            yield from grow(target, f"{why} → ", deeper, index == len(ways) - 1, False)

    return "\n".join(grow(scenario.start, "", "", True, True)) + "\n"


def _ways(node: Node) -> list[tuple[str, str]]:
    """Target -> all the conditions that lead there, in order."""
    found: dict[str, list[str]] = {}
    for branch in node.then:
        found.setdefault(branch.go, []).append(condition(branch))
    return [(target, " / ".join(whys)) for target, whys in found.items()]


def svg(scenario: Scenario) -> str:
    """The nodes as boxes, row under row by their distance from the start; the branches as lines.

    Hovering over a box shows its whole line, over a line its condition. Nothing in it is fetched or run.
    """
    places = _places(scenario)
    columns = max(x for x, _ in places.values()) + 1
    rows = max(y for _, y in places.values()) + 1
    size = 2 * EDGE + columns * ACROSS, 2 * EDGE + rows * DOWN
    lines = [line for name in places for line in _lines(scenario.nodes[name], places[name], places)]
    boxes = [_box(scenario, name, place) for name, place in places.items()]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" '
            f'width="{size[0]}" height="{size[1]}" font-family="sans-serif" font-size="12">',
            f"<title>{escape(scenario.title)}</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>',
            *lines,
            *boxes,
            "</svg>\n",
        ]
    )


def _places(scenario: Scenario) -> dict[str, tuple[int, int]]:
    """Column and row of each node that can be come to: one row below the first node that leads to it."""
    row = {scenario.start: 0}
    waiting = [scenario.start]
    while waiting:
        name = waiting.pop(0)
        for branch in scenario.nodes[name].then:
            if branch.go not in row:
                row[branch.go] = row[name] + 1
                waiting.append(branch.go)
    filled: dict[int, int] = {}
    places = {}
    for name, at in row.items():
        places[name] = (filled.get(at, 0), at)
        filled[at] = filled.get(at, 0) + 1
    return places


def _lines(node: Node, place: tuple[int, int], places: dict[str, tuple[int, int]]) -> Iterator[str]:
    for target, why in _ways(node):
        (x1, y1), (x2, y2) = _corner(place), _corner(places[target])
        if places[target][1] > place[1]:
            start, end, bend = (x1 + WIDE // 2, y1 + HIGH), (x2 + WIDE // 2, y2), DOWN // 2
            curve = f"{start[0]} {start[1] + bend} {end[0]} {end[1] - bend}"
        else:
            start, end = (x1 + WIDE, y1 + HIGH // 2), (x2 + WIDE, y2 + HIGH // 2)
            far = max(start[0], end[0]) + 36
            curve = f"{far} {start[1]} {far} {end[1]}"
        dashes = "" if why == "otherwise" else ' stroke-dasharray="5 3"'
        yield (
            f'<path d="M{start[0]} {start[1]}C{curve} {end[0]} {end[1]}" fill="none" stroke="#667"'
            f'{dashes} marker-end="url(#arrow)"><title>{escape(why)}</title></path>'
        )


def _box(scenario: Scenario, name: str, place: tuple[int, int]) -> str:
    node = scenario.nodes[name]
    x, y = _corner(place)
    colour = "#fde9c9" if node.verdict else "#dbe7f5" if node.end else "#eef4ea"
    return (
        f'<g><title>{escape(words(node))}</title><rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="8" '
        f'fill="{colour}" stroke="#445"/><text x="{x + 10}" y="{y + 21}" font-weight="bold">{escape(name)}'
        f'</text><text x="{x + 10}" y="{y + 40}" fill="#334">'
        f"{escape(shorten(words(node), 34, placeholder=' …'))}</text></g>"
    )


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return EDGE + place[0] * ACROSS, EDGE + place[1] * DOWN
