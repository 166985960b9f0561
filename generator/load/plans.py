"""Rules on plans, on committees and on the judgements and clinics that bear on them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.errors import Problem
from generator.load.records import Records, problem_at


def _same_plan_as_parent(records: Records) -> Iterator[Problem]:
    plans = {record.text("item"): record.text("plan") for record in records.get("plan_items", ())}
    for record in records.get("plan_items", ()):
        expected = plans.get(record.text("parent"))
        if expected is not None and record.text("plan") != expected:
            yield problem_at(record, "plan", "an item belongs to the plan of its parent", f"Write {expected}.")


def _percent_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        if not record.has("percent_complete", "percent_status"):
            continue
        given = record.value("percent_complete") is not None
        if given and record.text("percent_status"):
            rule = "a percentage is given, and a reason why there is none"
            yield problem_at(record, "percent_status", rule, "Empty one of the two.")
        if not given and not record.text("percent_status"):
            rule = "no percentage is given, and no reason why"
            remedy = "Fill in percent_complete, or percent_status with “not reported” or another of its codes."
            yield problem_at(record, "percent_status", rule, remedy)


def _completed_is_100(records: Records) -> Iterator[Problem]:
    for record in records.get("plan_updates", ()):
        percent = record.value("percent_complete")
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
        start, end = record.value("start"), record.value("end")
        if start is not None and end is not None and str(end) < str(start):
            yield problem_at(record, "end", "the plan ends before it starts", "Check both dates.")


def _framework_row_first(records: Records) -> Iterator[Problem]:
    owners = {record.text("item"): record.text("framework") for record in records.get("frameworks", ())}
    for record in records.get("frameworks", ()):
        framework = record.text("framework")
        if framework in owners and owners[framework] != framework:
            rule = "this is an item of a framework, not a framework"
            yield problem_at(record, "framework", rule, f"Write {owners[framework]}.")


def _percent_not_a_share(records: Records) -> Iterator[Problem]:
    """A spreadsheet stores 45% as 0.45."""
    for record in records.get("plan_updates", ()):
        percent = record.value("percent_complete")
        if isinstance(percent, Decimal) and 0 < percent < 1:
            rule = "figures are per cent, from 0 to 100"
            yield problem_at(
                record, "percent_complete", rule, f"Type {(percent * 100).normalize():f} for that many per cent."
            )


def _deadline_before_plan(records: Records) -> Iterator[Problem]:
    starts = {record.text("plan"): record.value("start") for record in records.get("plans", ())}
    for record in records.get("plan_items", ()):
        start, due = starts.get(record.text("plan")), record.value("due")
        last_day = getattr(due, "last_day", None)
        if start is not None and last_day is not None and str(last_day) < str(start):
            yield problem_at(record, "due", f"the deadline is before the plan starts, {start}", "Check both dates.")


def _assessment_score_or_status(records: Records) -> Iterator[Problem]:
    for record in records.get("assessments", ()):
        if not record.has("score", "score_status"):
            continue
        if (record.value("score") is None) == (record.text("score_status") == ""):
            rule = "a judgement has a score, or a reason why it has none"
            yield problem_at(record, "score", rule, "Fill in score, or score_status with one of its codes.")


def _held_clinics_have_dates(records: Records) -> Iterator[Problem]:
    for record in records.get("clinics", ()):
        if (
            record.has("dates")
            and record.text("kind") == "held"
            and not record.value("dates")
            and not record.text("dates_text")
        ):
            rule = "a clinic that was held has its dates, or says why not"
            yield problem_at(record, "dates", rule, "Give the dates, or say in dates_text why they are not known.")


RULES = (
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
