"""The benchmark's files: one case a line, cells by tabs."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "understanding"


def rows(name: str) -> Iterator[list[str]]:
    """The cells of every line of `name`.tsv that is not empty."""
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line:
            yield line.split("\t")
