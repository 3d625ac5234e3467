"""What sound devices there are and which two make a line: of one host API, chosen by name, never by index.

Lives here: the description and the choice. Must not know: PortAudio.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.protocols import LineError

# Sources that deliver exact zeros whenever nobody plays into them; only their names give them away.
_SILENT_BY_NATURE = ("monitor", "null", "blackhole", "loopback", "stereo mix", "cable output", "soundflower")


@dataclass(frozen=True, slots=True)
class Device:
    """One sound device of one host API. `index` is PortAudio's, good for the moment only; never store it."""

    index: int
    host_api: str
    name: str
    inputs: int
    outputs: int
    sample_rate: int
    default_input: bool = False
    default_output: bool = False
    preferred_api: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.host_api}: {self.name}"


def choose_pair(
    devices: Sequence[Device], microphone: str | None = None, speaker: str | None = None
) -> tuple[Device, Device]:
    """The input and the output of the line; a name is any part of "host API: name", case ignored.

    The host's own default API and its default devices go first. Raises LineError.
    """
    ins = _named(devices, microphone, "microphone", "--input", lambda d: d.inputs)
    outs = _named(devices, speaker, "speaker", "--output", lambda d: d.outputs)
    pairs = [(i, o) for i in ins for o in outs if i.host_api == o.host_api]
    if not pairs:
        raise LineError(
            f"{ins[0].full_name} and {outs[0].full_name} are on different host APIs",
            "choose --input and --output from one host API; `simulator devices` lists them",
        )

    def rank(pair: tuple[Device, Device]) -> tuple[bool, int, int, int]:
        i, o = pair
        return (not i.preferred_api, -(i.default_input + o.default_output), i.index, o.index)

    return min(pairs, key=rank)


def silent_by_nature(name: str) -> bool:
    """Whether exact zeros from this source mean only that nobody is playing into it."""
    return any(mark in name.lower() for mark in _SILENT_BY_NATURE)


def _named(
    devices: Sequence[Device], wanted: str | None, what: str, option: str, channels: Callable[[Device], int]
) -> list[Device]:
    usable = [d for d in devices if channels(d) > 0]
    if not usable:
        raise LineError(
            f"there is no {what} on this machine",
            f"connect a {what}, or use `--line simulated`",
        )
    matching = [d for d in usable if wanted is None or wanted.lower() in d.full_name.lower()]
    if not matching:
        raise LineError(
            f"no {what} is called {wanted!r}", f"give {option} part of a name from `simulator devices`"
        )
    return matching
