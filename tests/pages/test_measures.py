"""How values, targets and what they mean are told; and that what is shown never contradicts the status beside it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.derive.indicators import IndicatorResult, Point, indicator_results
from generator.derive.targets import JUDGED, judge
from generator.model import Target
from generator.pages.indicators import improving_sentence
from generator.pages.measures import (
    POLARITY_WORDS,
    STATUS_PHRASES,
    comparators,
    message,
    missed_text,
    shown_value,
    target_text,
    value_text,
    why,
    year_sentence,
)
from generator.pages.messages import status_sentence
from generator.pages.sparklines import SPARK_HEIGHT, SPARK_WIDTH, sparkline
from tests.records import benchmark, indicator, measured, observation, target

YEAR, BEFORE = "2024/25 FY", "2023/24 FY"
LABEL = "April 2024 to March 2025"
BETTER, WORSE, SAME = (f", {word} a year before" for word in ("better than", "worse than", "the same as"))
POINTS = " percentage points"
CLOSE = "narrowly missed its target by"
MISSED = "missed its target by"

# fmt: off
VALUES = [
    # value        unit                   decimals  said
    ("85",         "%",                   None,     "85%"),
    ("85",         "%",                   1,        "85%"),        # no decimals that nobody gave
    ("85.0",       "%",                   1,        "85.0%"),
    ("85.04",      "%",                   1,        "85.0%"),
    ("84.95",      "%",                   1,        "85.0%"),
    ("84.949",     "%",                   1,        "84.9%"),
    ("2.5",        "%",                   0,        "3%"),         # halves go up
    ("84.10",      "%",                   None,     "84.10%"),     # as it was printed
    ("636",        "kg",                  0,        "636 kg"),
    ("1234567.8",  "number",              1,        "1,234,567.8"),
    ("1234",       "",                    None,     "1,234"),
    ("2976",       "per 100,000 people",  0,        "2,976 per 100,000 people"),
    ("1500",       "£",                   0,        "£1,500"),
    ("8491",       "£ thousand",          0,        "£8,491 thousand"),
    ("-12.4",      "%",                   1,        "-12.4%"),
    ("-0.04",      "%",                   1,        "0.0%"),       # no number is minus nothing
    ("0",          "days",                0,        "0 days"),
    ("",           "%",                   1,        "No value"),
]

OTHER_VALUES = [
    # kind      value          said
    ("ordinal", "Good",        "Good"),
    ("text",    "bronze leaf", "bronze leaf"),
    ("ordinal", "",            "No value"),
    ("text",    "",            "No value"),
]

TARGETS = [
    # target                                                 decimals  said
    (target("at least", "85"),                               0,        "at least 85%"),
    (target("more than", "70"),                              0,        "more than 70%"),
    (target("at most", "", "21.8"),                          1,        "at most 21.8%"),
    (target("less than", "", "16"),                          0,        "less than 16%"),
    (target("between", "17", "28"),                          0,        "17% to 28%"),
    (target("equals", "100"),                                0,        "100%"),
    (target("improve"),                                      0,        "better than a year before"),
    (target("described", text="among the best quarter"),     0,        "Among the best quarter"),
    (target("at least", "85.45"),                            1,        "at least 85.45%"),  # never rounded
    (target("at least", "1500"),                             0,        "at least 1,500%"),
    (None,                                                   0,        "No target"),
]

MISSES = [
    # target                       value    unit    said
    (target("at least", "85"),     "84.6",  "%",    "missed by 0.4 percentage points"),
    (target("at least", "85"),     "75",    "days", "missed by 10 days"),     # not 1E+1
    (target("at least", "2085"),   "85",    "",     "missed by 2,000"),
    (target("at most", "", "10"),  "12.50", "£",    "missed by £2.5"),
    (target("at least", "85"),     "85",    "%",    ""),
    (target("more than", "85"),    "85",    "%",    "just missed: the target itself does not count"),
    (target("less than", "", "16"), "16",   "days", "just missed: the target itself does not count"),
    (target("described"),          "85",    "%",    ""),
    (None,                         "85",    "%",    ""),
]

MESSAGES = [
    # year before  value    target                       better    heading
    ("",           "85",    target("at least", "85"),    "higher", f"85% in {LABEL} met its target"),
    ("80",         "85",    target("at least", "85"),    "higher", f"85% in {LABEL} met its target{BETTER}"),
    ("90",         "85",    target("at least", "85"),    "higher", f"85% in {LABEL} met its target{WORSE}"),
    ("85",         "85",    target("at least", "85"),    "higher", f"85% in {LABEL} met its target{SAME}"),
    ("",           "84.6",  target("at least", "85"),    "higher", f"84.6% in {LABEL} {CLOSE} 0.4{POINTS}"),
    ("",           "84",    target("at least", "85"),    "higher", f"84% in {LABEL} {MISSED} 1 percentage point"),
    ("21",         "22.2",  target("at most", "", "20"), "lower",  f"22.2% in {LABEL} {MISSED} 2.2{POINTS}{WORSE}"),
    ("80",         "85",    None,                        "higher", f"85% in {LABEL}{BETTER}"),
    ("",           "85",    None,                        "higher", f"85% in {LABEL}"),
    ("",           "85",    target("described", text="Good"), "higher", f"85% in {LABEL}"),
    ("",           "",      target("at least", "85"),    "higher", "No value has been reported yet"),
]
# fmt: on


def result_of(value: str, aim: Target | None, before: str = "", **facts: str) -> IndicatorResult:
    rows = [observation(period, cell) for period, cell in ((BEFORE, before), (YEAR, value)) if cell or period == YEAR]
    about = indicator(facts.get("polarity", "higher"), facts.get("tolerance", ""), unit=facts.get("unit", "%"))
    return indicator_results(measured([about], rows, [aim] if aim else ()))["indicator"]


def point_of(value: str, aim: Target | None, before: str = "", **facts: str) -> tuple[IndicatorResult, Point]:
    result = result_of(value, aim, before, **facts)
    return result, result.points[-1]


@pytest.mark.parametrize(("value", "unit", "decimals", "said"), VALUES)
def test_values(value: str, unit: str, decimals: int | None, said: str) -> None:
    assert value_text(indicator(unit=unit, decimals=decimals), value) == said


@pytest.mark.parametrize(("kind", "value", "said"), OTHER_VALUES)
def test_points_of_a_scale_and_words_stay_as_they_are(kind: str, value: str, said: str) -> None:
    assert value_text(indicator(kind=kind), value) == said


@pytest.mark.parametrize(("aim", "decimals", "said"), TARGETS)
def test_targets(aim: Target | None, decimals: int, said: str) -> None:
    assert target_text(indicator(unit="%", decimals=decimals), aim) == said


@pytest.mark.parametrize(("aim", "value", "unit", "said"), MISSES)
def test_misses(aim: Target | None, value: str, unit: str, said: str) -> None:
    result, point = point_of(value, aim, unit=unit)
    assert missed_text(result.indicator, point) == said


@pytest.mark.parametrize(("before", "value", "aim", "polarity", "heading"), MESSAGES)
def test_messages(before: str, value: str, aim: Target | None, polarity: str, heading: str) -> None:
    tolerance = "0.5" if value == "84.6" else ""
    assert message(result_of(value, aim, before, polarity=polarity, tolerance=tolerance)) == heading


def test_a_heading_begins_with_a_capital() -> None:
    rated = replace(indicator(kind="ordinal"), scale="poor; fair")
    (result,) = indicator_results(measured([rated], [observation(YEAR, "fair")])).values()
    assert message(result) == "Fair in April 2024 to March 2025"


def test_why_gives_the_rule_and_its_inputs() -> None:
    result, point = point_of("84.26", target("at least", "85"), "80", tolerance="5%")
    exact = replace(result.indicator, decimals=0)
    assert why(exact, point) == (
        "The value misses the target by no more than the tolerance.",
        "Value 84.26%; target for April 2024 to March 2025: at least 85%.",
        "Missed by 0.74 percentage points.",
        "Tolerance: 4.25 percentage points.",
        "Direction of travel: got better, from 80% a year before; higher is better.",
    )


def test_why_without_a_target() -> None:
    result, point = point_of("84", None)
    assert why(result.indicator, point) == ("No target is set for this period.",)


@pytest.mark.parametrize("polarity", POLARITY_WORDS)
def test_why_says_which_way_is_better(polarity: str) -> None:
    result, point = point_of("84", target("equals", "85"), "80", polarity=polarity)
    assert POLARITY_WORDS[polarity] in " ".join(why(result.indicator, point))


def test_every_status_that_judges_has_its_phrase() -> None:
    assert set(STATUS_PHRASES) == JUDGED


# What is shown is parsed back from the text, as a reader would read it, and judged again.
numbers = st.decimals(min_value=-2000, max_value=2000, places=3, allow_nan=False)
near = st.decimals(min_value=-2, max_value=2, places=3, allow_nan=False)


@given(
    bound=numbers,
    off=near,
    comparison=st.sampled_from(["at least", "more than", "at most", "less than", "equals", "between"]),
    width=st.decimals(min_value=0, max_value=1, places=3),
    decimals=st.sampled_from([None, 0, 1, 2, 3]),
    tolerance=st.sampled_from(["", "0.5", "10%"]),
)
@example(Decimal("85"), Decimal("-0.04"), "at least", Decimal(0), 1, "")  # would read 85.0
@example(Decimal("84.45"), Decimal("-0.05"), "at least", Decimal(0), 0, "")  # both would read 84
@example(Decimal("85"), Decimal("0.3"), "more than", Decimal(0), 0, "")  # met, and would read 85
@example(Decimal("85"), Decimal("-0.3"), "less than", Decimal(0), 0, "")
@example(Decimal("85.4"), Decimal("0.4"), "at most", Decimal(0), 0, "")
@example(Decimal("85"), Decimal("0.4"), "equals", Decimal(0), 0, "")
def test_what_is_shown_never_contradicts_the_status(
    bound: Decimal, off: Decimal, comparison: str, width: Decimal, decimals: int | None, tolerance: str
) -> None:
    ends = (bound, bound + width) if comparison == "between" else (bound, bound)
    lower = str(ends[0]) if comparison in ("at least", "more than", "equals", "between") else ""
    upper = str(ends[1]) if comparison in ("at most", "less than", "between") else ""
    about = replace(indicator(tolerance=tolerance), decimals=decimals)
    aim = target(comparison, lower, upper)
    value = f"{bound + off:f}"
    result = indicator_results(measured([about], [observation(YEAR, value)], [aim]))["indicator"]
    point = result.points[-1]
    read = shown_value(about, point).replace(",", "")
    words = target_text(about, aim).replace(",", "")
    if comparison == "between":
        low, high = words.split(" to ")
        again = target(comparison, low, high)
    elif comparison == "equals":
        again = target(comparison, words)
    else:
        shown = words.removeprefix(f"{comparison} ")
        again = target(comparison, shown if lower else "", shown if upper else "")
    met = judge(about, read, again).status == "on target"
    assert met is (point.verdict.status == "on target"), f"{read} against {words} is {point.verdict.status}"


# fmt: off
SPARKS = [
    # values                points of the line
    ([],                    ""),
    (["5"],                 ""),
    (["0", "10"],           "4,20 96,4"),                # upwards is up
    (["10", "0"],           "4,4 96,20"),
    (["0", "5", "10"],      "4,20 50,12 96,4"),
    (["5", "5"],            "4,20 96,20"),               # level
    (["-10", "10"],         "4,20 96,4"),
]
# fmt: on


@pytest.mark.parametrize(("values", "points"), SPARKS)
def test_sparklines(values: list[str], points: str) -> None:
    drawn = [tuple(map(Decimal, pair.split(","))) for pair in sparkline([Decimal(v) for v in values]).split()]
    assert drawn == [tuple(map(Decimal, pair.split(","))) for pair in points.split()]


@given(st.lists(numbers, min_size=2, max_size=60))
def test_a_sparkline_stays_in_its_box_and_rises_where_the_values_do(values: list[Decimal]) -> None:
    drawn = [tuple(map(Decimal, pair.split(","))) for pair in sparkline(values).split()]
    assert len(drawn) == len(values)
    for (x, y), value in zip(drawn, values, strict=True):
        assert 0 <= x <= SPARK_WIDTH
        assert 0 <= y <= SPARK_HEIGHT
        assert (y == min(y for _, y in drawn)) >= (value == max(values))


NONE_KNOWN = "No indicator has a value for the year before, so none can be called better or worse."

# fmt: off
SHARES = [
    # pairs of year before and now, where higher is better
    ([],                                        NONE_KNOWN),
    ([("", "85")],                              NONE_KNOWN),
    ([("80", "85")],                            "The one indicator with a figure a year before got better."),
    ([("85", "85")],                            "The one indicator with a figure a year before did not get better."),
    ([("80", "85"), ("85", "80"), ("", "85")],  "1 of the 2 indicators with a figure a year before got better."),
    ([("85", "80"), ("85", "80")],              "0 of the 2 indicators with a figure a year before got better."),
    ([("80", "85"), ("80", "85")],              "2 of the 2 indicators with a figure a year before got better."),
]

STATUSES = [
    # values against at least 85, tolerance 1
    ([],                    ""),
    ([""],                  ""),
    (["85"],                "The one with a target to judge by is on target."),
    (["80"],                "The one with a target to judge by is off target."),
    (["85", "84.5", "80"],  "Of 3 with a target to judge by, 1 on target, 1 close to target and 1 off target."),
    (["80", "79"],          "Of 2 with a target to judge by, 2 off target."),
]
# fmt: on


@pytest.mark.parametrize(("pairs", "sentence"), SHARES)
def test_the_share_that_improved(pairs: list[tuple[str, str]], sentence: str) -> None:
    assert improving_sentence([result_of(now, None, before) for before, now in pairs]) == sentence


@pytest.mark.parametrize(("values", "sentence"), STATUSES)
def test_how_many_have_each_status(values: list[str], sentence: str) -> None:
    aim = target("at least", "85")
    assert status_sentence([result_of(value, aim, tolerance="1") for value in values]) == sentence


WITHIN, BEYOND = (f" The value now is {where} its usual ups and downs." for where in ("within", "beyond"))

# fmt: off
SERIES = [
    # values year by year         said of the year before   may be chance
    ("50 51 49 50 51 49 50 51",   WITHIN,                   True),
    ("50 51 49 50 51 49 50 80",   BEYOND,                   False),
    ("50 51 49 50 51",            "",                       False),  # too few to say
]
# fmt: on


@pytest.mark.parametrize(("values", "sentence", "chance"), SERIES)
def test_a_change_that_may_be_chance_is_told_as_one(values: str, sentence: str, chance: bool) -> None:
    years = values.split()
    rows = [observation(f"{2000 + place}/{place + 1:02} FY", value) for place, value in enumerate(years)]
    result = indicator_results(measured([indicator(unit="%")], rows))["indicator"]
    assert year_sentence(result) == f"A year before it was {years[-2]}%.{sentence}"
    assert message(result).endswith(f"{BETTER}{' but within its usual ups and downs' if chance else ''}")


def test_nothing_is_said_of_a_year_before_that_is_not_known() -> None:
    assert year_sentence(result_of("85", None)) == ""
    assert year_sentence(result_of("", None)) == ""
    assert year_sentence(result_of("85", None, "85")) == "A year before it was 85%."


def test_the_newest_averages_of_others_stand_beside_the_value() -> None:
    others = [
        benchmark("mean", "70", "2023/24 FY"),
        benchmark("mean", "72", "2024/25 FY", "Shires"),
        benchmark("median", "74", "2024/25 FY", "All England"),
        benchmark("upper quartile", "90", "2024/25 FY", "All England"),
        benchmark("mean", "99", "2025/26 FY"),  # of a year that has no value yet
        benchmark("mean", "1", "2024/25 Q4"),  # of another kind of period
    ]
    rows = [observation(YEAR, "85")]
    result = indicator_results(measured([indicator(unit="%")], rows, (), others))["indicator"]
    assert comparators(result) == (LABEL, ("Shires: 72%", "All England: 74%"))
    alone = indicator_results(measured([indicator(unit="%")], rows))["indicator"]
    assert comparators(alone) == ("", ())
