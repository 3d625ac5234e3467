"""The position: what was said against the card's title."""

from pathlib import Path

import pytest

from simulator.understanding.positions import read_position, wordings

# card | text | result | heard
TABLE = """
Accountant | I interviewed for the accountant position on Wednesday | given | accountant
Accountant | it was for the accounting role | given | accounting
Barista | interviewed as a barista last week | given | barista
Barista | for the bar ista position | given | bar ista
Human Resources Assistant | for the HR assistant job | given | HR assistant
Software Developer | for the senior software developer role | given | software developer
Senior Software Developer | for the software developer role | given | software developer
Registered Nurse | the RN opening | given | RN
Registered Nurse | for the nurse position | partial | nurse
Sales Associate | for the position of sales associate with you | given | sales associate
Frontend Developer | for the front end dev job | given | front end dev
Operations Manager | as the manager of operations | given | manager of operations
Warehouse Workers | about the warehouse worker vacancy | given | warehouse worker
Civil Engineer | for your open civil engineer job | given | civil engineer
Civil Engineer | for the electrical engineer position on Monday | wrong | electrical engineer
Administrative Assistant | on March 24 for Administrative Assistant, and checking whether | given | Administrative Assistant
Safety Officer | for health, and safety officer | given | safety officer
Cook | I wanted to catch you beforehand. It was on Friday. | missing |
Cook | I interviewed on Monday. Kook. At nine. | given | Kook
Grounds Keeper | My name is Ezekiel Mbeki. Groundskeeper. | given | Groundskeeper
Car Painter | My interview for car painter, it was on the third | given | car painter
Elevator Technician | for lift technician | given | lift technician
Landscape Architect | about landscape gardener. Wednesday at two. | wrong | landscape gardener
Delivery Rider | Delivery writer. Monday at one. | missing |
Civil Engineer | about the engineer role | partial | engineer
Payroll Specialist | we talked about the specialist job in payroll on monday | given | specialist job in payroll
Help Desk Analyst | one of the candidates for the analyst role on the help desk. | given | analyst role on the help desk
Dishwashing Attendant | on the spa attendant job, please | wrong | spa attendant
Kindergarten Teacher | regarding the result for the music teacher position | wrong | music teacher
Optician | I came in for the position of dietician | wrong | position of dietician
Shift Supervisor | we talked about the lab supervisor role | wrong | lab supervisor
Office Manager | for the office manager assistant position | wrong | office manager assistant
Office Manager | I had an interview for assistant office manager | wrong | assistant office manager
Product Manager | about my interview for project manager on June third | wrong | project manager
Sous Chef | for the head chef position | wrong | head chef
Sales Associate | I interviewed on Friday at two | missing |
Warehouse Worker | I interviewed for the job as a worker in the warehouse. | given | worker in the warehouse
Data Analyst | I interviewed for the analyst position with the data team. | given | analyst position with the data
Truck Driver | I interviewed for the trucker position. | given | trucker
Housekeeper | I interviewed for the housekeeping gig. | given | housekeeping
Nurse | I interviewed for the nurse practitioner job. | wrong | nurse practitioner
Software Engineer | I interviewed to be a software developer. | wrong | software developer
HGV Class 1 Driver | about the class one HGV driver vacancy. | given | class one HGV driver
Year 4 Class Teacher | for the year four teacher post. | given | year four teacher
Year 4 Class Teacher | for the year five teacher post. | wrong | year five teacher
Level 3 Chef | the level three chef job | given | three chef
Principal Signalling Engineer | I was in for signaling engineer | given | signaling engineer
Jeweller | about the jeweler job | given | jeweler
Paediatric Nurse | for the pediatric nurse position | given | pediatric nurse
Archeologist | for the archaeologist post | given | archaeologist
Dispatch Clerk | for the despatch clerk job | given | despatch clerk
Ecologist | the ecology job | given | ecology
Farm Worker | for the agricultural worker post | given | agricultural worker
Forklift Truck Operator | I came in about the forklift job | given | forklift
Deputy Headteacher | deputy head at your school | given | deputy head
Nurse, Emergency Department | the nurse position over in emergency | given | nurse position over in emergency
Care Home Manager | it was assistant to the care home manager | wrong | care home manager
Tax Analyst | Tom got the project manager job. Mine was tax analyst. | given | tax analyst
Librarian | Good morning, Maud Winterbottom here. | missing |
Librarian | about the library job | given | library
Sheep Shearer | the shearer's job out at the shed | given | shearer's
Tour Guide | I interviewed for tour guide around lunchtime, no wait, at two. | given | tour guide
Deli Manager | Thanks for the sandwich, by the way. | missing |
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_read_position(row: str) -> None:
    card, text, result, heard = (cell.strip() for cell in row.split("|"))
    reading = read_position(text, card)
    assert (reading.result, reading.heard) == (result, heard)
    assert text[reading.start : reading.end] == reading.heard


@pytest.mark.parametrize(
    ("position", "first", "turned"),
    [
        ("Interpreter (Dari)", "Interpreter Dari", "Dari Interpreter"),
        ("Registered Nurse, Paediatrics", "Registered Nurse Paediatrics", "Paediatrics Registered Nurse"),
        ("Buyer - Menswear", "Buyer Menswear", "Menswear Buyer"),
        ("Front-end Developer", "Front-end Developer", None),
        ("Cook", "Cook", None),
    ],
)
def test_what_may_be_written_for_a_position(position: str, first: str, turned: str | None) -> None:
    said = [first, turned] if turned else [first]
    assert wordings(position) == (*said, *(wording.lower() for wording in said))


def test_rank_added_or_left_out_is_noted() -> None:
    assert "card says Senior Engineer" in read_position("for the engineer position", "Senior Engineer").why
    assert "card says" not in read_position("for the senior engineer position", "Senior Engineer").why


def test_the_titles_of_the_development_file() -> None:
    """benchmarks/data/understanding/titles-dev-6.tsv; no wrong title is credited, and what is not read is named."""
    file = Path(__file__).parents[2] / "benchmarks" / "data" / "understanding" / "titles-dev-6.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    read = {(card, text): (read_position(text, card).result, label) for card, text, label in rows}
    assert [at for at, (got, label) in read.items() if got == "given" and label != "given"] == []
    assert {text for (_, text), (got, label) in read.items() if got != label} == {
        "the driving job, doing deliveries",
        "the carer position",
        "I applied for call centre advisor, no, agent.",
    }
