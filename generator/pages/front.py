"""The front page: the publishers, each with how its latest quarter went."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import PublisherResult, ReleaseResult, Results
from generator.pages import addresses
from generator.pages.actions import actions_of
from generator.pages.lookup import Named, areas_with_figures
from generator.pages.messages import attention_sentence, release_headline
from generator.pages.page import Page
from generator.pages.scorecard import CountBar, count_bars


@dataclass(frozen=True, slots=True)
class PublisherCard:
    name: str
    address: str
    quarter: str
    period: str
    headline: str
    attention: str
    bars: tuple[CountBar, ...]
    sections: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class FrontContent:
    """`made_up` are the publishers whose every figure is invented: they stand apart."""

    publishers: tuple[PublisherCard, ...]
    made_up: tuple[PublisherCard, ...]
    compare: str


def front_page(results: Results, compare: str) -> Page:
    """`compare` is the address of the comparisons, "" where there are none."""
    real = [result for result in results.publishers if not result.publisher.name.fictional]
    made_up = [result for result in results.publishers if result.publisher.name.fictional]
    return Page(
        address=addresses.FRONT,
        title="Is the council keeping its promises?",
        nav_title="Home",
        description="How councils are doing against their plans, quarter by quarter, in plain English.",
        template="front.md.jinja",
        content=FrontContent(tuple(map(_card, real)), tuple(map(_card, made_up)), compare),
        kind="Front page",
    )


def _card(result: PublisherResult) -> PublisherCard:
    latest = result.latest
    return PublisherCard(
        name=result.publisher.name.name,
        address=addresses.publisher(result.publisher.name.id),
        quarter=addresses.quarter(result.publisher.name.id, latest.release.id),
        period=latest.release.period.label,
        headline=release_headline(latest),
        attention=attention_sentence(latest),
        bars=count_bars(latest.counts.items()),
        sections=sections_of(latest),
    )


def sections_of(result: ReleaseResult) -> tuple[Named, ...]:
    """The parts of a publisher's pages that there are, in the order of its navigation."""
    release = result.release
    id = release.publisher.id
    parts = (
        ("Plans", release.plan_items, addresses.plans(id)),
        ("Every action", actions_of(result), addresses.actions(id)),
        ("Indicators", release.indicators, addresses.indicators(id)),
        ("Areas", areas_with_figures(release), addresses.areas(id)),
        ("Risks", release.risks, addresses.risks(id)),
        ("Budget", release.budgets, addresses.budget(id)),
        ("Aims and strategies", release.frameworks, addresses.strategies(id)),
        ("Clinics", release.clinics, addresses.clinics(id)),
        ("Assessments", release.assessments, addresses.assessments(id)),
        ("Committees", release.bodies, addresses.committees(id)),
        ("Resolutions", release.resolutions, addresses.resolutions(id)),
        ("Data and sources", (True,), addresses.data(id)),
    )
    return tuple(Named(name, address) for name, rows, address in parts if rows)
