"""A session as something to play: a position that moves, events to jump to, and the picture of the moment.

    ▶ 0:42 / 1:33   verdict
    Dana  ····██████████·····████████│·········
    You   ████·······················│·····████
          It was a close decision.

Lives here: where things are, what a key does, and what is shown. Must not know: sound, clocks, keyboards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.call import facts as f
from simulator.reports.plain import clock, inert, marks_for

STEP_MS = 5000
"""What an arrow moves."""

BACK_MS = 1500
"""So soon after an event, the key for the previous one goes to the one before it."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """An event worth jumping to."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words and when they were heard."""

    start: int
    end: int
    party: str
    text: str


@dataclass(frozen=True, slots=True)
class Tape:
    """What the facts of a call say about its recording; times in ms of it."""

    duration_ms: int
    recruiter: tuple[Stretch, ...]
    caller: tuple[Stretch, ...]
    said: tuple[Said, ...]
    moments: tuple[Moment, ...]


def tape(facts: Sequence[f.Fact], duration_ms: int, recruiter: str) -> Tape:
    """Reads the facts once, in order."""
    lanes: dict[str, list[Stretch]] = {"recruiter": [], "caller": []}
    said: list[Said] = []
    moments: list[Moment] = []
    part: f.PartStarted | None = None
    turn: Stretch | None = None
    for fact in facts:
        match fact:
            case f.PartStarted():
                part = fact if fact.kind in ("say", "disclosure") else None
            case f.PartEnded(heard_ms=ms) if part is not None:
                lanes["recruiter"].append((part.at, part.at + ms))
                said.append(Said(part.at, part.at + ms, recruiter, part.text))
                part = None
            case f.SpeechEnded(onset=onset, offset=offset):
                lanes["caller"].append((onset, offset))
            case f.TurnEnded(onset=onset, offset=offset):
                turn = (onset, offset)
            case f.Heard(text=text) if turn is not None:
                said.append(Said(*turn, "You", text))
        if (label := _label(fact)) is not None:
            moments.append(Moment(_at(fact), label))
    return Tape(
        duration_ms,
        tuple(lanes["recruiter"]),
        tuple(lanes["caller"]),
        tuple(sorted(said, key=lambda each: each.start)),
        tuple(sorted(moments, key=lambda each: each.at)),
    )


def _label(fact: f.Fact) -> str | None:
    match fact:
        case f.PickedUp():
            return "picked up"
        case f.NodeEntered(node=node, verdict=verdict):
            return f"{node} (the verdict)" if verdict else node
        case f.BargedIn():
            return "you talked over the line"
        case f.DisclosureEarned():
            return "your silence earned more"
        case f.DisclosureLost():
            return "you spoke before more was said"
        case f.TurnEnded():
            return "your turn"
        case f.PatienceRanOut():
            return "patience ran out"
        case f.HungUp(by=by):
            return f"hung up by the {by}"
    return None


def _at(fact: f.Fact) -> int:
    return fact.onset if isinstance(fact, f.TurnEnded | f.BargedIn | f.DisclosureLost) else fact.at


class Transport:
    """Position and motion over a tape. `key` takes the names space, left, right, n, p and q."""

    def __init__(self, on: Tape, start_ms: int = 0) -> None:
        self.tape = on
        self.at = min(max(start_ms, 0), on.duration_ms)
        self.playing = True
        self.left = False

    @property
    def done(self) -> bool:
        return self.left or (self.playing and self.at >= self.tape.duration_ms)

    def advance(self, ms: int) -> None:
        """Time passes; only while playing."""
        if self.playing:
            self._go(self.at + ms)

    def key(self, name: str) -> None:
        match name:
            case "space":
                self.playing = not self.playing
            case "left":
                self._go(self.at - STEP_MS)
            case "right":
                self._go(self.at + STEP_MS)
            case "n":
                self._go(next((m.at for m in self.tape.moments if m.at > self.at), self.tape.duration_ms))
            case "p":
                before = [m.at for m in self.tape.moments if m.at < self.at - BACK_MS]
                self._go(before[-1] if before else 0)
            case "q":
                self.left = True

    def _go(self, at: int) -> None:
        self.at = min(max(at, 0), self.tape.duration_ms)


def picture(now: Transport, recruiter: str, width: int, encoding: str = "utf-8") -> str:
    """The four lines of the moment, `width` characters wide at most."""
    tape, marks = now.tape, marks_for(encoding)
    name = max(len(recruiter), 3)
    cells = max(10, width - name - 3)
    scale = 250
    first = max(0, now.at // scale - cells // 2)
    cursor = now.at // scale - first
    event = next((m.label for m in reversed(tape.moments) if m.at <= now.at), "")
    words = next((s for s in reversed(tape.said) if s.start <= now.at < s.end + 800), None)
    state = (">" if now.playing else "=") if marks.silent == "." else ("▶" if now.playing else "‖")
    told = inert(f"{words.party}: {words.text}", encoding) if words else ""

    def lane(stretches: Iterable[Stretch], mark: str) -> str:
        row = [marks.silent] * cells
        for start, end in stretches:
            for cell in range(max(start // scale - first, 0), min(-(-end // scale) - first, cells)):
                row[cell] = mark
        for cell in range(max(0, -(-tape.duration_ms // scale) - first), cells):
            row[cell] = " "
        if cursor < cells:
            row[cursor] = "|"
        return "".join(row)

    return "\n".join(
        (
            f"{state} {clock(now.at)} / {clock(tape.duration_ms)}   {inert(event, encoding)}"[:width],
            f"{inert(recruiter, encoding):<{name}}  {lane(tape.recruiter, marks.recruiter)}",
            f"{'You':<{name}}  {lane(tape.caller, marks.caller)}",
            f"{'':<{name}}  {told}"[:width],
        )
    )


def listing(on: Tape) -> str:
    """Words and events in order, for an output that cannot be drawn upon."""
    rows = [(s.start, f"{s.party}: {s.text}") for s in on.said]
    rows += [(m.at, f"  [{m.label}]") for m in on.moments]
    return "\n".join(f"{clock(at):>5}  {inert(text)}" for at, text in sorted(rows))
