"""How the caller sounds: pitch, energy and pace. Indicators to look at against one's own, never graded."""

from simulator.prosody.indicators import MEASURES, Indicators, Stretch, indicators
from simulator.prosody.pitch import PitchTrack, pitch_track

__all__ = ["MEASURES", "Indicators", "PitchTrack", "Stretch", "indicators", "pitch_track"]
