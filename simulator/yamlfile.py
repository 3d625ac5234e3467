"""YAML files read safely into pydantic models, every problem at once as `file:line:column: message`.

Lives here: the only use of the YAML package, the limits, YAML 1.2's core scalars (`no` and `14:30` are text;
a date is text until a model wants a date). Nothing is built from a file with anchors, aliases, tags,
duplicate keys or several documents, so no file can unfold. Must not know: what the files are about.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from simulator.problems import ContentError, Loc, Places, Problem, in_sentences, nearest, suggestion

__all__ = [
    "ContentError",
    "Loc",
    "Placed",
    "Places",
    "Problem",
    "dump",
    "load",
    "load_placed",
    "loads",
    "loads_placed",
    "nearest",
    "read_text",
    "rewritten",
    "suggestion",
]

M = TypeVar("M", bound=BaseModel)
MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_VALUES = 4000
"""Keys and values in a file; what the pure-Python parser reads in a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[M]):
    """A model and where each of its values stands."""

    value: M
    places: Places


Upgrade = Callable[[dict[str, Any]], bool]
"""Brings the data of an older format to today's, in place; False where there was nothing to do."""


def load(path: Path, model: type[M]) -> M:
    """Reads `path` as a `model`. Raises ContentError, also for a file that cannot be opened."""
    return load_placed(path, model).value


def load_placed(path: Path, model: type[M], upgrade: Upgrade | None = None) -> Placed[M]:
    return loads_placed(read_text(path), model, str(path), upgrade)


def loads(text: str, model: type[M], file: str) -> M:
    """Reads YAML text as a `model`; `file` is the name that problems are told with. Raises ContentError."""
    return loads_placed(text, model, file).value


def loads_placed(text: str, model: type[M], file: str, upgrade: Upgrade | None = None) -> Placed[M]:
    data, places = _build(text, file)
    if upgrade is not None:
        upgrade(data)
    try:
        return Placed(model.model_validate(data), places)
    except ValidationError as error:
        raise ContentError(in_sentences(error.errors(include_url=False), places, model)) from None


def rewritten(text: str, change: Upgrade, file: str) -> str:
    """The text after a change to its data, comments and order kept. Raises ContentError."""
    _build(text, file)
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    if not change(data):
        return text
    written = StringIO()
    yaml.dump(data, written)
    return written.getvalue()


def dump(values: Mapping[str, str | int | Sequence[str] | None]) -> str:
    """YAML text of flat values, one key a line; keys whose value is None are left out."""
    return "".join(f"{key}: {_written(value)}\n" for key, value in values.items() if value is not None)


def _written(value: str | int | Sequence[str]) -> str:
    """A value that reads back as itself: text is quoted unless it is plain words or a date."""
    if isinstance(value, str):
        simple = re.fullmatch(r"[A-Za-z](?:[\w '.-]*\w)?|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", value, re.ASCII)
        return value if simple and value.lower() not in _WORDS else json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) else f"[{', '.join(map(_written, value))}]"


def read_text(path: Path) -> str:
    """The UTF-8 text of a file of at most 256 KiB. Raises ContentError."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContentError([Problem(str(path), 1, 1, f"cannot be read: {error.strerror or error}")]) from None
    if len(raw) > MAX_BYTES:
        raise ContentError([_too_big(str(path))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ContentError(
            [Problem(str(path), line, column, "is not UTF-8 text here; save the file as UTF-8")]
        ) from None


def _too_big(file: str) -> Problem:
    return Problem(file, 1, 1, f"is larger than {MAX_BYTES // 1024} KiB")


def _build(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """Plain dicts, lists and scalars, and where they stand."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ContentError([_too_big(file)])
    # A parser reads far ahead in a run of brackets before it tells of one: they are counted here.
    for pattern, message in ((_CONTROL, "holds a control character"), (_BRACKETS, _TOO_DEEP)):
        if found := pattern.search(text):
            at = found.end() - 1
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            raise ContentError([Problem(file, line, column, message)])
    builder = _Builder(Places(file))
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ContentError([*builder.problems, Problem(file, line, column, _syntax(error))]) from None
    except YAMLError as error:
        raise ContentError([*builder.problems, Problem(file, 1, 1, f"is not YAML: {error}")]) from None
    except ValueError as error:  # the parser's own int() and chr() on nonsense in escapes and directives
        raise ContentError([*builder.problems, Problem(file, 1, 1, f"is not YAML: {error}")]) from None
    if builder.problems:
        raise ContentError(builder.problems)
    if not isinstance(builder.root, dict):
        raise ContentError([Problem(file, 1, 1, "must hold keys and values, one `key: value` a line")])
    return builder.root, builder.places


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = re.compile(rf"(?:[\[{{]\s*){{{MAX_DEPTH}}}[\[{{]")
_TOO_DEEP = f"nested more than {MAX_DEPTH} deep"
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WORDS = {word.lower() for word in (*_NULL, *_BOOL)}
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")


