"""The pictures that stand for pages where they are shared: drawn from the same words, shapes and colours as the pages.

The font is the one that comes with pillow, so that the bytes are the same on every machine. It has no accents.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageDraw, ImageFont

from generator.pages.page import Card
from generator.pages.scorecard import CountBar
from generator.tokens import Tokens

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
INNER = WIDTH - 2 * MARGIN

HEADLINE_SIZES = (54, 48, 42, 38, 34, 30)
HEADLINE_TOP, HEADLINE_ROOM = 178, 190
"""Pixels above the headline, and how many it may take: the largest size that fits is used."""

BAR_ROW, NOTICE_ROW = 54, 27
BAR_SIZES = (26, 23, 20, 18, 16, 14, 12)
LEADING = 1.24

CURVE_STEPS = 12
FINER = 4
"""Shapes are drawn so many times larger and made small again, for smooth edges."""

COLOURS = 64
"""As many as text and shapes with smooth edges need: a third of the bytes of a full picture."""

BOX = 16
"""The side of the box that the paths of shapes are in."""

PLAIN = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "£": "GBP ",
        "€": "EUR ",
        "≥": "at least ",
        "≤": "at most ",
        "\u2044": "/",
    }
)
KEPT = frozenset("‘’“”…·")


def draw_cards(cards: Mapping[str, Card], tokens: Tokens) -> Mapping[str, bytes]:
    """The PNG of each card, by its path."""
    return {path: draw_card(card, tokens) for path, card in cards.items()}


def draw_card(card: Card, tokens: Tokens) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), tokens.chart["paper"]["light"])
    draw = ImageDraw.Draw(image)
    text, muted = tokens.chart["text"]["light"], tokens.chart["muted"]["light"]
    draw.rectangle((0, 0, WIDTH, 16), fill=tokens.chart["highlight"]["light"])
    _line(draw, MARGIN, 56, card.publisher, 42, text)
    _line(draw, MARGIN, 114, card.period, 30, muted)
    _paragraph(draw, card.headline, text)
    notice = _wrapped(card.notice, _font(20)) if card.notice else []
    top = HEIGHT - 40 - NOTICE_ROW * len(notice) - BAR_ROW * len(card.bars)
    for bar in card.bars:
        _bar(image, draw, top, bar, tokens)
        top += BAR_ROW
    for line in notice:
        draw.text((MARGIN, top), line, fill=muted, font=_font(20))
        top += NOTICE_ROW
    file = io.BytesIO()
    image.quantize(COLOURS).save(file, "PNG")
    return file.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # pillow's own wheels have it; another build may not
    return font


def _line(draw: ImageDraw.ImageDraw, left: int, top: int, text: str, size: int, colour: str) -> None:
    """One line, cut where it is too long."""
    draw.text((left, top), _wrapped(text, _font(size))[0], fill=colour, font=_font(size))


def _paragraph(draw: ImageDraw.ImageDraw, text: str, colour: str) -> None:
    """The headline as large as fits; of one that never does, the beginning."""
    fitting = (size for size in HEADLINE_SIZES if len(_wrapped(text, _font(size))) <= _room(size))
    size = next(fitting, HEADLINE_SIZES[-1])
    for place, line in enumerate(_wrapped(text, _font(size))[: _room(size)]):
        draw.text((MARGIN, HEADLINE_TOP + place * size * LEADING), line, fill=colour, font=_font(size))


def _room(size: int) -> int:
    """How many lines of a size there is room for."""
    return int(HEADLINE_ROOM / (size * LEADING))


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit between the margins."""
    lines = [""]
    for word in _drawable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > INNER:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _drawable(text: str) -> str:
    """What the font has signs for: letters without their accents, dashes as hyphens; else a question mark."""
    spaced = "".join(f" {each}" if unicodedata.decomposition(each).startswith("<fraction>") else each for each in text)
    parts = unicodedata.normalize("NFKD", spaced.translate(PLAIN)).translate(PLAIN).replace("…", "...")
    parts = "".join(each for each in parts if not unicodedata.combining(each))
    return "".join(each if each.isascii() or each in KEPT else "?" for each in parts)


def _bar(image: Image.Image, draw: ImageDraw.ImageDraw, top: int, bar: CountBar, tokens: Tokens) -> None:
    """A heading, then each status with its shape, its count and its word: all of them, as large as fits."""
    heading = f"{_drawable(bar.heading)}:"
    counts = [(tokens.by_word[count.status], f"{count.number} {count.status}") for count in bar.counts]
    said = [heading, *(words for _, words in counts)]
    size = next((size for size in BAR_SIZES if _width(said, size) <= INNER), BAR_SIZES[-1])
    font = _font(size)
    draw.text((MARGIN, top), heading, fill=tokens.chart["muted"]["light"], font=font)
    left = MARGIN + int(font.getlength(heading)) + size
    for token, words in counts:
        image.paste(token.colours["light"]["chart"], (left, top + 2), _shape(token.path, size))
        draw.text((left + size * 4 // 3, top), words, fill=tokens.chart["text"]["light"], font=font)
        left += size * 7 // 3 + int(font.getlength(words))


def _width(said: Sequence[str], size: int) -> float:
    """How wide the heading and the counts are, with their shapes and the gaps between."""
    return sum(_font(size).getlength(words) for words in said) + size * 7 // 3 * (len(said) - 1)


def _shape(path: str, size: int) -> Image.Image:
    """The shape of a status as a mask: a contour inside another is a hole in it."""
    pen = _Contours()
    parse_path(path, pen)
    scale = size * FINER / BOX
    mask = Image.new("1", (size * FINER, size * FINER))
    for contour in pen.contours:
        layer = Image.new("1", mask.size)
        ImageDraw.Draw(layer).polygon([(x * scale, y * scale) for x, y in contour], fill=1)
        mask = ImageChops.logical_xor(mask, layer)
    return mask.convert("L").resize((size, size), Image.Resampling.LANCZOS)


class _Contours(BasePen):  # type: ignore[misc]
    """Takes a path down as polygons."""

    def __init__(self) -> None:
        super().__init__(None)
        self.contours: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.contours.append([pt])

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.contours[-1].append(pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        start = self.contours[-1][-1]
        self.contours[-1].extend(_curve(start, pt1, pt2, pt3))


def _curve(*points: tuple[float, float]) -> Iterator[tuple[float, float]]:
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        yield (
            sum(share * x for share, (x, _) in zip(shares, points, strict=True)),
            sum(share * y for share, (_, y) in zip(shares, points, strict=True)),
        )
