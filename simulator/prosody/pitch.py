"""The caller's pitch, by the autocorrelation method of Boersma (1993), which Praat made the field's standard.

Own numpy, because no package gives it everywhere: Praat's binding is GPL-3, pyworld's wheels cover few
systems, librosa's pYIN takes longer than a sixth of the call and brings numba. benchmarks/prosody.py holds it
against Praat.

    frame of 46 ms -> autocorrelation / the window's own -> peaks = candidates -> cheapest path through them

P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a
sampled sound", Proc. Institute of Phonetic Sciences 17, 1993.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, TICK_MS, Pcm, to_float
from simulator.timeline import Segment, Timeline

LOWEST_HZ, HIGHEST_HZ = 65.0, 500.0
"""The range of speaking voices; three periods of the lowest fill a frame."""

# Praat's own costs.
VOICING, SILENCE, OCTAVE, OCTAVE_JUMP, CHANGE = 0.45, 0.03, 0.01, 0.35, 0.14

_WINDOW = int(SAMPLE_RATE * 3 / LOWEST_HZ) // 2 * 2
_FFT = 2048
_CANDIDATES = 8
_AT_ONCE = 512
_FIRST, _LAST = int(SAMPLE_RATE / HIGHEST_HZ), int(SAMPLE_RATE / LOWEST_HZ) + 1

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PitchTrack:
    """One value every 10 ms of speech: `ms` of the recording, `hz`, which is 0 where it is not voiced."""

    ms: NDArray[np.int64]
    hz: Floats

    @property
    def voiced(self) -> Floats:
        """The pitches in Hz without the voiceless frames."""
        return self.hz[self.hz > 0]

    def at(self, ms: int) -> float:
        """The pitch at a moment in Hz; 0 where it is not voiced or not in speech."""
        place = int(np.searchsorted(self.ms, ms - TICK_MS // 2))
        near = place < len(self.ms) and abs(int(self.ms[place]) - ms) <= TICK_MS
        return float(self.hz[place]) if near else 0.0


def pitch_track(samples: Pcm, speech: Timeline) -> PitchTrack:
    """The pitch of `samples` within `speech`, whose segments are tracked one by one."""
    sound = to_float(samples).astype(np.float64)
    loudest = max((float(np.abs(_cut(sound, s)).max(initial=0.0)) for s in speech), default=0.0)
    times: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    pitches: list[Floats] = [np.zeros(0)]
    if loudest > 0:
        for segment in speech:
            centres = np.arange(segment.start, segment.end, TICK_MS, dtype=np.int64) + TICK_MS // 2
            times.append(centres)
            pitches.append(_track(sound, centres, loudest))
    return PitchTrack(np.concatenate(times), np.concatenate(pitches))


def _cut(sound: Floats, segment: Segment) -> Floats:
    per_ms = SAMPLE_RATE // 1000
    return sound[segment.start * per_ms : segment.end * per_ms]


def _track(sound: Floats, centres: NDArray[np.int64], loudest: float) -> Floats:
    hz, strength = (
        np.concatenate(parts) for parts in zip(*_candidates(sound, centres, loudest), strict=True)
    )
    return _cheapest(hz, strength)


def _candidates(sound: Floats, centres: NDArray[np.int64], loudest: float) -> Iterator[tuple[Floats, Floats]]:
    """Frames' pitches in Hz and their strengths, (frames, candidates); the first, 0 Hz, is "not voiced"."""
    padded = np.concatenate([np.zeros(_WINDOW), sound, np.zeros(_WINDOW)])
    views = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)
    window = np.hanning(_WINDOW)
    of_window = _autocorrelation(window[None])[0, : _LAST + 2]
    of_window /= of_window[0]
    starts = centres * (SAMPLE_RATE // 1000) + _WINDOW // 2
    for first in range(0, len(starts), _AT_ONCE):
        frames = views[np.minimum(starts[first : first + _AT_ONCE], len(views) - 1)]
        frames = frames - frames.mean(axis=1, keepdims=True)
        peak = np.abs(frames).max(axis=1)
        shape = _autocorrelation(frames * window)
        power = shape[:, :1]
        with np.errstate(invalid="ignore", divide="ignore"):
            normal = np.where(power > 0, shape / power, 0.0)[:, : _LAST + 2] / of_window
        unvoiced = VOICING + np.maximum(0, 2 - (peak / loudest) / (SILENCE / (1 + VOICING)))
        hz, strength = _peaks(normal)
        yield np.insert(hz, 0, 0.0, axis=1), np.insert(strength, 0, unvoiced, axis=1)


def _autocorrelation(frames: Floats) -> Floats:
    spectrum = np.fft.rfft(frames, _FFT, axis=1)
    result: Floats = np.fft.irfft(spectrum.real**2 + spectrum.imag**2, _FFT, axis=1)
    return result


def _peaks(normal: Floats) -> tuple[Floats, Floats]:
    """The best peaks of each frame by parabolas through three lags; -inf strength where there are fewer."""
    lags = np.arange(_FIRST, _LAST + 1)
    before, here, after = normal[:, lags - 1], normal[:, lags], normal[:, lags + 1]
    is_peak = (here > before) & (here >= after) & (here > VOICING / 2)
    bend = np.where(is_peak, 2 * here - before - after, 1.0)
    shift = np.where(is_peak, (after - before) / (2 * bend), 0.0)
    height = np.minimum(here + (after - before) * shift / 4, 1.0)
    hz = SAMPLE_RATE / (lags + shift)
    strength = np.where(is_peak, height - OCTAVE * np.log2(LOWEST_HZ / hz), -np.inf)
    best = np.argsort(-strength, axis=1)[:, :_CANDIDATES]
    return np.take_along_axis(hz, best, 1), np.take_along_axis(strength, best, 1)


def _cheapest(hz: Floats, strength: Floats) -> Floats:
    """Viterbi: the path that has strong candidates, few jumps, and few changes of voicing."""
    frames = len(hz)
    log, voiced = np.log2(np.maximum(hz, 1.0)), hz > 0
    back = np.zeros(hz.shape, dtype=np.int64)
    total = strength[0].copy()
    for i in range(1, frames):
        both = voiced[i - 1][:, None] & voiced[i][None]
        jump = np.where(both, OCTAVE_JUMP * np.abs(log[i - 1][:, None] - log[i][None]), 0.0)
        jump += CHANGE * (voiced[i - 1][:, None] != voiced[i][None])
        ways = total[:, None] - jump
        back[i] = ways.argmax(axis=0)
        total = ways[back[i], np.arange(hz.shape[1])] + strength[i]
    path = np.zeros(frames, dtype=np.int64)
    path[-1] = int(total.argmax())
    for i in range(frames - 1, 0, -1):
        path[i - 1] = back[i][path[i]]
    result: Floats = hz[np.arange(frames), path]
    return result
