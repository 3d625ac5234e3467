"""The rubric as a frozen table: every check that this version can measure, with its id, name and step.

Lives here: which checks there are, in which outcome they count, and what to say instead. Must not know: how
a check is measured. What a call cannot show (preparation, attitude, indicators of delivery) is
not in the table rather than half measured.

Cues that imply another: who name a concrete next step has asked about next steps (D1), who names another
opening has asked about openings (D7), and who asks to be called, seen again or considered for something else
has shown interest (D9).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from simulator.scenario.model import Outcome

Step = Literal["B", "C", "D", "E"]
Kind = Literal["speech", "timing", "notes"]

STEPS: dict[Step, str] = {
    "B": "Say who you are and why you call",
    "C": "Stay silent and let them talk",
    "D": "React to the verdict",
    "E": "End the call",
}
"""The four steps of a good follow-up call, by the first letter of a check's id."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One check. `title`: what it asks of the caller. `cues`: any of them, heard, is a pass.

    outcomes: of the scenarios that it counts in; empty for all. instead: what to do or say next time, one
    sentence; {name}, {position}, {date}, {company} and {introduction} are filled from the card.
    """

    id: str
    name: str
    kind: Kind
    title: str
    instead: str
    outcomes: "tuple[Outcome, ...]" = ()
    cues: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        step: Step = self.id[0]  # type: ignore[assignment]  # ids begin with their step
        return step

    @property
    def exercise(self) -> str:
        """The step by the word that scenarios use: the first of the check's name."""
        return self.name.partition(".")[0]

    def counts_in(self, outcome: "Outcome | None") -> bool:
        """Whether this check belongs to a call with `outcome`; an unknown outcome leaves every check in."""
        return outcome is None or not self.outcomes or outcome in self.outcomes


_YES: "tuple[Outcome, ...]" = ("positive",)
_NO: "tuple[Outcome, ...]" = ("negative",)
_OPEN: "tuple[Outcome, ...]" = ("undecided",)

