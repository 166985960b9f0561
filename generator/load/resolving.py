"""Whether what a paper's live figures name is there, in the release that the paper reports on.

That is the one that its front matter names, else the newest that was out on the day of the meeting. A paper that is
public is held against what is public: a figure that the public may not see is told without a word of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.errors import Problem
from generator.live_figures import Figure, FigureError, nearest
from generator.load.areas import EVERYONE
from generator.load.discretion import NOT_SHOWN
from generator.load.live import Found, Reporting
from generator.load.packages import Reading
from generator.load.papers import Papers
from generator.load.records import Records
from generator.model import Paper
from generator.periods import Period

WITHIN_REMIT = "within remit of"

TABLES: Mapping[str, tuple[str, str]] = {
    "indicator": ("indicators", "indicator"),
    "item": ("plan_items", "item"),
    "plan": ("plans", "plan"),
    "risk": ("risks", "risk"),
}
"""The table of each kind of thing that a figure names, with its key."""

NOT_PUBLIC = "this live figure names what the public may not see"
WITHHOLD_TOO = f"Take it out, or withhold the paper too. {NOT_SHOWN}"


@dataclass(frozen=True)
class Names:
    """What one release has, as far as somebody may see it, worked out when asked for: few papers name anything."""

    release: str
    released: date
    records: Records

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """By kind of thing."""
        links = self.records.get("links", ())
        remits = frozenset(link.text("to_id") for link in links if link.text("relation") == WITHIN_REMIT)
        things = {
            kind: frozenset(record.text(key) for record in self.records.get(table, ()))
            for kind, (table, key) in TABLES.items()
        }
        return {**things, "body": remits}

    @cached_property
    def periods(self) -> Mapping[str, frozenset[Period]]:
        """Of each indicator."""
        areas = self.records.get("areas", ())
        whole = {record.text("area") for record in areas if record.text("kind") == "whole"}
        found: dict[str, set[Period]] = {}
        for record in (*self.records.get("observations", ()), *self.records.get("targets", ())):
            period, is_whole = record.value("period"), record.text("area") in whole
            if isinstance(period, Period) and is_whole and record.text("breakdown") in ("", EVERYONE):
                found.setdefault(record.text("indicator"), set()).add(period)
        return {id: frozenset(each) for id, each in found.items()}

    @cached_property
    def meetings(self) -> Mapping[str, date]:
        return {
            record.text("meeting"): day
            for record in self.records.get("meetings", ())
            if isinstance(day := record.value("date"), date)
        }

    def fault(self, figure: Figure) -> FigureError | None:
        """Why the figure finds nothing here, None where it does."""
        for kind, id in figure.things:
            if id not in self.ids[kind]:
                return self._unknown(figure, kind, id)
        known = self.periods.get(figure.id, frozenset())
        if figure.period is None or figure.period in known:
            return None
        rule = f"“{self.release}” has no figure of “{figure.id}” for “{figure.period.token}”"
        if not known:
            return FigureError(rule, f"Write “{replace(figure, period=None).written}”, without a period.")
        close = min(known, key=lambda each: (abs((each.end - figure.period.end).days), each.token))  # type: ignore[union-attr]
        return FigureError(rule, f"Did you mean “{replace(figure, period=close).written}”? If not, write another.")

    def _unknown(self, figure: Figure, kind: str, id: str) -> FigureError:
        what = "body with a remit" if kind == "body" else "plan item" if kind == "item" else kind
        close = nearest(id, self.ids[kind])
        remedy = (
            f"Did you mean “{figure.about(kind, id, close).written}”? If not, write another."
            if close
            else "Write an id of that release."
        )
        return FigureError(f"“{self.release}” has no {what} “{id}”", remedy)


Seen = Sequence[Names]
"""The releases, the oldest first, as somebody may see them."""


def names_in(readings: Iterable[Reading], public: Mapping[Reading, Records] | None = None) -> Seen:
    """What the releases name: in all their rows, or in those that are `public`."""
    if public is None:
        return [Names(each.id, each.descriptor.released, each.records) for each in readings]
    return [Names(each.id, each.descriptor.released, public[each]) for each in readings if each in public]


def reported_on(meeting: str, named: str, seen: Seen) -> Names | None:
    """The release that a paper for the meeting reports on: `named`, else the newest out on the day of the meeting."""
    if named:
        return next((each for each in seen if each.release == named), None)
    day = next((each.meetings[meeting] for each in reversed(seen) if meeting in each.meetings), date.min)
    return next((each for each in reversed(seen) if each.released <= day), None)


def settled(papers: Iterable[Paper], public: Seen) -> tuple[Paper, ...]:
    """The papers, each with the release that it reports on; "" where none was out yet."""
    chosen = ((paper, reported_on(paper.meeting, paper.release, public)) for paper in papers)
    return tuple(replace(paper, release=names.release if names is not None else "") for paper, names in chosen)


def check_figures(papers: Papers, public: Iterable[str], whole: Seen, seen: Seen) -> Iterator[Problem]:
    """Every live figure that finds nothing. `public` are the papers that are, and `seen` what is public of `whole`."""
    shown = frozenset(public)
    for paper, reporting in papers.reports.items():
        file = papers.files[paper][1]
        yield from _of_paper(papers.places[paper][0], reporting, file, whole, seen if paper in shown else whole)


def _of_paper(meeting: str, reporting: Reporting, file: str, whole: Seen, seen: Seen) -> Iterator[Problem]:
    names = reported_on(meeting, reporting.release, seen)
    if names is None and reporting.release:
        yield _no_release(reporting.release, file, whole, seen)
    elif names is None and reporting.figures:
        rule = "no release was out on the day of the meeting, so no figure is found"
        remedy = "Name the release that the paper reports on, such as release: 2009-10-q2, below the paper's date."
        yield Problem(file, rule, remedy, None, "release")
    elif names is not None:
        everything = next(each for each in whole if each.release == names.release)
        for found in reporting.figures:
            if (fault := names.fault(found.figure)) is not None:
                yield _told(found, fault, file, names, everything)


def _no_release(named: str, file: str, whole: Seen, seen: Seen) -> Problem:
    known = [each.release for each in seen]
    hidden = {each.release for each in whole} - set(known)
    if named in hidden or nearest(named, hidden):
        rule = "this names a release that the public may not see"
        return Problem(file, rule, f"Take it out, or withhold the paper too. {NOT_SHOWN}", None, "release")
    close = nearest(named, known)
    remedy = f"Did you mean “{close}”? If not, write another." if close else f"The releases are: “{', '.join(known)}”."
    return Problem(file, "there is no release of this name", remedy, None, "release", named)


def _told(found: Found, fault: FigureError, file: str, names: Names, everything: Names) -> Problem:
    if everything.fault(found.figure) is None or _is_near_hidden(found.figure, names, everything):
        return Problem(file, NOT_PUBLIC, WITHHOLD_TOO, found.line)
    return Problem(file, fault.rule, fault.remedy, found.line, found=found.figure.written)


def _is_near_hidden(figure: Figure, names: Names, everything: Names) -> bool:
    """Whether the id looks like one that is withheld: a slip of the hand in it would tell of it."""
    return any(nearest(id, everything.ids[kind] - names.ids[kind]) for kind, id in figure.things)
