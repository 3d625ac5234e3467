"""Proves that a scenario can be played, and tells everything that stands against it, each at its place.

Lives here: the rules for one scenario and its cases, as functions that yield problems. That the cases really
come out as they say, and that together they visit every node, is proved by playing them: `call.dryrun`.
"""

from collections.abc import Callable, Collection, Iterator

from simulator.scenario import graph
from simulator.scenario.candidate import example_candidate
from simulator.scenario.model import AnyPart, Disclose, Node, Pause, Variants, Words
from simulator.scenario.reader import LoadedScenario
from simulator.scenario.slots import fill, known_slots, slots_in
from simulator.understanding.vocabulary import CUES
from simulator.yamlfile import Loc, Places, Problem, suggestion

__all__ = ["Problem", "check"]

CHARACTERS_A_SECOND = 15
LONGEST_LINE_S = 20
LONGEST_MOVE_S = 40
LONGEST_TITLE = 60
RUBRIC = {"A": 3, "B": 9, "C": 10, "D": 15, "E": 6, "F": 2}
"""Step of the rubric -> how many checks it has."""


def check(loaded: LoadedScenario, voices: Collection[str] | None = None) -> tuple[Problem, ...]:
    """All problems of a scenario and its cases, sorted; none means that it can be played.

    `voices` are the ids of the voices that there are; None leaves the recruiter's unchecked.
    """
    problems = {problem for rule in _RULES for problem in rule(loaded)}
    wanted = loaded.scenario.recruiter.voice
    if voices is not None and wanted is not None and wanted not in voices:
        message = f'there is no voice "{wanted}"{suggestion(wanted, voices)}'
        problems.add(loaded.places.problem(("recruiter", "voice"), message))
    return tuple(sorted(problems))


def _texts(loaded: LoadedScenario) -> Iterator[tuple[Places, Loc, str]]:
    """Everything that is said on either side, and where it is written; facts apart."""
    scenario = loaded.scenario
    for name, node in scenario.nodes.items():
        for index, part in enumerate(node.say):
            if isinstance(part, Words):
                yield loaded.places, ("nodes", name, "say", index, "say"), part.say
            elif isinstance(part, Variants):
                for at, variant in enumerate(part.any):
                    yield loaded.places, ("nodes", name, "say", index, "any", at), variant
            elif isinstance(part, Disclose):
                yield loaded.places, ("nodes", name, "say", index, "disclose", "say"), part.disclose.say
    for index, prompt in enumerate(scenario.patience.say):
        yield loaded.places, ("patience", "say", index), prompt
    yield loaded.places, ("patience", "give_up"), scenario.patience.give_up
    for persona, case in loaded.cases.items():
        for index, move in enumerate(case.caller):
            if move.say:
                yield loaded.case_places[persona], ("caller", index, "say"), move.say


def _slots(loaded: LoadedScenario) -> Iterator[Problem]:
    facts = [(loaded.places, ("facts", key, "say"), fact.say) for key, fact in loaded.scenario.facts.items()]
    known = known_slots(loaded.scenario)
    for places, loc, text in (*_texts(loaded), *facts):
        for slot in slots_in(text):
            if slot not in known:
                yield places.problem(loc, f"there is no slot {{{slot[:60]}}}{suggestion(slot, known)}")
            elif loc[0] == "facts" and slot.startswith("fact."):
                yield places.problem(loc, f"a fact cannot hold another one, {{{slot}}}")
        if text.count("{") != text.count("}") or len(slots_in(text)) != text.count("{"):
            yield places.problem(loc, "a brace is open; slots are written {candidate.name}")


def _facts(loaded: LoadedScenario) -> Iterator[Problem]:
    said = {slot for places, _, text in _texts(loaded) if places is loaded.places for slot in slots_in(text)}
    for key in loaded.scenario.facts:
        if f"fact.{key}" not in said:
            message = f'the fact "{key}" is never said; put {{fact.{key}}} into a line'
            yield loaded.places.problem(("facts", key), message, key=True)
        if not loaded.scenario.facts[key].note:
            message = f'the fact "{key}" has no `note`, the words that a good note of it holds'
            yield loaded.places.problem(("facts", key), message, key=True)