def _scalar(text: str) -> object:
    """A plain scalar by YAML 1.2's core rules, base ten only."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text):
        return int(text)
    return float(text) if len(text) < 40 and _FLOAT.match(text) else text


def _syntax(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "cannot be read as YAML")
    if "mapping values are not allowed" in problem:
        return "a colon is not allowed here; put quotes around text that holds one"
    if "'\\t'" in problem:
        return "a tab is not allowed here; indent with spaces"
    return f"is not YAML: {problem}"


class _Builder:
    """Takes parser events one by one; notes what is refused, and stops where going on could cost time."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []
        self.root: object = None
        self._documents = 0
        self._values = 0
        self._loc: list[str | int] = []
        self._open: list[dict[str, Any] | list[Any]] = []
        self._key: list[str | None] = []

    def take(self, event: events.Event) -> None:
        mark = event.start_mark
        if isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(mark, "a second document begins here; a file holds one")
            if event.version or event.tags:
                self._refuse(mark, "directives (%YAML, %TAG) are not allowed")
        elif isinstance(event, events.CollectionEndEvent):
            self._close()
        elif isinstance(event, events.AliasEvent):
            self._stop(mark, "aliases (*) are not allowed; write it out")
        elif isinstance(event, events.ScalarEvent | events.CollectionStartEvent):
            self._values += 1
            if self._values > MAX_VALUES:
                self._stop(mark, f"more than {MAX_VALUES} keys and values; split the file")
            self._node(event, mark)

    def _node(self, event: events.ScalarEvent | events.CollectionStartEvent, mark: Any) -> None:
        if event.anchor:
            self._stop(mark, "anchors (&) are not allowed; write it out")
        if event.tag is not None:
            self._stop(mark, "tags (!) are not allowed")
        if self._open and isinstance(self._open[-1], dict) and self._key[-1] is None:
            self._take_key(event, mark)
        elif isinstance(event, events.ScalarEvent):
            if bad := _CONTROL.search(event.value):
                self._refuse(mark, f"holds the control character {bad.group()!a}")
            plain = event.style in (None, "")
            self._put(_scalar(event.value) if plain else event.value, mark)
            self._done()
        else:
            if len(self._open) >= MAX_DEPTH:
                self._stop(mark, _TOO_DEEP)
            collection: dict[str, Any] | list[Any] = {} if isinstance(event, events.MappingStartEvent) else []
            self._put(collection, mark)
            self._open.append(collection)
            self._key.append(None)

    def _take_key(self, event: events.Event, mark: Any) -> None:
        if not isinstance(event, events.ScalarEvent):
            self._stop(mark, "a key must be a word")
        top, key = self._open[-1], str(event.value)
        if key in top:
            line = self.places.keys[(*self._loc, key)][0]
            self._refuse(mark, f'duplicate key "{key[:60]}"; the first is in line {line}')
        if bad := _CONTROL.search(key):
            self._refuse(mark, f"holds the control character {bad.group()!a}")
        self._key[-1] = key
        self.places.keys[(*self._loc, key)] = (mark.line + 1, mark.column + 1)

    def _put(self, value: object, mark: Any) -> None:
        if not self._open:
            self.root = value
        elif isinstance(top := self._open[-1], dict):
            key = self._key[-1]
            assert key is not None
            top[key] = value
            self._loc.append(key)
        else:
            top.append(value)
            self._loc.append(len(top) - 1)
        loc = tuple(self._loc)
        # The parser sets a value that is left out where the next word stands; it is missed at its key.
        key_place = self.places.keys.get(loc) if value is None else None
        self.places.values[loc] = key_place or (mark.line + 1, mark.column + 1)

    def _done(self) -> None:
        """The value that was put last is complete."""
        if self._open:
            self._loc.pop()
            self._key[-1] = None

    def _close(self) -> None:
        self._open.pop()
        self._key.pop()
        self._done()

    def _refuse(self, mark: Any, message: str) -> None:
        self.problems.append(Problem(self.places.file, mark.line + 1, mark.column + 1, message))

    def _stop(self, mark: Any, message: str) -> NoReturn:
        self._refuse(mark, message)
        raise ContentError(self.problems)
