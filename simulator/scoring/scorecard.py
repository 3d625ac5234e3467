"""From a recording, and its facts where there are any, to a scorecard.

The recording is the truth: both parties' IPUs come from its channels by the same detector, and the caller's
words are recognised from it, for a session and for a plain recording alike. The facts add what the recruiter
planned and said. Until the recruiter picks up there is no conversation, so ringing is taken out of both
channels. The same recording and facts always give the same scorecard.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulator.audio.files import Recording
from simulator.audio.pcm import SAMPLES_PER_MS, Pcm
from simulator.audio.stretch import stretch
from simulator.call import facts as f
from simulator.hearing.channels import channels
from simulator.hearing.listen import utterances
from simulator.hearing.quality import all_zero, clearance_db, clipping_share, noise_floor_dbfs
from simulator.protocols import Detector, EchoState, EngineError, Recognizer
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Scenario
from simulator.scoring.check import Check, check
from simulator.scoring.disclosures import Disclosure, disclosures
from simulator.scoring.heard import HeardCall
from simulator.scoring.introduction import introduction_checks
from simulator.scoring.lines import heard_lines, planned_lines
from simulator.scoring.listening import listening_checks
from simulator.scoring.loudspeaker import limit, withhold
from simulator.scoring.measure import Turns, Words, measure
from simulator.scoring.reaction import ending_checks, reaction_checks
from simulator.scoring.sound import Hearing
from simulator.scoring.words import (
    CallerTurn,
    Utterance,
    caller_turns,
    hear_again,
    line_utterances,
    recognise,
)
from simulator.timeline import THRESHOLDS, Conversation, Segment, Thresholds, Timeline
from simulator.timeline.conversation import Party
from simulator.understanding.reading import join_list

DEGRADED_PERCENT = 1
"""Lost audio above this share of the call is noted at every check of timing."""

CLIPPED_SHARE = 0.001
"""Share of samples at full scale above which clipping is noted."""

NOISY_DBFS = -40.0
"""A noise floor above this is noted."""


CLEAR_DB = 15.0
"""A voice less than this above the noise is hard to hear: of the names said in `intros-heldout` 98 % are made
out without noise and 96 % at 20 dB, but 80 % at 10 dB."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the transcript, in ms of the recording. Text is empty where nothing was understood."""

    party: Party
    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many checks came out how. `overruled` of them count as the caller says, not as measured."""

    passed: int
    failed: int
    not_measurable: int
    overruled: int = 0


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What one call is worth, check by check.

    turns: None for one channel. caller: the caller's IPUs. answered: whether the recruiter picked up.
    verdict_given and ended_by: None where no facts tell. notes: what limits the measurement, in sentences.
    echo: what the recruiter's echo was like; None where there was none.
    """

    duration_ms: int
    channels: int
    sample_rate: int
    detector: str
    recognizer: str
    transcript: tuple[Said, ...]
    checks: tuple[Check, ...]
    caller: Timeline
    turns: Turns | None
    disclosures: tuple[Disclosure, ...]
    thresholds: Thresholds
    lost_ms: int | None
    verdict_given: bool | None
    ended_by: f.Ender | None
    notes: tuple[str, ...]
    echo: EchoState | None = None

    @property
    def score(self) -> Score:
        results = [check.result for check in self.checks]
        overruled = sum(check.overruled is not None for check in self.checks)
        return Score(results.count("pass"), results.count("fail"), results.count("not-measurable"), overruled)

    def check(self, id: str) -> Check | None:  # noqa: A002  # the rubric's word
        """The check of rubric `id`, if this call has it."""
        return next((check for check in self.checks if check.id == id), None)


