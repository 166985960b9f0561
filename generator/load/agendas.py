"""Rules on agenda items that the public may not hear: a public row says why, a withheld row holds the rest."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.load.records import Records, problem_at

EXEMPT = "exempt"


def _exempt_says_why(records: Records) -> Iterator[Problem]:
    for record in records.get("agenda_items", ()):
        if not record.has("kind", "closed_under"):
            continue
        if record.text("kind") == EXEMPT and not record.text("closed_under"):
            rule = "an exempt item says under which paragraph it is closed"
            yield problem_at(record, "closed_under", rule, "Give the paragraph of Schedule 12A, from 1 to 7.")
        elif record.text("kind") != EXEMPT and record.text("closed_under"):
            rule = "only an item of the kind exempt is closed under a paragraph"
            yield problem_at(record, "closed_under", rule, "Write exempt as its kind, or empty this cell.")


def _exempt_has_no_paper(records: Records) -> Iterator[Problem]:
    for record in records.get("agenda_items", ()):
        if record.text("kind") == EXEMPT and record.text("paper"):
            rule = "an exempt item has no paper that the public may read"
            yield problem_at(record, "paper", rule, "Empty this cell, and name the paper on the item's withheld row.")


RULES = (_exempt_says_why, _exempt_has_no_paper)
