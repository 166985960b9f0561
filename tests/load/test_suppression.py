"""Small numbers: which are suppressed, what goes with them, and that nobody can work any of them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.sums import Cell, Sum, sums_by_place, sums_by_time
from generator.load.suppression import Figures, cells_to_suppress, telling, worked_out
from generator.model import Observation, Release
from generator.periods import Period
from tests.projects import change_rows, copy_project, load, published

LATEST = "2024-25-q2"
BELOW = 5
YEAR = "2024/25 FY"
QUARTERS = ("2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4")
WARDS = ("a", "b", "c", "d")
AREAS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "whole": {"district": ("north", "south"), "ward": WARDS},
    "north": {"ward": ("a", "b")},
    "south": {"ward": ("c", "d")},
}
GROUPS = {"all": {"sex": ("women", "men")}}


def cell(area: str, breakdown: str = "all", period: str = YEAR) -> Cell:
    return "homeless", Period.parse(period), area, breakdown


def figures(counts: Mapping[Cell, Decimal | None], typed: frozenset[Cell] = frozenset()) -> Figures:
    sums = [*sums_by_place(list(counts), AREAS, GROUPS), *sums_by_time(list(counts))]
    return Figures(BELOW, counts, telling(sorted(sums, key=lambda each: len(each.parts)), counts), typed)


def table(**counts: int | None) -> Figures:
    """The figures of areas, everyone together, for one year."""
    return figures({cell(area): None if count is None else Decimal(count) for area, count in counts.items()})


def hidden(*releases: Figures) -> str:
    """The areas that are suppressed."""
    return " ".join(sorted(area for _, _, area, _ in cells_to_suppress(releases)))


# fmt: off
TABLES = [
    # figures                                                   suppressed
    ({"whole": 30, "north": 14, "south": 16},                   ""),
    ({"north": 4, "south": 5},                                  "north"),        # there is no total
    ({"whole": 20, "north": 4, "south": 16},                    "north south"),  # or 20 - 16 tells it
    ({"north": 9, "a": 4, "b": 5},                              "a b"),
    ({"whole": 30, "a": 3, "b": 9, "c": 8, "d": 10},            "a c"),          # the smallest other one
    ({"whole": 22, "a": 3, "b": 9, "c": 0, "d": 10},            "a b"),          # 0 is published, and hides nothing
    ({"whole": 3, "a": 3, "b": 0, "c": 0, "d": 0},              "a whole"),
    ({"whole": 25, "a": 3, "b": 4, "c": 8, "d": 10},            "a b"),          # 3 and 4 hide each other
    ({"whole": 20, "a": 1, "b": 1, "c": 8, "d": 10},            "a b c"),        # 2 for two wards: each has one
    ({"whole": 33, "north": 13, "south": 20, "a": 4, "b": 9, "c": 8, "d": 12}, "a b"),
    ({"whole": 24, "north": 4, "south": 20, "a": 4, "b": 0, "c": 8, "d": 12},  "a c north south"),
    ({"whole": 25, "a": 3, "b": None, "c": 8, "d": 10},         "a"),            # b is not known to anybody
    ({"whole": 25, "a": 3},                                     "a"),            # one ward alone is not the whole
    ({"whole": 30, "a": 3, "b": 9},                             "a"),            # nor are two of four, short of it
    ({"whole": 12, "a": 3, "b": 9},                             "a b"),          # unless they are: the others have none
    ({"whole": 0, "a": 0, "b": 0},                              ""),
]
# fmt: on


@pytest.mark.parametrize(("counts", "suppressed"), TABLES)
def test_what_is_suppressed(counts: dict[str, int | None], suppressed: str) -> None:
    assert hidden(table(**counts)) == suppressed


def test_a_quarter_takes_another_quarter_of_its_year_along() -> None:
    counts = {
        cell("whole", period=quarter): Decimal(count) for quarter, count in zip(QUARTERS, (3, 9, 7, 8), strict=True)
    }
    assert cells_to_suppress([figures(counts)]) == {cell("whole", period=QUARTERS[0])}
    counts[cell("whole")] = Decimal(27)
    taken = cells_to_suppress([figures(counts)])
    assert taken == {cell("whole", period=QUARTERS[0]), cell("whole", period=QUARTERS[2])}


def test_what_an_officer_suppressed_is_protected_too() -> None:
    counts = {cell("whole"): Decimal(30), cell("north"): None, cell("south"): Decimal(16)}
    assert cells_to_suppress([figures(counts, frozenset({cell("north")}))]) == {cell("north"), cell("south")}


def test_two_releases_side_by_side_tell_no_more_than_one() -> None:
    """The older one has no total: alone it would keep the ward that the newer one has to suppress."""
    older, newer = table(a=3, b=9, c=8, d=10), table(whole=30, a=3, b=9, c=8, d=10)
    assert hidden(older) == "a"
    assert hidden(older, newer) == "a c"


def test_cells_that_only_two_sums_together_tell_are_found() -> None:
    """In each row and column two cells are unknown, and yet the one between the two rings has but one solution."""
    places = [
        ("a", "x"),
        ("a", "y"),
        ("b", "x"),
        ("b", "y"),
        ("b", "z"),
        ("c", "z"),
        ("c", "w"),
        ("d", "z"),
        ("d", "w"),
    ]
    lost = frozenset(cell(area, group) for area, group in places)
    counts: dict[Cell, Decimal | None] = {
        cell(area, group): Decimal(10) for area, group in product(("whole", *WARDS), ("all", *"wxyz"))
    }
    sums = sums_by_place(list(counts), {"whole": {"ward": WARDS}}, {"all": {"kind": tuple("wxyz")}})
    assert worked_out(Figures(BELOW, counts, list(sums)), lost) == {cell("b", "z")}


PRIME = 2**61 - 1
"""Equations are held against each other modulo this: quick, and another way than the policy's."""

