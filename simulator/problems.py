"""What is wrong with a content file, as `file:line:column: message` in plain sentences.

Lives here: problems, where a file's values stand, and pydantic's errors put into words. Must not know: YAML.
A union in a model needs a discriminator, so that only the member that was meant tells its errors.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

Loc = tuple[str | int, ...]
MAX_PROBLEMS = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a file. Lines and columns count from 1.

    `message` is fit for any terminal: what a file has that cannot be printed stands in it as escapes.
    """

    file: str
    line: int
    column: int
    message: str

    def __post_init__(self) -> None:
        shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in self.message)
        object.__setattr__(self, "message", "".join(shown))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ContentError(Exception):
    """A file that cannot be used, with all of its problems, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Places:
    """Where each value of a file stands, by its way from the root."""

    file: str
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def find(self, loc: Loc) -> Loc:
        """The part of the way that the file has; steps that it lacks, such as a union's, are skipped."""
        here: Loc = ()
        for step in loc:
            if (*here, step) in self.values:
                here = (*here, step)
        return here

    def children(self, loc: Loc) -> list[str]:
        """The keys of the mapping at `loc`, in the file's order."""
        return [str(key[-1]) for key in self.keys if key[:-1] == loc]

    def problem(self, loc: Loc, message: str, *, key: bool = False) -> Problem:
        """A problem at the value at `loc`, or at its key."""
        here = self.find(loc)
        line, column = (self.keys if key and here in self.keys else self.values).get(here, (1, 1))
        return Problem(self.file, line, column, message)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` for the known word that is nearest, or nothing where none is near."""
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None where none is like it."""
    close = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return str(close[0]) if close else None


def in_sentences(
    errors: Sequence[ErrorDetails], places: Places, model: type[BaseModel]
) -> tuple[Problem, ...]:
    """Pydantic's errors about a file's data, each at its line and column; at most the first hundred."""
    grouped: dict[Loc, list[ErrorDetails]] = {}
    for error in errors[:MAX_PROBLEMS]:
        owner = error["loc"][:-1] if error["type"] in ("missing", "extra_forbidden") else error["loc"]
        grouped.setdefault(places.find(owner), []).append(error)
    problems = {p for here, group in grouped.items() for p in _about(here, group, places, model)}
    if len(errors) > MAX_PROBLEMS:
        problems.add(Problem(places.file, 1, 1, f"{len(errors)} problems; these are the first"))
    return tuple(sorted(problems))


def _about(
    here: Loc, errors: Sequence[ErrorDetails], places: Places, model: type[BaseModel]
) -> Iterator[Problem]:
    """The problems of one value. A key that is missing because it is misspelt is told once."""
    known = _keys(model, here)
    hints = ""
    for error in (e for e in errors if e["type"] == "extra_forbidden"):
        name = str(error["loc"][-1])
        others = [key for key in places.children(here) if key != name]
        if name in known and others:
            message = f'"{name}" cannot stand beside "{_short(others[0])}"'
        else:
            hints += (hint := suggestion(name, known))
            message = f'unknown key "{_short(name)}"{hint}'
        yield places.problem(error["loc"], message, key=True)
    for error in (e for e in errors if e["type"] != "extra_forbidden"):
        name = str(error["loc"][-1]) if error["loc"] else ""
        if error["type"] != "missing":
            yield places.problem(error["loc"], _sentence(error))
        elif f'"{name}"' not in hints:
            yield places.problem(here, f'the key "{name}" is missing')


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys(model: type[BaseModel], here: Loc) -> set[str]:
    """The keys that the model knows at `here`, those of every member of a union."""
    root = _schema(model)
    found = [root]
    for step in here:
        found = [_resolve(root, s) for f in found for s in _step(_resolve(root, f), step, root)]
    return {key for f in found for m in _members(root, f) for key in m.get("properties", {})}


def _resolve(root: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[-1]] if reference else schema


def _members(root: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    schema = _resolve(root, schema)
    options = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if options:
        for option in options:
            yield from _members(root, option)
    else:
        yield schema


def _step(schema: dict[str, Any], step: str | int, root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for member in _members(root, schema):
        if isinstance(step, int):
            if isinstance(member.get("items"), dict):
                yield member["items"]
        elif step in member.get("properties", {}):
            yield member["properties"][step]
        elif isinstance(member.get("additionalProperties"), dict):
            yield member["additionalProperties"]


_SENTENCES = {
    "string_type": "must be text; put quotes around it",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
}


def _sentence(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    given = error.get("input")
    if kind == "literal_error":
        options = str(context["expected"])
        words = re.findall(r"'([^']*)'", options)
        return (
            f"must be {options.replace(chr(39), chr(34))}, not {_quote(given)}{suggestion(str(given), words)}"
        )
    if kind == "value_error":
        return str(context["error"])
    if kind == "too_short" and (least := context["min_length"]) > 1:
        return f"must hold at least {least}, not {context['actual_length']}"
    if given is None and kind.endswith("_type"):
        return "must not be empty"
    if kind in _SENTENCES:
        said = _SENTENCES[kind].format(**context)
        return (
            f"{said}, not {_quote(given)}" if isinstance(given, str | int | float) and given != "" else said
        )
    return error["msg"]


def _quote(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return "keys and values" if isinstance(value, dict) else "a list"
    return _short(json.dumps(value, ensure_ascii=False, default=str))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
