"""JSON Schemas of a pack's files for editors, generated from the models and kept beside the packs.

A file names its schema in its first line, which the YAML language server of most editors reads.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from simulator.scenario.model import Case, Scenario
from simulator.scenario.reader import PackCard

FOLDER = "schema"
"""Beside the packs; it holds no pack.yaml, so it is none."""

_MODELS: dict[str, type[BaseModel]] = {"scenario": Scenario, "case": Case, "pack": PackCard}


def schema(kind: str) -> dict[str, Any]:
    """The schema of a "scenario", a "case" or a "pack" file."""
    made = _MODELS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def files() -> dict[str, str]:
    """Name -> text of every schema file."""
    return {
        f"{kind}.schema.json": json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in _MODELS
    }


def first_line(kind: str) -> str:
    """The comment that names the schema, seen from where a file of that kind stands in a pack."""
    up = "../../.." if kind == "case" else ".."
    return f"# yaml-language-server: $schema={up}/{FOLDER}/{kind}.schema.json\n"


def write(root: Path) -> tuple[Path, ...]:
    """Writes the schemas into `root`, a folder of packs. Raises OSError."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)