def _cues(loaded: LoadedScenario) -> Iterator[Problem]:
    own = loaded.scenario.cues
    used = set()
    for name, node in loaded.scenario.nodes.items():
        for index, branch in enumerate(node.then):
            for at, cue in enumerate(branch.when.cue):
                used.add(cue)
                if cue not in CUES and cue not in own:
                    loc = ("nodes", name, "then", index, "when", "cue", at)
                    hint = suggestion(cue, (*CUES, *own))
                    yield loaded.places.problem(loc, f'there is no cue "{cue}"{hint}')
    for cue in own:
        if ("cues", cue) not in loaded.places.keys:
            continue  # the pack's, told nowhere: another scenario of it may use the cue
        if cue in CUES:
            message = f'the shared vocabulary has a cue "{cue}" already; give this one another name'
            yield loaded.places.problem(("cues", cue), message, key=True)
        elif cue not in used:
            yield loaded.places.problem(("cues", cue), f'no branch asks for the cue "{cue}"', key=True)


def _targets(loaded: LoadedScenario) -> Iterator[Problem]:
    scenario = loaded.scenario
    if scenario.start not in scenario.nodes:
        hint = suggestion(scenario.start, scenario.nodes)
        yield loaded.places.problem(("start",), f'there is no node "{scenario.start}"{hint}')
    for name, node in scenario.nodes.items():
        for index, branch in enumerate(node.then):
            if branch.go not in scenario.nodes:
                loc = ("nodes", name, "then", index, "otherwise", "go")
                hint = suggestion(branch.go, scenario.nodes)
                yield loaded.places.problem(loc, f'there is no node "{branch.go}"{hint}')


def _branches(loaded: LoadedScenario) -> Iterator[Problem]:
    for name, node in loaded.scenario.nodes.items():
        if node.end:
            if node.then:
                message = f'"{name}" is an end, so nothing can come after it'
                yield loaded.places.problem(("nodes", name, "then"), message, key=True)
            continue
        if not any(branch.when.empty and branch.at_most is None for branch in node.then):
            message = f'"{name}" needs a last branch `otherwise: NODE`, or `end: true`'
            yield loaded.places.problem(("nodes", name), message, key=True)
        for index in range(len(node.then)):
            if why := graph.why_never(node, index):
                message = f"this branch can never be taken: {why}"
                yield loaded.places.problem(("nodes", name, "then", index), message)


def _reach(loaded: LoadedScenario) -> Iterator[Problem]:
    scenario = loaded.scenario
    found = graph.edges(scenario)
    if scenario.start in scenario.nodes:
        reached = graph.reachable([scenario.start], graph.ways(found))
        for name in scenario.nodes:
            if name not in reached:
                yield loaded.places.problem(("nodes", name), f'no branch leads to "{name}"', key=True)
    ends = [name for name, node in scenario.nodes.items() if node.end]
    ending = graph.reachable(ends, graph.ways(found, back=True))
    for name in scenario.nodes:
        if name not in ending:
            yield loaded.places.problem(("nodes", name), f'no end can be reached from "{name}"', key=True)
    for edge in graph.unbounded(scenario):
        loc = ("nodes", edge.source, "then", edge.index)
        message = f'from "{edge.source}" to "{edge.target}" can go round for ever; give it at_most'
        yield loaded.places.problem(loc, message)


def _verdicts(loaded: LoadedScenario) -> Iterator[Problem]:
    scenario = loaded.scenario
    verdicts = [name for name, node in scenario.nodes.items() if node.verdict]
    if scenario.outcome == "none":
        for name in verdicts:
            message = "a call whose outcome is none gives no verdict"
            yield loaded.places.problem(("nodes", name, "verdict"), message, key=True)
        return
    if not verdicts:
        yield loaded.places.problem(("nodes",), "no node has `verdict: true`", key=True)
    forward = graph.ways(graph.edges(scenario))
    for name in verdicts:
        again = graph.reachable(forward.get(name, ()), forward).intersection(verdicts)
        for other in sorted(again):
            message = f'"{other}" can come after "{name}", and each gives the verdict'
            yield loaded.places.problem(("nodes", name, "verdict"), message, key=True)
        after = {name} | graph.reachable(forward.get(name, ()), forward)
        if not any(scenario.nodes[each].listens and not scenario.nodes[each].end for each in after):
            message = f'nobody listens after the verdict in "{name}", so no reaction to it can be scored'
            yield loaded.places.problem(("nodes", name, "verdict"), message, key=True)


