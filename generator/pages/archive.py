"""The archive: every version that was published, as a data package to take away, and the catalogue of them.

Which tables a version has, what was corrected in it and what had to be taken down stands on the page of data and, for
programs, in catalogue.json beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from generator.contract import tables
from generator.derive.results import PublisherResult
from generator.model import Correction, Publisher, Release, Withdrawal
from generator.pages import addresses
from generator.pages.data_package import package_file
from generator.pages.downloads import Download
from generator.pages.downloads_tables import Written, tables_in
from generator.periods import format_date

CATALOGUE = "catalogue.json"

MOST_NAMED = 3
"""Of the corrections of one version, so many are named in its row; the table of corrections has them all."""

MEANINGS: Mapping[str, str] = {
    "release": "The release's id, which stays.",
    "version": "Its version; “1.0.0” is what was published first. Empty where every version was taken down.",
    "title": "What it is.",
    "period": "The period that it reports on, such as 2009/10 Q2.",
    "as_at": "The date that its reporting judges by.",
    "released": "The date on which the release came out.",
    "report": "Where its report stands, from here.",
    "zip": "Where its data package stands, from here.",
    "bytes": "How large that is.",
    "sha256": "The hash of it, to check a copy by.",
    "licence": "The licence, with its title and its address.",
    "tables": "Each table in it: name, title and number of rows.",
    "superseded_by": "The version that took its place; not there where it stands.",
    "corrections": "What was found to be wrong in it: what, of which thing and period, before, after, why and when.",
    "withdrawn": "When and why it had to be taken down; such an entry has no report and no data package.",
}
"""What an entry of the catalogue may hold. The page of data says the same."""


@dataclass(frozen=True, slots=True)
class Held:
    """One version in the archive. `superseded_by` is the version that took its place, "" where it stands."""

    release: Release
    package: Download
    corrections: tuple[Correction, ...]
    superseded_by: str

    @property
    def address(self) -> str:
        """Of its report: a version that was replaced has its own below the one that stands."""
        return report_address(self.release, self.superseded_by)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One version as the page of data shows it. `withdrawn` is set where it had to be taken down."""

    title: str
    period: str
    version: str
    as_at: str
    released: str
    address: str
    package: Download | None
    superseded_by: str
    corrections: tuple[tuple[str, str], ...]
    more_corrections: int
    withdrawn: str


def report_address(release: Release, superseded_by: str) -> str:
    name = release.publisher.id
    return addresses.version(name, *release.edition) if superseded_by else addresses.quarter(name, release.id)


def held_of(result: PublisherResult) -> tuple[Held, ...]:
    """Every version that the public may see, the latest release and version first."""
    publisher = result.publisher
    corrections, written = corrections_in(publisher), Written()
    return tuple(
        Held(
            release,
            package_file(release, written),
            tuple(each for each in corrections if (each.release, each.version) == release.edition),
            "" if release is now else now.version,
        )
        for now in reversed(publisher.releases)
        for release in reversed(publisher.versions(now.id))
    )


def corrections_in(publisher: Publisher) -> tuple[Correction, ...]:
    """Every correction that any release records, the latest first: as the latest release that has it tells it."""
    found = {each.correction: each for release in publisher.releases for each in release.corrections}
    return tuple(sorted(found.values(), key=lambda each: each.date, reverse=True))


def edition_rows(held: Iterable[Held], publisher: Publisher, names: Mapping[str, str]) -> tuple[EditionRow, ...]:
    """The rows of the page of data, the latest period first; `names` are those of corrections by their ids."""
    rows = [
        *((each.release.period, _row(each, names)) for each in held),
        *((each.period, _tombstone(each)) for each in publisher.withdrawn),
    ]
    return tuple(row for _, row in sorted(rows, key=lambda row: row[0].end, reverse=True))


def _row(held: Held, names: Mapping[str, str]) -> EditionRow:
    release = held.release
    named = [(each.correction, names[each.correction]) for each in held.corrections]
    return EditionRow(
        title=release.title,
        period=release.period.label,
        version=release.version,
        as_at=format_date(release.as_at),
        released=format_date(release.released),
        address=held.address,
        package=held.package,
        superseded_by=held.superseded_by,
        corrections=tuple(named[:MOST_NAMED]),
        more_corrections=len(named[MOST_NAMED:]),
        withdrawn="",
    )


def _tombstone(each: Withdrawal) -> EditionRow:
    return EditionRow(
        title=each.period.name,
        period=each.period.label,
        version=each.version,
        as_at="",
        released="",
        address="",
        package=None,
        superseded_by="",
        corrections=(),
        more_corrections=0,
        withdrawn=withdrawal_sentence(each),
    )


def withdrawal_sentence(each: Withdrawal) -> str:
    what = f"Version {each.version} was" if each.version else "Every version was"
    return f"{what} taken down on {format_date(each.date)} by the {each.post}: {each.reason.rstrip('.')}."


def catalogue_file(held: Iterable[Held], publisher: Publisher) -> Download:
    """The archive for programs: an entry for each version, the latest period first."""
    entries = [
        *((each.release.period, _entry(each)) for each in held),
        *((each.period, _entry_of_none(each)) for each in publisher.withdrawn),
    ]
    catalogue = {
        "title": f"{publisher.name.short_name}: published data",
        "publisher": {"id": publisher.name.id, "name": publisher.name.name},
        "releases": [entry for _, entry in sorted(entries, key=lambda entry: entry[0].end, reverse=True)],
    }
    content = json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n"
    return Download(CATALOGUE, "The catalogue of all releases, for programs", content.encode("utf-8"))


def _entry(held: Held) -> Mapping[str, Any]:
    release, package = held.release, held.package
    entry = {
        "release": release.id,
        "version": release.version,
        "title": release.title,
        "period": release.period.token,
        "as_at": release.as_at.isoformat(),
        "released": release.released.isoformat(),
        "report": addresses.relative(addresses.data(release.publisher.id), held.address),
        "zip": package.name,
        "bytes": len(package.content),
        "sha256": sha256(package.content).hexdigest(),
        "licence": {"title": release.licence.title, "path": release.licence.path},
        "tables": list(_tables(release)),
        "superseded_by": held.superseded_by,
        "corrections": [_correction(each) for each in held.corrections],
    }
    return {key: value for key, value in entry.items() if value not in ("", [])}


def _tables(release: Release) -> Iterator[Mapping[str, Any]]:
    for name in tables_in(release):
        yield {"name": name, "title": tables()[name].title, "rows": len(getattr(release, name))}


def _correction(each: Correction) -> Mapping[str, str]:
    return {
        "correction": each.correction,
        "thing_kind": each.thing_kind,
        "thing": each.thing,
        "period": each.period.token if each.period is not None else "",
        "what": each.what,
        "before": each.before,
        "after": each.after,
        "reason": each.reason,
        "date": each.date.isoformat(),
    }


def _entry_of_none(each: Withdrawal) -> Mapping[str, Any]:
    return {
        "release": each.release,
        "version": each.version,
        "period": each.period.token,
        "withdrawn": {"date": each.date.isoformat(), "post": each.post, "reason": each.reason},
    }
