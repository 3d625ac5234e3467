"""Clips kept on disk, so that a line is rendered once and always sounds the same.

A clip's file is named by a hash of all that shaped it and begins with a hash of its samples: one that does
not fit is rendered again. Files appear whole or not at all. Everything here can be made again, so a folder
that cannot be written costs time, never a call.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import numpy as np

from simulator.audio.pcm import FRAME, Clip
from simulator.protocols import CallerVoice, Voice

FORMAT = 1
"""Counts up whenever `finish` or the file changes."""


class CachedVoice:
    """A voice that looks into `folder` first. `id` is the voice card's.

    `effect` is done to each clip before it is kept; `parameters` must tell of it, for they name the file.
    """

    def __init__(
        self,
        voice: Voice,
        folder: Path,
        *,
        id: str,  # noqa: A002
        parameters: Mapping[str, Any],
        effect: Callable[[Clip], Clip] = lambda clip: clip,
    ) -> None:
        engine = voice.info()
        self.id = id
        self.engine = f"{engine.name} {engine.version}".strip()
        """Name and version, for the session's record."""
        self._voice = voice
        self._folder = folder
        self._effect = effect
        self._key = [FORMAT, engine.name, engine.version, id, dict(parameters)]

    def path(self, text: str) -> Path:
        """Where the clip of `text` is kept, once it has been rendered."""
        shaped = json.dumps([*self._key, text], sort_keys=True).encode()
        return self._folder / f"{hashlib.sha256(shaped).hexdigest()}.clip"

    def render(self, text: str) -> Clip:
        """Raises EngineError when the engine gives no usable sound."""
        path = self.path(text)
        if (kept := _read(path)) is not None:
            return kept
        clip = self._effect(self._voice.render(text))
        with contextlib.suppress(OSError):
            _write(path, clip)
        return clip


def render_all(
    voice: CallerVoice,
    texts: Iterable[str],
    workers: int = 2,
    progress: Callable[[int, int], object] | None = None,
) -> dict[str, Clip]:
    """Every text's clip, in the order of the texts, `workers` at a time.

    `progress(done, total)` is called in this thread after each. Raises the first EngineError; what has not
    begun by then never begins.
    """
    wanted = list(dict.fromkeys(texts))
    pool = ThreadPoolExecutor(workers, thread_name_prefix="voice")
    try:
        futures = {text: pool.submit(voice.render, text) for text in wanted}
        for done, future in enumerate(as_completed(futures.values()), 1):
            future.result()
            if progress:
                progress(done, len(wanted))
        return {text: future.result() for text, future in futures.items()}
    finally:
        pool.shutdown(cancel_futures=True)


_DIGEST = hashlib.sha256().digest_size


def _read(path: Path) -> Clip | None:
    """None where there is no such clip, or only a damaged one."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, samples = data[:_DIGEST], data[_DIGEST:]
    if not samples or len(samples) % (2 * FRAME) or hashlib.sha256(samples).digest() != digest:
        return None
    return Clip(np.frombuffer(samples, dtype="<i2").astype(np.int16))


def _write(path: Path, clip: Clip) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = clip.samples.astype("<i2").tobytes()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".clip-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(samples).digest() + samples)
        os.replace(name, path)  # noqa: PTH105
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
