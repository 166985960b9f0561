"""What a workbook says of itself on a hidden sheet: whose it is, and how each cell stood when it was written.

With that, a cell that somebody filled in is told from one that changed in the release meanwhile, so that two units'
workbooks both land and nobody's work is overwritten. Cells are kept as short digests, which say no more than whether
two are the same.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SHEET = "portal"
FORM = "portal workbook 1"
_BYTES = 9
"""So many bytes of a digest make twelve characters."""

Key = tuple[str, ...]


class NoMarksError(ValueError):
    """The sheet is not one that the portal wrote, or was changed since."""


@dataclass(frozen=True, slots=True)
class OfTable:
    """One table as it was written: the name of its sheet, its columns there, the sha256 of its file, and its cells.

    `cells` holds a digest of each cell, in the order of `columns`, by the digest of the row's key.
    """

    sheet: str
    columns: tuple[str, ...]
    sha256: str
    cells: Mapping[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a workbook belongs to; `unit` is "" for that of a whole release."""

    publisher: str
    release: str
    version: str
    unit: str
    contract_version: str
    tables: Mapping[str, OfTable]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The cells of the hidden sheet."""
        yield (FORM, self.publisher, self.release, self.version, self.unit, self.contract_version)
        for name, table in self.tables.items():
            yield ("table", name, table.sheet, table.sha256, ",".join(table.columns), str(len(table.cells)))
            for key, cells in table.cells.items():
                yield ("row", name, key, ".".join(cells))


def read_marks(rows: Sequence[Sequence[object]]) -> Marks:
    """The marks of a hidden sheet's cells. Raises `NoMarksError`."""
    texts = [[cell if isinstance(cell, str) else "" for cell in row] for row in rows]
    texts = [row + [""] * (6 - len(row)) for row in texts]
    if not texts or texts[0][0] != FORM:
        raise NoMarksError
    cells: dict[str, dict[str, tuple[str, ...]]] = {}
    tables: dict[str, OfTable] = {}
    counts: dict[str, str] = {}
    for kind, name, *rest in texts[1:]:
        if kind == "table":
            cells[name], counts[name] = {}, rest[3]
            tables[name] = OfTable(rest[0], tuple(rest[2].split(",")), rest[1], cells[name])
        elif kind == "row" and name in tables:
            cells[name][rest[0]] = tuple(rest[1].split("."))
    whole = all(
        counts[name] == str(len(each)) and all(len(row) == len(tables[name].columns) for row in each.values())
        for name, each in cells.items()
    )
    if not whole:
        raise NoMarksError
    publisher, release, version, unit, contract_version = texts[0][1:6]
    return Marks(publisher, release, version, unit, contract_version, tables)


def digest(text: str) -> str:
    """Of one cell; "" of an empty one."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:_BYTES]).decode() if text else ""


def digest_of_key(key: Key) -> str:
    return digest("\x1f".join(key)) or "none"
