"""Yielding and waiting by words, length and the caller's own pauses; time drawn as in test_call.

Here the reader answers: what is asked for so far is heard `read_ms` later, what it is comes from a list.
"""

from collections.abc import Iterator, Sequence

import pytest
from test_call import ASK_THEN_BYE, FIRST_WORD, LONG, call_of, moments, of

from simulator.call import facts as f
from simulator.call.call import Call
from simulator.call.commands import Transcribe, TranscribeSoFar
from simulator.call.floor import Pauses
from simulator.scenario.model import Scenario
from simulator.timeline import THRESHOLDS, Transcript
from simulator.understanding.so_far import Ending

T = THRESHOLDS


def converse(
    script: Scenario, strip: str, so_far: Sequence[str] = (), turns: Sequence[str] = (), read_ms: int = 100
) -> Call:
    """Like `play`, with a reader at work; a list that has run out says its last element again."""
    call = call_of(script)
    readings: list[tuple[int, bool, str]] = []
    partly, wholly = _again(so_far), _again(turns or ["Yes, that is right."])
    for now in range(0, 600_000, 10):
        if call.ended:
            return call
        index = (now - FIRST_WORD) // 100
        voiced = now >= FIRST_WORD and index < len(strip) and strip[index] not in ". "
        for command in call.tick(voiced):
            match command:
                case TranscribeSoFar() if so_far:
                    readings.append((now + read_ms, True, next(partly)))
                case Transcribe():
                    readings = [reading for reading in readings if reading[1]]
                    readings.append((now + read_ms, False, next(wholly)))
        for due, partial, text in [reading for reading in readings if reading[0] == now]:
            readings.remove((due, partial, text))
            if partial:
                call.heard_so_far(Transcript(text))
            else:
                call.heard(Transcript(text))
    raise AssertionError("the call did not end")


def _again(texts: Sequence[str]) -> Iterator[str]:
    yield from texts
    while texts:
        yield texts[-1]


def stop_after(strip: str, *so_far: str) -> int | None:
    """How long after its onset the recruiter yielded to the caller's first sound."""
    call = converse(LONG, strip, so_far)
    barge = next((fact for fact in call.facts if isinstance(fact, f.BargedIn)), None)
    return None if barge is None else barge.at - barge.onset


TALKS, MURMURS, TALKS_SHORTLY = ".....CCCCCCCCCCCC", ".....CCCCCCCCC.", ".....CCCCCC."


def test_words_that_say_something_claim_the_floor_at_once() -> None:
    #                            RRRRRRRRRRRRRRRRR
    assert stop_after(TALKS, "Hold on, I need") == T.first_words_ms + 100 + 10


def test_without_words_length_decides() -> None:
    assert stop_after(TALKS) == T.backchannel_max_ms + 10
    assert stop_after(TALKS_SHORTLY) is None


def test_an_acknowledgement_may_be_longer_and_a_foreign_word_must_be_short() -> None:
    assert stop_after(MURMURS, "Of course.") is None
    assert stop_after(TALKS, "Of course.") == T.acknowledgement_max_ms + 10
    # What was asked for before it had become too long is waited for.
    odd = stop_after(TALKS, "Mama.")
    assert odd is not None
    assert T.few_words_max_ms < odd < T.backchannel_max_ms
    assert stop_after(MURMURS, "Mama.", "Mm-hm.") is None
    assert stop_after(TALKS_SHORTLY.replace("CCCCCC", "CCCCC"), "Mama.") is None


def test_a_voice_that_goes_on_after_a_short_silence_is_one() -> None:
    """ "Sorry, may I": neither part is long, and the first is over when its words are known."""
    #                                       onset of the second part: 600 ms after that of the first
    call = converse(LONG, ".....CCC...CCCCCC.", ["Sorry, may I"])
    (barge,) = [fact for fact in call.facts if isinstance(fact, f.BargedIn)]
    assert barge.at - FIRST_WORD - 500 < 600 + T.first_words_ms
    assert stop_after(".....CCC...CCCCCC.", "Okay, yes.") is None
    assert stop_after(".....CCC.....CCCC.", "Sorry, may I") is None


def test_the_recruiters_own_words_are_an_echo() -> None:
    """Then length decides, as without words."""
    assert stop_after(TALKS, "Thank you for coming") == T.backchannel_max_ms + 10


def test_an_acknowledgement_that_goes_on_is_read_again() -> None:
    stopped = stop_after(TALKS, "Yes.", "Yes.", "Yes, but I")
    assert stopped is not None
    assert T.first_words_ms + 200 < stopped <= T.acknowledgement_max_ms


def test_words_of_a_sound_that_is_over_cut_nothing() -> None:
    """What was misread comes when the murmur has ended."""
    assert stop_after(".....CCCCC...........", "It is mama") is None