def score(
    recording: Recording,
    *,
    facts: Sequence[f.Fact] | None = None,
    scenario: Scenario | None = None,
    candidate: Candidate | None = None,
    called_on: dt.date,
    detector: Callable[[], Detector],
    recognizer: Recognizer,
    recognizer_name: str,
    thresholds: Thresholds = THRESHOLDS,
) -> Scorecard:
    """Scores a call. `detector` makes a fresh instance a channel; `facts` are in the recording's time.

    Without `facts` nothing is known of the recruiter's plan; without `candidate` B1 to B4 are not measurable.
    Facts without a recruiter's channel are not used. Raises EngineError from the recogniser; of one that
    stands behind it, a note says that it failed.
    """
    if recording.recruiter is None:
        facts = None
    microphone, recruiter = _connected(recording, facts)
    heard = channels(microphone, recruiter, detector, thresholds)
    caller, ours, theirs = heard.clean, heard.caller, heard.recruiter
    said = recognise("caller", caller, utterances(ours, theirs, thresholds, caller), ours, recognizer)
    transcript: tuple[Utterance, ...] = said
    turns: Turns | None = None
    boundaries: list[int] = []
    if recruiter is not None and theirs is not None:
        if facts is not None:
            lines = planned_lines(facts, recording.duration_ms)
            transcript += line_utterances(lines)
        else:
            lines = heard_lines(theirs, ours, thresholds)
            stretches = utterances(theirs, ours, thresholds, recruiter)
            transcript += recognise("recruiter", recruiter, stretches, theirs, recognizer)
        words = _words(said, caller, recognizer)
        turns = measure(
            Conversation(theirs, ours), lines, scripted=facts is not None, words=words, thresholds=thresholds
        )
        boundaries = [line.start for line in lines]
        murmured = {overlap.segment for overlap in turns.of_kind("backchannel")}
        answers = tuple(u for u in said if not murmured.issuperset(u.voiced))
    else:
        # Nobody else is heard, so a long silence stands for the other party's turn.
        answers = said
        boundaries = [
            b.segment.start
            for a, b in pairwise(said)
            if b.segment.start - a.segment.end >= thresholds.recruiter_pause_ms
        ]
    no_second: dict[str, None] = {}

    def again(turn: CallerTurn, hearing: Hearing) -> CallerTurn:
        try:
            return hear_again(turn, caller, recognizer, hearing)
        except EngineError as error:
            if not hearing.second:
                raise
            no_second[f"The second recogniser failed: {error} ({error.fix})"] = None
            return turn

    call = HeardCall(
        caller_turns(answers, boundaries),
        turns,
        facts,
        scenario,
        candidate,
        called_on,
        thresholds,
        bool(ours),
        hard_to_hear=clearance_db(_parts(caller, ours), _parts(caller, ours.gaps())) < CLEAR_DB,
        again=again,
    )
    lost_ms = None if facts is None else sum(x.lost_ms for x in facts if isinstance(x, f.AudioLost))
    degraded = bool(lost_ms) and (lost_ms or 0) * 100 > DEGRADED_PERCENT * recording.duration_ms
    checks = (
        *introduction_checks(call),
        *listening_checks(call),
        *reaction_checks(call),
        *ending_checks(call),
    )
    echo = None if heard.cancelled is None else heard.cancelled.state
    too_loud = ""
    if recruiter is not None and theirs is not None:
        too_loud = limit(echo, microphone, recruiter, ours, theirs)
    checks = _exercised(withhold(checks, too_loud), scenario)
    return Scorecard(
        recording.duration_ms,
        recording.channels,
        recording.sample_rate,
        detector().name,
        recognizer_name,
        _transcript(transcript),
        tuple(_marked(check) for check in checks) if degraded else checks,
        ours,
        turns,
        disclosures(facts or (), turns.lines if turns else (), scenario, candidate),
        thresholds,
        lost_ms,
        None if facts is None else call.verdict_at is not None,
        None if facts is None else next((x.by for x in facts if isinstance(x, f.HungUp)), None),
        (
            *recording.notes,
            *_notes(recording, lost_ms if degraded and lost_ms else 0, ours),
            *no_second,
            *((too_loud,) if too_loud else ()),
        ),
        echo,
    )


def _connected(recording: Recording, facts: Sequence[f.Fact] | None) -> tuple[Pcm, Pcm | None]:
    """Both channels with exact zeros until the recruiter picked up."""
    if facts is None or recording.recruiter is None:
        return recording.caller, recording.recruiter
    rang = any(isinstance(fact, f.RingingStarted) for fact in facts)
    until = next((fact.at for fact in facts if isinstance(fact, f.PickedUp)), None)
    if until is None:
        until = recording.duration_ms + 1 if rang else 0
    caller, recruiter = recording.caller.copy(), recording.recruiter.copy()
    caller[: until * SAMPLES_PER_MS] = 0
    recruiter[: until * SAMPLES_PER_MS] = 0
    return caller, recruiter


def _words(said: Sequence[Utterance], channel: Pcm, recognizer: Recognizer) -> Words:
    """The words of one IPU: its utterance's where it is the only one, otherwise recognised by itself."""

    def words(ipu: Segment) -> str:
        alone = next((u.text for u in said if u.segment == ipu), None)
        return recognizer.transcribe(stretch(channel, ipu)).text if alone is None else alone

    return words


def _transcript(said: Sequence[Utterance]) -> tuple[Said, ...]:
    ordered = sorted(said, key=lambda u: (u.segment.start, u.segment.end, u.party))
    return tuple(Said(u.party, u.segment.start, u.segment.end, u.text) for u in ordered)


def _exercised(checks: Sequence[Check], scenario: Scenario | None) -> tuple[Check, ...]:
    """The checks of steps that the scenario is no exercise for as not measurable."""
    if scenario is None:
        return tuple(checks)
    why = f"This call is an exercise for the {join_list(list(scenario.only))} only."
    return tuple(
        c if c.criterion.exercise in scenario.only else check(c.id, "not-measurable", why) for c in checks
    )


def _marked(check: Check) -> Check:
    """A timing check of a call that lost audio says so."""
    if check.criterion.kind != "timing" or check.result == "not-measurable":
        return check
    why = f"{check.why} Audio was lost, so times may be off.".strip()
    return Check(
        check.id, check.name, check.result, check.start_ms, check.end_ms, check.heard, check.expected, why
    )


def _notes(recording: Recording, lost_ms: int, ours: Timeline) -> tuple[str, ...]:
    notes = []
    if lost_ms:
        notes.append(f"{lost_ms} ms of audio were lost, more than {DEGRADED_PERCENT} % of the call.")
    if clipping_share(recording.caller) > CLIPPED_SHARE:
        notes.append("Your channel is clipped: move back from the microphone or turn it down.")
    if all_zero(recording.caller):
        notes.append("Your channel is exact silence: the microphone was muted or not permitted.")
        return tuple(notes)
    quiet = _parts(recording.caller, ours.gaps())
    if noise_floor_dbfs(quiet if ours else recording.caller) > NOISY_DBFS:
        notes.append("Your channel is noisy, which limits what can be heard in it.")
    if not ours:
        notes.append("No speech was found in your channel.")
    return tuple(notes)


def _parts(channel: Pcm, segments: Iterable[Segment]) -> Pcm:
    """What `channel` holds in `segments`, end to end."""
    parts = [stretch(channel, each, pad_ms=0).samples for each in segments]
    return np.concatenate(parts) if parts else channel[:0]
