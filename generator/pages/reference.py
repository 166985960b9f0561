"""Pages that explain: data and sources, method, glossary, the pages that people write, and the list of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.derive.attention import INDICATOR_RULES, RULES
from generator.derive.clinics import RULES as CLINIC_RULES
from generator.derive.direction import DIRECTIONS
from generator.derive.results import PublisherResult, Results
from generator.derive.statuses import STATUSES
from generator.derive.targets import INDICATOR_STATUSES
from generator.derive.variation import FACTOR, FEWEST_POINTS, RUN
from generator.model import Citation, ContentPage, DataSource, Term
from generator.pages import addresses
from generator.pages.indicators import CLINIC_WORDS, CheckRow, check_row
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.page import Page
from generator.periods import format_date

STATUS_MEANINGS = {
    "completed": "The publisher reports that it is done. A completed item is never overdue.",
    "on target": "The publisher reports that it will be done in time.",
    "ongoing": "The publisher reports that work goes on, without saying whether it will be done in time.",
    "not started": "The publisher reports that work has not begun.",
    "delayed": "The publisher reports that it is behind.",
    "on hold": "The publisher reports that work has been paused.",
    "cancelled": "The publisher reports that it will not be done. It is left out of averages and is never overdue.",
    "not legible": "The source gives a status that can't be read. Nothing is assumed.",
    "not reported": "No status was given for the quarter. It is shown as missing, never as good or as zero.",
}

ATTENTION_MEANINGS = {
    "delayed": "Its status for the quarter is “delayed”.",
    "on hold": "Its status for the quarter is “on hold”.",
    "overdue": (
        "The last day of its deadline is before the day that the report looks back from, and it is neither completed "
        "nor cancelled. An item due on that very day is not overdue. An item whose status is not known counts as "
        "overdue once its deadline has passed."
    ),
    "no update": (
        "No status was reported for this quarter, although it was not finished before. Where nothing at all was "
        "reported for a kind of item (such as every activity), its items are not listed one by one."
    ),
    "unchanged": "Its progress is told in the very words of the quarter before, and it is not finished.",
}


INDICATOR_MEANINGS = {
    "on target": "The value does what the target asks (at least, more than, at most, less than, between, equal).",
    "close to target": "The value misses the target by no more than the indicator's tolerance.",
    "off target": "The value misses the target by more than the tolerance, or at all where no tolerance is set.",
    "no target": "No target judges this period, or the target is in words. A year's target never judges a quarter.",
    "no data": "No value was reported. Nothing is assumed.",
}

DIRECTION_MEANINGS = {
    "improved": "Better than the same period a year before: higher, lower or nearer, as the indicator says.",
    "declined": "Worse than the same period a year before.",
    "no change": "The same value as a year before.",
    "not known": "There is no value for this period or the one a year before, or no target to be nearer to.",
}

INDICATOR_REASON_MEANINGS = {
    "off target twice": "The last two values that a target judges, one period after the other, were both off target.",
    "reservation": "A check on this indicator’s own data left a reservation: what a reader should not rely on.",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: DataSource
    name: str
    anchor: str
    used_by: tuple[TieGroup, ...]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    title: str
    period: str
    version: str
    as_at: str
    released: str
    address: str


@dataclass(frozen=True, slots=True)
class DataContent:
    releases: tuple[ReleaseRow, ...]
    sources: tuple[SourceRow, ...]
    checks: tuple[CheckRow, ...]
    licence: Citation
    citations: tuple[Citation, ...]
    demonstration: str


@dataclass(frozen=True, slots=True)
class MethodContent:
    statuses: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str, str], ...]
    indicator_statuses: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    indicator_reasons: tuple[tuple[str, str], ...]
    clinic_rules: tuple[str, ...]
    fewest_points: int
    factor: str
    run: int


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    term: str
    anchor: str
    expansion: str
    meaning: str
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryContent:
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True, slots=True)
class WrittenContent:
    body: str


@dataclass(frozen=True, slots=True)
class AllPagesContent:
    groups: tuple[tuple[str, tuple[Named, ...]], ...]


def data_page(result: PublisherResult, lookup: Lookup) -> Page:
    name, latest = result.publisher.name, result.latest.release
    return Page(
        address=addresses.data(name.id),
        title=f"{name.short_name}: data and sources",
        nav_title="Data and sources",
        description=f"The releases that {name.short_name}'s pages are made from, and where the figures come from.",
        template="data.md.jinja",
        content=DataContent(
            releases=tuple(
                ReleaseRow(
                    title=release.title,
                    period=release.period.label,
                    version=release.version,
                    as_at=format_date(release.as_at),
                    released=format_date(release.released),
                    address=addresses.quarter(name.id, release.id),
                )
                for release in reversed(result.publisher.releases)
            ),
            sources=tuple(
                SourceRow(
                    source,
                    lookup.name("source", source.source).name,
                    addresses.anchor(source.source),
                    lookup.ties("source", source.source),
                )
                for source in latest.sources
            ),
            checks=tuple(check_row(check, lookup) for check in latest.quality_checks),
            licence=latest.licence,
            citations=latest.citations,
            demonstration=name.demonstration,
        ),
        kind="Data",
        publisher=name.short_name,
    )


def method_page() -> Page:
    """Written from the rules in force: a rule that is added without its words fails here, and in a test before that."""
    return Page(
        address=addresses.METHOD,
        title="How to read the figures",
        nav_title="Method",
        description="What every status and mark on this site means, and the rules that decide it.",
        template="method.md.jinja",
        content=MethodContent(
            statuses=tuple((status, STATUS_MEANINGS[status]) for status in STATUSES),
            reasons=tuple((reason, addresses.anchor(reason), ATTENTION_MEANINGS[reason]) for reason in RULES),
            indicator_statuses=tuple((status, INDICATOR_MEANINGS[status]) for status in INDICATOR_STATUSES),
            directions=tuple((word, DIRECTION_MEANINGS[word]) for word in DIRECTIONS),
            indicator_reasons=tuple((reason, INDICATOR_REASON_MEANINGS[reason]) for reason in INDICATOR_RULES),
            clinic_rules=tuple(CLINIC_WORDS[rule] for rule in CLINIC_RULES),
            fewest_points=FEWEST_POINTS,
            factor=str(FACTOR),
            run=RUN,
        ),
        kind="About",
    )


def glossary_page(results: Results) -> Page:
    found: dict[Term, list[str]] = {}
    for result in results.publishers:
        for term in result.latest.release.terms:
            found.setdefault(term, []).append(result.publisher.name.short_name)
    entries = [
        GlossaryEntry(term.term, addresses.anchor(term.term), term.expansion, term.meaning, tuple(names))
        for term, names in sorted(found.items(), key=lambda entry: (entry[0].term.casefold(), entry[1]))
    ]
    return Page(
        address=addresses.GLOSSARY,
        title="Glossary",
        description="The abbreviations and terms of councils' papers, in plain English.",
        template="glossary.md.jinja",
        content=GlossaryContent(_with_own_anchors(entries)),
        kind="About",
    )


def _with_own_anchors(entries: Iterable[GlossaryEntry]) -> tuple[GlossaryEntry, ...]:
    """Two publishers may explain one abbreviation differently: the second gets a numbered anchor."""
    seen: dict[str, int] = {}
    result = []
    for entry in entries:
        seen[entry.anchor] = count = seen.get(entry.anchor, 0) + 1
        anchor = entry.anchor if count == 1 else f"{entry.anchor}-{count}"
        result.append(GlossaryEntry(entry.term, anchor, entry.expansion, entry.meaning, entry.publishers))
    return tuple(result)


def written_pages(content: Iterable[ContentPage]) -> tuple[Page, ...]:
    return tuple(
        Page(
            address=addresses.content(page.name),
            title=page.title,
            description=page.description,
            template="written.md.jinja",
            content=WrittenContent(page.body),
            kind="About",
        )
        for page in content
    )


def all_pages_page(pages: Sequence[Page]) -> Page:
    """Every page by kind: the way to find things where search can't run."""
    groups: dict[str, list[Named]] = {}
    for page in pages:
        groups.setdefault(page.kind, []).append(Named(page.title, page.address, page.publisher))
    return Page(
        address=addresses.ALL_PAGES,
        title="All pages",
        description="Every page of this site, by kind.",
        template="all-pages.md.jinja",
        content=AllPagesContent(tuple((kind, tuple(named)) for kind, named in groups.items())),
        kind="About",
        searchable=False,
    )
