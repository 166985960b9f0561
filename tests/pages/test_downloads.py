"""What readers take away says what the page says, and a spreadsheet can't be made to run any of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from generator.contract import tables
from generator.derive import derive
from generator.derive.indicators import IndicatorResult
from generator.derive.results import PublisherResult
from generator.model import ROW_TYPES, Portal
from generator.pages import addresses, publisher_pages
from generator.pages.actions import ActionsContent
from generator.pages.areas import AreaContent
from generator.pages.downloads import Download, Value, csv_file
from generator.pages.indicators import IndicatorsContent
from generator.pages.measures import difference_text, value_text
from generator.pages.page import Page
from generator.pages.part_charts import parts_table
from generator.pages.resolutions import ResolutionsContent
from generator.pages.risks import RisksContent
from generator.pages.values_table import values_table
from generator.periods import Deadline, Period
from generator.words import sentence_case
from tests.projects import council

Row = dict[str, str]

# fmt: off
CELLS: list[tuple[Value, str]] = [
    # value                              in the file
    ("Plant trees",                      "Plant trees"),
    ("",                                 ""),
    (None,                               ""),
    (0,                                  "0"),
    (-3,                                 "-3"),
    (Decimal("84.10"),                   "84.10"),      # as it was given
    (Decimal("1E+3"),                    "1000"),
    ("-12.4",                            "-12.4"),      # a number as text stays a number
    ("-12.4%",                           "-12.4%"),
    ("=1+1",                             "'=1+1"),
    (" =1+1",                            "' =1+1"),
    ("\uff1d1+1",                        "'\uff1d1+1"),  # full-width signs are signs to a spreadsheet too
    ("\n=1",                             "'\n=1"),
    ("+44 people",                       "+44 people"),  # what begins like a formula and is none is exact
    ("- first\n- second",                "- first\n- second"),
    ("+A1",                              "'+A1"),
    ("@SUM(A1)",                         "'@SUM(A1)"),
    ("\t=1",                             "'\t=1"),
    ('say "no", twice',                  'say "no", twice'),
    (Period.parse("2009/10 Q2"),         "2009/10 Q2"),
    (Deadline.parse("ongoing"),          "ongoing"),
    (date(2009, 9, 30),                  "2009-09-30"),
    ((date(2009, 9, 30), "=x"),          "2009-09-30; =x"),
    (("=x", "y"),                        "'=x; y"),
    ((),                                 ""),
]
# fmt: on


@pytest.mark.parametrize(("value", "text"), CELLS)
def test_a_cell(value: Value, text: str) -> None:
    made = csv_file("name", "Title", ("Period", "=Value"), [("2009/10 Q2", value)])
    assert read(made) == [{"Period": "2009/10 Q2", "'=Value": text}]


def test_the_form_of_a_file() -> None:
    made = csv_file("ni-192", "Values", ("a", "b"), [("é", 'x"y')])
    assert (made.name, made.content) == ("ni-192.csv", 'a,b\r\né,"x""y"\r\n'.encode())
    assert made.size == "1\u00a0KB"
    assert csv_file("long", "Long", ("a",), [("x" * 1996,)]).size == "3\u00a0KB"


def read(file: Download) -> list[Row]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def result() -> PublisherResult:
    return derive(Portal((council("exampleshire"),), ())).publishers[0]


@pytest.fixture(scope="module")
def pages(result: PublisherResult) -> Mapping[str, Page]:
    return {page.address: page for page in publisher_pages(result, {})}


def file_of(pages: Mapping[str, Page], address: str) -> list[Row]:
    (file,) = pages[address].files
    return read(file)


def said(row: Row, each: IndicatorResult) -> str:
    """The value of a row as pages say it: with every decimal where a target judges it."""
    judged = bool(row["Target lower bound"] or row["Target upper bound"])
    return (
        value_text(each.indicator, row["Value"], exact=judged) if row["Value"] else sentence_case(row["Value status"])
    )


def missed(row: Row, each: IndicatorResult) -> str:
    amount = row["Missed by"]
    return f"Missed by {difference_text(each.indicator, Decimal(amount))}" if amount and Decimal(amount) else ""


def test_an_indicators_file_says_what_its_table_says(result: PublisherResult, pages: Mapping[str, Page]) -> None:
    for id, each in result.latest.indicators.items():
        rows = file_of(pages, addresses.indicator("exampleshire", id))
        whole = [row for row in rows if (row["Area"], row["Group"]) == ("Exampleshire", "Everyone")]
        told = {row["Period in words"]: row for row in whole if row["Value status"] != "comparison only"}
        shown = [[cell.text for cell in cells] for cells in values_table(each).rows]
        assert set(told) == {cells[0] for cells in shown}, id
        for period, value, target, status, by, direction, quartile, *beside in shown:
            row = told[period]
            assert Period.parse(row["Period"]).label == period
            assert value == said(row, each), (id, period)
            if by != "Just missed: the target itself does not count":
                assert missed(row, each) == ("" if by == "–" else by), (id, period)
            aim, stretch = row["Target"] or "No target", row["Stretch target"]
            assert target in (aim if not stretch else f"{aim}; stretch: {stretch}", aim, f"{stretch} (stretch)")
            assert (row["Status"], row["Against a year before"], row["Quartile"]) == tuple(
                "" if text == "–" else text.lower() for text in (status, direction, quartile)
            ), (id, period)
            for name, text in zip(values_table(each).header[7:], beside, strict=True):
                given = next((row[f"{name}: {kind}"] for kind in ("mean", "median") if row.get(f"{name}: {kind}")), "")
                assert text == (value_text(each.indicator, given, exact=True) if given else "–")


def test_an_indicators_file_says_what_the_tables_of_its_parts_say(
    result: PublisherResult, pages: Mapping[str, Page]
) -> None:
    seen = 0
    for id, each in result.latest.indicators.items():
        rows = file_of(pages, addresses.indicator("exampleshire", id))
        for group, column in (
            *((group, "Area") for group in each.parts.areas),
            *((group, "Group") for group in each.parts.breakdowns),
        ):
            now = {row[column]: row for row in rows if row["Period in words"] == group.period.label}
            for name, value, *_ in (cells for cells in parts_table(each, group, "").rows if cells[0].text):
                row = now[name.text]
                text = value_text(each.indicator, row["Value"]) if row["Value"] else sentence_case(row["Value status"])
                assert value.text == text
                seen += 1
    assert seen > 100


def test_the_lists_say_what_their_pages_say(pages: Mapping[str, Page]) -> None:
    actions, risks = pages["exampleshire/actions/"].content, pages["exampleshire/risks/"].content
    resolutions, indicators = pages["exampleshire/resolutions/"].content, pages["exampleshire/indicators/"].content
    assert isinstance(actions, ActionsContent)
    assert isinstance(risks, RisksContent)
    assert isinstance(resolutions, ResolutionsContent)
    assert isinstance(indicators, IndicatorsContent)
    assert [
        (row["What"], row["Status"], row["Lead"], row["Days overdue"])
        for row in file_of(pages, "exampleshire/actions/")
    ] == [
        (
            row.item.name.removeprefix(f"{given['Reference']} "),
            row.item.status if row.item.asked else "",
            "; ".join(lead.name for lead in row.leads),
            row.item.overdue.partition(" ")[0],
        )
        for row, given in zip(actions.rows, file_of(pages, "exampleshire/actions/"), strict=True)
    ]
    assert [
        (row["Risk"], row["Score"] or row["Why no score"], row["Movement"], row["Distance"].replace("-", "−"))
        for row in file_of(pages, "exampleshire/risks/")
    ] == [
        (row.title, row.score if row.score.isdigit() else row.score.lower(), row.movement, row.distance.strip("+–"))
        for row in (*risks.rows, *risks.closed)
    ]
    assert [
        (row["Resolution"], row["Outcome"], row["What came of it"], row["Lead"])
        for row in file_of(pages, "exampleshire/resolutions/")
    ] == [(row.text, row.outcome, row.told, "; ".join(row.leads)) for row in resolutions.rows]
    assert [
        (row["Title"], row["Period in words"], row["Status"], row["Target"] or "No target")
        for row in file_of(pages, "exampleshire/indicators/")
    ] == [(row.title, row.period, row.status, row.target) for row in indicators.rows]


def test_an_areas_file_says_what_its_page_says(result: PublisherResult, pages: Mapping[str, Page]) -> None:
    areas = [page for page in pages.values() if isinstance(page.content, AreaContent)]
    hidden = 0
    indicators = {each.indicator.title: each.indicator for each in result.latest.indicators.values()}
    for page in areas:
        rows = file_of(pages, page.address)
        for row, figure in zip(rows, page.content.figures, strict=True):
            value = row["Value"]
            text = value_text(indicators[row["Title"]], value) if value else sentence_case(row["Value status"])
            assert (row["Title"], text) == (figure.indicator.name, figure.value)
            assert (row["Compared"], row["Status"]) == (figure.against, figure.status)
            hidden += row["Value status"] == "suppressed" and not value
    assert len(areas) == 16
    assert hidden >= 4


def test_every_table_is_there_as_it_was_loaded(result: PublisherResult, pages: Mapping[str, Page]) -> None:
    tables_there = [file for file in pages["exampleshire/data/"].files if file.kind == "CSV"]
    files = {file.name.removesuffix(".csv"): read(file) for file in tables_there}
    assert files.keys() == ROW_TYPES.keys() == tables().keys()
    for name, rows in files.items():
        given = set(tables()[name].header)
        assert len(rows) == len(getattr(result.latest.release, name))
        assert rows[0].keys() <= given - {"access", "publish_at", "exempt_paragraph", "confirmed"}
    suppressed = [row for row in files["observations"] if row["value_status"] == "suppressed"]
    assert len(suppressed) >= 8
    assert {(row["value"], row["numerator"], row["denominator"]) for row in suppressed} == {("", "", "")}
