"""A site as readers get it: built as for publishing, and served by nginx with the headers and compression of one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import PORTAL, run
from bench.project import ROOT, made_project
from generator.project import SETTINGS
from generator.site.policy import nginx_headers
from tests.nginx import serving

ADDRESS = "https://performance.example.gov.uk/"


def published(folder: Path) -> Path:
    """The example site, built into `folder` with an address as a published one has. Returns its folder."""
    project = made_project(folder / "project")
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, project.root / name, dirs_exist_ok=True)
    settings = re.sub(r"^# site_url: .*$", f"site_url: {ADDRESS}", (ROOT / SETTINGS).read_text("utf-8"), flags=re.M)
    (project.root / SETTINGS).write_text(settings, "utf-8")
    run((*PORTAL, "build"), project.root)
    return project.out


@contextmanager
def hosted(site: Path, folder: Path) -> Iterator[str]:
    """The address of the site on an nginx of its own, whose files are in `folder`."""
    headers = folder / "headers.conf"
    headers.write_text(nginx_headers(), "utf-8")
    with serving(folder, f"root {site.resolve()}; include {headers};") as address:
        yield address
