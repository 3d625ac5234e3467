"""Two parties on one clock: gaps, overlaps, floor transfers and turns.

    R  "RRRR....RRR...."
    C  "......CC....CC."     FTO +200 ms, gap 200 ms; then R's onset with FTO 0

All measures follow the glossary in the README.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from simulator.timeline.segment import Segment
from simulator.timeline.timeline import Timeline

Party = Literal["recruiter", "caller"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A maximal run of one party's IPUs with none of the other's in between."""

    party: Party
    ipus: tuple[Segment, ...]

    @property
    def segment(self) -> Segment:
        return Segment(self.ipus[0].start, self.ipus[-1].end)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The IPUs of both parties, in milliseconds of the recording."""

    recruiter: Timeline
    caller: Timeline

    def turns(self, backchannels: frozenset[Segment] = frozenset()) -> tuple[Turn, ...]:
        """Turns in order of onset; caller IPUs that are backchannels are left out."""
        ipus: list[tuple[Segment, Party]] = [(s, "recruiter") for s in self.recruiter]
        ipus += [(s, "caller") for s in self.caller if s not in backchannels]
        ipus.sort(key=lambda pair: (pair[0].start, pair[1] == "caller"))
        turns: list[Turn] = []
        for segment, party in ipus:
            if turns and turns[-1].party == party:
                turns[-1] = Turn(party, (*turns[-1].ipus, segment))
            else:
                turns.append(Turn(party, (segment,)))
        return tuple(turns)

    def overlaps(self) -> Timeline:
        """Both voiced at once."""
        return self.recruiter.intersection(self.caller)

    def floor_transfers(self, backchannels: frozenset[Segment] = frozenset()) -> tuple[tuple[Turn, int], ...]:
        """Each turn that follows the other party's, with its floor-transfer offset in milliseconds.

        Gap > 0, overlap < 0.
        """
        turns = self.turns(backchannels)
        return tuple((after, after.segment.start - before.segment.end) for before, after in pairwise(turns))

    def silences(self) -> Timeline:
        """Nobody voiced, between the first onset and the last offset."""
        return self.recruiter.union(self.caller).gaps()
