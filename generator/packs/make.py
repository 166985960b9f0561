"""The packs for what is published now: those that were kept and, when asked, the rest made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.errors import BuildError
from generator.packs.store import content_hash, drop_others, keep_pack, kept_pack
from generator.pages.made_packs import MadePack
from generator.pages.packs import Pack
from generator.project import Project
from generator.words import counted


def kept_packs(
    packs: Sequence[Pack], html: Mapping[str, str], files: Mapping[str, bytes], project: Project
) -> Mapping[str, MadePack]:
    """Those that were made from just this content, by the address of their meeting."""
    found = (kept_pack(pack, content_hash(html[pack.name], files), project) for pack in packs)
    return {pack.meeting: pack for pack in found if pack is not None}


def make_packs(
    packs: Sequence[Pack],
    html: Mapping[str, str],
    files: Mapping[str, bytes],
    project: Project,
    tell: Callable[[str], None],
) -> Mapping[str, MadePack]:
    """All of them: what has not changed is kept, the rest is printed. Raises `BuildError` without Chromium."""
    kept = kept_packs(packs, html, files, project)
    missing = [pack for pack in packs if pack.meeting not in kept]
    unchanged = f"; {len(kept)} kept, since nothing in them changed" if kept else ""
    tell(f"Making {counted(len(missing), 'pack')}{unchanged}")
    made = _print(missing, html, files, project) if missing else {}
    drop_others(packs, project)
    return {pack.meeting: kept.get(pack.meeting) or made[pack.meeting] for pack in packs}


def _print(
    packs: Sequence[Pack], html: Mapping[str, str], files: Mapping[str, bytes], project: Project
) -> Mapping[str, MadePack]:
    try:
        # Only here, so that a build without packs asks for neither.
        from generator.packs.chromium import press
        from generator.packs.finish import About, finished
    except ImportError as error:
        library = (error.name or "a library").partition(".")[0]
        raise BuildError(f"Packs need {library}, which is not installed. `make packs` installs it.") from error
    made = {}
    with press(files) as printer:
        for pack in packs:
            printed = printer.print(html[pack.name])
            about = About(pack.content.title, pack.content.publisher, pack.dated, printed.headings)
            pdf = finished(printed.pdf, about)
            made_from = content_hash(html[pack.name], files)
            made[pack.meeting] = keep_pack(pack, made_from, pdf, printed.pages, printed.starts, project)
    return made
