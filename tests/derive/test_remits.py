"""What a body answers for, by what its remit names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive.remits import remits_of
from generator.derive.tree import grow
from generator.model import FrameworkItem, Plan, Post, Release, Responsibility, Unit
from tests.records import Q2, indicator, link, plan_item, release, risk


def council() -> Release:
    items = [
        plan_item("roads"),
        plan_item("potholes", parent="roads"),
        replace(plan_item("schools"), plan="other"),
    ]
    leads = [
        ("plan item", "roads", "post", "engineer"),
        ("risk", "flood", "unit", "highways"),
        ("indicator", "ni-1", "unit", "place"),
    ]
    return replace(
        release(Q2, items),
        plans=(Plan("plan", "Plan", "", "", None, None, ""), Plan("other", "Other", "", "learning", None, None, "")),
        units=(
            Unit("place", "Place", "directorate", "", "", ""),
            Unit("highways", "Highways", "service", "place", "", ""),
            Unit("learning", "Learning", "directorate", "", "", ""),
        ),
        posts=(Post("engineer", "Engineer", "highways", ""),),
        responsibilities=tuple(Responsibility(kind, thing, "lead", held, by, 1, "") for kind, thing, held, by in leads),
        frameworks=(
            FrameworkItem("strategy", "strategy", "", 1, "", "Strategy", ""),
            FrameworkItem("safer", "strategy", "strategy", 1, "", "Safer", ""),
        ),
        indicators=(indicator(id="ni-1"), indicator(id="ni-2"), replace(indicator(id="ni-3"), framework="strategy")),
        risks=(risk("flood"), risk("fraud")),
        links=(
            link("indicator", "ni-2", "measures", "plan item", "potholes"),
            link("plan item", "schools", "contributes to", "framework item", "safer"),
        ),
    )


# fmt: off
REMITS = [
    # what the remit names            items                    indicators         risks
    (("unit", "place"),               ["roads", "potholes"],   ["ni-1", "ni-2"],  ["flood"]),  # and all below
    (("unit", "highways"),            ["roads", "potholes"],   ["ni-2"],          ["flood"]),
    (("unit", "learning"),            ["schools"],             [],                []),         # its plan
    (("plan", "plan"),                ["roads", "potholes"],   ["ni-2"],          []),
    (("plan item", "roads"),          ["roads", "potholes"],   ["ni-2"],          []),
    (("plan item", "potholes"),       ["potholes"],            ["ni-2"],          []),
    (("framework item", "strategy"),  ["schools"],             ["ni-3"],          []),         # with the lines below it
    (("indicator", "ni-1"),           [],                      ["ni-1"],          []),
    (("risk", "fraud"),               [],                      [],                ["fraud"]),
]
# fmt: on


@pytest.mark.parametrize(("named", "items", "indicators", "risks"), REMITS)
def test_remits(named: tuple[str, str], items: list[str], indicators: list[str], risks: list[str]) -> None:
    given = council()
    given = replace(given, links=(*given.links, link(*named, "within remit of", "body", "committee")))
    remit = remits_of(given, grow(given.plan_items))["committee"]
    assert remit.given == (named,)
    assert (list(remit.items), list(remit.indicators), list(remit.risks)) == (items, indicators, risks)


def test_a_body_that_no_link_names_has_no_remit() -> None:
    given = council()
    assert remits_of(given, grow(given.plan_items)) == {}
