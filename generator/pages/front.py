"""The front page: the publishers, each with how its latest quarter went."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.results import PublisherResult, Results
from generator.pages import addresses
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


@dataclass(frozen=True, slots=True)
class FrontContent:
    publishers: tuple[PublisherCard, ...]


def front_page(results: Results) -> Page:
    return Page(
        address=addresses.FRONT,
        title="Is the council keeping its promises?",
        nav_title="Home",
        description="How councils are doing against their plans, quarter by quarter, in plain English.",
        template="front.md.jinja",
        content=FrontContent(tuple(_card(result) for result in results.publishers)),
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
    )
