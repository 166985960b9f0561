"""Starting a quarter: the newest release copied forward, with a row for everything that is due, not yet reported."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.contract import Table, tables
from generator.errors import UsageError
from generator.load.folders import PACKAGE, PUBLISHED
from generator.load.published import newest_of, read_published
from generator.load.raw import read_object
from generator.load.rows import Row, Rows, read_tables
from generator.periods import Period, parse_date
from generator.quarter.due import due_observations, due_scores, due_updates
from generator.quarter.package import renew_package
from generator.quarter.reported import REPORTS, Report
from generator.quarter.units import Units
from generator.words import counted, is_are

DUE = dict(zip([report.table for report in REPORTS], (due_updates, due_observations, due_scores), strict=True))


@dataclass(frozen=True, slots=True)
class Owed:
    """What one unit has to fill in: how many rows of each kind of report; `unit` is "" for what nobody is named for."""

    unit: str
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Started:
    """A quarter that was started: where it came from, what it owes, and what was taken for granted."""

    release: str
    before: str
    period: Period
    counts: Mapping[str, int]
    owed: tuple[Owed, ...]
    notes: tuple[str, ...]


def start_quarter(
    data: Path,
    publisher: str,
    stage: Path,
    check: Callable[[Sequence[Path]], object],
    released: date | None = None,
    as_at: date | None = None,
) -> Started:
    """Copies the publisher's newest release forward to the period that follows it.

    It is made in `stage` and put into `data` whole; `check` raises for folders of releases that are not sound; when
    the new one is not, it is taken away again. Raises `UsageError` for what is not there or out of turn.
    """
    publisher, _, wanted = publisher.removeprefix(f"{data.name}/").rstrip("/").partition("/")
    folders = releases_of(data, publisher)
    folder = _newest(folders)
    check([folder])
    before = _period(folder)
    new = before.next
    target = folder.with_name(folder_name(new))
    _in_turn(folder, target, wanted)
    old = read_tables(folder, f"{data.name}/{publisher}/{folder.name}", _listed(folder))
    _not_empty(old, before, f"{publisher}/{folder.name}")
    made = {name: [*_moved_on(name, rows, old, new)] for name, rows in old.items()}
    raw, notes = renew_package(_package(folder), target.name, new, _dates(old), released, as_at)
    notes += _without(old, new)
    _write(stage, old, made, raw)
    stage.rename(target)
    try:
        check([folder, target])
    except BaseException:
        shutil.rmtree(target)
        raise
    return _started(target, folder.name, new, {name: old[name] for name in made}, made, tuple(notes))


def releases_of(data: Path, publisher: str) -> list[Path]:
    """The publisher's release folders, by name. Raises `UsageError` when there is none."""
    found = sorted(path.parent for path in data.glob(f"*/*/{PACKAGE}"))
    own = [path for path in found if path.parent.name == publisher]
    if not own:
        known = ", ".join(dict.fromkeys(path.parent.name for path in found)) or "none"
        raise UsageError(f"There is no publisher {publisher or '(no name)'}. The publishers are: {known}.")
    return own


def _newest(folders: Sequence[Path]) -> Path:
    """The folder whose period ends last. One that does not say so is the newest: it has to be mended first."""
    ends: dict[Path, date] = {}
    for folder in folders:
        try:
            ends[folder] = _period(folder).end
        except (ValueError, TypeError, KeyError):
            return folder
    return max(folders, key=lambda folder: ends[folder])


def folder_name(period: Period) -> str:
    """`2009-10-q3` for `2009/10 Q3`."""
    return period.token.replace("/", "-").replace(" ", "-").lower()


def _package(folder: Path) -> dict[str, Any]:
    return read_object(folder / PACKAGE, f"data/{folder.parent.name}/{folder.name}/{PACKAGE}")


def _period(folder: Path) -> Period:
    return Period.parse(_package(folder)["period"])


def _listed(folder: Path) -> dict[str, Table]:
    return {entry["name"]: tables()[entry["name"]] for entry in _package(folder)["resources"]}


def _in_turn(folder: Path, target: Path, wanted: str) -> None:
    """Quarters are started one after the other, each when the one before is done."""
    publisher, before = folder.parent.name, folder.name
    if wanted and wanted != target.name:
        rule = f"the newest release is {publisher}/{before}, and the next {publisher}/{target.name}"
        raise UsageError(f"{publisher}/{wanted}: {rule}. Quarters are not skipped: run portal new-quarter {publisher}.")
    if target.exists():
        where = f"data/{publisher}/{target.name}"
        raise UsageError(f"{where} is there already, without a package. Look at what it holds, and take it away first.")
    published = read_published(folder.parent, f"data/{publisher}/{PUBLISHED}", [])
    if published and newest_of(published, before) is None:
        remedy = f"Finish it first: portal sign {publisher}/{before} says who has to."
        raise UsageError(f"{publisher}/{before} is still a draft: nobody has signed the whole of it. {remedy}")


