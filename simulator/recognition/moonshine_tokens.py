"""Moonshine's vocabulary: text as the tokens in which its decoder writes.

The tokenizer.bin of its wheel is a row of byte strings, each behind its length: one byte below 128, else two,
the first with 128 added to the part below 128, the second times 128. A token's place in the row is its id:
1 begins a transcript, 2 ends it, 3 to 258 are single bytes. The others were merged in this order when the
vocabulary was learned (byte-pair encoding in the manner of SentencePiece, a space as U+2581), so a lower id
is an earlier merge.
"""

from pathlib import Path

BEGIN, END = 1, 2
_BYTES, _MERGED = 3, 259
_SPACE = "▁"


class Tokens:
    """The vocabulary of one tokenizer.bin. Raises ValueError where the file is not one."""

    def __init__(self, path: Path) -> None:
        rows = _rows(path.read_bytes())
        if rows[BEGIN : END + 1] != [b"<s>", b"</s>"]:
            raise ValueError(f"{path.name} is not the vocabulary that Moonshine tiny-en has")
        self._ids = {row: at for at, row in enumerate(rows) if at >= _MERGED}

    def encode(self, text: str) -> list[int]:
        """The ids of `text`, without those that begin and end a transcript."""
        return [
            token
            for word in text.split()
            for token in self._merged((_SPACE + word).encode("utf-8", "replace"))
        ]

    def _merged(self, word: bytes) -> list[int]:
        pieces = [char.encode() for char in word.decode()]
        pieces = [p for whole in pieces for p in ([whole] if whole in self._ids else _single(whole))]
        while True:
            pairs = [
                (self._ids[joined], at)
                for at in range(len(pieces) - 1)
                if (joined := pieces[at] + pieces[at + 1]) in self._ids
            ]
            if not pairs:
                return [self._ids.get(piece, _BYTES + piece[0]) for piece in pieces]
            _, at = min(pairs)
            pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]


def _single(char: bytes) -> list[bytes]:
    return [bytes([value]) for value in char]


def _rows(data: bytes) -> list[bytes]:
    rows, at = [], 0
    while at < len(data):
        size = data[at]
        at += 1
        if size >= 128:
            if at == len(data):
                raise ValueError("the vocabulary breaks off")
            size += data[at] * 128 - 128
            at += 1
        rows.append(data[at : at + size])
        at += size
    return rows
