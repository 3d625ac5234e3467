"""One SVG picture of each question: bars, system beside system, with what must be reached as a line."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

_COLOURS = ("#0b6e4f", "#5fb49c", "#b9b9b9", "#9a8fbf", "#d9a05b", "#c76b6b", "#7d9ec0")
_LEFT, _BAR, _WIDTH = 190, 11, 480

Groups = Mapping[str, Mapping[str, float]]
"""What is compared -> system -> value."""


def save(figures: Mapping[str, Any], folder: Path) -> None:
    """Writes the pictures of `summarise`'s figures into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, title, target, groups in (
        ("false-interruptions", "False interruptions a minute, caller silent", 0.1, _rates),
        ("missed", "Interruptions missed, %", 2.0, _missed),
        ("edges", "Error of the edges, ms", None, _edges),
        ("false-segments", "False segments a minute of sounds that are no speech", 0.1, _rates),
        ("frame-f1", "Frame F1 in noise", 0.96, _rates),
        ("kinds", "F1 of each kind of overlap", 0.95, _kinds),
    ):
        if found := figures.get(_SOURCES[file]):
            (folder / f"{file}.svg").write_text(bars(title, groups(found), target), encoding="utf-8")


_SOURCES = {
    "false-interruptions": "false interruptions a minute",
    "missed": "interruptions",
    "edges": "interruptions",
    "false-segments": "false segments a minute",
    "frame-f1": "frame F1",
    "kinds": "kinds",
}
"""File -> table."""


def _missed(events: Mapping[str, Any]) -> Groups:
    return {
        what: {
            name: 100 * row["conditions"][what]["missed"] / max(1, row["conditions"][what]["events"])
            for name, row in events.items()
        }
        for what in events["ours"]["conditions"]
    }


def _edges(events: Mapping[str, Any]) -> Groups:
    return {
        f"{edge}, {label}": {name: row[edge][index] for name, row in events.items()}
        for edge in ("onset", "offset")
        for index, label in ((1, "median"), (2, "p90"))
    }


def _kinds(kinds: Mapping[str, Any]) -> Groups:
    return _rates({name: row["f1"] for name, row in kinds.items()})


def bars(title: str, groups: Groups, target: float | None) -> str:
    """An SVG: one block of bars a group, and a dashed line at `target`."""
    systems = list(next(iter(groups.values())))
    most = max([*(v for row in groups.values() for v in row.values() if v == v), target or 0.0]) or 1.0
    body, y = [], 58
    for index, name in enumerate(systems):
        x = 10 + index * 100
        body.append(f'<rect x="{x}" y="30" width="9" height="9" fill="{_COLOURS[index % len(_COLOURS)]}"/>')
        body.append(f'<text x="{x + 12}" y="38">{escape(name)}</text>')
    for group, row in groups.items():
        middle = y + len(row) * _BAR / 2 + 3
        body.append(f'<text x="{_LEFT - 8}" y="{middle:.0f}" text-anchor="end">{escape(group)}</text>')
        for index, name in enumerate(systems):
            value = row[name]
            width = 0 if value != value else value / most * _WIDTH
            colour = _COLOURS[index % len(_COLOURS)]
            body.append(
                f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 1}" fill="{colour}"/>'
            )
            body.append(f'<text x="{_LEFT + width + 4:.0f}" y="{y + 9}">{value:.3g}</text>')
            y += _BAR
        y += 8
    if target is not None:
        x = _LEFT + target / most * _WIDTH
        body.append(f'<path d="M{x:.1f} 52V{y}" stroke="#222" stroke-dasharray="3 3"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {y + 8}" font-family="sans-serif" font-size="9">'
    name = f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>'
    return f'{head}{name}<text x="10" y="18" font-size="13">{escape(title)}</text>{"".join(body)}</svg>\n'


def _rates(by_system: Mapping[str, Mapping[str, float]]) -> Groups:
    return {
        what: {name: row[what] for name, row in by_system.items()} for what in next(iter(by_system.values()))
    }
