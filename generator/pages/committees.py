"""Committees: the bodies that decide, each with its remit, what needs it now, and its meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.derive.changes import Changes
from generator.derive.remits import WITHIN, Remit
from generator.derive.resolutions import outcome_of
from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Body, Paper, Release
from generator.pages import addresses
from generator.pages.changes import ChangeGroup, change_groups, changes_sentence
from generator.pages.exceptions import Exceptions, exceptions_in, exceptions_sentence
from generator.pages.flags import standing
from generator.pages.lookup import Lookup, Named, TieGroup
from generator.pages.made_packs import NO_PACKS, MadePack
from generator.pages.meetings import agenda_of, meeting_page
from generator.pages.page import Page
from generator.pages.papers import paper_page
from generator.pages.relations import BACKWARD
from generator.pages.risks import RiskRow, risk_row
from generator.periods import format_date
from generator.words import counted, lower_first, sentence_case


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
    """`resolutions` is the address of them all, "" where there are none."""

    resolutions: str
    bodies: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """A resolution of the body with what came of it: open, done, overdue, not needed or not reported."""

    resolution: Named
    text: str
    due: str
    outcome: str
    told: str


@dataclass(frozen=True, slots=True)
class BodyContent:
    """`within` are the things that its remit names; `exceptions` is None where no remit is given.

    `every_resolution` leads to those of this body in the list of them all.
    """

    kind: str
    remit: str
    note: str
    within: tuple[Named, ...]
    sentence: str
    exceptions: Exceptions | None
    changes: tuple[ChangeGroup, ...]
    changes_sentence: str
    next_meeting: Named | None
    risks: tuple[RiskRow, ...]
    indicators: tuple[Named, ...]
    resolutions: tuple[ResolutionLine, ...]
    every_resolution: str
    as_at: str
    meetings: tuple[MeetingRow, ...]
    ties: tuple[TieGroup, ...]


def committee_pages(
    result: PublisherResult, lookups: Mapping[str, Lookup], packs: Mapping[str, MadePack] = NO_PACKS
) -> tuple[Page, ...]:
    """`packs` are those that have been made, by the address of their meeting."""
    release = result.latest.release
    lookup = lookups[release.id]
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
            addresses.resolutions(name.id) if release.resolutions else "",
            tuple(
                BodyRow(
                    body.name, addresses.body(name.id, body.body), body.remit, meeting_rows(release, lookup, body.body)
                )
                for body in release.bodies
            ),
        ),
        kind="List",
        publisher=name.short_name,
    )
    papers = {paper.paper: paper for paper in result.publisher.papers}
    meetings = (
        meeting_page(meeting, release, papers, lookup, packs.get(lookup.name("meeting", meeting.meeting).address))
        for meeting in release.meetings
    )
    return (
        index,
        *(_body_page(body, result, lookup) for body in release.bodies),
        *meetings,
        *(paper_page(paper, result, lookups) for paper in result.publisher.papers if _is_placed(paper, release)),
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
            items=counted(len(agenda_of(release, meeting)), "agenda item"),
            asked=tuple(
                recommendation
                for entry in agenda_of(release, meeting)
                for recommendation in lookup.recommendations(entry.paper)
            ),
        )
        for meeting in meetings
    )


def _is_placed(paper: Paper, release: Release) -> bool:
    return any(meeting.meeting == paper.meeting for meeting in release.meetings)


def _body_page(body: Body, publisher: PublisherResult, lookup: Lookup) -> Page:
    result = publisher.latest
    release = result.release
    remit = result.remits.get(body.body)
    exceptions = None if remit is None else exceptions_in(result, lookup, remit, body.body)
    indicators = () if remit is None else remit.indicators
    changes = _changes(remit, result)
    return Page(
        address=addresses.body(release.publisher.id, body.body),
        title=body.name,
        description=body.remit or f"{body.name}: meetings and papers.",
        template="body.md.jinja",
        content=BodyContent(
            kind=sentence_case(body.kind),
            remit=body.remit,
            note=body.note,
            within=() if remit is None else tuple(lookup.name(kind, id) for kind, id in remit.given),
            sentence="" if remit is None or exceptions is None else _remit_sentence(remit, exceptions),
            exceptions=exceptions,
            changes=change_groups(result, lookup, changes),
            changes_sentence=_changes_sentence(body, publisher, changes),
            next_meeting=_next_meeting(body, release, lookup),
            risks=() if remit is None else tuple(_live_risks(remit, result, lookup)),
            indicators=tuple(standing(result.indicators[id], lookup) for id in indicators),
            resolutions=tuple(_resolutions(body, result, lookup)),
            every_resolution=addresses.narrowed(addresses.resolutions(release.publisher.id), body=body.body),
            as_at=format_date(release.as_at),
            meetings=meeting_rows(release, lookup, body.body),
            ties=tuple(group for group in lookup.ties("body", body.body) if group.relation != BACKWARD[WITHIN]),
        ),
        kind="Committee",
        publisher=release.publisher.short_name,
        period=release.period.name,
    )


def _changes(remit: Remit | None, result: ReleaseResult) -> Changes | None:
    """What changed in the remit since the quarter before; None where either is missing."""
    if remit is None or result.changes is None:
        return None
    return result.changes.within(remit.items, remit.indicators, remit.risks)


def _changes_sentence(body: Body, publisher: PublisherResult, changes: Changes | None) -> str:
    """What changed, and since when: since the body last met, where that was with the figures of the quarter before."""
    if changes is None:
        return ""
    before, now = (each.release for each in publisher.releases[-2:])
    met = [each.date for each in now.meetings if each.body == body.body and before.released <= each.date < now.released]
    since = f"it last met, on {format_date(max(met))}, with the figures of {before.period.label}" if met else ""
    return f"Since {since or 'the quarter before'}: {lower_first(changes_sentence(publisher.latest, changes))}"


def _next_meeting(body: Body, release: Release, lookup: Lookup) -> Named | None:
    """The first meeting on or after the day of the report, with when and where in its note; None where none is told."""
    ahead = [each for each in release.meetings if each.body == body.body and each.date >= release.released]
    if not ahead:
        return None
    first = min(ahead, key=lambda each: each.date)
    where = ", ".join(part for part in (first.time, first.venue) if part)
    return Named(format_date(first.date), lookup.name("meeting", first.meeting).address, where)


def _remit_sentence(remit: Remit, exceptions: Exceptions) -> str:
    if remit.is_empty and exceptions.is_empty:
        return "Nothing in this remit is published yet."
    return exceptions_sentence(exceptions)


def _live_risks(remit: Remit, result: ReleaseResult, lookup: Lookup) -> Iterator[RiskRow]:
    """The risks in the remit that are not closed, the furthest from target first."""
    for id, risk in result.risks.items():
        if id in remit.risks and not risk.is_closed:
            yield risk_row(risk, lookup)


def _resolutions(body: Body, result: ReleaseResult, lookup: Lookup) -> Iterator[ResolutionLine]:
    """Every resolution of the body's meetings, the latest meeting first."""
    release = result.release
    dates = {meeting.meeting: meeting.date for meeting in release.meetings if meeting.body == body.body}
    minutes = {minute.minute: dates[minute.meeting] for minute in release.minutes if minute.meeting in dates}
    own = [each for each in release.resolutions if each.minute in minutes]
    for each in sorted(own, key=lambda each: (-minutes[each.minute].toordinal(), each.minute, each.order)):
        yield ResolutionLine(
            resolution=lookup.name("resolution", each.resolution),
            text=each.text,
            due=each.due.label if each.due is not None else "",
            outcome=outcome_of(each, release.as_at),
            told=each.outcome,
        )
