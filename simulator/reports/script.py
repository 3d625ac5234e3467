"""A scenario's script in the terminal: every line, and where the call goes after it."""

from rich.console import Console
from rich.text import Text

from simulator.scenario.model import AnyPart, Branch, Disclose, Pause, Scenario, Variants, When, Words


def print_scenario(console: Console, scenario: Scenario) -> None:
    """Prints `scenario` node by node, in the order of the file."""
    recruiter = scenario.recruiter
    console.print(Text(scenario.title, style="bold"))
    manner = "friendly" if recruiter.friendly else "not friendly"
    console.print(Text(f"{recruiter.name}: {scenario.mood}, {manner}; the news is {scenario.outcome}."))
    for name, node in scenario.nodes.items():
        marks = [
            word
            for word, on in (
                ("start", name == scenario.start),
                ("verdict", node.verdict),
                ("end", node.end),
                ("does not yield", not node.yields),
            )
            if on
        ]
        console.print()
        console.print(Text(name, style="bold") + Text(f"  ({', '.join(marks)})" if marks else ""))
        for part in node.say:
            console.print(Text(f"    {_part(part)}"))
        for branch in node.then:
            console.print(Text(f"    -> {branch.go}: {_condition(branch)}", style="dim"))


def _part(part: AnyPart) -> str:
    match part:
        case Words(say=say):
            return f'"{say}"'
        case Variants(any=variants):
            return " | ".join(f'"{say}"' for say in variants)
        case Pause(pause_ms=ms):
            return f"... {ms / 1000:g} s ..."
        case Disclose(disclose=disclosure):
            return f'after {disclosure.after_silence_ms / 1000:g} s of your silence: "{disclosure.say}"'


def _condition(branch: Branch) -> str:
    when: When = branch.when
    said = [
        f"{key} {', '.join(getattr(when, key))}"
        for key in ("given", "missing", "wrong")
        if getattr(when, key)
    ]
    if when.cue:
        said.append(" or ".join(when.cue))
    if when.silent:
        said.append("you stay silent")
    if when.interrupted is not None:
        said.append("you interrupted" if when.interrupted else "you did not interrupt")
    often = f" (at most {branch.at_most} x)" if branch.at_most else ""
    return (" and ".join(said) or "otherwise") + often
