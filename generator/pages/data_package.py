"""A release as a data package to take away: one zip with its public tables, their schemas, and what to know of them.

Everything in it is written afresh from the public model, never copied from the files that it was read from. Nothing in
it knows of another release, of the moment or of the machine, so the same release gives the same bytes for ever: the
order is fixed, the time is the day of the release, and the level of compression is set.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from generator import contract
from generator.model import Release
from generator.pages.downloads import Download
from generator.pages.downloads_tables import Written, columns_of, table_files
from generator.periods import format_date
from generator.words import counted

LEVEL = 6
"""Of compression. Another would give other bytes for the same tables."""

README, DESCRIPTOR = "README.txt", "datapackage.json"
EARLIEST = 1980
"""The first year that the times in a zip can tell."""

PLAIN_FILE = 0o100644 << 16
UNIX = 3


def package_name(release: Release) -> str:
    return f"{release.id}-{release.version}.zip"


def package_file(release: Release, written: Written | None = None) -> Download:
    """The release's data package, rows in it that are `written` taken from there.

    `frictionless validate` finds nothing wrong with it.
    """
    tables = table_files(release, written)
    descriptor = json.dumps(_descriptor(release, tables), ensure_ascii=False, indent=2) + "\n"
    inside = {
        README: _readme(release, tables).encode("utf-8"),
        DESCRIPTOR: descriptor.encode("utf-8"),
        **{table.name: table.content for table in tables},
    }
    title = f"{release.title}, version {release.version}"
    return Download(package_name(release), title, _zipped(inside, release))


def _zipped(files: Mapping[str, bytes], release: Release) -> bytes:
    day = release.released
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
            target.writestr(entry, content, zipfile.ZIP_DEFLATED, LEVEL)
    return archive.getvalue()


def _descriptor(release: Release, tables: Sequence[Download]) -> Mapping[str, Any]:
    name = release.publisher
    listed = [_table(table) for table in tables]
    about = {
        "name": f"{name.id}-{release.id}",
        "version": release.version,
        "contract_version": contract.VERSION,
        "title": release.title,
        "description": release.description,
        "publisher": {
            "id": name.id,
            "name": name.name,
            "short_name": name.short_name,
            "demonstration": name.demonstration,
            "fictional": name.fictional,
        },
        "period": release.period.token,
        "as_at": release.as_at.isoformat(),
        "released": release.released.isoformat(),
        "next_release": release.next_release.isoformat() if release.next_release is not None else "",
        "licenses": [{"title": release.licence.title, "path": release.licence.path}],
        "contributors": [{"title": title} for title in release.contributors],
        "sources": [_without_empty({"title": each.title, "path": each.path}) for each in release.citations],
    }
    return {**_without_empty(about), "resources": [_resource(table, listed) for table in tables]}


def _without_empty(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in raw.items() if value != ""}


def _resource(table: Download, listed: Sequence[str]) -> Mapping[str, Any]:
    """The size and hash let anybody check the file, whatever it was unpacked with."""
    name = _table(table)
    return {
        "name": name,
        "title": contract.tables()[name].title,
        "description": contract.tables()[name].description,
        "path": table.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
        },  # else frictionless guesses, and may be wrong
        "bytes": len(table.content),
        "hash": f"sha256:{sha256(table.content).hexdigest()}",
        "schema": _public_schema(name, listed),
    }


def _public_schema(name: str, listed: Sequence[str]) -> Mapping[str, Any]:
    """The contract's schema with the columns that are published: not those about withholding, nor officers' own."""
    schema, public = contract.schema_for(name, listed), columns_of(name)
    return {**schema, "fields": [field for field in schema["fields"] if field["name"] in public]}


def _table(file: Download) -> str:
    return file.name.removesuffix(".csv")


def _readme(release: Release, tables: Iterable[Download]) -> str:
    """What to know before using the tables, in plain words, for whoever opens the zip."""
    name = release.publisher
    return "\n".join(
        (
            release.title,
            "=" * len(release.title),
            "",
            f"Published by {name.name}. Version {release.version}, released on {format_date(release.released)}.",
            f"It reports on {release.period.label}, judged as at {format_date(release.as_at)}.",
            *((name.demonstration.rstrip(".") + ".",) if name.demonstration else ()),
            *(("", release.description) if release.description else ()),
            "",
            "What is in it",
            "-------------",
            "",
            *(_line(table) for table in tables),
            f"{DESCRIPTOR}: what each table and column means, for people and programs (a Frictionless data package).",
            "",
            "How to read it",
            "--------------",
            "",
            "The tables are CSV files in UTF-8. Ids tie their rows together: datapackage.json says which.",
            "Periods are written like 2009/10 Q2 (July to September 2009), 2009/10 FY (the financial year),",
            "2009/10 H1, 2008/09 AY (academic year), 2009 CY and 2009 M10. Dates are written like 2009-09-30.",
            "An empty cell is not 0: nothing is known, and the column beside it (such as value_status) says why.",
            "“suppressed” means that the figure is not published because it could tell of single people.",
            "",
            "Before you use it",
            "-----------------",
            "",
            f"Licence: {release.licence.title}, {release.licence.path}",
            f"Cite it as: {name.name}. {release.title}, version {release.version}, "
            f"released on {format_date(release.released)}.",
            "This version stays as it was published. What is found to be wrong is corrected in a later version or",
            "release: the page “Data and sources” of the site lists every correction.",
            "",
            "Responsible",
            "-----------",
            "",
            *(f"- {contributor}" for contributor in release.contributors),
            "",
            "Made from",
            "---------",
            "",
            *(f"- {each.title}{f', {each.path}' if each.path else ''}" for each in release.citations),
            "",
        )
    )


def _line(table: Download) -> str:
    return f"{table.name}: {table.title} ({counted(table.rows, 'row')})"
