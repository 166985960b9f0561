"""A publisher's home: how this quarter went, by status and by plan, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import PublisherResult, ReleaseResult
from generator.pages import addresses
from generator.pages.actions import actions_of
from generator.pages.areas import top_areas
from generator.pages.budgets import budget_sentence
from generator.pages.changes import changes_sentence
from generator.pages.charts import Chart
from generator.pages.clinics import clinics_sentence
from generator.pages.committees import MeetingRow, meeting_rows
from generator.pages.indicators import improving_sentence, off_target
from generator.pages.lookup import Lookup, Named
from generator.pages.messages import assessments_sentence, attention_sentence, release_headline, status_sentence
from generator.pages.page import Page
from generator.pages.risks import risks_sentence
from generator.pages.scorecard import (
    AttentionList,
    PlanCard,
    attention_lists,
    plan_cards,
    statuses_by_quarter,
)
from generator.periods import format_date

MEETINGS = 4
"""The latest meetings that are shown."""


@dataclass(frozen=True, slots=True)
class HomeContent:
    """`attention` lists are counted here and shown in full at `exceptions`."""

    period: str
    period_name: str
    as_at: str
    headline: str
    attention_sentence: str
    attention: tuple[AttentionList, ...]
    plans: tuple[PlanCard, ...]
    past_plans: tuple[Named, ...]
    actions: str
    indicators: str
    indicators_sentence: str
    off_target: tuple[Named, ...]
    risks: Named | None
    budget: Named | None
    areas: tuple[Named, ...]
    exceptions: str
    assessments: Named | None
    clinics: Named | None
    changes: str
    chart: Chart | None
    quarter: str
    meetings: tuple[MeetingRow, ...]
    committees: str
    resolutions: str
    quarters: str
    data: str
    demonstration: str


def _money(result: ReleaseResult, lookup: Lookup) -> Named | None:
    """The first budget in a sentence, with the page of all; None where there is none."""
    if not result.budgets:
        return None
    sentence = budget_sentence(result.budgets[0], lookup, result.release.as_at)
    return Named(sentence, addresses.budget(result.release.publisher.id))


def past_plans(result: ReleaseResult, lookup: Lookup) -> tuple[Named, ...]:
    """The plans that have ended, each with its page."""
    return tuple(lookup.name("plan", id) for id, plan in result.plans.items() if plan.has_ended and plan.counts)


def home_page(result: PublisherResult, lookup: Lookup) -> Page:
    latest = result.latest
    name, release = result.publisher.name, latest.release
    figures = tuple(latest.indicators.values())
    return Page(
        address=addresses.publisher(name.id),
        title=name.name,
        nav_title=name.short_name,
        description=f"{name.short_name}, {release.period.label}: {release_headline(latest)}",
        template="publisher.md.jinja",
        content=HomeContent(
            period=release.period.label,
            period_name=release.period.name,
            as_at=format_date(release.as_at),
            headline=release_headline(latest),
            attention_sentence=attention_sentence(latest),
            attention=attention_lists(latest, lookup),
            plans=plan_cards(latest, running=True),
            past_plans=past_plans(latest, lookup),
            actions=addresses.actions(name.id) if actions_of(latest) else "",
            indicators=addresses.indicators(name.id) if latest.indicators else "",
            indicators_sentence=f"{status_sentence(figures)} {improving_sentence(figures)}".strip(),
            off_target=off_target(latest, lookup),
            risks=Named(risks_sentence(latest), addresses.risks(name.id)) if latest.risks else None,
            budget=_money(latest, lookup),
            areas=top_areas(latest.release, lookup),
            exceptions=addresses.exceptions(name.id),
            assessments=Named(assessments_sentence(release), addresses.assessments(name.id))
            if release.assessments
            else None,
            clinics=Named(clinics_sentence(latest), addresses.clinics(name.id)) if release.clinics else None,
            changes=changes_sentence(latest),
            chart=statuses_by_quarter(result, latest),
            quarter=addresses.quarter(name.id, release.id),
            meetings=meeting_rows(release, lookup)[:MEETINGS],
            committees=addresses.committees(name.id) if release.bodies else "",
            resolutions=addresses.resolutions(name.id) if release.resolutions else "",
            quarters=addresses.quarters(name.id),
            data=addresses.data(name.id),
            demonstration=name.demonstration,
        ),
        kind="Publisher",
        publisher=name.short_name,
        period=release.period.name,
    )
