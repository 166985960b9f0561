"""What stands in a file of the site, whichever way it is packed or written: the texts that a reader could get out.

`texts_of` opens a file by what it holds, not by its name, and gives its text as it is and with every way of writing
undone that a page, a chart, a download or an index uses.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from generator.errors import BuildError

Opener = Callable[[bytes], Iterator[bytes]]
"""What lies in a file of one kind; nothing for a file of another kind."""

Decoder = Callable[[str], str]
"""A text with one way of writing undone."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def gzipped(content: bytes) -> Iterator[bytes]:
    """What was compressed: the pieces of the search index, the map of the site."""
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)


def zipped(content: bytes) -> Iterator[bytes]:
    """The files of an archive, a workbook among them, and their names."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode("utf-8")
                yield archive.read(name)


def png_chunks(content: bytes) -> Iterator[bytes]:
    """The texts and other notes in a picture."""
    if not content.startswith(_PNG):
        return
    position = len(_PNG)
    while position + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[position : position + 8])
        chunk = content[position + 8 : position + 8 + size]
        position += size + 12
        if kind in (b"zTXt", b"iTXt"):
            yield from _inflated(chunk)
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield chunk


def _inflated(chunk: bytes) -> Iterator[bytes]:
    start = chunk.find(b"\x78")
    while start >= 0:
        try:
            yield zlib.decompressobj().decompress(chunk[start:])
            return
        except zlib.error:
            start = chunk.find(b"\x78", start + 1)


def pdf_texts(content: bytes) -> Iterator[bytes]:
    """The text of each page, what the document says of itself, and its outline. Raises `BuildError` without pypdf."""
    if not content.startswith(b"%PDF"):
        return
    try:
        from pypdf import PdfReader  # only here, so that a site without packs does not ask for it
    except ImportError as error:
        raise BuildError("Packs need pypdf, which is not installed. `make packs` installs it.") from error
    document = PdfReader(io.BytesIO(content))
    for page in document.pages:
        yield page.extract_text().encode("utf-8", errors="replace")
    yield "\n".join(str(value) for value in (document.metadata or {}).values()).encode("utf-8", errors="replace")
    yield "\n".join(_titles(document.outline)).encode("utf-8", errors="replace")
    if document.xmp_metadata is not None:
        yield document.xmp_metadata.stream.get_data()


def _titles(outline: Sequence[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(getattr(entry, "title", ""))


def entities(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def percent(text: str) -> str:
    return unquote(text) if _PERCENT.search(text) else text


def json_escapes(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), text)
    return plain.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def tags(text: str) -> str:
    """The text without what marks up parts of a word or sentence, and with a space for other tags."""
    return _TAG.sub(" ", _INLINE.sub("", text)) if "<" in text else text


MOST_ROUNDS = 3
"""What a chart shows is written for plotly, then as JSON, then into a page: entities within escapes within entities."""

OPENERS: tuple[Opener, ...] = (gzipped, zipped, png_chunks, pdf_texts)
DECODERS: tuple[Decoder, ...] = (entities, percent, json_escapes, tags)
"""In the order in which they are undone: what a page holds is written for HTML last. The quotes of CSV need none."""


def texts_of(
    content: bytes, openers: Sequence[Opener] = OPENERS, decoders: Sequence[Decoder] = DECODERS
) -> Iterator[str]:
    """The text of a file as it stands, without tags, and each with every way of writing undone."""
    opened = False
    for opener in openers:
        for inner in opener(content):
            opened = True
            yield from texts_of(inner, openers, decoders)
    if not opened:
        text = content.decode("utf-8", errors="replace")
        yield text
        decoded = text
        for _ in range(MOST_ROUNDS):
            start = decoded
            for decoder in decoders:
                before, decoded = decoded, decoder(decoded)
                if decoder is tags and before not in (decoded, text):
                    yield before
            if decoded == start:
                break
            yield decoded
