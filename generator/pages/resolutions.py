"""Every resolution of every body, with what came of it, in one table to narrow and sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.derive.resolutions import outcome_of
from generator.derive.results import PublisherResult
from generator.model import Meeting, Release, Resolution
from generator.pages import addresses
from generator.pages.downloads_lists import resolutions_file
from generator.pages.listing import OUTCOME_ORDER, Ask, Choice, Filter, Keys, day, filters_of, rank, word, words
from generator.pages.lookup import Lookup, Named
from generator.pages.page import Page
from generator.pages.scorecard import deadline_text
from generator.periods import format_date
from generator.words import counted, listed, sentence_case


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """One resolution. `told` is what came of it in words; `link` leads to it in its minutes."""

    text: str
    link: Named
    body: str
    meeting: Named
    due: str
    outcome: str
    told: str
    leads: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class ResolutionsContent:
    sentence: str
    filters: tuple[Filter, ...]
    rows: tuple[ResolvedRow, ...]


def resolution_pages(result: PublisherResult, lookup: Lookup) -> tuple[Page, ...]:
    release = result.latest.release
    if not release.resolutions:
        return ()
    name = result.publisher.name
    rows = resolved_rows(release, lookup)
    sentence = resolutions_sentence(row.outcome for row in rows)
    page = Page(
        address=addresses.resolutions(name.id),
        title=f"{name.short_name}: every resolution",
        nav_title="Every resolution",
        description=sentence,
        template="resolutions.md.jinja",
        content=ResolutionsContent(
            sentence=sentence,
            filters=filters_of(
                (row.keys for row in rows),
                (
                    Ask("outcome", "Outcome", words(OUTCOME_ORDER)),
                    Ask("body", "Body", tuple(body.body for body in release.bodies)),
                    Ask("unit", "Who leads"),
                ),
            ),
            rows=rows,
        ),
        kind="List",
        publisher=name.short_name,
        period=release.period.name,
        files=(resolutions_file(in_order(release), release, lookup),),
    )
    return (page,)


def resolutions_sentence(outcomes: Iterable[str]) -> str:
    """How many resolutions there are, and how many came to what."""
    every = list(outcomes)
    parts = [f"{every.count(outcome)} {outcome}" for outcome in OUTCOME_ORDER if outcome in every]
    return f"{sentence_case(counted(len(every), 'resolution'))}: {listed(parts)}."


def resolved_rows(release: Release, lookup: Lookup) -> tuple[ResolvedRow, ...]:
    return tuple(_row(each, meeting, release, lookup) for each, meeting in in_order(release))


def in_order(release: Release) -> tuple[tuple[Resolution, Meeting], ...]:
    """Every resolution with the meeting that made it, the latest meeting first."""
    meetings = {meeting.meeting: meeting for meeting in release.meetings}
    held = {minute.minute: meetings[minute.meeting] for minute in release.minutes}
    places = {minute.minute: minute.order for minute in release.minutes}
    own = sorted(
        release.resolutions,
        key=lambda each: (-held[each.minute].date.toordinal(), places[each.minute], each.minute, each.order),
    )
    return tuple((each, held[each.minute]) for each in own)


def _row(resolution: Resolution, meeting: Meeting, release: Release, lookup: Lookup) -> ResolvedRow:
    id = resolution.resolution
    body = lookup.name("body", meeting.body).name
    outcome = outcome_of(resolution, release.as_at)
    leads = lookup.leads("resolution", id)
    return ResolvedRow(
        text=resolution.text,
        link=lookup.name("resolution", id),
        body=body,
        meeting=Named(format_date(meeting.date), lookup.name("meeting", meeting.meeting).address),
        due=deadline_text(resolution.due) if resolution.due is not None else "",
        outcome=outcome,
        told=resolution.outcome,
        leads=tuple(lead.name for lead in leads),
        keys=Keys(
            choices={
                "outcome": (word(outcome),),
                "body": (Choice(meeting.body, body),),
                "unit": tuple(lead.unit for lead in leads if lead.unit is not None),
            },
            sorts={
                "meeting": meeting.date.isoformat(),
                "due": day(resolution.due),
                "outcome": rank(outcome, OUTCOME_ORDER),
                "lead": leads[0].name if leads else "",
            },
        ),
    )
