"""What is typed into one cell and is wrong there: by kind of column, with what the rule must say.

The words are parts of rules: a case holds when a problem at the very cell says them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from typing import TypeVar

Item = TypeVar("Item")

# fmt: off
SPREADSHEET = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]

WHITE_SPACE = [" {}", "{} ", "{}\u00a0", "\u2003{}", "{}\u3000", "\n{}", "{}\n", "{}\u202f"]

HIDDEN = [
    # put into the cell    the rule says
    ("\x00",               "U+0000"), ("\x07", "U+0007"), ("\x08", "U+0008"), ("\x0b", "U+000B"), ("\x0c", "U+000C"),
    ("\x1a",               "U+001A"), ("\x1b[31m", "U+001B"), ("\x7f", "U+007F"), ("\x80", "U+0080"),
    ("\x85",               "U+0085"),
    ("\t",                 "a tab"),
    ("\u202a",             "U+202A"), ("\u202b", "U+202B"), ("\u202d", "U+202D"), ("\u202e", "U+202E"),
    ("\u2066",             "U+2066"), ("\u2069", "U+2069"), ("\u2028", "U+2028"), ("\u2029", "U+2029"),
    ("\ufeff",             "U+FEFF"), ("\ufff9", "U+FFF9"), ("\ufffe", "U+FFFE"), ("\U0010ffff", "U+10FFFF"),
    ("\ufffd",             "was lost"), ("\uf0b7", "one font"), ("Â£", "wrong encoding"), ("â€™", "wrong encoding"),
    ("Ã©",                 "wrong encoding"), ("\ue000", "one font"), ("\U000f0001", "one font"),
]

FORMULAS = [
    "=1+1", "=cmd|'/C calc'!A0", "@SUM(1+1)", "+A1", "-2+3", "＝1+1", "=HYPERLINK(\"https://a.example\",\"x\")",
    "-A1*2",
    "+SUM(A1:A9)", "=", "@A1", "-(3)", "+1+1", "=\"x\"", "＠SUM(A1)",
]

PERSONAL = [
    # text                                       the rule says
    ("Write to jo.bloggs@example.org.",          "an email address"),
    ("Ring 01632 960001.",                       "a telephone number"),
    ("Call +44 1632 960 001 now",                "a telephone number"),
    ("Mobile 07700 900001",                      "a telephone number"),
    ("NINO AB 12 34 56 C",                       "a National Insurance number"),
    ("NHS number 999 000 0018",                  "an NHS number"),
    ("Lives at 12 High Street, Oldtown ZZ1 1ZZ", "somebody's home"),
]

IDS = [
    "Plant-Trees", "1-2009", "plant trees", "plant_trees", "plänt", "plant.trees", "plant/trees", "../etc", "-plant",
    "a" * 65,
    "plаnt", "ｐlant", "plant\u200btrees", "plant'", "<b>", "PLANT", "2009", "mar-09 ", "plant,trees", "plant;trees",
    "né",
]

NUMBERS = [
    # typed          the rule says
    ("12%",          "per cent"),              ("12 %", "per cent"),           ("1,234", "thousands separators"),
    ("1,234.5",      "thousands separators"),  ("1 234", "without spaces"),    ("1\u00a0234", "without spaces"),
    ("1'234",        "without spaces"), ("1_000", "thousands sep"), ("£5", "currency"), ("£5m", "currency"),
    ("5m",           "out in full"), ("5 million", "out in full"), ("1e3", "exponent"), ("1E400", "exponent"),
    ("(5)",          "not brackets"),          ("1,5", "not a comma"),         ("1.234,5", "no other"),
    ("-0",           "no sign"),               ("007", "before its point"),    ("+5", ""), (".5", "both sides"),
    ("5.",           "both sides"),            ("−5", "hyphen for minus"),     ("–5", "hyphen for minus"),
    ("１２",          "digits 0 to 9"),         ("١٢", "digits 0 to 9"),        ("१२", "digits 0 to 9"),
    ("1..2",         "digits 0 to 9"),         ("9" * 19, "at most 18"),       ("0." + "1" * 13, "at most 18"),
    ("about 7",      "status column"),         ("<5", "a limit"),              ("12-15", "a range"),
    ("n/a",          "not a number"),          ("N/A", "not a number"),        ("-", "not a number"),
    ("–",            "not a number"),          ("nil", "not a number"),        ("NaN", "not a finite"),
    ("INF",          "not a finite"),          ("-Infinity", "not a finite"),  ("½", "not a number"),
    ("2²",           "not a number"),          ("0x10", "not a number"),       ("five", "not a number"),
    ("TRUE",         "not a number"),          ("12:30", "not a number"),      ("1/2", "not a number"),
    ("45 (est.)",    "not a number"),          ("45*", "not a number"),        ("45p", "not a number"),
]

DATES = [
    "30/09/2009", "09/30/2009", "30-09-2009", "30.09.2009", "30/9/09", "30 September 2009",
    "September 30, 2009", "30-Sep-09",
    "Sep-09", "2009-9-30", "2009/09/30", "20090930", "2009-02-30", "2009-13-01", "0000-00-00", "1066-10-14",
    "2500-01-01",
    "40086", "2009-09-30T00:00:00", "2009-09-30 00:00", "today", "2009 M09", "2009/10 Q2", "２００９-09-30",
    "2009–09–30", "n/a",
]

PERIODS = [
    "2009/10", "Q2 2009/10", "2009-10 Q2", "2009/10 Q5", "2009/10 Q0", "2009/11 Q2", "2010/09 FY", "2009/10 q2",
    "2009/10  Q2",
    "2009/10Q2", "2009/10 Q2.", "Apr-09", "Apr 2009", "01/04/2009", "2009", "40086", "FY2009/10", "2009/10 H3",
    "2009 M13",
    "2009 M9", "2009 Q2", "2009/10 CY", "2009 FY", "2009/10 Q2 to", "2010 CY to 2009 CY", "2009/2010 FY",
    "09/10 FY", "2009/10 FY1",
    "２００９/10 Q2", "2009∕10 Q2", "n/a", "2009/10 AY Q1", "summer 2009",
]

DEADLINES = [
    *(each for each in PERIODS if each != "n/a"),
    "TBC", "Ongoing", "on going", "asap", "30/09/2009", "Sept 2009", "2009-02-30",
]

MOMENTS = [
    "2009-12-02", "2009-12-02T09:30", "2009-12-02 09:30+00:00", "02/12/2009 09:30", "2009-12-02T09:30:00 +00:00",
    "2009-12-02T25:00:00+00:00", "2009-12-02T09:61:00+00:00", "2009-06-31T09:30:00+00:00",
    "2009-12-02T09:30:00+25:00",
    "2009-12-02T09:30:00+0000", "2009-12-02T09:30:00 GMT", "2009-12-02T9:30:00Z", "2009-12-02T09:30:00z", "now",
    "tomorrow",
    "40149.39", "2009-W49-3T09:30Z", "２００９-12-02T09:30:00Z",
]

CODES = ["purple", "{upper}", "{title} ", "{title}.", "{first}", "{first}{first}", "yes", "1", "?", "n/a", "{spaced}"]

PARAGRAPHS = ["8", "0", "3a", "para 3", "1,2", "3.0", "III", "12"]
# fmt: on


def some(items: Sequence[Item], number: int, start: int) -> list[Item]:
    """`number` of the items, beginning further on for each `start`, so that many columns together get them all."""
    return list(islice(cycle(items), start % len(items), start % len(items) + min(number, len(items))))
