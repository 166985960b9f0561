"""What the parts of the theme are joined into: nothing forgotten, in their order, a council's own colours last."""

from __future__ import annotations

import pytest

from generator.errors import BuildError
from generator.joined import COLOURS, JOINED, PARTS, SCRIPTS, STYLES, joined
from tests.conftest import ROOT

MADE = "tokens.css"
"""The build makes it of theme/tokens.json."""

APART = {"pack.css", "search-index.js"}
"""For packs; for who searches."""

ASSETS = {path.name: path.read_bytes() for path in (ROOT / "theme" / "assets").iterdir()}


def test_every_style_sheet_and_script_is_a_part_or_stands_apart() -> None:
    found = {name for name in ASSETS if name.endswith((".css", ".js"))}
    assert found == PARTS - {MADE, COLOURS} | APART


def test_the_parts_stand_in_one_file_in_their_order() -> None:
    parts = {name: f"/* {name} */".encode() for name in (*STYLES, *SCRIPTS)}
    whole = joined({**parts, "logo.svg": b"<svg/>"})
    assert set(whole) == {*JOINED, "logo.svg"}
    for name, made_of in JOINED.items():
        assert whole[name].decode().splitlines() == [f"/* {part} */" for part in made_of]
    assert STYLES[-1] == COLOURS


def test_only_the_colours_of_a_council_may_be_missing() -> None:
    parts = {name: b"1" for name in PARTS if name != COLOURS}
    assert joined(parts).keys() == JOINED.keys()
    del parts["search.js"]
    with pytest.raises(BuildError, match=r"theme/assets has no search\.js"):
        joined(parts)


@pytest.mark.parametrize("name", SCRIPTS[1:])
def test_all_but_the_first_script_wait_for_the_page(name: str) -> None:
    assert 'document.addEventListener("DOMContentLoaded", ' in ASSETS[name].decode()
