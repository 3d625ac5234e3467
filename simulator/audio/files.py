"""Sound on disk: reading any recording, and appending to one that survives the death of the process.

The only file that imports soundfile. Files keep their own rate and depth; what comes out is the simulator's
PCM. A header is a claim, never a fact: memory follows what the file really holds.
"""

import io
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from simulator.audio.pcm import SAMPLE_RATE, Pcm, duration_ms, from_float, to_float
from simulator.audio.resample import StreamResampler

LONGEST_MS = 2 * 60 * 60 * 1000
"""A recording longer than this is not a telephone call."""

RATES = (4_000, 384_000)
"""Lowest and highest sample rate that is read, in hertz."""

_BLOCK = 16_384


class _StraightThrough(soundfile.SoundFile):  # type: ignore[misc]
    """After each read soundfile seeks to where the header says it is, which fails in a truncated FLAC."""

    def seekable(self) -> bool:
        return False


class RecordingError(Exception):
    """The user's file cannot be read; the message is one sentence that names the file and what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A call on one clock. One channel is the caller alone; two are recruiter left, caller right.

    `channels` and `sample_rate` are the file's own; `notes` says what had to be mended while reading.
    """

    caller: Pcm
    recruiter: Pcm | None
    duration_ms: int
    channels: int
    sample_rate: int
    notes: tuple[str, ...] = ()


def read_recording(path: Path | str) -> Recording:
    """Any file that libsndfile reads, at any rate from 4 to 384 kHz, as 16 kHz PCM.

    A file that breaks off is read as far as it goes. Raises RecordingError.
    """
    with _opened(Path(path)) as sound:
        if sound.channels > 2:
            accepted = "one (the caller) or two (recruiter left, caller right) are read"
            raise RecordingError(f"{path} has {sound.channels} channels; {accepted}")
        rate, channels = sound.samplerate, sound.channels
        resamplers = [StreamResampler(rate, SAMPLE_RATE) for _ in range(channels)]
        parts: list[list[Pcm]] = [[] for _ in range(channels)]
        notes: list[str] = []
        frames = not_numbers = 0
        for block in _blocks(sound, path, notes):
            frames += len(block)
            if frames > LONGEST_MS // 1000 * rate:
                raise RecordingError(f"{path} is longer than {LONGEST_MS // 3_600_000} hours")
            sane = np.isfinite(block)
            not_numbers += block.size - int(np.count_nonzero(sane))
            block = np.clip(np.where(sane, block, np.float32(0)), -1, 1)
            for channel, resampler in enumerate(resamplers):
                parts[channel].append(from_float(resampler.feed(np.ascontiguousarray(block[:, channel]))))
    if not frames:
        raise RecordingError(f"{path} holds no samples")
    if not_numbers:
        notes.append(f"{not_numbers} samples were not numbers and became silence")
    pcm = [
        np.concatenate([*part, from_float(resampler.drain())])
        for part, resampler in zip(parts, resamplers, strict=True)
    ]
    return Recording(
        pcm[-1], pcm[0] if channels == 2 else None, duration_ms(pcm[-1]), channels, rate, tuple(notes)
    )


def read_samples(path: Path | str) -> tuple[NDArray[np.float32], int]:
    """All channels mixed to one, float32 in [-1, 1], shape (n,), with the file's own rate in hertz.

    Raises RecordingError; silence, even none at all, is not an error.
    """
    with _opened(Path(path)) as sound:
        blocks = [block.mean(axis=1, dtype=np.float32) for block in _blocks(sound, path, [])]
        rate: int = sound.samplerate
    return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32), rate


def _opened(path: Path) -> soundfile.SoundFile:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise RecordingError(f"{path} does not exist") from None
    except (OSError, ValueError) as error:
        raise RecordingError(
            f"{path} cannot be opened: {getattr(error, 'strerror', None) or error}"
        ) from error
    if stat.S_ISDIR(status.st_mode):
        raise RecordingError(f"{path} is a folder, not an audio file")
    if not stat.S_ISREG(status.st_mode):
        raise RecordingError(f"{path} is not a regular file")
    if not status.st_size:
        raise RecordingError(f"{path} is empty")
    try:
        path.open("rb").close()
        sound = _StraightThrough(str(path))
    except OSError as error:
        raise RecordingError(f"{path} cannot be opened: {error.strerror}") from error
    except (soundfile.LibsndfileError, TypeError) as error:  # TypeError: *.raw, which has no header to read
        reason = getattr(error, "error_string", "raw samples have no header").rstrip(".")
        raise RecordingError(f"{path} is not an audio file that can be read ({reason})") from error
    low, high = RATES
    if not low <= sound.samplerate <= high:
        rate = sound.samplerate
        sound.close()
        raise RecordingError(f"{path} says {rate} samples a second; {low} to {high} are read")
    return sound


