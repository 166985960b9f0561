"""Packs that have been made, as the pages of their meetings tell of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.words import counted, file_size


@dataclass(frozen=True, slots=True)
class MadePack:
    """A file that stands beside the page of its meeting: pages, size in bytes, and the page that each anchor is on."""

    name: str
    meeting: str
    pages: int
    size: int
    starts: Mapping[str, int]


NO_PACKS: Mapping[str, MadePack] = MappingProxyType({})
"""A site that is built without packs."""


@dataclass(frozen=True, slots=True)
class PackLink:
    """The link to a pack that lies in the folder of the page."""

    name: str
    words: str


def item_anchor(agenda_item: str) -> str:
    """Where an agenda item stands in its pack."""
    return f"item-{agenda_item}"


def paper_anchor(paper: str) -> str:
    """Where a paper begins in its pack."""
    return f"paper-{paper}"


def pack_link(pack: MadePack) -> PackLink:
    return PackLink(pack.name, f"Download the pack (PDF, {counted(pack.pages, 'page')}, {file_size(pack.size)})")


def page_in(pack: MadePack | None, anchor: str) -> str:
    """ "page 3 of the pack"; "" where no pack is made."""
    page = None if pack is None else pack.starts.get(anchor)
    return "" if page is None else f"page {page} of the pack"
