"""Older formats of a scenario, step by step into today's: one function a step, from format n to n + 1.

A step takes plain data, may be given nonsense (validation comes after it), and changes it in place. What it
does is pinned by golden files in `tests/scenario/golden`.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from simulator.scenario.model import FORMAT

Data = MutableMapping[str, Any]


def upgrade(data: Data) -> bool:
    """Brings a scenario's data to today's format, in place; False where it has that, or one unknown."""
    before = data.get("format")
    while isinstance(version := data.get("format"), int) and version in STEPS:
        STEPS[version](data)
        data["format"] = version + 1
    return data.get("format") == FORMAT != before


def _from_0(data: Data) -> None:
    """Format 0: no title, the company with the recruiter, ends told by shape and verdicts by name."""
    recruiter = data.get("recruiter")
    if isinstance(recruiter, MutableMapping) and "company" in recruiter:
        data.setdefault("company", recruiter.pop("company"))
    if isinstance(data.get("id"), str):
        data.setdefault("title", str(data["id"]).replace("-", " ").capitalize())
    nodes = data.get("nodes")
    if not isinstance(nodes, MutableMapping):
        return
    for name, node in nodes.items():
        if isinstance(node, MutableMapping):
            if not node.get("then"):
                node.setdefault("end", True)
            if name == "verdict":
                node.setdefault("verdict", True)


STEPS: dict[int, Callable[[Data], None]] = {0: _from_0}
