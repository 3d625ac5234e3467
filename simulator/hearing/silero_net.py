"""The network of Silero's voice detector, version 5 at 16 kHz, in numpy: many windows at a time.

    4 + 32 ms of sound --> spectrum --> four convolutions --> LSTM --> probability     a window of 32 ms
                           ------ all windows at once ------   one by one

Called for one window at a time, an inference engine spends most of its time on everything but the arithmetic,
and nearly all of that needs no memory of the window before. Lives here: the arithmetic. Must not know:
where the model's file is and how it is read, frames, thresholds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from simulator.hearing.onnx_constants import constants
from simulator.hearing.spectra import spectrum

Floats = NDArray[np.float32]

WINDOW = 512
"""Samples that are judged at a time: 32 ms ..."""
CONTEXT = 64
"""... and those before it that are heard with them."""

_HIDDEN = 128
_SPECTRUM, _HOP = 256, 128
_STRIDES = (1, 2, 2, 1)
"""Of the convolutions, in spectra."""
_AT_ONCE = 64
"""Windows that are transformed together. Of a product of matrices, each window makes a small one of its own,
which no library of linear algebra shares out among threads: they would fight with ours."""
_MIRRORED = np.r_[0 : CONTEXT + WINDOW, CONTEXT + WINDOW - 2 : CONTEXT + WINDOW - 2 - CONTEXT : -1]
"""A window's samples, and the last ones backwards after them."""
_BRANCH = "If_0_then_branch__Inline_0__"
"""What the names of all weights for 16 kHz begin with; the file also has those for 8 kHz."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the network remembers: its cells and its output, shape (128,) both; zeros at first."""

    cells: Floats
    output: Floats

    @classmethod
    def first(cls) -> "State":
        return cls(np.zeros(_HIDDEN, np.float32), np.zeros(_HIDDEN, np.float32))


class SileroNet:
    """Knows the weights, remembers nothing."""

    def __init__(self, onnx: bytes) -> None:
        """Raises KeyError for the file of another version; as `constants` for a broken one."""
        weights = {name.removeprefix(_BRANCH): value for name, value in constants(onnx)}
        self._hann = weights["stft.forward_basis_buffer"][0, 0]
        self._layers = []
        for index, stride in enumerate(_STRIDES):
            weight, bias = (weights[f"encoder.{index}.reparam_conv.{part}"] for part in ("weight", "bias"))
            self._layers.append((weight.transpose(2, 1, 0).reshape(-1, len(bias)).copy(), bias, stride))
        # A logistic function is half of 1 + tanh of half of x, so one tanh serves all gates but the third.
        self._half = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], np.float32), _HIDDEN)
        self._rest = 1 - self._half
        self._enters = weights["decoder.rnn.weight_ih"].T * self._half
        self._returns = weights["decoder.rnn.weight_hh"].T * self._half
        self._gates = (weights["decoder.rnn.bias_ih"] + weights["decoder.rnn.bias_hh"]) * self._half
        self._says = weights["decoder.decoder.2.weight"].ravel()
        self._bias = weights["decoder.decoder.2.bias"]

    def judge(self, samples: Floats, state: State) -> tuple[Floats, State]:
        """Of each window, the probability that there is speech: shape (windows,).

        `samples`: CONTEXT of them and then the windows; a rest of less than one is not heard.
        """
        if len(samples) < CONTEXT + WINDOW:
            return np.zeros(0, np.float32), state
        windows = sliding_window_view(samples, CONTEXT + WINDOW)[::WINDOW]
        features = [self._features(windows[i : i + _AT_ONCE]) for i in range(0, len(windows), _AT_ONCE)]
        outputs, state = self._remembered(np.concatenate(features), state)
        said = np.einsum("ij,j->i", np.maximum(outputs, 0), self._says) + self._bias
        return 1 / (1 + np.exp(-said)), state

    def _features(self, windows: Floats) -> Floats:
        """What enters the gates of each window, shape (windows, 512)."""
        pieces = sliding_window_view(windows[:, _MIRRORED], _SPECTRUM, axis=1)[:, ::_HOP]
        result: Floats = np.abs(spectrum(pieces * self._hann))
        for weight, bias, stride in self._layers:
            result = _convolved(result, weight, stride) + bias
            np.maximum(result, 0, out=result)
        enters: Floats = (result @ self._enters)[:, 0] + self._gates
        return enters

    def _remembered(self, entering: Floats, state: State) -> tuple[Floats, State]:
        """The LSTM's output after each window, shape (windows, 128)."""
        cells, output = state.cells, state.output
        outputs = np.empty((len(entering), _HIDDEN), np.float32)
        for index, gates in enumerate(entering):
            gates = np.tanh(gates + output @ self._returns)
            takes, keeps, new, shows = (gates * self._half + self._rest).reshape(4, _HIDDEN)
            cells = keeps * cells + takes * new
            outputs[index] = output = shows * np.tanh(cells)
        return outputs, State(cells, output)


def _convolved(signal: Floats, weight: Floats, stride: int) -> Floats:
    """Over three neighbours, zeros beyond the ends. `signal`: shape (n, times, channels)."""
    channels = signal.shape[-1]
    padded = np.zeros((len(signal), signal.shape[1] + 2, channels), np.float32)
    padded[:, 1:-1] = signal
    around = sliding_window_view(padded.reshape(len(signal), -1), 3 * channels, axis=1)
    return np.ascontiguousarray(around[:, :: stride * channels]) @ weight
