"""Titles in every frame and word order, made from the title itself; and other titles in the same frames."""

import random

from simulator.understanding.positions import read_position

TITLES = """
Data Analyst;Sales Associate;Project Manager;Security Guard;Truck Driver;Warehouse Worker;Legal Secretary
Account Manager;Dental Assistant;Office Clerk;Dog Groomer;Claims Adjuster;Event Planner;Music Teacher
Bank Teller;Flight Attendant;Quality Inspector;Grant Writer;Pest Control Technician;Real Estate Agent
Customer Service Representative;Supply Chain Analyst;Human Resources Generalist;Network Administrator
Business Development Manager;Translator;Florist;Plumber;Cashier;Hotel Receptionist;Store Manager
School Counselor;Ski Instructor;Pastry Chef;Locksmith;Geologist;Air Traffic Controller;Court Reporter
"""
WHOLE = (
    "i interviewed for {} on monday", "my {} interview was on tuesday at two", "{}, that was the job",
    "the interview for your opening for a {}", "you are hiring a {} and i was in on friday",
    "i would like to work as a {} for you", "the full time {} job", "a part-time {} position",
    "Hello, this is Ann Lee. {}. I interviewed Monday at ten.", "the job was {} and i interviewed at ten",
    "for one of your {} positions", "to see whether you have chosen a {} yet", "for a junior {} position",
    "concerning your {} post i was there thursday", "the job of a {}", "I spoke with you about becoming a {}",
)  # fmt: skip
APART = (
    "the {last} position in {rest}", "the job as {last} in your {rest} department", "the {last} job, {rest}",
    "the {last} role on the {rest} team", "the position in {rest}, as {last}", "a {last} for {rest}",
    "the {rest} department's {last} job", "i interviewed as {last} in {rest} on monday",
)  # fmt: skip


def _said(title: str, frame: str) -> str:
    *rest, last = title.lower().split()
    return frame.format(title.lower(), rest=" ".join(rest), last=last)


def _frames(title: str) -> tuple[str, ...]:
    return WHOLE + APART * (" " in title)


def test_the_title_in_every_frame_is_given_and_no_other_title_is() -> None:
    dice = random.Random(4)
    titles = TITLES.replace("\n", ";").strip(";").split(";")
    wrong: list[tuple[str, str, str]] = []
    for title in titles:
        for frame in _frames(title):
            if (result := read_position(_said(title, frame), title).result) != "given":
                wrong.append((title, frame, result))
        for other in dice.sample([t for t in titles if t != title], 6):
            said = _said(other, dice.choice(_frames(other)))
            if read_position(said, title).result == "given":
                wrong.append((title, said, "given"))
    assert not wrong
