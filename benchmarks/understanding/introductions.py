"""python -m benchmarks.understanding.introductions [--split dev|heldout] [--spoken] [--condition C ...] [--engine E]

Introductions, similar wrong names and titles, against the labels of intros-labels.md. Text only it runs in
seconds; --spoken has two neural callers say them on every kind of line and the recogniser read them, and says how
long that will take. --known leaves out what has not been read before. Literal matching stands beside us.
"""

import argparse
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from benchmarks.understanding.callers import Caller, announce, callers, forms
from benchmarks.understanding.conditions import CONDITIONS
from benchmarks.understanding.data import rows
from simulator import engines
from simulator.scenario.candidate import EXAMPLE_CALLED_ON, Candidate, example_candidate
from simulator.scoring.heard import HeardCall
from simulator.scoring.sound import AT_ONCE, Hearing
from simulator.scoring.words import CallerTurn
from simulator.timeline import THRESHOLDS
from simulator.understanding.reading import Reading
from simulator.understanding.vocabulary import FIELDS, Field

FILES = {
    "dev": ("intros-dev-3", "intros-dev-4", "intros-dev-5", "intros-dev-6"),
    "heldout": ("intros-heldout", "intros-heldout-2"),
}
TITLES = {
    "dev": ("titles-dev-3", "titles-dev-4", "titles-dev-5", "titles-dev-6", "titles-dev-7"),
    "heldout": ("titles-heldout", "titles-heldout-2", "titles-heldout-3"),
}
WRONG_NAMES = {
    "dev": ("wrong-dev-3", "wrong-dev-4", "wrong-dev-5"),
    "heldout": ("wrong-heldout", "wrong-heldout-2", "wrong-heldout-3"),
}
RIGHT_NAMES = {"dev": ("names-dev-4", "names-dev-5"), "heldout": ("names-heldout-2",)}
"""Names said right, in other sentences than the introductions: card name, sentence."""
Spoken = Callable[[Hearing], CallerTurn]
Heard = Callable[[int, str], Spoken | None]
"""What was heard of the sentence in a row of a file, by how it was heard; None leaves it out."""


@dataclass
class Figures:
    """Counts by field. said: labelled given. credited: of those, read as given. not_said: labelled missing or wrong.
    false: of those, read as given. literal: of those said, in the text letter for letter. all_three: name,
    position and date said, and credited."""

    rows: int = 0
    labelled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    credited: Counter[str] = field(default_factory=Counter)
    not_said: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    literal: Counter[str] = field(default_factory=Counter)
    all_three: tuple[int, int] = (0, 0)

    def to_json(self) -> dict[str, object]:
        counts = ("labelled", "right", "said", "credited", "not_said", "false", "literal")
        return {"introductions": self.rows, "all_three": self.all_three} | {
            name: dict(getattr(self, name)) for name in counts
        }


@dataclass(frozen=True, slots=True)
class Credited:
    """How many of `of` were credited, and how many were left doubtful."""

    credited: int
    doubtful: int
    of: int

    @classmethod
    def among(cls, results: Sequence[str]) -> "Credited":
        return cls(results.count("given"), results.count("doubtful"), len(results))

    def to_json(self) -> dict[str, int]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.credited} of {self.of} credited, {self.doubtful} doubtful"


def listened(spoken: Spoken, card: Candidate, called_on: dt.date) -> Mapping[Field, Reading]:
    """What the score reads of a caller who says no more than this."""

    def again(_: CallerTurn, hearing: Hearing) -> CallerTurn:
        return spoken(hearing)

    call = HeardCall(
        (spoken(AT_ONCE),), None, None, None, card, called_on, THRESHOLDS, spoke=True, again=again
    )
    return {field: placed.reading for field, placed in call.readings[0].items()}


