"""What a detector says of one 10 ms frame."""

from enum import IntEnum


class Voicing(IntEnum):
    """A plain detector's `False` and `True` are `SILENCE` and `SPEECH`.

    UNSURE: a sound that speech could make; it counts, from its own moment on, once SPEECH or CONFIRMS follows
    within the thresholds' `confirm_ms`. CONFIRMS: silent itself, but what sounded just before was speech.
    """

    SILENCE = 0
    SPEECH = 1
    UNSURE = 2
    CONFIRMS = 3
