"""Reading odd recordings, and a WAV that survives `kill -9` and a full disk."""

import resource
import signal
import struct
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from simulator.audio.files import RecordingError, WavAppender, read_recording, read_samples
from simulator.audio.pcm import SAMPLE_RATE, Pcm


def tone(rate: int, seconds: float = 0.5, hz: float = 440.0) -> NDArray[np.float32]:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


Maker = Callable[[Path], object]


def written(rate: int, subtype: str | None, channels: int = 1, kind: str | None = None) -> Maker:
    """Left is 440 Hz, the others one octave higher each."""

    def write(path: Path) -> None:
        sound = np.stack([tone(rate, hz=440 * 2**i) for i in range(channels)], axis=1)
        soundfile.write(path, sound, rate, subtype=subtype, format=kind)

    return write


def pitch(samples: Pcm) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SAMPLE_RATE / len(samples))


READ = {
    "plain.wav": (written(16_000, "PCM_16"), 1, 16_000),
    "telephone.wav": (written(8_000, "ULAW"), 1, 8_000),
    "deep.wav": (written(44_100, "PCM_24", 2), 2, 44_100),
    "fine.wav": (written(96_000, "FLOAT"), 1, 96_000),
    "call.flac": (written(48_000, "PCM_16", 2), 2, 48_000),
    "call.ogg": (written(44_100, "VORBIS", 2), 2, 44_100),
    "call.opus": (written(48_000, "OPUS", 1, "OGG"), 1, 48_000),
    "call.aiff": (written(22_050, "PCM_16"), 1, 22_050),
    "wrong-name.mp4": (written(16_000, "PCM_16", kind="WAV"), 1, 16_000),
}
if "MP3" in soundfile.available_formats():
    READ["call.mp3"] = (written(44_100, None, 2), 2, 44_100)


@pytest.mark.parametrize("name", READ)
def test_what_libsndfile_reads_is_read(name: str, tmp_path: Path) -> None:
    write, channels, rate = READ[name]
    write(tmp_path / name)
    recording = read_recording(tmp_path / name)
    assert (recording.channels, recording.sample_rate) == (channels, rate)
    assert recording.duration_ms == pytest.approx(500, abs=60 if name.endswith("mp3") else 7)
    assert recording.notes == ()
    assert pitch(recording.caller) == pytest.approx(880 if channels == 2 else 440, abs=4)
    if channels == 2:
        assert recording.recruiter is not None
        assert pitch(recording.recruiter) == pytest.approx(440, abs=4)
        assert len(recording.recruiter) == len(recording.caller)
    else:
        assert recording.recruiter is None


def test_our_own_pcm_comes_back_bit_for_bit(tmp_path: Path) -> None:
    sound = np.random.default_rng(0).integers(-32768, 32768, (200_000, 2), dtype=np.int16)
    soundfile.write(tmp_path / "call.wav", sound, SAMPLE_RATE)
    recording = read_recording(tmp_path / "call.wav")
    assert recording.recruiter is not None
    np.testing.assert_array_equal(np.column_stack([recording.recruiter, recording.caller]), sound)


def plain_wav(tmp_path: Path) -> bytes:
    written(16_000, "PCM_16")(tmp_path / "source.wav")
    return (tmp_path / "source.wav").read_bytes()


def test_truncated_data_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    path.write_bytes(plain_wav(tmp_path)[: 44 + 2 * 1600 + 1])
    assert read_recording(path).duration_ms == 100


@pytest.mark.parametrize("claimed", [0, 0x7FFF_FFF0, 0xFFFF_FFFF])
def test_a_false_data_length_is_not_believed(claimed: int, tmp_path: Path) -> None:
    path = tmp_path / "claim.wav"
    content = bytearray(plain_wav(tmp_path))
    content[40:44] = struct.pack("<I", claimed)
    path.write_bytes(content)
    if claimed:
        assert read_recording(path).duration_ms == 500
    else:
        with pytest.raises(RecordingError, match="no samples"):
            read_recording(path)


def test_a_flac_that_claims_a_thousand_hours_costs_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "claim.flac"
    written(16_000, "PCM_16")(path)
    content = bytearray(path.read_bytes())
    content[21] = (content[21] & 0xF0) | 0x0F  # the top four bits of the 36-bit sample count
    path.write_bytes(content)
    assert read_recording(path).duration_ms == pytest.approx(500, abs=1)


