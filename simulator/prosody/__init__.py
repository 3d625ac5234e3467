"""How the caller sounds: pitch, energy and pace. Indicators to look at against one's own, never graded."""

from simulator.prosody.indicators import Indicators, Pace, indicators
from simulator.prosody.pitch import PitchTrack, pitch_track

__all__ = ["Indicators", "Pace", "PitchTrack", "indicators", "pitch_track"]
