"""One cell to one value: each kind of column as a table, with what to type instead of what is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.contract import Column
from generator.load.convert import CONVERTERS, TEXT_KINDS, CellError, Value, convert, parse_moment
from generator.periods import Deadline, Period

# fmt: off
READ = [
    # kind        typed                        value
    ("id",        "plant-trees",               "plant-trees"),
    ("id",        "a",                         "a"),
    ("id",        "ni-192-2009",               "ni-192-2009"),
    ("text",      "1.10",                      "1.10"),
    ("text",      "- a dash before words",     "- a dash before words"),
    ("text",      "",                          ""),
    ("prose",     "one\n\ntwo",                "one\n\ntwo"),
    ("prose",     "one\r\ntwo",                "one\ntwo"),
    ("code",      "green",                     "green"),
    ("code",      "",                          ""),
    ("number",    "0",                         Decimal(0)),
    ("number",    "12.50",                     Decimal("12.50")),
    ("number",    "-3",                        Decimal(-3)),
    ("number",    "",                          None),
    ("integer",   "7",                         7),
    ("integer",   "",                          None),
    ("date",      "2009-09-30",                date(2009, 9, 30)),
    ("date",      "",                          None),
    ("dates",     "2009-09-30",                (date(2009, 9, 30),)),
    ("dates",     "2009-09-30; 2009-10-14",    (date(2009, 9, 30), date(2009, 10, 14))),
    ("dates",     "",                          ()),
    ("period",    "2009/10 Q2",                Period.parse("2009/10 Q2")),
    ("deadline",  "ongoing",                   Deadline.parse("ongoing")),
    ("deadline",  "2009 M09",                  Deadline.parse("2009 M09")),
    ("moment",    "2009-12-02T09:30:00+00:00", datetime.fromisoformat("2009-12-02T09:30:00+00:00")),
    ("moment",    "2009-07-02T09:30Z",         datetime.fromisoformat("2009-07-02T09:30:00+00:00")),
    ("moment",    "2009-07-02T09:30+01:00",    datetime.fromisoformat("2009-07-02T08:30:00+00:00")),
]

REFUSED = [
    # kind        typed               rule says                  remedy says
    ("id",        "Plant-Trees",      "not an id",               "small letters"),
    ("id",        "1-2009",           "not an id",               "a letter first"),
    ("id",        "plant trees",      "not an id",               "hyphens"),
    ("id",        "p" * 65,           "not an id",               "at most 64"),
    ("id",        "plänt",            "not an id",               "small letters"),
    ("text",      "two\nlines",       "one line",                "Take the line break out"),
    ("text",      "two\rlines",       "one line",                "Take the line break out"),
    ("text",      " lead",            "white space",             "Delete it"),
    ("text",      "trail\u00a0",      "white space",             "Delete it"),
    ("prose",     "trail\n",          "white space",             "Delete it"),
    ("text",      "=SUM(A1)",         "for a formula",           "Begin it with a word"),
    ("text",      "########",         "no room to show",         "Make the column wider"),
    ("text",      "\u200b\u3164",     "nothing to see",          "type the text"),
    ("moment",    "0001-01-01T00:00:00+14:00", "not a moment",   "offset from Greenwich"),
    ("prose",     "+cmd|' /C calc'!A0", "for a formula",         "Begin it with a word"),
    ("code",      "Green",            "not a known colour",      "green, red"),
    ("code",      "blue",             "not a known colour",      "green, red"),
    ("number",    "12%",              "per cent sign",           "Type 12."),
    ("number",    "1,234.5",          "thousands separators",    "Type 1234.5."),
    ("number",    "n/a",              "not a number",            "Leave the cell empty"),
    ("number",    "1001",             "above 1000",              "from -1000 to 1000"),
    ("number",    "-1001",            "below -1000",             "from -1000 to 1000"),
    ("integer",   "1.5",              "whole number",            "without decimals"),
    ("integer",   "1.0",              "whole number",            "without decimals"),
    ("integer",   "one",              "not a number",            "plain digits"),
    ("date",      "30/09/2009",       "Excel",                   "2009-09-30"),
    ("date",      "40086",            "Excel",                   "2009-09-30"),
    ("date",      "2009-02-30",       "no such day",             "2009-09-30"),
    ("date",      "2009/10 Q2",       "one day is wanted",       "2009-09-30"),
    ("dates",     "30/09/2009",       "Excel",                   "2009-09-30"),
    ("dates",     "2009-09-30; soon", "not a date",              "2009-09-30"),
    ("dates",     "2009-09-30, 2009-10-14", "not a date",        "2009-09-30"),
    ("dates",     "2009-09-30;2009-10-14",  "not a date",        "2009-09-30"),
    ("dates",     "2009-09-30; ",     "white space",             "Delete it"),
    ("period",    "2009/10",          "kind is not said",        "2009/10 FY"),
    ("period",    "Q2 2009/10",       "written in one way",      "2009/10 Q2"),
    ("deadline",  "TBC",              "one spelling",            "Type tbc"),
    ("moment",    "2009-12-02",       "not a moment",            "offset from Greenwich"),
    ("moment",    "2009-12-02T09:30", "not a moment",            "offset from Greenwich"),
    ("moment",    "2009-06-31T09:30Z", "not a moment",           "offset from Greenwich"),
    ("moment",    "2009-12-02 09:30Z", "not a moment",           "offset from Greenwich"),
]
# fmt: on


def column(kind: str, required: bool = False) -> Column:
    choices = ("green", "red") if kind == "code" else ()
    minimum, maximum = (-1000, 1000) if kind == "number" else (None, None)
    return Column("colour", "Colour", "How it looks.", kind, required, choices, "", minimum, maximum)


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_read(kind: str, typed: str, value: Value) -> None:
    read = convert(column(kind), typed)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(("kind", "typed", "rule", "remedy"), REFUSED)
def test_refused_with_what_to_type(kind: str, typed: str, rule: str, remedy: str) -> None:
    with pytest.raises(CellError) as caught:
        convert(column(kind), typed)
    assert rule in caught.value.rule
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("kind", CONVERTERS)
def test_every_kind_has_rows(kind: str) -> None:
    assert kind in {row[0] for row in READ}
    assert kind in {row[0] for row in REFUSED}


@pytest.mark.parametrize("kind", CONVERTERS)
def test_what_must_be_given_and_is_not(kind: str) -> None:
    with pytest.raises(CellError, match=r"must not be empty\. Give the colour\. How it looks\."):
        convert(column(kind, required=True), "")
    assert convert(column(kind), "") == ("" if kind in TEXT_KINDS else () if kind == "dates" else None)


@pytest.mark.parametrize(
    ("typed", "right"), [("18:30", True), ("00:00", True), ("24:00", False), ("6.30pm", False), ("118:30", False)]
)
def test_a_pattern_holds_for_the_whole_cell(typed: str, right: bool) -> None:
    time = Column("time", "Time", "As 24 hours (18:30).", "text", pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")
    if right:
        assert convert(time, typed) == typed
    else:
        with pytest.raises(CellError, match="the time is not of the right form"):
            convert(time, typed)


def test_a_moment_keeps_its_offset() -> None:
    assert parse_moment("2009-07-02T09:30:00+01:00").utcoffset() is not None
