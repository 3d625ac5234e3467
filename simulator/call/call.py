"""The call: a conversation without I/O, one table of state x event.

Lives here: what the recruiter does next, given whether the caller is voiced in this 10 ms tick and, when the
call awaits them, the caller's words. Must not know: clocks, audio, engines, files. Time is the number of
ticks that were fed in, so the same ticks give the same facts.

    RINGING -> CONNECTED -> SPEAKING <-> PAUSING
                               |   \\-> WAITING (silence may earn a disclosure)
                               v
       THINKING <- HEARING <- LISTENING (patience ladder)
          |                                              SPEAKING (an end node) -> LEAVING -> ENDED
          v
       AWAITING (words are late) -> the branch's node -> SPEAKING

Words arrive when they arrive: of a voice inside a line, where they decide whether the recruiter yields, and
of a turn, where they decide how long a silence ends it.

Two clocks differ by the line's latency: what is sent now is heard `latency_ms` later. The states run on the
sent clock; facts about the recruiter give the moment of hearing, which is the recording's.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from copy import copy, deepcopy

from simulator.call import facts as f
from simulator.call.commands import Command, HangUp, Ring, Say, StopRinging, StopSaying, Transcribe
from simulator.call.floor import Pauses
from simulator.call.inside import VoiceInside
from simulator.call.knowledge import Knowledge
from simulator.call.states import Event, Line, Purpose, Situation, State
from simulator.hearing.endpointer import TICK_MS, Endpointer, Offset, Onset
from simulator.scenario.candidate import Candidate
from simulator.scenario.model import AnyPart, Disclose, Node, Pause, Scenario, Variants, Words
from simulator.scenario.slots import fill
from simulator.scenario.variants import by_seed, chosen
from simulator.timeline import THRESHOLDS, Thresholds, Transcript, Voicing
from simulator.understanding.so_far import ending

PICK_UP_MS = 400
"""From picking up to the recruiter's first word."""

FAREWELL_MS = 4000
"""How long the recruiter waits for the caller's goodbye after their own."""

FAREWELL_MAX_MS = 15_000
"""How long the recruiter listens to a goodbye that does not end."""


