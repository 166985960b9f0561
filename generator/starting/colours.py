"""A council's one colour, and all that is made from it, so that every text on it and in it can be read.

WCAG 2.2, success criterion 1.4.3, level AA: text has a contrast of 4.5 to 1 at least.
https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AA = 4.5
WHITE, BLACK = "#ffffff", "#000000"
PAPERS = ("#ffffff", "#f3f5f7")
"""What a link stands on in the light scheme: the page, and a wash on it (theme/assets/base.css)."""

DARK_PAPERS = ("#0f161c", "#17212a")
"""The same in the dark scheme."""

STEPS = 100

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the theme that follow from one: for links, and for the bar at the top, light and dark."""

    link: str
    link_hover: str
    brand: str
    field: str
    edge: str
    dark_link: str
    dark_link_hover: str
    dark_brand: str
    dark_field: str


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, into: str, share: float) -> str:
    """The colour with a share, from 0 to 1, of another."""
    pairs = zip(_channels(colour), _channels(into), strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)


def passes(colour: str) -> bool:
    """Whether text in the colour can be read on the page, and white text on the colour."""
    return _lowest(colour, PAPERS) >= AA


def nearest_passing(colour: str) -> str:
    """The colour itself, or made only as much darker as it takes."""
    return next(each for step in range(STEPS + 1) if passes(each := mixed(colour, BLACK, step / STEPS)))


def palette(colour: str) -> Palette:
    """What follows from a colour that passes. Every text of it has the contrast of AA, which the tests measure."""
    dark_link = next(
        each for step in range(STEPS + 1) if _lowest(each := mixed(colour, WHITE, step / STEPS), DARK_PAPERS) >= 7
    )
    dark_brand = mixed(colour, BLACK, 0.55)
    return Palette(
        link=colour,
        link_hover=mixed(colour, BLACK, 0.45),
        brand=colour,
        field=mixed(colour, BLACK, 0.25),
        edge=mixed(colour, WHITE, 0.6),
        dark_link=dark_link,
        dark_link_hover=mixed(dark_link, WHITE, 0.5),
        dark_brand=dark_brand,
        dark_field=mixed(dark_brand, BLACK, 0.35),
    )


def _lowest(colour: str, papers: tuple[str, ...]) -> float:
    return min(contrast(colour, paper) for paper in papers)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
