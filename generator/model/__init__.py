"""What publishers said: frozen records, one class a table, exactly as the contract's columns.

Text that is absent is "". A number, date or period that is absent is None: 0 is a value. Withheld rows are not here:
`load` drops them. A test holds each class to its table's columns.
"""

from __future__ import annotations

from generator.model.committees import AgendaItem, Body, Meeting, Minute, Paper, Resolution
from generator.model.measures import (
    Assessment,
    Benchmark,
    Clinic,
    DataSource,
    Indicator,
    Observation,
    QualityCheck,
    Target,
)
from generator.model.organisation import Area, Breakdown, Post, Term, Unit
from generator.model.plans import Budget, FrameworkItem, Impact, Link, Plan, PlanItem, PlanUpdate, Responsibility
from generator.model.publishing import (
    Citation,
    ContentPage,
    Correction,
    Edition,
    Portal,
    Publisher,
    PublisherName,
    Release,
    SignedOff,
    Synonyms,
    Withdrawal,
)
from generator.model.risks import Risk, RiskAction, RiskScore

__all__ = [
    "ROW_TYPES",
    "AgendaItem",
    "Area",
    "Assessment",
    "Benchmark",
    "Body",
    "Breakdown",
    "Budget",
    "Citation",
    "Clinic",
    "ContentPage",
    "Correction",
    "DataSource",
    "Edition",
    "FrameworkItem",
    "Impact",
    "Indicator",
    "Link",
    "Meeting",
    "Minute",
    "Observation",
    "Paper",
    "Plan",
    "PlanItem",
    "PlanUpdate",
    "Portal",
    "Post",
    "Publisher",
    "PublisherName",
    "QualityCheck",
    "Release",
    "Resolution",
    "Responsibility",
    "Risk",
    "RiskAction",
    "RiskScore",
    "SignedOff",
    "Synonyms",
    "Target",
    "Term",
    "Unit",
    "Withdrawal",
]

ROW_TYPES: dict[str, type] = {
    "units": Unit,
    "posts": Post,
    "frameworks": FrameworkItem,
    "plans": Plan,
    "plan_items": PlanItem,
    "responsibilities": Responsibility,
    "plan_updates": PlanUpdate,
    "bodies": Body,
    "meetings": Meeting,
    "agenda_items": AgendaItem,
    "impacts": Impact,
    "links": Link,
    "areas": Area,
    "breakdowns": Breakdown,
    "indicators": Indicator,
    "observations": Observation,
    "targets": Target,
    "benchmarks": Benchmark,
    "assessments": Assessment,
    "clinics": Clinic,
    "minutes": Minute,
    "resolutions": Resolution,
    "quality_checks": QualityCheck,
    "risks": Risk,
    "risk_scores": RiskScore,
    "risk_actions": RiskAction,
    "budgets": Budget,
    "corrections": Correction,
    "sources": DataSource,
    "terms": Term,
}
