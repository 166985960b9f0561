"""What Chromium leaves undone in a PDF: words about the document, dates that are not today's, size.

With `tags` the only user of pikepdf.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pikepdf

from generator.packs.tags import mark_artifacts, mend_figures, mend_outline

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. `dated` stands for the day on which it was made; `headings` are its own."""

    title: str
    author: str
    dated: date
    headings: Sequence[str]


def starts_of(pdf: bytes) -> tuple[int, Mapping[str, int]]:
    """How many pages there are, and the page on which each anchor stands that something in the document leads to."""
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        places = document.Root.get("/Dests", pikepdf.Dictionary())
        starts = {name.removeprefix("/"): numbers[place[0].objgen] for name, place in places.items()}
        return len(document.pages), dict(sorted(starts.items()))


def finished(pdf: bytes, about: About) -> bytes:
    """The same document, smaller and about itself. The same input gives the same bytes."""
    moment = f"{about.dated.isoformat()}T00:00:00+00:00"
    with pikepdf.open(BytesIO(pdf)) as document:
        mark_artifacts(document)
        mend_figures(document)
        mend_outline(document, about.headings)
        del document.docinfo
        with document.open_metadata(set_pikepdf_as_editor=False) as words:
            words["dc:title"] = about.title
            words["dc:creator"] = [about.author]
            words["dc:language"] = [LANGUAGE]
            words["xmp:CreateDate"] = words["xmp:ModifyDate"] = moment
            words["xmp:CreatorTool"] = "Performance portal"
        stamp = pikepdf.String(f"D:{about.dated:%Y%m%d}000000Z")
        document.docinfo["/Title"], document.docinfo["/Author"] = about.title, about.author
        document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = stamp
        whole = BytesIO()
        document.remove_unreferenced_resources()
        document.save(whole, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return whole.getvalue()
