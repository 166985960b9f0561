"""What was reported of a plan item for one quarter, as pages show it; and prose as its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.derive.results import HistoryPoint
from generator.words import percent, sentence_case


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported for one quarter. `reported_otherwise` is the publisher's own word where it differs.

    `percent` says so when there is no figure, and is "" where none is asked.
    """

    period: str
    period_name: str
    status: str
    status_as_reported: str
    reported_otherwise: str
    confidence: str
    percent: str
    progress: tuple[str, ...]
    issues: tuple[str, ...]
    note: str


def report_of(point: HistoryPoint) -> Report:
    update = point.update
    if update.percent_complete is not None:
        done = f"{percent(update.percent_complete)} complete"
    elif update.percent_status == "not applicable":
        done = ""
    else:
        done = f"Per cent complete: {update.percent_status}"
    return Report(
        period=sentence_case(update.period.label),
        period_name=update.period.name,
        status=update.status,
        status_as_reported=update.status_as_reported,
        reported_otherwise=update.status_as_reported if update.status_as_reported.lower() != update.status else "",
        confidence=update.confidence,
        percent=done,
        progress=paragraphs(update.progress),
        issues=paragraphs(update.issues),
        note=update.note,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Prose as its paragraphs: blank lines part them, and so does each line that begins with a hyphen."""
    parts = re.split(r"\n\n|\n(?=[-•] )", text)
    return tuple(re.sub(r"^[-•] ", "– ", " ".join(part.split())) for part in parts if part.strip())
