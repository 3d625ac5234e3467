"""How a voice sounds over a telephone line: the band from 300 to 3400 Hz, and a little noise under it.

    what is said   |####################|        0 to 8000 Hz
    what is heard  |.####...............|      300 to 3400 Hz, edges 100 and 300 Hz wide

The band is that of ITU-T G.712 (transmission over pulse code modulation channels). The clip keeps its length,
its loudness and its words' times, so nothing that is measured hangs on it.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, Clip, from_float

BAND_HZ = (300, 3400)
SKIRTS_HZ = (100, 300)
"""How wide the edges below and above the band are."""
NOISE_DBFS = -55.0
"""RMS of the noise: 35 dB below a voice, heard but never in the way."""
_SUFFIX = "@telephone"


def over_telephone(clip: Clip) -> Clip:
    """The same clip over the line. The same samples give the same samples."""
    sound = clip.samples.astype(np.float64) / 32768
    noise = np.random.default_rng(len(sound)).normal(0, 1, len(sound))
    heard = _band(sound)
    loudness = np.sqrt((sound**2).mean() / max((heard**2).mean(), 1e-12))
    hiss = _band(noise)
    hiss *= 10 ** (NOISE_DBFS / 20) / np.sqrt((hiss**2).mean())
    heard = heard * loudness + hiss
    peak = np.abs(heard).max()
    return Clip(from_float((heard / max(1.0, peak / 0.97)).astype(np.float32)))


def _band(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """No delay and no ringing from end to start: the sound is filtered with silence after it."""
    size = 1 << (len(sound) + SAMPLE_RATE // 10 - 1).bit_length()
    spectrum = np.fft.rfft(sound, size)
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    rise = np.clip((hertz - BAND_HZ[0] + SKIRTS_HZ[0]) / SKIRTS_HZ[0], 0, 1)
    fall = np.clip((BAND_HZ[1] + SKIRTS_HZ[1] - hertz) / SKIRTS_HZ[1], 0, 1)
    gain = np.sin(np.pi / 2 * np.minimum(rise, fall)) ** 2
    return np.fft.irfft(spectrum * gain, size)[: len(sound)]


def parted(voice: str) -> tuple[str, bool]:
    """A voice's id, and whether it was named as on the telephone: "dana@telephone"."""
    return voice.removesuffix(_SUFFIX), voice.endswith(_SUFFIX)


def on_telephone(voice: str) -> str:
    """The id of the same voice on the telephone."""
    return parted(voice)[0] + _SUFFIX
