"""Puts a finished site in the place of the last one. The last good site stays until the new one is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.errors import UsageError
from generator.write import ASSETS

MARK = Path(ASSETS) / "tokens.css"
"""A file that every site of ours has and nobody else's folder does."""


def check_target(out: Path) -> None:
    """Raises `UsageError` unless the site may stand at `out`: nothing is there, an empty folder, or a site of ours."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"--out {out}: this is not a folder. Give a new or empty one.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(f"--out {out}: this folder holds files that the portal did not make. Give a new or empty one.")


def staging_place(out: Path) -> Path:
    """Where the next site is made: an empty place beside `out`, so that switching is a rename on one file system."""
    stage = out.with_name(f".{out.name}.new")
    shutil.rmtree(stage, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    return stage


def switch(stage: Path, out: Path) -> None:
    """Moves `stage` to `out` by renaming; what stood at `out` is removed once the new site is there."""
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    stage.rename(out)
    shutil.rmtree(old, ignore_errors=True)
