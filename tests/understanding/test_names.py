"""The caller's name: what was said, on whose card, and how a fair listener takes it."""

import pytest

from simulator.understanding.names import read_name

# card | text | result | said
TABLE = """
John Smith | Good morning, this is John Smith. I interviewed on Monday. | given | John Smith
John Smith | Hello, John Smith here. | given | John Smith
John Smith | hi my name is john smith and i had an interview | given | john smith
John Smith | Jon Smyth speaking. | given | Jon Smyth
John Smith | Hi Dana, this is Jane Smith calling. | wrong | Jane Smith
John Smith | This is John Porter. | wrong | John Porter
John Smith | My name is John Smithson. | wrong | John Smithson
John Smith | Hi, this is John, I'm calling about the interview. | partial | John
John Smith | This is Mr. Smith. | partial | Smith
John Smith | May I speak to Dana Porter? I interviewed with Ms. Porter. | missing |
John Smith | May I speak to John Smith, please? | missing |
John Smith | I'm calling to ask about the outcome. | missing |
John Smith | I'm happy to hear that. | missing |
Erica Johnson | hello this is eric johnson | wrong | eric johnson
Robert Smith | my name is Bob Smith | wrong | Bob Smith
Simon Grey | my name is simone grey | wrong | simone grey
Lars Jensen | my name is lars jansen | wrong | lars jansen
Joao Silva | my name is joao salva | doubtful | joao salva
Nur Hassan | My name is Norhassen and I interviewed | given | Norhassen
Priya Raghunathan | this is Priya Raghu Nathan calling about | given | Priya Raghu Nathan
Priya Raghunathan | This is Maya Raghunathan. | wrong | Maya Raghunathan
Siobhan O'Leary | Hello, this is Shivon O'Leary. | given | Shivon O'Leary
Nguyen Van Minh | I'm Minh Nguyen. | given | Minh Nguyen
María García López | This is Maria Lopez. | given | Maria Lopez
Jan van den Berg | this is jan vandenberg | given | jan vandenberg
Jean-Luc Moreau | My name is Jean Luc Moreau. | given | Jean Luc Moreau
J. R. Ewing | This is J R Ewing. | given | J R Ewing
Smith, John | This is John Smith. | given | John Smith
Müller, Jürgen | Hello, this is Jurgen Muller. | given | Jurgen Muller
Sukarno | My name is Sue Carno. | given | Sue Carno
April May | Hi, my name is April May and I interviewed in June. | given | April May
Mary-Ann Smith-Jones | This is Mary Ann Jones. | given | Mary Ann Jones
Corazon Villanueva | Hi, Corazon Villanueva. I interviewed on Monday. | given | Corazon Villanueva
Vernon Gladstone | Hello, Vernon Gladwell. I interviewed on Monday. | wrong | Vernon Gladwell
Bogdan Munteanu | Good morning. Bogdan. I interviewed on Monday. | partial | Bogdan
Kavita Iyengar | Um, hello, this is, this is Kavita Iyengar. I interviewed. | given | Kavita Iyengar
Jan van den Berg | this is Jan van der Linden. | wrong | Jan van der Linden
Ferdinand Bautista | Hi, Ferdinand bought us to speaking. I'm calling. | given | Ferdinand bought us to
Maartje de Vries | de Vries is my family name and Maartje my given name. | given | de Vries is my family name and Maartje
Erik Dahl | Hi, this is Erica Dahl. | wrong | Erica Dahl
Nicholas Barrow | Nicola Barrow here, good morning. | doubtful | Nicola Barrow
Wolfgang Richter | This is Wolfgang Ritter. | wrong | Wolfgang Ritter
Ana Costa | Hi, I'm Ana Acosta. | wrong | Ana Acosta
Louis Grant | My name is Louise Grant. | wrong | Louise Grant
Catherine St. John | This is Catherine St. John again, from Friday. | given | Catherine St John
Rachel Green | This is Rachel Green-Porter. | wrong | Rachel Green
Haruto Tanaka | My name is Harudo Tanaka. | given | Harudo Tanaka
Sophie Marsh-Downing | Hi, I'm Sophie Marsh-Downing. | given | Sophie Marsh
John Smith | My name is J O H N S M I T H. | given | J O H N S M I T H
Jean-Luc Moreau | hello jean luc moreau welder on tuesday at two | given | jean luc moreau
Dana Parker | hello dana porter i had an interview | wrong | dana porter
Tobias Krämer | Good morning, here is Tobias Kramer, joiner. | given | Tobias Kramer
Evangelos Drakos | Any news on my application? That's for Drakos, Evangelos. | given | Drakos Evangelos
John Smith | Jane Porter here. Is John Smith there? | wrong | Jane Porter
John Smith | Good morning, here is the thing. | missing |
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_read_name(row: str) -> None:
    card, text, result, said = (cell.strip() for cell in row.split("|"))
    reading = read_name(text, card)
    assert (reading.result, reading.said) == (result, said)
    assert text[reading.start : reading.end] == reading.heard
    assert reading.why


@pytest.mark.parametrize(
    ("accepted", "text", "result"),
    [
        (["Bob"], "my name is Bob Smith", "given"),
        (["Bob Smith"], "my name is Bob Smith", "given"),
        (["Bob"], "my name is Rob Smith", "wrong"),
        (["Bob"], "my name is Bob", "partial"),
        (["Smithy"], "my name is Robert Smithy", "given"),
    ],
)
def test_nicknames_count_only_where_the_card_has_them(accepted: list[str], text: str, result: str) -> None:
    assert read_name(text, "Robert Smith", accepted).result == result
