"""Rows of the model with everything left empty but what a test is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.model import Citation, PlanItem, PlanUpdate, PublisherName, Release
from generator.periods import Deadline, Period, parse_date

Q1, Q2, Q3 = "2024/25 Q1", "2024/25 Q2", "2024/25 Q3"


def day(text: str) -> date | None:
    return parse_date(text) if text else None


def deadline(text: str) -> Deadline | None:
    return Deadline.parse(text) if text else None


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def plan_item(item: str, parent: str = "", weight: str = "", due: str = "", order: int = 1) -> PlanItem:
    return PlanItem(
        item=item,
        plan="plan",
        parent=parent,
        kind="action",
        order=order,
        weight=number(weight),
        reference="",
        reference_status="",
        title=item,
        outcome="",
        measure="",
        due=deadline(due),
        due_text="",
        recurrence="",
        equality="",
        evidence="",
        note="",
    )


def plan_update(
    item: str, status: str = "on target", percent: str = "", why: str = "", period: str = Q2, progress: str = ""
) -> PlanUpdate:
    return PlanUpdate(
        item=item,
        period=Period.parse(period),
        status=status,
        status_as_reported="",
        percent_complete=number(percent),
        percent_status=why or ("" if percent else "not reported"),
        confidence="",
        progress=progress,
        issues="",
        note="",
    )


def release(period: str, items: Iterable[PlanItem] = (), updates: Iterable[PlanUpdate] = ()) -> Release:
    judged = Period.parse(period)
    return Release(
        id=period.lower().replace("/", "-").replace(" ", "-"),
        publisher=PublisherName("smallshire", "Smallshire District Council", "Smallshire", ""),
        version="1.0.0",
        title=period,
        description="",
        period=judged,
        as_at=judged.end,
        released=judged.end,
        licence=Citation("Open", ""),
        contributors=(),
        citations=(),
        plan_items=tuple(items),
        plan_updates=tuple(updates),
    )
