"""What the public may see: every access, with and without a moment and a paragraph, before, at and after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from generator.load.withholding import ACCESS_KINDS, Moment, decide, decide_raw, may_restrict

OPENS = datetime(2024, 11, 1, 9, 30, tzinfo=UTC)
MOMENTS = {
    "before": OPENS - timedelta(seconds=1),
    "at": OPENS,
    "after": OPENS + timedelta(days=1),
}

SHOWN, HIDDEN, WRONG = "shown", "withheld", "malformed, so withheld"

DECISIONS = [
    # access       publish_at  paragraph  before   at       after
    ("",           "",         "",        SHOWN,   SHOWN,   SHOWN),
    ("",           "given",    "",        WRONG,   WRONG,   WRONG),
    ("",           "",         "3",       WRONG,   WRONG,   WRONG),
    ("",           "given",    "3",       WRONG,   WRONG,   WRONG),
    ("public",     "",         "",        SHOWN,   SHOWN,   SHOWN),
    ("public",     "given",    "",        WRONG,   WRONG,   WRONG),
    ("public",     "",         "3",       WRONG,   WRONG,   WRONG),
    ("public",     "given",    "3",       WRONG,   WRONG,   WRONG),
    ("embargoed",  "",         "",        WRONG,   WRONG,   WRONG),
    ("embargoed",  "given",    "",        HIDDEN,  SHOWN,   SHOWN),
    ("embargoed",  "",         "3",       WRONG,   WRONG,   WRONG),
    ("embargoed",  "given",    "3",       WRONG,   WRONG,   WRONG),
    ("exempt",     "",         "",        WRONG,   WRONG,   WRONG),
    ("exempt",     "given",    "",        WRONG,   WRONG,   WRONG),
    ("exempt",     "",         "3",       HIDDEN,  HIDDEN,  HIDDEN),
    ("exempt",     "given",    "3",       WRONG,   WRONG,   WRONG),
    ("sensitive",  "",         "",        SHOWN,   SHOWN,   SHOWN),
    ("sensitive",  "given",    "",        WRONG,   WRONG,   WRONG),
    ("sensitive",  "",         "3",       WRONG,   WRONG,   WRONG),
    ("sensitive",  "given",    "3",       WRONG,   WRONG,   WRONG),
    ("secret",     "",         "",        WRONG,   WRONG,   WRONG),
    ("secret",     "given",    "",        WRONG,   WRONG,   WRONG),
    ("secret",     "",         "3",       WRONG,   WRONG,   WRONG),
    ("secret",     "given",    "3",       WRONG,   WRONG,   WRONG),
    ("Public",     "",         "",        WRONG,   WRONG,   WRONG),
    ("None",       "",         "",        WRONG,   WRONG,   WRONG),
]  # fmt: skip


@pytest.mark.parametrize(("access", "publish_at", "paragraph", *MOMENTS), DECISIONS)
def test_decisions(access: str, publish_at: str, paragraph: str, before: str, at: str, after: str) -> None:
    for moment, expected in zip(MOMENTS.values(), (before, at, after), strict=True):
        decision = decide(access, OPENS if publish_at else None, paragraph, Moment(moment))
        assert decision.withheld is (expected != SHOWN)
        assert bool(decision.rule) is bool(decision.remedy) is (expected == WRONG)


@pytest.mark.parametrize(("access", "publish_at", "paragraph", "before", "at", "after"), DECISIONS)
def test_before_an_election_only_what_is_sensitive_waits(
    access: str, publish_at: str, paragraph: str, before: str, at: str, after: str
) -> None:
    opens, moment = OPENS if publish_at else None, Moment(OPENS, pre_election=True)
    decision = decide(access, opens, paragraph, moment)
    waits = access == "sensitive" and not decision.rule
    assert decision.waits is waits
    assert decision.withheld is (waits or at != SHOWN)


def test_every_combination_has_a_row() -> None:
    wanted = set(product(("", *ACCESS_KINDS, "secret"), ("", "given"), ("", "3")))
    assert wanted <= {row[:3] for row in DECISIONS}


def test_an_embargo_is_a_moment_whatever_the_clock_on_the_wall() -> None:
    summer = datetime.fromisoformat("2024-07-01T10:00:00+01:00")
    assert not decide("embargoed", summer, "", Moment(datetime(2024, 7, 1, 9, 0, tzinfo=UTC))).withheld
    assert decide("embargoed", summer, "", Moment(datetime(2024, 7, 1, 8, 59, 59, tzinfo=UTC))).withheld


MOMENT = "2024-11-01T09:30:00+00:00"
RAW = [
    # what a package, a table of it or a paper says                          at the moment, and where it breaks a rule
    ({},                                                                      SHOWN,  ""),
    ({"access": ""},                                                          SHOWN,  ""),
    ({"access": "public"},                                                    SHOWN,  ""),
    ({"access": "embargoed", "publish_at": MOMENT},                           SHOWN,  ""),
    ({"access": "embargoed", "publish_at": "2024-11-01T09:30:01+00:00"},      HIDDEN, ""),
    ({"access": "embargoed", "publish_at": "2024-11-01T09:30:00-01:00"},      HIDDEN, ""),
    ({"access": "embargoed", "publish_at": "2024-11-01"},                     WRONG,  "publish_at"),
    ({"access": "embargoed", "publish_at": "2024-11-01T09:30:00"},            WRONG,  "publish_at"),
    ({"access": "embargoed", "publish_at": 2024},                             WRONG,  "publish_at"),
    ({"access": "embargoed", "publish_at": None},                             WRONG,  "publish_at"),
    ({"access": "exempt", "exempt_paragraph": "3"},                           HIDDEN, ""),
    ({"access": "exempt", "exempt_paragraph": 3},                             WRONG,  "exempt_paragraph"),
    ({"access": "exempt", "exempt_paragraph": "8"},                           WRONG,  "access"),
    ({"access": "exempt", "exempt_paragraph": "33"},                          WRONG,  "access"),
    ({"access": "exempt"},                                                    WRONG,  "access"),
    ({"access": ["exempt"]},                                                  WRONG,  "access"),
    ({"access": {"kind": "exempt"}},                                          WRONG,  "access"),
    ({"access": None},                                                        WRONG,  "access"),
    ({"access": False},                                                       WRONG,  "access"),
    ({"access": " exempt"},                                                   WRONG,  "access"),
    ({"access": "EXEMPT", "exempt_paragraph": "3"},                           WRONG,  "access"),
    ({"publish_at": MOMENT},                                                  WRONG,  "access"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected", "column"), RAW)
def test_decisions_on_what_may_hold_anything(raw: dict[str, object], expected: str, column: str) -> None:
    decision = decide_raw(raw, Moment(OPENS))
    assert decision.withheld is (expected != SHOWN)
    assert bool(decision.rule) is (expected == WRONG)
    problem = decision.problem("datapackage.json", "package")
    assert (problem.column if problem is not None else "") == column


SIGNS = [
    # a file that can't be read                                       whether it seems to withhold something
    ('{"access": "exempt"',                                           True),
    ('{"access" : ["exempt"]',                                        True),
    ('{"access": "public", "publish_at": "2030',                      True),
    ('{"access": "public", "title',                                   False),
    ('{"access": "", "title',                                         False),
    ('{"title": "x", "fields": [{"name": "access", "enum": ["exempt"]}', False),
    ("access: exempt\n",                                              True),
    ("Access: private\n",                                             True),
    ("access: public\ntitle: [",                                      False),
    ('access: "public"\ntitle: [',                                    False),
    ("title: public access: how\n",                                   True),
    ("exempt_paragraph: 3",                                           True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_signs_of_withholding_in_what_cant_be_read(text: str, expected: bool) -> None:
    assert may_restrict(text) is expected
