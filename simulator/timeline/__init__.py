"""Time as small frozen values in integer milliseconds. Pure; imports nothing of ours."""

from simulator.timeline.conversation import Conversation, Turn
from simulator.timeline.segment import Segment
from simulator.timeline.thresholds import THRESHOLDS, Thresholds
from simulator.timeline.timeline import Timeline
from simulator.timeline.transcript import Transcript, Word
from simulator.timeline.voicing import Voicing

__all__ = [
    "THRESHOLDS",
    "Conversation",
    "Segment",
    "Thresholds",
    "Timeline",
    "Transcript",
    "Turn",
    "Voicing",
    "Word",
]
