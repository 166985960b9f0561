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
from generator.pages.exceptions import exceptions_in, exceptions_sentence
from generator.pages.glance import Glance, Tile, glance, tiles
from generator.pages.indicators import improving_sentence
from generator.pages.lookup import Lookup, Named
from generator.pages.messages import assessments_sentence, release_headline, status_sentence
from generator.pages.movers import Movers, movers
from generator.pages.page import Page
from generator.pages.risks import risks_sentence
from generator.pages.scorecard import statuses_by_quarter
from generator.pages.sharing import card_of
from generator.periods import format_date

MEETINGS = 4
"""The latest meetings that are shown."""


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The quarter at a glance first (`headline`, `tiles`, `glance`), then what moved, then the way to everything else.

    `more` are the other parts of the publisher's pages, a sentence each.
    """

    period: str
    as_at: str
    next_release: str
    headline: str
    tiles: tuple[Tile, ...]
    glance: Glance
    attention_sentence: str
    exceptions: str
    better: Movers | None
    worse: Movers | None
    changes: str
    quarter: str
    quarters: str
    chart: Chart | None
    plans: tuple[Named, ...]
    past_plans: tuple[Named, ...]
    actions: str
    more: tuple[Named, ...]
    areas: tuple[Named, ...]
    meetings: tuple[MeetingRow, ...]
    committees: str
    resolutions: str
    data: str
    demonstration: str


def _more(result: ReleaseResult, lookup: Lookup) -> tuple[Named, ...]:
    """Every other part that there is, with how it stands in a sentence."""
    release = result.release
    id = release.publisher.id
    figures = tuple(result.living.values())
    parts = (
        (
            "Indicators",
            addresses.indicators(id),
            figures and f"{status_sentence(figures)} {improving_sentence(figures)}",
        ),
        ("Risks", addresses.risks(id), result.risks and risks_sentence(result)),
        ("Money", addresses.budget(id), result.budgets and budget_sentence(result.budgets[0], lookup, release.as_at)),
        ("Outside assessors", addresses.assessments(id), release.assessments and assessments_sentence(release)),
        ("Performance clinics", addresses.clinics(id), release.clinics and clinics_sentence(result)),
    )
    return tuple(Named(name, address, sentence.strip()) for name, address, sentence in parts if sentence)


def _plans(result: ReleaseResult, lookup: Lookup, *, ended: bool) -> tuple[Named, ...]:
    """The plans that have ended, or those that run, each with its page."""
    return tuple(
        lookup.name("plan", id) for id, plan in result.plans.items() if plan.has_ended == ended and plan.counts
    )


def home_page(result: PublisherResult, lookup: Lookup) -> Page:
    latest = result.latest
    name, release = result.publisher.name, latest.release
    seen, found = glance(latest, lookup), exceptions_in(latest, lookup)
    return Page(
        address=addresses.publisher(name.id),
        title=name.name,
        nav_title=name.short_name,
        description=f"{name.short_name}, {release.period.label}: {release_headline(latest)}",
        template="publisher.md.jinja",
        content=HomeContent(
            period=release.period.label,
            as_at=format_date(release.as_at),
            next_release=format_date(release.next_release) if release.next_release is not None else "",
            headline=release_headline(latest),
            tiles=tiles(latest),
            glance=seen,
            attention_sentence="" if found.is_empty else exceptions_sentence(found),
            exceptions=addresses.exceptions(name.id),
            better=movers(latest, lookup, "improved"),
            worse=movers(latest, lookup, "declined"),
            changes=changes_sentence(latest, latest.changes),
            quarter=addresses.quarter(name.id, release.id),
            quarters=addresses.quarters(name.id),
            chart=statuses_by_quarter(result.releases, _main_kind(latest)),
            plans=() if seen.by_plan else _plans(latest, lookup, ended=False),
            past_plans=_plans(latest, lookup, ended=True),
            actions=addresses.actions(name.id) if actions_of(latest) else "",
            more=_more(latest, lookup),
            areas=top_areas(release, lookup),
            meetings=meeting_rows(release, lookup)[:MEETINGS],
            committees=addresses.committees(name.id) if release.bodies else "",
            resolutions=addresses.resolutions(name.id) if release.resolutions else "",
            data=addresses.data(name.id),
            demonstration=name.demonstration,
        ),
        kind="Publisher",
        publisher=name.short_name,
        period=release.period.name,
        card=card_of(latest),
    )


def _main_kind(result: ReleaseResult) -> tuple[str, ...]:
    """The kind of item of which most was reported: one is enough for a home."""
    return tuple(sorted(result.counts, key=lambda kind: -result.counts[kind].known)[:1])