Equation = dict[Cell, int]


def reduced(row: Equation, basis: Mapping[Cell, Equation]) -> Equation:
    """What the equation says beyond those of the basis; nothing where it follows from them."""
    while (lead := next((place for place in row if place in basis), None)) is not None:
        times, other = row[lead], basis[lead]
        row = {place: (row.get(place, 0) - times * other.get(place, 0)) % PRIME for place in {**row, **other}}
        row = {place: number for place, number in row.items() if number}
    return row


def basis_of(rows: Sequence[Equation]) -> Mapping[Cell, Equation]:
    """The equations one above the other, each led by a cell that none below it has."""
    basis: dict[Cell, Equation] = {}
    for row in rows:
        rest = reduced(row, basis)
        if rest:
            lead = next(iter(rest))
            factor = pow(rest[lead], -1, PRIME)
            basis[lead] = {place: number * factor % PRIME for place, number in rest.items()}
    return basis


def equation(each: Sum, lost: frozenset[Cell]) -> Equation:
    return {term: 1 if term == each.whole else -1 for term in each.terms if term in lost}


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def consistent(draw: st.DrawFn) -> dict[Cell, Decimal | None]:
    """Wards by sex and quarter, and every total of them, with some rows left out and some not reported."""
    quarters = QUARTERS[: draw(st.integers(1, 4))]
    single = {(area, sex, quarter): draw(COUNTS) for area in WARDS for sex in ("women", "men") for quarter in quarters}
    below = {"whole": WARDS, "north": ("a", "b"), "south": ("c", "d"), **{ward: (ward,) for ward in WARDS}}
    groups = {"all": ("women", "men"), "women": ("women",), "men": ("men",)}
    spans = {**{quarter: (quarter,) for quarter in quarters}, **({YEAR: quarters} if len(quarters) == 4 else {})}
    counts: dict[Cell, Decimal | None] = {}
    for area, group, span in product(below, groups, spans):
        total = sum(single[place] for place in product(below[area], groups[group], spans[span]))
        fate = draw(st.integers(0, 11))
        if fate > 1:
            counts[cell(area, group, span)] = Decimal(total)
        elif fate == 1:
            counts[cell(area, group, span)] = None
    return counts


