"""Areas below the whole: the list of them, and a page for each with every figure that is published for it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.indicators import IndicatorResult
from generator.derive.parts import Part, PartGroup
from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Area, Release
from generator.pages import addresses
from generator.pages.downloads_measures import area_file
from generator.pages.lookup import Lookup, Named, areas_with_figures
from generator.pages.measures import POLARITY_WORDS, value_text
from generator.pages.page import Page
from generator.pages.sparklines import sparkline_of
from generator.words import counted, is_are, listed, plural, sentence_case


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One indicator in one area. `against` is better, worse, same or "" where the two can't be held together."""

    indicator: Named
    reference: str
    period: str
    value: str
    whole: str
    polarity: str
    against: str
    status: str
    spark: str
    is_suppressed: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    name: str
    address: str
    sentence: str
    within: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class AreasContent:
    whole: str
    kinds: str
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class AreaContent:
    kind: str
    parent: Named | None
    headline: str
    gss_code: str
    whole: str
    figures: tuple[AreaFigure, ...]
    suppressed: int
    within: tuple[AreaRow, ...]
    note: str


def area_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    latest = result.latest
    ids = areas_with_figures(latest.release)
    if not ids:
        return ()
    name = result.publisher.name
    areas = {area.area: area for area in latest.release.areas}
    whole = next((area for area in areas.values() if area.kind == "whole"), None)
    whole_name = whole.name if whole is not None else name.short_name
    figures = {id: _figures(id, latest, lookup) for id in ids}
    top = [areas[id] for id in ids if areas[areas[id].parent].kind == "whole"] if whole is not None else []
    kinds = [areas[id].kind for id in ids]
    held = listed([counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)])
    index = Page(
        address=addresses.areas(name.id),
        title=f"{name.short_name}: areas",
        nav_title="Areas",
        description=f"Figures for {held} of {name.short_name}.",
        template="areas.md.jinja",
        content=AreasContent(
            whole=whole_name,
            kinds=listed([plural(kind) for kind in dict.fromkeys(kinds)]),
            rows=tuple(_row(area, areas, figures, lookup) for area in top),
        ),
        kind="List",
        publisher=name.short_name,
        period=latest.release.period.name,
    )
    return (index, *(_page(areas[id], areas, figures, whole_name, latest, lookup) for id in ids))


def _page(
    area: Area,
    areas: dict[str, Area],
    figures: dict[str, tuple[AreaFigure, ...]],
    whole: str,
    result: ReleaseResult,
    lookup: Lookup,
) -> Page:
    own = figures[area.area]
    parent = areas.get(area.parent)
    below = [other for other in areas.values() if other.parent == area.area and other.area in figures]
    sentence = area_sentence(own, whole)
    return Page(
        address=addresses.area(lookup.publisher, area.area),
        title=area.name,
        description=f"{sentence_case(area.kind)} of {result.release.publisher.short_name}. {sentence}",
        template="area.md.jinja",
        content=AreaContent(
            kind=sentence_case(area.kind),
            parent=lookup.name("area", parent.area) if parent is not None and parent.kind != "whole" else None,
            headline=sentence,
            gss_code=area.gss_code,
            whole=whole,
            figures=own,
            suppressed=sum(1 for figure in own if figure.is_suppressed),
            within=tuple(_row(other, areas, figures, lookup) for other in below),
            note=area.note,
        ),
        kind="Area",
        publisher=result.release.publisher.short_name,
        period=result.release.period.name,
        under=addresses.area(lookup.publisher, parent.area)
        if parent is not None and parent.kind != "whole"
        else addresses.areas(lookup.publisher),
        files=(area_file(area, result),),
    )


def area_sentence(figures: tuple[AreaFigure, ...], whole: str) -> str:
    """How many figures are better or worse than the whole: a count, never a rank."""
    compared = [figure for figure in figures if figure.against]
    if not compared:
        return f"{sentence_case(counted(len(figures), 'figure'))}; none of a kind that can be held against {whole}."
    if len(compared) == 1:
        phrase = {"better": "better than", "worse": "worse than", "same": "the same as"}[compared[0].against]
        only = compared[0]
        return f"{only.indicator.name}: {only.value}, {phrase} {whole} as a whole ({only.whole})."
    words = (("better", "better than"), ("worse", "worse than"), ("same", "the same as"))
    parts = [
        f"{count} {is_are(count)} {phrase}"
        for against, phrase in words
        if (count := sum(1 for figure in compared if figure.against == against))
    ]
    return f"Of {counted(len(compared), 'figure')} that can be compared, {listed(parts)} {whole} as a whole."


def top_areas(release: Release, lookup: Lookup) -> tuple[Named, ...]:
    """The areas directly below the whole, each with its page."""
    whole = {area.area for area in release.areas if area.kind == "whole"}
    parents = {area.area: area.parent for area in release.areas}
    return tuple(lookup.name("area", id) for id in areas_with_figures(release) if parents[id] in whole)


def _row(area: Area, areas: dict[str, Area], figures: dict[str, tuple[AreaFigure, ...]], lookup: Lookup) -> AreaRow:
    below = [other for other in areas.values() if other.parent == area.area and other.area in figures]
    whole = next((other.name for other in areas.values() if other.kind == "whole"), "")
    return AreaRow(
        area.name,
        addresses.area(lookup.publisher, area.area),
        area_sentence(figures[area.area], whole),
        tuple(_row(other, areas, figures, lookup) for other in below),
    )


def _figures(area: str, result: ReleaseResult, lookup: Lookup) -> tuple[AreaFigure, ...]:
    return tuple(
        _figure(each, group, part, lookup)
        for each in result.indicators.values()
        for group in each.parts.areas
        for part in group.parts
        if part.id == area and part.now is not None
    )


def _figure(result: IndicatorResult, group: PartGroup, part: Part, lookup: Lookup) -> AreaFigure:
    indicator, now = result.indicator, part.now
    named = lookup.name("indicator", indicator.indicator)
    value = now.value if now is not None else ""
    status = now.value_status if now is not None else "not reported"
    return AreaFigure(
        indicator=Named(indicator.title, named.address),
        reference=indicator.reference,
        period=group.period.label,
        value=value_text(indicator, value) if value else sentence_case(status),
        whole=value_text(indicator, group.whole.value) if group.whole is not None and group.whole.value else "–",
        polarity=POLARITY_WORDS[indicator.polarity],
        against=part.against,
        status=part.verdict.status if part.verdict.status not in ("no target", "no data") else "",
        spark=sparkline_of(indicator, part.series),
        is_suppressed=status == "suppressed",
    )
