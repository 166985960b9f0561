"""What is in the files of a site: something, not too much, what the name says, and nothing of this machine."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from generator.words import file_size

TEXT = frozenset({"html", "css", "js", "csv", "svg", "json", "xml", "map", "txt", ""})
"""Ends of names of files that are text, `_headers` having none."""

BEGINNINGS: Mapping[str, bytes] = {
    "html": b"<!doctype html>",
    "png": b"\x89PNG\r\n\x1a\n",
    "pdf": b"%PDF-",
    "zip": b"PK\x03\x04",
    **dict.fromkeys(("pf_meta", "pf_index", "pf_filter", "pf_fragment", "pagefind"), b"\x1f\x8b"),
}
"""How files of a kind begin, capitals and white space apart."""

LARGEST = 5_000_000
LARGEST_OF: Mapping[str, int] = {"html": 10_000_000, "csv": 64_000_000, "pdf": 50_000_000, "zip": 50_000_000}
"""In bytes. A page of 10 MB is none that a phone shows, and a file of that size is most likely a mistake."""


def faults_of_contents(site: Path, files: Iterable[str], here: Iterable[Path]) -> Iterator[str]:
    """Files that are empty, too large, not what their name says, or tell a path of this machine (`here`)."""
    ours = _telling(here)
    for file in files:
        yield from (f"{file}: {fault}" for fault in _faults((site / file).read_bytes(), _kind(file), ours))


def _kind(file: str) -> str:
    name = file.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else ""


def _faults(content: bytes, kind: str, ours: re.Pattern[bytes] | None) -> Iterator[str]:
    if not content.strip():
        yield "there is nothing in it"
        return
    if len(content) > LARGEST_OF.get(kind, LARGEST):
        limit = file_size(LARGEST_OF.get(kind, LARGEST))
        yield f"at {file_size(len(content))} it is larger than {limit}, the most for a file of its kind"
    beginning = BEGINNINGS.get(kind, b"")
    if not content.lstrip()[: len(beginning)].lower().startswith(beginning.lower()):
        yield f"it is no {kind} file"
    if kind in TEXT:
        yield from _faults_of_text(content, ours)
    if kind == "zip":
        yield from _faults_inside(content, ours)
    if kind == "html" and b"<h1" not in content:
        yield "the page has no heading"


def _faults_inside(content: bytes, ours: re.Pattern[bytes] | None) -> Iterator[str]:
    """What is packed is judged like what is not."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from (f"{name} in it: {fault}" for fault in _faults(archive.read(name), _kind(name), ours))
    except zipfile.BadZipFile:
        yield "it can't be unpacked"


def _faults_of_text(content: bytes, ours: re.Pattern[bytes] | None) -> Iterator[str]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        yield "it is not UTF-8"
    else:
        if "\0" in text:
            yield "it is no text"
    if ours is not None and (found := ours.search(content)):
        yield f"it tells a path of the machine that built it: {found[0].decode('utf-8', 'replace')}"


def _telling(here: Iterable[Path]) -> re.Pattern[bytes] | None:
    """Finds any of the paths as text, in an address and in JSON.

    A path of one part, such as /app, tells nothing of anybody, and an address may begin so.
    """
    paths = {str(path) for path in here if len(path.parts) > 2}
    forms = {form for path in paths for form in (path, quote(path), path.replace("/", "\\/"), json.dumps(path)[1:-1])}
    if not forms:
        return None
    return re.compile(b"(?:" + b"|".join(re.escape(form.encode()) for form in sorted(forms)) + rb")(?![\w-])")
