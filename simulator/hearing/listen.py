"""A whole channel at once: its IPUs, and the stretches of it that are worth recognising.

    caller    "CCC.CC.......CCCC..CC"     100 ms a character
    recruiter "........RRR.......RR."     (her onset in the last pause parts the last two)
    stretches "1111111......2222..33"

The live call walks through the same endpointer frame by frame, so both find the same IPUs.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, runtime_checkable

from simulator.audio.pcm import FRAME, TICK_MS, Pcm
from simulator.hearing.endpointer import Endpointer, Offset
from simulator.hearing.quality import levels_dbfs
from simulator.protocols import Detector
from simulator.timeline import THRESHOLDS, Segment, Thresholds, Timeline, Voicing

LONGEST_MS = 20_000
"""Recognisers are made for stretches shorter than this."""


@runtime_checkable
class Rereader(Protocol):
    """What a detector offers besides where it hears many frames quicker than one by one."""

    def heard(self, frames: Pcm) -> Sequence[bool | Voicing]:
        """What `voiced` would say of each, shape (n, 160)."""
        ...


def ipus(channel: Pcm, detector: Detector, thresholds: Thresholds = THRESHOLDS) -> Timeline:
    """The IPUs of one party's whole channel, heard by a fresh `detector`. A rest under 10 ms is not heard."""
    endpointer = Endpointer(thresholds, detector.hangover_ms)
    found: list[Segment] = []
    for voiced in voicings(channel, detector):
        event = endpointer.step(voiced)
        if isinstance(event, Offset):
            found.append(Segment(event.onset, event.at))
    if last := endpointer.flush():
        found.append(Segment(last.onset, last.at))
    return Timeline.of(found)


def voicings(channel: Pcm, detector: Detector) -> Sequence[bool | Voicing]:
    """What a fresh `detector` says of each whole frame."""
    frames = channel[: len(channel) // FRAME * FRAME].reshape(-1, FRAME)
    if isinstance(detector, Rereader):
        return detector.heard(frames)
    return [detector.voiced(frame) for frame in frames]


def utterances(
    ipus: Timeline,
    other: Timeline | None = None,
    thresholds: Thresholds = THRESHOLDS,
    channel: Pcm | None = None,
) -> tuple[Segment, ...]:
    """One party's IPUs as stretches to recognise, in order; none is longer than 20 s.

    Silences under `end_of_turn_ms` are joined unless the other party starts to speak in one of them. What is
    too long is parted at its longest pause; a single IPU is cut at the quietest place of `channel`, or in
    the middle where no `channel` is given.
    """
    onsets = [segment.start for segment in other or ()]
    groups: list[list[Segment]] = []
    for segment in ipus:
        if groups:
            end = groups[-1][-1].end
            parted = any(end <= onset < segment.start for onset in onsets)
            if segment.start - end < thresholds.end_of_turn_ms and not parted:
                groups[-1].append(segment)
                continue
        groups.append([segment])
    return tuple(piece for group in groups for piece in _pieces(group, channel))


def _pieces(group: Sequence[Segment], channel: Pcm | None) -> Iterator[Segment]:
    whole = group[0].hull(group[-1])
    if whole.duration <= LONGEST_MS:
        yield whole
    elif len(group) == 1:
        cut = _quietest(whole, channel)
        for half in (Segment(whole.start, cut), Segment(cut, whole.end)):
            yield from _pieces([half], channel)
    else:
        pauses = [after.start - before.end for before, after in pairwise(group)]
        longest = pauses.index(max(pauses)) + 1
        yield from _pieces(group[:longest], channel)
        yield from _pieces(group[longest:], channel)


def _quietest(segment: Segment, channel: Pcm | None) -> int:
    """The middle of the quietest 10 ms in the middle half of `segment`."""
    middle = (segment.start + segment.end) // 2
    if channel is None:
        return middle
    first, last = (middle - segment.duration // 4) // TICK_MS, (middle + segment.duration // 4) // TICK_MS
    levels = levels_dbfs(channel[first * FRAME : last * FRAME])
    return (first + int(levels.argmin())) * TICK_MS + TICK_MS // 2 if len(levels) else middle
