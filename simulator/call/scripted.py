"""A synthetic caller's mind: moves that wait for the recruiter to fall silent, or to be in mid-sentence.

    recruiter  "....RRRRRRRR......RRRRR..RRRR..........."      100 ms a character
    caller     "..............CC.....CCC................"      after_ms: 200, then into_ms: 100

Lives here: when the caller acts. Must not know: audio, voices, the call. Time is the number of steps.
"""

from collections.abc import Callable, Sequence

from simulator.protocols import CallerAct
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Case, Move, Scenario
from simulator.scenario.slots import fill
from simulator.timeline import THRESHOLDS

TICK_MS = 10


class Script:
    """Plays `moves`, whose slots are filled, in order; afterwards the caller stays silent.

    `durations` gives how long this caller takes to say a text, in ms: no move is made while it talks.
    A recruiter's silence counts from the end of their last sound, and not before the caller's own talk has
    ended. The recruiter has spoken since the last move once a sound of theirs has begun since, or goes on
    after the caller's words, as it does after a backchannel. A silence under 200 ms does not end a sound.
    """

    def __init__(self, moves: Sequence[Move], durations: Callable[[str], int]) -> None:
        self._moves = tuple(moves)
        self._durations = durations
        self._next = 0
        self._now = 0
        self._talk_end = 0
        self._sound_start: int | None = None
        self._sound_end: int | None = None
        self._answered = False
        self._quiet_since = 0

    @property
    def done(self) -> bool:
        """Every move has been made."""
        return self._next == len(self._moves)

    def step(self, recruiter_audible: bool) -> CallerAct | None:
        """One tick: what the caller starts to do in it."""
        self._listen(recruiter_audible)
        act = None
        if not self.done and self._now >= self._talk_end and self._answered:
            move = self._moves[self._next]
            if self._due(move, recruiter_audible):
                act = self._make(move)
        self._now += TICK_MS
        return act

    def _listen(self, audible: bool) -> None:
        talking = self._now < self._talk_end
        if audible:
            begins = self._sound_end is None or self._now - self._sound_end >= THRESHOLDS.ipu_gap_ms
            if begins:
                self._sound_start = self._now
            self._answered = self._answered or begins or not talking
            self._sound_end = self._now + TICK_MS
        if audible or talking:
            self._quiet_since = self._now + TICK_MS

    def _due(self, move: Move, audible: bool) -> bool:
        if move.after_ms is not None:
            return self._now - self._quiet_since >= move.after_ms
        assert move.into_ms is not None
        return audible and self._sound_start is not None and self._now - self._sound_start >= move.into_ms

    def _make(self, move: Move) -> CallerAct | None:
        self._next += 1
        self._answered = False
        if move.hang_up:
            self._next = len(self._moves)
            return CallerAct(None)
        if not move.say:
            return None
        self._talk_end = self._now + self._durations(move.say)
        return CallerAct(move.say)


def script(case: Case, scenario: Scenario, candidate: Candidate, durations: Callable[[str], int]) -> Script:
    """The script of a case's caller, as `candidate` says it."""
    return Script(spoken_moves(case, scenario, candidate), durations)


def spoken_moves(case: Case, scenario: Scenario, candidate: Candidate) -> tuple[Move, ...]:
    """A case's moves with their slots filled."""
    return tuple(
        move.model_copy(update={"say": fill(move.say, scenario, candidate)}) if move.say else move
        for move in case.caller
    )
