"""A Python of its own beside this one: the same packages, but for some that are taken away."""

import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path


def python_without(folder: Path, *distributions: str) -> Path:
    """Makes a virtual environment in `folder`, its packages symbolic links; gives its Python."""
    gone = {
        file.parts[0]
        for name in distributions
        for file in distribution(name).files or ()
        if file.parts[0] != ".."
    }
    here = Path(sysconfig.get_path("purelib"))
    there = folder / here.relative_to(sys.prefix)
    there.mkdir(parents=True)
    for entry in here.iterdir():
        if entry.name not in gone:
            (there / entry.name).symlink_to(entry)
    (folder / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text())
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(Path(sys.executable).resolve())
    return python
