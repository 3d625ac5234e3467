"""Whose turn it is: whether a voice inside a line claims the floor, and when a silence gives it back.

At its onset an interruption cannot be told from a backchannel; within the second its words and its length
tell. In a silence the words so far tell whether more is to come, and so do the caller's own pauses.
Lives here: these two decisions. Must not know: the state of the call, who reads the words.
"""

from math import ceil

from simulator.timeline import Thresholds
from simulator.understanding.so_far import Claim, Ending


def longest_murmur_ms(claim: Claim, thresholds: Thresholds) -> int:
    """How long a voice with these words so far may last inside a line before the recruiter yields to it."""
    match claim:
        case Claim.SPEAKS:
            return thresholds.first_words_ms
        case Claim.FEW_WORDS:
            return thresholds.few_words_max_ms
        case Claim.ACKNOWLEDGES:
            return thresholds.acknowledgement_max_ms
        case Claim.UNHEARD:
            return thresholds.backchannel_max_ms


def claims_floor(claim: Claim, lasted_ms: int, on_its_way_ms: int | None, thresholds: Thresholds) -> bool:
    """Whether a voice inside a line that has lasted so long with these words takes the floor.

    on_its_way_ms: how much of it the reading covers that has been asked for and is not there; None: none has.
    An odd word waits for a reading that was asked for in time: it may make an acknowledgement of "I".
    """
    most = longest_murmur_ms(claim, thresholds)
    if claim is Claim.FEW_WORDS and on_its_way_ms is not None and on_its_way_ms <= most:
        most = thresholds.backchannel_max_ms
    return lasted_ms > most


class Pauses:
    """The caller's own pauses inside turns, as far as this call has shown them."""

    def __init__(self, known: tuple[int, ...] = ()) -> None:
        self._known = list(known)

    def copy(self) -> "Pauses":
        return Pauses(tuple(self._known))

    def add(self, ms: int) -> None:
        self._known.append(ms)

    def long_ms(self, thresholds: Thresholds) -> int | None:
        """Nine in ten of the caller's pauses are no longer; None while too few are known."""
        if len(self._known) < thresholds.pauses_known:
            return None
        return sorted(self._known)[ceil(0.9 * len(self._known)) - 1]

    def end_of_turn_ms(self, ending: Ending | None, thresholds: Thresholds) -> int:
        """The silence after which a turn is over whose words so far end like that; None: no words yet."""
        match ending:
            case None:
                return thresholds.end_of_turn_ms
            case Ending.FINISHED:
                return thresholds.finished_turn_ms
            case Ending.UNFINISHED:
                return thresholds.unfinished_turn_ms
            case Ending.OPEN:
                long = self.long_ms(thresholds)
                if long is None:
                    return thresholds.unfinished_turn_ms
                wanted = long * 3 // 2
                return max(thresholds.end_of_turn_ms, min(wanted, thresholds.unfinished_turn_ms))
