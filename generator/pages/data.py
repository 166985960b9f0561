"""Data and sources: the releases, what was corrected in them, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.model import Citation, Correction, DataSource, Release
from generator.pages import addresses
from generator.pages.checks import CheckRow, check_row
from generator.pages.downloads_tables import table_files
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.page import Page
from generator.periods import format_date


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: DataSource
    name: str
    anchor: str
    used_by: tuple[TieGroup, ...]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: what was published and what stands now, with the reason."""

    id: str
    thing: Named
    period: str
    what: str
    before: str
    after: str
    reason: str
    date: str
    post: str
    first: str
    note: str


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
    corrections: tuple[CorrectionRow, ...]
    sources: tuple[SourceRow, ...]
    checks: tuple[CheckRow, ...]
    licence: Citation
    citations: tuple[Citation, ...]
    demonstration: str


def data_page(result: PublisherResult, lookups: Mapping[str, Lookup]) -> Page:
    name, latest = result.publisher.name, result.latest.release
    lookup = lookups[latest.id]
    return Page(
        address=addresses.data(name.id),
        title=f"{name.short_name}: data and sources",
        nav_title="Data and sources",
        description=f"Every table of {name.short_name} to download, the releases behind the pages, and their sources.",
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
            corrections=every_correction(result, lookups),
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
        files=table_files(latest),
    )


def every_correction(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[CorrectionRow, ...]:
    """Those of every release, the latest first, each as the last release has it that does."""
    newest = {
        each.correction: (each, release.id) for release in result.publisher.releases for each in release.corrections
    }
    ordered = sorted(newest.values(), key=lambda each: each[0].date, reverse=True)
    return tuple(correction_row(each, lookups[release]) for each, release in ordered)


def corrections_of(kind: str, id: str, release: Release, lookup: Lookup) -> tuple[CorrectionRow, ...]:
    """The corrections of one thing, the latest first."""
    own = [each for each in release.corrections if (each.thing_kind, each.thing) == (kind, id)]
    return tuple(correction_row(each, lookup) for each in sorted(own, key=lambda each: each.date, reverse=True))


def corrections_to(release: Release, latest: Release, latest_lookup: Lookup) -> tuple[CorrectionRow, ...]:
    """What was corrected afterwards in what `release` published, as the latest release records it."""
    own = [each for each in latest.corrections if each.release == release.id]
    return tuple(correction_row(each, latest_lookup) for each in own)


def correction_row(correction: Correction, lookup: Lookup) -> CorrectionRow:
    return CorrectionRow(
        id=correction.correction,
        thing=lookup.name(correction.thing_kind, correction.thing),
        period=correction.period.label if correction.period is not None else "",
        what=correction.what,
        before=correction.before,
        after=correction.after,
        reason=correction.reason,
        date=format_date(correction.date),
        post=lookup.name("post", correction.post).name if correction.post else "",
        first=f"{correction.release}, version {correction.version}",
        note=correction.note,
    )
