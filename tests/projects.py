"""Projects for tests: a whole small council of our own making, copied so that a test can change it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from generator import contract
from generator.derive import derive
from generator.keeping.signing import posts_of, sign_part, sign_whole
from generator.load import Loaded, choose_releases, find_releases, load_portal
from generator.load.descriptor import FILE
from generator.model import Portal, Publisher
from generator.pages import SitePlan, plan_site
from generator.project import SETTINGS, Project
from generator.render import render_pages
from generator.tokens import read_tokens
from tests.conftest import AT, ROOT

SMALLSHIRE = ROOT / "tests" / "fixtures" / "project"
"""A fictional council with two quarters: its data and content. Everything else is the repository's own."""

SHARED = ("theme", "node_modules")
"""Folders of the repository that every copy uses as they are."""


def copy_project(folder: Path, overlay: Path | None = None, without: tuple[str, ...] = ()) -> Project:
    """Smallshire as a project of its own below `folder`: `overlay` is laid over it, and `without` taken out."""
    root = folder / "project"
    shutil.copytree(SMALLSHIRE, root)
    shutil.copyfile(ROOT / SETTINGS, root / SETTINGS)
    for name in SHARED:
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    if overlay is not None:
        _lay_over(overlay, root)
    for name in without:
        (root / name).unlink()
    for descriptor in root.glob(f"data/*/*/{FILE}"):
        fill_in_schemas(descriptor)
    return Project.at(root)


def fill_in_schemas(descriptor: Path) -> None:
    """Writes the contract's schema wherever a listed table has none, as `portal schemas` would.

    The fixture and its variants are kept without schemas, so that they stay readable and a column that is added to the
    contract is added to their tables only. What is not JSON, or holds a schema already, stays as it is.
    """
    try:
        raw: Any = json.loads(descriptor.read_bytes(), object_pairs_hook=_refuse_duplicates)
        listed = [entry["name"] for entry in raw["resources"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    for resource in raw["resources"]:
        if resource["name"] in contract.schemas():
            resource.setdefault("schema", contract.schema_for(resource["name"], listed))
    descriptor.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", "utf-8")


def sign_all(project: Project, at: datetime = AT) -> None:
    """Signs every unit's part and the whole of each release, as of its own date, the oldest release first."""
    for sign_off in load_whole(project, at).sign_offs:
        folder = project.data / sign_off.name
        post, day = next(iter(posts_of(folder))), _as_at(folder)
        for part in sign_off.unsigned:
            sign_part(folder, sign_off, part.unit, post, day)
    for sign_off in load_whole(project, at).sign_offs:
        if not sign_off.is_signed:
            folder = project.data / sign_off.name
            papers = project.content / "papers" / folder.parent.name
            sign_whole(folder, papers, sign_off, next(iter(posts_of(folder))), _as_at(folder))


def _as_at(folder: Path) -> date:
    return date.fromisoformat(json.loads((folder / FILE).read_text("utf-8"))["as_at"])


def load(project: Project, at: datetime = AT, releases: Sequence[str] = ()) -> Portal:
    """The project's portal as the public may see it at a moment: the tests' own, and every release, unless given."""
    return load_whole(project, at, releases).portal


@cache
def council(id: str) -> Publisher:
    """One of the councils in the repository's own data."""
    own = tuple(path for path in find_releases(ROOT / "data") if path.parent.name == id)
    (publisher,) = load_portal(ROOT / "data", ROOT / "content", AT, own).portal.publishers
    return publisher


def load_whole(project: Project, at: datetime = AT, releases: Sequence[str] = ()) -> Loaded:
    """The same, with what an officer is asked to confirm."""
    return load_portal(project.data, project.content, at, choose_releases(project.data, releases))


def render(project: Project, at: datetime = AT) -> Mapping[str, str]:
    """The Markdown of every page by its path, without the site engine."""
    return render_pages(plan(project, at), project.templates, read_tokens(project.tokens))


def published(project: Project, at: datetime = AT) -> Mapping[str, str]:
    """The same, with the text of every file that stands beside a page, and of those in a zip."""
    files = plan(project, at).files
    texts = {name: text for path, content in files.items() for name, text in _texts(path, content)}
    return {**render(project, at), **texts}


def _texts(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    if not path.endswith(".zip"):
        yield path, content.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from ((f"{path}/{name}", archive.read(name).decode("utf-8")) for name in archive.namelist())


def plan(project: Project, at: datetime = AT) -> SitePlan:
    """Every page of the project, planned."""
    portal = load(project, at)
    return plan_site(derive(portal), portal.content, portal.synonyms)


def change_rows(project: Project, file: str, where: Mapping[str, str], **cells: str) -> int:
    """Writes `cells` into the rows of a release's file (such as "2024-25-q2/posts.csv") that hold all of `where`.

    Returns how many rows it changed; fails when there is none.
    """
    path = project.data / "smallshire" / file
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        rows = list(reader)
        header = list(reader.fieldnames or ())
    chosen = [row for row in rows if where.items() <= row.items()]
    assert chosen, f"no row of {file} holds {where}"
    assert cells.keys() <= set(header)
    for row in chosen:
        row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(chosen)


def change_descriptor(project: Project, release: str, **properties: object) -> None:
    """Writes `properties` into a release's datapackage.json."""
    path = project.data / "smallshire" / release / FILE
    raw = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**raw, **properties}, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _lay_over(overlay: Path, root: Path) -> None:
    """Copies every file below a folder of `overlay` (data, content) over `root`, symbolic links as links."""
    for source in sorted(overlay.glob("*/**/*")):
        target = root / source.relative_to(overlay)
        if source.is_dir() and not source.is_symlink():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.unlink(missing_ok=True)
            shutil.copyfile(source, target, follow_symlinks=False)


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len({key for key, _ in pairs}):
        raise ValueError("a key stands twice")
    return dict(pairs)
