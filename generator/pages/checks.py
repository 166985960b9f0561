"""Checks on the quality of data, as pages list them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import QualityCheck
from generator.pages.lookup import Lookup, Named
from generator.words import sentence_case


@dataclass(frozen=True, slots=True)
class CheckRow:
    id: str
    kind: str
    subject: str
    indicator: Named | None
    by: str
    on: str
    result: str
    reservation: str
    note: str


def check_row(check: QualityCheck, lookup: Lookup) -> CheckRow:
    return CheckRow(
        id=check.check,
        kind=sentence_case(check.kind),
        subject=check.subject,
        indicator=lookup.name("indicator", check.indicator) if check.indicator else None,
        by=check.by,
        on=check.on.label if check.on is not None else check.on_text,
        result=check.result,
        reservation=check.reservation,
        note=check.note,
    )
