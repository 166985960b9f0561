"""What stands on which sheet: every table of a release, or only what one unit has to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.contract import WITHHOLDING_COLUMNS, Column, Table
from generator.load.rows import Rows
from generator.periods import Period
from generator.quarter.reported import REPORTS, Cells, Report
from generator.quarter.units import Units


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet. Without a `column` of the contract it only shows something, and is never read back."""

    heading: str
    about: str
    kind: str
    column: Column | None = None
    open: bool = False

    @property
    def name(self) -> str:
        return self.column.name if self.column is not None else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table's sheet: its name, its columns, and a row of cells for each row of the table that stands on it.

    `more` is whether rows can be added.
    """

    name: str
    table: Table
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    more: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the contract that the sheet has, in the contract's order."""
        here = {field.name for field in self.fields}
        return tuple(name for name in self.table.header if name in here)


def whole(tables: Mapping[str, Rows]) -> tuple[Sheet, ...]:
    """A sheet a table, each row on the row that it has in its file."""
    return tuple(
        Sheet(
            rows.table.title,
            rows.table,
            tuple(_field(column, column.name not in rows.table.key) for column in rows.table.columns),
            tuple(tuple(_plain(cell) for cell in row.cells) for row in rows.rows),
            more=True,
        )
        for rows in tables.values()
    )


def for_unit(tables: Mapping[str, Rows], unit: str, period: Period) -> tuple[Sheet, ...]:
    """What the unit has to report for the period: a sheet for each kind of report of which it owes any."""
    named = {name: rows.named() for name, rows in tables.items()}
    units = Units(named)
    sheets = []
    for report in REPORTS:
        own = [
            row
            for row in named.get(report.table, ())
            if period.contains(Period.parse(row["period"])) and unit in units.of_row(report, row)
        ]
        if own:
            sheets.append(_unit_sheet(tables[report.table].table, report, own, named))
    return tuple(sheets)