@settings(max_examples=60, deadline=None)
@given(consistent())
def test_nothing_that_is_suppressed_can_be_worked_out(counts: dict[Cell, Decimal | None]) -> None:
    own = figures(counts)
    gone = cells_to_suppress([own])
    lost = gone | {place for place, count in counts.items() if count is None}
    for each in own.sums:
        unknown = [term for term in each.terms if term in lost]
        assert len(unknown) != 1 or unknown[0] not in gone
    basis = basis_of([equation(each, lost) for each in own.sums])
    for place in gone:
        assert reduced({place: 1}, basis), f"what stands at {place} follows from the sums"
    for place, count in counts.items():
        small = count is not None and 0 < count < BELOW
        assert place in gone or not small
        assert count != 0 or place not in gone
    assert cells_to_suppress([own]) == gone


@settings(max_examples=60, deadline=None)
@given(consistent())
def test_nothing_is_suppressed_without_a_small_number(counts: dict[Cell, Decimal | None]) -> None:
    large = {place: count if count is None or count == 0 else count + BELOW for place, count in counts.items()}
    assert cells_to_suppress([figures(large)]) == frozenset()


def values(release: Release, indicator: str = "young-homeless") -> dict[str, Observation]:
    own = [each for each in release.observations if each.indicator == indicator]
    return {each.area: each for each in own if each.period.token == "2024/25 Q2"}


def test_the_model_never_holds_a_suppressed_figure(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(
        project,
        f"{LATEST}/observations.csv",
        {"area": "hill-ward"},
        numerator="3",
        denominator="77123",
        note="Up from 77124",
    )
    portal = load(project)
    found = values(portal.publishers[0].latest)
    assert {area: each.value for area, each in found.items()} == {
        "smallshire": "17", "mill-ward": "9", "hill-ward": "", "vale-ward": "",
    }  # fmt: skip
    for area in ("hill-ward", "vale-ward"):
        each = found[area]
        assert (each.value_status, each.numerator, each.denominator) == ("suppressed", None, None)
    assert "77123" not in repr(portal)
    for secret in ("77123", "77124"):
        assert secret not in "\n".join(published(project).values())


@pytest.mark.parametrize(("period", "told"), [("2024/25 Q1", ("22", "21")), ("2024/25 Q2", ("", ""))])
def test_a_correction_tells_no_figures_where_any_is_suppressed(
    period: str, told: tuple[str, str], tmp_path: Path
) -> None:
    """Beside the others they might tell the small one."""
    project = copy_project(tmp_path)
    with (project.data / "smallshire" / LATEST / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(f"homeless,indicator,young-homeless,{period},2024-25-q1,1.0.0,How many,22,21,")
        file.write("One was counted twice.,2024-09-12,director-of-place,,,,\n")
    (correction,) = (each for each in load(project).publishers[0].latest.corrections if each.correction == "homeless")
    assert (correction.before, correction.after) == told


def test_a_rate_goes_with_its_numerator_and_every_other_value_stays(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    before = load(project).publishers[0].latest
    with (project.data / "smallshire" / LATEST / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("tree-survival,2023/24 FY,mill-ward,all,8,final,4,50,,,,,,\n")
        file.write("tree-survival,2023/24 FY,hill-ward,all,86.5,final,2120,2450,,,,,,\n")
    change_rows(project, f"{LATEST}/indicators.csv", {"indicator": "tree-survival"}, suppress_below="5")
    after = load(project).publishers[0].latest
    assert after.observations[:-2] == before.observations
    for each in after.observations[-2:]:
        assert (each.value, each.value_status, each.numerator, each.denominator) == ("", "suppressed", None, None)


def test_a_withheld_row_is_no_part_of_a_sum(tmp_path: Path) -> None:
    """17 less 9 is what it and the small number make together: that tells neither."""
    project = copy_project(tmp_path)
    change_rows(project, f"{LATEST}/observations.csv", {"area": "vale-ward"}, access="exempt", exempt_paragraph="3")
    found = values(load(project).publishers[0].latest)
    assert {area: each.value for area, each in found.items()} == {"smallshire": "17", "mill-ward": "9", "hill-ward": ""}
