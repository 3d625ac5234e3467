"""A tape read from facts, a position that keys move, and what is drawn of it."""

from simulator.call import facts as f
from simulator.reports.playback import Transport, listing, picture, tape

FACTS = (
    f.RingingStarted(0),
    f.PickedUp(2000),
    f.NodeEntered(2400, "greeting", False),
    f.LineStarted(2400, 0, "greeting", 4400, True),
    f.PartStarted(2400, 0, 0, "say", "Hello?", 4400),
    f.PartEnded(4400, 0, 0, True, 2000),
    f.LineEnded(4400, 0, False),
    f.SpeechStarted(5060, 5000),
    f.SpeechEnded(9200, 5000, 9000),
    f.TurnEnded(9700, 1, 5000, 9000),
    f.Heard(10500, 1, "It is me. \x1b[2J", ("name",), (), ()),
    f.NodeEntered(10500, "verdict", True),
    f.LineStarted(10500, 1, "verdict", 14500, True),
    f.PartStarted(10500, 1, 0, "say", "It is a no.", 14500),
    f.PartEnded(12000, 1, 0, False, 1500),
    f.BargedIn(12000, 1, 11000),
    f.HungUp(20000, "caller"),
)
TAPE = tape(FACTS, 20_000, "Dana")


def test_the_tape() -> None:
    assert TAPE.recruiter == ((2400, 4400), (10500, 12000))
    assert TAPE.caller == ((5000, 9000),)
    assert [(s.start, s.party) for s in TAPE.said] == [(2400, "Dana"), (5000, "You"), (10500, "Dana")]
    assert [(m.at, m.label) for m in TAPE.moments] == [
        (2000, "picked up"),
        (2400, "greeting"),
        (5000, "your turn"),
        (10500, "verdict (the verdict)"),
        (11000, "you talked over the line"),
        (20000, "hung up by the caller"),
    ]


def test_the_keys() -> None:
    now = Transport(TAPE)
    seen = []
    for key in ("n", "n", "n", "right", "p", "left", "left", "right", "n", "p"):
        now.key(key)
        seen.append(now.at)
    assert seen == [2000, 2400, 5000, 10000, 5000, 0, 0, 5000, 10500, 5000]
    now.key("space")
    now.advance(500)
    assert (now.at, now.done) == (5000, False)
    now.key("space")
    now.advance(500)
    assert now.at == 5500
    now.advance(60_000)
    assert (now.at, now.done) == (20_000, True)
    again = Transport(TAPE, 99_000)
    assert again.at == 20_000
    again.key("p")
    assert again.at == 11_000
    again.key("q")
    assert again.done


def test_the_picture_moves_and_is_harmless() -> None:
    now = Transport(TAPE, 6000)
    lines = picture(now, "Dana", 60).split("\n")
    assert lines[0] == "▶ 0:06 / 0:20   your turn"
    assert lines[1].index("█") == len("Dana  ") + 2400 // 250
    assert lines[2][len("Dana  ") + 24] == "|"
    assert lines[3].strip() == r"You: It is me. \x1b[2J"
    assert all(len(line) <= 60 for line in lines)
    now.key("right")
    assert picture(now, "Dana", 60) != "\n".join(lines)
    assert picture(now, "Dana", 60, "ascii").isascii()
    assert "\x1b" not in listing(TAPE)
