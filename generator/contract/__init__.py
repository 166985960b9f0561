"""The contract: what a release's tables hold. One Table Schema a table, in `tables/`, is the only place that says it.

From it come the reading and checking of cells, the schemas inlined in every `datapackage.json`, and (later) the
workbook and the "prepare your data" pages. The withholding columns stand at the end of every table.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

VERSION = "1.0"
"""The contract's version, written as `contract_version` in every package."""

THING_TABLES: Mapping[str, str] = {
    "unit": "units",
    "post": "posts",
    "framework item": "frameworks",
    "plan": "plans",
    "plan item": "plan_items",
    "body": "bodies",
    "meeting": "meetings",
    "agenda item": "agenda_items",
    "indicator": "indicators",
    "risk": "risks",
    "budget": "budgets",
    "area": "areas",
    "assessment": "assessments",
    "clinic": "clinics",
    "minute": "minutes",
    "resolution": "resolutions",
    "quality check": "quality_checks",
    "source": "sources",
}
"""The table that holds each kind of thing. A `paper` is a thing too, but a file, not a row."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: shared by the reader, the schemas and the documentation.

    `kind` is the portal's own type: id, text (one line), prose (may hold line breaks), code (one of `choices`),
    period, deadline, date, dates (several), moment, integer or number.
    """

    name: str
    title: str
    description: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The values of `column` are ids found in column `key` of `table`."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A pair of columns that together name any thing: its kind and its id."""

    kind_column: str
    id_column: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract, its columns in the order in which a CSV file has them."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    ties: tuple[Tie, ...]

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


WITHHOLDING_COLUMNS = ("access", "publish_at", "exempt_paragraph")


@cache
def tables() -> Mapping[str, Table]:
    """Every table of the contract by name."""
    return {name: _table(schema) for name, schema in schemas().items()}


@cache
def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Every table's full Table Schema (withholding columns included) by name, in alphabetical order."""
    folder = resources.files(__package__)
    withholding = json.loads((folder / "withholding.json").read_text("utf-8"))["fields"]
    loaded = {}
    for file in sorted((folder / "tables").iterdir(), key=lambda entry: entry.name):
        schema = json.loads(file.read_text("utf-8"))
        loaded[schema["name"]] = {**schema, "fields": [*schema["fields"], *withholding]}
    return loaded


def schema_for(name: str, listed: Collection[str]) -> Mapping[str, Any]:
    """The Table Schema of a table as a package that lists these tables inlines it.

    A package need not have every table, and frictionless refuses a foreign key to one that is absent.
    """
    schema = schemas()[name]
    present = {"", *listed}
    keys = [key for key in schema.get("foreignKeys", ()) if key["reference"]["resource"] in present]
    rest = {key: value for key, value in schema.items() if key != "foreignKeys"}
    return {**rest, "foreignKeys": keys} if keys else rest


def _table(schema: Mapping[str, Any]) -> Table:
    return Table(
        name=schema["name"],
        title=schema["title"],
        description=schema["description"],
        columns=tuple(_column(field) for field in schema["fields"]),
        key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(
                key["fields"][0],
                key["reference"]["resource"] or schema["name"],
                key["reference"]["fields"][0],
            )
            for key in schema.get("foreignKeys", ())
        ),
        ties=tuple(Tie(tie["kind"], tie["id"]) for tie in schema.get("ties", ())),
    )


def _column(field: Mapping[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    return Column(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        kind=field["kind"],
        required=constraints.get("required", False),
        choices=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )
