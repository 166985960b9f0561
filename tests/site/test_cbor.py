"""What pagefind writes is read as what it means, and written again the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from generator.site.cbor import Item, decode, encode

EXAMPLES: list[tuple[str, Item]] = [
    # from appendix A of RFC 8949
    ("00", 0),
    ("17", 23),
    ("1818", 24),
    ("1903e8", 1000),
    ("1a000f4240", 1000000),
    ("1b000000e8d4a51000", 1000000000000),
    ("20", -1),
    ("3863", -100),
    ("3903e7", -1000),
    ("60", ""),
    ("6161", "a"),
    ("62c3bc", "ü"),
    ("64f0908591", "𐅑"),
    ("80", []),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
]

REFUSED = [
    "",                      # nothing
    "18",                    # a number cut short
    "1903",
    "6261",                  # a text cut short
    "8201",                  # a list cut short
    "0000",                  # something after the end
    "41ff",                  # bytes
    "a0",                    # a map
    "f5",                    # true
    "9f01ff",                # a list whose length is not told
    "61ff",                  # no UTF-8
]  # fmt: skip


@pytest.mark.parametrize(("written", "item"), EXAMPLES)
def test_each_is_read_and_written(written: str, item: Item) -> None:
    assert decode(bytes.fromhex(written)) == item
    assert encode(item).hex() == written


@pytest.mark.parametrize("written", REFUSED)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(bytes.fromhex(written))


@given(any_.recursive(any_.integers(-(2**63), 2**64 - 1) | any_.text(), any_.lists))
def test_what_is_written_is_read(item: Item) -> None:
    assert decode(encode(item)) == item
