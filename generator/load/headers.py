"""The first row of a table: just the columns of the contract, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.contract import Table
from generator.errors import Problem
from generator.load.gate import SAVE_AS_CSV


def check_header(header: Sequence[str], table: Table, file: str) -> Iterable[Problem]:
    """Every way in which the first row is not the table's header."""
    if tuple(header) == table.header:
        return
    if not header:
        yield Problem(file, "the file is empty", f"Give it the header: {','.join(table.header)}.")
        return
    if len(header) == 1 and header[0].count(";") > 1:
        rule = "the columns are parted by semicolons, as Excel writes them in some countries"
        yield Problem(file, rule, SAVE_AS_CSV, 1, found=header[0])
        return
    if 2 * len(set(header) & set(table.header)) < len(table.header):
        remedy = f"The first row is exactly {','.join(table.header)}, and nothing stands above it."
        yield Problem(file, "these are not the names of the table's columns", remedy, 1)
        return
    missing = [name for name in table.header if name not in header]
    unknown = [name for name in header if name not in table.header]
    repeated = sorted({name for name in header if header.count(name) > 1})
    for name in missing:
        yield Problem(file, "this column is missing", f"Add it; the header is {','.join(table.header)}.", 1, name)
    for name in unknown:
        if name:
            yield Problem(file, "the table has no column of this name", "Delete or rename it.", 1, name, name)
        else:
            number = f"number {header.index(name) + 1}"
            yield Problem(file, "this column has no name", "Delete it, with all its cells.", 1, number)
    for name in repeated:
        yield Problem(file, "this column stands twice", "Delete one of them.", 1, name, name)
    if not (missing or unknown or repeated):
        remedy = f"Put them in this order: {','.join(table.header)}."
        yield Problem(file, "the columns are not in the contract's order", remedy, 1, found=",".join(header))
