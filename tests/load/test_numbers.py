"""The grammar of numbers as a table: what is read, and what is offered for what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.numbers import NumberError, parse_number

# fmt: off
READ = [
    "0", "7", "-7", "0.5", "-0.5", "12.50", "0.00", "1000000", "9" * 18, "0." + "1" * 12,
    "-" + "9" * 18 + "." + "9" * 12,
]

REFUSED = [
    # typed               rule says                       remedy
    ("12%",               "per cent sign",                "Type 12."),
    ("12.5 %",            "per cent sign",                "Type 12.5."),
    ("12％",               "per cent sign",                "Type 12."),
    ("1,234.5",           "thousands separators",         "Type 1234.5."),
    ("10,000,000",        "thousands separators",         "Type 10000000."),
    ("1_000",             "thousands separators",         "Type 1000."),
    ("1 234",             "without spaces",               "Type 1234."),
    ("1\u00a0234",        "without spaces",               "Type 1234."),
    ("1'000",             "without spaces",               "Type 1000."),
    ("£1,200.50",         "currency sign",                "Type 1200.50."),
    ("£5m",               "currency sign",                "Type 5000000."),
    ("2.5bn",             "out in full",                  "Type 2500000000."),
    ("5 million",         "out in full",                  "Type 5000000."),
    ("5k",                "out in full",                  "Type 5000."),
    ("1e3",               "without an exponent",          "Type 1000."),
    ("1E-3",              "without an exponent",          "Type 0.001."),
    ("1e400",             "without an exponent",          "Type plain digits"),
    ("1e-400",            "without an exponent",          "Type plain digits"),
    ("(1200)",            "not brackets",                 "Type -1200."),
    ("(1e99)",            "not brackets",                 "Type plain digits"),
    ("1,5",               "not a comma",                  "Type 1.5."),
    ("1.234,5",           "no other",                     "Type plain digits"),
    ("-0",                "0 has no sign",                "Type 0."),
    ("-0.00",             "0 has no sign",                "Type 0."),
    ("007",               "only before its point",        "Type 7."),
    ("00.5",              "only before its point",        "Type 0.5."),
    ("+5",                "above 0 has no sign",          "Type 5."),
    (".5",                "both sides of its point",      "Type 0.5."),
    ("5.",                "both sides of its point",      "Type 5."),
    ("-.5",               "both sides of its point",      "Type -0.5."),
    ("−5",                "hyphen for minus",             "Type -5."),
    ("–5",                "hyphen for minus",             "Type -5."),
    ("１２",               "digits 0 to 9",                "Type 12."),
    ("١٢",                "digits 0 to 9",                "Type 12."),
    ("1..2",              "digits 0 to 9",                "Type plain digits"),
    ("9" * 19,            "at most 18 digits",            "Type plain digits"),
    ("0." + "1" * 13,     "at most 18 digits",            "Type plain digits"),
    ("c. 50",             "status column",                "Type 50."),
    ("about 7",           "status column",                "Type 7."),
    ("~50",               "status column",                "Type 50."),
    ("<5",                "a limit is no figure",         "Type plain digits"),
    ("12-15",             "a range is no figure",         "Type plain digits"),
    ("12 to 15",          "a range is no figure",         "Type plain digits"),
    ("n/a",               "not a number",                 "Leave the cell empty"),
    ("N/A",               "not a number",                 "Leave the cell empty"),
    ("–",                 "not a number",                 "Leave the cell empty"),
    ("-",                 "not a number",                 "Leave the cell empty"),
    ("*",                 "not a number",                 "Leave the cell empty"),
    ("NaN",               "not a finite number",          "Leave the cell empty"),
    ("-inf",              "not a finite number",          "Leave the cell empty"),
    ("Infinity",          "not a finite number",          "Leave the cell empty"),
    ("½",                 "not a number",                 "Type plain digits"),
    ("1/2",               "not a number",                 "Type plain digits"),
    ("2²",                "not a number",                 "Type plain digits"),
    ("0x10",              "not a number",                 "Type plain digits"),
    ("five",              "not a number",                 "Type plain digits"),
    ("12:30",             "not a number",                 "Type plain digits"),
    ("1" * 61,            "not a number",                 "Type plain digits"),
    ("",                  "not a number",                 "Type plain digits"),
]
# fmt: on


@pytest.mark.parametrize("typed", READ)
def test_read(typed: str) -> None:
    assert parse_number(typed) == Decimal(typed)
    assert f"{parse_number(typed):f}" == typed


@pytest.mark.parametrize(("typed", "rule", "remedy"), REFUSED)
def test_refused_with_what_to_type(typed: str, rule: str, remedy: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(typed)
    assert rule in caught.value.rule
    assert caught.value.remedy.startswith(remedy)
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize(("typed", "rule", "remedy"), REFUSED)
def test_what_is_offered_is_read(typed: str, rule: str, remedy: str) -> None:
    offered = remedy.removeprefix("Type ").removesuffix(".")
    if remedy.startswith("Type ") and "digits" not in remedy:
        assert parse_number(offered) == Decimal(offered)


@given(st.text(alphabet="0123456789.,-+−e%£() kmbn_'<>~١\u00a0", max_size=24))
def test_any_text_is_read_as_it_stands_or_refused_in_words(typed: str) -> None:
    remedy = ""
    try:
        read = f"{parse_number(typed):f}"
    except NumberError as error:
        read, remedy = typed, error.remedy
    assert read == typed
    assert len(remedy) < 120
