"""Praat's TextGrid, long text format: one interval tier a row, silences as empty intervals.

Format: the Praat manual, "TextGrid file formats". Times in seconds, from 0 to the recording's end.
"""

from simulator.reports.tiers import Tier


def to_textgrid(tiers: tuple[Tier, ...], duration_ms: int) -> str:
    """The file's text. Intervals of one tier must be sorted and disjoint."""
    end = _seconds(duration_ms)
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0", f"xmax = {end}"]
    lines += ["tiers? <exists>", f"size = {len(tiers)}", "item []:"]
    for number, tier in enumerate(tiers, 1):
        intervals = _filled(tier, duration_ms)
        lines += [
            f"    item [{number}]:",
            '        class = "IntervalTier"',
            f"        name = {_quoted(tier.name)}",
        ]
        lines += ["        xmin = 0", f"        xmax = {end}", f"        intervals: size = {len(intervals)}"]
        for index, (start, stop, label) in enumerate(intervals, 1):
            lines += [f"        intervals [{index}]:", f"            xmin = {_seconds(start)}"]
            lines += [f"            xmax = {_seconds(stop)}", f"            text = {_quoted(label)}"]
    return "\n".join(lines) + "\n"


def _filled(tier: Tier, duration_ms: int) -> list[tuple[int, int, str]]:
    """Praat's tiers have no holes: what lies between two segments is an empty interval."""
    result, at = [], 0
    for segment, label in tier.intervals:
        start, end = max(at, segment.start), min(segment.end, duration_ms)
        if end <= start:
            continue
        if start > at:
            result.append((at, start, ""))
        result.append((start, end, label))
        at = end
    if at < duration_ms:
        result.append((at, duration_ms, ""))
    return result


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
