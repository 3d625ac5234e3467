"""Notes as busy hands write them, against the facts of the shipped calls and others, and what each is worth.

A case: the facts that were said, the lines of notes, and the findings that are not "missed".
"""

from simulator.understanding.notes import SaidFact

HIRED = (
    SaidFact("start", "on Monday at nine in the morning", ("Monday", "nine")),
    SaidFact(
        "contract", "the contract comes by email, and I need it back by Thursday", ("contract", "Thursday")
    ),
    SaidFact("training", "a training day on Friday, from eight to four", ("training", "Friday", "eight")),
    SaidFact("test", "a drug test at the clinic on Mill Street", ("drug test", "Mill Street")),
    SaidFact("contact", "My direct extension is two seven four", ("Dana Whitfield", "274")),
    SaidFact("praise", "the whole team asked for you", ("team",)),
)
NOT_HIRED = (
    SaidFact(
        "reason",
        "we needed somebody who can start at once and who knows our booking system",
        ("start at once", "booking system"),
    ),
    SaidFact("hint", "the team liked you, but your answers were too long", ("too long",)),
    SaidFact(
        "advice",
        "Keep your answers short, and tell us one thing that you did yourself",
        ("short", "one thing"),
    ),
    SaidFact("again", "We take applications again in October", ("October",)),
    SaidFact(
        "contact", "Write to Judith Vance in personnel, on the second floor", ("Judith Vance", "personnel")
    ),
)
RUNNER_UP = (
    SaidFact(
        "reason", "the other candidate had more experience with spreadsheets", ("experience", "spreadsheets")
    ),
    SaidFact("second", "you were our second choice", ("second",)),
    SaidFact("strength", "everybody liked how well prepared you were", ("prepared",)),
    SaidFact(
        "advice",
        "take an evening course in spreadsheets, and bring an example of your work",
        ("course", "example"),
    ),
    SaidFact("opening", "The front desk will need somebody in September", ("front desk", "September")),
    SaidFact("contact", "Ask for me, Helen Marsh, at extension one one nine", ("Helen Marsh", "119")),
)

WAREHOUSE = (
    SaidFact("shift", "the late shift begins at half past two in the afternoon", ("late", "half past two")),
    SaidFact("gate", "report to gate seven on Hanover Road", ("gate seven", "Hanover Road")),
    SaidFact("boots", "bring your own safety boots", ("safety boots",)),
    SaidFact(
        "pay", "the pay is sixteen pounds forty an hour after the first month", ("sixteen forty", "month")
    ),
    SaidFact("supervisor", "your supervisor will be Tomasz Kowalski", ("Tomasz Kowalski",)),
    SaidFact("phone", "the number is oh one six one, four nine six, two two eight oh", ("0161 496 2280",)),
)
OFFICE = (
    SaidFact("decision", "we decide on the twenty-first of May", ("21 May",)),
    SaidFact("callback", "call me back in two weeks, on a Tuesday", ("two weeks", "Tuesday")),
    SaidFact("missing", "you did not give an example of working under pressure", ("example", "pressure")),
    SaidFact("budget", "the budget for the post was cut by a third", ("budget",)),
    SaidFact("language", "we need somebody who speaks fluent German", ("German",)),
    SaidFact(
        "contact", "Ask for Oluwaseun Adeyemi in accounts, room three oh five", ("Adeyemi", "accounts", "305")
    ),
)
CARE = (
    SaidFact(
        "round",
        "there is a second interview with the head nurse on the ninth of March",
        ("second interview", "head nurse", "ninth"),
    ),
    SaidFact("papers", "bring your passport and two references", ("passport", "references")),
    SaidFact("nights", "the job has four night shifts a month", ("four", "night")),
    SaidFact("liked", "they liked how calm you stayed", ("calm",)),
    SaidFact("salary", "the salary is twenty-nine thousand five hundred", ("29500",)),
    SaidFact("deadline", "tell us by noon on Wednesday", ("noon", "Wednesday")),
)

Case = tuple[tuple[SaidFact, ...], tuple[str, ...], dict[str, str]]
N, P, W = "noted", "partly", "wrong"

