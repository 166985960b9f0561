"""Lists to take away: actions, risks and resolutions, a row for each row of the page."""

from __future__ import annotations

from collections.abc import Iterable

from generator.derive.resolutions import outcome_of
from generator.derive.results import ItemResult, ReleaseResult
from generator.derive.risks import RiskResult
from generator.model import Meeting, Release, Resolution
from generator.pages.downloads import Download, Value, csv_file
from generator.pages.lookup import Lookup


def actions_file(items: Iterable[ItemResult], result: ReleaseResult, lookup: Lookup) -> Download:
    """Every action with its status, its deadline and who leads."""
    header = (
        *("Id", "Reference", "What", "Kind", "Plan", "Part of", "Status", "Status as reported", "Per cent complete"),
        *("Due", "Due in words", "Days overdue", "Lead", "Lead's unit"),
    )
    rows = (_action(item, result, lookup) for item in items)
    return csv_file("actions", "Every action with its status and when it is due", header, rows)


def risks_file(risks: Iterable[RiskResult], lookup: Lookup) -> Download:
    """The register with scores and targets, closed risks last."""
    header = (
        *("Id", "Reference", "Risk", "Category", "Period", "Score", "Why no score"),
        *("Likelihood", "Impact", "Target", "Distance", "Movement", "Owner"),
    )
    return csv_file("risks", "The register of risks", header, (_risk(risk, lookup) for risk in risks))


def resolutions_file(resolutions: Iterable[tuple[Resolution, Meeting]], release: Release, lookup: Lookup) -> Download:
    """Every resolution with what came of it."""
    header = (
        *("Id", "Number", "Resolution", "Body", "Meeting", "Due", "Due in words", "Outcome", "What came of it", "Lead"),
    )
    rows = (_resolution(each, meeting, release, lookup) for each, meeting in resolutions)
    return csv_file("resolutions", "Every resolution with what came of it", header, rows)


def _action(item: ItemResult, result: ReleaseResult, lookup: Lookup) -> tuple[Value, ...]:
    row, update = item.item, item.update
    leads = lookup.leads("plan item", row.item)
    root = result.tree.root(row.item)
    return (
        *(row.item, row.reference, row.title, row.kind, result.plans[row.plan].plan.title),
        result.tree.items[root].title if root != row.item else "",
        item.status if result.asks(item) else "",
        update.status_as_reported if update is not None else "",
        item.percent,
        *(row.due, row.due.label if row.due is not None else row.due_text, item.days_overdue),
        tuple(lead.name for lead in leads),
        tuple(dict.fromkeys(lead.within for lead in leads if lead.within)),
    )


def _risk(risk: RiskResult, lookup: Lookup) -> tuple[Value, ...]:
    row, now = risk.risk, risk.now
    return (
        *(row.risk, row.reference, row.title, row.category, now.period if now is not None else None),
        now.score if now is not None else None,
        now.score_status if now is not None else "not reported",
        *((now.likelihood, now.impact, now.target_score) if now is not None else (None, None, None)),
        *(risk.distance, risk.movement),
        tuple(lead.name for lead in lookup.leads("risk", row.risk)),
    )


def _resolution(each: Resolution, meeting: Meeting, release: Release, lookup: Lookup) -> tuple[Value, ...]:
    return (
        *(each.resolution, each.number, each.text, lookup.name("body", meeting.body).name, meeting.date),
        *(each.due, each.due.label if each.due is not None else ""),
        *(outcome_of(each, release.as_at), each.outcome),
        tuple(lead.name for lead in lookup.leads("resolution", each.resolution)),
    )
