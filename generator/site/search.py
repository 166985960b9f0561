"""Indexes the finished pages for search with pagefind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generator.errors import BuildError

CHUNK = "2000"
"""How many places of words stand in one piece of the index: a reader fetches a piece for each word that is typed.

Pagefind's own 20,000 makes pieces of 25 KB, so that four words cost 100 KB; at 2,000 they cost 25. Its name for this is
not settled: were it to change, search would work on and `tests/browser/test_search.py` would miss its bytes.
"""


def index_site(stage: Path) -> None:
    """Writes the search index into `stage`/pagefind. Raises `BuildError` with pagefind's own words.

    The language is given as English, since pagefind knows the stems of "en" ("recycled" finds "recycling") and the
    pages say "en-GB". Pieces of the index are named by what is in them, and pagefind-entry.json, which is asked for
    anew each time, names those that belong together: an index from before does not mix with a new one.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(stage), "--force-language", "en", "--quiet"]
    command += ["--exclude-selectors", ".headerlink"]  # the sign that links to a heading is no word
    environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0 or not (stage / "pagefind" / "pagefind.js").is_file():
        raise BuildError(f"The search index could not be made:\n{(done.stdout + done.stderr).strip()}")
