"""Values below the whole: which period, which parts, and what can be held against the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.derive.parts import PartGroup, parts_of
from generator.model import Area, Breakdown, Observation
from tests.records import indicator, measured, observation, target

WARDS = (
    Area("whole", "Smallshire", "whole", "", "", ""),
    Area("mill", "Mill", "ward", "", "whole", ""),
    Area("quay", "Quay", "ward", "", "whole", ""),
    Area("north", "North", "district", "", "whole", ""),
)
GROUPS = (
    Breakdown("all", "Everyone", "everyone", "", ""),
    Breakdown("young", "Under 65", "age", "all", ""),
    Breakdown("old", "65 and over", "age", "all", ""),
)
YEAR, YEAR_BEFORE = "2024/25 FY", "2023/24 FY"

# fmt: off
AGAINST = [
    # unit  polarity   whole  Mill   Quay   against the whole
    ("%",   "higher",  "50",  "60",  "40",  ("better", "worse")),
    ("%",   "lower",   "50",  "60",  "40",  ("worse", "better")),
    ("%",   "higher",  "50",  "50",  "50",  ("same", "same")),
    ("%",   "target",  "50",  "60",  "40",  ("", "")),   # nearest to the target is best: neither is better
    ("number", "higher", "100", "60", "40", ("", "")),   # a count is the sum of its parts
    ("tonnes", "higher", "100", "60", "40", ("", "")),   # so is this, whatever its unit: the whole lies beyond both
    ("%",   "higher",  "",    "60",  "40",  ("", "")),
    ("%",   "higher",  "50",  "50",  "",    ("", "")),   # one part alone says nothing of the whole
]
# fmt: on


def areas_of(observations: Sequence[Observation], unit: str = "%", polarity: str = "higher") -> tuple[PartGroup, ...]:
    release = replace(measured([indicator(polarity=polarity, unit=unit)], observations), areas=WARDS, breakdowns=GROUPS)
    parts = parts_of(release).get("indicator")
    return () if parts is None else parts.areas


@pytest.mark.parametrize(("unit", "polarity", "whole", "mill", "quay", "expected"), AGAINST)
def test_parts_against_the_whole(
    unit: str, polarity: str, whole: str, mill: str, quay: str, expected: tuple[str, str]
) -> None:
    values = [observation(YEAR, value, area) for area, value in (("whole", whole), ("mill", mill), ("quay", quay))]
    (group,) = areas_of(values, unit, polarity)
    assert tuple(part.against for part in group.parts) == expected


def test_each_kind_of_area_has_a_group_for_its_own_last_period() -> None:
    wards, districts = areas_of(
        [
            observation(YEAR, "50"),
            observation(YEAR, "60", "mill"),
            observation(YEAR_BEFORE, "10", "mill"),
            observation(YEAR_BEFORE, "40", "quay"),
            observation(YEAR_BEFORE, "30", "north"),
        ]
    )
    assert (wards.kind, wards.period.token, districts.kind, districts.period.token) == (
        "ward",
        YEAR,
        "district",
        YEAR_BEFORE,
    )
    assert [(part.id, part.now.value if part.now else None) for part in wards.parts] == [("mill", "60"), ("quay", None)]
    assert [[each.value for each in part.series] for part in wards.parts] == [["10", "60"], ["40"]]


def test_what_is_suppressed_is_counted_and_stays_a_word() -> None:
    hidden = replace(observation(YEAR, "", "mill"), value_status="suppressed")
    (group,) = areas_of([observation(YEAR, "50"), hidden, observation(YEAR, "40", "quay")])
    assert group.suppressed == 1
    assert [part.verdict.status for part in group.parts] == ["no data", "no target"]


def test_nothing_below_the_whole_is_no_group() -> None:
    assert areas_of([observation(YEAR, "50")]) == ()
    assert areas_of([observation(YEAR, "50"), observation(YEAR, "", "mill")]) == ()


def test_groups_of_people_are_those_of_the_whole_area() -> None:
    release = replace(
        measured(
            [indicator(unit="%")],
            [
                observation(YEAR, "50"),
                observation(YEAR, "55", breakdown="young"),
                observation(YEAR, "9", "mill", "old"),
            ],
        ),
        areas=WARDS,
        breakdowns=GROUPS,
    )
    (group,) = parts_of(release)["indicator"].breakdowns
    assert [part.id for part in group.parts] == ["young"]


def test_an_area_is_judged_by_a_target_of_its_own_alone() -> None:
    release = replace(
        measured(
            [indicator(unit="%")],
            [observation(YEAR, "50"), observation(YEAR, "60", "mill"), observation(YEAR, "40", "quay")],
            [target("at least", "55", area="mill"), target("at least", "30")],
        ),
        areas=WARDS,
    )
    (group,) = parts_of(release)["indicator"].areas
    assert [part.verdict.status for part in group.parts] == ["on target", "no target"]
