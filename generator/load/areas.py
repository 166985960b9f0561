"""Rules on areas: one is the whole, and every other lies in one place of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Record, Records, problem_at

EVERYONE = "all"
"""The breakdown that is everyone together."""

SIZES = ("whole", "district", "ward", "neighbourhood")
"""Kinds of area from the largest. Other kinds have no size."""


def _one_whole_area(records: Records) -> Iterator[Problem]:
    """Pages show the whole area, everyone together: both have to be there."""
    whole = [record for record in records.get("areas", ()) if record.text("kind") == "whole"]
    for record in whole[1:]:
        remedy = "Give the kind whole to one area only."
        yield problem_at(record, "kind", f"{whole[0].text('area')} is the whole area already", remedy)
    groups = {record.text("breakdown") for record in records.get("breakdowns", ())}
    if observations := records.get("observations"):
        record = observations[0]
        if not whole and records.get("areas"):
            remedy = "Write whole as the kind of the publisher's own area in areas.csv."
            yield problem_at(record, "area", "no area is the whole", remedy)
        if groups and EVERYONE not in groups:
            remedy = f"Add a row {EVERYONE} to breakdowns.csv."
            yield problem_at(record, "breakdown", "no breakdown is everyone together", remedy)


def _has_a_parent(records: Records) -> Iterator[Problem]:
    areas = records.get("areas", ())
    whole = next((record.text("area") for record in areas if record.text("kind") == "whole"), "")
    for record in areas:
        if whole and record.has("kind", "parent") and record.text("kind") != "whole" and not record.text("parent"):
            remedy = f"Write {whole}, or the area of it that this one lies in."
            yield problem_at(record, "parent", "it is not said which area this one lies in", remedy)


def _parent_is_larger(records: Records) -> Iterator[Problem]:
    kinds = {record.text("area"): record.text("kind") for record in records.get("areas", ())}
    for record in records.get("areas", ()):
        kind, above = record.text("kind"), kinds.get(record.text("parent"), "")
        if kind in SIZES and above in SIZES and SIZES.index(above) > SIZES.index(kind):
            rule = f"a {kind} can't lie in a {above}"
            yield problem_at(record, "parent", rule, "Correct the parent, or the kind of one of the two.")


def _in_one_place(records: Records) -> Iterator[Problem]:
    """One area under two parents stands on two rows, which share its name or its code."""
    for column in ("name", "gss_code"):
        first: dict[tuple[str, str], Record] = {}
        for record in records.get("areas", ()):
            text = record.text(column).casefold()
            other = first.setdefault((record.text("kind"), text), record)
            if text and record.has("parent") and other.text("parent") != record.text("parent"):
                rule = (
                    f"this {record.text('kind')} lies in {other.text('parent') or 'nothing'} already (row {other.row})"
                )
                remedy = "Delete one of the two rows; or, if they are two areas, tell them apart."
                yield problem_at(record, column, rule, remedy)


RULES = (_one_whole_area, _has_a_parent, _parent_is_larger, _in_one_place)
