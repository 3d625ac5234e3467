"""A pack as one file to share, `.simpack`: a zip of its folder, the same byte for byte, opened warily.

What is opened may be hostile. Names are checked before anything is written, bytes are counted while they
are inflated, all of it goes into a temporary folder beside the packs, is read as a pack there, and only then
takes its place in one rename. A refused file leaves nothing behind.
"""

import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from simulator.scenario.reader import PACK_FILE, Pack, read_pack
from simulator.yamlfile import ContentError, Problem

SUFFIX = ".simpack"
MAX_ENTRIES = 500
MAX_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
"""Inflated bytes for each byte of the file, as a whole."""

MAX_NAME = 160
_KEPT = {".yaml", ".md", ".txt"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_CHUNK = 64 * 1024


class PackFileError(ContentError):
    """A pack's file, or its place, that cannot be used; one sentence."""

    def __init__(self, file: Path, message: str) -> None:
        super().__init__([Problem(str(file), 1, 1, message)])


def export(folder: Path, target: Path) -> Path:
    """Writes the pack in `folder` to `target`. The same pack gives the same bytes, on any machine.

    Entries are stored and not deflated, for deflate's output differs between builds of zlib. Raises
    ContentError where the pack cannot be read or is too large to be installed again.
    """
    pack = read_pack(folder)
    files = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    size = sum(path.stat().st_size for path in files)
    if len(files) > MAX_ENTRIES or size > MAX_BYTES:
        raise PackFileError(folder, f"is too large to share: {len(files)} files, {size // 1024} KiB")
    draft = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as archive:
            for path in files:
                entry = zipfile.ZipInfo(f"{pack.card.id}/{path.relative_to(folder).as_posix()}", _EPOCH)
                entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
                archive.writestr(entry, path.read_bytes())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise PackFileError(target, f"cannot be written: {error.strerror}") from error
    return target


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in inside)
        if path.suffix in _KEPT and path.is_file() and not path.is_symlink() and not hidden:
            yield path


def install(file: Path, root: Path, again: bool = False, taken: Collection[str] = ()) -> Pack:
    """Puts the pack of a `.simpack` file into `root`, the folder of packs.

    Raises ContentError, with nothing written, where the file is unsafe, is no pack, or where the pack is
    there already and `again`, to replace it, is false. So too where one of its scenarios has an id that is
    among `taken`, or in another pack in `root`.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".installing-", dir=root))
    except OSError as error:
        raise PackFileError(root, f"cannot be written: {error.strerror}") from error
    try:
        name = _unpack(file, draft)
        pack = _read_unpacked(draft / name, file)
        _refuse_taken(file, pack, {*taken, *_others(root, name)})
        if (root / name).exists():
            if not again:
                raise PackFileError(file, f'the pack "{name}" is installed already; say --replace')
            (root / name).replace(draft / ".old")
        (draft / name).replace(root / name)
    except OSError as error:
        raise PackFileError(file, f"cannot be installed: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return read_pack(root / name)


def _others(root: Path, name: str) -> Iterator[str]:
    """The ids of the scenarios in the other packs in `root`."""
    for path in root.glob("*/*.yaml"):
        if path.name != PACK_FILE and path.parent.name != name and (path.parent / PACK_FILE).is_file():
            yield path.stem


def _refuse_taken(file: Path, pack: Pack, taken: Collection[str]) -> None:
    for loaded in pack.scenarios:
        if loaded.scenario.id in taken:
            raise PackFileError(file, f'there is a scenario "{loaded.scenario.id}" in another pack already')


def _read_unpacked(folder: Path, file: Path) -> Pack:
    """Raises ContentError with the problems of the pack's files, named as they stand in `file`."""
    try:
        return read_pack(folder)
    except ContentError as error:
        inside = [Path(problem.file).relative_to(folder.parent) for problem in error.problems]
        raise ContentError(
            replace(problem, file=f"{file}/{name.as_posix()}")
            for problem, name in zip(error.problems, inside, strict=True)
        ) from None


def remove(pack_id: str, root: Path) -> Path:
    """Removes an installed pack for good. Raises ContentError where `root` has none of that name."""
    folder = root / pack_id
    safe = not _name_problem(pack_id) and folder.parent == root
    if not safe or folder.is_symlink() or not (folder / PACK_FILE).is_file():
        raise PackFileError(root, f'there is no pack "{pack_id[:60]}" here')
    going = folder.with_name(f".removing-{pack_id}")
    shutil.rmtree(going, ignore_errors=True)
    try:
        shutil.rmtree(folder.replace(going))
    except OSError as error:
        raise PackFileError(folder, f"cannot be removed: {error.strerror}") from error
    return folder


def _unpack(file: Path, draft: Path) -> str:
    """Checks every entry, then writes them all under `draft`; returns the pack's folder name."""
    try:
        size = file.stat().st_size
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            name = _check_entries(file, entries)
            budget = min(MAX_BYTES, size * MAX_RATIO)
            for entry in entries:
                if not entry.is_dir():
                    budget -= _write(archive, entry, draft / entry.filename, budget, file)
            return name
    except FileNotFoundError:
        raise PackFileError(file, "is not there") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise PackFileError(file, f"is not a sound {SUFFIX} file: {error}") from error


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: int, file: Path) -> int:
    """Inflates one entry, counting; what the archive says of its size is not believed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as source, target.open("xb") as sink:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > budget:
                message = f"unpacks to more than {MAX_BYTES >> 20} MiB or {MAX_RATIO} times its size"
                raise PackFileError(file, message)
            sink.write(chunk)
    return written


def _check_entries(file: Path, entries: list[zipfile.ZipInfo]) -> str:
    """Raises PackFileError for the first entry that is not plainly a file of one pack."""
    if len(entries) > MAX_ENTRIES:
        raise PackFileError(file, f"holds {len(entries)} entries; {MAX_ENTRIES} are allowed")
    if not entries:
        raise PackFileError(file, "is empty")
    top = entries[0].orig_filename.split("/", 1)[0]
    seen: set[str] = set()
    for entry in entries:
        # `orig_filename` is what the archive holds; zipfile already cuts `filename` at a NUL.
        if problem := _entry_problem(entry, top, seen):
            raise PackFileError(file, f"{problem}: {entry.orig_filename[:80]!a}")
    return top


def _entry_problem(entry: zipfile.ZipInfo, top: str, seen: set[str]) -> str:
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if problem := next(filter(None, map(_name_problem, name.removesuffix("/").split("/"))), ""):
        return problem
    if len(name) > MAX_NAME or name.split("/", 1)[0] != top or "/" not in name:
        return "an entry outside the pack's one folder, or with too long a name"
    if entry.filename != name or entry.flag_bits & 0x1:
        return "an entry that is encrypted or has two names"
    folder = name.endswith("/")
    if kind not in (0, stat.S_IFDIR if folder else stat.S_IFREG):
        return "an entry that is a link or a device"
    if not folder and PurePosixPath(name).suffix not in _KEPT:
        return "an entry that is no text of a pack"
    key = unicodedata.normalize("NFC", name.removesuffix("/")).casefold()
    if key in seen:
        return "an entry that is there twice"
    seen.add(key)
    return ""


def _name_problem(part: str) -> str:
    """What is wrong with one part of a name, on any of the systems that a pack may come to; or nothing."""
    if part in ("", ".", "..") or part.startswith((".", "~")):
        return "an absolute, hidden or climbing name"
    if _UNSAFE.search(part) or part != part.rstrip(" .") or not part.isprintable():
        return "a name with a sign that not every system takes"
    return "a name that some systems reserve" if _RESERVED.match(part) else ""
