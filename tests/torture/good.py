"""Awkward but good inputs: none may be refused, and what the portal reads must be what Python's own reader reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import cycle

from generator.contract import Table
from generator.errors import DataProblems
from generator.load.second_opinion import second_opinion
from generator.model import ROW_TYPES, Release
from generator.periods import Deadline, Period
from tests.torture.bad import WORKERS
from tests.torture.ground import (
    PACKAGE,
    PAPER,
    RELEASE,
    bytes_of,
    changed,
    every_table,
    ground,
    portal_now,
    rows_of,
    table_file,
    with_cell,
    written,
)
from tests.torture.outcome import Outcome

GOAL, SAMPLE = 200, 16

# fmt: off
ONE_LINE = [
    "Kópavogur, Ærø and Łódź", "Ελληνικά κείμενο", "Кириллица и ёлки", "العربية", "עברית", "हिन्दी में पाठ",
    "বাংলা", "தமிழ்", "ಕನ್ನಡ",
    "ไทย", "ລາວ", "မြန်မာ", "ខ្មែរ", "中文字符", "繁體中文", "日本語のテキスト", "한국어", "አማርኛ", "ქართული",
    "Հայերեն", "ᏣᎳᎩ", "Tiếng Việt",
    "می‌خواهم", "👩‍👩‍👧‍👦 family", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 England", "🏳️‍🌈", "e\u0301 and é", "½ ² ³ ™ © ‰",
    "£5m – “so” ‘said’ …", "5' 6\" tall", '"quoted"',
    '""', "a, b; c | d", "- a bullet", "-5% on last year", "+44 people", "– dash", "1.10", "007", "1e5", "NaN",
    "null", "None", "TRUE",
    "2009/10", "03-04", "1/2", "N/A", "n/a", "#1 priority", "#hashtag", "'apostrophe", "<b>not bold</b>",
    "&amp; & &#60;", "{{ x }}",
    "{% raw %}", "*stars* _under_ `code`", "[a](b)", "---", "...", "\\n \\t \\", "%d %s {0}", "$HOME `id`",
    "C:\\temp", "50%", "a=b", "x" * 2_000,
    "word " * 1_500 + "end", "soft\u00adhyphen", "no\u00a0break", "zero\u200bwidth", "\u0301combining first",
    "ﬁ ligature",
    "Ⅷ Roman", "𝒜𝓫𝓬", "ı İ ß ẞ ſ", "Z̷̡a̸͢l̶g̵o̶", "a" * 300, "1" * 50, "Å (decomposed A\u030a)", "ʻokina", "ﷺ",
    "؀", "꧁꧂", "𓀀", "𐀀",
]

MANY_LINES = [
    "One\nTwo", "One\r\nTwo", "One\n\n\nTwo", "- a\n- b", 'One, "two"\nthree', "One\n  indented",
    "a\n---\nb", "1. a\n2. b",
]
# fmt: on

SPARED = frozenset({"unit_of_measure", "scale", "value", "lower", "upper", "version", "terms.term", "target_reason"})
"""Columns where rules of the council's own allow only some texts."""


@dataclass(frozen=True, slots=True)
class Good:
    name: str
    file: str
    content: bytes


def every_good() -> Iterator[Good]:
    """All of them, in an order that never changes."""
    one_line, many_lines = cycle(ONE_LINE), cycle(MANY_LINES)
    for table in every_table():
        file, rows = table_file(table.name), rows_of(table.name)
        for what, content in _forms(rows):
            yield Good(f"{file}: {what}", file, content)
        for column in _free(table):
            texts = [next(one_line) for _ in range(4)] + ([next(many_lines)] if _is_prose(table, column) else [])
            for text in texts:
                yield Good(f"{table.name}.{column}: {text[:40]!r}", file, with_cell(table.name, 2, column, text))
            if not _is_required(table, column) and column in ("note", "pages", "venue", "description", "text"):
                yield Good(f"{table.name}.{column}: empty", file, with_cell(table.name, 2, column, ""))
    yield from _other_forms()


def _forms(rows: list[list[str]]) -> Iterator[tuple[str, bytes]]:
    yield "CRLF", written(rows, "\r\n")
    yield "every cell in quotation marks", written(rows, quoting=csv.QUOTE_ALL)
    yield "CRLF and quotation marks", written(rows, "\r\n", csv.QUOTE_ALL)
    yield "no line end at the end", written(rows).removesuffix(b"\n")
    yield "mark at the start", b"\xef\xbb\xbf" + written(rows)
    yield "as Excel writes it", b"\xef\xbb\xbf" + written(rows, "\r\n")
    yield "turned upside down", written([rows[0], *reversed(rows[1:])])


