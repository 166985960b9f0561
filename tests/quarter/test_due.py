"""What a new period owes, as tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.contract import tables
from generator.periods import Period
from generator.quarter.due import due_observations, due_scores, due_updates
from generator.quarter.reported import REPORTS
from generator.quarter.units import Units
from generator.quarter.words import renewed

Q1, Q2 = "2009/10 Q1", "2009/10 Q2"
Q3 = Period.parse("2009/10 Q3")


def rows(table: str, *given: dict[str, str]) -> list[dict[str, str]]:
    return [{**dict.fromkeys(tables()[table].header, ""), **row} for row in given]


def item(id: str = "act", kind: str = "action", plan: str = "plan", parent: str = "") -> dict[str, str]:
    return {"item": id, "kind": kind, "plan": plan, "parent": parent}


UPDATES: Sequence[tuple[str, list[tuple[str, str]], str, str, bool]] = (
    # what is tried                   updates: period, status                    kind         plan's end    due
    ("an open action",                [(Q2, "on target")],                       "action",    "2010-03-31", True),
    ("an overdue one too",            [(Q2, "delayed")],                         "action",    "2009-12-30", True),
    ("one that gave none last time",  [(Q1, "on target")],                       "action",    "",           True),
    ("one that was not reported",     [(Q2, "not reported")],                    "action",    "",           True),
    ("one that is completed",         [(Q2, "completed")],                       "action",    "",           False),
    ("one that was completed before", [(Q1, "completed"), (Q2, "not reported")], "action",    "",           False),
    ("one that was opened again",     [(Q1, "completed"), (Q2, "delayed")],      "action",    "",           True),
    ("one that is cancelled",         [(Q2, "cancelled")],                       "action",    "",           False),
    ("one of a plan that has ended",  [(Q2, "on target")],                       "action",    "2009-09-30", False),
    ("one reported by the year",      [("2008/09 FY", "on target")],             "action",    "",           False),
    ("one that never gave one",       [],                                        "action",    "",           False),
    ("a milestone that gave one",     [(Q2, "not started")],                     "milestone", "",           True),
)  # fmt: skip


@pytest.mark.parametrize(("past", "kind", "end", "due"), [row[1:] for row in UPDATES], ids=[row[0] for row in UPDATES])
def test_an_item_owes_an_update_until_it_is_done(past: list[tuple[str, str]], kind: str, end: str, due: bool) -> None:
    found = list(
        due_updates(
            {
                "plans": rows("plans", {"plan": "plan", "end": end}),
                "plan_items": rows("plan_items", item(kind=kind)),
                "plan_updates": rows("plan_updates", *({"item": "act", "period": p, "status": s} for p, s in past)),
            },
            Q3,
        )
    )
    expected = {"item": "act", "period": "2009/10 Q3", "status": "not reported", "percent_status": "not reported"}
    assert found == ([expected] if due else [])


@pytest.mark.parametrize(
    ("kind", "others_plan", "due"), [("action", "plan", True), ("action", "other", False), ("milestone", "plan", False)]
)
def test_a_new_item_is_asked_for_what_its_kind_reports(kind: str, others_plan: str, due: bool) -> None:
    new = item("new", kind, others_plan)
    past = ({"item": "act", "period": "2009/10 Q2", "status": "completed", "percent_status": "not applicable"},)
    found = list(
        due_updates(
            {"plan_items": rows("plan_items", item(), new), "plan_updates": rows("plan_updates", *past)},
            Q3,
        )
    )
    assert [row["item"] for row in found] == (["new"] if due else [])


VALUES = (
    # frequency     the values so far                      owed in 2009/10 Q3
    ("quarterly",   ("2009/10 Q1", "2009/10 Q2"),          ("2009/10 Q3",)),
    ("quarterly",   ("2008/09 FY",),                       ()),
    ("quarterly",   ("2009/10 Q1",),                       ("2009/10 Q3",)),
    ("monthly",     ("2009 M08", "2009 M09"),              ("2009 M10", "2009 M11", "2009 M12")),
    ("half-yearly", ("2009/10 H1",),                       ()),
    ("annual",      ("2008/09 FY",),                       ()),
    ("annual",      ("2008 CY",),                          ("2009 CY",)),
    ("two-yearly",  ("2007 CY",),                          ("2009 CY",)),
    ("two-yearly",  ("2008 CY",),                          ()),
    ("other",       ("2009/10 Q2",),                       ()),
    ("",            ("2009/10 Q2",),                       ()),
)  # fmt: skip


@pytest.mark.parametrize(("frequency", "past", "due"), VALUES)
def test_an_indicator_owes_a_value_for_each_of_its_periods_that_ends(
    frequency: str, past: tuple[str, ...], due: tuple[str, ...]
) -> None:
    given = ({"indicator": "x", "period": p, "area": "all", "breakdown": "all", "value": "0"} for p in past)
    tables = {
        "indicators": rows("indicators", {"indicator": "x", "frequency": frequency}),
        "observations": rows("observations", *given),
    }
    found = list(due_observations(tables, Q3))
    assert tuple(row["period"] for row in found) == due
    assert all(row["value_status"] == "not reported" and not row.get("value") for row in found)


def test_an_annual_value_is_owed_in_the_last_quarter() -> None:
    tables = {
        "indicators": rows("indicators", {"indicator": "x", "frequency": "annual"}),
        "observations": rows("observations", {"indicator": "x", "period": "2008/09 FY"}),
    }
    assert [row["period"] for row in due_observations(tables, Q3.next)] == ["2009/10 FY"]


def test_values_are_owed_in_the_areas_and_groups_of_last_time() -> None:
    past = (("2009/10 Q1", "old-ward"), ("2009/10 Q1", "town"), ("2009/10 Q2", "town"), ("2009/10 Q2", "ward"))
    given = ({"indicator": "x", "period": p, "area": a, "breakdown": "all"} for p, a in past)
    tables = {
        "indicators": rows("indicators", {"indicator": "x", "frequency": "quarterly"}),
        "observations": rows("observations", *given),
    }
    assert [row["area"] for row in due_observations(tables, Q3)] == ["town", "ward"]


@pytest.mark.parametrize(("status", "due"), [("", True), ("not reported", True), ("closed", False)])
def test_a_risk_owes_a_score_until_it_is_closed_and_its_target_stands(status: str, due: bool) -> None:
    last = {"risk": "r", "period": "2009/10 Q2", "score": "9", "target_score": "6", "score_status": status}
    tables = {"risks": rows("risks", {"risk": "r"}), "risk_scores": rows("risk_scores", last)}
    (row,) = [*due_scores(tables, Q3)] or [{}]
    assert bool(row) is due
    assert row.get("score") is None
    assert row.get("target_score") == ("6" if due else None)


@pytest.mark.parametrize(("access", "kept"), [("exempt", True), ("sensitive", True), ("embargoed", False)])
def test_what_is_never_open_is_not_open_next_time(access: str, kept: bool) -> None:
    last = {"risk": "r", "period": "2009/10 Q2", "access": access, "exempt_paragraph": "3"}
    tables = {"risks": rows("risks", {"risk": "r"}), "risk_scores": rows("risk_scores", last)}
    assert ("access" in next(due_scores(tables, Q3))) is kept


@pytest.mark.parametrize("relation", ["carried forward as", "merged into", "split into"])
def test_what_lives_on_as_another_owes_nothing(relation: str) -> None:
    link = {"from_kind": "risk", "from_id": "r", "relation": relation, "to_kind": "risk", "to_id": "s"}
    tables = {
        "risks": rows("risks", {"risk": "r"}),
        "risk_scores": rows("risk_scores", {"risk": "r", "period": "2009/10 Q2"}),
        "links": rows("links", link),
    }
    assert [*due_scores(tables, Q3)] == []


def test_nothing_is_blank_once_anything_is_filled_in() -> None:
    for report in REPORTS:
        (empty,) = rows(report.table, {report.status: "not reported"})
        assert report.is_blank(empty)
        for column in (*report.figures, "note"):
            assert not report.is_blank({**empty, column: "0"})
        assert not report.is_blank({**empty, report.status: "not legible"})


def held(role: str, holder_kind: str, holder: str, thing: str = "act") -> dict[str, str]:
    return {"thing_kind": "plan item", "thing": thing, "role": role, "holder_kind": holder_kind, "holder": holder}


WHO: Sequence[tuple[str, list[dict[str, str]], tuple[str, ...]]] = (
    ("its lead before others",        [held("authorising", "unit", "b"), held("lead", "unit", "a")],      ("a",)),
    ("the unit of the post",          [held("lead", "post", "boss")],                                     ("b",)),
    ("both, where two lead",          [held("lead", "post", "boss"), held("lead", "unit", "a")],          ("a", "b")),
    ("nobody who is only consulted",  [held("consulted", "unit", "a")],                                   ("c",)),
    ("who delivers, where none leads", [held("authorising", "unit", "b"), held("delivering", "unit", "a")], ("a",)),
    ("who leads what it is part of",  [held("lead", "unit", "a", "top")],                                 ("a",)),
    ("whose plan it is",              [],                                                                 ("c",)),
    ("no body",                       [held("lead", "body", "a")],                                        ("c",)),
)  # fmt: skip


@pytest.mark.parametrize(("holders", "units"), [row[1:] for row in WHO], ids=[row[0] for row in WHO])
def test_a_thing_is_filled_in_by(holders: list[dict[str, str]], units: tuple[str, ...]) -> None:
    tables = {
        "units": rows("units", *({"unit": id, "name": id} for id in "abc")),
        "posts": rows("posts", {"post": "boss", "unit": "b"}),
        "plans": rows("plans", {"plan": "plan", "unit": "c"}),
        "plan_items": rows("plan_items", item("top"), item(parent="top")),
        "responsibilities": rows("responsibilities", *holders),
    }
    assert Units(tables).of("plan item", "act") == units


TEXTS = (
    ("Sefton: quarter 2 of 2009/10", "Sefton: quarter 3 of 2009/10"),
    ("Quarter 2, 2009/10: what we did", "Quarter 3, 2009/10: what we did"),
    ("2009/10 Q2 (July to September 2009)", "2009/10 Q3 (October to December 2009)"),
    ("Q2 of 2009/10", "Q3 of 2009/10"),
    ("the first two quarters of 2009/10", "the first three quarters of 2009/10"),
    ("Report 12009/10 Q21", "Report 12009/10 Q21"),
    ("Nothing of it", "Nothing of it"),
)


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_words_are_renewed(before: str, after: str) -> None:
    assert renewed(before, Q3.previous, Q3) == after
