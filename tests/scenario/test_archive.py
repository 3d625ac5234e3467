"""Packs to share: the same bytes every time, back and forth, and hostile files that leave nothing behind."""

import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator import paths
from simulator.problems import ContentError
from simulator.scenario.archive import MAX_ENTRIES, export, install, remove
from simulator.scenario.reader import read_pack

PACK = paths.content("scenarios") / "drills"
CARD = b"format: 1\nid: p\ntitle: A pack\nlicence: MIT\n"


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_there_and_back(tmp_path: Path) -> None:
    file = export(PACK, tmp_path / "drills.simpack")
    pack = install(file, tmp_path / "packs")
    assert tree(pack.folder) == tree(PACK)
    assert [s.sha256 for s in pack.scenarios] == [s.sha256 for s in read_pack(PACK).scenarios]
    assert export(pack.folder, tmp_path / "again.simpack").read_bytes() == file.read_bytes()
    remove("drills", tmp_path / "packs")
    assert list((tmp_path / "packs").iterdir()) == []


def test_the_bytes_do_not_hang_on_times_modes_or_order(tmp_path: Path) -> None:
    one = install(export(PACK, tmp_path / "a.simpack"), tmp_path / "packs").folder
    for number, path in enumerate(sorted(one.rglob("*.yaml"), reverse=True)):
        path.chmod(0o600)
        os.utime(path, (1_000_000_000 + number, 1_000_000_000 + number))
    (one / ".hidden.txt").write_text("x")
    (one / "cases" / "run.sh").write_text("true")
    export(one, tmp_path / "b.simpack")
    assert (tmp_path / "a.simpack").read_bytes() == (tmp_path / "b.simpack").read_bytes()


def test_a_pack_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file = export(PACK, tmp_path / "drills.simpack")
    folder = install(file, tmp_path / "packs").folder
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ContentError, match="installed already"):
        install(file, tmp_path / "packs")
    assert (folder / "mine.txt").exists()
    install(file, tmp_path / "packs", again=True)
    assert tree(folder) == tree(PACK)
    assert [p.name for p in (tmp_path / "packs").iterdir()] == ["drills"]


@pytest.mark.parametrize("name", ["..", "../packs/drills", "/etc", "", ".", "drills/cases", "con", "nothing"])
def test_only_a_pack_can_be_removed(name: str, tmp_path: Path) -> None:
    install(export(PACK, tmp_path / "drills.simpack"), tmp_path / "packs")
    with pytest.raises(ContentError, match="there is no pack"):
        remove(name, tmp_path / "packs")
    assert tree(tmp_path / "packs" / "drills") == tree(PACK)


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], deflate: bool = False) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            archive.writestr(name, data)


def of_kind(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, mode << 16
    return entry


def renamed(path: Path, old: bytes, new: bytes) -> None:
    """Changes names that zipfile itself would not write."""
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old, new))


def lying(path: Path) -> None:
    """100 MB of nothing that says it is one byte."""
    zipped(path, ("p/pack.yaml", CARD), ("p/big.txt", bytes(100_000_000)), deflate=True)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 100_000_000), struct.pack("<I", 1)))


def encrypted(path: Path) -> None:
    zipped(path, ("p/pack.yaml", CARD))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02") + 8
    raw[at] |= 1
    path.write_bytes(bytes(raw))


def with_nul(path: Path) -> None:
    zipped(path, ("p/pack.yaml", CARD), ("p/a.yamlXevil.txt", b"x"))
    renamed(path, b"p/a.yamlXevil.txt", b"p/a.yaml\0evil.txt")


def overlapping(path: Path) -> None:
    """Many names for the same bytes: the directory's entries all point to one place."""
    zipped(
        path, ("p/pack.yaml", CARD), *((f"p/b{n:02}.txt", bytes(900_000)) for n in range(60)), deflate=True
    )


HOSTILE: dict[str, Callable[[Path], object]] = {
    "climbs": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/../../evil.txt", b"x")),
    "climbs at once": lambda p: zipped(p, ("../evil.txt", b"x")),
    "absolute": lambda p: zipped(p, ("/tmp/evil.txt", b"x")),
    "a drive": lambda p: zipped(p, ("p/pack.yaml", CARD), ("C:/evil.txt", b"x")),
    "a backslash": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/..\\..\\evil.txt", b"x")),
    "a link": lambda p: zipped(p, ("p/pack.yaml", CARD), (of_kind("p/a.txt", stat.S_IFLNK | 0o777), b"/etc")),
    "a device": lambda p: zipped(p, ("p/pack.yaml", CARD), (of_kind("p/a.txt", stat.S_IFCHR | 0o666), b"")),
    "a pipe": lambda p: zipped(p, ("p/pack.yaml", CARD), (of_kind("p/a.txt", stat.S_IFIFO | 0o666), b"")),
    "twice but for case": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/a.txt", b"1"), ("p/A.TXT", b"2")),
    "reserved": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/nul.txt", b"x")),
    "a colon": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/a.txt:stream.txt", b"x")),
    "a dot at the end": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/cases./a.txt", b"x")),
    "hidden": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/.profile.txt", b"x")),
    "a program": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/run.sh", b"x")),
    "two packs": lambda p: zipped(p, ("p/pack.yaml", CARD), ("q/pack.yaml", CARD)),
    "no folder": lambda p: zipped(p, ("pack.yaml", CARD)),
    "a NUL": with_nul,
    "too many": lambda p: zipped(p, *((f"p/{n}.txt", b"") for n in range(MAX_ENTRIES + 1))),
    "a bomb": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/b.txt", bytes(40_000_000)), deflate=True),
    "a bomb in parts": overlapping,
    "a liar": lying,
    "encrypted": encrypted,
    "cut off": lambda p: p.write_bytes(export(PACK, p).read_bytes()[:-400]),
    "not a zip": lambda p: p.write_bytes(b"format: 1\n" * 50),
    "empty": lambda p: p.write_bytes(b""),
    "nothing in it": lambda p: zipped(p),
    "no card": lambda p: zipped(p, ("p/a.txt", b"x")),
    "another name": lambda p: zipped(p, ("q/pack.yaml", CARD)),
    "a broken scenario": lambda p: zipped(p, ("p/pack.yaml", CARD), ("p/a.yaml", b"a: *b\n")),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_and_leaves_nothing(make: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "in" / "hostile.simpack"
    file.parent.mkdir()
    make(file)
    root = tmp_path / "packs"
    root.mkdir()
    before = tree(tmp_path)
    with pytest.raises(ContentError) as caught:
        install(file, root)
    assert len(caught.value.problems) >= 1
    assert tree(tmp_path) == before
    assert list(root.iterdir()) == []


def test_a_file_with_flipped_bytes_never_gives_anything_but_a_refusal(tmp_path: Path) -> None:
    raw = export(PACK, tmp_path / "drills.simpack").read_bytes()
    refused = 0
    for at in range(0, len(raw), 97):
        file = tmp_path / "flipped.simpack"
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        try:
            install(file, tmp_path / "packs", again=True)
        except ContentError:
            refused += 1
    assert refused > 50
    assert [p.name for p in (tmp_path / "packs").glob(".*")] == []
