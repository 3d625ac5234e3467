"""Pitch, loudness and pace over the call as small curves on its time axis: places in a drawing.

    high |    o--o
         |::::::::::o:::::::   the band: where the caller's voice usually is
    low  |  o

Across in percent of the call's length, down in pixels of one curve's height.
"""

from dataclasses import dataclass
from math import log2

from simulator.reports.html.call import Course
from simulator.reports.html.picture import Scale
from simulator.timeline import Segment

HEIGHT = 72
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One window's value: its middle across, its value down. `joined`: the line from the point before."""

    window: Segment
    value: float
    x: str
    y: float
    joined: "Point | None" = None


@dataclass(frozen=True, slots=True)
class Curve:
    """One course drawn. band: top and height in pixels; `low` and `high` are the ends of the drawing."""

    course: Course
    points: tuple[Point, ...]
    band: tuple[float, float] | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stretched:
    """One window in the table that says the same as the curves; None where a course has no value."""

    window: Segment
    values: tuple[float | None, ...]


def curve(course: Course, duration_ms: int) -> Curve:
    """Where everything is drawn; pitch goes by its logarithm, as the ear does."""
    scale, up = Scale(duration_ms), log2 if course.unit == "Hz" else float
    known = [value for _, value in course.points if value is not None] + list(course.band or ())
    low, high = min(known), max(known)
    size = max(up(high) - up(low), 1e-6)

    def down(value: float) -> float:
        return round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (up(value) - up(low)) / size, 1)

    points: list[Point] = []
    before: Point | None = None
    for window, value in course.points:
        if value is None:
            before = None
            continue
        middle = min((window.start + window.end) // 2, duration_ms)
        near = before if before is not None and before.window.end > window.start else None
        before = Point(window, value, scale.x(middle), down(value), near)
        points.append(before)
    band = None
    if course.band is not None:
        top = down(course.band[1])
        band = (top, max(1.0, round(down(course.band[0]) - top, 1)))
    return Curve(course, tuple(points), band, low, high)


def stretched(courses: tuple[Course, ...]) -> tuple[Stretched, ...]:
    """The windows in order, with every course's value."""
    windows = sorted({window for course in courses for window, _ in course.points})
    by_course = [dict(course.points) for course in courses]
    return tuple(Stretched(window, tuple(values.get(window) for values in by_course)) for window in windows)
