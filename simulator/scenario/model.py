"""A scenario as a frozen graph: nodes of lines, and branches on what the caller said or did.

The models are the format: field names are the YAML's keys, `simulator.scenario.reader` builds them, and
`simulator.scenario.checker` proves that the graph can be played.
"""

import re
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from simulator.understanding import vocabulary
from simulator.yamlfile import nearest

FORMAT = 1

Outcome = Literal["positive", "negative", "undecided", "none"]
"""What the verdict is; "none": this call gives none, such as one that reaches a voicemail."""

Exercise = Literal["introduction", "listening", "reaction", "ending"]
"""A step of the call, by the first word of its checks' names."""

Mood = Literal["warm", "brisk", "cold", "distracted"]


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f'must be small letters, digits and hyphens, as in "runner-up", not "{value[:60]}"')
    return value


Slug = Annotated[str, AfterValidator(_slug)]
"""An id that is also a file's name."""


def _as_tuple(value: object) -> object:
    """One item may be written without its brackets."""
    return value if isinstance(value, list | tuple) or value is None else (value,)


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, populate_by_name=True)


class Words(Model):
    """Something said."""

    say: str = Field(min_length=1)


class Variants(Model):
    """One of several ways to say the same; the call's seed chooses (`simulator.scenario.variants`)."""

    any: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=2)


class Pause(Model):
    """A mid-line pause: the recruiter is thinking, and the turn is still theirs."""

    pause_ms: int = Field(ge=100, le=10_000)


class Disclosure(Model):
    """Said only if the caller stays silent for `after_silence_ms` once the words before it have ended."""

    after_silence_ms: int = Field(ge=300, le=10_000)
    say: str = Field(min_length=1)


class Disclose(Model):
    disclose: Disclosure


def _as_part(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


_PARTS: dict[str, type[Model]] = {"say": Words, "any": Variants, "pause_ms": Pause, "disclose": Disclose}


def _kind_of_part(value: object) -> str:
    """Which part is meant, by its keys; a misspelt key still tells.

    A tag stands in an error's place, so it must not look like a key of the file: it ends in a question mark.
    """
    if isinstance(value, dict):
        meant = {nearest(str(key), _PARTS) for key in value}
        kind = next((kind for kind in ("pause_ms", "disclose", "any") if kind in meant), "say")
    else:
        kind = next((kind for kind, model in _PARTS.items() if isinstance(value, model)), "say")
    return f"{kind}?"


AnyPart = Words | Variants | Pause | Disclose
Part = Annotated[
    Annotated[Words, Tag("say?")]
    | Annotated[Variants, Tag("any?")]
    | Annotated[Pause, Tag("pause_ms?")]
    | Annotated[Disclose, Tag("disclose?")],
    Discriminator(_kind_of_part),
    BeforeValidator(_as_part, json_schema_input_type=AnyPart | str),
]


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])]
Fields = Annotated[
    tuple[vocabulary.Field, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=vocabulary.Field | list[vocabulary.Field]),
]


class When(Model):
    """A branch's condition; every key that is given must hold.

    given, missing, wrong: introduction fields so far in the call. cue: any of these in the caller's last
    words. silent: the caller said nothing until patience ran out. interrupted: the line was cut off by the
    caller.
    """

    given: Fields = ()
    missing: Fields = ()
    wrong: Fields = ()
    cue: Texts = ()
    silent: bool = False
    interrupted: bool | None = None

    @property
    def empty(self) -> bool:
        return self == When()


class Branch(Model):
    """`go` to a node when the condition holds, at most `at_most` times in a call."""

    when: When = When()
    go: str
    at_most: int | None = Field(default=None, ge=1, le=10)

    @model_validator(mode="before")
    @classmethod
    def _otherwise(cls, value: object) -> object:
        """`otherwise: node` is a branch that always holds."""
        if isinstance(value, dict) and set(value) == {"otherwise"}:
            return {"go": value["otherwise"]}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(core_schema))
        short = {"properties": {"otherwise": {"type": "string"}}, "required": ["otherwise"]}
        return {"anyOf": [full, {"type": "object", "additionalProperties": False, **short}]}


class Node(Model):
    """One line of the recruiter's and where the call goes after it.

    yields: stops when talked over. listens: waits for the caller before branching. verdict: the line that
    gives the verdict. end: the recruiter's goodbye; the call ends after it.
    """

    say: Annotated[tuple[Part, ...], BeforeValidator(_as_tuple, json_schema_input_type=Part | list[Part])] = (
        Field(min_length=1)
    )
    then: Annotated[
        tuple[Branch, ...], BeforeValidator(_as_tuple, json_schema_input_type=Branch | list[Branch])
    ] = ()
    yields: bool = True
    listens: bool = True
    verdict: bool = False
    end: bool = False


