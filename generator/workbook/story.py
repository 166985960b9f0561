"""The first sheet of a workbook: what it is, how to fill it in, and what happens with it then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.periods import Period, format_date, parse_date
from generator.words import counted, listed

Counts = Mapping[str, tuple[int, int]]
"""By the name of the sheet: how many rows stand on it, and how many of them are still to be filled in."""


def story(raw: Mapping[str, Any], release: str, unit: str, counts: Counts) -> list[tuple[str, str]]:
    """Each line as (title, heading or text) and what it says. `unit` is the unit's name, "" for the whole release."""
    return [
        ("title", f"{raw['publisher']['name']}: {Period.parse(raw['period']).name}"),
        ("text", f"{unit or 'The whole release'}, looking back from {format_date(parse_date(raw['as_at']))}."),
        *_sheets(counts),
        *(_for_a_unit() if unit else _for_the_whole()),
        ("heading", "In every cell"),
        *(("text", line) for line in RULES),
        ("heading", "When it is done"),
        ("text", f"Save it as it is (.xlsx, or .ods from LibreOffice) and send it to: {_to(raw)}."),
        ("text", "They type:  portal read-workbook FILE  and are told of every cell that is not right."),
        (
            "text",
            f"It belongs to {release} as it stood when the workbook was written. Do not copy its sheets elsewhere.",
        ),
    ]


RULES = (
    "Missing is not zero: leave a figure empty that you do not have, and choose why in the column beside it "
    "(such as “not reported”). Once you give the figure, empty that cell, or choose “final” where it is asked for.",
    "Cells with an arrow take one of the words in their list. Notes on the headings say what each column takes.",
    "Type a day as 2009-12-31, a quarter as 2009/10 Q3, a financial year as 2009/10 FY. All cells are text, so that "
    "nothing is turned into something else.",
    "Paste with Paste Special ▸ Values. Formulas, merged cells and pasted dates are told and not read.",
    "Name posts and teams, not people. The workbook may hold what is not public: keep it within the council.",
)


def _sheets(counts: Counts) -> Iterator[tuple[str, str]]:
    yield "heading", "What is in it"
    for name, (rows, blank) in counts.items():
        more = f", {blank} of them to be filled in" if blank else ""
        yield "text", f"{name}: {counted(rows, 'row')}{more}"


def _for_a_unit() -> Iterator[tuple[str, str]]:
    yield "heading", "How to fill it in"
    yield "text", "Fill in the columns with a yellow heading, row by row, for each “not reported”."
    yield "text", "Grey cells say what is asked for, and what was said last time. They are locked."


def _for_the_whole() -> Iterator[tuple[str, str]]:
    yield "heading", "How to fill it in"
    yield (
        "text",
        "Each sheet is a table, each row what it is in the table's file. Grey cells, the codes of rows, are locked.",
    )
    yield "text", "Add rows below the last, or between others; give each its own code, which is never used again."


def _to(raw: Mapping[str, Any]) -> str:
    contributors = [entry["title"] for entry in raw.get("contributors", ()) if isinstance(entry, dict)]
    return listed(contributors, "or") or "whoever sent it to you"
