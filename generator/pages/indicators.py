"""Indicators: the table of all, what needs a closer look, and how many improved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.derive.direction import share_improving
from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult, ReleaseResult
from generator.pages import addresses
from generator.pages.downloads_measures import indicators_file
from generator.pages.flags import Flags, flagged_indicators, flags_of
from generator.pages.forebears import every_indicator, forebears
from generator.pages.indicator import indicator_page
from generator.pages.indicator_table import IndicatorRow, indicator_filters, indicator_rows
from generator.pages.lineage import how_moved, moved_on
from generator.pages.listing import Filter
from generator.pages.lookup import Lookup
from generator.pages.messages import status_sentence
from generator.pages.page import Page
from generator.words import counted, listed, sentence_case


@dataclass(frozen=True, slots=True)
class FrameworkShare:
    name: str
    total: int
    sentence: str


@dataclass(frozen=True, slots=True)
class IndicatorsContent:
    sentence: str
    flags: Flags
    shares: tuple[FrameworkShare, ...]
    filters: tuple[Filter, ...]
    rows: tuple[IndicatorRow, ...]


def indicator_pages(
    result: PublisherResult, lookups: Mapping[str, Lookup], compared: Mapping[tuple[str, str], str]
) -> tuple[Page, ...]:
    """The table of all, and a page for each. `compared` says where an indicator stands beside those of others.

    What lives on as another has a page that sends readers on to that, or names what it was split into.
    """
    latest = result.latest
    lookup = lookups[latest.release.id]
    past = every_indicator(result)
    if not latest.indicators:
        return ()
    name = result.publisher.name
    sentence = improving_sentence(latest.living.values())
    rows = indicator_rows(latest, lookup)
    index = Page(
        address=addresses.indicators(name.id),
        title=f"{name.short_name}: indicators",
        nav_title="Indicators",
        description=f"{sentence_case(counted(len(latest.living), 'indicator'))} of {name.short_name}. {sentence}",
        template="indicators.md.jinja",
        content=IndicatorsContent(
            sentence=sentence,
            flags=flags_of(
                flagged_indicators(latest.living.values(), lookup), f"{addresses.exceptions(name.id)}#indicators"
            ),
            shares=_shares(latest, lookup),
            filters=indicator_filters(rows, latest),
            rows=rows,
        ),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
        files=(indicators_file(latest, lookup),),
    )
    return (
        index,
        *(
            indicator_page(each, latest, lookup, compared.get((name.id, id), ""), forebears(id, latest, past, lookups))
            for id, each in latest.living.items()
        ),
        *(_past_page(id, latest, lookup) for id, each in latest.indicators.items() if each.is_past),
    )


def _past_page(id: str, result: ReleaseResult, lookup: Lookup) -> Page:
    """The page of an indicator that lives on as another, or as several."""
    page = indicator_page(result.indicators[id], result, lookup)
    now = result.lineage.moved_to("indicator", id)
    links = result.lineage.onward["indicator", id]
    if now is None:
        names = listed([lookup.name(link.to_kind, link.to_id).name for link in links])
        return replace(page, gone=f"This was split into {names}. {' '.join(link.note for link in links)}".rstrip())
    told, note = how_moved(links[0], now[1])
    moved = moved_on(page.address, page.title, page.kind, page.publisher, told, lookup.name(*now), note)
    return replace(moved, files=page.files)


def improving_sentence(results: Iterable[IndicatorResult]) -> str:
    """The share of indicators that improved, of those whose direction is known."""
    latest = [point for each in results if (point := each.leading) is not None]
    improved, known = share_improving(point.direction for point in latest)
    if not known:
        return "No indicator has a value for the year before, so none can be called better or worse."
    if known == 1:
        return f"The one indicator with a figure a year before {'got better' if improved else 'did not get better'}."
    return f"{improved} of the {known} indicators with a figure a year before got better."


def _shares(result: ReleaseResult, lookup: Lookup) -> tuple[FrameworkShare, ...]:
    groups: dict[str, list[IndicatorResult]] = {}
    for each in result.living.values():
        groups.setdefault(each.indicator.framework, []).append(each)
    return tuple(
        FrameworkShare(
            name=lookup.name("framework item", framework).name if framework else "No framework",
            total=len(own),
            sentence=f"{improving_sentence(own)} {status_sentence(own)}".strip(),
        )
        for framework, own in groups.items()
        if any(each.judged is not None or _direction_known(each) for each in own)
    )


def _direction_known(result: IndicatorResult) -> bool:
    point = result.leading
    return point is not None and point.direction != "not known"
