"""What a message may quote: nothing of what is withheld, since logs and reports get published.

What is told of public rows and follows from public rows alone is told in full. For that the rules are asked once more,
of the public rows only: whatever they say then gives nothing away. Of everything else a message keeps the place and
the rule, without what was found and without any number, quotation or text that may come from it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from generator.contract import WITHHOLDING_COLUMNS, Column, tables
from generator.errors import Problem
from generator.load.characters import NO_TAB
from generator.load.continuity import check_continuity
from generator.load.convert import CellError, convert
from generator.load.descriptor import FILE
from generator.load.gate import SAVE_AS_CSV, SAVE_AS_UTF8
from generator.load.packages import Intake, check_intake
from generator.load.papers import Papers
from generator.load.properties import OPTIONAL, REQUIRED
from generator.load.records import Record, Records, hidden_from
from generator.load.references import PAPERS, Key, public_part
from generator.load.versions import stood_before
from generator.load.withholding import ACCESS_KINDS, Moment, any_text, decide
from generator.model import Edition

NOT_SHOWN = "What was found is not shown here, because it is withheld or may be."
MEND_THERE = "Open the file and mend it there."

_PLACES = (
    r"U\+[0-9A-F]{4,6}|UTF-[0-9]+|Windows-[0-9]+|on line [0-9]+|the first of [0-9]+"
    r"|the row has [0-9]+ cells where the header has [0-9]+|rows [0-9]+ to [0-9]+ are empty"
)
_TELLING = re.compile(rf"(?P<place>{_PLACES})|“[^”]*”|(?<!\w)'[^']*'(?!\w)|[0-9][0-9.,/:+-]*(?<![.,])")
"""Quotations and numbers: what a message may have from a cell. Where and what kind of fault it is comes from none."""

_SAID_OF_FILES = frozenset({SAVE_AS_CSV, SAVE_AS_UTF8, NO_TAB})

_SIGNS = re.compile(r"[\W_]*(?:exempt\w*|embargo\w*|sensitive|[0-9]{4}-[0-9]{2}-[0-9]{2}T.*)[\W_]*", re.IGNORECASE)
"""A cell that says that its row is withheld, whichever column it stands in."""
SHORTEST = 3
"""Shorter texts are codes and numbers, or words of the rules themselves."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was read of one publisher: `known` are its releases, read or not, `contacts` what texts may hold.

    `order` is that in which versions were published.
    """

    intakes: Sequence[Intake]
    papers: Papers
    known: frozenset[str]
    contacts: frozenset[str]
    order: Sequence[Edition] = ()


def discreet(problems: Iterable[Problem], seen: Iterable[Seen]) -> list[Problem]:
    """The same problems, quoting nothing that is withheld or may be."""
    told = list(problems)
    for each in seen:
        told = [*_of_publisher(told, each)] if told else []
    return told


def _of_publisher(problems: Sequence[Problem], seen: Seen) -> Iterator[Problem]:
    folders = tuple(f"{intake.file}/" for intake in seen.intakes)
    files = {name for _, name in seen.papers.files.values()}
    if not any(problem.file.startswith(folders) or problem.file in files for problem in problems):
        yield from problems
        return
    views = _views(seen)
    papers = {seen.papers.files[id][1] for id in seen.papers.restricted}
    if any(view.blind for view in views):
        papers = files
    gone = {id for view in views for table, _, id in view.gone if table == PAPERS and id in seen.papers.files}
    papers |= {seen.papers.files[id][1] for id in gone}
    if not papers and not any(view.has_hidden for view in views):
        yield from problems
        return
    open_ones, texts = _Open(views, seen), _texts(views)
    for problem in problems:
        view = next((view for view in views if problem.file.startswith(f"{view.intake.file}/")), None)
        if view is None:
            yield _closed(problem, texts) if problem.file in papers else problem
        elif not view.has_hidden:
            yield problem
        else:
            yield open_ones.version_of(problem, view) or _closed(problem, texts)


@dataclass(frozen=True, slots=True)
class _View:
    """One release as the public may see it. It is `blind` where nobody can tell what of it is withheld."""

    intake: Intake
    public: Records
    hidden: tuple[Record, ...]
    gone: frozenset[Key]
    blind: bool

    @property
    def has_hidden(self) -> bool:
        return bool(self.hidden) or self.blind or self.intake.package.withheld


def _views(seen: Seen) -> list[_View]:
    """What one release withholds counts in all of them: their order can't be told where one has no period."""
    papers = replace(seen.papers, withheld=seen.papers.restricted)
    gone: frozenset[Key] = frozenset()
    before = None
    while gone != before:
        before = gone
        for intake in seen.intakes:
            if not intake.package.withheld:
                gone = public_part(intake.records, papers, gone)[1]
    return [_view(intake, papers, gone) for intake in seen.intakes]