def _spoken(part: AnyPart) -> str:
    """The words of a part, the longest where they vary."""
    if isinstance(part, Variants):
        return max(part.any, key=len)
    return part.say if isinstance(part, Words) else ""


def _lines(loaded: LoadedScenario) -> Iterator[Problem]:
    scenario = loaded.scenario
    if len(scenario.title) > LONGEST_TITLE:
        message = f"has {len(scenario.title)} characters; a title may have {LONGEST_TITLE}"
        yield loaded.places.problem(("title",), message)
    prompts = [(("patience", "say", index), prompt) for index, prompt in enumerate(scenario.patience.say)]
    for loc, prompt in (*prompts, (("patience", "give_up"), scenario.patience.give_up)):
        if (seconds := _seconds(loaded, prompt)) > LONGEST_LINE_S:
            yield loaded.places.problem(loc, _too_long(seconds))
    for name, node in loaded.scenario.nodes.items():
        yield from _shape(loaded, name, node)
        words = filter(None, map(_spoken, node.say))
        if (seconds := _seconds(loaded, " ".join(words))) > LONGEST_LINE_S:
            yield loaded.places.problem(("nodes", name, "say"), _too_long(seconds), key=True)
        for index, part in enumerate(node.say):
            if isinstance(part, Disclose) and (s := _seconds(loaded, part.disclose.say)) > LONGEST_LINE_S:
                yield loaded.places.problem(("nodes", name, "say", index), _too_long(s))


def _shape(loaded: LoadedScenario, name: str, node: Node) -> Iterator[Problem]:
    """Words first; pauses between words; disclosures last."""
    for index, part in enumerate(node.say):
        after = node.say[index + 1 :]
        loc = ("nodes", name, "say", index)
        if index == 0 and not _spoken(part):
            yield loaded.places.problem(loc, "a line begins with words")
        elif isinstance(part, Pause) and not any(map(_spoken, after)):
            yield loaded.places.problem(
                loc, "a pause stands between words; after the last it is only waiting"
            )
        elif isinstance(part, Disclose) and any(not isinstance(later, Disclose) for later in after):
            yield loaded.places.problem(loc, "only another disclosure may follow; the rest would be skipped")


def _too_long(seconds: int) -> str:
    return f"takes about {seconds} s to say; a line may take {LONGEST_LINE_S} s"


def _seconds(loaded: LoadedScenario, text: str) -> int:
    """Roughly how long the text takes to say to the example candidate; 0 where a slot is unknown."""
    if not set(slots_in(text)) <= set(known_slots(loaded.scenario)):
        return 0
    try:
        said = fill(text, loaded.scenario, example_candidate())
    except ValueError:  # a fact with an unknown slot, told elsewhere
        return 0
    return -(-len(said) // CHARACTERS_A_SECOND)


def _cases(loaded: LoadedScenario) -> Iterator[Problem]:
    if not loaded.cases:
        where = f"cases/{loaded.scenario.id}/polite.yaml"
        yield loaded.places.problem(("id",), f"the scenario has no case; write one, as in {where}")
    for persona, case in loaded.cases.items():
        places = loaded.case_places[persona]
        for index, node in enumerate(case.expect.path or ()):
            if node not in loaded.scenario.nodes:
                hint = suggestion(node, loaded.scenario.nodes)
                yield places.problem(("expect", "path", index), f'there is no node "{node}"{hint}')
        for index, move in enumerate(case.caller):
            if (seconds := _seconds(loaded, move.say or "")) > LONGEST_MOVE_S:
                message = f"takes about {seconds} s to say; a caller's turn may take {LONGEST_MOVE_S} s"
                yield places.problem(("caller", index, "say"), message)
        for rubric in case.expect.checks:
            step, number = rubric[:1], rubric[1:]
            if not (number.isdecimal() and 1 <= int(number[:3]) <= RUBRIC.get(step, 0)):
                yield places.problem(("expect", "checks", rubric), f'the rubric has no "{rubric}"', key=True)


_RULES: tuple[Callable[[LoadedScenario], Iterator[Problem]], ...] = (
    _slots,
    _facts,
    _cues,
    _targets,
    _branches,
    _reach,
    _verdicts,
    _lines,
    _cases,
)
