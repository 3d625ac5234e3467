"""Who spoke when, measured: interruptions, backchannels, patience, shares and silences.

    R  "RRRRRRRR..."   planned "RRRRRRRRRRRR"
    C  "......CCCC.."  an interruption: measured to the planned end, though the line stopped

Every caller IPU that begins where the floor is the recruiter's gets one kind:

    backchannel       the recruiter goes on, and it is short for what was heard of it: an acknowledgement may
                      be longest, an odd word or none is next, words that ask for the floor are none
    terminal-overlap  begins within the last moments of the plan: eager, not rude
    interruption      any other; `into_pause` where it began in a planned mid-line pause

Several IPUs of one interruption (less than `end_of_turn_ms` apart, or after the line had yielded to it) count
once, with the "yes" that it began with where the line stopped: the recruiter hardly went on after that.
Without a script the plan is unknown, so the recruiter's own IPU stands for it: one that ends within
`terminal_overlap_ms` of the caller's onset counts as having been about to end. People take 200 to 300 ms to
stop when talked over, so a very quick yield is then read in the caller's favour.

Lives here: arithmetic on timelines. Must not know: audio, recognition, what a check makes of a number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple

from simulator.scoring.lines import RecruiterLine
from simulator.scoring.replies import Reply, replies
from simulator.timeline import Conversation, Segment, Thresholds, Timeline
from simulator.understanding.so_far import Claim, claim
from simulator.understanding.words import words as split

Kind = Literal["backchannel", "terminal-overlap", "interruption"]
Words = Callable[[Segment], str]
"""What was recognised in a short IPU of the caller's; empty where nothing was understood."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A caller's sound that began inside the recruiter's line number `line`."""

    kind: Kind
    segment: Segment
    line: int
    into_pause: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """Line `line` ended at `end`, and the caller spoke at `onset`, not earlier."""

    line: int
    end: int
    onset: int

    @property
    def ms(self) -> int:
        return self.onset - self.end


@dataclass(frozen=True, slots=True)
class Turns:
    """The turn measures of a two-channel call, in ms. Empty or None: there was nothing to measure.

    `listening` is the window of the verdict, `talk_share_percent` the caller's part of the talking in it,
    backchannels not counted.
    """

    conversation: Conversation
    lines: tuple[RecruiterLine, ...]
    overlaps: tuple[Overlap, ...]
    patience: tuple[Patience, ...]
    floor_transfers: tuple[int, ...]
    longest_silence_ms: int
    longest_monologue_ms: int
    listening: Segment | None
    talk_share_percent: int | None
    replies: tuple[Reply, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Overlap, ...]:
        return tuple(overlap for overlap in self.overlaps if overlap.kind == kind)

    @property
    def patience_median(self) -> int | None:
        return int(median(p.ms for p in self.patience)) if self.patience else None

    @property
    def patience_min(self) -> int | None:
        return min((p.ms for p in self.patience), default=None)


def measure(
    conversation: Conversation,
    lines: Sequence[RecruiterLine],
    *,
    scripted: bool,
    words: Words,
    thresholds: Thresholds,
) -> Turns:
    """Measures both parties' IPUs against the recruiter's `lines`."""
    caller = conversation.caller
    overlaps = classify(conversation, lines, scripted=scripted, words=words, thresholds=thresholds)
    backchannels = frozenset(o.segment for o in overlaps if o.kind == "backchannel")
    talk = Timeline(tuple(ipu for ipu in caller if ipu not in backchannels))
    caller_turns = [t.segment for t in conversation.turns(backchannels) if t.party == "caller"]
    listening = _verdict_window(lines)
    return Turns(
        conversation,
        tuple(lines),
        overlaps,
        _patience(talk, lines),
        tuple(
            offset for turn, offset in conversation.floor_transfers(backchannels) if turn.party == "caller"
        ),
        max((silence.duration for silence in conversation.silences()), default=0),
        max((turn.duration for turn in caller_turns), default=0),
        listening,
        _share(talk, conversation.recruiter, listening),
        replies(talk, lines, thresholds),
    )


