"""Engines by name: the entry points of this and of other packages, looked up and loaded on first use.

Lives here: the lookup, what each engine says of itself, and which one is the best at hand. Must not know any
engine: another package adds one with an entry point in a group of `GROUPS`, and one that cannot even be
imported is listed as unavailable, with the reason.
"""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal, overload

from simulator.problems import suggestion
from simulator.protocols import Detector, EngineError, EngineInfo, Recognizer, Voice

Kind = Literal["voices", "recognizers", "detectors"]

GROUPS: Mapping[Kind, str] = {
    "voices": "simulator.voices",
    "recognizers": "simulator.recognizers",
    "detectors": "simulator.detectors",
}
BEHIND = "+"
"""Between a recogniser's name and that of the one that stands behind it."""
SECOND_QUALITY = 50
"""The least quality of the one behind: a poor reader brings more that was not said than that was missed."""
_SINGULAR: Mapping[Kind, str] = {
    "voices": "voice engine",
    "recognizers": "recogniser",
    "detectors": "detector",
}


def names(kind: Kind) -> tuple[str, ...]:
    """Every engine that is installed, usable or not, sorted."""
    return tuple(sorted(_points(kind)))


def infos(kind: Kind) -> tuple[EngineInfo, ...]:
    """What every engine says of itself, in the order of `names`; no model is loaded."""
    return tuple(_info(point) for _, point in sorted(_points(kind).items()))


def info(kind: Kind, name: str) -> EngineInfo:
    """What one engine says of itself. Raises EngineError for an unknown name."""
    return _info(_point(kind, name))


@overload
def load(kind: Literal["voices"], name: str) -> type[Voice]: ...
@overload
def load(kind: Literal["recognizers"], name: str) -> type[Recognizer]: ...
@overload
def load(kind: Literal["detectors"], name: str) -> type[Detector]: ...
def load(kind: Kind, name: str) -> type[Any]:
    """The engine's class. Raises EngineError for one that is unknown or unavailable, with the fix."""
    point = _point(kind, name)
    said = _info(point)
    if not said.available:
        raise EngineError(f"the {_SINGULAR[kind]} {name} cannot be used: {said.why_not}", said.fix)
    engine: type[Any] = point.load()
    return engine


def best(kind: Kind) -> str:
    """The available engine of the highest quality that keeps everything on this machine.

    Never an online one, nor one with a quality below zero, which is for tests. Raises EngineError where
    there is none.
    """
    usable = _usable(kind)
    if not usable:
        broken = [one for one in infos(kind) if not one.available]
        first = max(broken, key=lambda one: one.quality, default=None)
        raise EngineError(
            f"no {_SINGULAR[kind]} can be used on this machine"
            + "".join(f"; {one.name}: {one.why_not}" for one in broken),
            first.fix if first else "reinstall the simulator",
        )
    return usable[0].name


def best_recognizers() -> str:
    """The best recogniser, and behind it the best other one that is good enough: "moonshine+whisper".

    Raises EngineError where there is none.
    """
    first = best("recognizers")
    good = [one.name for one in _usable("recognizers")[1:] if one.quality >= SECOND_QUALITY]
    return BEHIND.join([first, *good[:1]])


def each(name: str) -> list[str]:
    """The engines that `name` stands for, such as "moonshine+whisper"; the first is asked first.

    Raises EngineError where there are more than two: only one can stand behind another.
    """
    found = name.split(BEHIND)
    if len(found) > 2:
        raise EngineError(
            f'"{name}" names {len(found)} engines, and only one can stand behind another',
            f"name two: {BEHIND.join(found[:2])}",
        )
    return found


def _usable(kind: Kind) -> list[EngineInfo]:
    """Those that `best` may choose from, the best first."""
    usable = [one for one in infos(kind) if one.available and one.offline and one.quality >= 0]
    return sorted(usable, key=lambda one: -one.quality)


def _points(kind: Kind) -> dict[str, EntryPoint]:
    """By name; where two packages claim one name, the first on the path keeps it."""
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUPS[kind]):
        found.setdefault(point.name, point)
    return found


def _point(kind: Kind, name: str) -> EntryPoint:
    found = _points(kind)
    if name not in found:
        known = ", ".join(sorted(found)) or "none is installed"
        raise EngineError(
            f'no {_SINGULAR[kind]} "{name}"{suggestion(name, found)}', f"choose one of: {known}"
        )
    return found[name]


def _info(point: EntryPoint) -> EngineInfo:
    try:
        said = point.load().info()
    except Exception as error:  # noqa: BLE001 - the code of another package may raise anything
        return _broken(point, f"it cannot be loaded ({type(error).__name__}: {error})")
    if not isinstance(said, EngineInfo):
        return _broken(point, "its info() is not an EngineInfo")
    return said


def _broken(point: EntryPoint, why: str) -> EngineInfo:
    package = point.dist.name if point.dist else point.module.partition(".")[0]
    version = point.dist.version if point.dist else ""
    fix = f"reinstall the package {package}"
    return EngineInfo(point.name, version, (), offline=False, available=False, why_not=why, fix=fix)
