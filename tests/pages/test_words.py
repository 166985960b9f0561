"""Numbers, counts and lists as people say them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.words import (
    NO_BREAK,
    counted,
    file_size,
    is_are,
    listed,
    percent,
    plural,
    sentence_case,
    shortened,
    was_were,
)

# fmt: off
PERCENTAGES = [
    # value      said
    ("0",        "0%"),
    ("0.0",      "0%"),
    ("0.001",    "less than 1%"),
    ("0.99",     "less than 1%"),
    ("1",        "1%"),
    ("1.4",      "1%"),
    ("1.5",      "2%"),
    ("2.5",      "3%"),      # halves go up, not to the even number
    ("66.67",    "67%"),
    ("98.5",     "99%"),
    ("99",       "99%"),
    ("99.01",    "99%"),
    ("99.999",   "99%"),     # only all is all
    ("100",      "100%"),
    ("100.0",    "100%"),
]

COUNTS = [
    # how many  of what      said
    (0,         "action",    "no actions"),
    (1,         "action",    "1 action"),
    (2,         "action",    "2 actions"),
    (1,         "activity",  "1 activity"),
    (117,       "activity",  "117 activities"),
    (2,         "priority",  "2 priorities"),
    (2,         "body",      "2 bodies"),
    (3,         "status",    "3 statuses"),
    (1,         "day",       "1 day"),
    (14,        "day",       "14 days"),
    (2,         "earlier report", "2 earlier reports"),
]

LISTS = [
    # parts             said
    ([],                ""),
    (["a"],             "a"),
    (["a", "b"],        "a and b"),
    (["a", "b", "c"],   "a, b and c"),
]

SHORTENED = [
    # text                     limit  shown
    ("Plant trees",            11,    "Plant trees"),
    ("Plant trees",            10,    "Plant…"),
    ("Plant, water, weed",     14,    "Plant…"),
    ("Plant – and water",      9,     "Plant…"),
    ("Unbrokenword",           6,     "Unbro…"),
]
# fmt: on


@pytest.mark.parametrize(("value", "said"), PERCENTAGES)
def test_percentages(value: str, said: str) -> None:
    assert percent(Decimal(value)) == said


@pytest.mark.parametrize(("count", "word", "said"), COUNTS)
def test_counts(count: int, word: str, said: str) -> None:
    assert counted(count, word) == said


@pytest.mark.parametrize("kind", "section priority objective recommendation concern action activity milestone".split())
def test_every_kind_of_item_has_a_plural(kind: str) -> None:
    assert plural(kind) in {f"{kind}s", f"{kind[:-1]}ies"}
    assert not plural(kind).endswith("ys")


@pytest.mark.parametrize(("parts", "said"), LISTS)
def test_lists(parts: list[str], said: str) -> None:
    assert listed(parts) == said


@pytest.mark.parametrize(("text", "limit", "shown"), SHORTENED)
def test_shortened(text: str, limit: int, shown: str) -> None:
    assert shortened(text, limit) == shown
    assert len(shortened(text, limit)) <= limit


def test_verbs_and_capitals() -> None:
    assert [is_are(count) for count in (0, 1, 2)] == ["are", "is", "are"]
    assert [was_were(count) for count in (0, 1, 2)] == ["were", "was", "were"]
    assert [sentence_case(text) for text in ("", "on hold", "SPRINT is", "état")] == [
        "",
        "On hold",
        "SPRINT is",
        "État",
    ]


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 KB"), (1000, "1 KB"), (1001, "2 KB"), (999_000, "999 KB"), (999_001, "1.0 MB"), (1_240_000, "1.2 MB")],
)
def test_sizes_read_as_people_say_them_and_never_less_than_they_are(size: int, text: str) -> None:
    assert file_size(size) == text.replace(" ", NO_BREAK)
