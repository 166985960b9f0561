"""What the engine is told besides its settings: it loads this module, and calls it while it builds.

Several engines build one site, each its share of the pages, and the first what belongs to all (`told`). The navigation
is told as JSON, which is read in a fiftieth of the time that YAML takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.site.aside import SetAside
from generator.site.told import Told, read_told

SITEMAP = "sitemap.xml"


class _Share(Files):
    """All files of the site, of which an engine builds some."""

    def __init__(self, files: Files, told: Told) -> None:
        super().__init__(files)
        self.wanted = frozenset(told.pages)
        self.is_first = told.is_first

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri in self.wanted]

    def copy_static_files(self, *of: Any, **which: Any) -> None:
        if self.is_first:
            super().copy_static_files(*of, **which)


class _Engine:
    """What this engine was told, and all files of the site once it has found them."""

    told: Told
    files: Files


_engine = _Engine()


def on_config(config: MkDocsConfig) -> None:
    """It sees no anchors in what is set aside, so these are left to our own check of links."""
    _engine.told = read_told(Path(config.config_file_path))
    config.nav = _engine.told.nav
    config.markdown_extensions.append(SetAside())  # type: ignore[arg-type]  # Markdown takes names and objects alike
    config.validation["anchors"] = logging.DEBUG
    if not _engine.told.is_first:
        config.theme.static_templates = set()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    _engine.files = files
    return _Share(files, _engine.told)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap is of all pages, whoever builds them. It leaves out those that send readers on."""
    if template_name == SITEMAP:
        pages = list(_engine.files.documentation_pages())
        for file in pages:
            page = file.page = file.page or Page(None, file, config)
            if page.markdown is None and file.src_uri in _engine.told.moved:  # only its own pages has it read
                page.meta = {"moved_to": True}
        context["pages"] = pages
    return context
