"""The name and address of anything in a release, and what is tied to it, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.derive.results import PublisherResult
from generator.model import Link, Paper, PlanItem, Publisher, Release, Responsibility
from generator.pages import addresses
from generator.pages.listing import Choice
from generator.pages.live_words import plain
from generator.pages.relations import BACKWARD, FORWARD
from generator.periods import format_date
from generator.words import lower_first

Key = TypeVar("Key")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as pages show it: a name, and an address where it has one."""

    name: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a thing: a post, unit or body, the unit to find it by, and for a post the name of its unit."""

    name: str
    unit: Choice | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Everything that one relation ties to a thing."""

    relation: str
    things: tuple[Named, ...]


def lookups_of(result: PublisherResult) -> Mapping[str, Lookup]:
    """A lookup for each release of a publisher, by the release's id, and for each version that was corrected since.

    Those are found by both, as in "2009-10-q2/1.0.0".
    """
    publisher = result.publisher
    alive = _addressed(result)
    homes = _item_homes(result)
    asked = {
        paper.paper: tuple(plain(text, result.releases, paper.release) for text in paper.recommendations)
        for paper in publisher.papers
    }
    named = {each.release.id: each.release for each in result.releases}
    named |= {"/".join(each.release.edition): each.release for each in result.superseded}
    return {name: Lookup(publisher, release, alive, homes, asked) for name, release in named.items()}


def _item_homes(result: PublisherResult) -> Mapping[str, Named]:
    """The last name of every plan item that was ever published, and where it stands: a page, or an anchor on one.

    A page is made from the newest release that has its item. A small item that is not in that release any more has no
    anchor there, so it is found by the page alone; nor has one whose parent lives on elsewhere.
    """
    homes: dict[str, Named] = {}
    made_from: dict[str, str] = {}
    for release in reversed(result.releases):
        items = release.tree.items
        for id in (id for plan in release.plans for id in release.tree.of_plan(plan)):
            if id in homes:
                continue
            above = items[id]
            while not has_own_page(above):
                above = items[above.parent]
            page = addresses.item(result.publisher.name.id, above.item)
            made_from.setdefault(above.item, release.release.id)
            moved = result.latest.lineage.moved_to("plan item", above.item) is not None
            anchored = made_from[above.item] == release.release.id and not moved
            address = page if above.item == id or not anchored else f"{page}#{id}"
            homes[id] = Named(item_name(items[id]), address)
    for release in result.superseded:  # what was only ever in a version that was corrected since has no page
        for item in release.release.plan_items:
            homes.setdefault(item.item, Named(item_name(item)))
    return homes