class Call:
    """One call of `scenario` by `candidate`.

    durations: how long the recruiter takes to say a text, in ms. called_on: the day of the call, from which
    "yesterday" is read. latency_ms: of the line, there and back. hangover_ms: of the detector. seed: chooses
    how long it rings, and the variants of the lines.
    """

    def __init__(
        self,
        scenario: Scenario,
        candidate: Candidate,
        *,
        durations: Callable[[str], int],
        called_on: dt.date,
        thresholds: Thresholds = THRESHOLDS,
        latency_ms: int = 0,
        hangover_ms: int = 0,
        seed: int = 0,
    ) -> None:
        self._scenario = chosen(scenario, by_seed(seed))
        self._candidate = candidate
        self._durations = durations
        self._thresholds = thresholds
        self._latency = latency_ms
        self._seed = seed

        self._facts: list[f.Fact] = []
        self._commands: list[Command] = []
        self._endpointer = Endpointer(thresholds, hangover_ms)
        self._state = State.RINGING
        self._now = 0
        self._deadline: int | None = None

        self._node_id = scenario.start
        self._line: Line | None = None
        self._lines = 0
        self._cut: Line | None = None
        self._resumed: set[str] = set()
        self._rung = 0
        self._taken: Counter[tuple[str, int]] = Counter()

        self._ipu_onset: int | None = None
        self._voice = VoiceInside(thresholds, hangover_ms)
        self._turn = 0
        self._turn_onset: int | None = None
        self._turn_offset = 0
        self._answered_offset: int | None = None
        self._thought_at = 0
        self._reading = False
        self._words: str | None = None
        self._pauses = Pauses()
        self._knowledge = Knowledge(candidate, called_on, scenario.cues)

    # ------------------------------------------------------------------ what the world sees

    @property
    def facts(self) -> tuple[f.Fact, ...]:
        return tuple(self._facts)

    @property
    def now(self) -> int:
        """How long the call has lasted, in ms from the first ring."""
        return self._now

    def facts_since(self, count: int) -> tuple[f.Fact, ...]:
        """The facts after the first `count`."""
        return tuple(self._facts[count:])

    def copy(self) -> "Call":
        """The same call, from here on fed apart. What has happened is shared, what will is not."""
        other = copy(self)
        other._facts, other._commands = list(self._facts), list(self._commands)
        other._endpointer = deepcopy(self._endpointer)
        other._line, other._cut = copy(self._line), copy(self._cut)
        other._voice = copy(self._voice)
        other._resumed, other._taken = set(self._resumed), Counter(self._taken)
        other._knowledge, other._pauses = self._knowledge.copy(), self._pauses.copy()
        return other

    def situation(self) -> Situation:
        """What the rest of the call hangs on when a line has just begun and the caller is silent."""
        line = self._line
        return Situation(
            self._node_id,
            (line.purpose.name, line.part) if line else ("", 0),
            self._rung,
            self._knowledge.given,
            self._knowledge.wrong,
            frozenset(self._resumed),
            frozenset(self._taken.items()),
        )

    @property
    def ended(self) -> bool:
        return self._state is State.ENDED

    @property
    def awaiting(self) -> bool:
        """The recruiter has thought long enough and needs the words of the last `Transcribe` to go on."""
        return self._state is State.AWAITING

    @property
    def speaker(self) -> str:
        """Who has the floor: "ringing", "recruiter", "caller", or "" for nobody."""
        if self._state is State.RINGING:
            return "ringing"
        if self._state in (State.SPEAKING, State.PAUSING):
            return "recruiter"
        return "caller" if self._endpointer.speaking else ""

    def tick(self, caller_voiced: bool | Voicing) -> tuple[Command, ...]:
        """One 10 ms frame has come in. Returns what to do from the next frame on."""
        if self.ended:
            return ()
        if self._now == 0:
            self._start_ringing()
        self._now += TICK_MS
        match self._endpointer.step(caller_voiced):
            case Onset(at):
                self._ipu_onset = at
                self._voice.begins(at)
                self._fact(f.SpeechStarted(self._now, at))
                self._learn_from_cut_off(at)
                self._on(Event.ONSET)
            case Offset(onset, at):
                self._fact(f.SpeechEnded(self._now, onset, at))
                self._turn_offset = at
                self._voice.ends(onset, at)
                self._on(Event.OFFSET)
                self._ipu_onset = None
        if caller_voiced == Voicing.SPEECH and self._talked_over():
            self._on(Event.TALKED_OVER)
        if self._deadline is not None and self._now >= self._deadline:
            self._deadline = None
            self._on(Event.TIMER)
        return self._flush()

    def skip(self, caller_voiced: bool, most_ms: int) -> int:
        """Ticks `most_ms` or less at once, only those in which nothing can happen; returns how many ms.

        For playing calls by the thousand: the facts are the same as of single ticks.
        """
        talking_over = caller_voiced and self._line is not None and self._line.yields
        if self._now == 0 or self.ended or self.awaiting or talking_over:
            return 0
        ms = most_ms if self._deadline is None else min(most_ms, self._deadline - self._now - TICK_MS)
        ms -= ms % TICK_MS
        if ms <= 0 or not self._endpointer.skip(caller_voiced, ms):
            return 0
        self._now += ms
        return ms

    def heard(self, transcript: Transcript) -> tuple[Command, ...]:
        """The words of the last `Transcribe`, once they are there. Ignored when the caller has gone on."""
        if self._reading:
            assert self._turn_onset is not None
            self._reading = False
            self._words = transcript.text
            self._fact(f.HeardSoFar(self._now, self._turn_onset, self._turn_offset, transcript.text))
            self._on(Event.WORDS)
        return self._flush()

    def heard_so_far(self, transcript: Transcript) -> None:
        """The words of the last `TranscribeSoFar`; the caller's next voiced tick sees what they change."""
        asked = self._voice.answered()
        if asked is not None and not self.ended:
            self._fact(f.HeardSoFar(self._now, asked.start, asked.end, transcript.text))
            self._voice.says(transcript.text, self._being_said(), asked.end)

    def hang_up(self, by: f.Ender) -> None:
        """Ends the call from outside: the caller, the line, or an interrupt."""
        if not self.ended:
            self._close_line(cut=True)
            self._end(by)

    def lost(self, kind: str, lost_ms: int) -> None:
        """The line latched a fault; it is kept as a fact."""
        self._fact(f.AudioLost(self._now, kind, lost_ms))

    # ------------------------------------------------------------------ machinery

    def _fact(self, fact: f.Fact) -> None:
        self._facts.append(fact)

    def _flush(self) -> tuple[Command, ...]:
        commands, self._commands = tuple(self._commands), []
        return commands

    def _on(self, event: Event) -> None:
        action = TABLE[self._state].get(event)
        if action is not None:
            action(self)

    def _enter(self, state: State, timer_ms: int | None = None) -> None:
        self._state = state
        self._deadline = None if timer_ms is None else self._now + timer_ms

    @property
    def _node(self) -> Node:
        return self._scenario.nodes[self._node_id]

    @property
    def _current(self) -> Line:
        assert self._line is not None
        return self._line

    def _talked_over(self) -> bool:
        """The caller's voice takes the floor from a line that yields it."""
        line = self._line
        if line is None or not line.yields or self._ipu_onset is None:
            return False
        reading = self._voice.to_read(self._now, line.heard_start)
        if reading is not None:
            self._commands.append(reading)
        return self._voice.takes_floor(self._now, line.heard_start)

    def _being_said(self) -> str:
        line = self._line
        part = line.parts[line.part] if line is not None and line.part < len(line.parts) else None
        match part:
            case Words(say=say):
                return self._fill(say)
            case Disclose(disclose=disclosure):
                return self._fill(disclosure.say)
            case _:
                return ""

    def _learn_from_cut_off(self, onset: int) -> None:
        """The recruiter answered into a pause of the caller's: it was a longer one than expected."""
        line, offset = self._line, self._answered_offset
        if line is not None and offset is not None and onset < line.heard_start + self._thresholds.cut_off_ms:
            self._pauses.add(onset - offset)
        self._answered_offset = None

    # ------------------------------------------------------------------ ringing

    def _start_ringing(self) -> None:
        self._fact(f.RingingStarted(self._latency))
        self._commands.append(Ring())
        self._deadline = 2500 + self._seed * 370 % 1500

    def _pick_up(self) -> None:
        self._commands.append(StopRinging())
        self._fact(f.PickedUp(self._now + self._latency))
        self._enter(State.CONNECTED, PICK_UP_MS)

    def _greet(self) -> None:
        self._visit(self._scenario.start)

    # ------------------------------------------------------------------ the recruiter's lines

    def _visit(self, node_id: str) -> None:
        self._node_id = node_id
        self._cut = None
        self._fact(f.NodeEntered(self._now + self._latency, node_id, self._node.verdict))
        self._say_line(self._node.say, Purpose.NODE, self._node.yields)

    def _say_line(
        self,
        parts: tuple[AnyPart, ...],
        purpose: Purpose,
        yields: bool,
        first: int = 0,
    ) -> None:
        start = self._now + self._latency
        planned = sum(self._planned_ms(part) for part in parts[first:])
        self._line = Line(self._lines, purpose, parts, yields, start, first)
        self._lines += 1
        self._fact(f.LineStarted(start, self._line.number, self._node_id, start + planned, yields))
        self._turn_onset = None
        self._begin_part()

    def _planned_ms(self, part: AnyPart) -> int:
        match part:
            case Words():
                return self._durations(self._fill(part.say))
            case Pause():
                return part.pause_ms
            case Disclose():
                return 0
            case Variants():
                raise AssertionError("the seed has chosen before the call")

    def _begin_part(self) -> None:
        line = self._current
        if line.part >= len(line.parts):
            self._line_ended()
            return
        match line.parts[line.part]:
            case Words(say=say):
                self._start_part("say", self._fill(say))
            case Pause(pause_ms=pause_ms):
                self._start_part("pause", "", pause_ms)
            case Disclose(disclose=disclosure):
                if self._endpointer.speaking:
                    self._lose_disclosure()
                else:
                    self._start_part("wait", "", disclosure.after_silence_ms)

    def _start_part(self, kind: f.PartKind, text: str, ms: int | None = None) -> None:
        line = self._current
        if ms is None:
            ms = self._durations(text)
            self._commands.append(Say(text))
        line.kind, line.sent_start = kind, self._now
        line.heard_end = self._now + self._latency + ms
        self._fact(
            f.PartStarted(self._now + self._latency, line.number, line.part, kind, text, line.heard_end)
        )
        state = {"pause": State.PAUSING, "wait": State.WAITING}.get(kind, State.SPEAKING)
        # Silence that earns a disclosure counts from when the caller has heard the last word.
        self._enter(state, ms + self._latency if kind == "wait" else ms)

    def _end_part(self, said: bool) -> None:
        line = self._current
        self._fact(
            f.PartEnded(self._now + self._latency, line.number, line.part, said, self._now - line.sent_start)
        )

    def _part_done(self) -> None:
        line = self._current
        self._end_part(said=True)
        line.part += 1
        self._begin_part()

    def _disclose(self) -> None:
        line = self._current
        part = line.parts[line.part]
        assert isinstance(part, Disclose)
        self._end_part(said=True)
        self._fact(f.DisclosureEarned(self._now + self._latency, line.number, line.part))
        self._start_part("disclosure", self._fill(part.disclose.say))

    def _lose_disclosure(self) -> None:
        line = self._current
        assert self._ipu_onset is not None
        if self._state is State.WAITING:
            self._end_part(said=False)
        for index in range(line.part, len(line.parts)):
            if isinstance(line.parts[index], Disclose):
                self._fact(f.DisclosureLost(self._now, line.number, index, self._ipu_onset))
        self._line_ended()

    def _close_line(self, cut: bool) -> None:
        """Records the end of the line that is on, if one is."""
        if self._line is not None:
            if self._state in (State.SPEAKING, State.PAUSING, State.WAITING) and cut:
                self._end_part(said=False)
            self._fact(f.LineEnded(self._now + self._latency, self._line.number, cut))
            self._line = None

    def _line_ended(self) -> None:
        line = self._current
        self._close_line(cut=False)
        if line.purpose is Purpose.GIVE_UP:
            self._hang_up()
        elif line.purpose is Purpose.NODE and self._node.end:
            wait = FAREWELL_MAX_MS if self._endpointer.speaking else FAREWELL_MS
            self._enter(State.LEAVING, wait + self._latency)
        elif line.purpose is Purpose.NODE and not self._node.listens:
            self._branch(())
        elif self._endpointer.speaking:
            self._turn_begins()
        else:
            self._enter(State.LISTENING, self._scenario.patience.after_ms + self._latency)

    def _yield(self) -> None:
        line = self._current
        assert self._ipu_onset is not None
        if line.kind in ("say", "disclosure"):
            self._commands.append(StopSaying())
        self._fact(f.BargedIn(self._now, line.number, self._ipu_onset))
        self._close_line(cut=True)
        self._cut = line if line.purpose is Purpose.NODE else None
        self._turn_begins()

    # ------------------------------------------------------------------ the caller's turn

    def _turn_begins(self) -> None:
        self._turn_onset = self._ipu_onset
        self._turn += 1
        self._rung = 0
        self._enter(State.HEARING)

    def _goes_on(self) -> None:
        """The caller speaks again before the recruiter has answered: the same turn."""
        assert self._ipu_onset is not None
        if self._ipu_onset > self._turn_offset:
            self._pauses.add(self._ipu_onset - self._turn_offset)
        self._reading, self._words = False, None
        self._enter(State.HEARING)

    def _ipu_ended(self) -> None:
        assert self._turn_onset is not None
        if self._was_backchannel():
            self._enter(State.LISTENING, self._scenario.patience.after_ms)
            return
        self._commands.append(Transcribe(self._turn, self._turn_onset, self._turn_offset))
        self._reading, self._words = True, None
        self._wait_until(State.HEARING, self._ends_at())

    def _ends_at(self) -> int:
        """When the silence has become long enough, for what is known of the words."""
        how = None if self._words is None else ending(self._words)
        return self._turn_offset + self._pauses.end_of_turn_ms(how, self._thresholds)

    def _answers_at(self) -> int:
        return max(self._ends_at(), self._turn_offset + self._scenario.thinking_ms)

    def _wait_until(self, state: State, moment: int) -> None:
        self._enter(state, max(TICK_MS, moment - self._now))

    def _words_in_silence(self) -> None:
        self._wait_until(State.HEARING, self._ends_at())

    def _words_in_thought(self) -> None:
        self._wait_until(State.THINKING, self._answers_at())

    def _was_backchannel(self) -> bool:
        """A short sound over the last words of a line that the recruiter finished is no answer to it."""
        return (
            self._cut is None
            and self._turn_onset == self._ipu_onset
            and self._turn_offset <= self._last_heard_end()
            and self._turn_offset - (self._turn_onset or 0) <= self._thresholds.backchannel_max_ms
        )

    def _last_heard_end(self) -> int:
        ended = next((fact for fact in reversed(self._facts) if isinstance(fact, f.LineEnded)), None)
        return ended.at if ended else 0

    def _turn_ended(self) -> None:
        assert self._turn_onset is not None
        self._fact(f.TurnEnded(self._now, self._turn, self._turn_onset, self._turn_offset))
        if self._answers_at() > self._now:
            self._wait_until(State.THINKING, self._answers_at())
        else:
            self._thought()

    def _thought(self) -> None:
        """The recruiter could answer now: unless the words are late, or the caller seems to draw breath."""
        if self._words is None:
            self._thought_at = self._now
            self._enter(State.AWAITING)
        elif self._endpointer.stirring and self._now < self._answers_at() + self._thresholds.confirm_ms:
            self._enter(State.THINKING, TICK_MS)
        else:
            self._answer()

    def _words_at_last(self) -> None:
        if self._now > self._thought_at:
            self._fact(f.RecognitionLate(self._now, self._turn, self._now - self._thought_at))
        if self._answers_at() > self._now:
            self._wait_until(State.THINKING, self._answers_at())
        else:
            self._answer()

    def _answer(self) -> None:
        words, self._words = self._words or "", None
        self._answered_offset = self._turn_offset
        cues = self._knowledge.read(words)
        self._fact(f.Heard(self._now, self._turn, words, self._knowledge.given, self._knowledge.wrong, cues))
        if words.strip() or self._cut is not None:
            self._resume_or_branch(cues)
        else:
            self._enter(State.LISTENING, self._scenario.patience.after_ms)

    # ------------------------------------------------------------------ branches

    def _resume_or_branch(self, cues: tuple[str, ...]) -> None:
        cut, self._cut = self._cut, None
        if cut is None:
            self._branch(cues)
        elif not self._take(cues, interrupted=True, only_interrupted=True):
            if self._node_id in self._resumed:
                self._branch(cues, interrupted=True)
            else:
                self._resumed.add(self._node_id)
                self._say_line(cut.parts, Purpose.NODE, cut.yields, first=cut.part)

    def _branch(self, cues: tuple[str, ...], interrupted: bool = False) -> None:
        if not self._take(cues, interrupted=interrupted):
            # The checker refuses a scenario that can get here; a goodbye is better than dead air.
            self._give_up()

    def _take(
        self,
        cues: tuple[str, ...],
        *,
        silent: bool = False,
        interrupted: bool = False,
        only_interrupted: bool = False,
    ) -> bool:
        """Goes along the first branch that holds; False where none does."""
        for index, branch in enumerate(self._node.then):
            key = (self._node_id, index)
            if only_interrupted and branch.when.interrupted is not True:
                continue
            if branch.at_most is not None and self._taken[key] >= branch.at_most:
                continue
            if self._knowledge.satisfies(branch.when, cues, silent, interrupted):
                self._taken[key] += 1
                self._fact(f.BranchTaken(self._now, self._node_id, index, branch.go))
                self._visit(branch.go)
                return True
        return False

    # ------------------------------------------------------------------ silence and the end

    def _run_out_of_patience(self) -> None:
        self._fact(f.PatienceRanOut(self._now, self._rung))
        if self._take((), silent=True):
            return
        prompts = self._scenario.patience.say
        if self._rung < len(prompts):
            prompt = Words(say=prompts[self._rung])
            self._rung += 1
            self._say_line((prompt,), Purpose.PROMPT, yields=True)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._say_line((Words(say=self._scenario.patience.give_up),), Purpose.GIVE_UP, yields=False)

    def _farewell_begins(self) -> None:
        self._enter(State.LEAVING, FAREWELL_MAX_MS)

    def _farewell_ended(self) -> None:
        remaining = self._turn_offset + self._thresholds.end_of_turn_ms - self._now
        self._enter(State.LEAVING, max(TICK_MS, remaining))

    def _hang_up(self) -> None:
        self._commands.append(HangUp())
        self._end("recruiter")

    def _end(self, by: f.Ender) -> None:
        last = self._endpointer.flush()
        if last is not None:
            self._fact(f.SpeechEnded(self._now, last.onset, last.at))
        self._fact(f.HungUp(self._now, by))
        self._enter(State.ENDED)

    def _fill(self, text: str) -> str:
        return fill(text, self._scenario, self._candidate)


