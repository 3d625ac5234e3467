"""python -m benchmarks.understanding.recorded [--split dev|test]: people's recorded voices, as packages carry them.

Days and times are spliced from a telephone system's prompts (Debian's asterisk-core-sounds-en-wav, CC BY-SA 3.0, 8 kHz)
as such a system says them: "Wednesday", "June", "third", "at", "two", "thirty", "p m". Each is asked for against the day
and the time that it says, and against ones next to them. Its other prompts, in which nobody says a cue, and people reading
aloud (the wheel of moonshine-voice; Debian's pocketsphinx-testdata, from LibriVox) are what no cue may be found in.
All is read by Moonshine. Lives here: the splicing, what of the recordings is used, the tables.
"""

import argparse
import datetime as dt
import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from benchmarks.turns.materials import Split, human
from benchmarks.understanding import dates
from benchmarks.understanding.spoken import recognizer
from simulator.audio.pcm import Clip, from_float, silence
from simulator.audio.resample import resample
from simulator.understanding.cues import read_cues
from simulator.understanding.words import word_set

PROMPTS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
READ_ALOUD = Path("/usr/share/pocketsphinx/test/data/librivox")
PACKAGES = "apt install asterisk-core-sounds-en-wav pocketsphinx-testdata"
CALLED_ON = dt.date(2026, 6, 12)
COUNT = 120
"""Spliced sentences in a split."""
BETWEEN_MS = 40
"""Of silence between two prompts."""
NOT_USED = word_set(
    """
    ascending-2tone descending-2tone beep beeperr confbridge-join confbridge-leave tt-monkeys
    goodbye vm-goodbye vm-no auth-thankyou privacy-thankyou queue-thankyou priv-introsaved demo-thanks basic-pbx-ivr-main
    sorry im-sorry vm-sorry demo-congrats
    """
)
"""Prompts without a word, and those whose words are a cue's, or may be taken for one."""


@cache
def prompt(name: str) -> NDArray[np.int16]:
    """One prompt at 16 kHz, without the silence around it."""
    samples, rate = soundfile.read(PROMPTS / f"{name}.wav", dtype="float32")
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return from_float(resample(samples[loud[0] : loud[-1] + 1], rate))


def spliced(names: Sequence[str]) -> Clip:
    """The prompts one after another, with 200 ms of silence around."""
    parts = [part for name in names for part in (prompt(name), silence(BETWEEN_MS))]
    return Clip(np.concatenate([silence(200), *parts, silence(200)]))


def sentences(split: str) -> Iterator[tuple[list[str], dt.datetime]]:
    """Prompts, and the day and time that they say."""
    rng = random.Random(f"recorded {split}")
    for _ in range(COUNT):
        day = CALLED_ON - dt.timedelta(days=rng.randrange(1, 60))
        when = dt.datetime.combine(
            day, dt.time(rng.randrange(8, 18), rng.choice((0, 0, 0, 15, 30, 45, 10, 20, 50)))
        )
        yield [*_day(day, rng), *rng.choice(((), ("digits/at",))), *_clock(when, rng)], when


def _day(day: dt.date, rng: random.Random) -> list[str]:
    month, weekday = f"digits/mon-{day.month - 1}", f"digits/day-{(day.weekday() + 1) % 7}"
    ordinal = _number(day.day, "h-")
    if day == CALLED_ON - dt.timedelta(days=1) and rng.random() < 0.5:
        return ["digits/yesterday"]
    forms = [[weekday, month, *ordinal], [month, *ordinal], [*ordinal, month]]
    if CALLED_ON - day < dt.timedelta(days=28):
        forms.append([weekday, *ordinal])
    return rng.choice(forms)


def _clock(when: dt.datetime, rng: random.Random) -> list[str]:
    half = f"digits/{'p' if when.hour >= 12 else 'a'}-m"
    hour = f"digits/{(when.hour - 1) % 12 + 1}"
    if not when.minute:
        return [hour, *rng.choice(((half,), ("digits/oclock",), ("digits/oclock", half)))]
    return [hour, *_number(when.minute), *rng.choice(((half,), ()))]


def _number(number: int, kind: str = "") -> list[str]:
    """`kind`: h- for an ordinal."""
    tens, rest = divmod(number, 10)
    if number <= 20 or not rest:
        return [f"digits/{kind}{number}"]
    return [f"digits/{10 * tens}", f"digits/{kind}{rest}"]


def cases(split: str) -> Iterator[tuple[str, ...]]:
    """Rows for `dates.table`: each sentence against what it says, and against another day and time."""
    rng = random.Random(f"others {split}")
    for names, when in sentences(split):
        text = recognizer().transcribe(spliced(names)).text
        other = when + dt.timedelta(days=rng.choice((-1, 1)), hours=rng.choice((-1, 1)))
        for on, verdict in ((when, "given"), (other, "wrong")):
            yield CALLED_ON.isoformat(), on.date().isoformat(), f"{on:%H:%M}", text, verdict, verdict


def prompts(split: str) -> Iterator[Clip]:
    """What a telephone system says besides, every second prompt."""
    names = sorted(path.stem for path in PROMPTS.glob("*.wav") if path.stem not in NOT_USED)
    return (spliced([name]) for name in names[split == "test" :: 2])


def read_aloud(split: Split) -> Iterator[Clip]:
    """Phrases of people who read novels and a play."""
    for phrase in human(split):
        yield Clip(phrase)
    for path in sorted(READ_ALOUD.glob("*.wav"))[split == "test" :: 2]:
        samples, rate = soundfile.read(path, dtype="float32")
        yield Clip(from_float(resample(samples, rate)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding.recorded", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    split: Split = parser.parse_args().split
    if not (PROMPTS.is_dir() and READ_ALOUD.is_dir() and find_spec("moonshine_voice")):
        sys.exit(f"The recordings are missing. Fix: {PACKAGES} (Debian)")
    print("About two minutes.", file=sys.stderr)
    dates.table(f"in recorded prompts, {split}", cases(split))
    for what, clips in (("recorded prompts", prompts(split)), ("speech read aloud", read_aloud(split))):
        heard = [text for clip in clips if (text := recognizer().transcribe(clip).text)]
        false = [text for text in heard if read_cues(text)]
        print(f"{what} without a cue, {split}: {len(false)} of {len(heard)} utterances got one")


if __name__ == "__main__":
    main()
