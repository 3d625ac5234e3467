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
        self._detector = detector
        self._known: list[Voicing] = []
        self._index = 0
        if cancelled.state.mode == "speakers":
            inside = cancelled.samples[: len(cancelled.sure) * FRAME]
            said = [Voicing(one) for one in voicings(inside, detector)]
            speech = np.isin(np.array(said, np.int8), (Voicing.SPEECH, Voicing.CONFIRMS))
            possible = likely(cancelled.samples, speech)
            weighed = zip(said, possible.tolist(), cancelled.sure.tolist(), strict=True)
            self._known = [judged(one, True, may, sure) for one, may, sure in weighed]

    def voiced(self, frame: Pcm) -> Voicing:
        return self.heard(frame[np.newaxis])[0]

    def heard(self, frames: Pcm) -> list[Voicing]:
        """Of each of the frames that follow each other, shape (n, 160)."""
        known = self._known[self._index : self._index + len(frames)]
        self._index += len(frames)
        beyond = voicings(frames[len(known) :].ravel(), self._detector)
        return [*known, *(Voicing(one) for one in beyond)]
