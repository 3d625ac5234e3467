"""What the program and its audio process say to each other over a pipe: frames of sound and told things.

b"F" length(4) samples      one 10 ms frame, int16
b"T" length(4) JSON         an object whose one key says what is told
"""

import json
import struct
from typing import IO, Any, Literal

import numpy as np

from simulator.audio.pcm import FRAME, Pcm

FRAME_BYTES = FRAME * 2
Topic = Literal["devices", "opened", "probe", "fault", "error"]

_HEAD = struct.Struct("<cI")


def send_frame(stream: IO[bytes], frame: Pcm) -> None:
    _send(stream, b"F", frame.tobytes())


def tell(stream: IO[bytes], topic: Topic, content: Any) -> None:
    _send(stream, b"T", json.dumps({topic: content}).encode())


def receive(stream: IO[bytes]) -> Pcm | dict[str, Any] | None:
    """The next frame or told thing; None where the other side is gone."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    body = stream.read(length)
    if len(body) < length:
        return None
    if kind == b"F":
        return np.frombuffer(body, np.int16)
    told: dict[str, Any] = json.loads(body)
    return told


def _send(stream: IO[bytes], kind: bytes, body: bytes) -> None:
    stream.write(_HEAD.pack(kind, len(body)) + body)
    stream.flush()
