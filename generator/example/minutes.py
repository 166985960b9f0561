"""What the minutes say: how many indicators met their target, and what members asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.example.catalogue import Row, phrases
from generator.example.committees import Meeting, meetings_on
from generator.example.published import Measures
from generator.example.quarters import QUARTERS, Quarter
from generator.example.readings import JUDGED, count, readings, units_of
from generator.periods import format_date


def all_minutes(measures: Measures) -> Mapping[Quarter, Sequence[Row]]:
    """The minutes of every meeting, by the quarter that it was about."""
    return {each: list(_minutes(each, measures)) for each in QUARTERS}


def agreed(minutes: Mapping[Quarter, Sequence[Row]], at: Quarter) -> Iterator[Row]:
    """Those that a release has: of every meeting but the last ones, since minutes are agreed at the next."""
    for each in QUARTERS:
        if each < at:
            yield from minutes[each]


def _minutes(about: Quarter, measures: Measures) -> Iterator[Row]:
    for meeting in meetings_on(about):
        yield _minute(meeting, "performance", 1, meeting.performance_title, _on_performance(meeting, measures))
        yield _minute(meeting, "topic", 2, meeting.topic["title"], meeting.topic["text"])


def _on_performance(meeting: Meeting, measures: Measures) -> str:
    found = readings(measures, meeting.about, units_of(meeting.body))
    off = [each for each in found if each.standing == "off target"]
    asked = off[meeting.about.number % len(off)] if off else found[0]
    texts = phrases()["minutes"]
    text: str = texts[(meeting.about.number + len(meeting.body["name"])) % len(texts)]
    return text.format(
        date=format_date(meeting.about.as_at),
        on=count(found, JUDGED[0]),
        all=sum(count(found, status) for status in JUDGED),
        title=asked.title,
        value=asked.shown,
    )


def _minute(meeting: Meeting, what: str, order: int, title: str, text: str) -> Row:
    return {
        "minute": meeting.item(f"minute-{what}"),
        "meeting": meeting.id,
        "order": str(order),
        "number": str(order + 2),
        "title": title,
        "text": text,
    }
