"""What of a release is a published fact: figures, targets, definitions and statuses, each by what it is about.

A fact that a later release, or a later version of the same one, gives otherwise needs a correction that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.contract import tables
from generator.load.convert import Value
from generator.load.records import Record
from generator.load.suppression import SUPPRESSED
from generator.periods import Deadline
from generator.seals import Row

UNTOLD = frozenset({"", "not reported", "not legible", "to be completed"})
"""Cells that tell nothing yet: what is told later is late, and no correction."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one table: what kind of thing they are about, in which of its columns.

    `lasting` are the columns that hold for later releases too; `own` those that change from quarter to quarter, and may
    not within a release.
    """

    kind: str
    column: str
    lasting: tuple[str, ...]
    own: tuple[str, ...] = ()


FACTS: Mapping[str, Facts] = {
    "observations": Facts("indicator", "indicator", ("value",)),
    "targets": Facts("indicator", "indicator", ("comparison", "lower", "upper", "text")),
    "indicators": Facts(
        "indicator",
        "indicator",
        ("definition", "unit_of_measure", "polarity", "tolerance", "tolerance_kind", "value_type", "scale"),
        ("title", "accumulation", "numerator", "denominator"),
    ),
    "plan_updates": Facts("plan item", "item", ("status", "percent_complete")),
    "plan_items": Facts("plan item", "item", (), ("title", "due", "due_text")),
    "risk_scores": Facts("risk", "risk", ("score",), ("target_score",)),
    "budgets": Facts("budget", "budget", (), ("net_revenue", "forecast")),
    "assessments": Facts("assessment", "assessment", (), ("score",)),
}

Key = tuple[str, ...]
"""The key of a row in its table."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that gives a fact otherwise: what of its table, and each column with its cell before and now.

    `period` is the token of the period that the fact is for, "" where it is for none. `was` is the row before, and
    `record` the row now, None where there is none any more.
    """

    was: Row
    table: str
    thing: str
    period: str
    columns: tuple[tuple[str, str, str], ...]
    record: Record | None

    @property
    def kind(self) -> str:
        return FACTS[self.table].kind


def text_of(value: Value) -> str:
    """The cell that gave this value."""
    if value is None:
        return ""
    if isinstance(value, Deadline):
        return value.token
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)


def row_of(record: Record) -> Row:
    """The record's cells, as text."""
    return {column: text_of(value) for column, value in record.values.items()}


def key_of(table: str, row: Row) -> Key:
    """What tells a row from the others of its table."""
    return tuple(row.get(column, "") for column in tables()[table].key)


Before = Mapping[str, Mapping[Key, Row]]
"""The rows of each table of `FACTS` as an earlier release or version had them."""


def rows_by_key(table: str, rows: Iterable[Row]) -> Mapping[Key, Row]:
    return {key_of(table, row): row for row in rows}


def facts_in(records: Iterable[Record]) -> Before:
    """The facts among a release's records, but for what it withholds."""
    found: dict[str, dict[Key, Row]] = {name: {} for name in FACTS}
    for record in records:
        if record.table in FACTS and not record.withheld:
            row = row_of(record)
            found[record.table][key_of(record.table, row)] = row
    return found


def changes_to(before: Before, records: Iterable[Record], *, same_release: bool) -> Iterator[Change]:
    """The facts of `before` that these records give otherwise, in their order; within a release also what is gone."""
    seen: set[tuple[str, Key]] = set()
    for record in records:
        if record.table not in FACTS:
            continue
        row = row_of(record)
        key = key_of(record.table, row)
        seen.add((record.table, key))
        was = before.get(record.table, {}).get(key)
        if was is None or record.withheld or (not same_release and not _holds(record.table, was, row)):
            continue
        facts = FACTS[record.table]
        columns = tuple(
            (column, was.get(column, ""), row.get(column, ""))
            for column in (*facts.lasting, *(facts.own if same_release else ()))
            if _differs(was.get(column, ""), row.get(column, ""), same_release=same_release)
        )
        if columns:
            yield Change(was, record.table, row[facts.column], row.get("period", ""), columns, record)
    if same_release:
        yield from _gone(before, seen)


def _gone(before: Before, seen: set[tuple[str, Key]]) -> Iterator[Change]:
    for name, rows in before.items():
        for key, row in rows.items():
            if (name, key) not in seen and not row.get("access", ""):
                columns = tuple((column, cell, "") for column in FACTS[name].lasting if (cell := row.get(column, "")))
                if columns:
                    yield Change(row, name, row[FACTS[name].column], row.get("period", ""), columns, None)


def _holds(table: str, was: Row, row: Row) -> bool:
    """Whether a figure was final: until then it is expected to change. What is suppressed now is told nowhere."""
    return table != "observations" or (was.get("value_status") == "final" and row.get("value_status") != SUPPRESSED)


def _differs(was: str, now: str, *, same_release: bool) -> bool:
    if was == now or (not same_release and was in UNTOLD):
        return False
    left, right = _number(was), _number(now)
    return left is None or left != right


def _number(text: str) -> Decimal | None:
    """24 and 24.0 are one figure."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
