"""The part of CBOR (RFC 8949) that pagefind writes: whole numbers, texts and lists.

Written in the shortest form; hundreds of thousands of small numbers make an index, so these take the shortest way.
"""

from __future__ import annotations

Item = int | str | list["Item"]

NUMBER, NEGATIVE, TEXT, LIST = 0, 1, 3, 4
SHORT = 24
"""Numbers below this stand in the head of an item itself; one above says how many bytes of it follow."""
WIDTHS = (1, 2, 4, 8)


def decode(data: bytes) -> Item:
    """Raises `ValueError` for anything else than one item of these kinds."""
    try:
        item, end = _read(data, 0)
    except IndexError as error:
        raise ValueError("it is cut short") from error
    if end != len(data):
        raise ValueError("it does not end where it should")
    return item


def encode(item: Item) -> bytes:
    written = bytearray()
    _write(item, written)
    return bytes(written)


def _read(data: bytes, at: int) -> tuple[Item, int]:
    """The item that begins at `at`, and where the next does."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= SHORT:
        width = WIDTHS[number - SHORT]
        number = int.from_bytes(data[at : at + width], "big")
        at += width
    if kind == NUMBER:
        return number, at
    if kind == LIST:
        items: list[Item] = []
        for _ in range(number):
            item, at = _read(data, at)
            items.append(item)
        return items, at
    if kind == TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind == NEGATIVE:
        return -1 - number, at
    raise ValueError(f"kind {kind} is not known here")


def _write(item: Item, written: bytearray) -> None:
    if isinstance(item, int):
        if 0 <= item < SHORT:
            written.append(item)
        elif item >= 0:
            _write_head(NUMBER, item, written)
        else:
            _write_head(NEGATIVE, -1 - item, written)
    elif isinstance(item, list):
        _write_head(LIST, len(item), written)
        for each in item:
            _write(each, written)
    else:
        text = item.encode("utf-8")
        _write_head(TEXT, len(text), written)
        written += text


def _write_head(kind: int, number: int, written: bytearray) -> None:
    if number < SHORT:
        written.append(kind << 5 | number)
        return
    place = next(place for place, width in enumerate(WIDTHS) if number < 1 << 8 * width)
    written.append(kind << 5 | SHORT + place)
    written += number.to_bytes(WIDTHS[place], "big")