@pytest.mark.parametrize("name", ["call.flac", "call.ogg", "call.mp3"])
def test_a_truncated_compressed_file_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    noise = np.random.default_rng(0).normal(0, 0.1, 5 * 16_000)
    soundfile.write(path, noise, 16_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert read_recording(path).duration_ms == pytest.approx(2500, abs=1000)  # whole pages only


def test_nan_and_inf_become_silence_and_it_says_so(tmp_path: Path) -> None:
    sound = tone(16_000)
    sound[100:200], sound[300], sound[301] = np.nan, np.inf, -np.inf
    soundfile.write(tmp_path / "nan.wav", sound, 16_000, subtype="FLOAT")
    recording = read_recording(tmp_path / "nan.wav")
    assert not recording.caller[100:200].any()
    assert not recording.caller[300:302].any()
    assert recording.caller[1000:].any()
    assert recording.notes == ("102 samples were not numbers and became silence",)


REFUSED: dict[str, tuple[Maker, str]] = {
    "missing.wav": (lambda path: None, "does not exist"),
    "folder.wav": (lambda path: path.mkdir(), "is a folder"),
    "empty.wav": (lambda path: path.touch(), "is empty"),
    "header.wav": (lambda path: path.write_bytes(plain_wav(path.parent)[:30]), "is not an audio file"),
    "no-data.wav": (lambda path: path.write_bytes(plain_wav(path.parent)[:44]), "no samples"),
    "letter.wav": (lambda path: path.write_text("Dear Sir or Madam,\n" * 50), "is not an audio file"),
    "samples.raw": (lambda path: path.write_bytes(bytes(3200)), "is not an audio file"),
    "surround.wav": (written(16_000, "PCM_16", 5), "has 5 channels; one .* or two"),
    "slow.wav": (written(1_000, "PCM_16"), "says 1000 samples a second"),
    "fast.wav": (written(500_000, "PCM_16"), "says 500000 samples a second"),
    "nul\0.wav": (lambda path: None, "cannot be opened"),
}


@pytest.mark.parametrize("name", REFUSED, ids=lambda name: name.replace("\0", "0"))
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    make, why = REFUSED[name]
    make(path)
    with pytest.raises(RecordingError, match=why) as caught:
        read_recording(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_longer_than_a_call_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.audio.files.LONGEST_MS", 3_600_000)
    path = tmp_path / "night.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 1, 4000, 0, "NONE", ""))
        out.writeframes(bytes([128]) * (4000 * 3601))
    with pytest.raises(RecordingError, match="longer than 1 hours"):
        read_recording(path)


def test_read_samples_mixes_to_one_channel_at_the_files_rate(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "voice.aiff", np.stack([tone(22_050), -tone(22_050)], axis=1), 22_050)
    samples, rate = read_samples(tmp_path / "voice.aiff")
    assert (samples.dtype, samples.shape, rate) == (np.float32, (11_025,), 22_050)
    assert np.abs(samples).max() < 1e-3


# -- appending ------------------------------------------------------------------------------------------

WRITER = """
import sys, numpy as np
from simulator.audio.files import WavAppender
wav = WavAppender(sys.argv[1])
for i in range(1_000_000):
    frame = np.full(160, i % 30_000, dtype=np.int16)
    wav.append(frame, -frame)
    sys.stdout.write(f"{i}\\n")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("seed", range(4))
def test_kill_9_costs_at_most_100_ms(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    frames = int(np.random.default_rng(seed).integers(1, 400))
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(frames):
        child.stdout.readline()
    child.kill()
    appended = frames + len(child.stdout.readlines())
    child.wait()
    child.stdout.close()

    with wave.open(str(path)) as kept:
        assert kept.getparams()[:3] == (2, 2, SAMPLE_RATE)
        header_ms = kept.getnframes() // 16
    assert header_ms >= 10 * appended - 100
    if not header_ms:
        return
    recording = read_recording(path)
    assert recording.duration_ms == header_ms
    assert recording.recruiter is not None
    np.testing.assert_array_equal(recording.recruiter, np.repeat(np.arange(header_ms // 10), 160))
    np.testing.assert_array_equal(recording.caller, -recording.recruiter)


def test_a_full_disk_is_an_error_and_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    wav = WavAppender(path)
    frame = np.arange(160, dtype=np.int16)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, before[1]))
        with pytest.raises(OSError):
            wav.append(*[np.tile(frame, 100)] * 2)
        with pytest.raises(OSError):
            wav.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    recording = read_recording(path)
    assert len(recording.caller) == (10_001 - 44) // 4
    np.testing.assert_array_equal(recording.caller, np.resize(frame, len(recording.caller)))
    wav.close()


def test_short_writes_are_continued(tmp_path: Path) -> None:
    class Trickle:
        """A file that takes at most 7 bytes of sound at a time."""

        def __init__(self, inner: object) -> None:
            self.inner = inner

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

        def write(self, data: bytes) -> int:
            return self.inner.write(bytes(data) if len(data) == 44 else bytes(data[:7]))  # type: ignore[attr-defined,no-any-return]

    wav = WavAppender(tmp_path / "call.wav", channels=1)
    wav._file = Trickle(wav._file)  # type: ignore[assignment]
    sound = np.arange(1600, dtype=np.int16)
    wav.append(sound)
    wav.close()
    np.testing.assert_array_equal(read_recording(tmp_path / "call.wav").caller, sound)


def test_an_existing_recording_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        WavAppender(path)
    assert path.read_bytes() == b"precious"