RUBRIC: tuple[Criterion, ...] = (
    Criterion("B1", "introduction.name", "speech", "say your name",
              "Say your whole name first: “Hello, this is {name}.”"),
    Criterion("B2", "introduction.position", "speech", "name the position",
              "Name the job: “I interviewed for the {position} position.”"),
    Criterion("B3", "introduction.interview_date", "speech", "say when the interview was",
              "Say the date: “I interviewed {date} for the {position} position.”"),
    Criterion("B4", "introduction.interview_time", "speech", "say at what time it was",
              "Say the time too: “I interviewed {date} for the {position} position.”"),
    Criterion("B5", "introduction.reason", "speech", "say why you call",
              "Say why you call: “I'm calling to ask for feedback from that interview.”"),
    Criterion("B6", "introduction.unprompted", "timing", "say all of it before being asked",
              "Say it all in one go, before they ask: “{introduction}”"),
    Criterion("B7", "introduction.brief", "timing", "keep the introduction brief",
              "Keep the introduction to two sentences, then stop: “{introduction}”"),
    Criterion("B8", "introduction.positive", "speech", "stay positive before the verdict",
              "Leave out the apology or complaint; start with the interview: “{introduction}”"),
    Criterion("C1", "listening.stops_after_question", "timing", "stop talking after your question",
              "Ask your question, then say nothing until they answer; the silence is theirs to fill."),
    Criterion("C2", "listening.no_interruptions", "timing", "do not talk over the recruiter",
              "Let them finish: count one second of silence after their last word before you speak."),
    Criterion("C3", "listening.respects_pauses", "timing", "leave the recruiter's pauses alone",
              "When they stop mid-thought, stay silent; they are thinking, not finished."),
    Criterion("C4", "listening.patience", "timing", "let a silence stand before you answer",
              "Breathe in once before you answer; a short silence after their line often brings out more."),
    Criterion("C5", "listening.talk_share", "timing", "talk little while the verdict is given",
              "While they give the verdict, note down what they say instead of talking."),
    Criterion("C8", "listening.takes_notes", "notes", "take notes",
              "Keep a pen at hand, or type during the call, and write down what they tell you."),
    Criterion("C9", "listening.notes_hold_facts", "notes", "note what they really said",
              "Write down every name, number and day as they say it, and read it back to them."),
    Criterion("C10", "listening.disclosures", "timing", "stay silent long enough to be told more",
              "Stay silent for three seconds after they explain: they were about to tell you more."),
    Criterion("D1", "reaction.asks_next_steps", "speech", "ask for the next steps",
              "Ask what happens now: “What are the next steps?”",
              _YES, ("asks-next-steps", "names-next-step")),
    Criterion("D2", "reaction.names_next_step", "speech", "name a concrete next step",
              "Name something concrete: “Shall I come in to sign the contract? Is there a training day?”",
              _YES, ("names-next-step",)),
    Criterion("D3", "reaction.shows_pleasure", "speech", "show pleasure, or thank them",
              "Let them hear that you are glad: “That's wonderful news, thank you.”",
              _YES, ("shows-pleasure", "thanks")),
    Criterion("D4", "reaction.asks_feedback", "speech", "ask for feedback on the interview",
              "Ask for feedback: “Could you give me some feedback on my interview?”",
              _NO, ("asks-feedback",)),
    Criterion("D5", "reaction.asks_improvement", "speech", "ask what you could do better",
              "Ask what to improve: “What could I do better next time?”",
              _NO, ("asks-improvement",)),
    Criterion("D6", "reaction.asks_why_other", "speech", "ask why another was chosen",
              "Ask what decided it: “May I ask why you chose the other candidate?”",
              _NO, ("asks-why-other",)),
    Criterion("D7", "reaction.asks_other_openings", "speech", "ask about other openings",
              "Ask for something else: “Are there any other openings at {company} that might suit me?”",
              _NO, ("asks-other-openings", "names-opening")),
    Criterion("D8", "reaction.names_opening", "speech", "name an opening that you have found",
              "Look at their careers page first and name an opening: “I saw that you are also looking for…”",
              _NO, ("names-opening",)),
    Criterion("D9", "reaction.shows_interest", "speech", "show that you are still interested",
              "Say that you still want to work there: “I'd still be very interested in joining {company}.”",
              _NO, ("shows-interest", "asks-other-openings", "names-opening", "keep-in-mind", "second-chance",
                    "uses-runner-up")),
    Criterion("D10", "reaction.keep_in_mind", "speech", "ask to be called if the job opens again",
              "Ask them to call: “If the {position} position opens again, would you give me a call?”",
              _NO, ("keep-in-mind", "uses-runner-up")),
    Criterion("D11", "reaction.second_chance", "speech", "ask for a second chance",
              "Ask for a second chance, the worst answer is another no: “Could I interview with you again?”",
              _NO, ("second-chance",)),
    Criterion("D12", "reaction.no_protest", "speech", "take the verdict without protest",
              "Do not argue with the decision; say “I understand” and ask what you can learn from it.",
              _NO),
    Criterion("D13", "reaction.uses_runner_up", "speech", "build on having come second",
              "You came second, so use it: “If it doesn't work out with them, please call me first.”",
              _NO, ("uses-runner-up",)),
    Criterion("D14", "reaction.asks_when", "speech", "ask when they decide and when to call back",
              "Ask for a date: “When do you expect to decide, and when may I call again?”",
              _OPEN, ("asks-when",)),
    Criterion("D15", "reaction.restates_interest", "speech", "say again that you are interested",
              "Say once that you still want it: “I'm still very interested in the {position} position.”",
              _OPEN, ("shows-interest",)),
    Criterion("E1", "ending.wishes_well", "speech", "wish them well",
              "Wish them well before you hang up: “I wish you and the team all the best.”",
              (), ("wishes-well",)),
    Criterion("E2", "ending.thanks", "speech", "thank them",
              "Thank them for their time: “Thank you for taking the time to tell me.”",
              (), ("thanks",)),
    Criterion("E3", "ending.high_note", "speech", "end on a high note",
              "Let your last words be warm, whatever the verdict: “It was a pleasure. Have a great day!”",
              (), ("high-note", "wishes-well", "shows-pleasure")),
    Criterion("E4", "ending.says_goodbye", "timing", "say goodbye, and open no new topic after it",
              "Close the call yourself: “Goodbye”, and nothing after it.",
              (), ("farewell",)),
    Criterion("E5", "ending.no_dead_air", "timing", "end the call before it drifts into dead air",
              "When nothing is left to say, thank them and hang up instead of waiting."),
    Criterion("E6", "ending.keeps_contact", "notes", "keep the contact's name and number",
              "Write down whom to ask for and how to reach them before you hang up."),
)  # fmt: skip
"""In the order of the call."""

BY_ID: dict[str, Criterion] = {criterion.id: criterion for criterion in RUBRIC}

ASKING = frozenset(
    {
        "asks-next-steps", "names-next-step", "asks-feedback", "asks-improvement", "asks-why-other",
        "asks-other-openings", "names-opening", "second-chance", "asks-when",
    }
)  # fmt: skip
"""Cues that put a question to the recruiter: what follows is theirs to say."""
