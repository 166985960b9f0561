"""The rules of periods, as tables: each row can be checked against a calendar."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods import Deadline, Kind, Period, PeriodError, Undated, format_date, parse_date

# fmt: off
WHAT_EACH_TOKEN_MEANS = [
    # token                   kind                  first day     last day      days
    ("2009-09-30",            Kind.DAY,             "2009-09-30", "2009-09-30", 1),
    ("2008-02-29",            Kind.DAY,             "2008-02-29", "2008-02-29", 1),
    ("2009 M10",              Kind.MONTH,           "2009-10-01", "2009-10-31", 31),
    ("2009 M02",              Kind.MONTH,           "2009-02-01", "2009-02-28", 28),
    ("2008 M02",              Kind.MONTH,           "2008-02-01", "2008-02-29", 29),
    ("2000 M02",              Kind.MONTH,           "2000-02-01", "2000-02-29", 29),
    ("1900 M02",              Kind.MONTH,           "1900-02-01", "1900-02-28", 28),
    ("2009/10 Q1",            Kind.QUARTER,         "2009-04-01", "2009-06-30", 91),
    ("2009/10 Q2",            Kind.QUARTER,         "2009-07-01", "2009-09-30", 92),
    ("2009/10 Q3",            Kind.QUARTER,         "2009-10-01", "2009-12-31", 92),
    ("2009/10 Q4",            Kind.QUARTER,         "2010-01-01", "2010-03-31", 90),
    ("2007/08 Q4",            Kind.QUARTER,         "2008-01-01", "2008-03-31", 91),
    ("2009/10 H1",            Kind.HALF_YEAR,       "2009-04-01", "2009-09-30", 183),
    ("2009/10 H2",            Kind.HALF_YEAR,       "2009-10-01", "2010-03-31", 182),
    ("2009/10 FY",            Kind.FINANCIAL_YEAR,  "2009-04-01", "2010-03-31", 365),
    ("1999/00 FY",            Kind.FINANCIAL_YEAR,  "1999-04-01", "2000-03-31", 366),
    ("2008/09 AY",            Kind.ACADEMIC_YEAR,   "2008-09-01", "2009-08-31", 365),
    ("2009 CY",               Kind.CALENDAR_YEAR,   "2009-01-01", "2009-12-31", 365),
    ("2008 CY",               Kind.CALENDAR_YEAR,   "2008-01-01", "2008-12-31", 366),
    ("2010 CY to 2020 CY",    Kind.SPAN,            "2010-01-01", "2020-12-31", 4018),
    ("2008/09 FY to 2010/11 FY", Kind.SPAN,         "2008-04-01", "2011-03-31", 1095),
    ("2009/10 Q4 to 2010/11 Q1", Kind.SPAN,         "2010-01-01", "2010-06-30", 181),
    ("2009-09-30 to 2009-10-02", Kind.SPAN,         "2009-09-30", "2009-10-02", 3),
]

HOW_IT_IS_SAID = [
    # token                      label                              name
    ("2009-09-30",               "30 September 2009",               "30 September 2009"),
    ("2009 M10",                 "October 2009",                    "October 2009"),
    ("2009/10 Q2",               "July to September 2009",          "Quarter 2, 2009/10"),
    ("2009/10 Q4",               "January to March 2010",           "Quarter 4, 2009/10"),
    ("2009/10 H1",               "April to September 2009",         "First half, 2009/10"),
    ("2009/10 H2",               "October 2009 to March 2010",      "Second half, 2009/10"),
    ("2009/10 FY",               "April 2009 to March 2010",        "2009/10"),
    ("2008/09 AY",               "September 2008 to August 2009",   "Academic year 2008/09"),
    ("2009 CY",                  "2009",                            "2009"),
    ("2010 CY to 2020 CY",       "2010 to 2020",                    "2010 to 2020"),
    ("2008/09 FY to 2009/10 FY", "April 2008 to March 2010",        "2008/09 to 2009/10"),
    ("2007/08 AY to 2008/09 AY", "September 2007 to August 2009",   "Academic year 2007/08 to academic year 2008/09"),
    ("2009/10 Q1 to 2009/10 Q3", "April to December 2009",          "Quarter 1, 2009/10 to quarter 3, 2009/10"),
    ("2009 M10 to 2010 M02",     "October 2009 to February 2010",   "October 2009 to February 2010"),
    ("2009-10-01 to 2009-10-05", "1 to 5 October 2009",             "1 to 5 October 2009"),
    ("2009-09-30 to 2009-10-02", "30 September to 2 October 2009",  "30 September to 2 October 2009"),
    ("2009-12-31 to 2010-01-02", "31 December 2009 to 2 January 2010", "31 December 2009 to 2 January 2010"),
    ("2009-10-01 to 2010-10-01", "1 October 2009 to 1 October 2010", "1 October 2009 to 1 October 2010"),
    ("2009 M10 to 2010 M10",     "October 2009 to October 2010",    "October 2009 to October 2010"),
]

WHAT_COMES_BEFORE_AND_AFTER = [
    # token                   previous                   next                       the same a year before
    ("2009-12-31",            "2009-12-30",              "2010-01-01",              "2008-12-31"),
    ("2008-02-29",            "2008-02-28",              "2008-03-01",              "2007-02-28"),
    ("2009-02-28",            "2009-02-27",              "2009-03-01",              "2008-02-28"),
    ("2009 M12",              "2009 M11",                "2010 M01",                "2008 M12"),
    ("2009 M01",              "2008 M12",                "2009 M02",                "2008 M01"),
    ("2009/10 Q1",            "2008/09 Q4",              "2009/10 Q2",              "2008/09 Q1"),
    ("2009/10 Q4",            "2009/10 Q3",              "2010/11 Q1",              "2008/09 Q4"),
    ("2009/10 H2",            "2009/10 H1",              "2010/11 H1",              "2008/09 H2"),
    ("1999/00 FY",            "1998/99 FY",              "2000/01 FY",              "1998/99 FY"),
    ("2008/09 AY",            "2007/08 AY",              "2009/10 AY",              "2007/08 AY"),
    ("2009 CY",               "2008 CY",                 "2010 CY",                 "2008 CY"),
    ("2010 CY to 2020 CY",    "1999 CY to 2009 CY",      "2021 CY to 2031 CY",      "2009 CY to 2019 CY"),
    ("2009/10 Q1 to 2009/10 Q2", "2008/09 Q3 to 2008/09 Q4", "2009/10 Q3 to 2009/10 Q4", "2008/09 Q1 to 2008/09 Q2"),
    ("2009-12-30 to 2009-12-31", "2009-12-28 to 2009-12-29", "2010-01-01 to 2010-01-02", "2008-12-30 to 2008-12-31"),
    ("2008-02-28 to 2008-02-29", "2008-02-26 to 2008-02-27", "2008-03-01 to 2008-03-02", "2007-02-28"),
]

REFUSED = [
    # what was typed           words of the rule        words of what to do
    ("",                       "nothing here",          "2009/10 Q2"),
    ("   ",                    "nothing here",          "2009/10 Q2"),
    (" 2009 CY",               "white space",           "Delete"),
    ("2009 CY\n",              "white space",           "Delete"),
    ("\u00a02009 CY",          "white space",           "Delete"),
    ("30/09/2009",             "day first",             "Type 2009-09-30 for 30 September 2009."),
    ("09/30/2009",             "day first",             "Type 2009-09-30 for 30 September 2009."),
    ("03/04/2009",             "day first",
        "Type 2009-04-03 for 3 April 2009, or 2009-03-04 for 4 March 2009."),
    ("30/09/2009 00:00",       "day first",             "2009-09-30"),
    ("31/11/2009",             "day first",             "2009-09-30"),
    ("30/09/09",               "century",               "year-month-day"),
    ("30-Sep-09",              "month is a word",       "2009-09-30 for 30 September 2009, or 1909-09-30"),
    ("30-Sep-2009",            "month is a word",       "Type 2009-09-30"),
    ("30 September 2009",      "month is a word",       "Type 2009-09-30"),
    ("September 30, 2009",     "month is a word",       "Type 2009-09-30"),
    ("September 2009",         "month is a word",       "Type 2009 M09"),
    ("Sep-09",                 "month of a year and a day of a month", "a month as 2009 M09"),
    ("09-Sep",                 "month of a year and a day of a month", "a day as 2009-09-30"),
    ("40086",                  "count of days",         "2009-09-30 for 30 September 2009, or 2013-10-01"),
    ("40086.5",                "count of days",         "2009-09-30"),
    ("2009-02-29",             "no such day",           "2009-09-30"),
    ("2009-13-01",             "no such day",           "2009-09-30"),
    ("2009-9-30",              "two digits",            "2009-09-30"),
    ("20090930",               "two hyphens",           "2009-09-30"),
    ("2009-09-30T00:00:00",    "no time",               "Type 2009-09-30"),
    ("2009/11 FY",             "must follow",           "Type 2009/10 FY"),
    ("2009/11 Q2",             "must follow",           "Type 2009/10 Q2"),
    ("2009/10",                "kind",                  "2009/10 FY for April 2009 to March 2010, or 2009/10 AY"),
    ("2009-10",                "kind",                  "or 2009 M10 for October 2009"),
    ("2009",                   "kind",                  "2009 CY for 2009, or 2009/10 FY"),
    ("2009/10 Q5",             "Q1 (April to June) to Q4", "Q1, Q2, Q3 or Q4"),
    ("2009/10 Q0",             "Q1 (April to June) to Q4", "Q1, Q2, Q3 or Q4"),
    ("2009/10 H3",             "H1",                    "H1 or H2"),
    ("2009 M13",               "M12 (December)",        "M01 to M12"),
    ("2009 M00",               "M12 (December)",        "M01 to M12"),
    ("2009 M9",                "one way",               "Type 2009 M09"),
    ("2009/10 q2",             "one way",               "Type 2009/10 Q2"),
    ("2009/10  FY",            "one way",               "Type 2009/10 FY"),
    ("2009/10Q2",              "one way",               "Type 2009/10 Q2"),
    ("Q2 2009/10",             "one way",               "Type 2009/10 Q2"),
    ("2009-10 FY",             "one way",               "Type 2009/10 FY"),
    ("2009/2010 FY",           "one way",               "Type 2009/10 FY"),
    ("2009\u201310 FY",        "dash",                  "Replace"),
    ("\uff12009 CY",           "digit",                 "Replace"),
    ("\u0662009 CY",           "digit",                 "Replace"),
    ("2009\u00a0CY",           "character",             "Replace"),
    ("2009/10 CY",             "one year",              "2009 CY for 2009, or 2010 CY for 2010"),
    ("2009 FY",                "two years",             "2009/10 FY for April 2009 to March 2010, or 2008/09 FY"),
    ("2009 Q2",                "two years",             "2009/10 Q2 for July to September 2009, or 2008/09 Q2"),
    ("2009/10 M10",            "one year",              "2009 M10 for October 2009, or 2010 M10"),
    ("1899 CY",                "1900 to 2199",          "Check the year"),
    ("2199/00 FY",             "1900 to 2199",          "Check the year"),
    ("2200-01-01",             "1900 to 2199",          "Check the year"),
    ("2020 CY to 2010 CY",     "earlier first",         "2010 CY to 2020 CY"),
    ("2010 CY to 2010 CY",     "earlier first",         "2010 CY to 2020 CY"),
    ("2010 CY to 2010/11 FY",  "one kind",              "2010 CY to 2020 CY"),
    ("2010 CY to 2011 CY to 2012 CY", "two periods",    "2010 CY to 2020 CY"),
    ("2010 CY - 2020 CY",      "one way",               "Type 2010 CY to 2020 CY"),
    ("2010 CY TO 2020 CY",     "one way",               "Type 2010 CY to 2020 CY"),
    ("2010 to 2020",           "kind",                  "2010 CY"),
    ("ongoing",                "not a period",          "2009/10 Q2"),
    ("banana",                 "not a period",          "2009/10 Q2"),
]

DEADLINES = [
    # typed                last day      label
    ("2010-03-31",         "2010-03-31", "31 March 2010"),
    ("2010 M03",           "2010-03-31", "by the end of March 2010"),
    ("2009/10 Q2",         "2009-09-30", "by the end of September 2009"),
    ("2009/10 Q4",         "2010-03-31", "by the end of March 2010"),
    ("2009/10 H1",         "2009-09-30", "by the end of September 2009"),
    ("2009/10 FY",         "2010-03-31", "by the end of March 2010"),
    ("2008/09 AY",         "2009-08-31", "by the end of August 2009"),
    ("2009 CY",            "2009-12-31", "by the end of 2009"),
    ("2010 CY to 2020 CY", "2020-12-31", "by the end of 2020"),
    ("2009-09-30 to 2009-10-02", "2009-10-02", "2 October 2009"),
    ("ongoing",            None,         "ongoing"),
    ("tbc",                None,         "to be confirmed"),
]

WITHIN = [
    # period              day or period  is in it
    ("2009/10 Q4",        "2010-03-31",  True),
    ("2009/10 Q4",        "2010-04-01",  False),
    ("2009/10 Q4",        "2010-01-01",  True),
    ("2009/10 Q4",        "2009-12-31",  False),
    ("2009/10 FY",        "2009/10 Q4",  True),
    ("2009/10 FY",        "2009/10 FY",  True),
    ("2009 CY",           "2009/10 Q4",  False),
    ("2009 CY",           "2009/10 FY",  False),
    ("2009/10 Q4",        "2009/10 FY",  False),
]

EARLIEST_FIRST = [
    "2008/09 AY", "2009 M01", "2009 CY", "2009-04-01", "2009/10 Q1", "2009/10 H1", "2009/10 FY",
    "2009/10 Q1 to 2009/10 Q4", "2009/10 Q2", "2010 CY to 2020 CY",
]
# fmt: on


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_rows_in_every_table(kind: Kind) -> None:
    assert kind in {row[1] for row in WHAT_EACH_TOKEN_MEANS}
    for table in (HOW_IT_IS_SAID, WHAT_COMES_BEFORE_AND_AFTER):
        assert kind in {Period.parse(row[0]).kind for row in table}
    dated = [Deadline.parse(row[0]).when for row in DEADLINES]
    assert kind in {when.kind for when in dated if isinstance(when, Period)}


def test_every_undated_deadline_has_a_row() -> None:
    assert set(Undated) <= {row[0] for row in DEADLINES}


@pytest.mark.parametrize(("token", "kind", "first", "last", "days"), WHAT_EACH_TOKEN_MEANS)
def test_what_each_token_means(token: str, kind: Kind, first: str, last: str, days: int) -> None:
    period = Period.parse(token)
    assert (period.kind, str(period.start), str(period.end), period.days) == (kind, first, last, days)
    assert period.token == str(period) == token


@pytest.mark.parametrize(("token", "label", "name"), HOW_IT_IS_SAID)
def test_how_it_is_said(token: str, label: str, name: str) -> None:
    assert (Period.parse(token).label, Period.parse(token).name) == (label, name)


@pytest.mark.parametrize(("token", "previous", "following", "year_before"), WHAT_COMES_BEFORE_AND_AFTER)
def test_what_comes_before_and_after(token: str, previous: str, following: str, year_before: str) -> None:
    period = Period.parse(token)
    assert [str(period.previous), str(period.next), str(period.year_before)] == [
        previous,
        following,
        year_before,
    ]


@pytest.mark.parametrize(("typed", "rule", "remedy"), REFUSED)
def test_refused_with_the_rule_and_what_to_do(typed: str, rule: str, remedy: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(typed)
    assert rule in caught.value.rule
    assert remedy in caught.value.remedy
    assert str(caught.value) == f"{caught.value.rule} {caught.value.remedy}"


@pytest.mark.parametrize("typed", [row[0] for row in REFUSED if row[0] != "ongoing"])
def test_what_is_refused_as_a_period_is_refused_as_a_date_and_as_a_deadline(typed: str) -> None:
    for parse in (parse_date, Deadline.parse):
        with pytest.raises(PeriodError):
            parse(typed)


@pytest.mark.parametrize(("typed", "last_day", "label"), DEADLINES)
def test_deadlines(typed: str, last_day: str | None, label: str) -> None:
    deadline = Deadline.parse(typed)
    assert (deadline.token, deadline.label) == (typed, label)
    assert deadline.last_day == (None if last_day is None else parse_date(last_day))


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("", "ongoing or tbc"), ("TBC", "Type tbc"), ("ongoing ", "Type ongoing"), ("soon", "ongoing or tbc")],
)
def test_refused_deadlines(typed: str, remedy: str) -> None:
    with pytest.raises(PeriodError, match=remedy):
        Deadline.parse(typed)


@pytest.mark.parametrize("token", ["2009 M10", "2009/10 Q2", "2009 CY", "2009-09-01 to 2009-09-02"])
def test_a_period_is_not_a_date(token: str) -> None:
    with pytest.raises(PeriodError, match="one day is wanted"):
        parse_date(token)


@pytest.mark.parametrize(("period", "other", "inside"), WITHIN)
def test_contains(period: str, other: str, inside: bool) -> None:
    assert Period.parse(period).contains(Period.parse(other)) is inside
    if Period.parse(other).kind is Kind.DAY:
        assert Period.parse(period).contains(parse_date(other)) is inside


@pytest.mark.parametrize(("day", "ended"), [("2010-03-30", False), ("2010-03-31", True), ("2010-04-01", True)])
def test_a_quarter_that_ends_on_31_march_has_ended_by_31_march(day: str, ended: bool) -> None:
    assert Period.parse("2009/10 Q4").ended_by(parse_date(day)) is ended


def test_ordered_by_start_then_end_then_kind() -> None:
    periods = [Period.parse(token) for token in EARLIEST_FIRST]
    shuffled = periods[::-1]
    assert sorted(shuffled) == periods


def test_the_same_days_under_two_names_are_two_periods() -> None:
    tokens = ["2009/10 FY", "2009/10 Q1 to 2009/10 Q4", "2009/10 H1 to 2009/10 H2", "2009 M04 to 2010 M03"]
    assert len({Period.parse(token) for token in tokens}) == len(tokens)


@pytest.mark.parametrize(
    ("token", "n"), [("1900 CY", -1), ("2199-12-31", 1), ("2009 M01", 10**9), ("2009-01-01", -(10**9))]
)
def test_no_step_leaves_the_years_1900_to_2199(token: str, n: int) -> None:
    with pytest.raises(PeriodError, match="1900 to 2199"):
        Period.parse(token).step(n)


def test_an_error_can_be_sent_between_processes() -> None:
    error = PeriodError("A rule.", "A remedy.")
    assert str(pickle.loads(pickle.dumps(error))) == "A rule. A remedy."


# Properties, for any period well inside the range.

singles = st.builds(
    lambda token, n: Period.parse(token).step(n),
    st.sampled_from([row[0] for row in WHAT_EACH_TOKEN_MEANS if row[1] is not Kind.SPAN and row[0] > "1990"]),
    st.integers(-40, 80),
)
spans = st.builds(lambda first, n: Period.parse(f"{first} to {first.step(n)}"), singles, st.integers(1, 4))
periods = singles | spans


@given(periods)
def test_a_token_read_back_is_the_same_period(period: Period) -> None:
    assert Period.parse(period.token) == period
    assert Deadline.parse(period.token).last_day == period.end
    assert hash(Period.parse(period.token)) == hash(period)


@given(periods, st.integers(-3, 3), st.integers(-3, 3))
def test_steps_add_up_and_can_be_taken_back(period: Period, n: int, m: int) -> None:
    assert period.step(n).step(m) == period.step(n + m)
    assert period.step(n).step(-n) == period
    assert period.next.kind == period.kind


@given(periods)
def test_the_next_period_begins_the_day_after(period: Period) -> None:
    assert (period.next.start - period.end).days == 1
    assert period < period.next


@given(periods)
def test_a_year_before_is_twelve_months_back(period: Period) -> None:
    before = period.year_before
    assert (before.start.year, before.start.month) == (period.start.year - 1, period.start.month)
    assert (before.end.year, before.end.month) == (period.end.year - 1, period.end.month)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_can_be_written_and_read(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert format_date(day).endswith(str(day.year))


@given(st.text() | st.text("0123456789/-. QHMFACYTO to#Sepn", max_size=24))
def test_any_text_is_a_canonical_token_or_a_period_error_that_does_not_repeat_markup(text: str) -> None:
    try:
        token, said = Period.parse(text).token, ""
    except PeriodError as refused:
        token, said = text, str(refused)
    assert token == text
    assert not set('<>&"`') & set(said)