class Lookup:
    """Names, addresses and ties of one release of a publisher.

    What has a page of its own keeps it for ever; an anchor on a page is there only while the latest release has it.
    """

    def __init__(
        self,
        publisher: Publisher,
        release: Release,
        alive: Mapping[str, frozenset[str]],
        homes: Mapping[str, Named],
        asked: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.publisher = publisher.name.id
        self.items = {item.item: item for item in release.plan_items}
        self._homes = homes
        self._asked = asked
        self._alive = alive
        self._units = {unit.unit: unit for unit in release.units}
        self._posts = {post.post: post for post in release.posts}
        self._with_items = {item.plan for item in release.plan_items}
        self._plans = {plan.plan: plan for plan in release.plans}
        self._framework = {entry.item: entry for entry in release.frameworks}
        self._bodies = {body.body: body for body in release.bodies}
        self._meetings = {meeting.meeting: meeting for meeting in release.meetings}
        self._agenda = {entry.agenda_item: entry for entry in release.agenda_items}
        self._sources = {source.source: source for source in release.sources}
        self._indicators = {indicator.indicator: indicator for indicator in release.indicators}
        self._assessments = {assessment.assessment: assessment for assessment in release.assessments}
        self._judged = {assessment.item: assessment for assessment in reversed(release.assessments)}
        self._clinics = {clinic.clinic: clinic for clinic in release.clinics}
        self._minutes = {minute.minute: minute for minute in release.minutes}
        self._resolutions = {resolution.resolution: resolution for resolution in release.resolutions}
        self._checks = {check.check: check for check in release.quality_checks}
        self._risks = {risk.risk: risk for risk in release.risks}
        self._breakdowns = {group.breakdown: group for group in release.breakdowns}
        self._areas = {area.area: area for area in release.areas}
        self.whole_area = next((area.name for area in release.areas if area.kind == "whole"), publisher.name.short_name)
        self.whole_id = next((area.area for area in release.areas if area.kind == "whole"), "")
        self._budgets = {line.budget: line for line in release.budgets}
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
            "framework item": self._framework_item,
            "plan": lambda id: Named(
                self._plans[id].title, addresses.plan(self.publisher, id) if id in self._with_items else ""
            ),
            "plan item": lambda id: Named(item_name(self.items[id]), self.item_address(id)),
            "body": lambda id: Named(self._bodies[id].name, addresses.body(self.publisher, id)),
            "meeting": self._meeting,
            "agenda item": self._agenda_item,
            "paper": lambda id: Named(self._papers[id].title, self.paper_address(self._papers[id])),
            "indicator": lambda id: Named(
                f"{self._indicators[id].reference} {self._indicators[id].title}".strip(),
                addresses.indicator(self.publisher, id),
            ),
            "assessment": lambda id: Named(
                self._framework[self._assessments[id].item].title, f"{addresses.assessments(self.publisher)}#{id}"
            ),
            "clinic": lambda id: Named(self._clinics[id].title, addresses.clinic(self.publisher, id)),
            "minute": self._minute,
            "resolution": self._resolution,
            "quality check": lambda id: Named(self._checks[id].subject, f"{addresses.data(self.publisher)}#{id}"),
            "source": self._source,
            "risk": lambda id: Named(self._risks[id].title, addresses.risk(self.publisher, id)),
            "area": lambda id: Named(self._areas[id].name, addresses.area(self.publisher, id)),
            "budget": lambda id: Named(self._budgets[id].title, f"{addresses.budget(self.publisher)}#{id}"),
        }

    def name(self, kind: str, id: str) -> Named:
        """The thing of this kind and id, which `load` has made sure is there."""
        named = self._names[kind](id)
        if kind in self._alive and id not in self._alive[kind]:
            return Named(named.name, note=named.note)
        return named

    def group_name(self, breakdown: str) -> str:
        """The name of a group of people."""
        return self._breakdowns[breakdown].name

    def item_address(self, id: str) -> str:
        """The page of a plan item, or the anchor on the page of what it is part of."""
        return self._homes[id].address

    def gone(self, id: str) -> Named:
        """A plan item that this release does not have any more, under its last name."""
        return self._homes[id]

    def recommendations(self, paper: str) -> tuple[str, ...]:
        """What a paper asked its meeting to decide; nothing where there is no paper."""
        return self._asked[paper] if paper else ()

    def body_of(self, paper: Paper) -> Named:
        """The body to whose meeting a paper goes."""
        return self.name("body", self._meetings[paper.meeting].body)

    def paper_address(self, paper: Paper) -> str:
        body = self._meetings[paper.meeting].body
        return addresses.paper(self.publisher, body, paper.meeting, paper.paper)

    def holders(self, kind: str, id: str, role: str) -> tuple[Named, ...]:
        """Who holds a role for a thing, in order, each with the note on it."""
        return tuple(
            Named(self.name(held.holder_kind, held.holder).name, note=held.note)
            for held in self._holders.get((kind, id, role), ())
        )

    def leads(self, kind: str, id: str) -> tuple[Lead, ...]:
        """Who leads a thing, in order, each with the unit that it is or belongs to."""
        return tuple(map(self._lead, self._holders.get((kind, id, "lead"), ())))

    def _lead(self, held: Responsibility) -> Lead:
        name = self.name(held.holder_kind, held.holder).name
        if held.holder_kind == "body":
            return Lead(name, Choice(f"body-{held.holder}", name))
        if held.holder_kind == "unit":
            return Lead(name, Choice(held.holder, name))
        unit = self._posts[held.holder].unit
        return Lead(name, Choice(unit, self._units[unit].name), self._units[unit].name) if unit else Lead(name)

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

    def _framework_item(self, id: str) -> Named:
        """A line that was judged leads to its judgement."""
        entry = self._framework[id]
        name = f"{entry.reference} {entry.title}" if entry.reference else entry.title
        judged = self._judged.get(id)
        if judged is not None:
            return Named(name, f"{addresses.assessments(self.publisher)}#{judged.assessment}")
        return Named(name, f"{addresses.strategies(self.publisher)}#{id}")

    def _minute(self, id: str) -> Named:
        minute = self._minutes[id]
        meeting = self._meetings[minute.meeting]
        number = f"Minute {minute.number}" if minute.number else "Minute"
        name = f"{number} of {format_date(meeting.date)}: {minute.title}"
        return Named(name, f"{self._meeting(minute.meeting).address}#{id}")

    def _resolution(self, id: str) -> Named:
        minute = self._minute(self._resolutions[id].minute)
        number = self._resolutions[id].number
        page, _, _ = minute.address.partition("#")
        return Named(f"Resolution {number} of {lower_first(minute.name)}".replace("  ", " "), f"{page}#{id}")

    def _source(self, id: str) -> Named:
        """Sources that share a title are told apart by their themes."""
        source = self._sources[id]
        shared = sum(1 for other in self._sources.values() if other.title == source.title) > 1
        name = f"{source.title}: {source.theme}" if shared else source.title
        return Named(name, f"{addresses.data(self.publisher)}#{addresses.anchor(id)}")

    def _agenda_item(self, id: str) -> Named:
        entry = self._agenda[id]
        return Named(entry.title, f"{self._meeting(entry.meeting).address}#{id}")


