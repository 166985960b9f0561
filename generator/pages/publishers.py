"""A publisher's home: how this quarter went, by status and by plan, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.pages import addresses
from generator.pages.changes import changes_sentence
from generator.pages.charts import Chart
from generator.pages.committees import MeetingRow, meeting_rows
from generator.pages.lookup import Lookup
from generator.pages.messages import attention_sentence, quarter_headline
from generator.pages.page import Page
from generator.pages.scorecard import (
    AttentionList,
    PlanCard,
    attention_lists,
    plan_cards,
    statuses_by_quarter,
)
from generator.periods import format_date


@dataclass(frozen=True, slots=True)
class HomeContent:
    """`attention` lists are counted here and shown in full on the quarter's page, at `quarter`."""

    period: str
    period_name: str
    as_at: str
    headline: str
    attention_sentence: str
    attention: tuple[AttentionList, ...]
    plans: tuple[PlanCard, ...]
    changes: str
    chart: Chart | None
    quarter: str
    meetings: tuple[MeetingRow, ...]
    quarters: str
    data: str
    demonstration: str


def home_page(result: PublisherResult, lookup: Lookup) -> Page:
    latest = result.latest
    name, release = result.publisher.name, latest.release
    return Page(
        address=addresses.publisher(name.id),
        title=name.name,
        nav_title=name.short_name,
        description=f"{name.short_name}, {release.period.label}: {quarter_headline(latest.counts)}",
        template="publisher.md.jinja",
        content=HomeContent(
            period=release.period.label,
            period_name=release.period.name,
            as_at=format_date(release.as_at),
            headline=quarter_headline(latest.counts),
            attention_sentence=attention_sentence(latest),
            attention=attention_lists(latest, lookup),
            plans=plan_cards(latest),
            changes=changes_sentence(latest),
            chart=statuses_by_quarter(result, latest),
            quarter=addresses.quarter(name.id, release.id),
            meetings=meeting_rows(release, lookup),
            quarters=addresses.quarters(name.id),
            data=addresses.data(name.id),
            demonstration=name.demonstration,
        ),
        kind="Publisher",
        publisher=name.short_name,
        period=release.period.name,
    )
