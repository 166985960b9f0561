"""What the engine is told besides its settings: it loads this module, and calls it while it builds.

The navigation comes from `engine.json`, which is read in a fiftieth of the time that YAML takes. So do the pages of
each share: several engines build one site, each its share of the pages, and the first what belongs to all.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.site.aside import SetAside
from generator.site.told import SHARE, TOLD

SITEMAP = "sitemap.xml"


class _Share(Files):
    """All files of the site, of which an engine builds some."""

    def __init__(self, files: Files, pages: frozenset[str], is_first: bool) -> None:
        super().__init__(files)
        self.pages = pages
        self.is_first = is_first

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri in self.pages]

    def copy_static_files(self, *of: Any, **which: Any) -> None:
        if self.is_first:
            super().copy_static_files(*of, **which)


class _Told:
    """What was read from `engine.json`, and the files of the site once the engine has found them."""

    def __init__(self) -> None:
        self.number = 0
        self.content: dict[str, Any] = {}
        self.files = Files([])


_told = _Told()


def on_config(config: MkDocsConfig) -> None:
    """It sees no anchors in what is set aside, so these are left to our own check of links."""
    _told.number = int(os.environ[SHARE])
    _told.content = json.loads((Path(config.config_file_path).parent / TOLD).read_text("utf-8"))
    config.nav = _told.content["nav"]
    config.markdown_extensions.append(SetAside())  # type: ignore[arg-type]  # Markdown takes names and objects alike
    config.validation["anchors"] = logging.DEBUG
    if _told.number:
        config.theme.static_templates = set()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    _told.files = files
    return _Share(files, frozenset(_told.content["shares"][_told.number]), is_first=not _told.number)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap is of all pages, whoever builds them. It leaves out those that send readers on."""
    if template_name == SITEMAP:
        pages = list(_told.files.documentation_pages())
        for file in pages:
            file.page = file.page or Page(None, file, config)
        for path in _told.content["moved"]:
            page = _told.files.src_uris[path].page
            if page is not None and page.markdown is None:  # of another's share: only the engine's own are read
                page.meta = {"moved_to": True}
        context["pages"] = pages
    return context
