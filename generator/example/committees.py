"""The committee side: meetings after each release, agendas, resolutions and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.example.catalogue import Row, listed
from generator.example.quarters import LAST, QUARTERS, Quarter, quarter
from generator.periods import format_date

PAPERS_KEPT = 4
"""For how many quarters the papers are in the repository."""

PARAGRAPH = "3"
"""Of Schedule 12A: the money of others."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body's meeting on one quarter's performance."""

    body: Row
    about: Quarter

    @property
    def date(self) -> date:
        return self.about.released + timedelta(days=int(self.body["days"]))

    @property
    def id(self) -> str:
        return f"{self.body['body']}-{self.date.isoformat()}"

    @property
    def topic(self) -> Row:
        key = (self.body["body"], str(self.about.place))
        return next(row for row in listed("topics") if (row["body"], row["quarter"]) == key)

    @property
    def has_paper(self) -> bool:
        """Whether its performance report is kept: a committee's, of the last quarters."""
        return self.body["kind"] == "committee" and self.about > LAST.step(-PAPERS_KEPT)

    @property
    def performance_paper(self) -> str:
        return f"performance-{self.body['body']}-{self.about.release}" if self.has_paper else ""

    @property
    def topic_paper(self) -> str:
        """The paper on the topic, in catalogue/papers, where one is written by hand."""
        row = self._row("written")
        return row["paper"] if row else ""

    @property
    def private(self) -> Row | None:
        """What the meeting takes in private, if anything."""
        return self._row("private")

    @property
    def performance_title(self) -> str:
        return f"Performance in quarter {self.about.place} of {self.about.token[:7]}"

    def _row(self, table: str) -> Row | None:
        key = (self.body["body"], self.about.token)
        return next((row for row in listed(table) if (row["body"], row["period"]) == key), None)

    def item(self, what: str) -> str:
        return f"{self.id}-{what}"


def meetings_on(about: Quarter) -> list[Meeting]:
    return [Meeting(body, about) for body in listed("bodies") if str(about.place) in body["meets"].split()]


def meetings_until(at: Quarter) -> list[Meeting]:
    return [meeting for each in QUARTERS if each <= at for meeting in meetings_on(each)]


def bodies() -> Iterator[Row]:
    for row in listed("bodies"):
        yield {column: row[column] for column in ("body", "name", "kind", "remit")}


def meetings(at: Quarter) -> Iterator[Row]:
    for meeting in meetings_until(at):
        yield {
            "meeting": meeting.id,
            "body": meeting.body["body"],
            "date": meeting.date.isoformat(),
            "time": meeting.body["time"],
            "venue": meeting.body["venue"],
        }


def agenda_items(at: Quarter) -> Iterator[Row]:
    for meeting in meetings_until(at):
        rows = [
            ("apologies", "Apologies and declarations of interest", "procedure", ""),
            ("minutes", _minutes_title(meeting), "minutes", ""),
            ("performance", meeting.performance_title, "report", meeting.performance_paper),
            ("topic", meeting.topic["title"], "report", meeting.topic_paper),
        ]
        for order, (what, title, kind, paper) in enumerate(rows, start=1):
            yield _agenda_item(meeting, what, order, title=title, kind=kind, paper=paper)
        if secret := meeting.private:
            closed = _agenda_item(meeting, "private", 5, title="Item taken in private", kind="exempt", paper="")
            yield closed | {"closed_under": PARAGRAPH}
            private = _agenda_item(meeting, "private-rest", 5, title=secret["title"], kind="report", paper="")
            yield private | {"note": secret["note"], "access": "exempt", "exempt_paragraph": PARAGRAPH}


def resolutions(at: Quarter) -> Iterator[Row]:
    order: dict[str, int] = {}
    for meeting, row, id in resolved_until(at):
        minute = meeting.item(f"minute-{row['about']}")
        order[minute] = order.get(minute, 0) + 1
        known = bool(row["done"]) and quarter(row["done"]) <= at
        outcome = row["outcome"] if known else ""
        unneeded = outcome.startswith("Not needed: ")
        yield {
            "resolution": id,
            "minute": minute,
            "order": str(order[minute]),
            "number": f"({order[minute]})",
            "text": row["text"],
            "due": row["due"],
            "outcome_status": "not needed" if unneeded else "done" if known else "open",
            "outcome": _capital(outcome.removeprefix("Not needed: ")),
        }


def resolved_until(at: Quarter) -> Iterator[tuple[Meeting, Row, str]]:
    """Every resolution in agreed minutes: its meeting, its row of the catalogue and its id."""
    count: dict[str, int] = {}
    for meeting in meetings_until(at.step(-1)):
        for row in listed("resolutions"):
            if (row["body"], row["period"]) == (meeting.body["body"], meeting.about.token):
                count[meeting.id] = count.get(meeting.id, 0) + 1
                yield meeting, row, f"{meeting.id}-r{count[meeting.id]}"


def _agenda_item(meeting: Meeting, what: str, order: int, *, title: str, kind: str, paper: str) -> Row:
    return {
        "agenda_item": meeting.item(what),
        "meeting": meeting.id,
        "order": str(order),
        "number": str(order),
        "title": title,
        "kind": kind,
        "paper": paper,
    }


def _minutes_title(meeting: Meeting) -> str:
    earlier = Meeting(meeting.body, meeting.about.step(-4 // len(meeting.body["meets"].split())))
    return f"Minutes of {format_date(earlier.date)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
