"""Every address that ever was still leads somewhere: pages of what the latest release has not any more.

A thing keeps its page as the last release with it had it, and the page says so; one that lives on as another sends
readers on to that. A list that is not published any more sends them to the publisher's home, and a file to take away
stays as it last was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.derive.lineage import Thing
from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import ROW_TYPES
from generator.pages import addresses
from generator.pages.downloads import Download
from generator.pages.lineage import how_moved, moved_on
from generator.pages.lookup import Lookup, Named, ids_by_kind
from generator.pages.page import Page
from generator.pages.sharing import origin_of

Make = Callable[[PublisherResult], Iterable[Page]]
"""Makes the pages that follow the latest release of what it is given."""

OF_A_THING = frozenset({"Indicator", "Risk", "Clinic", "Committee", "Meeting", "Paper", "Area"})
"""Kinds of page that are about one thing; the others list."""


def with_gone(
    pages: Iterable[Page], result: PublisherResult, lookups: Mapping[str, Lookup], make: Make
) -> tuple[Page, ...]:
    """The pages of the latest release, and those that earlier ones had beside them."""
    made = {page.address: page for page in pages}
    known = _holds(result.latest)
    for index in reversed(range(len(result.releases) - 1)):
        release = result.releases[index]
        held = _holds(release)
        if held <= known:
            continue
        known |= held
        for page in make(PublisherResult(result.publisher, result.releases[: index + 1])):
            if page.address in made:
                made[page.address] = _with_files(made[page.address], page, release)
            else:
                made[page.address] = _gone(page, release, result, lookups)
    return tuple(_placed(page, made, result) for page in made.values())


def _placed(page: Page, made: Mapping[str, Page], result: PublisherResult) -> Page:
    """In the navigation what is gone stands where it stood; below the quarters, where its list is gone, too."""
    if not page.gone:
        return page
    id = result.publisher.name.id
    above = page.under or _above(page.address, made)
    stays = above in made and not made[above].moved_to and above != addresses.publisher(id)
    return page if stays else replace(page, under=addresses.quarters(id))


def _above(address: str, made: Mapping[str, Page]) -> str:
    """The nearest address above that has a page which sends nobody on; "" for none."""
    parts = address.rstrip("/").split("/")[:-1]
    while parts:
        above = f"{'/'.join(parts)}/"
        if above in made and not made[above].moved_to:
            return above
        parts.pop()
    return ""


def _holds(result: ReleaseResult) -> set[Thing]:
    """What the pages of a release are about: while a later one has it all, no page is missing."""
    release = result.release
    return {
        *((kind, id) for kind, ids in ids_by_kind(release).items() for id in ids),
        *(("table", table) for table in ROW_TYPES if getattr(release, table)),
        *(("kind of item", item.item.kind) for item in result.items.values() if not item.is_past),
    }


def _with_files(page: Page, before: Page, release: ReleaseResult) -> Page:
    """The page with the files that stood beside it before."""
    names = {file.name for file in page.files}
    lost = [_as_it_was(file, release) for file in before.files if file.name not in names]
    return replace(page, files=(*page.files, *lost)) if lost else page


def _as_it_was(file: Download, release: ReleaseResult) -> Download:
    return replace(file, title=f"{file.title}, last published for {release.release.period.label}")


def _gone(page: Page, release: ReleaseResult, result: PublisherResult, lookups: Mapping[str, Lookup]) -> Page:
    publisher = result.publisher.name
    thing = _thing_at(page.address, release)
    now = result.latest.lineage.moved_to(*thing) if thing is not None else None
    if thing is not None and now is not None:
        (link,) = result.latest.lineage.onward[thing]
        told, note = how_moved(link, now[1])
        moved = moved_on(page.address, page.title, page.kind, page.publisher, told, _name(now, result, lookups), note)
        return replace(moved, files=page.files)
    if page.kind in OF_A_THING:
        return replace(page, gone=_gone_words(release), origin=page.origin or origin_of(release.release))
    home = Named(publisher.short_name, addresses.publisher(publisher.id))
    told = f"This list was last published for {release.release.period.label}. What is published now:"
    listed = moved_on(page.address, page.title, page.kind, page.publisher, told, home)
    return replace(listed, description=f"{page.title}: no longer published.", files=page.files)


def _gone_words(release: ReleaseResult) -> str:
    return f"This is as it was last published, for {release.release.period.label}: it is not in later releases."


def _thing_at(address: str, release: ReleaseResult) -> Thing | None:
    """The indicator or risk whose page stands at the address; None for any other page."""
    publisher = release.release.publisher.id
    for id in release.indicators:
        if address == addresses.indicator(publisher, id):
            return "indicator", id
    for id in release.risks:
        if address == addresses.risk(publisher, id):
            return "risk", id
    return None


def _name(thing: Thing, result: PublisherResult, lookups: Mapping[str, Lookup]) -> Named:
    """The last name of a thing, and its address."""
    kind, id = thing
    last = next(each for each in reversed(result.releases) if id in ids_by_kind(each.release)[kind])
    return lookups[last.release.id].name(kind, id)
