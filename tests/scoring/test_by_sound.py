"""The card's name against the sound: credited, left in doubt, or left alone."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from simulator.audio.pcm import Clip
from simulator.audio.stretch import AS_IT_IS
from simulator.recognition import base
from simulator.recognition.remember import Remembering
from simulator.scenario.candidate import Candidate, example_candidate
from simulator.scoring.by_sound import settled_name, settled_position
from simulator.scoring.sound import UNSAID, WEIGHED, Hearing, Sound, sound_of, together
from simulator.scoring.words import CallerTurn, hear_again
from simulator.timeline import Transcript
from simulator.understanding.names import read_name
from simulator.understanding.positions import read_position
from simulator.understanding.reading import Reading


def card(name: str, *heard_forms: str) -> Candidate:
    return example_candidate().model_copy(update={"name": name, "heard_name": heard_forms})


def sounding(said: str) -> Sound:
    """A text loses four nats for every letter in which it differs from the beginning of what was said."""

    def weighed(openings: Sequence[str]) -> tuple[float, ...]:
        return tuple(
            -4.0 * min(Levenshtein.distance(opening, said[:end]) for end in range(len(said) + 1))
            for opening in openings
        )

    return weighed


def judged(text: str, who: Candidate, sound: Sound | None) -> Reading:
    turn = CallerTurn.typed(text, sound)
    return settled_name(read_name(turn.text, who.name, who.say_name, who.heard_name), turn, who)


def test_a_garbled_name_that_fits_the_sound_is_credited_and_says_so() -> None:
    who, text = card("Miriam Feldstein"), "Good morning, Miriam felt and speaking. I was in on Monday."
    assert judged(text, who, None).result != "given"
    assert judged(text, who, sounding(text)).result != "given"
    found = judged(text, who, sounding(text.replace("felt and", "Feldstein")))
    assert (found.result, found.heard) == ("given", "Miriam felt and")
    assert text[found.start : found.end] == found.heard
    assert found.why == "The recogniser wrote Miriam felt and; the card's name fits the sound as well."


def test_a_name_that_was_taken_for_the_cards_is_left_in_doubt_where_the_sound_is_anothers() -> None:
    forms = ("Arjun Kapoor", "Arjun Kappa", "Arjun Kapoor", "Arjun Capor", "Arjun Kapur", "Arjun Kappa")
    who, text = card("Arjun Kapoor", *forms), "Hi, this is Arjun Capadia from the interviews."
    assert judged(text, who, None).result == "given"
    assert judged(text, who, sounding(text)).result == "doubtful"
    assert judged(text, who, sounding(text.replace("Capadia", "Kapoor"))).result == "given"
    assert judged(text, who, sounding(text.replace("Capadia", "Kappa"))).result == "given"


def test_another_known_name_is_not_overruled_by_a_likeness() -> None:
    who, text = card("Stephen Gale"), "This is Stephanie Gale, I wanted to ask how I did."
    assert judged(text, who, sounding(text.replace("Stephanie", "Stephenie"))).result == "wrong"
    assert judged(text, who, sounding(text.replace("Stephanie", "Stephen"))).result == "given"


def test_a_name_heard_letter_for_letter_is_not_weighed() -> None:
    def never(openings: Sequence[str]) -> tuple[float, ...]:
        raise AssertionError(openings)

    assert judged("Hello, my name is Jordan Avery.", card("Jordan Avery"), never).result == "given"


@pytest.mark.parametrize(
    ("title", "written", "said", "result", "heard"),
    [
        ("Roofing Foreman", "roofing for men", "roofing foreman", "given", "roofing for men"),
        ("Help Desk Analyst", "help desk animal", "help desk analyst", "given", "help desk animal"),
        ("Assembly Technician", "a summer technician", "assembly technician", "given", "a summer technician"),
        ("Roofing Foreman", "roofing for men", "roofing for men", "partial", "roofing"),
        ("Civil Engineer", "electrical engineer", "electrical engineer", "wrong", "electrical engineer"),
        ("Registered Nurse", "nurse", "nurse", "partial", "nurse"),
        ("Surgical Technologist", "Surgical Technologist", "horse", "given", "Surgical Technologist"),
    ],
)
def test_a_position_is_credited_where_the_card_fits_the_sound_as_well_as_what_was_written(
    title: str, written: str, said: str, result: str, heard: str
) -> None:
    who = example_candidate().model_copy(update={"position": title})
    frame = "Hello, I was in on Monday for {}, and I'd like to know."
    text = frame.format(written)
    turn = CallerTurn.typed(text, sounding(frame.format(said)))
    found = settled_position(read_position(text, title), turn, who)
    assert (found.result, found.heard) == (result, heard)
    assert text[found.start : found.end] == found.heard


@pytest.mark.parametrize(
    ("title", "written", "said", "result"),
    [
        ("School Cook", "school cup", "school cook", "given"),
        ("School Cook", "school cup", "school cup", "missing"),
        ("Teacher (Latin)", "lot in creature", "latin teacher", "given"),
    ],
)
def test_a_title_that_nothing_announced_is_looked_for_in_the_sound(
    title: str, written: str, said: str, result: str
) -> None:
    text = f"Jillian Boyle loved {written}, you had me in on Monday."
    who = example_candidate().model_copy(update={"position": title})
    turn = CallerTurn.typed(text, sounding(text.replace(written, said)))
    reading = read_position(text, title)
    found = settled_position(reading, turn, who)
    assert (reading.result, found.result) == ("missing", result)
    assert found.heard == (written if result == "given" else "")


@pytest.mark.parametrize(
    ("said", "result"),
    [("soon Miriam Feldstein", "given"), ("soon miriam felt and", "missing")],
)
def test_a_name_that_nothing_announced_is_looked_for_in_the_sound(said: str, result: str) -> None:
    text = "Paralegal all the way soon miriam felt and you had me in on Monday."
    found = judged(text, card("Miriam Feldstein"), sounding(text.replace("soon miriam felt and", said)))
    assert found.result == result


def test_a_text_is_weighed_by_all_playings_less_part_of_what_silence_says() -> None:
    hearings = [lambda _: (-1.0, -8.0), lambda _: None, lambda _: (-3.0, -4.0)]
    assert together(hearings, lambda _: (-10.0, -20.0))(["a", "b"]) == pytest.approx(
        (-2.0 + 10 * UNSAID, -6.0 + 20 * UNSAID)
    )
    assert together([lambda _: None], lambda _: (0.0,))(["a"]) is None
    assert together([lambda _: (0.0,)], lambda _: None)(["a"]) is None


def test_a_stretch_is_weighed_as_it_is_played_in_every_way() -> None:
    clip = Clip((np.sin(np.arange(16000) / 9) * 9000).astype(np.int16))

    class Deaf:
        def transcribe(self, clip: Clip) -> Transcript:
            return Transcript("")

    class Weighs(Deaf):
        def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
            weighed.add((len(clip.samples), bool(clip.samples.any())))
            return (0.0,) * len(openings)

    weighed: set[tuple[int, bool]] = set()
    assert sound_of(clip, Deaf()) is None
    sound = sound_of(clip, Weighs())
    assert sound is not None
    assert sound(["Hello"]) == (0.0,)
    assert weighed == {(len(played(clip).samples), True) for played in WEIGHED} | {(32000, False)}


def test_the_second_recogniser_reads_and_does_not_weigh() -> None:
    class Weighs:
        def __init__(self, nats: float) -> None:
            self.nats = nats

        def transcribe(self, clip: Clip) -> Transcript:
            return Transcript(str(self.nats))

        def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...] | None:
            return tuple(self.nats * clip.samples.any() for _ in openings)

    first, second = Weighs(-8.0), Weighs(-2.0)
    clip = Clip(np.arange(-8000, 8000, dtype=np.int16))
    both = Remembering(first, lambda: second)
    sound = sound_of(clip, both)
    assert sound is not None
    assert sound(["Hello"]) == (-8.0,)
    turn = CallerTurn.typed("something else")
    assert hear_again(turn, clip.samples, both, Hearing(AS_IT_IS, second=True)).text == "-2.0"
    assert hear_again(turn, clip.samples, both, Hearing(AS_IT_IS)).text == "-8.0"
    assert hear_again(turn, clip.samples, first, Hearing(AS_IT_IS, second=True)) is turn


@pytest.fixture(scope="module")
def read() -> Callable[[str], CallerTurn]:
    """What Moonshine reads of a sentence that the neural voice says."""
    if base.package_folder("moonshine_voice") is None or base.package_folder("onnxruntime") is None:
        pytest.skip("needs moonshine-voice and onnxruntime")
    hibari = pytest.importorskip("hibari", reason="needs the neural voice: pip install hibari-tts")
    from simulator.recognition.moonshine import MoonshineRecognizer
    from simulator.speech.hibari_voice import HibariVoice

    assert hibari
    engine, voice = MoonshineRecognizer(), HibariVoice({"shift": 0.86})

    def said(text: str) -> CallerTurn:
        clip: Clip = voice.render(text)
        return CallerTurn.typed(engine.transcribe(clip).text, sound_of(clip, engine))

    return said


@pytest.mark.parametrize(
    ("name", "said", "result"),
    [
        ("Graham Loxley", "Graham Loxley", "given"),
        ("Graham Loxley", "Graham Huxley", "doubtful"),
        ("Ananya Krishnamurthy", "Ananya Krishnamurthy", "given"),
        ("Stephen Gale", "Stephanie Gale", "wrong"),
    ],
)
def test_spoken_names(name: str, said: str, result: str, read: Callable[[str], CallerTurn]) -> None:
    turn = read(f"Hello, it is {said}, I was interviewed by Mr. Ellison.")
    forms = ("Graham Loxley",) * 6 if name == "Graham Loxley" else ()
    who = card(name, *forms)
    found = settled_name(read_name(turn.text, name, (), forms), turn, who)
    assert found.result in ({"doubtful", "wrong"} if result != "given" else {"given"}), turn.text
