"""Whether a synthetic caller hears somebody talk: loud, and not the ringback tone.

Lives here: a rule on 10 ms frames. Must not know: who plays what.
"""

import numpy as np

from simulator.audio.pcm import FRAME, SAMPLE_RATE, TICK_MS, Pcm

AUDIBLE_PEAK = 200
"""Of 32768: some -44 dB. Speech starts above it; what a sound server adds stays far below."""

HANGOVER_MS = 60
"""Quiet for this long before it counts, so that the closure of a stop consonant does not."""

ONSET_MS = 30
"""Loud for this long before it counts: the tone's edges, which are not tone, last a frame or two."""

RINGBACK_HZ = (440.0, 480.0)
TONE_RESIDUE = 0.02
"""A frame is ringback where no more than this share of its energy lies outside the two tones."""

RING_HOLD_MS = 300
"""Nobody talks so soon after ringback: what a busy sound server tears out of the tone is ringing still."""


class Ear:
    """One frame in, one answer out. Stateful: one instance a caller."""

    def __init__(self) -> None:
        moments = np.arange(FRAME) / SAMPLE_RATE
        waves = [f(2 * np.pi * hz * moments) for hz in RINGBACK_HZ for f in (np.sin, np.cos)]
        self._tones, _ = np.linalg.qr(np.stack(waves, axis=1))
        self._audible = False
        self._loud_ms = 0
        self._quiet_ms = 0
        self._ring_hold_ms = 0

    def hears(self, frame: Pcm) -> bool:
        """Whether somebody talks, as of this frame, shape (160,)."""
        self._ring_hold_ms = max(0, self._ring_hold_ms - TICK_MS)
        if self._talk(frame):
            self._loud_ms, self._quiet_ms = self._loud_ms + TICK_MS, 0
            self._audible = self._audible or self._loud_ms >= ONSET_MS
        else:
            self._loud_ms, self._quiet_ms = 0, self._quiet_ms + TICK_MS
            self._audible = self._audible and self._quiet_ms < HANGOVER_MS
        return self._audible

    def _talk(self, frame: Pcm) -> bool:
        samples = frame.astype(np.float64)
        if np.abs(samples).max(initial=0.0) < AUDIBLE_PEAK:
            return False
        residue = samples - self._tones @ (self._tones.T @ samples)
        if residue @ residue <= TONE_RESIDUE * (samples @ samples):
            self._ring_hold_ms = RING_HOLD_MS
            return False
        return not self._ring_hold_ms
