"""The caller's and the recruiter's words, located in the recording.

Only what the detector confirmed as speech is recognised: recognisers hear "thank you" in silence. Lives here:
utterances, turns, and where in time a stretch of characters was said. Must not know: what the words mean.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from simulator.audio.pcm import Pcm
from simulator.audio.stretch import AS_IT_IS, PAD_MS, Played, stretch
from simulator.protocols import Recognizer
from simulator.scoring.lines import RecruiterLine, SpokenPart
from simulator.scoring.sound import Hearing, Sound, second_of, sound_of
from simulator.timeline import Segment, Timeline, Transcript
from simulator.timeline.conversation import Party

DOUBT_MS = 400
"""How far off evenly spread characters are: in 98.7 % of the spliced clauses of the dev split no further."""
NEAR_MS = 500
"""An IPU's border less than this from where a clause's border is expected, in voiced time, is that border."""

_BORDER_BEFORE = re.compile(r"(?:^|[.?!,;:])\s*\Z")
_BORDER_AFTER = re.compile(r"\s*(?:\Z|[.?!,;:])")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One recognised stretch of one party. `voiced` are its IPUs; word times are the recording's.

    sound: None where the recogniser does not weigh.
    """

    party: Party
    segment: Segment
    transcript: Transcript
    voiced: Timeline
    sound: Sound | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        return self.transcript.text.strip()

    def moment(self, start: int, end: int) -> Segment:
        """When characters [start, end) of `text` were said.

        By the engine's word times where it gives them for all words. Otherwise characters are spread evenly
        over the voiced time, pauses left out: a clause then begins and ends with an IPU that is near enough,
        and `DOUBT_MS` more is taken on a side where none is, so that the moment contains the words.
        """
        words = self.transcript.words
        spans = _word_spans(self.text)
        if len(words) == len(spans):
            inside = [w.segment for w, (a, b) in zip(words, spans, strict=True) if a < end and start < b]
            if inside:
                return Segment(inside[0].start, inside[-1].end)
        length = max(1, len(self.text))
        first = self.voiced.duration * max(0, start) // length
        last = -(-self.voiced.duration * min(length, end) // length)
        before, opens, closes = 0, [], []
        for ipu in self.voiced:
            opens.append((abs(first - before), ipu.start))
            before += ipu.duration
            closes.append((abs(last - before), ipu.end))
        begins = min(opens) if _BORDER_BEFORE.search(self.text[:start]) else (NEAR_MS, 0)
        ends = min(closes) if _BORDER_AFTER.match(self.text[end:]) else (NEAR_MS, 0)
        a = begins[1] if begins[0] < NEAR_MS else max(self.segment.start, self._at(first) - DOUBT_MS)
        b = ends[1] if ends[0] < NEAR_MS else min(self.segment.end, self._at(last) + DOUBT_MS)
        return Segment(a, max(b, a + 1))

    def _at(self, voiced_ms: int) -> int:
        """The moment at which `voiced_ms` of this utterance had been voiced."""
        for ipu in self.voiced:
            if voiced_ms <= ipu.duration:
                return ipu.start + voiced_ms
            voiced_ms -= ipu.duration
        return self.segment.end


@dataclass(frozen=True, slots=True)
class CallerTurn:
    """What the caller said with nothing of the recruiter's in between, backchannels left out."""

    utterances: tuple[Utterance, ...]

    @classmethod
    def typed(cls, text: str, sound: Sound | None = None) -> "CallerTurn":
        """A turn of which there is only text, and at most a weigher: a character stands for a millisecond."""
        whole = Segment(0, len(text) + 1)
        return cls((Utterance("caller", whole, Transcript(text), Timeline((whole,)), sound),))

    @property
    def segment(self) -> Segment:
        return Segment(self.utterances[0].segment.start, self.utterances[-1].segment.end)

    @property
    def text(self) -> str:
        return " ".join(utterance.text for utterance in self.utterances)

    def moment(self, start: int, end: int) -> Segment:
        """When characters [start, end) of `text` were said."""
        found: Segment | None = None
        offset = 0
        for utterance in self.utterances:
            a, b = max(0, start - offset), min(len(utterance.text), end - offset)
            if a < b:
                moment = utterance.moment(a, b)
                found = moment if found is None else found.hull(moment)
            offset += len(utterance.text) + 1
        return found or self.segment


def recognise(
    party: Party, channel: Pcm, segments: Iterable[Segment], ipus: Timeline, recognizer: Recognizer
) -> tuple[Utterance, ...]:
    """Each of `segments` of `channel`, read by `recognizer`. Raises EngineError."""
    silent = (
        Utterance(
            party,
            segment,
            Transcript(""),
            ipus.within(segment),
            sound_of(stretch(channel, segment), recognizer),
        )
        for segment in segments
    )
    return tuple(_heard(utterance, channel, recognizer, AS_IT_IS) for utterance in silent)


def hear_again(turn: CallerTurn, channel: Pcm, recognizer: Recognizer, hearing: Hearing) -> CallerTurn:
    """The same turn, read from `channel` in another way by `recognizer`, or by the one that stands behind it.

    As it is where nobody stands behind it. Raises EngineError.
    """
    reader = second_of(recognizer) if hearing.second else recognizer
    if reader is None:
        return turn
    return CallerTurn(tuple(_heard(each, channel, reader, hearing.played) for each in turn.utterances))


def _heard(utterance: Utterance, channel: Pcm, recognizer: Recognizer, played: Played) -> Utterance:
    """`utterance` with what is read of it as it is `played`."""
    clip = played(stretch(channel, utterance.segment))
    transcript = _placed(recognizer.transcribe(clip), utterance.segment, played.speed)
    return replace(utterance, transcript=transcript)


def _placed(heard: Transcript, segment: Segment, speed: float) -> Transcript:
    """Word times of the clip as times of the recording; the clip begins `PAD_MS` before its speech."""
    shift = max(0, segment.start - PAD_MS)
    words = []
    for word in heard.words:
        at = Segment(round(word.segment.start * speed), round(word.segment.end * speed))
        words.append(replace(word, segment=at.shifted(shift)))
    return Transcript(heard.text, tuple(words))


def line_utterances(lines: Sequence[RecruiterLine]) -> tuple[Utterance, ...]:
    """The recruiter's words by the facts; a part that was cut off keeps the words that were played."""
    result = []
    for line in lines:
        for part in line.parts:
            text = part.text if part.said else _cut_text(part)
            result.append(Utterance("recruiter", part.segment, Transcript(text), Timeline((part.segment,))))
    return tuple(result)


def _cut_text(part: SpokenPart) -> str:
    """The words that were played before the cut, judged by characters, then a dash."""
    planned = max(1, part.planned_end - part.segment.start)
    played = part.text[: len(part.text) * part.segment.duration // planned]
    words = played.split(" ")
    if len(words) > 1 and not part.text[len(played) :].startswith(" "):
        words.pop()
    return " ".join(words).rstrip(" ,;") + " —"


def caller_turns(utterances: Sequence[Utterance], boundaries: Sequence[int]) -> tuple[CallerTurn, ...]:
    """Utterances in order, parted wherever one of `boundaries` (ms) lies between two onsets."""
    turns: list[CallerTurn] = []
    for utterance in utterances:
        last = turns[-1].utterances[-1].segment.start if turns else None
        if last is None or any(last < moment <= utterance.segment.start for moment in boundaries):
            turns.append(CallerTurn((utterance,)))
        else:
            turns[-1] = CallerTurn((*turns[-1].utterances, utterance))
    return tuple(turns)


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    return spans
