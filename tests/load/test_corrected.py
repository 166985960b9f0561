"""Which facts need a correction when they read otherwise: between two releases, and within one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.contract import tables
from generator.load.convert import convert
from generator.load.facts import FACTS, changes_to, facts_in, rows_by_key
from generator.load.records import Record
from tests.records import row_read

KEYS: Mapping[str, Mapping[str, str]] = {
    "observations": {"indicator": "waste", "period": "2024/25 Q1", "area": "all", "breakdown": "all"},
    "targets": {"indicator": "waste", "period": "2024/25 Q1", "area": "all", "kind": "target"},
    "indicators": {"indicator": "waste"},
    "plan_updates": {"item": "bank", "period": "2024/25 Q1"},
    "plan_items": {"item": "bank"},
    "risk_scores": {"risk": "flood", "period": "2024/25 Q1"},
    "budgets": {"budget": "parks", "period": "2024/25 FY"},
    "assessments": {"assessment": "star"},
}

FINAL, EARLY = {"value_status": "final"}, {"value_status": "provisional"}
NONE = {"value": "", "value_status": "suppressed"}
# fmt: off
CASES = [
    # table           before                            after                             between releases, within one
    ("observations",  {"value": "24", **FINAL},         {"value": "25", **FINAL},         True,  True),
    ("observations",  {"value": "24", **FINAL},         {"value": "24.0", **FINAL},       False, False),
    ("observations",  {"value": "0", **FINAL},          {"value": "", "value_status": "not reported"}, True, True),
    ("observations",  {"value": "24", **EARLY},         {"value": "25", **FINAL},         False, True),
    ("observations",  {"value": "Good", **FINAL},       {"value": "Fair", **FINAL},       True,  True),
    ("observations",  {"value": "3", **FINAL},          NONE,                             False, True),
    ("observations",  {"value": "24", **FINAL},         {"value": "24", "note": "Anew."}, False, False),
    ("targets",       {"lower": "85"},                  {"lower": "75"},                  True,  True),
    ("targets",       {"comparison": "at least"},       {"comparison": "more than"},      True,  True),
    ("targets",       {"text": "the best quarter"},     {"text": "the best half"},        True,  True),
    ("indicators",    {"polarity": "higher"},           {"polarity": "lower"},            True,  True),
    ("indicators",    {"tolerance": "2"},               {"tolerance": "9"},               True,  True),
    ("indicators",    {"definition": "All bins."},      {"definition": "Most bins."},     True,  True),
    ("indicators",    {"title": "Bins"},                {"title": "Bins emptied"},        False, True),
    ("indicators",    {"quality_grade": "high"},        {"quality_grade": "low"},         False, False),
    ("plan_updates",  {"status": "delayed"},            {"status": "on target"},          True,  True),
    ("plan_updates",  {"status": "not reported"},       {"status": "on target"},          False, True),
    ("plan_updates",  {"percent_complete": "0"},        {"percent_complete": "10"},       True,  True),
    ("plan_updates",  {"progress": "Slow."},            {"progress": "Steady."},          False, False),
    ("plan_items",    {"due": "2025-03-31"},            {"due": "2025-06-30"},            False, True),
    ("risk_scores",   {"score": "12"},                  {"score": "6"},                   True,  True),
    ("risk_scores",   {"target_score": "4"},            {"target_score": "6"},            False, True),
    ("budgets",       {"net_revenue": "100"},           {"net_revenue": "90"},            False, True),
    ("assessments",   {"score": "2"},                   {"score": "3"},                   False, True),
]
# fmt: on


def record(table: str, cells: Mapping[str, str], *, withheld: bool = False) -> Record:
    given = {**KEYS[table], **cells}
    columns = {column.name: column for column in tables()[table].columns}
    values = {name: convert(columns[name], cell) for name, cell in given.items() if cell or not columns[name].required}
    return row_read(table, values, withheld=withheld)


@pytest.mark.parametrize(("table", "before", "after", "between", "within"), CASES)
def test_what_needs_a_correction(
    table: str, before: Mapping[str, str], after: Mapping[str, str], between: bool, within: bool
) -> None:
    was, now = facts_in([record(table, before)]), [record(table, after)]
    assert bool(list(changes_to(was, now, same_release=False))) is between
    found = [(each.kind, each.table) for each in changes_to(was, now, same_release=True)]
    assert found == ([(FACTS[table].kind, table)] if within else [])


def test_every_table_of_facts_is_tried() -> None:
    assert {case[0] for case in CASES} == FACTS.keys() == KEYS.keys()


def test_what_is_gone_matters_within_a_release_only() -> None:
    row = {**KEYS["targets"], "comparison": "at least", "lower": "85"}
    was = {"targets": rows_by_key("targets", [row])}
    assert list(changes_to(was, [], same_release=False)) == []
    (gone,) = changes_to(was, [], same_release=True)
    assert gone.record is None
    assert (
        list(changes_to({"targets": rows_by_key("targets", [{**row, "access": "exempt"}])}, [], same_release=True))
        == []
    )


def test_nothing_is_told_of_what_is_withheld() -> None:
    was, now = record("targets", {"lower": "85"}), record("targets", {"lower": "75"})
    hidden = record("targets", {"lower": "75"}, withheld=True)
    for same_release in (False, True):
        assert list(changes_to(facts_in([was]), [hidden], same_release=same_release)) == []
        assert list(changes_to(facts_in([hidden]), [now], same_release=same_release)) == []
