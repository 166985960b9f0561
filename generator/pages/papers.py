"""One committee paper, its paragraphs numbered so that they can be cited, its figures those of one release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.results import PublisherResult, ReleaseResult
from generator.model import Paper, Release
from generator.pages.live import Piece, Pieces, has_figures, pieces, source_of
from generator.pages.live_words import plain
from generator.pages.lookup import Lookup, Named
from generator.pages.meetings import asked_to
from generator.pages.page import Page
from generator.paragraphs import NUMBERED, paragraph_anchor
from generator.periods import format_date
from generator.words import sentence_case


@dataclass(frozen=True, slots=True)
class ImpactRow:
    reference: str
    title: str
    impact: str


@dataclass(frozen=True, slots=True)
class PaperContent:
    """`facts` are the header's lines; `body` is checked Markdown whose numbered paragraphs have anchors.

    `summary` is whether the words are ours, about a real paper; `numbered` whether any paragraph has a number.
    `figures_from` is the release that live figures come from, None where there are none.
    """

    meeting: Named
    facts: tuple[tuple[str, str], ...]
    purpose: Pieces
    reason: Pieces
    asked_to: str
    recommendations: tuple[Pieces, ...]
    implications: tuple[tuple[str, Pieces], ...]
    impacts: tuple[ImpactRow, ...]
    impacts_heading: str
    consultation: Pieces
    background_papers: tuple[str, ...]
    body: Pieces
    summary: bool
    numbered: bool
    figures_from: Named | None


def paper_page(paper: Paper, result: PublisherResult, lookups: Mapping[str, Lookup]) -> Page:
    release = result.latest.release
    return Page(
        address=lookups[release.id].paper_address(paper),
        title=paper.title,
        description=plain(paper.purpose, result.releases, paper.release),
        template="paper.md.jinja",
        content=paper_content(paper, link_paragraphs(paper.body), result, lookups),
        kind="Paper",
        publisher=release.publisher.short_name,
    )


def paper_content(paper: Paper, body: str, result: PublisherResult, lookups: Mapping[str, Lookup]) -> PaperContent:
    """What stands in the paper, with `body` as its text: the paper's own, its paragraphs numbered."""
    lookup = lookups[result.latest.release.id]
    about = next((each for each in result.releases if each.release.id == paper.release), None)

    def resolved(text: str) -> Pieces:
        return _resolved(text, about, lookups)

    impacts, heading = _impacts(paper, result.latest.release)
    name = result.publisher.name
    return PaperContent(
        meeting=lookup.name("meeting", paper.meeting),
        facts=_facts(paper, lookup),
        purpose=resolved(paper.purpose),
        reason=resolved(paper.reason),
        asked_to=asked_to(paper),
        recommendations=tuple(map(resolved, paper.recommendations)),
        implications=tuple((heading, resolved(text)) for heading, text in paper.implications),
        impacts=impacts,
        impacts_heading=heading,
        consultation=resolved(paper.consultation),
        background_papers=paper.background_papers,
        body=resolved(body),
        summary=bool(name.demonstration) and not name.fictional,
        numbered=NUMBERED.search(paper.body) is not None,
        figures_from=source_of(about, name.id) if about is not None and has_figures(paper) else None,
    )


def _resolved(text: str, about: ReleaseResult | None, lookups: Mapping[str, Lookup]) -> Pieces:
    if about is None:
        return (Piece(text),) if text else ()
    return pieces(text, about, lookups[about.release.id])


def _impacts(paper: Paper, release: Release) -> tuple[tuple[ImpactRow, ...], str]:
    """How the paper bears on each line of a framework, and the framework's title; nothing where it does not say."""
    impacts = [impact for impact in release.impacts if (impact.thing_kind, impact.thing) == ("paper", paper.paper)]
    framework = {entry.item: entry for entry in release.frameworks}
    rows = [(framework[impact.framework_item], impact) for impact in impacts]
    rows.sort(key=lambda row: row[0].order)
    listed = tuple(ImpactRow(entry.reference, entry.title, sentence_case(impact.impact)) for entry, impact in rows)
    return listed, framework[rows[0][0].framework].title if rows else ""


def _facts(paper: Paper, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    named = (
        ("To", paper.to or lookup.body_of(paper).name),
        ("Date", format_date(paper.date)),
        ("Put to the meeting", sentence_case(paper.decision)),
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


def number_paragraphs(body: str, prefix: str) -> str:
    """The paper's Markdown with an anchor at each numbered paragraph, so that it can be cited: #para-2-1."""
    return NUMBERED.sub(
        lambda match: f'<span class="para" id="{paragraph_anchor(match[1], prefix)}">{match[1]}</span> ', body
    )


def link_paragraphs(body: str) -> str:
    """The same, each number a link to its own paragraph, whose address a reader can copy."""
    return NUMBERED.sub(lambda match: _paragraph_link(match[1], paragraph_anchor(match[1])), body)


def _paragraph_link(number: str, anchor: str) -> str:
    return f'<a class="para" id="{anchor}" href="#{anchor}" title="Link to paragraph {number}">{number}</a> '