def _not_empty(old: Mapping[str, Rows], period: Period, name: str) -> None:
    """A quarter that was started and never filled in would be skipped."""
    own = [
        (report, row)
        for report in REPORTS
        if report.table in old
        for row in old[report.table].named()
        if row["period"] == period.token
    ]
    if own and all(report.is_blank(row) for report, row in own):
        remedy = f"Fill it in first (portal workbook {name}), or delete its folder."
        raise UsageError(f"{name} was started, and nothing has been filled in yet. {remedy}")


def _moved_on(name: str, rows: Rows, old: Mapping[str, Rows], new: Period) -> Iterator[Row]:
    """The table's rows, and those that the period owes: each below the last one of what it reports on."""
    if name not in DUE:
        yield from rows.rows
        return
    report = next(report for report in REPORTS if report.table == name)
    named = {table: each.named() for table, each in old.items()}
    there = {rows.key(row) for row in rows.rows}
    fresh = [Row(tuple(row.get(column, "") for column in rows.table.header)) for row in DUE[name](named, new)]
    due: dict[tuple[str, ...], list[Row]] = {}
    for row in fresh:
        if rows.key(row) not in there:
            due.setdefault(tuple(rows.cell(row, column) for column in report.series), []).append(row)
    last = {tuple(rows.cell(row, column) for column in report.series): row for row in rows.rows}
    for row in rows.rows:
        yield row
        series = tuple(rows.cell(row, column) for column in report.series)
        if last[series] is row:
            yield from due.pop(series, ())
    for left in due.values():
        yield from left


def _dates(old: Mapping[str, Rows]) -> list[date]:
    """When the corrections that the release holds were made."""
    return [parse_date(row["date"]) for row in old["corrections"].named()] if "corrections" in old else []


def _without(old: Mapping[str, Rows], new: Period) -> Iterator[str]:
    """What nobody is asked for although it may be due."""
    if "indicators" in old:
        silent = sum(1 for row in old["indicators"].named() if row["frequency"] in ("", "other"))
        if silent:
            who = f"{counted(silent, 'indicator')} {is_are(silent)}"
            yield f"How often {who} measured is not said: add a row to observations for each that is due."
    if "targets" in old:
        rows = [(row["period"], row["indicator"]) for row in old["targets"].named()]
        before, now = ({id for at, id in rows if at == period.token} for period in (new.previous, new))
        if missing := before - now:
            who = counted(len(missing), "indicator")
            has, them = ("has", "it") if len(missing) == 1 else ("have", "them")
            yield f"{who} with a target for {new.previous.token} {has} none for {new.token}: add {them} to targets.csv."


def _write(stage: Path, old: Mapping[str, Rows], made: Mapping[str, Sequence[Row]], raw: Mapping[str, Any]) -> None:
    if stage.exists():
        shutil.rmtree(stage)
    stage.mkdir(parents=True)
    for name, rows in made.items():
        (stage / f"{name}.csv").write_bytes(old[name].content(rows))
    (stage / PACKAGE).write_bytes((json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode())


def _started(
    target: Path,
    before: str,
    period: Period,
    old: Mapping[str, Rows],
    made: Mapping[str, Sequence[Row]],
    notes: tuple[str, ...],
) -> Started:
    named = {name: Rows(old[name].table, "", tuple(rows)).named() for name, rows in made.items()}
    new = [(report, row) for report in REPORTS for row in named.get(report.table, ()) if report.is_blank(row)]
    own = [(report, row) for report, row in new if Period.parse(row["period"]).end > period.previous.end]
    name = f"{target.parent.name}/{target.name}"
    return Started(name, before, period, _counts(own), owed(own, Units(named)), notes)


def owed(rows: Iterable[tuple[Report, dict[str, str]]], units: Units) -> tuple[Owed, ...]:
    """What each unit has to fill in, in the order of the units; last what no unit is named for."""
    by_unit: dict[str, list[tuple[Report, dict[str, str]]]] = {}
    for report, row in rows:
        for unit in units.of_row(report, row) or ("",):
            by_unit.setdefault(unit, []).append((report, row))
    order = [unit for unit in (*units.names, "") if unit in by_unit]
    return tuple(Owed(unit, units.names.get(unit, ""), _counts(by_unit[unit])) for unit in order)


def _counts(rows: Iterable[tuple[Report, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for report, _ in rows:
        counts[report.word] = counts.get(report.word, 0) + 1
    return counts
