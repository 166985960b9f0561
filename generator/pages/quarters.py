"""The quarter's permanent report, one for each release, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Citation, Release
from generator.pages import addresses
from generator.pages.archive import report_address, withdrawal_sentence
from generator.pages.changes import ChangeGroup, change_groups, changes_sentence
from generator.pages.charts import Chart
from generator.pages.data import CorrectionRow, every_correction
from generator.pages.exceptions import Exceptions, exceptions_in
from generator.pages.lookup import Lookup, Named
from generator.pages.messages import attention_sentence, release_headline, status_sentence
from generator.pages.page import Page
from generator.pages.risks import risks_sentence
from generator.pages.scorecard import (
    CountBar,
    PlanCard,
    count_bars,
    plan_cards,
    statuses_by_quarter,
)
from generator.pages.sharing import card_of, origin_of
from generator.periods import format_date
from generator.words import counted, sentence_case


@dataclass(frozen=True, slots=True)
class QuarterRow:
    name: str
    period: str
    address: str
    headline: str


@dataclass(frozen=True, slots=True)
class QuartersContent:
    quarters: tuple[QuarterRow, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnContent:
    """What is said at the address of a report that had to be taken down. `instead` is the version that stands."""

    sentence: str
    instead: Named | None


@dataclass(frozen=True, slots=True)
class QuarterContent:
    """`corrected` is what this version put right, `corrections` what was found to be wrong in it since.

    `versions` are those before it, which stay at their own addresses; `replaced_by` is the one that stands, None for
    that one itself.
    """

    period: str
    period_name: str
    as_at: str
    released: str
    version: str
    signed_off: str
    headline: str
    attention_sentence: str
    bars: tuple[CountBar, ...]
    plans: tuple[PlanCard, ...]
    exceptions: Exceptions
    indicators_sentence: str
    risks_sentence: str
    corrected: tuple[CorrectionRow, ...]
    corrections: tuple[CorrectionRow, ...]
    versions: tuple[Named, ...]
    replaced_by: Named | None
    changes_sentence: str
    changes: tuple[ChangeGroup, ...]
    before: Named | None
    chart: Chart | None
    licence: Citation
    contributors: tuple[str, ...]
    citations: tuple[Citation, ...]
    description: str
    demonstration: str


def quarter_pages(result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[Page, ...]:
    """The list, every report, those of versions that were corrected since, and what is left of those taken down.

    Each report has the names of its own quarter and addresses that still hold.
    """
    name = result.publisher.name
    rows = tuple(_row(release) for release in reversed(result.releases))
    index = Page(
        address=addresses.quarters(name.id),
        title=f"{name.short_name}: quarter by quarter",
        nav_title="Quarters",
        description=_span(name.short_name, result),
        template="quarters.md.jinja",
        content=QuartersContent(rows),
        kind="List",
        publisher=name.short_name,
    )
    corrections = every_correction(result, lookups)
    reports = (
        _report(result, release, lookups[release.release.id], corrections) for release in reversed(result.releases)
    )
    older = (
        _superseded(result, version, lookups["/".join(version.release.edition)], corrections)
        for version in result.superseded
    )
    return (index, *reports, *older, *_tombstones(result))


def _superseded(
    publisher: PublisherResult, version: ReleaseResult, lookup: Lookup, corrections: Sequence[CorrectionRow]
) -> Page:
    """The report of a version that was corrected since: as it was, with a notice, and found by its address alone."""
    report, release = _report(publisher, version, lookup, corrections), version.release
    now = publisher.publisher.versions(release.id)[-1]
    return replace(
        report,
        address=addresses.version(release.publisher.id, *release.edition),
        title=f"{report.title}, version {release.version}",
        nav_title=f"Version {release.version}",
        content=replace(report.content, replaced_by=_version(now, now)),
        searchable=False,
        card=None,
    )


def _tombstones(result: PublisherResult) -> Iterator[Page]:
    """A page at the address of each report that had to be taken down."""
    name = result.publisher.name
    for each in result.publisher.withdrawn:
        now = next(reversed(result.publisher.versions(each.release)), None)
        whole = now is None
        yield Page(
            address=addresses.quarter(name.id, each.release)
            if whole
            else addresses.version(name.id, each.release, each.version),
            title=f"{name.short_name}: {each.period.label}{'' if whole else f', version {each.version}'}",
            nav_title=f"{each.period.name} (taken down)" if whole else f"Version {each.version} (taken down)",
            description=withdrawal_sentence(each),
            template="withdrawn.md.jinja",
            content=WithdrawnContent(withdrawal_sentence(each), None if now is None else _version(now, now)),
            kind="Quarter report",
            publisher=name.short_name,
            period=each.period.name,
        )


def _version(release: Release, now: Release) -> Named:
    return Named(f"version {release.version}", report_address(release, "" if release is now else now.version))


def _span(name: str, result: PublisherResult) -> str:
    """How many reports there are, and how the latest quarter went."""
    latest, first = result.latest, result.releases[0].release.period.label
    since = f"{counted(len(result.releases), 'quarterly report')} since {first}" if len(result.releases) > 1 else first
    return f"{name}, {since}. {sentence_case(latest.release.period.label)}: {release_headline(latest)}"


def _row(result: ReleaseResult) -> QuarterRow:
    release = result.release
    return QuarterRow(
        name=release.period.name,
        period=release.period.label,
        address=addresses.quarter(release.publisher.id, release.id),
        headline=release_headline(result),
    )


def _report(
    publisher: PublisherResult, result: ReleaseResult, lookup: Lookup, corrections: Sequence[CorrectionRow]
) -> Page:
    release = result.release
    name = release.publisher
    versions = publisher.publisher.versions(release.id)
    before = versions[: versions.index(release)]
    own = [each for each in corrections if each.release == release.id]
    earlier = {each.version for each in before}
    return Page(
        address=addresses.quarter(name.id, release.id),
        title=f"{name.short_name}: {release.period.label}",
        nav_title=release.period.name,
        description=f"{name.short_name}, {release.period.label}: {release_headline(result)}",
        template="quarter.md.jinja",
        content=QuarterContent(
            period=release.period.label,
            period_name=release.period.name,
            as_at=format_date(release.as_at),
            released=format_date(release.released),
            version=release.version,
            signed_off=signed_off(release, lookup),
            headline=release_headline(result),
            attention_sentence=attention_sentence(result),
            bars=count_bars(result.counts.items()),
            plans=plan_cards(result, running=True),
            exceptions=exceptions_in(result, lookup),
            indicators_sentence=status_sentence(result.living.values()),
            risks_sentence=risks_sentence(result),
            corrected=tuple(each for each in own if each.version in earlier),
            corrections=tuple(each for each in own if each.version not in earlier),
            versions=tuple(_version(each, versions[-1]) for each in before),
            replaced_by=None,
            changes_sentence=changes_sentence(result, result.changes),
            changes=change_groups(result, lookup, result.changes),
            before=_before(result),
            chart=statuses_by_quarter((*result.earlier, result)),
            licence=release.licence,
            contributors=release.contributors,
            citations=release.citations,
            description=release.description,
            demonstration=name.demonstration,
        ),
        kind="Quarter report",
        publisher=name.short_name,
        period=release.period.name,
        origin=origin_of(release),
        card=card_of(result),
    )


def signed_off(release: Release, lookup: Lookup) -> str:
    """Who stands behind the release, and since when; "" for a draft."""
    if release.signed_off is None:
        return ""
    post, day = lookup.name("post", release.signed_off.post).name, format_date(release.signed_off.date)
    what = " for this demonstration" if release.publisher.demonstration else ""
    return f"Signed off{what} by {post} on {day}"


def _before(result: ReleaseResult) -> Named | None:
    if not result.earlier:
        return None
    release = result.earlier[-1].release
    return Named(release.period.label, addresses.quarter(release.publisher.id, release.id))
