"""The committee side: bodies, their meetings with agenda, and the papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.derive.results import PublisherResult
from generator.model import AgendaItem, Meeting, Paper, Release, Resolution
from generator.pages import addresses
from generator.pages.items import paragraphs
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.page import Page
from generator.periods import format_date
from generator.words import counted, sentence_case

_NUMBERED = re.compile(r"^(?:- )?([0-9]+(?:\.[0-9]+)+)\.? ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    date: str
    body: str
    address: str
    items: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    name: str
    address: str
    remit: str
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class CommitteesContent:
    bodies: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class BodyContent:
    kind: str
    remit: str
    note: str
    meetings: tuple[MeetingRow, ...]
    ties: tuple[TieGroup, ...]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    id: str
    number: str
    title: str
    kind: str
    pages: str
    paper: Named | None
    recommendations: tuple[str, ...]
    note: str


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
    body: Named
    date: str
    time: str
    venue: str
    agenda: tuple[AgendaRow, ...]
    minutes: tuple[MinuteRow, ...]
    ties: tuple[TieGroup, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ImpactRow:
    reference: str
    title: str
    impact: str


@dataclass(frozen=True, slots=True)
class PaperContent:
    """`facts` are the header's lines; `body` is checked Markdown whose numbered paragraphs have anchors."""

    meeting: Named
    facts: tuple[tuple[str, str], ...]
    purpose: str
    reason: str
    recommendations: tuple[str, ...]
    implications: tuple[tuple[str, str], ...]
    impacts: tuple[ImpactRow, ...]
    impacts_heading: str
    consultation: str
    background_papers: tuple[str, ...]
    body: str


def committee_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    release = result.latest.release
    if not release.bodies:
        return ()
    name = release.publisher
    index = Page(
        address=addresses.committees(name.id),
        title=f"{name.short_name}: committees and decisions",
        nav_title="Committees",
        description=f"Who decides on performance in {name.short_name}: bodies, meetings and papers.",
        template="committees.md.jinja",
        content=CommitteesContent(
            tuple(
                BodyRow(
                    body.name, addresses.body(name.id, body.body), body.remit, meeting_rows(release, lookup, body.body)
                )
                for body in release.bodies
            )
        ),
        kind="List",
        publisher=name.short_name,
    )
    papers = {paper.paper: paper for paper in result.publisher.papers}
    meetings = (_meeting_page(meeting, release, papers, lookup) for meeting in release.meetings)
    return (
        index,
        *_body_pages(release, lookup),
        *meetings,
        *(_paper_page(paper, release, lookup) for paper in result.publisher.papers if _is_placed(paper, release)),
    )


def meeting_rows(release: Release, lookup: Lookup, body: str = "") -> tuple[MeetingRow, ...]:
    """The meetings of one body, or of all, the latest first."""
    meetings = [meeting for meeting in release.meetings if not body or meeting.body == body]
    meetings.sort(key=lambda meeting: meeting.date, reverse=True)
    return tuple(
        MeetingRow(
            date=format_date(meeting.date),
            body=lookup.name("body", meeting.body).name,
            address=lookup.name("meeting", meeting.meeting).address,
            items=counted(len(_agenda(release, meeting)), "agenda item"),
            asked=tuple(
                recommendation
                for entry in _agenda(release, meeting)
                for recommendation in lookup.recommendations(entry.paper)
            ),
        )
        for meeting in meetings
    )


def _agenda(release: Release, meeting: Meeting) -> list[AgendaItem]:
    items = [entry for entry in release.agenda_items if entry.meeting == meeting.meeting]
    return sorted(items, key=lambda entry: entry.order)


def _is_placed(paper: Paper, release: Release) -> bool:
    return any(meeting.meeting == paper.meeting for meeting in release.meetings)


def _body_pages(release: Release, lookup: Lookup) -> tuple[Page, ...]:
    return tuple(
        Page(
            address=addresses.body(release.publisher.id, body.body),
            title=body.name,
            description=body.remit or f"{body.name}: meetings and papers.",
            template="body.md.jinja",
            content=BodyContent(
                kind=sentence_case(body.kind),
                remit=body.remit,
                note=body.note,
                meetings=meeting_rows(release, lookup, body.body),
                ties=lookup.ties("body", body.body),
            ),
            kind="Committee",
            publisher=release.publisher.short_name,
        )
        for body in release.bodies
    )