def test_what_was_asked_and_when_it_came_are_facts() -> None:
    call = converse(LONG, TALKS, ["Hold on, I"])
    so_far = next(fact for fact in call.facts if isinstance(fact, f.HeardSoFar))
    assert (so_far.start - FIRST_WORD, so_far.end - FIRST_WORD) == (500, 500 + T.first_words_ms)
    assert (so_far.at - so_far.end, so_far.text) == (100, "Hold on, I")


def reply(strip: str, *turns: str) -> int:
    """The moment of the recruiter's second line; the caller's words end at 1100."""
    return moments(of(converse(ASK_THEN_BYE, strip, turns=turns), f.LineStarted))[1] - 1100


def test_how_the_words_sound_decides_how_long_a_silence_ends_the_turn() -> None:
    quick = ASK_THEN_BYE.model_copy(update={"thinking_ms": 100})

    def gap(text: str) -> int:
        return moments(of(converse(quick, ".......CCCC", turns=[text]), f.LineStarted))[1] - 1100

    assert gap("What are the next steps?") == T.finished_turn_ms
    assert gap("My name is.") == T.unfinished_turn_ms
    assert gap("I worked there for a year.") == T.unfinished_turn_ms
    assert reply(".......CCCC", "What are the next steps?") == ASK_THEN_BYE.thinking_ms


def test_a_thinking_caller_is_not_cut_off_and_the_whole_turn_counts() -> None:
    #                              the words so far arrive after 300 ms of silence; 1500 are left standing
    call = converse(
        ASK_THEN_BYE, ".......CCCC...............CCCC", turns=["My name is.", "My name is Jo. Bye."]
    )
    (turn,) = of(call, f.TurnEnded)
    assert isinstance(turn, f.TurnEnded)
    assert turn.offset - turn.onset == 2300
    (heard,) = of(call, f.Heard)
    assert isinstance(heard, f.Heard)
    assert heard.text == "My name is Jo. Bye."


def test_words_that_come_after_the_turn_seemed_over_can_reopen_it() -> None:
    late = converse(ASK_THEN_BYE, ".......CCCC..............CCCC", turns=["My name is.", "Bye."], read_ms=900)
    assert len(of(late, f.Heard)) == 1


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ((300, 300, 400), T.unfinished_turn_ms),  # too few to know
        ((250, 300, 300, 400), T.end_of_turn_ms),
        ((300, 300, 400, 800), 1200),
        ((300, 300, 400, 1500), T.unfinished_turn_ms),
    ],
)
def test_after_a_statement_the_callers_own_pauses_say_how_long_to_wait(
    pauses: tuple[int, ...], expected: int
) -> None:
    own = Pauses(pauses)
    assert own.end_of_turn_ms(Ending.OPEN, T) == expected
    assert own.end_of_turn_ms(Ending.FINISHED, T) == T.finished_turn_ms
    assert own.end_of_turn_ms(Ending.UNFINISHED, T) == T.unfinished_turn_ms


def test_a_call_learns_the_callers_pauses() -> None:
    """Four short pauses in one statement: the recruiter need not wait so long after it."""
    chatty = ".......CCCC" + "...CCCC" * 4
    slow = moments(of(converse(ASK_THEN_BYE, ".......CCCC", turns=["I was there."]), f.LineStarted))[1] - 1100
    quick = moments(of(converse(ASK_THEN_BYE, chatty, turns=["I was there."]), f.LineStarted))[1]
    assert slow == T.unfinished_turn_ms
    assert quick - 100 * len(chatty) == max(T.end_of_turn_ms, ASK_THEN_BYE.thinking_ms)


def test_the_same_ticks_and_words_give_the_same_facts() -> None:
    """A session replays exactly: ticks, and each reading at the moment its fact tells."""
    told = converse(
        LONG, TALKS + "." * 9 + "CCC" + "." * 60 + "CCCC", ["Mm.", "Hold on, I"], ["Hold on, I", "Wait."]
    )
    strip = TALKS + "." * 9 + "CCC" + "." * 60 + "CCCC"
    came = [fact for fact in told.facts if isinstance(fact, f.HeardSoFar)]
    call = call_of(LONG)
    asked_so_far = False
    for now in range(0, 600_000, 10):
        if call.ended:
            break
        index = (now - FIRST_WORD) // 100
        for command in call.tick(now >= FIRST_WORD and index < len(strip) and strip[index] == "C"):
            asked_so_far = asked_so_far or isinstance(command, TranscribeSoFar)
        for fact in [fact for fact in came if fact.at == call.now]:
            if asked_so_far:
                call.heard_so_far(Transcript(fact.text))
                asked_so_far = False
            else:
                call.heard(Transcript(fact.text))
    assert call.facts == told.facts
