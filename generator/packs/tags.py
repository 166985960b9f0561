"""Mends the tags and the outline of a PDF that Chromium made.

PDF/UA wants everything that is painted either tagged or said to be no content, and words for every figure. Chromium
leaves page feet, backgrounds and rules unmarked, calls both what holds a chart and the pieces of one figures,
and loses the space at the end of each line of a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf

BEGIN = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
END = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))

OPENS, CLOSES = frozenset({"BMC", "BDC"}), "EMC"
PATH = frozenset("m l c v y h re".split())
"""Operators that build a path: nothing may stand between them and the one that paints it."""

PAINTS_PATH = frozenset("S s f F f* B B* b b* n".split())
CLIPS = frozenset("W W*".split())
PAINTS = frozenset("Tj TJ ' \" Do sh".split())

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def mark_artifacts(document: pikepdf.Pdf) -> None:
    """What is painted outside the tags is marked as no content, so that it is not read aloud."""
    for page in document.pages:
        marked = list(_marked(pikepdf.parse_content_stream(page)))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(marked))


def mend_figures(document: pikepdf.Pdf) -> None:
    """Only what has words in place of its picture stays a figure."""
    _mend(document.Root.StructTreeRoot.K)


def mend_outline(document: pikepdf.Pdf, headings: Sequence[str]) -> None:
    """Gives each bookmark the words of its heading."""
    with document.open_outline() as outline:
        bookmarks = list(_every(outline.root))
        for bookmark, heading in zip(bookmarks, headings, strict=True):
            bookmark.title = heading


def _every(bookmarks: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for bookmark in bookmarks:
        yield bookmark
        yield from _every(bookmark.children)


def _mend(element: pikepdf.Object) -> None:
    if isinstance(element, pikepdf.Array):
        for each in element:
            _mend(each)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if str(element.S) == "/Figure" and "/Alt" not in element:
            element.S = pikepdf.Name.Div
        if "/K" in element:
            _mend(element.K)


def _marked(instructions: list[Instruction]) -> Iterator[Instruction]:
    """The instructions, with each that paints outside a tag in marks of its own."""
    depth = 0
    path: list[Instruction] = []
    for each in instructions:
        operator = str(each.operator)
        if operator in OPENS:
            depth += 1
        elif operator == CLOSES:
            depth -= 1
        if depth:
            yield each
        elif operator in PATH or operator in CLIPS:
            path.append(each)
        elif operator in PAINTS_PATH:
            yield from (*path, each) if operator == "n" else (BEGIN, *path, each, END)
            path = []
        elif operator in PAINTS or isinstance(each, pikepdf.ContentStreamInlineImage):
            yield from (BEGIN, each, END)
        else:
            yield each
