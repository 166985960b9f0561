"""Ids that point at other rows: each must find its row, and what points at a withheld thing is withheld with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from generator.contract import THING_TABLES, tables
from generator.errors import Problem
from generator.load.papers import Papers
from generator.load.records import Record, Records, Sheet

Reference = tuple[str, str, str, str]
"""(column, table, key column, id): the cell in `column` names the row of `table` whose `key column` is `id`."""

Key = tuple[str, str, str]
"""(table, key column, id): names one thing."""

PAPERS = "papers"
"""Stands for the papers of `content/papers` among the tables: their key is `paper`."""

PAPER_COLUMNS = {("agenda_items", "paper")}
"""Columns that name a paper."""


def references_of(record: Record) -> Iterator[Reference]:
    """Every reference that the record makes, empty ones left out."""
    table = tables()[record.table]
    for key in table.foreign_keys:
        if value := record.text(key.column):
            yield key.column, key.table, key.key, value
    for tie in table.ties:
        kind, value = record.text(tie.kind_column), record.text(tie.id_column)
        if kind and value:
            target, key_column = target_of(kind)
            yield tie.id_column, target, key_column, value
    for name, column in PAPER_COLUMNS:
        if name == record.table and (value := record.text(column)):
            yield column, PAPERS, "paper", value


def target_of(kind: str) -> tuple[str, str]:
    """The table and key column that hold things of this kind."""
    if kind == "paper":
        return PAPERS, "paper"
    table = THING_TABLES[kind]
    return table, tables()[table].key[0]


def check_references(
    records: Records, papers: Papers, unreadable: frozenset[str], listed: frozenset[str]
) -> Iterator[Problem]:
    """A problem for each reference that finds nothing. Tables that could not be read are not held against anyone."""
    known = _known_ids(records, papers.ids)
    meetings = known.get(("meetings", "meeting"), frozenset())
    astray = {
        id
        for id in papers.ids
        if "meetings" not in unreadable and papers.places[id][0] not in meetings  # told where it is named
    }
    for sheet in records.values():
        if all(
            value in known.get((table, key), frozenset()) and (table != PAPERS or value not in astray)
            for table, key, value in _named(sheet)
        ):
            continue
        for record in sheet:
            for column, table, key, value in references_of(record):
                ids = known.get((table, key), frozenset())
                if table == PAPERS and value in astray:
                    rule = f"the paper lies in {papers.places[value][0]}, which is no meeting of this release"
                    remedy = "Move it to content/papers/<publisher>/<meeting>/, or add the meeting to meetings.csv."
                    yield Problem(record.file, rule, remedy, record.row, column, value)
                    continue
                if value in ids or table in unreadable:
                    continue
                if table != PAPERS and table not in listed:
                    remedy = f"Add {table}.csv to the package, or empty this cell."
                    yield Problem(record.file, f"the package has no table {table}", remedy, record.row, column, value)
                    continue
                rule = f"{_place(table)} has no {key} of this id"
                yield Problem(record.file, rule, _remedy(table, value, ids), record.row, column, value)


def _named(sheet: Sheet) -> Iterator[Key]:
    """Everything that the rows refer to, once each."""
    table = sheet.source.table
    for foreign in table.foreign_keys:
        yield from ((foreign.table, foreign.key, value) for value in _texts(sheet.distinct(foreign.column)))
    for tie in table.ties:
        for kind, value in sheet.distinct(tie.kind_column, tie.id_column):
            if isinstance(kind, str) and isinstance(value, str) and kind and value:
                yield *target_of(kind), value
    for name, column in PAPER_COLUMNS:
        if name == table.name:
            yield from ((PAPERS, "paper", value) for value in _texts(sheet.distinct(column)))


def _texts(values: Iterable[object]) -> Iterator[str]:
    """The texts among them, without cells that are empty or were refused."""
    return (value for value in values if isinstance(value, str) and value)


def public_part(
    records: Records, papers: Papers, taken_down: frozenset[Key] = frozenset()
) -> tuple[Records, frozenset[Key]]:
    """The public records, and everything that is gone: what is withheld and, at any remove, what points at it.

    `taken_down` is what a later release withholds: it is withheld here too. A paper goes with its meeting and with the
    agenda item that names it.
    """
    gone: set[Key] = {(PAPERS, "paper", paper) for paper in papers.withheld} | taken_down
    remaining = dict(records)
    if not gone and not any(sheet.withholds for sheet in remaining.values()):
        return remaining, frozenset()
    while True:
        gone.update(_papers_of(gone, papers))
        hidden = [record for sheet in remaining.values() for record in _hidden(sheet, gone)]
        if not hidden:
            return remaining, frozenset(gone)
        gone.update(key for record in hidden for key in (*_own_keys(record), *_papers_named(record)))
        for name in {record.table for record in hidden}:
            rows = frozenset(record.row for record in hidden if record.table == name)
            remaining[name] = remaining[name].without(rows)


def _hidden(sheet: Sheet, gone: set[Key]) -> Iterable[Record]:
    """The rows that are withheld, gone, or point at what is gone; most tables have none, by their columns alone."""
    key = sheet.source.table.key
    own = (
        any(table == sheet.source.table.name for table, _, _ in gone)
        if len(key) > 1
        else not gone.isdisjoint((sheet.source.table.name, key[0], value) for value in _texts(sheet.distinct(key[0])))
    )
    if not (own or sheet.withholds or not gone.isdisjoint(_named(sheet))):
        return ()
    return (record for record in sheet if _is_hidden(record, gone))


def _is_hidden(record: Record, gone: set[Key]) -> bool:
    return (
        record.withheld
        or any(key in gone for key in _own_keys(record))
        or any((table, key, value) in gone for _, table, key, value in references_of(record))
    )


def _papers_of(gone: set[Key], papers: Papers) -> set[Key]:
    """The papers whose meeting, or whose agenda item by their own front matter, is gone."""
    return {
        (PAPERS, "paper", paper)
        for paper, (meeting, agenda_item) in papers.places.items()
        if ("meetings", "meeting", meeting) in gone or ("agenda_items", "agenda_item", agenda_item) in gone
    }


def _papers_named(record: Record) -> Iterator[Key]:
    for table, column in PAPER_COLUMNS:
        if record.table == table and record.text(column):
            yield PAPERS, "paper", record.text(column)


def _own_keys(record: Record) -> Iterator[Key]:
    """What the row is by its key; of a key of several columns, all of them together."""
    key = tables()[record.table].key
    if record.has(*key):
        yield record.table, "+".join(key), " + ".join(str(record.value(column)) for column in key)


def _known_ids(records: Records, papers: frozenset[str]) -> Mapping[tuple[str, str], frozenset[str]]:
    """What can be referred to. Nothing is by a key of several columns."""
    found = {(PAPERS, "paper"): papers}
    for name, sheet in records.items():
        if len(sheet.source.table.key) == 1:
            (key,) = sheet.source.table.key
            found[name, key] = frozenset(_texts(sheet.distinct(key)))
    return found


def _place(table: str) -> str:
    return "content/papers" if table == PAPERS else f"{table}.csv"


def _remedy(table: str, value: str, ids: frozenset[str]) -> str:
    close = _closest(value, ids)
    if close:
        return f"Did you mean {close}? If not, add it to {_place(table)}."
    return f"Add it to {_place(table)}, or correct it here."


@lru_cache(maxsize=1024)
def _closest(value: str, ids: frozenset[str]) -> str:
    """The id most like `value`, "" where none is: remembered, since one slip tends to stand on many rows."""
    return next(iter(get_close_matches(value, sorted(ids), n=1)), "")