def figures(file: str, heard: Heard, recognizer: str | None) -> Figures:
    """Of the introductions in a file. `recognizer`: whose heard forms of the names are used."""
    total = Figures()
    for at, cells in enumerate(rows(file)):
        name, _, position, _, clock, called_on, sentence, *labels = cells
        spoken = heard(at, sentence)
        if spoken is None:
            continue
        text = spoken(AT_ONCE).text
        readings = listened(spoken, _card(cells, recognizer), dt.date.fromisoformat(called_on))
        want = dict(zip(FIELDS, labels, strict=True))
        total.rows += 1
        for each in FIELDS:
            if each == "interview_time" and not clock:
                continue
            got = readings[each].result
            total.labelled[each] += 1
            total.right[each] += got == want[each]
            if want[each] == "given":
                total.said[each] += 1
                total.credited[each] += got == "given"
            elif want[each] != "partial":
                total.not_said[each] += 1
                total.false[each] += got == "given"
        total.literal["name"] += want["name"] == "given" and name.casefold() in text.casefold()
        total.literal["position"] += want["position"] == "given" and position.casefold() in text.casefold()
        three = FIELDS[:3]
        if all(want[each] == "given" for each in three):
            good, of = total.all_three
            total.all_three = good + all(readings[each].result == "given" for each in three), of + 1
    return total


def strangers(file: str, heard: Heard, recognizer: str | None) -> Mapping[Field, Credited]:
    """What is made of the introductions in a file that say everything, by who holds the card of the next one that
    shares nothing with it: everything in them is somebody else's."""
    cards = list(rows(file))
    found: dict[Field, list[str]] = {each: [] for each in FIELDS[:4]}
    for at, cells in enumerate(cards):
        other = next((o for o in (*cards[at + 1 :], *cards[:at]) if _shares_nothing(cells, o)), None)
        if other is None or {*cells[7:11]} != {"given"} or (spoken := heard(at, cells[6])) is None:
            continue
        readings = listened(spoken, _card(other, recognizer), dt.date.fromisoformat(cells[5]))
        for each in found:
            found[each].append(readings[each].result)
    return {each: Credited.among(results) for each, results in found.items()}


def _shares_nothing(one: Sequence[str], other: Sequence[str]) -> bool:
    """No word of the name or the title, no day of the month and no time; the interview was before the call."""
    words = [{*re.findall(r"\w+", f"{cells[0]} {cells[2]}".casefold())} for cells in (one, other)]
    parted = words[0].isdisjoint(words[1]) and one[3][8:] != other[3][8:] and one[4] != other[4]
    return bool(parted and other[4] and other[3] < one[5])


def _card(cells: Sequence[str], recognizer: str | None) -> Candidate:
    """The card of a row of introductions, with what `recognizer` makes of its name."""
    name, accepted, position, day, clock, *_ = cells
    when: dt.date = dt.date.fromisoformat(day)
    if clock:
        when = dt.datetime.combine(when, dt.time.fromisoformat(clock))
    return Candidate(
        name=name,
        say_name=tuple(a for a in accepted.split("|") if a),
        heard_name=forms(name, recognizer) if recognizer else (),
        position=position,
        interview=when,
    )


def names(file: str, heard: Heard, recognizer: str | None) -> Credited:
    """What is made of the names in a file, which are all similar wrong ones, or all right."""
    anyone = example_candidate()
    results = [
        listened(
            spoken,
            anyone.model_copy(
                update={"name": name, "heard_name": forms(name, recognizer) if recognizer else ()}
            ),
            EXAMPLE_CALLED_ON,
        )["name"].result
        for at, (name, *_, sentence) in enumerate(rows(file))
        if (spoken := heard(at, sentence)) is not None
    ]
    return Credited.among(results)


def titles(file: str, heard: Heard) -> dict[str, Credited]:
    """What is made of a file's right titles ("given"), incomplete ("partial") and near-miss ones ("wrong")."""
    read: dict[str, list[str]] = {"given": [], "partial": [], "wrong": []}
    for at, (card, sentence, label) in enumerate(rows(file)):
        if (spoken := heard(at, sentence)) is not None:
            applicant = example_candidate().model_copy(update={"position": card})
            read[label].append(listened(spoken, applicant, EXAMPLE_CALLED_ON)["position"].result)
    return {label: Credited.among(each) for label, each in read.items()}


