"""Committee papers: a performance report a committee and quarter, made from the figures, and a few written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.example.catalogue import listed, phrases, text
from generator.example.committees import Meeting, meetings_until, resolved_until
from generator.example.plans import Item, is_current, items
from generator.example.progress import report_of
from generator.example.published import Measures
from generator.example.quarters import LAST, Quarter
from generator.example.readings import JUDGED, Reading, count, is_led, readings, units_of
from generator.periods import format_date, parse_date


def written(measures: Measures) -> Mapping[str, str]:
    """Every paper by its path: <meeting>/<paper>.md."""
    found: dict[str, str] = {}
    for meeting in meetings_until(LAST):
        if meeting.has_paper:
            found[f"{meeting.id}/{meeting.performance_paper}.md"] = _performance(meeting, measures)
        if meeting.topic_paper:
            found[f"{meeting.id}/{meeting.topic_paper}.md"] = _by_hand(meeting)
    return found


def _performance(meeting: Meeting, measures: Measures) -> str:
    at, units = meeting.about, units_of(meeting.body)
    found = readings(measures, at, units)
    own = [item for item in items(at) if item.kind == "action" and is_current(item, at) and is_led(item.about, units)]
    words = phrases()["paper"]
    front = _front(
        meeting,
        meeting.performance_title,
        meeting.item("performance"),
        meeting.body["lead"],
        words["purpose"].format(title=meeting.body["title"], date=format_date(at.as_at)),
        words["recommendations"],
    )
    sections = [
        f"## In short\n\n{_in_short(meeting, found, own)}",
        f"## Indicators\n\n{_table(found)}",
        *_told("## Off target\n\n", [_sentence(each) for each in found if each.standing == "off target"]),
        *_told("## Actions that are behind\n\n", list(_behind(own, at))),
        *_told("## What the Committee asked for\n\n", list(_asked(meeting))),
    ]
    return front + "\n\n".join(sections) + "\n"


def _by_hand(meeting: Meeting) -> str:
    topic, words = meeting.topic, phrases()["paper"]
    purpose = words["topic_purpose"].format(topic=topic["title"])
    front = _front(
        meeting, topic["title"], meeting.item("topic"), topic["lead"], purpose, words["topic_recommendations"]
    )
    return front + text(f"papers/{meeting.topic_paper}.md")


def _front(meeting: Meeting, title: str, item: str, lead: str, purpose: str, recommendations: Sequence[str]) -> str:
    post = next(row["title"] for row in listed("posts") if row["post"] == lead)
    facts = {
        "title": title,
        "agenda_item": item,
        "access": "public",
        "date": meeting.date.isoformat(),
        "report_of": post,
        "contact": "Head of Policy and Performance",
        "wards": "All",
        "exempt": "No",
        "purpose": purpose,
        "recommendations": list(recommendations),
        "key_decision": "No",
        "implications": phrases()["paper"]["implications"],
        "background_papers": [f"Council Plan {'2009-12' if meeting.about.year > 3 else '2006-09'}"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _in_short(meeting: Meeting, found: Sequence[Reading], own: Sequence[Item]) -> str:
    judged = [each for each in found if each.standing in JUDGED]
    on, close, off = (count(judged, status) for status in JUDGED)
    texts = phrases()["paper"]["in_short"]
    sentence: str = texts[(meeting.about.number + len(meeting.body["body"])) % len(texts)]
    return sentence.format(all=len(judged), on=on, close=close, off=off, late=len(list(_behind(own, meeting.about))))


def _table(found: Sequence[Reading]) -> str:
    rows = ["| indicator | period | value | target | status |", "| --- | --- | --- | --- | --- |"]
    for each in found:
        name = f"{each.series.about['reference']} {each.title}"
        rows.append(f"| {name} | {each.period} | {each.shown} | {each.aim} | {each.standing} |")
    return "\n".join(rows)


def _sentence(reading: Reading) -> str:
    texts = phrases()["paper"]["off_target"]
    sentence: str = texts[len(reading.series.id + reading.value) % len(texts)]
    return "- " + sentence.format(title=reading.title, value=reading.shown, target=reading.aim, period=reading.period)


def _behind(own: Sequence[Item], at: Quarter) -> Iterator[str]:
    for item in own:
        report = report_of(item, at)
        if report is not None and report.status in ("delayed", "on hold"):
            yield f"- **{item.title}** ({report.percent}% complete). {report.issues}"


def _asked(meeting: Meeting) -> Iterator[str]:
    for earlier, row, _ in resolved_until(meeting.about):
        if earlier.body == meeting.body and earlier.about == meeting.about.step(-1):
            yield f"- {row['text']} Due by {_day(row['due'])}."


def _told(heading: str, lines: Sequence[str]) -> list[str]:
    return [heading + "\n".join(lines)] if lines else []


def _day(token: str) -> str:
    return format_date(parse_date(token))
