"""The tables that a package lists: each in the contract, once, with its schema, and every file of the folder listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from generator import contract
from generator.contract import WITHHOLDING_COLUMNS
from generator.errors import Problem
from generator.load.folders import entries
from generator.load.properties import Broken, objects_of

OF_A_TABLE = {
    "profile": ("tabular-data-resource",),
    "format": ("csv",),
    "mediatype": ("text/csv",),
    "encoding": ("utf-8",),
}
"""What else a package may say of a table, and the one thing that each may be: files are local, plain and whole."""

OWN = frozenset({"name", "path", "schema", *WITHHOLDING_COLUMNS})


def tables_of(raw: dict[str, Any], folder: Path, file: str, problems: list[Problem]) -> tuple[str, ...]:
    """The listed tables that are in the contract; each fault of the list goes to `problems`."""
    try:
        resources = objects_of(raw, "resources", "name", OF_A_TABLE.keys() | OWN)
    except Broken as broken:
        problems.append(broken.problem(file))
        return ()
    tables: list[str] = []
    listed = [str(resource["name"]) for resource in resources]
    for resource, name in zip(resources, listed, strict=True):
        problems.extend(_check_resource(name, resource, listed, file))
        if name in tables:
            problems.append(Problem(file, "the table is listed twice", "Delete one.", column=f"resources.{name}"))
        elif name in contract.tables():
            tables.append(name)
    strays = {path.name for path in entries(folder)} - {Path(file).name} - {f"{name}.csv" for name in tables}
    for stray in sorted(strays):
        rule = "this file is in the folder but not in the package"
        problems.append(
            Problem(file, rule, "List it under resources, or take it away.", column="resources", found=stray)
        )
    return tuple(tables)


def _check_resource(name: str, resource: dict[str, Any], listed: Collection[str], file: str) -> Iterator[Problem]:
    column = f"resources.{name}"
    if name not in contract.tables():
        yield Problem(
            file,
            "the table is not in the contract",
            f"The tables are: {', '.join(contract.tables())}.",
            column=column,
        )
        return
    if resource.get("path") != f"{name}.csv":
        yield Problem(
            file,
            "a table's file is named after it",
            f"Write {name}.csv.",
            column=column,
            found=str(resource.get("path")),
        )
    for key, allowed in OF_A_TABLE.items():
        if key in resource and resource[key] not in allowed:
            remedy = f"Write {allowed[0]}, or delete it."
            yield Problem(file, f"a table's {key} is {allowed[0]}", remedy, column=column, found=str(resource[key]))
    if resource.get("schema") != contract.schema_for(name, listed):
        remedy = "Run `portal schemas` to write the contract's schemas into the package."
        yield Problem(file, "the table's schema is not the contract's", remedy, column=column)
