"""Call, write or wait: the article's four questions and the contrary advice, as rules. Pure.

    advert says "do not call"               write
    they named a day, not passed yet        wait, or write where another offer presses
    fewer than two days                     wait
    fewer than two weeks, no day named      wait, unless the feeling is strong or it presses
    later                                   call where one of the four answers is yes, else write

The article holds a call for always better; other coaches prefer a letter. Both sides are told, whatever the
verdict.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["call", "write", "wait"]

USUAL_WAIT_DAYS = 14
"""About two weeks without an answer is long enough."""

TOO_EARLY_DAYS = 2
"""Before this nobody can have decided."""

FOR_EVER_DAYS = 42
"""After six weeks a place is mostly taken: one last try, and on to the next application."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the caller knows. `promised`: the day by which they were to hear, None where none was named."""

    interview: dt.date
    today: dt.date
    promised: dt.date | None = None
    calls_unwanted: bool = False
    strong_feeling: bool = False
    phoning_job: bool = False
    better_at_talking: bool = False
    answer_needed: bool = False

    @property
    def days(self) -> int:
        return (self.today - self.interview).days


QUESTIONS: Mapping[str, str] = {
    "calls_unwanted": "Did the advert, or did they, say not to call",
    "strong_feeling": "Do you have a very good feeling about the interview",
    "phoning_job": "Is phoning people a part of the job",
    "better_at_talking": "Are you better at talking than at writing",
    "answer_needed": "Do you need the answer now, because of another offer or because you cannot wait",
}
"""Each field of `Answers` that is a yes or a no, and how it is asked."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The verdict in one sentence, and the reasons on both sides. `until`: the day to wait for.

    sure: False where the two sides are close.
    """

    verdict: Verdict
    sure: bool
    sentence: str
    calling: tuple[str, ...]
    writing: tuple[str, ...]
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rehearsable:
    """A scenario as far as the choice needs it; `practised` counts the calls that were made of it.

    checks: how many checks of the rubric a call of it can pass or fail.
    """

    id: str
    outcome: str
    difficulty: int
    practised: int = 0
    checks: int = 0

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The least practised first, then the easiest, then what practises the most."""
        return self.practised, self.difficulty, -self.checks, self.id


def advise(answers: Answers) -> Advice:
    """Raises ValueError for an interview that is still to come, or a day named that was before it."""
    if answers.days < 0:
        raise ValueError("the interview is still to come; ask again after it")
    if answers.promised is not None and answers.promised < answers.interview:
        raise ValueError("the day by which you were to hear is before the interview")
    verdict, sure, sentence, until = _verdict(answers)
    return Advice(verdict, sure, sentence, _for_calling(answers), _for_writing(answers), until)


def _verdict(a: Answers) -> tuple[Verdict, bool, str, dt.date | None]:
    suits = sum((a.strong_feeling, a.phoning_job, a.better_at_talking, a.answer_needed))
    if a.calls_unwanted:
        return "write", True, "Write: they asked not to be called, and that outweighs everything else.", None
    if a.promised is not None and a.today <= a.promised:
        after = a.promised + dt.timedelta(days=1)
        if a.answer_needed:
            sentence = (
                "Write today: say that you have to decide, and by when. A call before their day presses."
            )
            return "write", False, sentence, after
        return "wait", True, f"Wait until {after:%A, %d %B}: they named the day before it.", after
    if a.promised is None and a.days < USUAL_WAIT_DAYS:
        until = a.interview + dt.timedelta(days=USUAL_WAIT_DAYS)
        if a.days < TOO_EARLY_DAYS:
            return (
                "wait",
                True,
                "Wait: so soon nobody can have decided. A short thank-you note does no harm.",
                until,
            )
        if a.answer_needed:
            return (
                "call",
                False,
                "Call: it is early, but you need the answer, and only a call gives it at once.",
                None,
            )
        if a.strong_feeling:
            return (
                "call",
                False,
                "Call: it is early, but your good feeling is worth most while it is fresh.",
                None,
            )
        return (
            "wait",
            suits == 0,
            f"Wait until {until:%A, %d %B}: two weeks without an answer are usual.",
            until,
        )
    if a.days > FOR_EVER_DAYS:
        return (
            "call",
            False,
            "Call once more and then let it go: after six weeks the place is mostly taken.",
            None,
        )
    if suits == 0:
        return "write", False, "Write: it is time to ask, and nothing in your case asks for a call.", None
    waited = "They let their day pass" if a.promised else "You have waited long enough"
    return "call", suits > 1, f"Call: {waited[0].lower()}{waited[1:]}, and a call suits you.", None


def _for_calling(a: Answers) -> tuple[str, ...]:
    reasons = [
        (a.strong_feeling, "Your good feeling: use it while they still remember you."),
        (a.phoning_job, "The job is done on the phone: your call is a sample of your work."),
        (a.better_at_talking, "You are better at talking than at writing: no letter shows that."),
        (a.answer_needed, "You need the answer now: a call gives it at once."),
        (a.promised is not None and a.today > a.promised, "The day they named has passed."),
        (a.promised is None and a.days >= USUAL_WAIT_DAYS, f"{a.days} days of silence are enough."),
        (True, "On a call you can ask more: next steps, feedback, another opening, a second chance."),
        (True, "The worst that can happen is another no."),
    ]  # fmt: skip
    return tuple(reason for holds, reason in reasons if holds)


def _for_writing(a: Answers) -> tuple[str, ...]:
    early = a.promised is None and a.days < USUAL_WAIT_DAYS
    reasons = [
        (a.calls_unwanted, "They said not to call: a call shows that you did not read or did not care."),
        (a.promised is not None and a.today <= a.promised, "The day they named has not passed."),
        (early, f"Only {a.days} day{'' if a.days == 1 else 's'} so far: about two weeks are usual."),
        (a.days > FOR_EVER_DAYS, "After six weeks hardly anybody is still deciding."),
        (not a.better_at_talking, "A letter can be weighed word by word, and shown to a friend first."),
        (True, "Some coaches prefer a letter: it does not catch anybody at a bad moment."),
        (True, "A letter stays in the file; a call is forgotten unless you are remembered for it."),
    ]  # fmt: skip
    return tuple(reason for holds, reason in reasons if holds)


def rehearse(answers: Answers, scenarios: Sequence[Rehearsable]) -> tuple[Rehearsable, str] | None:
    """The scenario to rehearse next, and why; None where there are none."""
    if not scenarios:
        return None

    def first(*outcomes: str, why: str) -> tuple[Rehearsable, str] | None:
        fitting = [s for s in scenarios if s.outcome in outcomes]
        if not fitting:
            return None
        return min(fitting, key=lambda s: s.rank), why

    found = None
    if answers.answer_needed:
        found = first("undecided", why="You want an answer now: practise what to ask when there is none yet.")
    if found is None and answers.strong_feeling:
        found = first("negative", why="You expect good news: the other kind is the one to be ready for.")
    if found is not None:
        return found
    least = min(scenarios, key=lambda s: s.rank)
    if not any(s.practised for s in scenarios):
        return least, "Begin with an easy one."
    return least, "You have never called it." if least.practised == 0 else "You have practised it least."
