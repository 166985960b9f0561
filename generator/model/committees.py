"""The committee side: bodies, meetings, agenda items, minutes, resolutions and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.periods import Deadline


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
    """`closed_under` is the paragraph of Schedule 12A that keeps the public out; "" for an open item."""

    agenda_item: str
    meeting: str
    order: int
    number: str
    number_status: str
    title: str
    kind: str
    closed_under: str
    paper: str
    pages: str
    note: str


@dataclass(frozen=True, slots=True)
class Minute:
    minute: str
    meeting: str
    order: int
    number: str
    title: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Something resolved; `text` is our summary."""

    resolution: str
    minute: str
    order: int
    number: str
    text: str
    due: Deadline | None
    outcome_status: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A committee paper: header facts and a body in the officers' Markdown subset, already checked.

    `to` is whom it is addressed to where the paper says so, and `decision` whether for decision or for information.
    `release` is the release that it reports on, "" where none was out yet: its live figures (live_figures.py) are those
    of that release.
    """

    paper: str
    meeting: str
    title: str
    date: date
    to: str
    decision: str
    release: str
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