def _other_forms() -> Iterator[Good]:
    raw, paper = json.loads(bytes_of(PACKAGE)), bytes_of(PAPER).decode("utf-8")
    yield Good("package on one line", PACKAGE, json.dumps(raw).encode())
    yield Good("package with a mark", PACKAGE, b"\xef\xbb\xbf" + json.dumps(raw).encode())
    yield Good("package with CRLF", PACKAGE, json.dumps(raw, indent=2).replace("\n", "\r\n").encode())
    yield Good("package turned round", PACKAGE, json.dumps(dict(reversed(raw.items()))).encode())
    for text in ONE_LINE[:30]:
        yield Good(f"package titled {text[:30]!r}", PACKAGE, json.dumps({**raw, "title": text}).encode())
        yield Good(f"paper with {text[:30]!r}", PAPER, f"{paper}\nText {text}.\n".encode())
    yield Good("paper with CRLF", PAPER, paper.replace("\n", "\r\n").encode())
    yield Good("paper with a mark", PAPER, b"\xef\xbb\xbf" + paper.encode())
    for added in (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> quoted\n> more",
        "1. a\n2. b\n    - c",
        "`code < 5`",
        "[x](https://a.example/?a=b&c=d)",
    ):
        yield Good(f"paper with {added[:30]!r}", PAPER, f"{paper}\n{added}\n".encode())


def _free(table: Table) -> list[str]:
    """Columns of text that take any text."""
    return [
        column.name
        for column in table.columns
        if column.kind in ("text", "prose")
        and not column.pattern
        and not {column.name, f"{table.name}.{column.name}"} & SPARED
    ]


def _is_prose(table: Table, name: str) -> bool:
    return any(column.name == name and column.kind == "prose" for column in table.columns)


def _is_required(table: Table, name: str) -> bool:
    return any(column.name == name and column.required for column in table.columns)


def verdict(good: Good) -> str:
    """The kind of fault that the portal made of it; "" where it did right."""
    try:
        with changed(good.file, good.content):
            differences = _differences(portal_now().publishers[0].latest)
            other = [problem.line for problem in second_opinion(ground().root / RELEASE, RELEASE)]
    except DataProblems as refused:
        return f"refused: {refused.problems[0].line}"
    except Exception as error:  # any at all is what is looked for
        return f"crashed: {type(error).__name__}: {error}"
    if other:
        return f"refused by frictionless alone: {other[0]}"
    return f"altered: {differences[0]}" if differences else ""


def _differences(release: Release) -> list[str]:
    """Where the model is not what Python's reader makes of the files: every row and every cell."""
    found = []
    for name, row_type in ROW_TYPES.items():
        rows = rows_of(name)
        read = getattr(release, name)
        if len(read) != len(rows) - 1:
            found.append(f"{name}: {len(read)} rows of {len(rows) - 1}")
            continue
        columns = [(field.name, rows[0].index(field.name)) for field in fields(row_type)]
        found.extend(
            f"{name} row {number}, {column}: {row[place]!r} read as {getattr(record, column)!r}"
            for number, (row, record) in enumerate(zip(rows[1:], read, strict=True), 2)
            for column, place in columns
            if not _is_same(row[place], getattr(record, column))
        )
    return found


def _is_same(cell: str, value: object) -> bool:
    """Whether the value is the cell's, by a reading of its own: nothing lost, nothing added, nothing rounded."""
    match value:
        case None:
            return cell == ""
        case str():
            return value == cell.replace("\r\n", "\n")
        case Decimal():
            return f"{value:f}" == cell
        case int():
            return str(value) == cell
        case Period() | Deadline():
            return value.token == cell
        case date():
            return value.isoformat() == cell
        case tuple():
            return "; ".join(day.isoformat() for day in value) == cell
    return False


def try_good(whole: bool) -> Outcome:
    """Every good input, or a sample of them."""
    cases = list(every_good())
    chosen = cases if whole else cases[:: len(cases) // SAMPLE]
    if whole:
        with ProcessPoolExecutor(WORKERS) as pool:
            verdicts = list(pool.map(verdict, chosen, chunksize=20))
    else:
        verdicts = [verdict(case) for case in chosen]
    faults: dict[str, list[str]] = {"refused": [], "refused by frictionless alone": [], "crashed": [], "altered": []}
    for case, found in zip(chosen, verdicts, strict=True):
        if found:
            kind, _, what = found.partition(": ")
            faults[kind].append(f"{case.name} {what}")
    return Outcome("awkward but good inputs", len(chosen), GOAL if whole else 1, faults)