class Fact(Model):
    """Something worth noting: how the recruiter says it, and what a good note of it holds."""

    say: str = Field(min_length=1)
    note: Texts = ()


class Patience(Model):
    """What the recruiter says when nobody answers: each prompt after another `after_ms`, then `give_up`."""

    after_ms: int = Field(default=7000, ge=1000, le=60_000)
    say: Texts = (
        "Hello? Are you still there?",
        "I can't hear anything. Hello?",
    )
    give_up: str = "I'm afraid I can't hear you. Goodbye."


class Recruiter(Model):
    name: str = Field(min_length=1)
    voice: str | None = None
    title: str | None = None
    friendly: bool = True
    """Friendly enough to be asked about other openings (rubric D7)."""


class OwnCue(Model):
    """A cue beyond the shared vocabulary: the words of one of `phrases`, in any order, in one sentence."""

    about: str = ""
    phrases: Texts = Field(min_length=1)


MOODS: dict[str, dict[str, int]] = {
    "warm": {"thinking_ms": 800, "after_ms": 7000},
    "brisk": {"thinking_ms": 500, "after_ms": 5000},
    "cold": {"thinking_ms": 1000, "after_ms": 5000},
    "distracted": {"thinking_ms": 1500, "after_ms": 8000},
}
"""How long a recruiter in that mood thinks and waits, in ms, where the scenario does not say."""


class Scenario(Model):
    """One call that can be played. `company` is used where the candidate card names none.

    length_s: the longest that the call takes with any of the explorer's callers.
    only: the steps that the call is an exercise for; checks of any other are not measurable in it.
    """

    format: Literal[1]
    id: Slug
    title: str = Field(min_length=1)
    outcome: Outcome
    difficulty: int = Field(default=1, ge=1, le=5)
    length_s: int = Field(default=300, ge=10, le=900)
    mood: Mood = "warm"
    language: Literal["en"] = "en"
    recruiter: Recruiter
    company: str = "Northwind Traders"
    cues: dict[Slug, OwnCue] = Field(default_factory=dict)
    facts: dict[str, Fact] = Field(default_factory=dict)
    patience: Patience = Patience()
    thinking_ms: int = Field(default=800, ge=100, le=5000)
    only: tuple[Exercise, ...] = Field(default=get_args(Exercise), min_length=1)
    start: str
    nodes: dict[str, Node] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _by_mood(cls, value: object) -> object:
        """What the scenario leaves out of `thinking_ms` and `patience` is as the mood has it."""
        mood = value.get("mood", "warm") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(mood, str) or mood not in MOODS:
            return value
        manner = MOODS[mood]
        given = value.get("patience", {})
        if isinstance(given, dict):
            value = {**value, "patience": {"after_ms": manner["after_ms"], **given}}
        return {"thinking_ms": manner["thinking_ms"], **value}


class Move(Model):
    """One thing that the simulated caller does, in order.

    after_ms: once the recruiter has been silent for this long, having spoken since the last move.
    into_ms: this long into the recruiter's next sound, that is, an interruption.
    Exactly one of the two. `say` without words is staying silent for that turn; `hang_up` ends the call.
    """

    after_ms: int | None = Field(default=None, ge=0, le=20_000)
    into_ms: int | None = Field(default=None, ge=0, le=20_000)
    say: str | None = None
    hang_up: bool = False

    @model_validator(mode="after")
    def _one_trigger(self) -> "Move":
        if (self.after_ms is None) == (self.into_ms is None):
            raise ValueError("a move needs exactly one of after_ms and into_ms")
        if self.hang_up == (self.say is not None):
            raise ValueError("a move either says something or hangs up")
        return self


class Expectation(Model):
    """What must come out of a case. Keys that are left out are not looked at."""

    path: tuple[str, ...] | None = None
    given: Fields | None = None
    missing: Fields | None = None
    disclosures: int | None = Field(default=None, ge=0)
    barge_ins: int | None = Field(default=None, ge=0)
    ended_by: Literal["recruiter", "caller"] | None = None
    checks: dict[str, Literal["pass", "fail", "not-measurable"]] = Field(default_factory=dict)
    """Rubric id -> result, looked at when the case is played with sound."""


class Case(Model):
    """A persona for one scenario, and at once its test: what the caller does, and what must come of it."""

    format: Literal[1]
    scenario: Slug
    about: str = ""
    caller: tuple[Move, ...] = ()
    expect: Expectation = Expectation()