CASES: tuple[Case, ...] = (
    (HIRED, ("Start Monday 9am",), {"start": N}),
    (HIRED, ("begin Mon 9:00",), {"start": N}),
    (HIRED, ("start mon. 0900",), {"start": N}),
    (HIRED, ("starting monday morning",), {"start": P}),
    (HIRED, ("start Tuesday at 9",), {"start": W}),
    (HIRED, ("start Monday at 10",), {"start": W}),
    (HIRED, ("contract by mail, back by Thurs",), {"contract": N}),
    (HIRED, ("contrct via email - return thursady",), {"contract": N}),
    (HIRED, ("paperwork emailed, send back Thu",), {"contract": N}),
    (HIRED, ("contract to be returned by Friday",), {"contract": W}),
    (HIRED, ("trng day Fri 8-4",), {"training": N}),
    (HIRED, ("Training: friday 08:00 - 16:00",), {"training": N}),
    (HIRED, ("fri trainign from 8 til 4",), {"training": N}),
    (HIRED, ("training on Wednesday",), {"training": W}),
    (HIRED, ("training Fri 9-4",), {"training": W}),
    (HIRED, ("drug test, clinic Mill St",), {"test": N}),
    (HIRED, ("medical screening @ mill street clinic",), {"test": N}),
    (HIRED, ("no drug test",), {"test": W}),
    (HIRED, ("Dana ext 274",), {"contact": N}),
    (HIRED, ("Dana Witfield x 2-7-4",), {"contact": N}),
    (HIRED, ("dana whitfield, direct line two seven four",), {"contact": N}),
    (HIRED, ("extension 247",), {"contact": W}),
    (HIRED, ("ext 247, no 274, dana",), {"contact": N}),
    (HIRED, ("everyone wanted me",), {"praise": N}),
    (HIRED, ("Mon 9 start; contract back Thur; training Fri 8-4; drug test Mill St; 274 Dana",),
     {"start": N, "contract": N, "training": N, "test": N, "contact": N}),
    (HIRED, ("1. contract - email - Thursday", "2. training friday 8", "3. drugs test mill street", "start 9 monday"),
     {"start": N, "contract": N, "training": N, "test": N}),
    (HIRED, ("happy!!", "buy milk", "ask about holidays"), {}),
    (HIRED[1:2], ("start Monday 9am", "contract Thursday"), {"contract": N}),
    (HIRED[:1], ("ext 274", "training Friday"), {}),
    (NOT_HIRED, ("wanted someone to start immediately, knows reservation software",), {"reason": N}),
    (NOT_HIRED, ("needed s.o. asap + booking sys",), {"reason": N}),
    (NOT_HIRED, ("my answers too long!!",), {"hint": N}),
    (NOT_HIRED, ("I rambled",), {"hint": N}),
    (NOT_HIRED, ("keep it brief, 1 thing I did myself",), {"advice": N}),
    (NOT_HIRED, ("shorter answers",), {"advice": P}),
    (NOT_HIRED, ("apply again Oct",), {"again": N}),
    (NOT_HIRED, ("re-apply in Ocotber",), {"again": N}),
    (NOT_HIRED, ("applications again in November",), {"again": W}),
    (NOT_HIRED, ("write to Judith Vance, HR, 2nd floor",), {"contact": N}),
    (NOT_HIRED, ("Judit Vans personel",), {"contact": N}),
    (NOT_HIRED, ("Judith Vance HR third floor",), {"contact": W}),
    (RUNNER_UP, ("other one had more exp. w/ Excel",), {"reason": N}),
    (RUNNER_UP, ("sombody with more expereince in spreadsheats",), {"reason": N}),
    (RUNNER_UP, ("I was 2nd",), {"second": N}),
    (RUNNER_UP, ("runner-up",), {"second": N}),
    (RUNNER_UP, ("third choice",), {"second": W}),
    (RUNNER_UP, ("liked my preparation",), {"strength": N}),
    (RUNNER_UP, ("evening class excel, bring portfolio",), {"advice": N}),
    (RUNNER_UP, ("reception job sept",), {"opening": N}),
    (RUNNER_UP, ("front desk needs s.b. in spetember",), {"opening": N}),
    (RUNNER_UP, ("front desk opening in December",), {"opening": W}),
    (RUNNER_UP, ("Helen March ext. 119",), {"contact": N}),
    (RUNNER_UP, ("ask for Hellen Marsh 1-1-9",), {"contact": N}),
    (RUNNER_UP, ("Helen Marsh, 191",), {"contact": W}),
    (RUNNER_UP, ("Helen",), {"contact": P}),
    (RUNNER_UP[:3], ("front desk Sept", "Helen Marsh 119"), {}),
    (WAREHOUSE, ("late shift 2.30pm",), {"shift": N}),
    (WAREHOUSE, ("lates from 14:30",), {"shift": N}),
    (WAREHOUSE, ("late shft starts 2:30",), {"shift": N}),
    (WAREHOUSE, ("late shift starts 3:30",), {"shift": W}),
    (WAREHOUSE, ("Gate 7, Hanover Rd",), {"gate": N}),
    (WAREHOUSE, ("go to gate 17 hanover road",), {"gate": W}),
    (WAREHOUSE, ("hannover road gate seven",), {"gate": N}),
    (WAREHOUSE, ("own safety shoes",), {"boots": N}),
    (WAREHOUSE, ("need saftey boots",), {"boots": N}),
    (WAREHOUSE, ("£16.40/h after 1 month",), {"pay": N}),
    (WAREHOUSE, ("pay 16,40 after a month",), {"pay": N}),
    (WAREHOUSE, ("pay 14.60 after first month",), {"pay": W}),
    (WAREHOUSE, ("supervisor Tomas Kowalsky",), {"supervisor": N}),
    (WAREHOUSE, ("boss = Tomasz K.",), {"supervisor": N}),
    (WAREHOUSE, ("tel 0161 4962280",), {"phone": N}),
    (WAREHOUSE, ("0161-496-2280",), {"phone": N}),
    (WAREHOUSE, ("tel 0161 496 2208",), {"phone": W}),
    (WAREHOUSE, ("late 2.30, gate 7 hanover, boots!",), {"shift": N, "gate": N, "boots": N}),
    (WAREHOUSE, ("ask mum for the car",), {}),
    (OFFICE, ("decision 21/5",), {"decision": N}),
    (OFFICE, ("they'll decide May 21st",), {"decision": N}),
    (OFFICE, ("deciding on the 21st",), {"decision": N}),
    (OFFICE, ("decision 12 May",), {"decision": W}),
    (OFFICE, ("decision 21 June",), {"decision": W}),
    (OFFICE, ("call back tues in 2 wks",), {"callback": N}),
    (OFFICE, ("ring again in a fortnight (Tuesday)",), {"callback": N}),
    (OFFICE, ("call back in 3 weeks",), {"callback": W}),
    (OFFICE, ("call again Thursday in two weeks",), {"callback": W}),
    (OFFICE, ("give ex. of work under presure",), {"missing": N}),
    (OFFICE, ("need story about stress / pressure, example",), {"missing": N}),
    (OFFICE, ("post lost funding",), {"budget": N}),
    (OFFICE, ("buget cut",), {"budget": N}),
    (OFFICE, ("must speak good german",), {"language": N}),
    (OFFICE, ("no German needed",), {"language": W}),
    (OFFICE, ("Adeyemi (accts) rm 305",), {"contact": N}),
    (OFFICE, ("Oluwaseun Adeyemi acounts room 3-0-5",), {"contact": N}),
    (OFFICE, ("Adeyemi, accounts, room 350",), {"contact": W}),
    (OFFICE, ("room 305",), {"contact": P}),
    (OFFICE[:1], ("German, call back in 2 weeks",), {}),
    (OFFICE, ("21 may decision; call back 2 weeks tuesday; budget", "german"),
     {"decision": N, "callback": N, "budget": N, "language": N}),
    (CARE, ("2nd iv w/ head nurse 9 March",), {"round": N}),
    (CARE, ("another interview 9/3 head nurse",), {"round": N}),
    (CARE, ("2nd interview head nurse March 19",), {"round": W}),
    (CARE, ("passport + 2 refs",), {"papers": N}),
    (CARE, ("bring pasport and three references",), {"papers": W}),
    (CARE, ("4 nights / month",), {"nights": N}),
    (CARE, ("four nite shifts",), {"nights": N}),
    (CARE, ("5 night shifts a month",), {"nights": W}),
    (CARE, ("stayed calm - good",), {"liked": N}),
    (CARE, ("calmness",), {"liked": N}),
    (CARE, ("29.5k",), {"salary": N}),
    (CARE, ("salary 29,500",), {"salary": N}),
    (CARE, ("salary 25,900",), {"salary": W}),
    (CARE, ("answer by Wed 12:00",), {"deadline": N}),
    (CARE, ("tell them wednesday midday",), {"deadline": N}),
    (CARE, ("wendesday noon",), {"deadline": N}),
    (CARE, ("weather nice",), {}),
)  # fmt: skip
