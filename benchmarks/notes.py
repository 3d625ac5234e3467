"""How well notes are read: the findings on notes that were written apart from the rules, with the accuracy.

    python benchmarks/notes.py

The facts and the notes here are of no shipped scenario, and no rule was made for them: after a change of the
rules this table tells what it was worth on notes that nobody tuned for.
"""

from collections import Counter

from simulator.understanding.notes import Note, SaidFact, check_notes

SHOP = (
    SaidFact(
        "trial", "a trial morning next Saturday from seven until eleven", ("trial", "Saturday", "seven")
    ),
    SaidFact("dress", "wear black trousers and a white shirt", ("black trousers", "white shirt")),
    SaidFact("till", "you will work on the till for the first three weeks", ("till", "three weeks")),
    SaidFact("discount", "staff get fifteen per cent off everything", ("fifteen", "off")),
    SaidFact("manager", "ask at the side door for Siobhan Gallagher", ("Siobhan Gallagher", "side door")),
    SaidFact(
        "mobile", "my mobile is oh seven seven, double oh nine, double oh one, two three", ("07700900123",)
    ),
)
LAB = (
    SaidFact(
        "reason", "the panel felt that you had little practice with statistics", ("practice", "statistics")
    ),
    SaidFact("ranking", "you came third out of forty applicants", ("third", "forty")),
    SaidFact("praise", "your presentation was the clearest of the day", ("presentation", "clearest")),
    SaidFact(
        "course",
        "there is a free statistics course at the city library on Thursday evenings",
        ("course", "library", "Thursday"),
    ),
    SaidFact(
        "next", "the next vacancy will be advertised on the second of November", ("vacancy", "2 November")
    ),
    SaidFact(
        "contact",
        "send your papers to Professor Ana Kovacs, extension four four one seven",
        ("Ana Kovacs", "4417"),
    ),
)
DRIVER = (
    SaidFact(
        "pending", "two people are still to be interviewed, so we decide by the end of June", ("two", "June")
    ),
    SaidFact("licence", "we need a copy of your driving licence", ("copy", "driving licence")),
    SaidFact("callback", "call again in ten days, after four o'clock", ("ten days", "four")),
    SaidFact("depot", "the job moves to the depot in Bristol", ("depot", "Bristol")),
    SaidFact("hours", "it is forty-two hours a week with every second weekend off", ("42", "weekend")),
    SaidFact("wage", "we pay fourteen euros an hour", ("14",)),
)

N, P, W = "noted", "partly", "wrong"

