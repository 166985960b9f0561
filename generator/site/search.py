"""Indexes the finished pages for search with pagefind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.errors import BuildError


def index_site(stage: Path) -> None:
    """Writes the search index into `stage`/pagefind. Raises `BuildError` with pagefind's own words."""
    command = [sys.executable, "-m", "pagefind", "--site", str(stage), "--force-language", "en", "--quiet"]
    command += ["--exclude-selectors", ".headerlink"]  # the sign that links to a heading is no word
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (stage / "pagefind" / "pagefind.js").is_file():
        raise BuildError(f"The search index could not be made:\n{(done.stdout + done.stderr).strip()}")
