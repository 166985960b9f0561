"""The councils as files: signed CSV tables with their package, and papers. Never over anything but fiction."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator import contract
from generator.errors import UsageError
from generator.example.catalogue import Row, publishers
from generator.example.councils import Council, Package, councils
from generator.example.signatures import DESCRIPTOR, hashes_of, published, signatures
from generator.seals import Tables

PUBLISHED = "published.json"
VERSIONS = "versions"


def write_councils(data: Path, content: Path, seed: int) -> tuple[str, ...]:
    """Writes every release and paper of the example councils, in place of those there; returns the releases' names.

    Raises `UsageError`, before anything is written, when a folder holds a publisher that is not fictional.
    """
    made = councils(seed)
    for council in made:
        _refuse_what_is_real(data / council.id, content / "papers" / council.id)
    for council in made:
        _write(council, data / council.id, content / "papers" / council.id)
    return tuple(f"{council.id}/{package.at.release}" for council in made for package in council.packages)


def _refuse_what_is_real(folder: Path, papers: Path) -> None:
    """Papers do not say whether they are fiction: only those of a publisher with fictional releases may go."""
    descriptors = sorted(folder.glob(f"*/{DESCRIPTOR}"))
    if papers.exists() and not descriptors:
        raise UsageError(f"{papers} holds papers, and {folder} no fictional publisher. Move the papers away first.")
    for descriptor in descriptors:
        try:
            fictional = json.loads(descriptor.read_text("utf-8"))["publisher"]["fictional"] is True
        except (ValueError, KeyError, TypeError):
            fictional = False
        if not fictional:
            raise UsageError(
                f"{descriptor.parent} holds a publisher that is not fictional. Give another folder with --data."
            )


def _write(council: Council, folder: Path, papers: Path) -> None:
    for descriptor in sorted(folder.glob(f"*/{DESCRIPTOR}")):
        shutil.rmtree(descriptor.parent)
    for gone in (papers, folder / VERSIONS):
        if gone.exists():
            shutil.rmtree(gone)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "NOTES.md").write_bytes(council.notes.encode())
    hashes: dict[str, dict[str, str]] = {}
    for package in council.packages:
        files = {f"{name}.csv": _csv(name, rows) for name, rows in package.tables.items()}
        raw = _descriptor(package)
        hashes[package.at.release] = hashes_of(files, raw)
        signed = signatures(package, _whole_rows(package), hashes[package.at.release])
        raw = {**raw, "signatures": [each.raw for each in signed], "resources": raw["resources"]}
        place = folder / package.at.release
        place.mkdir(parents=True)
        for name, content in {**files, DESCRIPTOR: _json(raw)}.items():
            (place / name).write_bytes(content)
    (folder / PUBLISHED).write_bytes(_json(published(council, hashes)))
    for path, text in sorted(council.papers.items()):
        place = papers / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def _csv(name: str, rows: Iterable[Row]) -> bytes:
    """The table with every column of the contract. `ValueError` for a column beyond: a slip of the catalogue."""
    text = io.StringIO()
    writer = csv.DictWriter(text, contract.tables()[name].header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _whole_rows(package: Package) -> Tables:
    """The rows with every column, as they stand in the files."""
    headers = {name: contract.tables()[name].header for name in package.tables}
    return {
        name: [{column: row.get(column, "") for column in headers[name]} for row in rows]
        for name, rows in package.tables.items()
    }


def _json(raw: Mapping[str, Any]) -> bytes:
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()


def _descriptor(package: Package) -> dict[str, Any]:
    listed, words = list(package.tables), publishers()
    about = words[package.id]
    return {
        "name": f"{package.id}-{package.at.release}",
        "version": "1.0.0",
        "contract_version": contract.VERSION,
        "title": words["title"].format(**about, quarter=package.at.place, year=package.at.token[:7]),
        "description": about["description"],
        "publisher": {
            "id": package.id,
            "name": about["name"],
            "short_name": about["short_name"],
            "demonstration": words["demonstration"].format(**about),
            "fictional": True,
        },
        "period": package.at.token,
        "as_at": package.at.as_at.isoformat(),
        "released": package.at.released.isoformat(),
        "next_release": package.at.step(1).released.isoformat(),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": title, "role": "author"} for title in about["contributors"]],
        "sources": [{"title": words["source"]}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "mediatype": "text/csv",
                "schema": contract.schema_for(name, listed),
            }
            for name in listed
        ],
    }
