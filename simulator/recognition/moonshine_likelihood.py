"""How likely a text is as what Moonshine tiny-en hears in a clip: its own network, shown that text.

The only file that imports onnxruntime. Moonshine's library gives one transcript and no probabilities; the
model files in its wheel give them. The decoder is shown a whole text at once (teacher forcing), and
the natural logarithms of the probabilities of its tokens are added up. One thread, so that a clip gives the
same numbers on every run; one text at a time, for the model's weights are small integers that are scaled by
all that is in a batch.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import Clip, Pcm, to_float
from simulator.recognition.moonshine_tokens import BEGIN, Tokens
from simulator.recognition.weighing import Weighing

LONGEST_MS = 40_000
"""A longer clip is not weighed: the encoder's memory grows with the square of its length."""
_LAYERS, _HEADS, _WIDTH = 6, 8, 36
_SAMPLES_A_STATE = 384
"""The decoder takes the mask of the samples and keeps every 384th, one a state of the encoder."""


class Likelihood:
    """The model of one folder (encoder_model.ort, decoder_model_merged.ort, tokenizer.bin).

    Not for several threads at a time. Raises ImportError or OSError without a usable onnxruntime, ValueError
    for a vocabulary that is not this model's.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False  # it never gives back what the longest clip took
        self._encoder, self._decoder = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("encoder_model.ort", "decoder_model_merged.ort")
        )
        self._tokens = Tokens(folder / "tokenizer.bin")
        self._weighing = Weighing(
            self._encode, lambda states, text: self._score(states, self._tokens.encode(text))
        )

    def weigh(self, clip: Clip, openings: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithm of the probability that the transcript of `clip` begins with each opening."""
        return self._weighing.weigh(clip, openings)

    def _encode(self, heard: Pcm) -> NDArray[np.float32]:
        """The encoder's states, shape (1, n, 288)."""
        samples = to_float(heard)[None].astype(np.float32)
        fed = {"input_values": samples, "attention_mask": np.ones(samples.shape, np.int64)}
        states: NDArray[np.float32] = self._encoder.run(None, fed)[0]
        return states

    def _score(self, states: NDArray[np.float32], text: list[int]) -> float:
        if not text:
            return 0.0
        nothing = np.zeros((1, _HEADS, 0, _WIDTH), np.float32)
        fed: dict[str, Any] = {
            f"past_key_values.{layer}.{side}.{kind}": nothing
            for layer in range(_LAYERS)
            for side in ("decoder", "encoder")
            for kind in ("key", "value")
        }
        fed["input_ids"] = np.array([[BEGIN, *text[:-1]]], np.int64)
        fed["encoder_attention_mask"] = np.ones((1, states.shape[1] * _SAMPLES_A_STATE), np.int64)
        fed["encoder_hidden_states"] = states
        fed["use_cache_branch"] = np.array([False])
        logits = self._decoder.run(["logits"], fed)[0][0]
        highest = logits.max(axis=1)
        norm = np.log(np.exp(logits - highest[:, None]).sum(axis=1, dtype=np.float64)) + highest
        return float((logits[np.arange(len(text)), text] - norm).sum())
