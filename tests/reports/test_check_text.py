"""What the user is told of the audio check: one line, with the one thing to do."""

from dataclasses import replace

import pytest

from simulator.protocols import AudioCheck
from simulator.reports.setup import check_text

LOUD = AudioCheck("speakers", 92.4, -18.2, -62.0, 0.0, False, 1.0)


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (LOUD, "Loudspeaker: echo -18 dB, 92 ms; the recruiter's voice will be taken out."),
        (replace(LOUD, loop_delay_ms=None), "unclear how late: headphones are better."),
        (replace(LOUD, clipped_share=0.02), "It clips: turn the loudspeaker or the microphone down."),
        (replace(LOUD, noise_dbfs=-31.0), "noise of -31 dBFS limits"),
        (AudioCheck("headphones", None, -52.0, -62.0, 0.0, False, 1.0), "Headphones: no echo above -52 dB."),
        (AudioCheck("headphones", None, -100.0, -100.0, 0.0, True, 0.0), "exact zeros: unmute it"),
    ],
)
def test_the_line(check: AudioCheck, said: str) -> None:
    assert said in check_text(check)


def test_a_source_that_is_silent_by_nature_is_not_muted() -> None:
    zeros = AudioCheck("headphones", None, -100.0, -100.0, 0.0, True, 0.0)
    assert check_text(zeros, zeros_are_normal=True).startswith("Headphones")
