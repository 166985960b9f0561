"""What publishers said: frozen records, one class a table, exactly as the contract's columns.

Text that is absent is "". A number, date or period that is absent is None: 0 is a value. Withheld rows are not here:
`load` drops them. A test holds each class to its table's columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.periods import Deadline, Period


@dataclass(frozen=True, slots=True)
class Unit:
    unit: str
    name: str
    kind: str
    parent: str
    gss_code: str
    note: str


@dataclass(frozen=True, slots=True)
class Post:
    post: str
    title: str
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    item: str
    framework: str
    parent: str
    order: int
    reference: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    plan: str
    title: str
    kind: str
    unit: str
    start: date | None
    end: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    item: str
    plan: str
    parent: str
    kind: str
    order: int
    weight: Decimal | None
    reference: str
    reference_status: str
    title: str
    outcome: str
    measure: str
    due: Deadline | None
    due_text: str
    recurrence: str
    equality: str
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    thing_kind: str
    thing: str
    role: str
    holder_kind: str
    holder: str
    order: int
    note: str


@dataclass(frozen=True, slots=True)
class PlanUpdate:
    """What was reported of one plan item for one period. `percent_complete` runs from 0 to 100."""

    item: str
    period: Period
    status: str
    status_as_reported: str
    percent_complete: Decimal | None
    percent_status: str
    confidence: str
    progress: str
    issues: str
    note: str


@dataclass(frozen=True, slots=True)
class Body:
    body: str
    name: str
    kind: str
    remit: str
    note: str


@dataclass(frozen=True, slots=True)
class Meeting:
    meeting: str
    body: str
    date: date
    time: str
    venue: str
    note: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    agenda_item: str
    meeting: str
    order: int
    number: str
    number_status: str
    title: str
    kind: str
    paper: str
    pages: str
    note: str


@dataclass(frozen=True, slots=True)
class Impact:
    thing_kind: str
    thing: str
    framework_item: str
    impact: str
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    from_kind: str
    from_id: str
    relation: str
    to_kind: str
    to_id: str
    note: str


@dataclass(frozen=True, slots=True)
class DataSource:
    source: str
    theme: str
    title: str
    custodian: str
    geography: str
    refreshed: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    expansion: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PublisherName:
    """Who publishes. `short_name` is what people say ("Sefton").

    `demonstration` says how the data came about when the publisher itself did not publish it.
    """

    id: str
    name: str
    short_name: str
    demonstration: str


@dataclass(frozen=True, slots=True)
class Citation:
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Release:
    """One publisher's full snapshot for one quarter; only its public rows.

    `as_at` is the date that "overdue" is judged by, never the day of the build.
    """

    id: str
    publisher: PublisherName
    version: str
    title: str
    description: str
    period: Period
    as_at: date
    released: date
    licence: Citation
    contributors: tuple[str, ...]
    citations: tuple[Citation, ...]
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    frameworks: tuple[FrameworkItem, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_items: tuple[PlanItem, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    plan_updates: tuple[PlanUpdate, ...] = ()
    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    impacts: tuple[Impact, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[DataSource, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A committee paper: header facts and a body in the officers' Markdown subset, already checked."""

    paper: str
    meeting: str
    title: str
    date: date
    report_of: str
    contact: str
    wards: str
    exempt: str
    purpose: str
    reason: str
    recommendations: tuple[str, ...]
    key_decision: str
    forward_plan: str
    implementation: str
    alternatives: str
    implications: tuple[tuple[str, str], ...]
    consultation: str
    background_papers: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page that people write, such as the privacy notice: a title and a checked Markdown body."""

    name: str
    title: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with its releases, the oldest first, and the papers of its meetings."""

    name: PublisherName
    releases: tuple[Release, ...]
    papers: tuple[Paper, ...]

    @property
    def latest(self) -> Release:
        return self.releases[-1]


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything that the public may see, as the publishers said it."""

    publishers: tuple[Publisher, ...]
    content: tuple[ContentPage, ...]


ROW_TYPES: dict[str, type] = {
    "units": Unit,
    "posts": Post,
    "frameworks": FrameworkItem,
    "plans": Plan,
    "plan_items": PlanItem,
    "responsibilities": Responsibility,
    "plan_updates": PlanUpdate,
    "bodies": Body,
    "meetings": Meeting,
    "agenda_items": AgendaItem,
    "impacts": Impact,
    "links": Link,
    "sources": DataSource,
    "terms": Term,
}
