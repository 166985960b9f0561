"""What the pack of each meeting holds: cover, contents, agenda, papers, what needs a closer look, and charts.

A pack is about its meeting: the agenda and papers are those of the latest release, but what needs a closer look is as
at the last release that was out on the day of the meeting. So a new quarter leaves the packs of earlier meetings alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult, ReleaseResult, Results
from generator.model import Meeting
from generator.pages.charts import Chart, DataTable
from generator.pages.exceptions import Exceptions, exceptions_in, exceptions_sentence
from generator.pages.lookup import Lookup, Named, lookups_of
from generator.pages.made_packs import item_anchor, paper_anchor
from generator.pages.measure_charts import indicator_chart
from generator.pages.measures import message
from generator.pages.meetings import AgendaRow, agenda_of, agenda_row
from generator.pages.papers import PaperContent, number_paragraphs, paper_content
from generator.periods import format_date

AGENDA, EXCEPTIONS, CHARTS, SOURCES = "agenda", "exceptions", "charts", "sources"
"""The anchors of a pack's parts."""

NOTHING = "–"
"""What a cell without a value shows."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents: a place in the pack. Those at level 2 stand below the last one at level 1."""

    anchor: str
    title: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class PackAgendaRow:
    """An item of the agenda; `paper` is the anchor of its paper in the pack, "" where there is none."""

    anchor: str
    paper: str
    row: AgendaRow


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A paper in the pack. `number` is that of its agenda item, "" where it has none or the paper names no item."""

    anchor: str
    number: str
    title: str
    address: str
    content: PaperContent


@dataclass(frozen=True, slots=True)
class PackChart:
    """An indicator that needs a closer look, drawn; `source` is where its figures come from."""

    anchor: str
    indicator: Named
    chart: Chart
    source: str


@dataclass(frozen=True, slots=True)
class PackExceptions:
    """What is off target, late or silent in the body's remit."""

    sentence: str
    found: Exceptions
    charts: tuple[PackChart, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """`release` says which figures the pack is made from; `exceptions` is None where no remit was published by then."""

    title: str
    publisher: str
    about: str
    fictional: bool
    body: str
    date: str
    time: str
    venue: str
    note: str
    release: str
    version: str
    released: str
    as_at: str
    licence: str
    contents: tuple[ContentsLine, ...]
    agenda: tuple[PackAgendaRow, ...]
    papers: tuple[PackPaper, ...]
    exceptions: PackExceptions | None


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of one meeting before it is made. `meeting` is the address of the meeting's page, below which it stands.

    `anchors` says at which anchor of the pack something with a page of its own is found. `dated` is the day of the
    release, which the file gives as its own, so that the same content makes the same file.
    """

    name: str
    meeting: str
    dated: date
    anchors: Mapping[str, str]
    content: PackContent


def plan_packs(results: Results) -> tuple[Pack, ...]:
    """A pack for each meeting whose agenda or papers are published."""
    return tuple(pack for result in results.publishers for pack in _publishers_packs(result))


def _publishers_packs(result: PublisherResult) -> Iterator[Pack]:
    lookups = lookups_of(result)
    for meeting in result.latest.release.meetings:
        agenda = _agenda(meeting, result, lookups)
        papers = _papers(meeting, agenda, result, lookups)
        if agenda or papers:
            yield _pack(meeting, agenda, papers, result, lookups)


def _pack(
    meeting: Meeting,
    agenda: tuple[PackAgendaRow, ...],
    papers: tuple[PackPaper, ...],
    result: PublisherResult,
    lookups: Mapping[str, Lookup],
) -> Pack:
    publisher = result.publisher.name
    lookup = lookups[result.latest.release.id]
    figures = _figures(meeting, result)
    release = figures.release
    exceptions = _exceptions(meeting, figures, lookups[release.id])
    body = lookup.name("body", meeting.body).name
    day = format_date(meeting.date)
    return Pack(
        name=f"{publisher.id}-{meeting.meeting}-pack.pdf",
        meeting=lookup.name("meeting", meeting.meeting).address,
        dated=release.released,
        anchors=_anchors(papers, exceptions),
        content=PackContent(
            title=f"{body}, {day}: pack for the meeting",
            publisher=publisher.name,
            about=publisher.demonstration,
            fictional=publisher.fictional,
            body=body,
            date=day,
            time=meeting.time,
            venue=meeting.venue,
            note=meeting.note,
            release=release.title,
            version=release.version,
            released=format_date(release.released),
            as_at=format_date(release.as_at),
            licence=release.licence.title,
            contents=tuple(_contents(agenda, papers, exceptions)),
            agenda=agenda,
            papers=papers,
            exceptions=exceptions,
        ),
    )


def _agenda(meeting: Meeting, result: PublisherResult, lookups: Mapping[str, Lookup]) -> tuple[PackAgendaRow, ...]:
    release = result.latest.release
    papers = {paper.paper: paper for paper in result.publisher.papers}
    return tuple(
        PackAgendaRow(
            item_anchor(entry.agenda_item),
            paper_anchor(entry.paper) if entry.paper else "",
            agenda_row(entry, papers, lookups[release.id]),
        )
        for entry in agenda_of(release, meeting)
    )


def _papers(
    meeting: Meeting, agenda: tuple[PackAgendaRow, ...], result: PublisherResult, lookups: Mapping[str, Lookup]
) -> tuple[PackPaper, ...]:
    """The meeting's papers in the order of the agenda; those that no item names come last."""
    numbers = {entry.paper: entry.row.number for entry in agenda if entry.paper}
    order = {anchor: place for place, anchor in enumerate(numbers)}
    own = [paper for paper in result.publisher.papers if paper.meeting == meeting.meeting]
    own.sort(key=lambda paper: order.get(paper_anchor(paper.paper), len(order)))
    papers = []
    for paper in own:
        anchor = paper_anchor(paper.paper)
        address = lookups[result.latest.release.id].paper_address(paper)
        content = paper_content(paper, number_paragraphs(paper.body, f"{anchor}-para"), result, lookups)
        papers.append(PackPaper(anchor, numbers.get(anchor, ""), paper.title, address, content))
    return tuple(papers)


def _figures(meeting: Meeting, result: PublisherResult) -> ReleaseResult:
    """The last release that was out on the day of the meeting; the first of all where none was."""
    out = [each for each in result.releases if each.release.released <= meeting.date]
    return out[-1] if out else result.releases[0]


def _exceptions(meeting: Meeting, figures: ReleaseResult, lookup: Lookup) -> PackExceptions | None:
    remit = figures.remits.get(meeting.body)
    if remit is None or figures.release.released > meeting.date:
        return None
    # Who has not reported is left out: each item without an update is listed with who leads it.
    found = replace(exceptions_in(figures, lookup, remit, meeting.body), silent=())
    wanted = {flagged.thing.name for flagged in found.indicators}
    charts = (_chart(figures.indicators[id], lookup) for id in remit.indicators)
    return PackExceptions(
        exceptions_sentence(found), found, tuple(chart for chart in charts if chart and chart.indicator.name in wanted)
    )


def _chart(result: IndicatorResult, lookup: Lookup) -> PackChart | None:
    indicator = result.indicator
    anchor = f"chart-{indicator.indicator}"
    chart = indicator_chart(result, anchor)
    if chart is None:
        return None
    chart = replace(chart, table=_without_empty_columns(chart.table))
    named = lookup.name("indicator", indicator.indicator)
    source = lookup.name("source", indicator.source).name if indicator.source else ""
    return PackChart(
        f"indicator-{indicator.indicator}", Named(named.name, named.address, message(result)), chart, source
    )


def _without_empty_columns(table: DataTable) -> DataTable:
    """The table without the columns that hold nothing: paper is narrow."""
    filled = [place for place in range(len(table.header)) if any(row[place].text != NOTHING for row in table.rows)]
    return replace(
        table,
        header=tuple(table.header[place] for place in filled),
        rows=tuple(tuple(row[place] for place in filled) for row in table.rows),
    )


def _anchors(papers: tuple[PackPaper, ...], exceptions: PackExceptions | None) -> Mapping[str, str]:
    found = {paper.address: paper.anchor for paper in papers}
    if exceptions is not None:
        found.update((chart.indicator.address, chart.anchor) for chart in exceptions.charts if chart.indicator.address)
    return found


def _contents(
    agenda: tuple[PackAgendaRow, ...], papers: tuple[PackPaper, ...], exceptions: PackExceptions | None
) -> Iterator[ContentsLine]:
    if agenda:
        yield ContentsLine(AGENDA, "Agenda")
        for entry in agenda:
            yield ContentsLine(entry.anchor, _numbered(entry.row.number, entry.row.title), 2)
    for paper in papers:
        yield ContentsLine(paper.anchor, f"Paper: {paper.title}")
    if exceptions is not None:
        yield ContentsLine(EXCEPTIONS, "What needs a closer look")
        if exceptions.charts:
            yield ContentsLine(CHARTS, "Charts of the indicators that need a closer look")
            for chart in exceptions.charts:
                yield ContentsLine(chart.anchor, chart.indicator.name, 2)
    yield ContentsLine(SOURCES, "Where this pack comes from")


def _numbered(number: str, title: str) -> str:
    """A number as printed stands before the title; words that say why there is none do not."""
    return f"{number}. {title}" if number[:1].isdigit() else title