def told(figures: Figures, what: str) -> str:
    def percent(part: int, of: int) -> str:
        return f"{100 * part / of:5.1f} %" if of else "    -  "

    lines = [f"{what}: {figures.rows} introductions"]
    for each in FIELDS:
        beside = (
            f"   literal matching {percent(figures.literal[each], figures.said[each])}"
            if each in figures.literal
            else ""
        )
        lines.append(
            f"  {each:15} said and credited {percent(figures.credited[each], figures.said[each])} of "
            f"{figures.said[each]:3}; not said or wrong, yet credited {figures.false[each]} of "
            f"{figures.not_said[each]}; verdict right {percent(figures.right[each], figures.labelled[each])}{beside}"
        )
    good, of = figures.all_three
    lines.append(f"  name, position and date, all three {percent(good, of)} of {of}")
    return "\n".join(lines)


def others(split: str, heard: Heard, recognizer: str | None) -> dict[str, Credited]:
    """Similar wrong names, right names in other sentences, right titles and near-miss titles."""
    found = {f"similar wrong names, {file}": names(file, heard, recognizer) for file in WRONG_NAMES[split]}
    found |= {f"right names, {file}": names(file, heard, recognizer) for file in RIGHT_NAMES[split]}
    for file in TITLES[split]:
        of = titles(file, heard)
        found |= {f"right titles, {file}": of["given"], f"near-miss titles, {file}": of["wrong"]}
    return found


def show(
    split: str,
    conditions: Sequence[str] = (),
    recognizer: str | None = None,
    known: bool = False,
    quiet: bool = False,
    crossed: bool = False,
) -> dict[str, object]:
    """The figures of each condition and file for --json, printed unless `quiet`; with no `conditions`, of the texts
    as written. Names and titles in other sentences are counted with the last file. `crossed`: also of introductions
    heard by who holds somebody else's card, which is always looked at in text."""
    recognizer = recognizer or engines.best_recognizers()
    result: dict[str, object] = {}

    def add(how: str, heard: Heard, by: str | None, also_others: bool) -> None:
        for file in FILES[split]:
            what = f"{how}, {file}"
            found = figures(file, heard, by)
            beside = others(split, heard, by) if also_others and file == FILES[split][-1] else {}
            if crossed or by is None:
                beside |= {f"somebody else's {each}": of for each, of in strangers(file, heard, by).items()}
            result[what] = found.to_json() | {name: each.to_json() for name, each in beside.items()}
            if not quiet:
                print("\n".join([told(found, what), *(f"  {name}: {each}" for name, each in beside.items())]))

    if not conditions:
        add("text", lambda _, sentence: lambda _: CallerTurn.typed(sentence), None, also_others=True)
    for condition in conditions:
        said_by = callers(split, condition, recognizer)

        def heard(at: int, sentence: str, said_by: Sequence[Caller] = said_by) -> Spoken | None:
            caller = said_by[at % len(said_by)]
            return partial(caller.turn, sentence) if not known or caller.knows(sentence) else None

        if not known:
            new = sum(
                not said_by[at % len(said_by)].knows(cells[6])
                for file in FILES[split]
                for at, cells in enumerate(rows(file))
            )
            announce(new, condition, recognizer)
        add(f"{condition}, {recognizer}", heard, recognizer, also_others=condition == "clean")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.understanding.introductions", description=__doc__
    )
    parser.add_argument("--split", choices=tuple(FILES), default="dev")
    parser.add_argument(
        "--spoken", action="store_true", help="on every kind of line, or those of --condition"
    )
    parser.add_argument("--condition", action="append", choices=tuple(CONDITIONS))
    parser.add_argument("--engine", help="the recogniser, such as pocketsphinx [the best at hand]")
    parser.add_argument("--known", action="store_true", help="only what has been read before")
    parser.add_argument(
        "--crossed", action="store_true", help="also by somebody else's card; spoken, 10 s an introduction"
    )
    options = parser.parse_args()
    spoken = options.condition or (tuple(CONDITIONS) if options.spoken else ())
    show(options.split, spoken, options.engine, options.known, crossed=options.crossed)


if __name__ == "__main__":
    main()
