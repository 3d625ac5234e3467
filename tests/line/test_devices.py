"""Choosing two devices that make a line."""

import pytest

from simulator.line.devices import Device, choose_pair, silent_by_nature
from simulator.protocols import LineError

MACHINE = [
    Device(0, "MME", "Headset Micro", 1, 0, 44_100, default_input=True, preferred_api=True),
    Device(1, "MME", "Speakers", 0, 2, 44_100, default_output=True, preferred_api=True),
    Device(2, "WASAPI", "Headset Microphone (USB)", 1, 0, 48_000),
    Device(3, "WASAPI", "Array Microphone", 2, 0, 48_000, default_input=True),
    Device(4, "WASAPI", "Speakers (High Definition)", 0, 2, 48_000, default_output=True),
    Device(5, "ASIO", "Studio out", 0, 8, 96_000),
]


@pytest.mark.parametrize(
    ("microphone", "speaker", "pair"),
    [
        (None, None, (0, 1)),
        ("array", None, (3, 4)),
        ("wasapi", None, (3, 4)),
        ("headset", "definition", (2, 4)),
        (None, "HIGH", (3, 4)),
        ("wasapi: headset", None, (2, 4)),
    ],
)
def test_names_choose_a_pair_of_one_host_api(
    microphone: str | None, speaker: str | None, pair: tuple[int, int]
) -> None:
    chosen = choose_pair(MACHINE, microphone, speaker)
    assert tuple(device.index for device in chosen) == pair


@pytest.mark.parametrize(
    ("machine", "microphone", "speaker", "message", "fix"),
    [
        ([], None, None, "no microphone", "connect a microphone"),
        (MACHINE[:1], None, None, "no speaker", "connect a speaker"),
        (MACHINE, "banjo", None, "no microphone is called 'banjo'", "--input"),
        (MACHINE, None, "banjo", "no speaker is called 'banjo'", "--output"),
        (MACHINE, "array", "studio", "different host APIs", "one host API"),
    ],
)
def test_what_cannot_be_chosen_says_why_and_what_helps(
    machine: list[Device], microphone: str | None, speaker: str | None, message: str, fix: str
) -> None:
    with pytest.raises(LineError, match=message) as error:
        choose_pair(machine, microphone, speaker)
    assert fix in error.value.fix


def test_names_give_silent_sources_away() -> None:
    assert silent_by_nature("ALSA: default (mouth.monitor)")
    assert not silent_by_nature("Core Audio: MacBook Pro Microphone")
