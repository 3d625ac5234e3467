"""Who speaks and what is said, for each split. Nothing here is shared between the two.

Speech is rendered by the simulator's own voice engines, through its clip cache; and each split has one human
reader, from the recordings inside the wheel of moonshine-voice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
import soundfile

from benchmarks.turns.air import active_rms
from simulator import engines, paths
from simulator.audio.pcm import TICK_MS, Clip, Pcm, from_float
from simulator.audio.resample import resample
from simulator.audio.stretch import stretch
from simulator.hearing.quality import levels_dbfs
from simulator.speech.cache import CachedVoice, render_all
from simulator.timeline import Segment, Timeline

Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Materials:
    """One split. `recruiters` and `callers`: (engine, parameters) of each voice."""

    seed: int
    recruiters: tuple[tuple[str, Mapping[str, Any]], ...]
    callers: tuple[tuple[str, Mapping[str, Any]], ...]
    lines: tuple[str, ...]
    interruptions: tuple[str, ...]
    answers: tuple[str, ...]
    backchannels: tuple[str, ...]
    babble: tuple[str, ...]
    reader: str


DEV = Materials(
    seed=1000,
    recruiters=(
        ("hibari", {"shift": 1.0, "speed": 1.0}),
        ("hibari", {"shift": 0.85, "speed": 1.05}),
        ("pyttsx3", {"voice": "en-us+m3", "rate": 170}),
    ),
    callers=(
        ("hibari", {"shift": 0.9, "speed": 1.05}),
        ("hibari", {"shift": 1.15, "speed": 1.0}),
        ("pyttsx3", {"voice": "en-us+Annie", "rate": 170}),
    ),
    lines=(
        "Thank you for calling back, we talked about your interview this morning.",
        "The team met on Tuesday and went through every single application again.",
        "There were eleven candidates for this position, and four of them came to see us.",
        "I have to say that the decision was not an easy one for any of us.",
        "Your experience in the warehouse was certainly something that we noticed.",
        "On the other hand, we need somebody who is used to working with customers.",
        "The contract begins on the first of the month, and the hours are from eight to five.",
        "You would be working with Martin, who has been with us for almost twenty years.",
        "Before the first day there is a short safety training, which takes about two hours.",
        "I will send you all of the papers by email, so please check your inbox tonight.",
        "If anything is unclear, you can always reach me at this number in the afternoon.",
        "We keep every application on file, and new positions open in the spring.",
    ),
    interruptions=(
        "Sorry, may I ask something about the salary?",
        "But I told you that I worked with customers.",
        "Excuse me, when would that be?",
        "Wait, which department is that?",
        "Yes but I already did the training last year.",
        "Hold on, I need to write this down.",
        "Can you repeat the last part for me?",
        "No, that is not what we agreed on.",
    ),
    answers=(
        "Hello, my name is Daniel Foster, and I am calling about the interview last week.",
        "Yes, that would be fine for me.",
        "Thank you very much for the feedback, I appreciate it.",
        "What could I have done better in the interview?",
        "I understand. Are there any other positions open right now?",
        "Great, see you on Monday then.",
        "No.",
        "Could you tell me who got the place instead?",
    ),
    backchannels=(
        *("Okay.", "I see.", "Yes.", "Right.", "Uh huh.", "Mm-hm.", "Sure."),
        *("Got it.", "I understand.", "That's right.", "Absolutely."),
    ),
    babble=(
        "The weather on the coast will stay cold and windy for the rest of this week.",
        "He walked down the road without looking back even once at the old house.",
        "And then she put the flour into the bowl and began to stir it slowly.",
    ),
    reader="beckett.wav",
)

TEST = Materials(
    seed=9000,
    recruiters=(
        ("hibari", {"shift": 0.92, "speed": 1.1}),
        ("hibari", {"shift": 1.08, "speed": 1.05}),
        ("pyttsx3", {"voice": "en-gb-x-rp+f3", "rate": 170}),
    ),
    callers=(
        ("hibari", {"shift": 0.8, "speed": 1.0}),
        ("hibari", {"shift": 1.04, "speed": 0.95}),
        ("pyttsx3", {"voice": "en-gb+f2", "rate": 160}),
        ("pyttsx3", {"voice": "en-us+m7", "rate": 165}),
    ),
    lines=(
        "Good morning, I am glad that you got in touch with me about the outcome.",
        "Let me just open your file so that I do not tell you anything wrong.",
        "We were impressed by how well you had prepared for our conversation.",
        "The manager of the other branch also looked at your documents on Friday.",
        "In the end another person had more practice with the booking software.",
        "That does not mean that we would not like to work with you in the future.",
        "Our office in the harbour is looking for two people from September on.",
        "The pay is a little lower there, but the shifts are much more regular.",
        "My colleague Judith is in charge of that, and she knows about your case.",
        "You can write to her directly, or I can pass on your number if you like.",
        "Please bring your passport and a copy of your last certificate with you.",
        "The doctor's appointment is paid for by the company and takes half an hour.",
    ),
    interruptions=(
        "Just a moment, what do you mean by that?",
        "I have worked with that software before.",
        "Pardon me, did you say September?",
        "Could I say something to that?",
        "Well, nobody asked me about it.",
        "How much lower is it exactly?",
        "Please let me explain why I was late.",
        "That can't be right, I sent it twice.",
    ),
    answers=(
        "Good morning, this is Rachel Green, I had an interview with you on Thursday.",
        "Of course, I can do that.",
        "It is a pity, but thanks for telling me so openly.",
        "Would you mind telling me what was missing?",
        "Then I would like to apply for the harbour as well.",
        "That sounds wonderful, when do I start?",
        "Never mind.",
        "Is there a chance to talk to the manager again?",
    ),
    backchannels=("Mm-hm.", "Okay.", "I see.", "Of course.", "Yeah.", "All right.", "Uh huh.", "Good."),
    babble=(
        "Three of the players were injured before the second half of the game began.",
        "My grandmother kept all of her letters in a blue box under the stairs.",
        "You have to turn left behind the church and then follow the river.",
    ),
    reader="two_cities.wav",
)

SPLITS: Mapping[Split, Materials] = {"dev": DEV, "test": TEST}


@cache
def _voice(engine: str, parameters: tuple[tuple[str, Any], ...]) -> CachedVoice:
    chosen = dict(parameters)
    voice = engines.load("voices", engine)(chosen)
    return CachedVoice(voice, paths.clips(), id="benchmark", parameters=chosen)


SPELLED_OUT: Mapping[str, str] = {"Mm-hm.": "Um hum."}
"""espeak reads "Mm-hm" as the letters M M H M, for 0.8 s; so its voices are handed what it can say."""


def clip(voice: tuple[str, Mapping[str, Any]], text: str) -> Clip:
    """What `voice` makes of `text`, from the cache once it has been rendered."""
    return _voice(voice[0], tuple(sorted(voice[1].items()))).render(_for(voice[0], text))


def _for(engine: str, text: str) -> str:
    return SPELLED_OUT.get(text, text) if engine == "pyttsx3" else text


@cache
def human(split: Split) -> tuple[Pcm, ...]:
    """The reader's phrases of 0.8 s or more, at an active level of -20 dBFS, cut where they begin and end.

    A phrase is what stays within 30 dB of the loudest 10 ms, rests under 200 ms bridged; the recordings' own
    noise lies 38 dB and more below.
    """
    package = find_spec("moonshine_voice")
    assert package is not None and package.origin is not None, "pip install moonshine-voice==0.1.0"
    samples, rate = soundfile.read(Path(package.origin).parent / "assets" / SPLITS[split].reader)
    whole = resample(samples.astype(np.float32), rate).astype(np.float64)
    whole *= 0.1 / active_rms(whole)
    levels = levels_dbfs(from_float(whole))
    loud = np.flatnonzero(levels > levels.max() - 30)
    voiced = Timeline.of(Segment(int(i) * TICK_MS, (int(i) + 1) * TICK_MS) for i in loud).bridged(200)
    pcm = from_float(whole)
    return tuple(stretch(pcm, phrase, 0).samples for phrase in voiced if phrase.duration >= 800)


def render(split: Split) -> None:
    """Renders everything that the split's scenes may need."""
    m = SPLITS[split]
    for voice in m.recruiters:
        render_all(_voice(voice[0], tuple(sorted(voice[1].items()))), m.lines)
    for voice in m.callers:
        texts = [_for(voice[0], t) for t in (*m.interruptions, *m.answers, *m.backchannels, *m.babble)]
        render_all(_voice(voice[0], tuple(sorted(voice[1].items()))), texts)