def _view(intake: Intake, papers: Papers, gone: frozenset[Key]) -> _View:
    public: Records = {} if intake.package.withheld else public_part(intake.records, papers, gone)[0]
    hidden = tuple(hidden_from(intake.records, public))
    return _View(intake, public, hidden, gone, _is_blind(intake, gone))


def _is_blind(intake: Intake, gone: frozenset[Key]) -> bool:
    """Whether rows that could not be told apart may be withheld, or lead from what is to what seems public."""
    ids = {id for _, _, id in gone}
    return any(
        not _looks_public(cells, header) or not ids.isdisjoint(cell.strip().strip('"') for cell in cells)
        for cells, header in _unjudged(intake)
    )


def _unjudged(intake: Intake) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The cells, as well as can be told, of each row that could not be read, and the header above them."""
    for name in sorted(intake.unreadable):
        lines = any_text(intake.folder / f"{name}.csv").splitlines()
        if lines and lines[0].count(";") > lines[0].count(","):
            lines = [line.replace(";", ",") for line in lines]
        header: Sequence[str] = tables()[name].header
        if lines and 2 * sum(cell in header for cell in lines[0].split(",")) > len(header):
            header = lines.pop(0).split(",")
        for line in lines:
            yield _cells(line, len(header)), header
    judged = {name: frozenset(sheet.rows) for name, sheet in intake.records.items()}
    for problem in intake.of_rows:
        name = _table_of(problem)
        if problem.row is not None and name in judged and problem.row not in judged[name]:
            yield problem.found.split(","), tables()[name].header


def _cells(line: str, width: int) -> Sequence[str]:
    """The line's cells by its quotes, where that gives as many as there should be; else what its commas part."""
    try:
        cells = next(csv.reader([line]), [])
    except csv.Error:
        cells = []
    return cells if len(cells) == width else line.split(",")


