"""Puts a finished site in the place of the last one. The last good site stays until the new one is whole."""

from __future__ import annotations

import shutil
from pathlib import Path


def switch(stage: Path, out: Path) -> None:
    """Moves `stage` to `out` by renaming; what stood at `out` is removed once the new site is there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    stage.rename(out)
    shutil.rmtree(old, ignore_errors=True)
