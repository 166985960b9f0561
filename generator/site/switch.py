"""Puts a finished site in the place of the last one. The last good site stays until the new one is whole.

The two are exchanged in one step, so there is no moment without a site. Where the system knows no exchange, the old one
is moved aside and the new one put in its place: two steps, and if the run is killed between them, `make_ready` of the
next puts the old one back.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.errors import UsageError
from generator.site.exchange import exchange
from generator.write import ASSETS

MARK = Path(ASSETS) / "portal.js"
"""A file that every site of ours has and nobody else's folder does."""


def make_ready(out: Path) -> Path:
    """Clears away what a killed run left beside `out`. Returns the place, empty, where the next site is made.

    It lies beside `out`, so that both are on one file system. Raises `UsageError` unless the site may stand at `out`:
    nothing is there, an empty folder, or a site of ours.
    """
    _check_target(out)
    stage, old = _stage(out), _old(out)
    if old.is_dir() and not out.exists():
        old.rename(out)
    for left in (stage, old):
        if left.exists():
            shutil.rmtree(left)
    out.parent.mkdir(parents=True, exist_ok=True)
    return stage


def switch(stage: Path, out: Path) -> None:
    """Puts what is in `stage` at `out`. What stood at `out` is then in `stage`, for `clear` to remove."""
    if not out.exists():
        stage.rename(out)
    elif not exchange(stage, out):
        in_two_steps(stage, out)


def in_two_steps(stage: Path, out: Path) -> None:
    """The same where nothing can be exchanged in one."""
    old = _old(out)
    out.rename(old)
    stage.rename(out)
    old.rename(stage)


def clear(stage: Path) -> None:
    """Removes the staging place. What can't be removed now is by the next run, which says so if it can't either."""
    try:
        shutil.rmtree(stage, ignore_errors=True)
    except BaseException:  # told to stop in the middle of it
        shutil.rmtree(stage, ignore_errors=True)
        raise


def _check_target(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"--out {out}: this is not a folder. Give a new or empty one.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(f"--out {out}: this folder holds files that the portal did not make. Give a new or empty one.")


def _stage(out: Path) -> Path:
    return out.with_name(f".{out.name}.new")


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")
