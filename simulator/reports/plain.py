"""Text that can do no harm, and marks that the terminal can show.

Scenarios, cards and transcripts are other people's text: control and direction characters become visible
escapes, markup stays text, and what the output's encoding lacks is replaced rather than raised.
"""

import unicodedata
from dataclasses import dataclass

_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": "..."})


def inert(text: str, encoding: str = "utf-8") -> str:
    """`text` on one line without control, direction or unencodable characters."""
    shown = "".join(_shown(char) for char in text)
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        shown = shown.translate(_TYPOGRAPHIC).encode(encoding, "replace").decode(encoding)
    return shown


def _shown(char: str) -> str:
    if char in "\n\r\t\u2028\u2029":
        return " "
    category = unicodedata.category(char)
    return f"\\x{ord(char):02x}" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def clock(ms: int) -> str:
    """Minutes and seconds: 65_400 is "1:05"."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a report. `rule` is one character wide, as all of them are."""

    passed: str
    failed: str
    unknown: str
    rule: str
    recruiter: str
    caller: str
    silent: str
    interruption: str
    backchannel: str
    earned: str
    lost: str
    recording: str
    meter: str
    empty: str


UNICODE = Marks("✓", "✗", "·", "─", "█", "█", "·", "▲", "~", "+", "-", "●", "■", "·")
ASCII = Marks("v", "x", ".", "-", "#", "#", ".", "!", "~", "+", "-", "*", "#", ".")


def marks_for(encoding: str) -> Marks:
    """The best set that `encoding` can write."""
    try:
        "✓✗·─█▲●■".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE
