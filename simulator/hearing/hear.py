"""One stream of the caller's, heard: echo canceller and detector joined, live and offline alike."""

import numpy as np

from simulator.audio.pcm import FRAME, Pcm
from simulator.hearing.likely import likely
from simulator.hearing.listen import voicings
from simulator.hearing.recording import Cancelled
from simulator.protocols import Canceller, Detector
from simulator.timeline import Voicing


def judged(voicing: bool | Voicing, echoing: bool, possible: bool, sure: bool) -> Voicing:
    """What the detector said of the cleaned frame, as far as the canceller lets the caller have said it.

    Under echo the canceller's own gate marks the time, since cleaning blunts the edges of words.
    """
    known = Voicing(voicing)
    if not echoing:
        return known
    speech = sure and known in (Voicing.SPEECH, Voicing.CONFIRMS)
    if possible:
        return Voicing.SPEECH if speech else Voicing.UNSURE
    return Voicing.CONFIRMS if speech else Voicing.SILENCE


class Hearing:
    """A detector behind a canceller, for a live stream. Without a canceller it is the detector."""

    def __init__(self, detector: Detector, canceller: Canceller | None = None) -> None:
        self._detector, self._canceller = detector, canceller

    def voiced(self, frame: Pcm, far: Pcm) -> tuple[Voicing, Pcm]:
        """Takes the caller's and the recruiter's frame; returns the verdict and the cleaned frame."""
        if self._canceller is None:
            return Voicing(self._detector.voiced(frame)), frame
        c = self._canceller
        clean = c.process(frame, far)
        said = self._detector.voiced(clean)
        return judged(said, c.echoing, c.possible, c.sure), clean


class Replayed:
    """A detector for a channel that has been cancelled as a whole: frames must come in order, once.

    Where there was echo to take out, the marks are set by both sides of the moment.
    """

    def __init__(self, detector: Detector, cancelled: Cancelled) -> None:
        self.name, self.hangover_ms = detector.name, detector.hangover_ms
        self._detector, self._cancelled = detector, cancelled
        self._said: list[Voicing] = []
        self._echoing = cancelled.state.mode == "speakers"
        if self._echoing:
            inside = cancelled.samples[: len(cancelled.sure) * FRAME]
            self._said = [Voicing(said) for said in voicings(inside, detector)]
        speech = np.isin(np.array(self._said, np.int8), (Voicing.SPEECH, Voicing.CONFIRMS))
        self._likely = likely(cancelled.samples, speech) if self._echoing else speech
        self._index = 0

    def voiced(self, frame: Pcm) -> Voicing:
        assert frame.shape == (FRAME,)
        index, self._index = self._index, self._index + 1
        if index >= len(self._said):
            return Voicing(self._detector.voiced(frame))
        return judged(self._said[index], True, bool(self._likely[index]), bool(self._cancelled.sure[index]))