def _looks_public(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row that may be of the wrong width says nothing of being withheld.

    Its cells on withholding are looked for from the left and from the right; a row that is cut off has none.
    """
    if any(_SIGNS.fullmatch(cell) for cell in cells):
        return False
    if WITHHOLDING_COLUMNS[0] not in header:
        return True
    first = header.index(WITHHOLDING_COLUMNS[0])
    from_right = len(cells) - len(header) + first
    ends = [tuple(cells[start : start + len(WITHHOLDING_COLUMNS)]) for start in (first, from_right) if start >= 0]
    if len(cells) >= len(header):
        return any(map(_is_public, ends)) if len(cells) == len(header) else all(map(_is_public, ends))
    return not (len(cells) > 1 and cells[-1] == cells[-2] == "") or _is_public(ends[-1])


def _is_public(end: Sequence[str]) -> bool:
    return tuple(end) in {("", "", ""), ("public", "", "")}


def _table_of(problem: Problem) -> str:
    return problem.file.rpartition("/")[2].removesuffix(".csv")


KEYS = frozenset({"", "id", "short_name", "demonstration", "fictional", *REQUIRED, *OPTIONAL, *WITHHOLDING_COLUMNS})
"""What a descriptor's problems name, tables apart."""


class _Open:
    """What may be told in full of releases with something hidden: by place and rule, and by place and remedy."""

    def __init__(self, views: Sequence[_View], seen: Seen) -> None:
        self._told: dict[tuple[object, ...], Problem] = {}
        told = [problem for view in views for problem in self._of_view(view, seen)]
        public = [
            (view.intake.home is None, replace(view.intake.reading, records=view.public))
            for view in views
            if view.intake.reading is not None and not view.intake.package.withheld
        ]
        public.sort(key=lambda each: (each[1].descriptor.period.end, each[1].descriptor.as_at))
        readings, older = ([each for is_now, each in public if is_now is now] for now in (True, False))
        stood = stood_before(readings, older, seen.order)
        for problem in (*told, *check_continuity(readings, seen.known, stood)):
            for said in (problem.rule, problem.remedy):
                self._told.setdefault((problem.file, problem.row, problem.column, said), problem)

    def _of_view(self, view: _View, seen: Seen) -> Iterator[Problem]:
        if not view.intake.package.withheld and not view.blind:
            yield from check_intake(view.intake, view.public, seen.papers, seen.contacts)
            hidden = {(record.file, record.row) for record in view.hidden}
            yield from (each for each in view.intake.of_rows if (each.file, each.row) not in hidden)

    def version_of(self, problem: Problem, view: _View) -> Problem | None:
        """The problem as the public rows alone give it, if they do."""
        if problem.file == f"{view.intake.file}/{FILE}":
            return None if view.intake.package.withheld else problem
        place = (problem.file, problem.row, problem.column)
        return self._told.get((*place, problem.rule)) or self._told.get((*place, problem.remedy))


def _closed(problem: Problem, texts: re.Pattern[str] | None) -> Problem:
    fixed = _said_of_anything(problem)
    rule = problem.rule if problem.rule in fixed else _masked(problem.rule, texts)
    remedy = problem.remedy if problem.remedy in fixed else _masked(problem.remedy, texts)
    if remedy != problem.remedy:
        remedy = MEND_THERE
    column = problem.column if _is_known(problem) else ""
    same = (rule, remedy, column, "") == (problem.rule, problem.remedy, problem.column, problem.found)
    return problem if same else replace(problem, rule=rule, remedy=f"{remedy} {NOT_SHOWN}", column=column, found="")


@lru_cache(maxsize=4096)
def _masked(text: str, texts: re.Pattern[str] | None) -> str:
    without = _TELLING.sub(lambda found: found["place"] or "…", text)
    return without if texts is None else texts.sub("…", without)


def _is_known(problem: Problem) -> bool:
    """Whether the column is one of the contract, or counted.

    Else it may be a cell of a file without its header, or a key that somebody made up.
    """
    if problem.file.endswith(FILE):
        return all(part in KEYS or part in tables() for part in problem.column.split("."))
    table = tables().get(_table_of(problem))
    if table is None or re.fullmatch(r"number [0-9]+", problem.column):
        return True
    return all(part in table.header for part in problem.column.split("+") if part)


def _texts(views: Iterable[_View]) -> re.Pattern[str] | None:
    """Whatever stands in a hidden row, as a whole word."""
    found = {
        str(record.value(column.name))
        for view in views
        for record in view.hidden
        for column in tables()[record.table].columns
        if column.kind != "code" and record.value(column.name)
    }
    wanted = sorted((text for text in found if len(text) >= SHORTEST), key=lambda text: (-len(text), text))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)", re.I) if wanted else None


PROBES = ("", "?", "x y", " ", "-1", "1.5", f"{10**17}", f"-{10**17}")
"""Cells that say nothing of any release: what is said of one of these too comes from no withheld cell."""


def _said_of_anything(problem: Problem) -> frozenset[str]:
    table = tables().get(_table_of(problem))
    columns: Mapping[str, Column] = {column.name: column for column in table.columns} if table is not None else {}
    said = set(_SAID_OF_WITHHOLDING | _SAID_OF_FILES)
    for probe in PROBES if problem.column in columns else ():
        said.update(_said_of(columns[problem.column], probe))
    return frozenset(said)


def _said_of(column: Column, cell: str) -> tuple[str, ...]:
    try:
        convert(column, cell)
    except CellError as error:
        return error.rule, error.remedy
    return ()


def _withholding_words() -> Iterator[str]:
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    for access in (*ACCESS_KINDS, "?"):
        for publish_at in (None, moment):
            for paragraph in ("", "1"):
                decision = decide(access, publish_at, paragraph, Moment(moment))
                yield from (decision.remedy, *(decision.rule_of(what) for what in ("row", "table", "package", "paper")))
    column = next(column for column in tables()["units"].columns if column.name == "publish_at")
    yield from _said_of(column, "?")


_SAID_OF_WITHHOLDING = frozenset(_withholding_words())
