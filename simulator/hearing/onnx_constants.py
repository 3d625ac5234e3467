"""The constants of an ONNX file: the few fields of its format, protocol buffers, in which they lie.

    ModelProto     7 graph
    GraphProto     1 node
    NodeProto      2 output's name    5 attribute
    AttributeProto 5 tensor           6 graph, of a branch
    TensorProto    1 dimensions       2 kind, 1 for floats    4 or 9 values

Source: onnx.proto of the ONNX project; field numbers never change. Lives here: that reading. Must not
know: what the numbers are for.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def constants(onnx: bytes) -> Iterator[tuple[str, Floats]]:
    """Name and value of every constant of floats, branches included.

    Raises IndexError, KeyError or ValueError for what is no ONNX file, or not a whole one.
    """
    for graph in _parts(memoryview(onnx), 7):
        yield from _of_graph(graph)


def _of_graph(graph: memoryview) -> Iterator[tuple[str, Floats]]:
    for node in _parts(graph, 1):
        for attribute in _parts(node, 5):
            for branch in _parts(attribute, 6):
                yield from _of_graph(branch)
            for tensor in _parts(attribute, 5):
                if list(_numbers(tensor, 2)) == [1]:
                    name = bytes(next(_parts(node, 2))).decode()
                    yield name, _floats(tensor)


def _floats(tensor: memoryview) -> Floats:
    """Of a tensor of floats, as they lie in its field 9 or, packed, in 4."""
    values = b"".join((*_parts(tensor, 9), *_parts(tensor, 4)))
    return np.frombuffer(values, "<f4").reshape(tuple(_numbers(tensor, 1)))


def _parts(message: memoryview, field: int) -> Iterator[memoryview]:
    return (value for number, value in _fields(message) if number == field and isinstance(value, memoryview))


def _numbers(message: memoryview, field: int) -> Iterator[int]:
    return (value for number, value in _fields(message) if number == field and isinstance(value, int))


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field: an integer, or bytes, which may be a message again."""
    at = 0

    def integer() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = integer()
        kind = key & 7
        if kind == 0:
            yield key >> 3, integer()
            continue
        length = integer() if kind == 2 else {1: 8, 5: 4}[kind]
        value, at = message[at : at + length], at + length
        if at > len(message):
            raise ValueError("the file ends within a field")
        yield key >> 3, value
