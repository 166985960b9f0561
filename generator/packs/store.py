"""Keeps made packs in build/packs, each with a note of what it was made from and where its parts begin."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from generator.errors import BuildError
from generator.pages.made_packs import MadePack
from generator.pages.packs import Pack
from generator.project import Project
from generator.whole import write_whole

STYLE = ("pack.css", "charts.js")
"""What of the theme goes into every pack."""

RECIPE = "1"
"""Changed when packs come out otherwise from the same HTML and style, so that all are made again."""


def pack_files(project: Project, tokens_css: str) -> Mapping[str, bytes]:
    """Everything beside its HTML that a pack is printed from, by the name that the HTML gives."""
    library = project.chart_library
    files = {name: (project.theme / "assets" / name).read_bytes() for name in STYLE}
    return {**files, library.name: library.read_bytes(), "tokens.css": tokens_css.encode("utf-8")}


def content_hash(html: str, files: Mapping[str, bytes]) -> str:
    """What tells whether a pack is still up to date."""
    whole = sha256(f"{RECIPE}\n{html}".encode())
    for name in sorted(files):
        whole.update(name.encode("utf-8") + sha256(files[name]).digest())
    return whole.hexdigest()


def has_packs(project: Project) -> bool:
    """Whether any pack was ever made: without one there is nothing to look for."""
    return any(project.packs.glob("*.json"))


def kept_pack(pack: Pack, made_from: str, project: Project) -> MadePack | None:
    """The pack as it was made, if that was from the same content and the file is still as it was."""
    note, file = project.packs / f"{pack.name}.json", project.packs / pack.name
    try:
        told = json.loads(note.read_text("utf-8"))
        same = told["made_from"] == made_from and told["sha256"] == sha256(file.read_bytes()).hexdigest()
        return MadePack(pack.name, pack.meeting, told["pages"], told["size"], told["starts"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_pack(
    pack: Pack, made_from: str, pdf: bytes, pages: int, starts: Mapping[str, int], project: Project
) -> MadePack:
    """Writes the pack, then its note: one without the other is not taken for a pack."""
    project.packs.mkdir(parents=True, exist_ok=True)
    note = project.packs / f"{pack.name}.json"
    write_whole(project.packs / pack.name, pdf)
    told = {
        "made_from": made_from,
        "sha256": sha256(pdf).hexdigest(),
        "pages": pages,
        "size": len(pdf),
        "starts": dict(starts),
    }
    write_whole(note, (json.dumps(told, indent=1, sort_keys=True) + "\n").encode())
    return MadePack(pack.name, pack.meeting, pages, len(pdf), starts)


def drop_others(packs: Iterable[Pack], project: Project) -> None:
    """Removes every kept pack whose meeting has none any more: what is taken down does not linger."""
    wanted = {name for pack in packs for name in (pack.name, f"{pack.name}.json")}
    for path in project.packs.glob("*"):
        if path.name not in wanted and path.is_file():
            path.unlink()


def place_packs(packs: Iterable[MadePack], above: str, project: Project, stage: Path) -> None:
    """Copies each pack into the folder of its meeting's page. `above` is what the site's addresses leave out."""
    for pack in packs:
        folder = stage / pack.meeting.removeprefix(above)
        if not folder.is_dir():
            raise BuildError(f"The pack {pack.name} has no page to stand beside: /{pack.meeting} was not built.")
        shutil.copyfile(project.packs / pack.name, folder / pack.name)
