"""What a reader of one introduction field returns."""

from dataclasses import dataclass
from typing import Literal

Result = Literal["given", "doubtful", "partial", "wrong", "missing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """given: said and right. partial: said in part, or without settling it. wrong: something else was said.

    doubtful: the recogniser's words do not tell whether it was right.

    `heard` is exactly `text[start:end]` of the text that was read, "" when missing. `said` is the normalised
    value, such as "2026-06-04", "14:00" or "John Smyth". `why` is one sentence to the caller.
    """

    result: Result
    heard: str = ""
    start: int = 0
    end: int = 0
    said: str = ""
    why: str = ""

    @classmethod
    def at(cls, result: Result, text: str, start: int, end: int, said: str = "", why: str = "") -> "Reading":
        """A reading that rests on `text[start:end]`."""
        return cls(result, text[start:end], start, end, said, why)


def join_list(parts: list[str]) -> str:
    """a; a and b; a, b and c."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
