"""Ids that point at other rows: each must find its row, and what points at a withheld thing is withheld with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from generator.contract import THING_TABLES, tables
from generator.errors import Problem
from generator.load.papers import Papers
from generator.load.records import Record

Reference = tuple[str, str, str, str]
"""(column, table, key column, id): the cell in `column` names the row of `table` whose `key column` is `id`."""

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
    records: Iterable[Record], papers: Papers, unreadable: frozenset[str], listed: frozenset[str]
) -> Iterator[Problem]:
    """A problem for each reference that finds nothing. Tables that could not be read are not held against anyone."""
    records = list(records)
    known = _known_ids(records, papers.ids)
    meetings = known.get(("meetings", "meeting"), frozenset())
    for record in records:
        for column, table, key, value in references_of(record):
            ids = known.get((table, key), frozenset())
            if (
                table == PAPERS
                and value in ids
                and "meetings" not in unreadable
                and papers.places[value][0] not in meetings
            ):
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


Key = tuple[str, str, str]
"""(table, key column, id): names one thing."""


def public_part(
    records: Iterable[Record], papers: Papers, taken_down: frozenset[Key] = frozenset()
) -> tuple[list[Record], frozenset[Key]]:
    """The public records, and everything that is gone: what is withheld and, at any remove, what points at it.

    `taken_down` is what a later release withholds: it is withheld here too. A paper goes with its meeting and with the
    agenda item that names it.
    """
    gone: set[Key] = {(PAPERS, "paper", paper) for paper in papers.withheld} | taken_down
    remaining = list(records)
    if not gone and not any(record.withheld for record in remaining):
        return remaining, frozenset()
    while True:
        gone.update(_papers_of(gone, papers))
        hidden = [record for record in remaining if _is_hidden(record, gone)]
        if not hidden:
            return remaining, frozenset(gone)
        gone.update(key for record in hidden for key in (*_own_keys(record), *_papers_named(record)))
        places = {(record.table, record.row) for record in hidden}
        remaining = [record for record in remaining if (record.table, record.row) not in places]


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
        yield record.table, "+".join(key), " + ".join(str(record.values[column]) for column in key)


def _known_ids(records: Iterable[Record], papers: frozenset[str]) -> Mapping[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {(PAPERS, "paper"): set(papers)}
    for record in records:
        for table, key, value in _own_keys(record):
            found.setdefault((table, key), set()).add(value)
    return {place: frozenset(ids) for place, ids in found.items()}


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
