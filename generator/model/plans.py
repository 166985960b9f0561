"""What is planned and reported: frameworks, plans, their items and updates, budgets, and ties between things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    item: str
    framework: str
    parent: str
    order: int
    reference: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    plan: str
    title: str
    kind: str
    unit: str
    start: date | None
    end: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    item: str
    plan: str
    parent: str
    kind: str
    order: int
    weight: Decimal | None
    reference: str
    reference_status: str
    title: str
    outcome: str
    measure: str
    due: Deadline | None
    due_text: str
    recurrence: str
    equality: str
    risks: str
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    thing_kind: str
    thing: str
    role: str
    holder_kind: str
    holder: str
    order: int
    note: str


@dataclass(frozen=True, slots=True)
class PlanUpdate:
    """What was reported of one plan item for one period. `percent_complete` runs from 0 to 100."""

    item: str
    period: Period
    status: str
    status_as_reported: str
    percent_complete: Decimal | None
    percent_status: str
    confidence: str
    progress: str
    issues: str
    note: str


@dataclass(frozen=True, slots=True)
class Impact:
    thing_kind: str
    thing: str
    framework_item: str
    impact: str
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    from_kind: str
    from_id: str
    relation: str
    to_kind: str
    to_id: str
    note: str


@dataclass(frozen=True, slots=True)
class Budget:
    """One line of a budget; amounts are in pounds, income is negative."""

    budget: str
    unit: str
    period: Period
    kind: str
    order: int
    title: str
    division: str
    posts: Decimal | None
    net_revenue: Decimal | None
    forecast: Decimal | None
    value_status: str
    note: str
