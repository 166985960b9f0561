"""The made-up county's plans, risks, committees and papers: every feature that pages can show is there."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.derive.results import ReleaseResult
from generator.load import Loaded
from tests.example.made import NEW_PLAN, Releases, Row, Tables

ONWARD = ("carried forward as", "merged into", "split into", "dropped from")


def test_plans_have_every_kind_of_lineage(latest: Tables) -> None:
    kinds = Counter(row["kind"] for row in latest["plan_items"] if row["plan"] == "plan-2006-09")
    assert kinds["priority"] == 6
    assert kinds["objective"] == 18
    relations = Counter(row["relation"] for row in latest["links"] if row["from_kind"] == "plan item")
    merged = Counter(row["to_id"] for row in latest["links"] if row["relation"] == "merged into")
    assert relations["carried forward as"] > 10
    assert set(merged.values()) == {2}
    assert len(merged) == 3
    assert relations["split into"] >= 2
    assert relations["dropped from"] == 3


def test_nothing_of_the_old_plan_is_lost(releases: Releases) -> None:
    """Whatever was not finished moved to the new plan, lives on as something else, or was dropped."""
    before, after = releases["2008-09-q4"], releases[NEW_PLAN]
    done = {row["item"] for row in before["plan_updates"] if row["status"] == "completed"}
    kept = {row["item"]: row["plan"] for row in after["plan_items"]}
    onward = {row["from_id"] for row in after["links"] if row["relation"] in ONWARD}
    open_actions = [row["item"] for row in before["plan_items"] if row["kind"] == "action" and row["item"] not in done]
    assert kept.keys() >= {row["item"] for row in before["plan_items"]}
    assert all(kept[item] == "plan-2009-12" or item in onward for item in open_actions)
    assert any(kept[item] == "plan-2009-12" for item in open_actions)


def test_deadlines_slip(releases: Releases) -> None:
    moved: Counter[str] = Counter()
    due: dict[str, str] = {}
    for tables in releases.values():
        for row in tables["plan_items"]:
            if due.setdefault(row["item"], row["due"]) != row["due"]:
                moved[row["item"]] += 1
            due[row["item"]] = row["due"]
    assert 7 <= len(moved) <= 12
    assert max(moved.values()) == 3


def test_progress_only_rises_and_its_words_change(latest: Tables) -> None:
    by_item: dict[str, list[Row]] = {}
    for row in latest["plan_updates"]:
        by_item.setdefault(row["item"], []).append(row)
    same = 0
    for rows in by_item.values():
        percents = [Decimal(row["percent_complete"]) for row in rows if row["percent_complete"]]
        assert percents == sorted(percents)
        words = [row["progress"] for row in rows if row["progress"]]
        same += sum(1 for before, after in pairwise(words) if before == after)
    assert 2 <= same <= 8, "a few are unchanged on purpose"
    statuses = Counter(row["status"] for row in latest["plan_updates"])
    assert {"not started", "on target", "delayed", "on hold", "completed", "not reported"} <= statuses.keys()
    delayed = [row for row in latest["plan_updates"] if row["status"] == "delayed" and row["percent_complete"]]
    assert all(row["issues"] for row in delayed)


def test_risks_rise_fall_and_close(result: ReleaseResult, latest: Tables) -> None:
    moves = Counter(each.movement for each in result.risks.values())
    assert {"rising", "falling", "no change"} <= moves.keys()
    assert sum(1 for each in result.risks.values() if each.is_closed) == 2
    assert sum(1 for row in latest["risks"] if not row["steps"]) == 2
    for row in latest["risk_scores"]:
        if row["likelihood"]:
            assert int(row["score"]) == int(row["likelihood"]) * int(row["impact"])
        if row["score"]:
            assert bool(row["target_reason"]) == (int(row["target_score"]) > int(row["score"]))
    assert {row["kind"] for row in latest["risk_actions"]} == {"in place", "planned", "milestone"}
    relations = {row["relation"] for row in latest["links"] if "risk" in (row["from_kind"], row["to_kind"])}
    assert relations == {"mitigates", "threatens", "within remit of"}


def test_each_directorate_is_in_one_remit_and_each_remit_covers_something(result: ReleaseResult) -> None:
    links = [row for row in result.release.links if row.relation == "within remit of" and row.from_kind == "unit"]
    directorates = [unit.unit for unit in result.release.units if unit.kind == "directorate"]
    assert sorted(row.from_id for row in links) == sorted(directorates)
    assert len(result.remits) == 4
    assert all(remit.items and remit.indicators and remit.risks for remit in result.remits.values())


def test_resolutions_come_to_something(latest: Tables) -> None:
    outcomes = Counter(row["outcome_status"] for row in latest["resolutions"])
    overdue = [row for row in latest["resolutions"] if row["outcome_status"] == "open" and row["due"] < "2009-09-30"]
    assert {"done", "open", "not needed"} == outcomes.keys()
    assert overdue
    assert outcomes["open"] > len(overdue)


def test_clinics_are_about_indicators_that_do_poorly(result: ReleaseResult, latest: Tables) -> None:
    tied = {
        row["to_id"]: row["from_id"]
        for row in latest["links"]
        if row["to_kind"] == "clinic" and row["relation"] == "measures"
    }
    assert tied.keys() == {row["clinic"] for row in latest["clinics"]}
    assert len(tied) >= 3
    for indicator in tied.values():
        leading = result.indicators[indicator].leading
        assert leading is not None
        assert leading.verdict.status == "off target"


def test_some_rows_are_withheld(latest: Tables, result: ReleaseResult) -> None:
    exempt = [row for row in latest["agenda_items"] if row["access"] == "exempt"]
    embargoed = Counter(row["publish_at"] for row in latest["observations"] if row["access"] == "embargoed")
    assert len(exempt) == 2
    assert all(row["exempt_paragraph"] == "3" for row in exempt)
    assert embargoed == {"2009-11-26T09:30:00+00:00": 4, "2099-01-01T09:30:00+00:00": 4}
    public = {item.agenda_item for item in result.release.agenda_items}
    assert not public & {row["agenda_item"] for row in exempt}
    seen = [(row.indicator, row.period.token) for row in result.release.observations if row.area != "exampleshire"]
    assert ("ni-59", "2009/10 Q2") in seen
    assert ("ni-5", "2008/09 FY") not in seen


def test_papers_report_on_the_last_four_quarters(loaded: Loaded) -> None:
    papers = loaded.portal.publishers[0].papers
    reports = [paper for paper in papers if paper.paper.startswith("performance-")]
    assert len(reports) == 16
    assert len(papers) >= 19
    assert len({paper.body for paper in reports}) == 16
    assert min(paper.date for paper in reports) > date(2009, 2, 1)


def test_the_city_can_be_compared(loaded: Loaded) -> None:
    county, city = (publisher.latest for publisher in loaded.portal.publishers)
    ours = {row.reference: row for row in county.indicators}
    assert 12 <= len(city.indicators) <= 16
    for row in city.indicators:
        assert row.framework == ours[row.reference].framework == "ni"
        assert row.unit_of_measure == ours[row.reference].unit_of_measure
    periods = Counter(row.indicator for row in city.observations)
    assert max(periods.values()) == 8
