"""How likely a text is as what Whisper hears in a clip: its own network, shown that text.

CTranslate2's word alignment shows the decoder a whole text at once (teacher forcing) and gives, besides the
times, the probability of each of its tokens; their natural logarithms are added up. The text stands where a
transcript without time marks stands, behind a space, as Whisper writes it. One text at a time: of several
side by side each brings its own copy of the encoder's states, and takes twice as long.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import Clip, Pcm, to_float
from simulator.recognition.weighing import Weighing

LONGEST_MS = 30_000
"""What the encoder hears at once. A longer clip is not weighed."""
_FLOOR = 1e-12
"""The least probability of a token: smaller ones are rounded to zero, which has no logarithm."""


class Likelihood:
    """`model`: a faster_whisper.WhisperModel. Not for several threads at a time."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._weighing = Weighing(self._encode, self._score)

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithm of the probability that the transcript of `clip` begins with each opening.

        Raises RuntimeError or ValueError where the model fails.
        """
        return self._weighing.weigh(clip, openings)

    def _encode(self, heard: Pcm) -> Any:
        """The encoder's states, those of the transcript of the same clip: shape (1, 1500, 384) for tiny."""
        extractor = self._model.feature_extractor
        features: NDArray[np.float32] = extractor(to_float(heard))[:, :-1]
        return self._model.encode(
            np.pad(features, ((0, 0), (0, extractor.nb_max_frames - features.shape[1])))
        )

    def _score(self, states: Any, opening: str) -> float:
        words = opening.split()
        if not words:
            return 0.0
        tokens = self._model.hf_tokenizer.encode(" " + " ".join(words), add_special_tokens=False).ids
        (shown,) = self._model.model.align(states, self._begin(), [tokens], [1])  # times are of no use here
        return float(np.log(np.maximum(shown.text_token_probs, _FLOOR)).sum())

    def _begin(self) -> list[int]:
        """How a transcript begins, but for the mark that no times follow, which is `align`'s own."""
        marks = ["<|startoftranscript|>"]
        if self._model.model.is_multilingual:
            marks += ["<|en|>", "<|transcribe|>"]
        return [self._model.hf_tokenizer.token_to_id(mark) for mark in marks]
