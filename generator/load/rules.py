"""Rules that hold between rows: each a small function over records, each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.errors import Problem
from generator.load.descriptor import Descriptor
from generator.load.records import Record
from generator.periods import Deadline, Period

Records = Mapping[str, Sequence[Record]]
"""A release's records by table; a table that is absent has none."""

TREES = (("units", "unit"), ("frameworks", "item"), ("plan_items", "item"))
"""Tables whose rows name their parent, with their key column."""


def check_rules(records: Records, descriptor: Descriptor | None) -> Iterator[Problem]:
    """Every breach of every rule, by the order of the rules."""
    for rule in RULES:
        yield from rule(records)
    if descriptor is not None:
        yield from _updates_not_after_release(records, descriptor)
        yield from _some_update_for_the_period(records, descriptor)


def _no_own_ancestor(records: Records) -> Iterator[Problem]:
    for table, key in TREES:
        parents = {record.text(key): record.text("parent") for record in records.get(table, ())}
        for record in records.get(table, ()):
            if _is_own_ancestor(record.text(key), parents):
                remedy = "Correct the parent, so that the way up ends at the top."
                yield problem_at(record, "parent", "this is its own ancestor", remedy)


def _is_own_ancestor(start: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    here = parents.get(start, "")
    while here and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = parents.get(here, "")
    return False


def _same_plan_as_parent(records: Records) -> Iterator[Problem]:
    plans = {record.text("item"): record.text("plan") for record in records.get("plan_items", ())}
    for record in records.get("plan_items", ()):
        expected = plans.get(record.text("parent"))
        if expected is not None and record.text("plan") != expected:
            yield problem_at(record, "plan", "an item belongs to the plan of its parent", f"Write {expected}.")


def _percent_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        if not {"percent_complete", "percent_status"} <= record.values.keys():
            continue
        given = record.values["percent_complete"] is not None
        if given and record.text("percent_status"):
            rule = "a percentage is given, and a reason why there is none"
            yield problem_at(record, "percent_status", rule, "Empty one of the two.")
        if not given and not record.text("percent_status"):
            rule = "no percentage is given, and no reason why"
            remedy = "Fill in percent_complete, or percent_status with “not reported” or another of its codes."
            yield problem_at(record, "percent_status", rule, remedy)


def _completed_is_100(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        percent = record.values.get("percent_complete")
        if record.text("status") == "completed" and percent is not None and percent != 100:
            rule = "a completed item is 100 per cent complete"
            yield problem_at(record, "percent_complete", rule, "Correct the status or the percentage.")


def _number_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("agenda_items", ()):
        sound = record.has("number", "number_status")
        if sound and bool(record.text("number")) == bool(record.text("number_status")):
            rule = "an agenda item has a number, or a reason why it has none"
            yield problem_at(record, "number", rule, "Fill in number, or number_status with “not reported”.")


def _plan_ends_after_start(records: Records) -> Iterator[Problem]:
    for record in records.get("plans", ()):
        start, end = record.values.get("start"), record.values.get("end")
        if start is not None and end is not None and str(end) < str(start):
            yield problem_at(record, "end", "the plan ends before it starts", "Check both dates.")


def _framework_row_first(records: Records) -> Iterator[Problem]:
    owners = {record.text("item"): record.text("framework") for record in records.get("frameworks", ())}
    for record in records.get("frameworks", ()):
        framework = record.text("framework")
        if framework in owners and owners[framework] != framework:
            rule = "this is an item of a framework, not a framework"
            yield problem_at(record, "framework", rule, f"Write {owners[framework]}.")


def _updates_not_after_release(records: Records, descriptor: Descriptor) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        period = record.values.get("period")
        if isinstance(period, Period) and period.start > descriptor.period.end:
            rule = f"the period comes after the release's, {descriptor.period.token}"
            yield problem_at(record, "period", rule, "Correct the period, or move the row to a later release.")


def _some_update_for_the_period(records: Records, descriptor: Descriptor) -> Iterator[Problem]:
    """A folder that was copied from the quarter before, and its rows not moved on.

    Reports on periods of another length, such as the year before, say nothing of that.
    """
    periods = [(record, record.values.get("period")) for record in records.get("plan_updates", ())]
    updates = [
        record for record, period in periods if isinstance(period, Period) and period.kind is descriptor.period.kind
    ]
    if updates and not any(record.values.get("period") == descriptor.period for record in updates):
        rule = f"no row is for the release's own period, {descriptor.period.token}"
        yield Problem(updates[0].file, rule, "Add rows for it; those of the quarters before stay.", column="period")


def _percent_not_a_share(records: Records) -> Iterator[Problem]:
    """A spreadsheet stores 45% as 0.45."""
    for record in records.get("plan_updates", ()):
        percent = record.values.get("percent_complete")
        if isinstance(percent, Decimal) and 0 < percent < 1:
            rule = "figures are per cent, from 0 to 100"
            yield problem_at(
                record, "percent_complete", rule, f"Type {(percent * 100).normalize():f} for that many per cent."
            )


def _deadline_before_plan(records: Records) -> Iterator[Problem]:
    starts = {record.text("plan"): record.values.get("start") for record in records.get("plans", ())}
    for record in records.get("plan_items", ()):
        start, due = starts.get(record.text("plan")), record.values.get("due")
        last_day = getattr(due, "last_day", None)
        if start is not None and last_day is not None and str(last_day) < str(start):
            yield problem_at(record, "due", f"the deadline is before the plan starts, {start}", "Check both dates.")


def _assessment_score_or_status(records: Records) -> Iterator[Problem]:
    for record in records.get("assessments", ()):
        if not record.has("score", "score_status"):
            continue
        if (record.values.get("score") is None) == (record.text("score_status") == ""):
            rule = "a judgement has a score, or a reason why it has none"
            yield problem_at(record, "score", rule, "Fill in score, or score_status with one of its codes.")


def _held_clinics_have_dates(records: Records) -> Iterator[Problem]:
    for record in records.get("clinics", ()):
        if (
            record.has("dates")
            and record.text("kind") == "held"
            and not record.values.get("dates")
            and not record.text("dates_text")
        ):
            rule = "a clinic that was held has its dates, or says why not"
            yield problem_at(record, "dates", rule, "Give the dates, or say in dates_text why they are not known.")


RULES:
        yield from rule(records)
    if descriptor is not None:
        yield from _updates_not_after_release(records, descriptor)
        yield from _some_update_for_the_period(records, descriptor)


def _no_own_ancestor(records: Records) -> Iterator[Problem]:
    for table, key in TREES:
        parents = {record.text(key): record.text("parent") for record in records.get(table, ())}
        for record in records.get(table, ()):
            if _is_own_ancestor(record.text(key), parents):
                remedy = "Correct the parent, so that the way up ends at the top."
                yield problem_at(record, "parent", "this is its own ancestor", remedy)


def _is_own_ancestor(start: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    here = parents.get(start, "")
    while here and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = parents.get(here, "")
    return False


def _same_plan_as_parent(records: Records) -> Iterator[Problem]:
    plans = {record.text("item"): record.text("plan") for record in records.get("plan_items", ())}
    for record in records.get("plan_items", ()):
        expected = plans.get(record.text("parent"))
        if expected is not None and record.text("plan") != expected:
            yield problem_at(record, "plan", "an item belongs to the plan of its parent", f"Write {expected}.")


def _percent_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        if not {"percent_complete", "percent_status"} <= record.values.keys():
            continue
        given = record.values["percent_complete"] is not None
        if given and record.text("percent_status"):
            rule = "a percentage is given, and a reason why there is none"
            yield problem_at(record, "percent_status", rule, "Empty one of the two.")
        if not given and not record.text("percent_status"):
            rule = "no percentage is given, and no reason why"
            remedy = "Fill in percent_complete, or percent_status with “not reported” or another of its codes."
            yield problem_at(record, "percent_status", rule, remedy)


def _completed_is_100(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        percent = record.values.get("percent_complete")
        if record.text("status") == "completed" and percent is not None and percent != 100:
            rule = "a completed item is 100 per cent complete"
            yield problem_at(record, "percent_complete", rule, "Correct the status or the percentage.")


def _number_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("agenda_items", ()):
        sound = record.has("number", "number_status")
        if sound and bool(record.text("number")) == bool(record.text("number_status")):
            rule = "an agenda item has a number, or a reason why it has none"
            yield problem_at(record, "number", rule, "Fill in number, or number_status with “not reported”.")


def _plan_ends_after_start(records: Records) -> Iterator[Problem]:
    for record in records.get("plans", ()):
        start, end = record.values.get("start"), record.values.get("end")
        if start is not None and end is not None and str(end) < str(start):
            yield problem_at(record, "end", "the plan ends before it starts", "Check both dates.")


def _framework_row_first(records: Records) -> Iterator[Problem]:
    owners = {record.text("item"): record.text("framework") for record in records.get("frameworks", ())}
    for record in records.get("frameworks", ()):
        framework = record.text("framework")
        if framework in owners and owners[framework] != framework:
            rule = "this is an item of a framework, not a framework"
            yield problem_at(record, "framework", rule, f"Write {owners[framework]}.")


def _updates_not_after_release(records: Records, descriptor: Descriptor) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        period = record.values.get("period")
        if isinstance(period, Period) and period.start > descriptor.period.end:
            rule = f"the period comes after the release's, {descriptor.period.token}"
            yield problem_at(record, "period", rule, "Correct the period, or move the row to a later release.")


def _some_update_for_the_period(records: Records, descriptor: Descriptor) -> Iterator[Problem]:
    """A folder that was copied from the quarter before, and its rows not moved on.

    Reports on periods of another length, such as the year before, say nothing of that.
    """
    periods = [(record, record.values.get("period")) for record in records.get("plan_updates", ())]
    updates = [
        record for record, period in periods if isinstance(period, Period) and period.kind is descriptor.period.kind
    ]
    if updates and not any(record.values.get("period") == descriptor.period for record in updates):
        rule = f"no row is for the release's own period, {descriptor.period.token}"
        yield Problem(updates[0].file, rule, "Add rows for it; those of the quarters before stay.", column="period")


def _percent_not_a_share(records: Records) -> Iterator[Problem]:
    """A spreadsheet stores 45% as 0.45."""
    for record in records.get("plan_updates", ()):
        percent = record.values.get("percent_complete")
        if isinstance(percent, Decimal) and 0 < percent < 1:
            rule = "figures are per cent, from 0 to 100"
            yield problem_at(
                record, "percent_complete", rule, f"Type {(percent * 100).normalize():f} for that many per cent."
            )


def problem_at(record: Record, column: str, rule: str, remedy: str, *, warning: bool = False) -> Problem:
    """The problem with one cell of a record."""
    value = record.values.get(column)
    found = value.token if isinstance(value, Period | Deadline) else "" if value in (None, ()) else str(value)
    return Problem(record.file, rule, remedy, record.row, column, found, warning)


RULES: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    _no_own_ancestor,
    _same_plan_as_parent,
    _percent_or_its_status,
    _completed_is_100,
    _percent_not_a_share,
    _number_or_its_status,
    _plan_ends_after_start,
    _framework_row_first,
    _deadline_before_plan,
    _assessment_score_or_status,
    _held_clinics_have_dates,
)
