"""A release as it lies in its folder: every cell as text, whatever the contract says of it today.

Versions that were published long ago are read so, and so is what a signature is over.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from generator.load.folders import PACKAGE, entries
from generator.load.gate import TABLE, read_cells, read_text
from generator.seals import Row, Tables, descriptor_sha256, sha256


def read_tables(folder: Path, file: str, names: Collection[str] | None = None) -> Tables:
    """Every table of the folder, or those of these names. Raises `GateError` for one that is not sound CSV."""
    wanted = (path for path in entries(folder) if path.suffix == TABLE and (names is None or path.stem in names))
    return {path.stem: _rows(path, f"{file}/{path.name}") for path in wanted}


def _rows(path: Path, file: str) -> list[Row]:
    rows = read_cells(read_text(path, file), file)
    _, header = next(rows, (1, list[str]()))
    return [dict(zip(header, cells, strict=False)) for _, cells in rows]


def read_object(path: Path, file: str) -> dict[str, Any]:
    """The JSON object of a file that was checked before. Raises `GateError` and `ValueError`."""
    return dict(json.loads(read_text(path, file)))


def file_hashes(folder: Path, file: str) -> dict[str, str]:
    """The hash of every table of a release's folder, and of its descriptor without its signatures.

    Raises `GateError`, `ValueError`, `KeyError` or `TypeError` where there is no sound descriptor.
    """
    hashes = {path.name: sha256(path.read_bytes()) for path in entries(folder) if path.suffix == TABLE}
    hashes[PACKAGE] = descriptor_sha256(read_object(folder / PACKAGE, f"{file}/{PACKAGE}"))
    return dict(sorted(hashes.items()))
