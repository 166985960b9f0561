"""A comparison of two releases, told: as lines for the terminal, as JSON for machines, as Markdown for a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from generator.pages.changes import ChangeRow
from generator.pages.difference_groups import GROUPS
from generator.pages.differences import Comparison, Group, Side
from generator.render import escape_text
from generator.words import shortened

SHOWN = 12
"""How many rows of a group the terminal shows; build/diff.html has them all."""

COMMENTED = 20
"""How many rows of a group stand in a comment: GitHub takes 65,536 characters."""

LONGEST = 120
"""The longest name or note that the terminal and a comment show, in characters."""

ALIVE = re.compile(r"(?<=[@#:])(?=\S)|(?<=www)(?=\.)|(?<=GH-)(?=\d)", re.IGNORECASE)
"""Where GitHub would make a mention, a reference, an address or an emoji of plain text, entities or not."""

NO_WIDTH = "\u200b"
"""A space that nobody sees; what it stands in is no mention and no address."""


def as_lines(comparison: Comparison) -> Iterator[str]:
    """What a person reads in the terminal: the counts first, then each group with its first rows."""
    yield comparison.title
    yield f"{_side(comparison.after)}, compared with {_side(comparison.before)}."
    yield ""
    yield comparison.sentence
    yield from (f"  {len(group.rows):>4}  {group.heading}" for group in comparison.groups)
    for group in comparison.groups:
        yield ""
        yield f"{group.heading} ({len(group.rows)})"
        if group.sentence:
            yield f"  {group.sentence}"
        yield from (f"  - {_in_words(row)}" for row in group.rows[:SHOWN])
        if len(group.rows) > SHOWN:
            yield f"  … and {len(group.rows) - SHOWN} more."


def as_json(comparison: Comparison) -> str:
    """The whole comparison: `counts` has every group, 0 too; `groups` those with rows, each row with its thing's id."""
    rows = {group.name: [_entry(row) for row in group.rows] for group in comparison.groups}
    told = {
        "publisher": comparison.publisher,
        "before": asdict(comparison.before),
        "after": asdict(comparison.after),
        "changes": comparison.changes,
        "counts": {kind.name: len(rows.get(kind.name, ())) for kind in GROUPS},
        "groups": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_markdown(comparison: Comparison) -> str:
    """A comment for GitHub: no HTML, and what comes from the data is text whatever it holds."""
    lines = [
        f"## {_text(comparison.title)}",
        "",
        f"{_text(_side(comparison.after))}, compared with {_text(_side(comparison.before))}.",
        "",
        f"**{comparison.sentence}**",
    ]
    if comparison.groups:
        lines += ["", "| What | How many |", "|---|---|"]
        lines += [f"| {group.heading} | {len(group.rows)} |" for group in comparison.groups]
    for group in comparison.groups:
        lines += ["", *_section(group)]
    return "\n".join(lines) + "\n"


def _side(side: Side) -> str:
    return f"{side.release} (version {side.version}, as at {side.as_at})"


def _in_words(row: ChangeRow) -> str:
    kind = f" ({row.kind})" if row.kind else ""
    moved = f": {row.before} → {row.after}" if row.before and row.after else f": {row.after}" if row.after else ""
    return f"{shortened(row.thing.name, LONGEST)}{kind}{moved}{f'. {row.note}' if row.note else ''}"


def _entry(row: ChangeRow) -> dict[str, str]:
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.thing.name,
        "before": row.before,
        "after": row.after,
        "note": row.note,
    }


def _section(group: Group) -> Iterator[str]:
    yield f"### {group.heading}"
    yield ""
    if group.sentence:
        yield from (_text(group.sentence), "")
    yield "| What | Before | Now | Note |"
    yield "|---|---|---|---|"
    for row in group.rows[:COMMENTED]:
        kind = f" ({row.kind})" if row.kind else ""
        cells = (f"{shortened(row.thing.name, LONGEST)}{kind}", row.before, row.after, row.note)
        yield f"| {' | '.join(_text(shortened(cell, LONGEST + len(kind))) for cell in cells)} |"
    if len(group.rows) > COMMENTED:
        yield from ("", f"… and {len(group.rows) - COMMENTED} more.")


def _text(text: str) -> str:
    return str(escape_text(ALIVE.sub(NO_WIDTH, " ".join(text.split()))))
