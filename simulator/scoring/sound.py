"""The hearings of a stretch, and how much its sound speaks for a text: the one place where they are averaged.

One hearing of a name is noisy, and a recogniser that knows many names prefers them to a rare one whatever was
said. So a text is weighed on several playings of the stretch, and part of what the recogniser thinks of it in
silence is taken off. Where another recogniser stands behind the first it reads, but does not weigh: with its
opinion beside the first's, as many wrong names were credited for each right one.
"""

from collections.abc import Callable, Sequence
from functools import cache
from statistics import fmean
from typing import NamedTuple

import numpy as np

from simulator.audio.pcm import SAMPLE_RATE, Clip
from simulator.audio.stretch import AS_IT_IS, Played
from simulator.protocols import Recognizer, Seconded, Weigher


class Hearing(NamedTuple):
    """One way to read a stretch: how it is played, and whether to the recogniser that stands behind."""

    played: Played
    second: bool = False


PLAYED = (AS_IT_IS, Played(suppressed=True), Played(0.92), Played(0.92, suppressed=True))
"""How a stretch is played to a recogniser: read as it is, again in these ways where something was not made
out. A recogniser garbles a rare name another way each time: at 10 dB of noise, of 75 names said in
intros-dev-3 65 were made out at once and 71 with these. A higher speed adds none."""
AT_ONCE, *AGAIN = (Hearing(AS_IT_IS), Hearing(AS_IT_IS, second=True), *map(Hearing, PLAYED[1:]))
"""How a turn is heard, and how again where its fields are not all right: first by who errs differently."""
WEIGHED = PLAYED[:3]
"""The playings on which a text is weighed; the fourth changes no name of the development files."""
SILENCE = Clip(np.zeros(2 * SAMPLE_RATE, np.int16))
UNSAID = 0.2
"""Part of a text's likelihood in silence that is taken off. More credits more similar wrong names."""

Sound = Callable[[Sequence[str]], tuple[float, ...] | None]
"""How much speaks for each opening of a transcript, in nats; only differences between openings count.

None where nothing can be told."""


def together(hearings: Sequence[Sound], silence: Sound) -> Sound:
    """The mean of `hearings` of one stretch, less `UNSAID` of what `silence` says of the same openings."""

    def weighed(openings: Sequence[str]) -> tuple[float, ...] | None:
        heard = [each for hearing in hearings if (each := hearing(openings)) is not None]
        unsaid = silence(openings)
        if not heard or unsaid is None:
            return None
        return tuple(fmean(said) - UNSAID * prior for *said, prior in zip(*heard, unsaid, strict=True))

    return weighed


def second_of(recognizer: Recognizer) -> Recognizer | None:
    """The one that stands behind it, if one does. Raises EngineError where its model cannot be loaded."""
    return recognizer.second if isinstance(recognizer, Seconded) else None


def sound_of(clip: Clip, recognizer: Recognizer) -> Sound | None:
    """How `recognizer` weighs `clip`; None where it does not weigh. Raises EngineError when it is asked."""
    if not isinstance(recognizer, Weigher):
        return None
    weigher, again = recognizer, cache(lambda played: played(clip))

    def hearing(played: Played) -> Sound:
        return lambda openings: weigher.weigh(again(played), openings)

    return together(
        [hearing(played) for played in WEIGHED], lambda openings: weigher.weigh(SILENCE, openings)
    )
