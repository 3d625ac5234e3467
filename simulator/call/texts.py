"""Everything that a recruiter may have to say, so that it can be rendered before the call."""

from simulator.scenario.candidate import Candidate
from simulator.scenario.model import Disclose, Scenario, Variants, Words
from simulator.scenario.slots import fill


def texts(scenario: Scenario, candidate: Candidate) -> tuple[str, ...]:
    """Everything the recruiter may say in a call, slots filled, each once, in the order of the scenario."""
    said: list[str] = []
    for node in scenario.nodes.values():
        for part in node.say:
            if isinstance(part, Words):
                said.append(part.say)
            elif isinstance(part, Variants):
                said += part.any
            elif isinstance(part, Disclose):
                said.append(part.disclose.say)
    said += [*scenario.patience.say, scenario.patience.give_up]
    return tuple(dict.fromkeys(fill(text, scenario, candidate) for text in said))
