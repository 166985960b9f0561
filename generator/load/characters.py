"""Characters that no text may hold, wherever it comes from: bytes of a file, an escape in JSON or YAML, an entity.

Hidden ones change what a reader sees against what is stored; the others are what is left of text that was read in the
wrong encoding. All are told with the way to mend them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NO_TAB = "Delete it, or type a space. Columns parted by tabs: save as “CSV UTF-8 (comma delimited)”."

_AROUND = 10
"""How much of the text on either side a message quotes."""

_CONTROL = "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_SEPARATOR = "\u2028\u2029\ufeff\ufff9-\ufffb"
_NO_CHARACTER = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
_HALF = "\ud800-\udfff"
_HIDDEN = f"[{_CONTROL}{_DIRECTION}{_SEPARATOR}{_NO_CHARACTER}{_HALF}]"

_LOST = "\ufffd"
_ONE_FONT = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

# What two bytes of UTF-8 become when they are read as Windows-1252: of "£", "é" and the like, and of “”, ‘’ and –.
_SECOND = "".join(
    character for character in bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") if character not in "‘’“”–—… \u00a0"
)
_MISREAD = f"[ÂÃ][{_SECOND}\u00a0]|â€[{_SECOND}\u00a0œ\u009d“”™˜]"

_FORBIDDEN = re.compile(f"(?P<hidden>{_HIDDEN})|(?P<lost>{_LOST})|(?P<font>[{_ONE_FONT}])|(?P<misread>{_MISREAD})")

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""

_SUSPECT = re.compile(f"[{_CONTROL}{_DIRECTION}{_SEPARATOR}{_NO_CHARACTER}{_HALF}{_LOST}{_ONE_FONT}ÂÃâ]")
"""Found in a tenth of the time: nearly every text holds none."""


_PLAIN = bytes(range(0x20, 0x7F)) + b"\n\r"
"""What may stand anywhere. Most tables hold nothing else, which is seen in a tenth of the time again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first character that may not stand in a text: where, how many such there are, what is wrong, what to do."""

    index: int
    count: int
    rule: str
    remedy: str
    found: str


def first_fault(text: str) -> Fault | None:
    """What is wrong with the characters of `text`; None when nothing is."""
    if text.isascii() and not text.encode("ascii").translate(None, _PLAIN):
        return None
    suspect = _SUSPECT.search(text)
    match = _FORBIDDEN.search(text, suspect.start()) if suspect is not None else None
    if match is None:
        return None
    rule, remedy = _words(str(match.lastgroup), match[0])
    count = 1 + sum(1 for _ in _FORBIDDEN.finditer(text, match.end()))
    found = text[max(0, match.start() - _AROUND) : match.start() + _AROUND]
    return Fault(match.start(), count, rule, remedy, found.encode("utf-8", "replace").decode("utf-8"))


def seen(text: str) -> str:
    """The text without what nobody sees: two texts that differ in that alone look the same."""
    if text.isascii():  # where all can be seen, or has been refused
        return text
    return "".join(each for each in text if each not in _BLANK and unicodedata.category(each) != "Cf")


def _words(kind: str, found: str) -> tuple[str, str]:
    code = f"U+{ord(found[0]):04X}"
    if kind == "lost":
        return "a character was lost when this was saved: U+FFFD stands for it", "Type the text again."
    if kind == "font":
        return f"{code} is a sign of one font only, as word processors use for bullets", "Type a plain sign instead."
    if kind == "misread":
        meant = found.encode("cp1252", "ignore").decode("utf-8", "ignore")
        remedy = f"Type {meant} here." if meant and meant.isprintable() else "Type the text again."
        return "there are signs of text once read in the wrong encoding", remedy
    if found == "\t":
        return "there is a tab, which nobody can tell from spaces: U+0009", NO_TAB
    return f"there is a hidden control character {code}", "Delete it: retype the text around it."
