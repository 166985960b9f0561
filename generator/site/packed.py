"""Compressing and its undoing, as web servers and browsers know it. The only place where brotli is imported."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping

import brotli  # type: ignore[import-untyped]

ENDS: Mapping[str, str] = {".gz": "gzip", ".br": "br"}
"""Ends of names of files that hold the one beside them, compressed, and HTTP's name of the way. In no manifest."""

BROTLI_QUALITY = 8
"""Of eleven. The next step takes three times as long for the last two parts in a thousand; the last, twenty times."""


class UnpackError(ValueError):
    """What should be compressed is not, or holds more than it may."""


def packed(content: bytes) -> Mapping[str, bytes]:
    """By the end of its name. There is no time and no name within, so that the same content gives the same bytes."""
    return {".gz": gzip.compress(content, 9, mtime=0), ".br": brotli.compress(content, quality=BROTLI_QUALITY)}


def unpacked(content: bytes, way: str, most: int) -> bytes:
    """What `content` holds. Raises `UnpackError` when it is more than `most` bytes, cut short, or not of this way."""
    try:
        if way == "gzip":
            undo = zlib.decompressobj(wbits=31)
            plain, whole = undo.decompress(content, most + 1), undo.eof
        elif way == "br":
            decompressor = brotli.Decompressor()
            plain = decompressor.process(content, output_buffer_limit=most + 1)
            while len(plain) <= most and not decompressor.is_finished() and not decompressor.can_accept_more_data():
                plain += decompressor.process(b"", output_buffer_limit=most + 1)
            whole = decompressor.is_finished()
        else:
            raise UnpackError(f"nobody here knows how to undo {way}")
    except (zlib.error, brotli.error) as error:
        raise UnpackError(f"it is not {way}") from error
    if len(plain) > most or not whole:
        raise UnpackError("it is cut short" if len(plain) <= most else "it holds more than it should")
    return bytes(plain)
