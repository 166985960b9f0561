"""The part of CBOR (RFC 8949) that pagefind writes: whole numbers, texts and lists, each in its shortest form."""

from __future__ import annotations

from collections.abc import Iterator

Item = int | str | list["Item"]

NUMBER, NEGATIVE, TEXT, LIST = 0, 1, 3, 4
WIDTHS = (1, 2, 4, 8)


def decode(data: bytes) -> Item:
    """Raises `ValueError` for anything else than one item of these kinds."""
    item, end = _read(data, 0)
    if end != len(data):
        raise ValueError("there is something after the end")
    return item


def encode(item: Item) -> bytes:
    return b"".join(_written(item))


def _read(data: bytes, at: int) -> tuple[Item, int]:
    kind, argument, at = _head(data, at)
    match kind:
        case 0:
            return argument, at
        case 1:
            return -1 - argument, at
        case 3:
            if at + argument > len(data):
                raise ValueError("a text is cut short")
            return data[at : at + argument].decode("utf-8"), at + argument
        case 4:
            items: list[Item] = []
            for _ in range(argument):
                item, at = _read(data, at)
                items.append(item)
            return items, at
    raise ValueError(f"kind {kind} is not known here")


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind and number of the item that begins at `at`, and where the rest of it stands."""
    if at >= len(data):
        raise ValueError("it is cut short")
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short - 24 >= len(WIDTHS):
        raise ValueError("a length is not known before its end")
    end = at + 1 + WIDTHS[short - 24]
    return kind, int.from_bytes(data[at + 1 : end], "big"), end


def _written(item: Item) -> Iterator[bytes]:
    if isinstance(item, int):
        yield _headed(NUMBER, item) if item >= 0 else _headed(NEGATIVE, -1 - item)
    elif isinstance(item, str):
        text = item.encode("utf-8")
        yield _headed(TEXT, len(text)) + text
    else:
        yield _headed(LIST, len(item))
        for each in item:
            yield from _written(each)


def _headed(kind: int, argument: int) -> bytes:
    if argument < 24:
        return bytes([kind << 5 | argument])
    place = next(place for place, width in enumerate(WIDTHS) if argument < 1 << 8 * width)
    return bytes([kind << 5 | 24 + place]) + argument.to_bytes(WIDTHS[place], "big")