OWN_PAGES = frozenset({"indicator", "clinic", "body", "meeting", "paper", "risk", "area"})
"""Kinds of thing, beside plans and their items, that have a page each."""


def _addressed(result: PublisherResult) -> Mapping[str, frozenset[str]]:
    """The ids of the things that have an address: a page of their own, or an anchor on one of the latest release."""
    latest = ids_by_kind(result.latest.release)
    every = [ids_by_kind(release.release) for release in result.releases]
    return {
        kind: frozenset().union(*(each[kind] for each in every)) if kind in OWN_PAGES else ids
        for kind, ids in latest.items()
    }


def ids_by_kind(release: Release) -> Mapping[str, frozenset[str]]:
    """The ids of the things of a release that have addresses, plans and their items apart."""
    return {
        "indicator": frozenset(row.indicator for row in release.indicators),
        "assessment": frozenset(row.assessment for row in release.assessments),
        "framework item": frozenset(row.item for row in release.frameworks),
        "clinic": frozenset(row.clinic for row in release.clinics),
        "body": frozenset(row.body for row in release.bodies),
        "meeting": frozenset(row.meeting for row in release.meetings),
        "agenda item": frozenset(row.agenda_item for row in release.agenda_items),
        "minute": frozenset(row.minute for row in release.minutes),
        "resolution": frozenset(row.resolution for row in release.resolutions),
        "paper": frozenset(row.paper for row in release.agenda_items if row.paper),
        "quality check": frozenset(row.check for row in release.quality_checks),
        "source": frozenset(row.source for row in release.sources),
        "risk": frozenset(row.risk for row in release.risks),
        "area": frozenset(areas_with_figures(release)),
        "budget": frozenset(row.budget for row in release.budgets),
    }


def areas_with_figures(release: Release) -> tuple[str, ...]:
    """The areas below the whole that any figure is published for, and those that hold one, in the release's order."""
    parents = {area.area: area.parent for area in release.areas}
    found: set[str] = set()
    for area in {each.area for each in release.observations}:
        while area and area not in found:
            found.add(area)
            area = parents.get(area, "")
    return tuple(area.area for area in release.areas if area.kind != "whole" and area.area in found)


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