# What is not in the table is nothing to the recruiter in that state: a caller who talks while it rings, or
# murmurs while a line goes on.
TABLE: dict[State, dict[Event, Callable[[Call], None]]] = {
    State.RINGING: {Event.TIMER: Call._pick_up},
    State.CONNECTED: {Event.TIMER: Call._greet},
    State.SPEAKING: {Event.TIMER: Call._part_done, Event.TALKED_OVER: Call._yield},
    State.PAUSING: {Event.TIMER: Call._part_done, Event.TALKED_OVER: Call._yield},
    State.WAITING: {Event.TIMER: Call._disclose, Event.ONSET: Call._lose_disclosure},
    State.LISTENING: {Event.TIMER: Call._run_out_of_patience, Event.ONSET: Call._turn_begins},
    State.HEARING: {
        Event.TIMER: Call._turn_ended,
        Event.ONSET: Call._goes_on,
        Event.OFFSET: Call._ipu_ended,
        Event.WORDS: Call._words_in_silence,
    },
    State.THINKING: {
        Event.TIMER: Call._thought,
        Event.ONSET: Call._goes_on,
        Event.WORDS: Call._words_in_thought,
    },
    State.AWAITING: {Event.WORDS: Call._words_at_last, Event.ONSET: Call._goes_on},
    State.LEAVING: {
        Event.TIMER: Call._hang_up,
        Event.ONSET: Call._farewell_begins,
        Event.OFFSET: Call._farewell_ended,
    },
    State.ENDED: {},
}
