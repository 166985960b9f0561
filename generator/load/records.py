"""The rows of a release as they were read, each with its place for messages.

They stay inside `load`: those that are withheld are dropped before anything becomes an object of the model. A table of
a million rows is one `Sheet`: what holds for its columns is asked of its columns, and a `Record` is made of a row only
where somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from operator import itemgetter
from typing import Any, overload

from generator.contract import Table
from generator.errors import Problem
from generator.load.convert import Value
from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that breaks a rule, in place of its value."""

    cell: str
    rule: str
    remedy: str


Cells = tuple[Value | Refused, ...]
"""The values of one row, in the order of its table's columns."""


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a row is withheld, and whether for a pre-election period only."""

    withheld: bool
    waits: bool = False


OPEN = Access(withheld=False)


@dataclass(frozen=True)
class Source:
    """Where rows stand: their table, and its file as messages name it."""

    table: Table
    file: str

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which cell of a row each column is."""
        return {column: place for place, column in enumerate(self.table.header)}


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `row` counts as a spreadsheet does."""

    source: Source
    row: int
    cells: Cells
    access: Access = OPEN

    @property
    def table(self) -> str:
        return self.source.table.name

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def withheld(self) -> bool:
        return self.access.withheld

    @property
    def waits(self) -> bool:
        return self.access.waits

    def has(self, *columns: str) -> bool:
        """Whether every one of the cells was accepted: a refused one has been told already."""
        places = self.source.places
        return all(column in places and not isinstance(self.cells[places[column]], Refused) for column in columns)

    def value(self, column: str) -> Value:
        """The value in `column`; None where it was refused, and where the table has no such column."""
        place = self.source.places.get(column)
        found = None if place is None else self.cells[place]
        return None if isinstance(found, Refused) else found

    def text(self, column: str) -> str:
        """The text in `column`, "" where it is absent."""
        return str(self.value(column) or "")

    @property
    def values(self) -> dict[str, Value]:
        """The values by column, without the cells that were refused."""
        told = zip(self.source.places, self.cells, strict=True)
        return {column: value for column, value in told if not isinstance(value, Refused)}

    def changed(self, values: Mapping[str, Value]) -> Record:
        """The same row with other values in some columns."""
        cells = (values.get(name, old) for name, old in zip(self.source.places, self.cells, strict=True))
        return Record(self.source, self.row, tuple(cells), self.access)


@dataclass(frozen=True, eq=False)
class Sheet(Sequence[Record]):
    """The rows of one table of one release, one after the other: number, cells and access of each."""

    source: Source
    rows: Sequence[int]
    cells: Sequence[Cells]
    access: Sequence[Access]
    seen: Mapping[str, Collection[Any]] = field(default_factory=dict)
    """What stands in each column, each object once, where that is known from reading."""

    @classmethod
    def of(cls, source: Source, records: Iterable[Record]) -> Sheet:
        """A sheet of some of a table's records, or of some that were changed."""
        listed = list(records)
        return cls(
            source, [each.row for each in listed], [each.cells for each in listed], [each.access for each in listed]
        )

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        if isinstance(place, slice):
            return self._records[place]
        return Record(self.source, self.rows[place], self.cells[place], self.access[place])

    @cached_property
    def _records(self) -> Sequence[Record]:
        source = self.source
        return [Record(source, *each) for each in zip(self.rows, self.cells, self.access, strict=True)]

    @cached_property
    def withholds(self) -> bool:
        """Whether any row is withheld."""
        return self.access.count(OPEN) < len(self.access)

    def columns(self, *names: str) -> Iterator[Any]:
        """The column's values, row by row; with several names, tuples of them."""
        places = [self.source.places[name] for name in names]
        return map(itemgetter(*places), self.cells)

    def objects(self, name: str) -> Collection[Any]:
        """What stands in the column, each object once: most cells that say the same are one.

        One object may be that of every row: it does not say that the column is empty.
        """
        if name in self.seen:
            return self.seen[name]
        if name not in self._objects:
            column = list(self.columns(name))
            self._objects[name] = dict(zip(map(id, column), column, strict=True)).values()
        return self._objects[name]

    @cached_property
    def _objects(self) -> dict[str, Collection[Any]]:
        return {}

    def distinct(self, *names: str) -> frozenset[Any]:
        """What stands in the column, each value once; with several names, what stands in them side by side."""
        return frozenset(self.objects(*names) if len(names) == 1 else self.columns(*names))

    def where(self, holds: Callable[..., bool], *columns: str | Sequence[Any]) -> Iterator[Record]:
        """The rows of which that holds, asked once of all that say the same in these columns (None where refused).

        A column may be one of the table, by its name, or worked out from it.
        """
        told = [list(self.columns(each)) if isinstance(each, str) else each for each in columns]
        found = {said for said in set(zip(*told, strict=True)) if holds(*_accepted(said))}
        if found:
            wanted = map(found.__contains__, zip(*told, strict=True))
            for each in compress(zip(self.rows, self.cells, self.access, strict=True), wanted):
                yield Record(self.source, *each)

    def without(self, rows: Collection[int]) -> Sheet:
        """The sheet without the rows of these numbers."""
        return Sheet.of(self.source, (record for record in self if record.row not in rows))


def _accepted(cells: Cells) -> Iterator[Value]:
    return (None if isinstance(value, Refused) else value for value in cells)


Records = Mapping[str, Sheet]
"""A release's records by table; a table that is absent has none."""


def every(records: Records) -> Iterator[Record]:
    """All of them, one table after the other."""
    return chain.from_iterable(records.values())


def hidden_from(records: Records, public: Records) -> Iterator[Record]:
    """Those of a release's records that are not among its public ones."""
    for name, sheet in records.items():
        shown = public.get(name)
        if shown is None or len(shown) < len(sheet):
            rows = frozenset(shown.rows if shown is not None else ())
            yield from (record for record in sheet if record.row not in rows)


def merged(*problems: Iterable[Problem]) -> list[Problem]:
    """Problems of one table, each given row by row, row by row together."""
    return sorted(chain.from_iterable(problems), key=lambda problem: problem.row or 0)


def problem_at(record: Record, column: str, rule: str, remedy: str, *, warning: bool = False) -> Problem:
    """The problem with one cell of a record."""
    value = record.value(column)
    found = value.token if isinstance(value, Period | Deadline) else "" if value in (None, ()) else str(value)
    return Problem(record.file, rule, remedy, record.row, column, found, warning)
