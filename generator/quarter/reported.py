"""The three tables that officers report into each period, and when a row of one has nothing in it yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cells = Mapping[str, str]
"""One row of a table as its file has it: text by column, "" where a cell is empty."""

NOT_REPORTED = "not reported"
"""The code that says so: never a 0, and never last period's figure again."""


@dataclass(frozen=True, slots=True)
class Report:
    """A table that gets rows for each period: what it reports on, and where its figures and words go.

    `series` are the columns that, with the period, make the key. `status` says why nothing is there. `figures` are
    what officers fill in, the status apart.
    """

    table: str
    kind: str
    of: str
    series: tuple[str, ...]
    status: str
    figures: tuple[str, ...]
    word: str

    def is_blank(self, row: Cells) -> bool:
        """Whether nobody has filled in anything yet; a note is something."""
        return row[self.status] == NOT_REPORTED and not any(row[column] for column in (*self.figures, "note"))


REPORTS = (
    Report(
        "plan_updates",
        "plan item",
        "item",
        ("item",),
        "status",
        ("status_as_reported", "percent_complete", "confidence", "progress", "issues"),
        "update",
    ),
    Report(
        "observations",
        "indicator",
        "indicator",
        ("indicator", "area", "breakdown"),
        "value_status",
        ("value", "numerator", "denominator", "confirmed", "series_break"),
        "value",
    ),
    Report(
        "risk_scores",
        "risk",
        "risk",
        ("risk",),
        "score_status",
        ("score", "likelihood", "impact", "commentary"),
        "risk score",
    ),
)