def _meeting_page(meeting: Meeting, release: Release, papers: dict[str, Paper], lookup: Lookup) -> Page:
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
            agenda=tuple(_agenda_row(entry, papers, lookup) for entry in _agenda(release, meeting)),
            minutes=_minutes(meeting, release, lookup),
            ties=lookup.ties("meeting", meeting.meeting),
            note=meeting.note,
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
                _resolution_row(each, lookup)
                for each in sorted(release.resolutions, key=lambda each: each.order)
                if each.minute == minute.minute
            ),
            ties=lookup.ties("minute", minute.minute),
            note=minute.note,
        )
        for minute in own
    )


def _resolution_row(resolution: Resolution, lookup: Lookup) -> ResolutionRow:
    return ResolutionRow(
        id=resolution.resolution,
        number=resolution.number,
        text=paragraphs(resolution.text),
        due=resolution.due.label if resolution.due is not None else "",
        outcome_status=sentence_case(resolution.outcome_status),
        outcome=resolution.outcome,
        note=resolution.note,
        leads=lookup.holders("resolution", resolution.resolution, "lead"),
        ties=lookup.ties("resolution", resolution.resolution),
    )


def _agenda_row(entry: AgendaItem, papers: dict[str, Paper], lookup: Lookup) -> AgendaRow:
    paper = papers[entry.paper] if entry.paper else None
    return AgendaRow(
        id=entry.agenda_item,
        number=entry.number or sentence_case(entry.number_status),
        title=entry.title,
        kind=sentence_case(entry.kind),
        pages=entry.pages,
        paper=Named(paper.title, lookup.paper_address(paper)) if paper is not None else None,
        recommendations=paper.recommendations if paper is not None else (),
        note=entry.note,
    )


def _paper_page(paper: Paper, release: Release, lookup: Lookup) -> Page:
    meeting = lookup.name("meeting", paper.meeting)
    impacts = [impact for impact in release.impacts if (impact.thing_kind, impact.thing) == ("paper", paper.paper)]
    framework = {entry.item: entry for entry in release.frameworks}
    rows = [(framework[impact.framework_item], impact) for impact in impacts]
    rows.sort(key=lambda row: row[0].order)
    return Page(
        address=lookup.paper_address(paper),
        title=paper.title,
        description=paper.purpose,
        template="paper.md.jinja",
        content=PaperContent(
            meeting=meeting,
            facts=_facts(paper),
            purpose=paper.purpose,
            reason=paper.reason,
            recommendations=paper.recommendations,
            implications=paper.implications,
            impacts=tuple(
                ImpactRow(entry.reference, entry.title, sentence_case(impact.impact)) for entry, impact in rows
            ),
            impacts_heading=framework[rows[0][0].framework].title if rows else "",
            consultation=paper.consultation,
            background_papers=paper.background_papers,
            body=number_paragraphs(paper.body),
        ),
        kind="Paper",
        publisher=release.publisher.short_name,
    )


def _facts(paper: Paper) -> tuple[tuple[str, str], ...]:
    named = (
        ("Date", format_date(paper.date)),
        ("Report of", paper.report_of),
        ("Contact", paper.contact),
        ("Wards affected", paper.wards),
        ("Exempt or confidential", paper.exempt),
        ("Key decision", paper.key_decision),
        ("Forward plan", paper.forward_plan),
        ("Implementation", paper.implementation),
        ("Alternative options", paper.alternatives),
    )
    return tuple((name, text) for name, text in named if text)


def number_paragraphs(body: str) -> str:
    """The paper's Markdown with an anchor at each numbered paragraph, so that it can be cited: #para-2-1."""
    return _NUMBERED.sub(
        lambda match: f'<span class="para" id="para-{match[1].replace(".", "-")}">{match[1]}</span> ', body
    )
