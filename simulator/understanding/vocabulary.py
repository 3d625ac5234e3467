"""The names that scenarios branch on and scores are built from: introduction fields and cues.

One vocabulary for the live branch, the YAML, the score and the report.
"""

from typing import Literal, get_args

Field = Literal["name", "position", "interview_date", "interview_time", "reason"]
"""What an introduction may hold; rubric B1 to B5 in this order."""

FIELDS: tuple[Field, ...] = get_args(Field)

CUES: dict[str, str] = {
    "asks-next-steps": "asks what happens next, once hired (D1)",
    "names-next-step": "names a concrete next step: contract, training day, drug test, start date (D2)",
    "shows-pleasure": "is pleased or delighted (D3)",
    "asks-feedback": "asks for feedback on the interview (D4)",
    "asks-improvement": "asks what could be done better (D5)",
    "asks-why-other": "asks why another was chosen (D6)",
    "asks-other-openings": "asks about other openings (D7)",
    "names-opening": "names another opening that was researched (D8)",
    "shows-interest": "says that the interest in the company or the job remains (D9, D15)",
    "keep-in-mind": "asks to be called if the position opens again (D10)",
    "second-chance": "asks for a new interview, a second chance (D11)",
    "protests": "argues with the verdict or complains (D12, C7)",
    "uses-runner-up": "builds on having come second (D13)",
    "asks-when": "asks when a decision is due or when to call back (D14)",
    "wishes-well": "wishes them well (E1)",
    "thanks": "thanks (E2)",
    "high-note": "ends warmly, whatever the verdict (E3)",
    "farewell": "says goodbye",
    "apologises": "apologises for calling (B8)",
    "complains": "complains or is negative about the waiting or the process (B8)",
    "affirms": "yes, that is right",
    "denies": "no, that is not right",
    "asks-repeat": "asks to say it again",
}
"""Cue name -> what the caller does with it."""

RUBRIC_IDS: dict[str, tuple[str, ...]] = {
    "asks-next-steps": ("D1",),
    "names-next-step": ("D2",),
    "shows-pleasure": ("D3",),
    "asks-feedback": ("D4",),
    "asks-improvement": ("D5",),
    "asks-why-other": ("D6",),
    "asks-other-openings": ("D7",),
    "names-opening": ("D8",),
    "shows-interest": ("D9", "D15"),
    "keep-in-mind": ("D10",),
    "second-chance": ("D11",),
    "protests": ("C7", "D12"),
    "uses-runner-up": ("D13",),
    "asks-when": ("D14",),
    "wishes-well": ("E1",),
    "thanks": ("E2",),
    "high-note": ("E3",),
}
"""Cue name -> the checks of the rubric that it decides by itself. C7 and D12 are the ones it fails."""
