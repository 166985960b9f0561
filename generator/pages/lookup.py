"""The name and address of anything in a release, and what is tied to it, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Link, Paper, PlanItem, Publisher, Release
from generator.pages import addresses
from generator.periods import format_date

Key = TypeVar("Key")
Row = TypeVar("Row")

FORWARD = {
    "measures": "Measures",
    "contributes to": "Contributes to",
    "mitigates": "Mitigates",
    "discussed at": "Discussed at",
    "arises from": "Arises from",
    "resolves": "Resolves",
    "within remit of": "Within the remit of",
    "carried forward as": "Carried forward as",
    "merged into": "Merged into",
    "draws on": "Draws on",
}
BACKWARD = {
    "measures": "Measured by",
    "contributes to": "Helped by",
    "mitigates": "Mitigated by",
    "discussed at": "Discussed",
    "arises from": "Led to",
    "resolves": "Resolved by",
    "within remit of": "In its remit",
    "carried forward as": "Carried forward from",
    "merged into": "Merged from",
    "draws on": "Used by",
}
"""How each relation reads from its first thing and from its second."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as pages show it: a name, and an address where it has one."""

    name: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Everything that one relation ties to a thing."""

    relation: str
    things: tuple[Named, ...]


class Lookup:
    """Names, addresses and ties of one release of a publisher."""

    def __init__(self, publisher: Publisher, release: Release) -> None:
        self.publisher = publisher.name.id
        self.items = {item.item: item for item in release.plan_items}
        self._units = {unit.unit: unit for unit in release.units}
        self._posts = {post.post: post for post in release.posts}
        self._plans = {plan.plan: plan for plan in release.plans}
        self._framework = {entry.item: entry for entry in release.frameworks}
        self._bodies = {body.body: body for body in release.bodies}
        self._meetings = {meeting.meeting: meeting for meeting in release.meetings}
        self._agenda = {entry.agenda_item: entry for entry in release.agenda_items}
        self._sources = {source.source: source for source in release.sources}
        self._papers = {paper.paper: paper for paper in publisher.papers}
        self._holders = _grouped(
            ((held.thing_kind, held.thing, held.role), held)
            for held in sorted(release.responsibilities, key=lambda held: held.order)
        )
        self._links_from = _grouped(((link.from_kind, link.from_id), link) for link in release.links)
        self._links_to = _grouped(((link.to_kind, link.to_id), link) for link in release.links)
        self._names: Mapping[str, Callable[[str], Named]] = {
            "unit": lambda id: Named(self._units[id].name),
            "post": lambda id: Named(self._posts[id].title),
            "framework item": lambda id: Named(self._framework[id].title),
            "plan": lambda id: Named(self._plans[id].title, addresses.plan(self.publisher, id)),
            "plan item": lambda id: Named(item_name(self.items[id]), self.item_address(id)),
            "body": lambda id: Named(self._bodies[id].name, addresses.body(self.publisher, id)),
            "meeting": self._meeting,
            "agenda item": self._agenda_item,
            "paper": lambda id: Named(self._papers[id].title, self.paper_address(self._papers[id])),
            "source": self._source,
        }

    def name(self, kind: str, id: str) -> Named:
        """The thing of this kind and id, which `load` has made sure is there."""
        return self._names[kind](id)

    def item_address(self, id: str) -> str:
        """The page of a plan item, or the anchor on its parent's page."""
        item = self.items[id]
        if has_own_page(item):
            return addresses.item(self.publisher, id)
        page, _, _ = self.item_address(item.parent).partition("#")
        return f"{page}#{id}"

    def recommendations(self, paper: str) -> tuple[str, ...]:
        """What a paper asked its meeting to decide; nothing where there is no paper."""
        return self._papers[paper].recommendations if paper else ()

    def paper_address(self, paper: Paper) -> str:
        body = self._meetings[paper.meeting].body
        return addresses.paper(self.publisher, body, paper.meeting, paper.paper)

    def holders(self, kind: str, id: str, role: str) -> tuple[Named, ...]:
        """Who holds a role for a thing, in order, each with the note on it."""
        return tuple(
            Named(self.name(held.holder_kind, held.holder).name, note=held.note)
            for held in self._holders.get((kind, id, role), ())
        )

    def ties(self, kind: str, id: str) -> tuple[TieGroup, ...]:
        """What links tie to the thing, grouped by how the relation reads from its side."""
        groups: dict[str, list[Named]] = {}
        for relation, named in self._ties(kind, id):
            groups.setdefault(relation, []).append(named)
        return tuple(TieGroup(relation, tuple(things)) for relation, things in groups.items())

    def _ties(self, kind: str, id: str) -> Iterator[tuple[str, Named]]:
        for link in self._links_from.get((kind, id), ()):
            yield FORWARD[link.relation], self._end(link, link.to_kind, link.to_id)
        for link in self._links_to.get((kind, id), ()):
            yield BACKWARD[link.relation], self._end(link, link.from_kind, link.from_id)

    def _end(self, link: Link, kind: str, id: str) -> Named:
        named = self.name(kind, id)
        return Named(named.name, named.address, link.note)

    def _meeting(self, id: str) -> Named:
        meeting = self._meetings[id]
        name = f"{self._bodies[meeting.body].name}, {format_date(meeting.date)}"
        return Named(name, addresses.meeting(self.publisher, meeting.body, id))

    def _source(self, id: str) -> Named:
        """Sources that share a title are told apart by their themes."""
        source = self._sources[id]
        shared = sum(1 for other in self._sources.values() if other.title == source.title) > 1
        name = f"{source.title}: {source.theme}" if shared else source.title
        return Named(name, f"{addresses.data(self.publisher)}#{addresses.anchor(id)}")

    def _agenda_item(self, id: str) -> Named:
        entry = self._agenda[id]
        return Named(entry.title, f"{self._meeting(entry.meeting).address}#{id}")


def _grouped(pairs: Iterable[tuple[Key, Row]]) -> Mapping[Key, list[Row]]:
    groups: dict[Key, list[Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups


def has_own_page(item: PlanItem) -> bool:
    """Small items are anchors on their parent's page; everything else has a page of its own."""
    return item.kind not in addresses.ANCHORED_KINDS or not item.parent


def item_name(item: PlanItem) -> str:
    """The reference with the title, or the title alone. A small item's bare number says nothing by itself."""
    return f"{item.reference} {item.title}" if item.reference and has_own_page(item) else item.title
