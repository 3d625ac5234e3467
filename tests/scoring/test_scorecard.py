"""Whole calls, drawn, with the scorecards that they deserve."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from scoring.drawn import (
    ALL,
    CARD,
    NO,
    SECOND,
    DrawnRecognizer,
    Script,
    drawn,
    scored,
    strip,
    verdict_call,
)

from simulator.audio.pcm import Clip
from simulator.call import facts as f
from simulator.protocols import EngineError, Recognizer
from simulator.recognition.remember import Remembering
from simulator.reports.json import to_dict, to_text
from simulator.scenario.candidate import Candidate
from simulator.scoring.advice import ORDER, advice
from simulator.scoring.heard import HEARD_AGAIN
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Scorecard
from simulator.scoring.words import DOUBT_MS, Utterance, recognise
from simulator.timeline import Segment, Timeline, Transcript, Word

INTRODUCTION = ("a", 3800, 9800)
REACTION = ("b", 21_000, 24_000)
GOODBYE = ("c", 29_000, 31_000)
ASKS = "I understand. Could you give me some feedback on my interview? What could I have done better?"
THANKS = "Thank you very much for your time, and I wish you all the best. Goodbye!"


def results(card: Scorecard) -> dict[str, str]:
    return {check.id: check.result for check in card.checks}


def ids(card: Scorecard, result: str) -> set[str]:
    return {check.id for check in card.checks if check.result == result}


def why(card: Scorecard, code: str) -> str:
    found = card.check(code)
    assert found is not None
    return found.why


def polite(texts: dict[str, str] | None = None, script: Script | None = None, **more: object) -> Scorecard:
    script = script or verdict_call()
    script.line(25_500, ("Bring an example of your work.", 2000)).hung_up(33_000)
    said = {"a": ALL, "b": ASKS, "c": THANKS, **(texts or {})}
    caller = strip(INTRODUCTION, REACTION, GOODBYE, until=33_000)
    return scored(caller, said, script=script, scenario=NO, **more)  # type: ignore[arg-type]


def test_a_polite_caller_gets_what_they_deserve() -> None:
    card = polite({"b": "Thank you for telling me. " + ASKS})
    assert ids(card, "fail") <= {"D7", "D9", "D10", "D11", "D13"}, {
        code: why(card, code) for code in ids(card, "fail")
    }
    assert {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8"} <= ids(card, "pass")
    assert {"C1", "C2", "C3", "C4", "C5", "C10", "D4", "D5", "D12", "E1", "E2", "E4", "E5"} <= ids(
        card, "pass"
    )
    assert results(card)["D6"] == results(card)["D8"] == "not-measurable"
    assert results(card)["D13"] == "fail"
    assert not {"D1", "D2", "D3", "D14", "D15"} & set(results(card))
    assert card.disclosures[0].text == SECOND
    thanks = card.check("E2")
    assert thanks is not None
    assert thanks.start_ms is not None
    assert thanks.start_ms >= 29_000
    name = card.check("B1")
    assert name is not None
    assert name.start_ms is not None
    assert name.end_ms is not None
    assert "Jordan Avery" in name.heard
    assert 3800 <= name.start_ms < name.end_ms < 6000


def test_a_caller_who_never_speaks_fails_the_introduction_and_nothing_is_invented() -> None:
    recognizer = DrawnRecognizer({})
    script = Script().ring(1000).line(1500, ("Northwind, Dana speaking.", 1500)).impatient(10_000)
    script.line(10_000, ("Hello?", 500)).impatient(17_500).line(17_500, ("Goodbye.", 500)).hung_up(
        18_000, "recruiter"
    )
    card = scored("." * 180, {}, script=script, scenario=NO, recognizer=recognizer)
    assert recognizer.heard == []
    assert ids(card, "fail") == {"B1", "B2", "B3", "B4", "B5", "B6"}
    assert ids(card, "pass") == set()
    assert why(card, "C4") == "You never spoke."
    assert why(card, "D4") == "The verdict was never given."
    assert card.turns is not None
    assert card.turns.patience_median is None
    assert card.verdict_given is False


def test_a_second_recogniser_that_cannot_be_loaded_costs_a_note_and_no_score() -> None:
    def broken() -> Recognizer:
        raise EngineError("the model is damaged", "reinstall it")

    first = DrawnRecognizer({"a": ALL.replace("Jordan Avery", "Georgia Navy"), "b": ASKS, "c": THANKS})
    card = polite(recognizer=Remembering(first, broken))
    alone = polite(recognizer=first)
    assert card.notes == (*alone.notes, "The second recogniser failed: the model is damaged (reinstall it)")
    assert results(card) == results(alone)


def test_a_garbled_name_is_played_to_the_recogniser_again() -> None:
    class Garbles(DrawnRecognizer):
        """Reads the name right only in an introduction that is played more slowly."""

        lasted: tuple[int, ...] = ()

        def transcribe(self, clip: Clip) -> Transcript:
            heard = super().transcribe(clip)
            self.lasted += (clip.duration_ms,)
            slow = clip.duration_ms > 6500
            return heard if slow else Transcript(heard.text.replace("Jordan Avery", "Georgia Navy"))

    recognizer = Garbles({"a": ALL, "b": ASKS, "c": THANKS})
    card = polite(recognizer=recognizer)
    name = card.check("B1")
    assert name is not None
    assert (name.result, name.heard) == ("pass", "Jordan Avery")
    assert name.why.endswith(HEARD_AGAIN)
    assert name.start_ms is not None
    assert 3800 <= name.start_ms < 6000
    assert any("Georgia Navy" in said.text for said in card.transcript)
    assert sum(ms > 5000 for ms in recognizer.lasted) == 3, (
        "as it is, with less noise, more slowly, and no more"
    )


@pytest.mark.parametrize(
    ("text", "failed", "heard"),
    [
        (ALL.replace("on Wednesday, June 3rd at 2 p.m.", ""), {"B3", "B4", "B6"}, ""),
        (ALL.replace("Wednesday, June 3rd", "Thursday, June 4th"), {"B3"}, "June 4th"),
        (ALL.replace("data analyst ", ""), {"B2", "B6"}, ""),
        (ALL.partition(", and I'm calling")[0], {"B5", "B6"}, ""),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_fails_by_itself(text: str, failed: set[str], heard: str) -> None:
    card = polite({"a": text})
    assert {code for code in ids(card, "fail") if code.startswith("B")} == failed
    assert heard in next(check.heard for check in card.checks if check.id in failed)


def test_a_first_name_alone_is_a_fail_that_says_so() -> None:
    card = polite({"a": ALL.replace("Jordan Avery", "Jordan")})
    found = card.check("B1")
    assert found is not None
    assert (found.result, found.expected) == ("fail", "Jordan Avery")
    assert found.heard
    assert results(card)["B6"] == "pass"


def test_what_had_to_be_asked_for_counts_but_not_as_unprompted() -> None:
    script = verdict_call()
    script.line(6200, ("For which position?", 800), node="ask")
    script.facts.sort(key=lambda fact: fact.at)
    script.hung_up(22_000)
    caller = strip(("a", 3800, 5800), ("b", 8000, 9500), until=22_000)
    card = scored(caller, {"a": ALL.replace("data analyst ", ""), "b": "The data analyst position."},
                  script=script, scenario=NO)  # fmt: skip
    assert results(card)["B2"] == "pass"
    assert results(card)["B6"] == "fail"
    assert "the position" in why(card, "B6")


def test_an_interrupting_caller_loses_the_disclosure_and_is_told_what_it_was() -> None:
    script = verdict_call(lost=17_000).line(21_000, ("The decision is made.", 2000)).hung_up(24_000)
    caller = strip(INTRODUCTION, ("p", 13_500, 14_700), ("w", 17_000, 19_000), until=24_000)
    texts = {"a": ALL, "p": "So did I get it?", "w": "That is not fair."}
    card = scored(caller, texts, script=script, scenario=NO)
    assert card.turns is not None
    assert [(o.segment, o.into_pause) for o in card.turns.of_kind("interruption")] == [
        (Segment(13_500, 14_700), True)
    ]
    assert results(card)["C2"] == "pass"
    assert results(card)["C3"] == results(card)["C10"] == results(card)["D12"] == "fail"
    assert [(d.earned, d.at_ms, d.text) for d in card.disclosures] == [(False, 17_000, SECOND)]
    assert why(card, "D13") == "You spoke before they could hint at it."
    assert card.turns.patience_min == 700


def test_talking_on_after_the_question() -> None:
    script = Script().line(0, ("Northwind.", 1000)).line(14_000, ("Well.", 1000)).hung_up(16_000)
    texts = {"a": ALL, "b": "I mean, you know"}
    again = scored(strip(("a", 2000, 8000), ("b", 9000, 11_000), until=16_000), texts, script=script)
    assert results(again)["C1"] == "fail"
    at = again.check("C1")
    assert at is not None
    assert at.start_ms == 9000
    # What is still missing of the introduction belongs to the question.
    texts = {"a": "I am calling to ask about the outcome.", "b": "My name is Jordan Avery."}
    rest = scored(strip(("a", 2000, 8000), ("b", 9000, 11_000), until=16_000), texts, script=script)
    assert results(rest)["C1"] == "pass"
    short = scored(strip(("a", 2000, 8000), ("b", 9000, 9500), until=16_000), texts, script=script)
    assert results(short)["C1"] == "pass"


def test_an_introduction_is_brief_and_positive_before_the_verdict() -> None:
    script = Script().ring(1000).line(1500, ("Hello.", 1000)).line(38_000, ("No.", 1000), verdict=True)
    texts = {"a": "I am sorry to bother you. " + ALL}
    call = strip(("a", 3800, 36_000), until=48_000)
    long = scored(call, texts, script=script.hung_up(47_000), scenario=NO)
    assert results(long)["B7"] == results(long)["B8"] == "fail"
    bitter = polite({"b": "That is not fair, I have been waiting for three weeks."})
    assert results(bitter)["B8"] == "pass"


def test_a_murmur_is_no_turn() -> None:
    script = verdict_call().hung_up(25_000, "recruiter")
    card = scored(strip(INTRODUCTION, ("m", 12_000, 12_400), until=25_000), {"a": ALL, "m": "Mm-hm."},
                  script=script, scenario=NO)  # fmt: skip
    assert card.turns is not None
    assert [o.segment for o in card.turns.of_kind("backchannel")] == [Segment(12_000, 12_400)]
    assert results(card)["C2"] == "pass"
    assert why(card, "E1") == "You said nothing after the verdict."
    assert "Mm-hm." in [said.text for said in card.transcript]


def test_a_cut_line_keeps_the_words_that_were_played() -> None:
    script = Script().line(0, ("The verdict is unfortunately a no.", 4000), cut=1900).hung_up(6000)
    card = scored(strip(("p", 800, 2600), until=6000), {"p": "But tell me"}, script=script)
    assert [said.text for said in card.transcript if said.party == "recruiter"] == ["The verdict is —"]


def test_one_channel_leaves_turns_unknown() -> None:
    card = scored(strip(INTRODUCTION, REACTION, GOODBYE, until=33_000), {"a": ALL, "b": ASKS, "c": THANKS})
    data = to_dict(card)
    assert data["recording"] == {"duration_ms": 33_000, "channels": 1, "sample_rate": 16_000}
    assert data["turns"]["caller_talk_ms"] == 11_000
    unknown = {k: v for k, v in data["turns"].items() if k != "caller_talk_ms"}
    assert unknown.pop("patience_ms") == {"median": None, "min": None}
    assert set(unknown.values()) == {None}
    assert {"B1", "B2", "B3", "B4", "B5", "B8", "D4", "D5", "E1", "E2"} <= ids(card, "pass")
    assert ids(card, "fail") & {"B6", "B7", "C1", "C2", "C3", "C4", "C5", "C10", "D7", "D12"} == set()
    assert all(check.result != "fail" for check in card.checks if check.criterion.step in "CD")


def test_two_channels_without_facts_are_measured_as_far_as_they_can_be() -> None:
    recruiter = strip(("r", 0, 1500), ("s", 8000, 14_000), ("t", 22_000, 24_000), until=28_000)
    caller = strip(("a", 2500, 6500), ("o", 10_000, 11_500), ("c", 25_000, 27_000), until=28_000)
    texts = {
        "r": "Northwind.",
        "s": "We chose another.",
        "t": "Goodbye.",
        "a": ALL,
        "o": "But why?",
        "c": THANKS,
    }
    card = scored(caller, texts, recruiter=recruiter)
    assert results(card)["C2"] == "fail"
    assert results(card)["C3"] == results(card)["C5"] == results(card)["C10"] == "not-measurable"
    assert [said.text for said in card.transcript if said.party == "recruiter"] == [
        "Northwind.", "We chose another.", "Goodbye.",
    ]  # fmt: skip
    assert card.turns is not None
    assert [p.ms for p in card.turns.patience] == [1000, 1000]


def test_without_a_card_or_a_time_on_it_there_is_nothing_to_check_against() -> None:
    none = polite(card=None)
    assert {"B1", "B2", "B3", "B4", "B6"} <= ids(none, "not-measurable")
    assert results(none)["B5"] == "pass"
    dated = polite(card=CARD.model_copy(update={"interview": dt.date(2026, 6, 3)}))
    assert ids(dated, "not-measurable") >= {"B4"}
    assert results(dated)["B6"] == "pass"


def test_a_call_that_broke_off_holds_nothing_against_the_caller() -> None:
    script = verdict_call().hung_up(22_000, "line")
    card = scored(strip(INTRODUCTION, until=22_000), {"a": ALL}, script=script, scenario=NO)
    assert ids(card, "fail") == set()
    assert why(card, "D4") == "The call broke off before its end."
    stopped = verdict_call().hung_up(30_000, "interrupt")
    call = strip(INTRODUCTION, REACTION, until=30_000)
    card = scored(call, {"a": ALL, "b": "I understand."}, script=stopped, scenario=NO)
    assert results(card)["D4"] == results(card)["E2"] == "not-measurable"
    card = scored(call, {"a": ALL, "b": "I understand. Goodbye."}, script=stopped, scenario=NO)
    assert results(card)["D4"] == results(card)["E2"] == "fail"
    ended = verdict_call().hung_up(22_000, "caller")
    card = scored(strip(INTRODUCTION, until=22_000), {"a": ALL}, script=ended, scenario=NO)
    assert {"D4", "D5", "E1", "E2", "E4"} <= ids(card, "fail")


def test_facts_that_stop_in_the_middle_of_a_line_are_read_as_far_as_they_go() -> None:
    facts = verdict_call().facts
    for stop in range(len(facts)):
        script = verdict_call()
        script.facts = facts[:stop]
        card = scored(strip(INTRODUCTION, until=12_000), {"a": ALL}, script=script, scenario=NO)
        assert json.loads(to_text(card))["score"]["failed"] == 0


def test_words_that_nobody_could_recognise_are_nobodys_fault() -> None:
    card = polite({"a": "", "b": "", "c": ""})
    assert {code for code in ids(card, "fail") if code[0] in "BDE"} == set()
    assert "could be recognised" in why(card, "B1")


def test_ringing_is_not_talking() -> None:
    card = polite()
    assert card.turns is not None
    assert card.turns.conversation.recruiter.segments[0].start == 1500
    script = Script().ring(3000).line(3500, ("Northwind.", 1000)).hung_up(6000)
    recognizer = DrawnRecognizer({})
    card = scored(strip(("z", 500, 2000), until=6000), {}, script=script, recognizer=recognizer)
    assert recognizer.heard == []
    assert why(card, "B1") == "You never spoke."


def test_lost_audio_is_noted_wherever_time_was_measured() -> None:
    script = verdict_call()
    script.facts.append(f.AudioLost(12_000, "input overflow", 400))
    card = polite(script=script)
    assert any("400 ms" in note for note in card.notes)
    assert all(
        "Audio was lost" in check.why
        for check in card.checks
        if check.criterion.kind == "timing" and check.result != "not-measurable"
    )
    assert "Audio was lost" not in why(card, "B1")


def test_the_json_has_the_promised_shape_and_is_the_same_every_time() -> None:
    data = json.loads(to_text(polite()))
    assert list(data)[:7] == ["format", "recording", "engines", "transcript", "checks", "turns", "score"]
    assert data["engines"] == {"detector": "drawn", "recognizer": "drawn 1"}
    assert all(
        list(check) == ["id", "name", "result", "start_ms", "end_ms", "heard", "expected", "why"]
        for check in data["checks"]
    )
    assert all(list(said) == ["party", "start_ms", "end_ms", "text"] for said in data["transcript"])
    assert sum(data["score"].values()) == len(data["checks"])
    assert data["turns"]["patience_ms"] == {"median": 1200, "min": 800}
    assert to_text(polite()) == to_text(polite())
    assert "." not in json.dumps([data["turns"], data["lanes"], data["lines"]])


def test_advice_is_at_most_three_sentences_in_the_words_of_the_card() -> None:
    assert set(ORDER) == {criterion.id for criterion in RUBRIC}
    assert len(set(ORDER)) == len(ORDER)
    no_date = advice(polite({"a": ALL.replace("on Wednesday, June 3rd at 2 p.m.", "")}), CARD, NO)
    day = "on Wednesday, June third at two p.m."
    assert no_date[0].text == f"Say the date: “I interviewed {day} for the data analyst position.”"
    assert len(no_date) == 3
    silent = scored("." * 180, {}, script=Script().ring(1000).hung_up(18_000), scenario=NO)
    assert "this is Jordan Avery" in advice(silent, CARD, NO)[0].text
    for criterion in RUBRIC:
        failed = replace(silent.checks[0], id=criterion.id, result="fail")
        (change,) = advice(replace(silent, checks=(failed,)), None, None)
        assert change.checks == (criterion.id,) and "{" not in change.text


def test_a_moment_is_found_by_word_times_or_by_characters() -> None:
    voiced = Timeline((Segment(1000, 2000), Segment(5000, 6000)))
    even = Utterance("caller", Segment(1000, 6000), Transcript("aaaa bbbbb"), voiced)
    assert even.moment(0, 4) == Segment(1000, 1800 + DOUBT_MS)
    assert even.moment(6, 10) == Segment(5200 - DOUBT_MS, 6000)
    parted = Utterance("caller", Segment(1000, 6000), Transcript("aaaa, bbbbb."), voiced)
    assert parted.moment(0, 4) == Segment(1000, 2000) and parted.moment(6, 11) == Segment(5000, 6000)
    words = (Word("aaaa", Segment(1100, 1900)), Word("bbbbb", Segment(5100, 5900)))
    timed = Utterance("caller", Segment(1000, 6000), Transcript("aaaa bbbbb", words), voiced)
    assert timed.moment(5, 10) == Segment(5100, 5900)


def test_word_times_are_the_recordings() -> None:
    """A clip begins 150 ms before its speech, or with the channel."""

    class Timed(DrawnRecognizer):
        def transcribe(self, clip: Clip) -> Transcript:
            return Transcript("yes", (Word("yes", Segment(150, 450)),))

    channel = drawn(strip(("a", 0, 300), ("b", 2000, 2300), until=3000))
    ipus = Timeline((Segment(0, 300), Segment(2000, 2300)))
    first, second = recognise("caller", channel, ipus, ipus, Timed({}))
    assert first.moment(0, 3) == Segment(150, 450)
    assert second.moment(0, 3) == Segment(2000, 2300)


def test_a_card_of_another_person_is_not_flattered() -> None:
    other = Candidate(name="Priya Raghunathan", position="civil engineer", interview=dt.date(2026, 5, 20))
    assert {"B1", "B2", "B3"} <= ids(polite(card=other), "fail")
