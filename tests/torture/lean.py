"""A made-up council of few tables: each text is an indicator, its unit, comparator and notes, and an agenda item.

So it has a page of its own, and stands in lists, tables, charts, downloads, the search index and a pack.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.contract import tables
from generator.load.descriptor import FILE
from generator.project import Project
from tests.projects import copy_project, fill_in_schemas

RELEASE = Path("data") / "testville" / "2024-25-q2"
NAME = "Testville"
MEETING = "meeting-2024-11-14"

Row = Mapping[str, str]


def id_of(number: int) -> str:
    """The id of the text of this number: of its indicator, and of its agenda item."""
    return f"s{number:05}"


def lean_project(folder: Path, texts: Sequence[str]) -> Project:
    """The project of the council below `folder`, with the repository's own theme and settings."""
    project = copy_project(folder)
    shutil.rmtree(project.data)
    shutil.rmtree(project.content / "papers")
    release = project.root / RELEASE
    release.mkdir(parents=True)
    filled = _filled(texts)
    for name, rows in filled.items():
        write_table(release / f"{name}.csv", rows)
    (release / FILE).write_text(json.dumps(_descriptor(list(filled)), ensure_ascii=False), "utf-8")
    fill_in_schemas(release / FILE)
    return project


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """The rows below the whole header of the contract's table of that name."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [column.name for column in tables()[path.stem].columns], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def agenda(texts: Sequence[str], kinds: Sequence[str] = ()) -> list[Row]:
    """An agenda item a text. `kinds` stand, one a row, in a column that takes one of a few words."""
    rows: list[Row] = []
    for number, text in enumerate(texts):
        kind = kinds[number] if kinds else "report"
        place = {"agenda_item": f"item-{id_of(number)}", "meeting": MEETING, "order": str(number + 1)}
        rows.append({**place, "number": str(number + 1), "title": text, "kind": kind, "note": text})
    return rows


def _filled(texts: Sequence[str]) -> Mapping[str, list[Row]]:
    """A unit that begins with £ or is % would stand elsewhere, as money and shares do."""
    period = {"period": "2023/24 FY"}
    place = {"area": "testville", "breakdown": "all"}
    measured = {"value_type": "number", "polarity": "higher", "frequency": "annual"}
    named = [(id_of(number), text) for number, text in enumerate(texts)]
    return {
        "areas": [{"area": "testville", "name": NAME, "kind": "whole"}],
        "breakdowns": [{"breakdown": "all", "name": "Everyone", "kind": "everyone"}],
        "bodies": [{"body": "committee", "name": "A committee", "kind": "committee"}],
        "meetings": [{"meeting": MEETING, "body": "committee", "date": "2024-11-14"}],
        "agenda_items": agenda(texts),
        "indicators": [
            {
                "indicator": id,
                "title": text,
                "definition": text,
                "unit_of_measure": f"of {text}",
                "note": text,
                **measured,
            }
            for id, text in named
        ],
        "observations": [
            {"indicator": id, **period, **place, "value": "50", "value_status": "final", "note": text}
            for id, text in named
        ],
        "benchmarks": [
            {"indicator": id, **period, "comparator": text, "statistic": "median", "value": "40"} for id, text in named
        ],
    }


def _descriptor(names: Sequence[str]) -> Mapping[str, object]:
    form = {"profile": "tabular-data-resource", "encoding": "utf-8", "format": "csv", "mediatype": "text/csv"}
    return {
        "name": "testville-2024-25-q2",
        "version": "1.0.0",
        "contract_version": "1.0",
        "title": "Quarter 2 of 2024/25",
        "description": "Made up for the tests.",
        "publisher": {"id": "testville", "name": f"{NAME} Council", "short_name": NAME},
        "period": "2024/25 Q2",
        "as_at": "2024-09-30",
        "released": "2024-11-01",
        "licenses": [{"name": "CC0-1.0", "title": "No rights", "path": "https://creativecommons.org/"}],
        "contributors": [{"title": "An officer"}],
        "sources": [{"title": "Made up"}],
        "resources": [{"name": name, "path": f"{name}.csv", **form} for name in names],
    }
