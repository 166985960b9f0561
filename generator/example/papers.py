"""Committee papers: a performance report a committee and quarter, its figures live, and a few written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.example.catalogue import listed, phrases, text
from generator.example.committees import Meeting, meetings_until, resolved_until
from generator.example.plans import Item, is_current, items
from generator.example.progress import report_of
from generator.example.published import Measures
from generator.example.quarters import LAST, Quarter
from generator.example.readings import Reading, is_led, readings, units_of
from generator.periods import format_date, parse_date

_COUNTED = {"on": "on target", "close": "close to target", "off": "off target"}


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
        ("In short", [_in_short(meeting)], ""),
        ("Indicators", [words["table"]], _table(found)),
        ("Off target", [_sentence(each) for each in found if each.standing == "off target"], ""),
        ("Actions that are behind", list(_behind(own, at)), ""),
        ("What the Committee asked for", list(_asked(meeting)), ""),
    ]
    told = [section for section in sections if section[1]]
    return front + "\n\n".join(_section(number, *section) for number, section in enumerate(told, start=1)) + "\n"


def _section(number: int, heading: str, paragraphs: Sequence[str], below: str) -> str:
    """A heading and its paragraphs, all numbered so that they can be cited, and what stands below them."""
    numbered = [f"{number}.{place} {paragraph}" for place, paragraph in enumerate(paragraphs, start=1)]
    return "\n\n".join([f"## {number}. {heading}", *numbered, *([below] if below else [])])


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
        "to": meeting.body["name"],
        "decision": "for information",
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


def _in_short(meeting: Meeting) -> str:
    body = meeting.body["body"]
    texts = phrases()["paper"]["in_short"]
    sentence: str = texts[(meeting.about.number + len(body)) % len(texts)]
    return sentence.format(
        all=f"[[count:indicators judged in body:{body}]]",
        **{word: f"[[count:indicators {status} in body:{body}]]" for word, status in _COUNTED.items()},
        late=f"[[count:actions delayed in body:{body}]]",
        held=f"[[count:actions on hold in body:{body}]]",
    )


def _table(found: Sequence[Reading]) -> str:
    rows = ["| indicator | period | value | target | status |", "| --- | --- | --- | --- | --- |"]
    for each in found:
        name = f"{each.series.about['reference']} {each.title}"
        figures = " | ".join(_live(each, part) for part in ("value", "target", "status"))
        rows.append(f"| {name} | {each.period} | {figures} |")
    return "\n".join(rows)


def _live(reading: Reading, part: str) -> str:
    return f"[[indicator:{reading.series.id} {part} {reading.period}]]"


def _sentence(reading: Reading) -> str:
    texts = phrases()["paper"]["off_target"]
    sentence: str = texts[len(reading.series.id + reading.value) % len(texts)]
    figures = {part: _live(reading, part) for part in ("value", "target")}
    return sentence.format(title=reading.title, period=reading.period, **figures)


def _behind(own: Sequence[Item], at: Quarter) -> Iterator[str]:
    for item in own:
        report = report_of(item, at)
        if report is not None and report.status in ("delayed", "on hold"):
            live = f"[[item:{item.id} status]], [[item:{item.id} percent]] complete, due [[item:{item.id} due]]"
            yield f"**{item.title}** ({live}). {report.issues}"


def _asked(meeting: Meeting) -> Iterator[str]:
    for earlier, row, _ in resolved_until(meeting.about):
        if earlier.body == meeting.body and earlier.about == meeting.about.step(-1):
            yield f"{row['text']} Due by {_day(row['due'])}."


def _day(token: str) -> str:
    return format_date(parse_date(token))
