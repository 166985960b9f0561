"""Who signed the councils' releases: the first post of each unit, or of that above it; the first of all the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from generator.example.councils import Council, Package
from generator.seals import (
    Signature,
    Tables,
    descriptor_sha256,
    parts_sha256,
    sha256,
    units_to_sign,
    whole_sha256,
)

SIGNED_BEFORE_RELEASE = timedelta(days=2)
DESCRIPTOR = "datapackage.json"


def signed_on(package: Package) -> date:
    return package.at.released - SIGNED_BEFORE_RELEASE


def hashes_of(files: Mapping[str, bytes], raw: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each table by its file's name, and of the descriptor."""
    hashes = {name: sha256(content) for name, content in files.items()}
    return dict(sorted({**hashes, DESCRIPTOR: descriptor_sha256(raw)}.items()))


def signatures(package: Package, tables: Tables, hashes: Mapping[str, str]) -> list[Signature]:
    """Every unit's, and the whole's last."""
    units, day = units_to_sign(tables, package.at.period.start), signed_on(package)
    parts = parts_sha256(tables, units)
    return [
        *(Signature(unit, _post_of(unit, tables), day, parts[unit]) for unit in units),
        Signature("", tables["posts"][0]["post"], day, whole_sha256(hashes)),
    ]


def published(council: Council, files: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What `published.json` says: `files` are the hashes of each release, by its name."""
    entries, known = list[dict[str, Any]](), set[str]()
    for package in council.packages:
        papers = [paper for paper in _papers(package) if paper in council.papers and paper not in known]
        known.update(papers)
        entries.append(
            {
                "release": package.at.release,
                "version": "1.0.0",
                "date": signed_on(package).isoformat(),
                "post": package.tables["posts"][0]["post"],
                "files": files[package.at.release],
                "papers": {paper: sha256(council.papers[paper].encode()) for paper in papers},
            }
        )
    return {"releases": entries}


def _papers(package: Package) -> Sequence[str]:
    rows = package.tables.get("agenda_items", ())
    return sorted(f"{row['meeting']}/{row['paper']}.md" for row in rows if row.get("paper"))


def _post_of(unit: str, tables: Tables) -> str:
    """The unit's first post, or that of the unit which it belongs to."""
    above = {row["unit"]: row["parent"] for row in tables["units"]}
    first: dict[str, str] = {}
    for row in tables["posts"]:
        first.setdefault(row["unit"], row["post"])
    while unit not in first:
        unit = above[unit]
    return first[unit]