def _blocks(sound: soundfile.SoundFile, path: Path | str, notes: list[str]) -> Iterator[NDArray[np.float32]]:
    """Blocks of shape (n, channels) until the file ends or cannot be decoded any further."""
    read = 0
    while True:
        try:
            block = sound.read(_BLOCK, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError as error:
            if not read:
                raise RecordingError(
                    f"{path} cannot be decoded ({error.error_string.rstrip('.')})"
                ) from error
            notes.append(f"the file breaks off after {1000 * read // sound.samplerate} ms")
            return
        if not len(block):
            return
        read += len(block)
        yield block


@dataclass(frozen=True, slots=True)
class Encoded:
    """A whole sound file in memory, with its media type, such as "audio/ogg"."""

    mime: str
    data: bytes


_ENCODINGS: dict[str, tuple[str, str, str, dict[str, float | str]]] = {
    "opus": ("audio/ogg", "OGG", "OPUS", {"compression_level": 0.95}),
    "mp3": ("audio/mpeg", "MP3", "MPEG_LAYER_III", {"compression_level": 0.8, "bitrate_mode": "CONSTANT"}),
    "flac": ("audio/flac", "FLAC", "PCM_16", {}),
    "wav": ("audio/wav", "WAV", "PCM_16", {}),
}
"""Name -> media type and libsndfile's format, subtype and settings; the smallest first.

Stereo speech at 16 kHz, measured: Opus 28 kbit/s, MP3 40, FLAC 110, WAV 512.
"""

ENCODINGS = tuple(_ENCODINGS)


def encode(samples: NDArray[np.int16], encoding: str | None = None) -> Encoded:
    """16 kHz PCM of shape (n, channels) as a sound file that browsers play.

    `encoding` is one of `ENCODINGS`; None takes the first that this libsndfile can write, as older ones lack
    Opus and MP3. Raises ValueError where the one asked for cannot be written.
    """
    able = [
        name for name, (_, kind, subtype, _) in _ENCODINGS.items() if soundfile.check_format(kind, subtype)
    ]
    chosen = encoding or able[0]
    if chosen not in able:
        raise ValueError(f"this libsndfile cannot write {chosen}; it can write {', '.join(able)}")
    mime, kind, subtype, settings = _ENCODINGS[chosen]
    buffer = io.BytesIO()
    with soundfile.SoundFile(
        buffer, "w", SAMPLE_RATE, samples.shape[1], format=kind, subtype=subtype, **settings
    ) as sound:
        # From stereo int16 libsndfile 1.2.2 makes an MP3 of noise; from floats it does not.
        sound.write(to_float(samples) if chosen == "mp3" else samples)
    return Encoded(mime, buffer.getvalue())


class WavAppender:
    """A 16 kHz 16-bit WAV that only grows. `kill -9` at any moment costs at most `FLUSH_MS` of it.

    Sound goes to the operating system every `FLUSH_MS`, and the header is brought up to date right after, so
    the file is a valid WAV at all times. Raises FileExistsError where `path` is taken, and OSError (a full
    disk, say) from `append` and `close`; what was written before that stays readable.
    """

    FLUSH_MS = 50
    _HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")

    def __init__(self, path: Path | str, channels: int = 2) -> None:
        self._channels = channels
        self._pending = bytearray()
        self._written = 0
        self._flush_bytes = self.FLUSH_MS * SAMPLE_RATE // 1000 * channels * 2
        self._file = Path(path).open("xb", buffering=0)  # noqa: SIM115
        try:
            self._write_header()
        except OSError:
            self._file.close()
            raise

    @property
    def duration_ms(self) -> int:
        """Of all that was appended."""
        return (self._written + len(self._pending)) // (2 * self._channels) * 1000 // SAMPLE_RATE

    def append(self, *channels: Pcm) -> None:
        """One array of equal length for each channel: recruiter, caller."""
        if len(channels) != self._channels:
            raise ValueError(f"{self._channels} channels expected, got {len(channels)}")
        self._pending += np.column_stack(channels).astype("<i2", copy=False).tobytes()
        if len(self._pending) >= self._flush_bytes:
            self.flush()

    def flush(self) -> None:
        """Hands all that was appended to the operating system."""
        try:
            self._file.seek(self._HEADER.size + self._written)
            while self._pending:
                count = self._file.write(self._pending) or 0
                self._written += count
                del self._pending[:count]
        finally:
            self._write_header()

    def close(self) -> None:
        if self._file.closed:
            return
        try:
            self.flush()
        finally:
            self._file.close()

    def _write_header(self) -> None:
        """Counts whole frames only; a frame that was cut by a full disk is left out."""
        frame = 2 * self._channels
        data = min(self._written, 0xFFFF_FF00) // frame * frame
        header = self._HEADER.pack(
            b"RIFF", data + self._HEADER.size - 8, b"WAVE",
            b"fmt ", 16, 1, self._channels, SAMPLE_RATE, SAMPLE_RATE * frame, frame, 16,
            b"data", data,
        )  # fmt: skip
        self._file.seek(0)
        self._file.write(header)
