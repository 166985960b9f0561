"""Data and sources: the releases, what was corrected in them, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.model import Citation, Correction, DataSource, Release
from generator.pages import addresses
from generator.pages.archive import MEANINGS, EditionRow, catalogue_file, corrections_in, edition_rows, held_of
from generator.pages.checks import CheckRow, check_row
from generator.pages.downloads import Download
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
    release: str
    version: str
    note: str

    @property
    def first(self) -> str:
        """What first said what was wrong."""
        return f"{self.release}, version {self.version}"

    @property
    def named(self) -> str:
        """What was corrected, in a few words."""
        return f"{self.thing.name}, {self.period}" if self.period else self.thing.name


@dataclass(frozen=True, slots=True)
class DataContent:
    """`meanings` say what an entry of the catalogue may hold."""

    editions: tuple[EditionRow, ...]
    tables: tuple[Download, ...]
    catalogue: Download
    meanings: tuple[tuple[str, str], ...]
    corrections: tuple[CorrectionRow, ...]
    sources: tuple[SourceRow, ...]
    checks: tuple[CheckRow, ...]
    licence: Citation
    citations: tuple[Citation, ...]
    demonstration: str


def data_page(result: PublisherResult, lookups: Mapping[str, Lookup]) -> Page:
    name, latest = result.publisher.name, result.latest.release
    lookup, held = lookups[latest.id], held_of(result)
    corrections = every_correction(result, lookups)
    tables, catalogue = table_files(latest), catalogue_file(held, result.publisher)
    return Page(
        address=addresses.data(name.id),
        title=f"{name.short_name}: data and sources",
        nav_title="Data and sources",
        description=f"Every release of {name.short_name} to download, what was corrected in it, and its sources.",
        template="data.md.jinja",
        content=DataContent(
            editions=edition_rows(held, result.publisher, {each.id: each.named for each in corrections}),
            tables=tables,
            catalogue=catalogue,
            meanings=tuple(MEANINGS.items()),
            corrections=corrections,
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
        files=(*tables, *(each.package for each in held), catalogue),
    )


def every_correction(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[CorrectionRow, ...]:
    """Those of every release, the latest first, each as the last release has it that does."""
    holders = {each.correction: release.id for release in result.publisher.releases for each in release.corrections}
    return tuple(correction_row(each, lookups[holders[each.correction]]) for each in corrections_in(result.publisher))


def corrections_of(kind: str, id: str, release: Release, lookup: Lookup) -> tuple[CorrectionRow, ...]:
    """The corrections of one thing, the latest first."""
    own = [each for each in release.corrections if (each.thing_kind, each.thing) == (kind, id)]
    return tuple(correction_row(each, lookup) for each in sorted(own, key=lambda each: each.date, reverse=True))


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
        release=correction.release,
        version=correction.version,
        note=correction.note,
    )
