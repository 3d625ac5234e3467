"""Spectra in single precision against numpy's in double."""

import numpy as np
import pytest

from simulator.hearing.spectra import spectrum


@pytest.mark.parametrize(("shape", "size"), [((320,), None), ((2, 3, 2560), None), ((5, 1000), 1024)])
def test_as_in_doubles(shape: tuple[int, ...], size: int | None) -> None:
    samples = np.random.default_rng(3).standard_normal(shape).astype(np.float32)
    exact = np.fft.rfft(samples.astype(np.float64), size)
    found = spectrum(samples, size)
    assert found.dtype == np.complex64 and found.shape == exact.shape
    assert np.abs(found - exact).max() < 1e-6 * np.abs(exact).max()
