"""Turns in the middle of which the caller thinks: two or three renderings with silence in between.

"|" is where a thought is taken: at a phrase boundary, after "and" or "um", or in the middle of a phrase. The
splits share neither sentences nor voices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.turns.materials import Split, clip
from benchmarks.turns.scenes import CALLER_DBFS, voiced_of
from simulator.audio.pcm import SAMPLES_PER_MS, TICK_MS, Pcm, from_float, to_float
from simulator.timeline import Segment

PAUSE_MS = (400, 1500)
A_CALL = 8
"""Turns of one call."""

DEV = (
    "Hello, my name is Daniel Foster, | and I am calling about the | interview that I had last week.",
    "Good morning, this is | Daniel Foster. I wanted to ask about the outcome of my interview.",
    "I had the interview on | Tuesday the third, | at two in the afternoon.",
    "It was for the position of | warehouse clerk.",
    "Thank you for telling me. | Could you give me some feedback on the interview?",
    "I see. | What could I have done better?",
    "I was wondering if | there are any other positions open right now.",
    "That is a pity, | but I am still very interested in working for you.",
    "Well, um, | do you know when I can expect a decision?",
    "I worked in a warehouse for three years, and | before that I was a driver.",
    "Yes, | that would be fine for me.",
    "Because I | moved here only last year, | I do not have a car yet.",
    "Could you tell me | who was chosen instead?",
    "Great. | What are the next steps?",
    "Please keep me in mind | if something opens again.",
    "Thank you very much for your time. | Goodbye.",
)
TEST = (
    "Good afternoon, I am Rachel Green | and I had an interview with you | on Thursday.",
    "Hi, this is Rachel Green, | I am calling to find out | whether you have made a decision.",
    "The interview was | on the ninth, | I think at half past ten.",
    "I applied as a | receptionist.",
    "Oh, that is a shame. | May I ask what was missing?",
    "Okay. | Would you mind telling me why you chose the other person?",
    "I would like to know | if there is another opening in your company.",
    "I understand, | but I would really like a second chance.",
    "Um, | when would you need an answer from me?",
    "I did that for two years, but | it was in a smaller office.",
    "No, | I have not signed anything yet.",
    "When I | spoke with your colleague, | she said that it would take a week.",
    "Is there anything that I could | improve for the next time?",
    "That sounds wonderful. | When do I start?",
    "If a place becomes free, | would you please call me?",
    "Thanks a lot for the talk. | Have a nice day.",
)
SENTENCES: Mapping[Split, tuple[str, ...]] = {"dev": DEV, "test": TEST}


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """`samples` as the microphone gets them; `extent` and `pauses` in ms from the first sample."""

    text: str
    samples: Pcm
    extent: Segment
    pauses: tuple[Segment, ...]


def turns_of(
    split: Split, voice: tuple[str, Mapping[str, Any]], call: int, rng: np.random.Generator
) -> tuple[Turn, ...]:
    """The turns of one call, each sentence of the split in every second call of a voice, pauses drawn."""
    sentences = SENTENCES[split]
    first = call // 2 * A_CALL
    chosen = [sentences[(first + i) % len(sentences)] for i in range(A_CALL)]
    return tuple(_turn(voice, sentence, rng) for sentence in chosen)


def _turn(voice: tuple[str, Mapping[str, Any]], sentence: str, rng: np.random.Generator) -> Turn:
    gain = 10 ** ((CALLER_DBFS + 20) / 20)
    pieces: list[Pcm] = []
    pauses: list[Segment] = []
    at = start = end = 0
    for number, text in enumerate(part.strip() for part in sentence.split("|")):
        said = clip(voice, text).samples
        extent = voiced_of(said).extent
        assert extent is not None
        if number:
            wanted = int(rng.integers(PAUSE_MS[0] // TICK_MS, PAUSE_MS[1] // TICK_MS + 1)) * TICK_MS
            silence = max(0, wanted - (at - end) - extent.start)
            pieces.append(np.zeros(silence * SAMPLES_PER_MS, np.int16))
            at += silence
            pauses.append(Segment(end, at + extent.start))
        else:
            start = extent.start
        whole = len(said) // SAMPLES_PER_MS
        pieces.append(from_float(to_float(said[: whole * SAMPLES_PER_MS]) * gain))
        end, at = at + extent.end, at + whole
    return Turn(sentence, np.concatenate(pieces), Segment(start, end), tuple(pauses))
