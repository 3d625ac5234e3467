"""The recruiter's lines: as they were planned, from the facts; or as far as the left channel shows them.

    line 0   "RRRRR...RRRR"     a planned mid-line pause; the floor is the recruiter's throughout
             "CCCCC"            whoever speaks inside it before the planned end speaks in their turn

Lives here: where the floor is the recruiter's. Must not know: what the caller did with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.call import facts as f
from simulator.timeline import Segment, Thresholds, Timeline


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """Words of the recruiter's: `said` is false where they were cut off, after `segment`."""

    text: str
    segment: Segment
    planned_end: int
    said: bool
    disclosure: bool


@dataclass(frozen=True, slots=True)
class RecruiterLine:
    """One line, in ms of the recording.

    floor: where the turn is the recruiter's: up to the *planned* end even where the line was cut off, with
    mid-line pauses, without the waits that a disclosure asks for. end: where it really ended.
    pauses: the planned mid-line pauses that began. heard_percent: how much of the plan was played.
    node, verdict, prompt, heard_percent and parts are known from facts only.
    """

    number: int
    floor: Timeline
    end: int
    cut: bool = False
    node: str = ""
    verdict: bool = False
    prompt: bool = False
    pauses: Timeline = field(default_factory=Timeline)
    parts: tuple[SpokenPart, ...] = ()
    heard_percent: int | None = None

    @property
    def start(self) -> int:
        return self.floor.segments[0].start

    @property
    def planned_end(self) -> int:
        return self.floor.segments[-1].end

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(slots=True)
class _Draft:
    fact: f.LineStarted
    verdict: bool
    prompt: bool
    parts: list[f.PartStarted] = field(default_factory=list)
    ended: dict[int, f.PartEnded] = field(default_factory=dict)
    end: int | None = None
    cut: bool = False


def planned_lines(facts: Sequence[f.Fact], duration_ms: int) -> tuple[RecruiterLine, ...]:
    """The lines that the facts tell of, in order; a plan ends where the next line begins.

    A killed call leaves a line without its end: it counts as far as the recording goes.
    """
    drafts: list[_Draft] = []
    verdict = prompt = False
    for fact in facts:
        match fact:
            case f.NodeEntered():
                verdict, prompt = fact.verdict, False
            case f.PatienceRanOut():
                prompt = True
            case f.LineStarted():
                drafts.append(_Draft(fact, verdict, prompt))
            case f.PartStarted() if drafts:
                drafts[-1].parts.append(fact)
            case f.PartEnded() if drafts:
                # By order: a wait and the disclosure that it earned share their part's number.
                drafts[-1].ended[len(drafts[-1].parts) - 1] = fact
            case f.LineEnded() if drafts:
                drafts[-1].end, drafts[-1].cut = fact.at, fact.cut
    limits = [*(draft.fact.at for draft in drafts), duration_ms][1:]
    lines = [_line(draft, limit) for draft, limit in zip(drafts, limits, strict=False)]
    return tuple(line for line in lines if line is not None)


def _line(draft: _Draft, limit: int) -> RecruiterLine | None:
    start, plan = draft.fact.at, draft.fact.planned_end
    if start >= limit:
        return None
    if draft.end is not None and not draft.cut:
        limit = min(limit, max(draft.end, start + 1))
    planned = [Segment(start, max(plan, start + 1))]
    waits, pauses, parts = [], [], []
    for index, part in enumerate(draft.parts):
        ended = draft.ended.get(index)
        end = ended.at if ended else min(part.planned_end, limit)
        if end <= part.at:
            continue
        segment = Segment(part.at, end)
        if part.kind == "wait":
            waits.append(segment)
        elif part.kind == "pause":
            pauses.append(Segment(part.at, max(part.planned_end, part.at + 1)))
        else:
            said = ended.said if ended else end >= part.planned_end
            parts.append(SpokenPart(part.text, segment, part.planned_end, said, part.kind == "disclosure"))
            planned.append(Segment(part.at, max(part.planned_end, part.at + 1)))
    floor = _without(Timeline.of(planned), Timeline.of(waits)).within(Segment(start, limit))
    if not floor.segments:
        return None
    end = draft.end if draft.end is not None else limit
    whole = floor.segments[-1].end - start
    heard = 100 * min(end - start, whole) // whole if draft.cut else 100
    return RecruiterLine(
        draft.fact.line, floor, end, draft.cut, draft.fact.node, draft.verdict, draft.prompt,
        Timeline.of(pauses), tuple(parts), heard,
    )  # fmt: skip


def _without(timeline: Timeline, holes: Timeline) -> Timeline:
    """`timeline` less `holes`."""
    extent = timeline.extent
    if extent is None or not holes.segments:
        return timeline
    edges = [extent.start, *(edge for hole in holes for edge in (hole.start, hole.end)), extent.end]
    outside = [Segment(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    return timeline.intersection(Timeline.of(outside))


def heard_lines(recruiter: Timeline, caller: Timeline, thresholds: Thresholds) -> tuple[RecruiterLine, ...]:
    """Lines of a recording without its script: the recruiter's IPUs, joined over short pauses.

    A pause is joined when it is shorter than `recruiter_pause_ms` and no caller IPU begins in it. The floor
    is the recruiter's only while voiced: whether a pause was meant to go on cannot be heard.
    """
    groups: list[list[Segment]] = []
    for ipu in recruiter:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and ipu.start - last.end < thresholds.recruiter_pause_ms
            and not any(last.end <= other.start < ipu.start for other in caller)
        ):
            groups[-1].append(ipu)
        else:
            groups.append([ipu])
    return tuple(RecruiterLine(i, Timeline(tuple(group)), group[-1].end) for i, group in enumerate(groups))