def _unit_sheet(table: Table, report: Report, own: Sequence[Cells], named: Mapping[str, Sequence[Cells]]) -> Sheet:
    context = CONTEXT[report.table](named)
    before = [Field(heading, about, "prose") for heading, about, place in context.fields if place == "before"]
    after = [Field(heading, about, "prose") for heading, about, place in context.fields if place == "after"]
    columns = {column.name: column for column in table.columns if column.name not in WITHHOLDING_COLUMNS}
    ids = [_field(columns[name], False) for name in report.series]
    rest = [_field(column, True) for name, column in columns.items() if name not in table.key]
    fields = (*before, _field(columns["period"], False), *after, *rest, *ids)
    rows = []
    for row in own:
        shown = iter(context.of(row))
        rows.append(tuple(_plain(row[field.name] if field.column else next(shown)) for field in fields))
    return Sheet(table.title, table, fields, tuple(rows), more=False)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is shown beside the cells to fill in: heading, what it is, and before or after the period; and its text."""

    fields: tuple[tuple[str, str, str], ...]
    of: Callable[[Cells], Sequence[str]]


def _of_updates(named: Mapping[str, Sequence[Cells]]) -> _Context:
    items = {row["item"]: row for row in named.get("plan_items", ())}
    last = _last(named.get("plan_updates", ()), ("item",))

    def shown(row: Cells) -> Sequence[str]:
        item = items.get(row["item"], {})
        above = items.get(item.get("parent", ""), {})
        past = last(row)
        due = item.get("due") or item.get("due_text") or ""
        percent = past.get("percent_complete", "")
        before = ", ".join(part for part in (past.get("status", ""), f"{percent}%" if percent else "") if part)
        titles = (item.get("reference", ""), item.get("title", ""), above.get("title", ""))
        return (*titles, due, before, past.get("progress", ""))

    fields = (
        ("Its reference", "The number or code of the action.", "before"),
        ("What it is", "The title of the action.", "before"),
        ("It is part of", "The objective or action that it belongs to.", "after"),
        ("It is due", "Its deadline.", "after"),
        ("Last time", "What was reported the period before.", "after"),
        ("Progress last time", "What was said of it the period before.", "after"),
    )
    return _Context(fields, shown)


def _of_values(named: Mapping[str, Sequence[Cells]]) -> _Context:
    indicators = {row["indicator"]: row for row in named.get("indicators", ())}
    areas = {row["area"]: row["name"] for row in named.get("areas", ())}
    groups = {row["breakdown"]: row["name"] for row in named.get("breakdowns", ())}
    last = _last(named.get("observations", ()), ("indicator", "area", "breakdown"))
    targets: dict[tuple[str, str, str], list[str]] = {}
    for row in named.get("targets", ()):
        targets.setdefault((row["indicator"], row["area"], row["period"]), []).append(_target(row))

    def shown(row: Cells) -> Sequence[str]:
        indicator, past = indicators.get(row["indicator"], {}), last(row)
        before = past.get("value") or past.get("value_status", "")
        aims = targets.get((row["indicator"], row["area"], row["period"]), ()) if row["breakdown"] == "all" else ()
        scale = indicator.get("scale") or indicator.get("unit_of_measure", "")
        where = (areas.get(row["area"], row["area"]), groups.get(row["breakdown"], row["breakdown"]))
        told = f"{before} ({past['period']})" if before else ""
        return (indicator.get("reference", ""), indicator.get("title", ""), *where, scale, told, "; ".join(aims))

    fields = (
        ("Its reference", "The number or code of the indicator.", "before"),
        ("What it is", "The title of the indicator.", "before"),
        ("Where", "The area that the value is for.", "after"),
        ("Whom it counts", "The group that the value is for.", "after"),
        ("In", "What the number counts, or the points of its scale.", "after"),
        ("Last time", "The value before this one, with its period.", "after"),
        ("Its target", "What is aimed for in this period.", "after"),
    )
    return _Context(fields, shown)


def _of_scores(named: Mapping[str, Sequence[Cells]]) -> _Context:
    risks = {row["risk"]: row for row in named.get("risks", ())}
    last = _last(named.get("risk_scores", ()), ("risk",))

    def shown(row: Cells) -> Sequence[str]:
        risk, past = risks.get(row["risk"], {}), last(row)
        before = past.get("score") or past.get("score_status", "")
        scales = (past.get("likelihood", ""), past.get("impact", ""))
        told = f"{before} ({scales[0]} × {scales[1]})" if all(scales) else before
        titles = (risk.get("reference", ""), risk.get("title", ""))
        return (*titles, risk.get("steps", ""), told, past.get("commentary", ""))

    fields = (
        ("Its reference", "The number or code of the risk.", "before"),
        ("What it is", "The title of the risk.", "before"),
        ("Steps of its scales", "How many steps its scales of likelihood and impact have.", "after"),
        ("Last time", "Its score the period before, with likelihood and impact.", "after"),
        ("Commentary last time", "What was said of it the period before.", "after"),
    )
    return _Context(fields, shown)


CONTEXT: Mapping[str, Callable[[Mapping[str, Sequence[Cells]]], _Context]] = {
    "plan_updates": _of_updates,
    "observations": _of_values,
    "risk_scores": _of_scores,
}


def _last(rows: Sequence[Cells], series: tuple[str, ...]) -> Callable[[Cells], Cells]:
    """Finds the row of the same series for the latest period of the same kind before the row's own."""
    by_series: dict[tuple[str, ...], list[tuple[Period, Cells]]] = {}
    for row in rows:
        by_series.setdefault(tuple(row[column] for column in series), []).append((Period.parse(row["period"]), row))

    def find(row: Cells) -> Cells:
        own = Period.parse(row["period"])
        past = [
            each
            for each in by_series.get(tuple(row[column] for column in series), ())
            if each[0].kind is own.kind and each[0].end < own.end
        ]
        return max(past, key=lambda each: each[0])[1] if past else {}

    return find


def _target(row: Cells) -> str:
    bounds = " and ".join(bound for bound in (row["lower"], row["upper"]) if bound)
    words = row["text"] if row["comparison"] == "described" else f"{row['comparison']} {bounds}".strip()
    return f"{words} (stretch)" if row["kind"] == "stretch" else words


def _field(column: Column, open: bool) -> Field:
    return Field(column.title, "".join(_about(column)), column.kind, column, open)


def _about(column: Column) -> Iterator[str]:
    yield column.description
    if column.required:
        yield " Must be filled in."
    if column.choices:
        yield f" One of: {', '.join(column.choices)}."


def _plain(cell: str) -> str:
    """Line ends as a spreadsheet keeps them."""
    return cell.replace("\r\n", "\n")
