"""A picture of each kind of page, on a phone and on a desktop, in light and in dark, kept in build/screenshots."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support import DESKTOP, PATHS, PHONE, ROOT, OpenVisit, Scheme, draw_charts

SCREENSHOTS = ROOT / "build" / "screenshots"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LONGEST = 3000
"""Pixels from the top that a picture shows: enough to judge a page by, and what follows is more of the same."""


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file, each with its name."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def different_lines(png: bytes) -> tuple[int, int, int]:
    """The width and height of a PNG, and how many of its lines of pixels differ: next to none when it is blank."""
    parts = list(chunks(png))
    width, height = struct.unpack(">II", parts[0][1][:8])
    pixels = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    step = len(pixels) // height
    return width, height, len({pixels[line * step + 1 : (line + 1) * step] for line in range(height)})


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", PATHS)
def test_a_picture_of_each_page(name: str, width: int, visit: OpenVisit) -> None:
    reader = visit(width)
    page = reader.go(PATHS[name])
    draw_charts(page)
    tall = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pictures: set[bytes] = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        path = Path(SCREENSHOTS, f"{name}-{width}-{scheme}.png")
        picture = page.screenshot(
            path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall}, animations="disabled"
        )
        shown_width, shown_height, lines = different_lines(picture)
        assert (shown_width, shown_height) == (width, tall), path.name
        assert lines > 150, f"{path.name} is blank"
        pictures.add(picture)
    assert len(pictures) == 2, "light and dark differ"
