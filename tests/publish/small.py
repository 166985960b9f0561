"""Sites of three files, for tests of what is done with finished sites."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from generator.publish.folder import Folder, Version
from generator.site.manifest import write_manifest
from tests.conftest import AT

SAME = "The same on every visit. " * 40  # of 1,000 bytes


def make_site(folder: Path, words: str, at: datetime = AT) -> Path:
    """A site whose front page says `words`; its other files are always the same."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text(f"<!doctype html><h1>{words}</h1>", "utf-8")
    (folder / "a" / "index.html").write_text(SAME, "utf-8")
    (folder / "_redirects").write_text("/old/index.html /a/index.html 301\n", "utf-8")
    write_manifest(folder, (), at)
    return folder


def keep(folder: Folder, words: str, at: datetime = AT) -> Version:
    """A new version, which is not served yet."""
    version = folder.keep(make_site(folder.making / "site", words, at))
    folder.finish()
    return version


def serve(folder: Folder, words: str) -> Version:
    version = keep(folder, words)
    folder.switch(version)
    return version


def front_page(folder: Folder) -> str:
    """What readers see."""
    return (folder.path / "current" / "site" / "index.html").read_text("utf-8").split("<h1>")[1].split("</h1>")[0]
