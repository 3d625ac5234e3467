"""Words located in time."""

from dataclasses import dataclass

from simulator.timeline.segment import Segment


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word and when it was said, in milliseconds of the clip or recording it belongs to."""

    text: str
    segment: Segment


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of a stretch of speech. Empty text means "not understood", which is a value.

    `words` is empty where the engine gives no word times.
    """

    text: str
    words: tuple[Word, ...] = ()

    @property
    def understood(self) -> bool:
        return bool(self.text.strip())
