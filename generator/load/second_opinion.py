"""What frictionless says of a release. The only module that imports it.

The portal's own checks refuse all that frictionless refuses, and more, several times as fast: so a build does not ask
it. `portal check --second-opinion` and the tests do, over everything that the portal accepts. Whatever it then finds is
a hole in the portal's own checks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import frictionless

from generator.errors import Problem
from generator.load.descriptor import FILE
from generator.load.gate import read_text

REMEDY = "The portal should have said this itself, in plainer words: please report it. Mend the file meanwhile."


def second_opinion(folder: Path, file: str) -> Iterator[Problem]:
    """Each fault that frictionless finds in the release in `folder`, which the portal found sound.

    Only the place and the kind of fault are told: frictionless quotes cells, and a cell may be withheld.
    """
    try:
        report = frictionless.Package(_without_foreign_keys(folder), basepath=str(folder)).validate()
    except frictionless.FrictionlessException as unreadable:
        yield Problem(f"{file}/{FILE}", f"frictionless: {unreadable.error.title}", REMEDY)
        return
    for error in report.errors:
        yield Problem(f"{file}/{FILE}", f"frictionless: {error.title}", REMEDY)
    for task in report.tasks:
        for error in task.errors:
            detail: Mapping[str, Any] = error.to_dict()
            row, column = detail.get("rowNumber"), str(detail.get("fieldName", ""))
            yield Problem(f"{file}/{task.place}", f"frictionless: {error.title}", REMEDY, row, column)


def _without_foreign_keys(folder: Path) -> dict[str, Any]:
    """The descriptor without its foreign keys, for each of which frictionless would read a whole table again."""
    raw: dict[str, Any] = json.loads(read_text(folder / FILE, FILE))
    for resource in raw["resources"]:
        resource["schema"].pop("foreignKeys", None)
    return raw
