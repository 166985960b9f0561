"""Indexes the finished pages for search with pagefind, and brings the index into one order."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.errors import BuildError
from generator.site.settle import ENTRY, settle_index
from generator.site.tools import run_tool

CHUNK = "2000"
"""How many places of words stand in one piece of the index: a reader fetches a piece for each word that is typed.

Pagefind's own 20,000 makes pieces of 25 KB, so that four words cost 100 KB; at 2,000 they cost 25. Its name for this is
not settled: were it to change, search would work on and `tests/browser/test_search.py` would miss its bytes.
"""


UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")
"""What pagefind brings and no page of ours loads: search.js asks without a worker."""


def index_site(stage: Path) -> None:
    """Writes the search index into `stage`/pagefind. Raises `BuildError` with pagefind's own words.

    The language is given as English, since pagefind knows the stems of "en" ("recycled" finds "recycling") and the
    pages say "en-GB". Pieces of the index are named by what is in them, and pagefind-entry.json, which is asked for
    anew each time, names those that belong together: an index from before does not mix with a new one.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(stage), "--force-language", "en", "--quiet"]
    command += ["--exclude-selectors", ".headerlink"]  # the sign that links to a heading is no word
    run_tool("The search index", command, PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE=CHUNK)
    folder = stage / "pagefind"
    if not (folder / ENTRY).is_file():
        raise BuildError("The search index was not made, and pagefind did not say why.")
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    settle_index(folder)
