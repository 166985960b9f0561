"""One meeting: its agenda, and minutes with what was resolved and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.resolutions import outcome_of
from generator.model import AgendaItem, Meeting, Paper, Release, Resolution
from generator.pages.exempt import closed_words
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.made_packs import MadePack, PackLink, item_anchor, pack_link, page_in, paper_anchor
from generator.pages.page import Page
from generator.pages.reports import paragraphs
from generator.periods import format_date
from generator.words import sentence_case


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """`closed` says why the public may not hear the item; "" for an open one.

    `asked_to` is what the paper puts its recommendations to the meeting for. `pages` are those of the papers as printed
    then, `in_pack` and `paper_in_pack` those of the pack, if any.
    """

    id: str
    number: str
    title: str
    kind: str
    closed: str
    pages: str
    paper: Named | None
    recommendations: tuple[str, ...]
    asked_to: str
    note: str
    in_pack: str = ""
    paper_in_pack: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    id: str
    number: str
    text: tuple[str, ...]
    due: str
    outcome_status: str
    outcome: str
    note: str
    leads: tuple[Named, ...]
    ties: tuple[TieGroup, ...]


@dataclass(frozen=True, slots=True)
class MinuteRow:
    id: str
    number: str
    title: str
    text: tuple[str, ...]
    resolutions: tuple[ResolutionRow, ...]
    ties: tuple[TieGroup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class MeetingContent:
    """`is_ahead` is whether it had not been held when the release came out."""

    body: Named
    date: str
    time: str
    venue: str
    agenda: tuple[AgendaRow, ...]
    minutes: tuple[MinuteRow, ...]
    ties: tuple[TieGroup, ...]
    is_ahead: bool
    note: str
    pack: PackLink | None


def meeting_page(
    meeting: Meeting, release: Release, papers: dict[str, Paper], lookup: Lookup, pack: MadePack | None = None
) -> Page:
    body = lookup.name("body", meeting.body)
    date = format_date(meeting.date)
    return Page(
        address=lookup.name("meeting", meeting.meeting).address,
        title=f"{body.name}: meeting of {date}",
        nav_title=date,
        description=f"Agenda and papers of the meeting of {body.name} on {date}.",
        template="meeting.md.jinja",
        content=MeetingContent(
            body=body,
            date=date,
            time=meeting.time,
            venue=meeting.venue,
            agenda=tuple(agenda_row(entry, papers, lookup, pack) for entry in agenda_of(release, meeting)),
            minutes=_minutes(meeting, release, lookup),
            ties=lookup.ties("meeting", meeting.meeting),
            is_ahead=meeting.date >= release.released,
            note=meeting.note,
            pack=pack_link(pack) if pack is not None else None,
        ),
        kind="Meeting",
        publisher=release.publisher.short_name,
    )


def _minutes(meeting: Meeting, release: Release, lookup: Lookup) -> tuple[MinuteRow, ...]:
    own = sorted((each for each in release.minutes if each.meeting == meeting.meeting), key=lambda each: each.order)
    return tuple(
        MinuteRow(
            id=minute.minute,
            number=minute.number,
            title=minute.title,
            text=paragraphs(minute.text),
            resolutions=tuple(
                _resolution_row(each, release, lookup)
                for each in sorted(release.resolutions, key=lambda each: each.order)
                if each.minute == minute.minute
            ),
            ties=lookup.ties("minute", minute.minute),
            note=minute.note,
        )
        for minute in own
    )


def _resolution_row(resolution: Resolution, release: Release, lookup: Lookup) -> ResolutionRow:
    return ResolutionRow(
        id=resolution.resolution,
        number=resolution.number,
        text=paragraphs(resolution.text),
        due=resolution.due.label if resolution.due is not None else "",
        outcome_status=sentence_case(outcome_of(resolution, release.as_at)),
        outcome=resolution.outcome,
        note=resolution.note,
        leads=lookup.holders("resolution", resolution.resolution, "lead"),
        ties=lookup.ties("resolution", resolution.resolution),
    )


def agenda_row(entry: AgendaItem, papers: dict[str, Paper], lookup: Lookup, pack: MadePack | None = None) -> AgendaRow:
    paper = papers[entry.paper] if entry.paper else None
    return AgendaRow(
        id=entry.agenda_item,
        number=entry.number or sentence_case(entry.number_status),
        title=entry.title,
        kind=sentence_case(entry.kind),
        closed=closed_words(entry),
        pages=entry.pages,
        paper=Named(paper.title, lookup.paper_address(paper)) if paper is not None else None,
        recommendations=lookup.recommendations(entry.paper),
        asked_to=asked_to(paper) if paper is not None else "",
        note=entry.note,
        in_pack=page_in(pack, item_anchor(entry.agenda_item)),
        paper_in_pack=page_in(pack, paper_anchor(entry.paper)) if paper is not None else "",
    )


def asked_to(paper: Paper) -> str:
    """What a meeting does with a paper's recommendations."""
    return "note" if paper.decision == "for information" else "decide"


def agenda_of(release: Release, meeting: Meeting) -> list[AgendaItem]:
    items = [entry for entry in release.agenda_items if entry.meeting == meeting.meeting]
    return sorted(items, key=lambda entry: entry.order)