def classify(
    conversation: Conversation,
    lines: Sequence[RecruiterLine],
    *,
    scripted: bool,
    words: Words,
    thresholds: Thresholds,
) -> tuple[Overlap, ...]:
    """The kind of every caller IPU that begins inside a line, in order of onset."""
    found: list[Overlap] = []
    stretches = _stretches(lines, thresholds)
    for ipu in conversation.caller:
        stretch = next((s for s in stretches if s.floor.contains(ipu.start)), None)
        if stretch is None:
            continue
        line = stretch.line
        before = next((o for o in reversed(found) if o.line == line.number), None)
        last = next((o for o in reversed(found) if o.kind == "interruption" and o.line == line.number), None)
        if last is not None and _same_turn(last.segment, ipu, line, thresholds):
            whole = last.segment.hull(ipu)
            found[found.index(last)] = Overlap("interruption", whole, line.number, last.into_pause)
            continue
        eager = stretch.turn_end - ipu.start <= thresholds.terminal_overlap_ms
        if scripted:
            goes_on = not _cut_by(ipu, line, thresholds) and (stretch.turn_end > ipu.end or not eager)
        else:
            goes_on = _goes_on_unscripted(ipu, conversation, thresholds)
        kind: Kind = "interruption"
        if goes_on and _murmured(ipu, line, words, thresholds):
            kind = "backchannel"
        elif eager:
            kind = "terminal-overlap"
        into_pause = line.pauses.at(ipu.start) is not None
        if (
            kind == "interruption"
            and _cut_by(ipu, line, thresholds)
            and before is not None
            and ipu.start - before.segment.end < thresholds.end_of_turn_ms
        ):
            found.remove(before)
            ipu, into_pause = before.segment.hull(ipu), before.into_pause
        found.append(Overlap(kind, ipu, line.number, into_pause))
    return tuple(found)


class _Stretch(NamedTuple):
    """A stretch of the floor; `turn_end` is later where another line follows at once."""

    floor: Segment
    line: RecruiterLine
    turn_end: int


def _stretches(lines: Sequence[RecruiterLine], thresholds: Thresholds) -> tuple[_Stretch, ...]:
    result: list[_Stretch] = []
    for line in reversed(lines):
        for floor in reversed(line.floor.segments):
            after = result[-1] if result else None
            follows = after is not None and after.floor.start - floor.end < thresholds.ipu_gap_ms
            result.append(_Stretch(floor, line, after.turn_end if after and follows else floor.end))
    return tuple(reversed(result))


def _murmured(ipu: Segment, line: RecruiterLine, words: Words, thresholds: Thresholds) -> bool:
    """Short for what was heard of it; the line's own words are a rest of its echo.

    A single odd word is more often a misread murmur than anything else, once the recruiter has gone on.
    """
    if ipu.duration > thresholds.acknowledgement_max_ms:
        return False
    said = words(ipu)
    match claim(said, _said_meanwhile(line, ipu), over=True):
        case Claim.SPEAKS:
            return False
        case Claim.ACKNOWLEDGES:
            return len({word.norm for word in split(said)}) <= thresholds.backchannel_max_words
        case Claim.FEW_WORDS | Claim.UNHEARD:
            return ipu.duration <= thresholds.backchannel_max_ms


def _said_meanwhile(line: RecruiterLine, ipu: Segment) -> str:
    return " ".join(part.text for part in line.parts if part.segment.overlaps(ipu))


def _same_turn(interruption: Segment, ipu: Segment, line: RecruiterLine, thresholds: Thresholds) -> bool:
    yielded = line.cut and ipu.start >= line.end
    return yielded or ipu.start - interruption.end < thresholds.end_of_turn_ms


def _cut_by(ipu: Segment, line: RecruiterLine, thresholds: Thresholds) -> bool:
    """The line was cut off while the caller spoke, or right after it."""
    return line.cut and ipu.start < line.end <= ipu.end + thresholds.ipu_gap_ms


def _goes_on_unscripted(ipu: Segment, conversation: Conversation, thresholds: Thresholds) -> bool:
    """The recruiter speaks on after the caller's IPU, before the caller speaks again."""
    next_onset = min((other.start for other in conversation.caller if other.start >= ipu.end), default=None)
    until = ipu.end + thresholds.recruiter_pause_ms
    window = Segment(ipu.end, max(ipu.end + 1, until if next_onset is None else min(until, next_onset)))
    return conversation.recruiter.within(window).duration > thresholds.terminal_overlap_ms


def _patience(talk: Timeline, lines: Sequence[RecruiterLine]) -> tuple[Patience, ...]:
    """From each end of the recruiter's floor to the caller's onset, where that is what follows."""
    stretches = sorted((floor, line.number) for line in lines for floor in line.floor)
    result = []
    for index, (floor, number) in enumerate(stretches):
        speaking_on = talk.at(floor.end)
        if speaking_on is not None and speaking_on.start < floor.end:
            continue
        onset = next((ipu.start for ipu in talk if ipu.start >= floor.end), None)
        last = index + 1 == len(stretches)
        if onset is not None and (last or onset < stretches[index + 1][0].start):
            result.append(Patience(number, floor.end, onset))
    return tuple(result)


def _verdict_window(lines: Sequence[RecruiterLine]) -> Segment | None:
    """From the start of the first verdict line to the end of the last, as planned."""
    verdict = [line for line in lines if line.verdict and not line.prompt]
    return Segment(verdict[0].start, verdict[-1].planned_end) if verdict else None


def _share(talk: Timeline, recruiter: Timeline, window: Segment | None) -> int | None:
    if window is None:
        return None
    ours, theirs = talk.within(window).duration, recruiter.within(window).duration
    return 100 * ours // (ours + theirs) if ours + theirs else None
