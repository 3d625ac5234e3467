"""A new pack that already plays and passes the check, to be changed line by line."""

import json
from pathlib import Path

from simulator.scenario import schema
from simulator.scenario.reader import PACK_FILE
from simulator.yamlfile import ContentError, Problem

_PACK = """\
format: 1
id: {pack}
title: {title}
about: What these calls are for, in a sentence.
licence: MIT
"""
_SCENARIO = """\
# What this call is about, and what pays in it.
format: 1
id: {scenario}
title: {title}
outcome: negative          # positive, negative, undecided, or none where no verdict is given
difficulty: 2              # 1 to 5
length_s: 180              # the longest that the call may take; the check plays every path
mood: warm                 # warm, brisk, cold or distracted: how long the recruiter thinks and waits
recruiter: {{name: Dana Whitfield, voice: dana, title: hiring manager, friendly: true}}
company: Northwind Traders # said where the candidate's card names no company

facts:                     # what is worth noting: how it is said, and what a good note of it holds
  reason: {{say: "the other candidate had led a team before", note: [team]}}
  hint: {{say: "there will be another opening in spring", note: [spring]}}

cues:                      # beside the shared ones; `simulator scenarios cues` lists those
  asks-who-won:
    about: asks who got the job
    phrases: ["Who got the job", "Who did you take instead"]

start: greeting
nodes:
  greeting:
    say: {{any: ["{{company}}, {{recruiter.name}}.", "Hello, {{recruiter.first_name}} speaking."]}}
    then:
      - when: {{missing: name}}
        go: who
      - otherwise: verdict
  who:
    say: "Who is calling, please?"
    then:
      - otherwise: verdict
  verdict:
    verdict: true
    say:
      - "I am sorry, {{candidate.first_name}}, we went with somebody else."
      - pause_ms: 1600       # a pause in mid-line: the turn is still the recruiter's
      - "It was close, but {{fact.reason}}."
      - disclose: {{after_silence_ms: 2500, say: "Between us, {{fact.hint}}."}}
    then:
      - when: {{cue: asks-who-won}}
        go: who-won
      - when: {{cue: [asks-feedback, asks-improvement]}}
        go: feedback
      - otherwise: goodbye
  who-won:
    say: "I cannot tell you that, I am afraid."
    then:
      - otherwise: goodbye
  feedback:
    say: "You were well prepared. Next time, bring an example of your work."
    then:
      - otherwise: goodbye
  goodbye:
    end: true
    say: "Thank you for calling. Goodbye."
"""
_INTRODUCTION = (
    "Hello, my name is {candidate.name}. I interviewed for the {candidate.position} position "
    "{candidate.interview_when}, and I am calling to find out about the outcome."
)
_CASES = {
    "polite": f"""\
about: Waits, and asks for feedback.
caller:
  - {{after_ms: 700, say: "{_INTRODUCTION}"}}
  - {{after_ms: 3200, say: "Thank you for telling me. Could you give me some feedback on my interview?"}}
  - {{after_ms: 900, say: "Thank you very much. Goodbye."}}
expect:
  path: [greeting, verdict, feedback, goodbye]
  disclosures: 1
  barge_ins: 0
  ended_by: recruiter
""",
    "poor": """\
about: Does not say who it is, and talks away the hint.
caller:
  - {after_ms: 700, say: "Hello, did I get the job?"}
  - {after_ms: 700, say: "It is me."}
  - {after_ms: 1800, say: "Who got the job?"}
  - {after_ms: 700, say: "Goodbye."}
expect:
  path: [greeting, who, verdict, who-won, goodbye]
  disclosures: 0
""",
    "silent": """\
about: Says nothing at all.
caller: []
expect:
  path: [greeting]
  ended_by: recruiter
""",
}


def create(root: Path, pack: str, scenario: str, title: str) -> Path:
    """Writes a pack with one scenario and its cases into `root`; returns its folder.

    Adds a scenario where the pack is there already. Raises ContentError where the scenario is there or a name
    is no slug, and OSError.
    """
    folder = root / pack
    path = folder / f"{scenario}.yaml"
    if path.exists():
        raise ContentError([Problem(str(path), 1, 1, "is there already")])
    written = {path: schema.first_line("scenario") + _SCENARIO.format(scenario=scenario, title=_text(title))}
    if not (folder / PACK_FILE).exists():
        card = _PACK.format(pack=pack, title=_text(title))
        written[folder / PACK_FILE] = schema.first_line("pack") + card
    for persona, text in _CASES.items():
        case = folder / "cases" / scenario / f"{persona}.yaml"
        written[case] = f"{schema.first_line('case')}format: 1\nscenario: {scenario}\n{text}"
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    schema.write(root)
    return folder


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
