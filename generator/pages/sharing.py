"""Pages in the hands of others: how to cite one, the words under its charts, how to tell of a mistake, its picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from generator.derive.indicators import IndicatorResult
from generator.derive.results import ReleaseResult
from generator.derive.targets import INDICATOR_STATUSES, JUDGED
from generator.model import Release
from generator.pages.messages import release_headline
from generator.pages.page import Card, Origin, Page
from generator.pages.scorecard import Count, CountBar, count_bars
from generator.periods import format_date
from generator.words import counted, sentence_case

MOST_BARS = 3
"""So many bars of counts have room on a card."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """`source` and `notice` stand in pictures of charts; `mail` follows a mail address. "" where there is none."""

    source: str
    notice: str
    citation: str
    mail: str


def origin_of(release: Release) -> Origin:
    name = release.publisher
    return Origin(name.name, release.title, release.version, format_date(release.released), name.demonstration)


def sharing_of(page: Page) -> Sharing:
    """A page that only sends readers on is neither cited nor mended."""
    if page.moved_to:
        return Sharing("", "", "", "")
    origin = page.origin
    if origin is None:
        return Sharing("", "", "", _mail(page, ""))
    release = f"{origin.release}, version {origin.version}"
    title = "" if page.title == origin.publisher else f": “{page.title}”"
    cited = (f"{origin.publisher}{title}.", f"{release}, released on {origin.released}.", origin.notice)
    return Sharing(
        source=f"Source: {origin.publisher}. {release}.",
        notice=origin.notice,
        citation=" ".join(part for part in cited if part),
        mail=_mail(page, release),
    )


def card_of(result: ReleaseResult) -> Card:
    """What the picture of a home or a quarter says: the same as its page."""
    release = result.release
    bars = (*count_bars(result.counts.items()), *_indicator_bar(result.living.values()))
    notice = release.publisher.demonstration
    return Card(release.publisher.name, release.period.label, release_headline(result), bars[:MOST_BARS], notice)


def _indicator_bar(results: Iterable[IndicatorResult]) -> tuple[CountBar, ...]:
    """Nothing where no target judges any of them."""
    statuses = [point.verdict.status if (point := each.leading) is not None else "no data" for each in results]
    if JUDGED.isdisjoint(statuses):
        return ()
    counts = tuple(Count(status, statuses.count(status)) for status in INDICATOR_STATUSES if status in statuses)
    return (CountBar(sentence_case(counted(len(statuses), "indicator")), counts),)


def _mail(page: Page, release: str) -> str:
    """Subject and beginning of a message that names the page and its release, as a mailto address takes them."""
    lines = [f"Page: {page.title}", f"Address: /{page.address}", *([f"Release: {release}"] if release else [])]
    body = "\r\n".join([*lines, "", "What is wrong:", ""])
    return f"subject={quote(f'Problem with the page: {page.title}', safe='')}&body={quote(body, safe='')}"