CASES: tuple[tuple[tuple[SaidFact, ...], tuple[str, ...], dict[str, str]], ...] = (
    (SHOP, ("trial sat 7-11",), {"trial": N}),
    (SHOP, ("Trial shift Saturday 7am",), {"trial": N}),
    (SHOP, ("trial satuday 07:00",), {"trial": N}),
    (SHOP, ("trial Sunday 7",), {"trial": W}),
    (SHOP, ("trial sat 8-11",), {"trial": W}),
    (SHOP, ("black trousers / white shirt",), {"dress": N}),
    (SHOP, ("blk trousers, white shrt",), {"dress": N}),
    (SHOP, ("till first 3 wks",), {"till": N}),
    (SHOP, ("on the till for 2 weeks",), {"till": W}),
    (SHOP, ("15% off",), {"discount": N}),
    (SHOP, ("staff discount 15 percent",), {"discount": P}),
    (SHOP, ("50% off for staff",), {"discount": W}),
    (SHOP, ("side door, ask for Siobhan G.",), {"manager": N}),
    (SHOP, ("Shivon Galager at side door",), {"manager": N}),
    (SHOP, ("mobile 07700 900123",), {"mobile": N}),
    (SHOP, ("07700 900 123",), {"mobile": N}),
    (SHOP, ("mob. 07700 900132",), {"mobile": W}),
    (SHOP, ("sat 7 trial, black trousers white shirt, Siobhan side door",), {"trial": N, "dress": N, "manager": N}),
    (SHOP, ("is it raining?",), {}),
    (SHOP[1:2], ("15% off", "trial sat 7-11", "till 3 weeks"), {}),
    (LAB, ("not enough practise w. statistics",), {"reason": N}),
    (LAB, ("too little experience with stats",), {"reason": N}),
    (LAB, ("I was 3rd of 40",), {"ranking": N}),
    (LAB, ("came third / 40 applicants",), {"ranking": N}),
    (LAB, ("I came 2nd out of 40",), {"ranking": W}),
    (LAB, ("presentation was very clear",), {"praise": N}),
    (LAB, ("my presentaton = clearest",), {"praise": N}),
    (LAB, ("stats course thurs eve city libary",), {"course": N}),
    (LAB, ("free course @ library Thursday",), {"course": N}),
    (LAB, ("statistics course library Tuesdays",), {"course": W}),
    (LAB, ("next vacancy 2 Nov",), {"next": N}),
    (LAB, ("new opening advertised 2/11",), {"next": N}),
    (LAB, ("next vacancy Nov 22",), {"next": W}),
    (LAB, ("next job ad in november",), {"next": P}),
    (LAB, ("Prof Kovacs x4417",), {"contact": N}),
    (LAB, ("Anna Kovach, ext 44 17",), {"contact": N}),
    (LAB, ("papers to Kovacs ext 4471",), {"contact": W}),
    (LAB[:3], ("Kovacs 4417", "2 Nov vacancy"), {}),
    (DRIVER, ("2 more interviews, decision end of june",), {"pending": N}),
    (DRIVER, ("decide by end of July",), {"pending": W}),
    (DRIVER, ("copy of driver's licence",), {"licence": N}),
    (DRIVER, ("send drivng license copy",), {"licence": N}),
    (DRIVER, ("call again in 10 days after 4pm",), {"callback": N}),
    (DRIVER, ("ring back 10d, past 16:00",), {"callback": N}),
    (DRIVER, ("call again in 2 days after 4",), {"callback": W}),
    (DRIVER, ("depot moves to Bristol",), {"depot": N}),
    (DRIVER, ("job will be at Bristl depot",), {"depot": N}),
    (DRIVER, ("42h/week, every 2nd weekend free",), {"hours": N}),
    (DRIVER, ("forty two hrs, weekends off every other week",), {"hours": N}),
    (DRIVER, ("24 hours a week",), {"hours": W}),
    (DRIVER, ("14 EUR/h",), {"wage": N}),
    (DRIVER, ("pay: fourteen an hour",), {"wage": N}),
    (DRIVER, ("pay 40 an hour",), {"wage": W}),
    (DRIVER, ("milk, bread, eggs",), {}),
)  # fmt: skip


def main() -> None:
    facts_right = facts_all = notes_right = credited = unsaid = 0
    confusion: Counter[tuple[str, str]] = Counter()
    for facts, notes, expected in CASES:
        found = check_notes([Note(text) for text in notes], facts)
        wrong = []
        for finding in found:
            want = expected.get(finding.key, "missed")
            confusion[want, finding.result] += 1
            facts_all += 1
            facts_right += finding.result == want
            unsaid += want == "missed"
            credited += want == "missed" and finding.result in (N, P)
            if finding.result != want:
                wrong.append(f"{finding.key}: {finding.result}, not {want}")
        notes_right += not wrong
        if wrong:
            print(f"{' / '.join(notes)!r}: {'; '.join(wrong)}")
    results = ("noted", "partly", "wrong", "missed")
    print(f"\n{'expected':>10} | " + " ".join(f"{r:>7}" for r in results))
    for want in results:
        print(f"{want:>10} | " + " ".join(f"{confusion[want, got]:7}" for got in results))
    print(f"\nnotes wholly right    {notes_right} of {len(CASES)}  ({100 * notes_right / len(CASES):.0f} %)")
    stated = facts_all - unsaid
    right = sum(confusion[r, r] for r in results[:3])
    print(f"facts in a note       {right} of {stated}  ({100 * right / stated:.0f} %)")
    print(f"credit for nothing    {credited} of {unsaid}")


if __name__ == "__main__":
    main()
