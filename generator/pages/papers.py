"""One committee paper, its paragraphs numbered so that they can be cited."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model import Paper, Release
from generator.pages.lookup import Lookup, Named
from generator.pages.page import Page
from generator.periods import format_date
from generator.words import sentence_case

_NUMBERED = re.compile(r"^(?:- )?([0-9]+(?:\.[0-9]+)+)\.? ", re.MULTILINE)


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


def paper_page(paper: Paper, release: Release, lookup: Lookup) -> Page:
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


def number_paragraphs(body: str, prefix: str = "para") -> str:
    """The paper's Markdown with an anchor at each numbered paragraph, so that it can be cited: #para-2-1."""
    return _NUMBERED.sub(
        lambda match: f'<span class="para" id="{prefix}-{match[1].replace(".", "-")}">{match[1]}</span> ', body
    )
