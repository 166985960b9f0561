"""Proof that nothing withheld got out: its texts are looked for in every file of the finished site.

Where nothing is withheld there is nothing to look for. A find stops the build, and names the file of the site and the
row of the data, never the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import generator
from generator.errors import BuildError
from generator.project import SETTINGS, Project
from generator.site.unpack import DECODERS, OPENERS, Decoder, Opener, texts_of

_WORD = re.compile(r"[^\W_]+")

FIXED = (".py", ".json", ".jinja", ".html", ".js", ".css", ".svg", ".md", ".yml")
"""Files of ours that hold words of the site."""

PACK_TEXTS = "pack-texts"
"""Where the texts of packs are kept from build to build: reading a PDF takes long, and packs seldom change."""


def check_leaks(site: Path, secrets: Mapping[str, str], project: Project) -> int:
    """How many texts were looked for. Raises `BuildError` with every file that holds one.

    `secrets` are the words of texts, in small letters, with the place in the data that each comes from. What our own
    templates say is left out.
    """
    fixed = _fixed_words(project) if secrets else ""
    wanted = {text: place for text, place in secrets.items() if text not in fixed}
    if wanted:
        faults = sorted(set(find_leaks(site, wanted, project.build / PACK_TEXTS)))
        if faults:
            remedy = "This is a fault of the portal, not of the data: please report it."
            raise BuildError("\n".join(["Something withheld would be published.", *faults, remedy]))
    return len(wanted)


def find_leaks(
    site: Path,
    secrets: Mapping[str, str],
    kept: Path,
    openers: Sequence[Opener] = OPENERS,
    decoders: Sequence[Decoder] = DECODERS,
) -> Iterator[str]:
    """What was found, a line each. `kept` is the folder for the texts of packs."""
    search, seen = Search.of(secrets), set[int]()
    used: set[Path] = set()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        for place in search.places_in(name):
            yield f"the address of a file below /{_unnamed(name, search)}: {place}"
        content = path.read_bytes()
        if content.startswith(b"%PDF"):
            texts = _pack_text(content, kept, used, openers, decoders)
            found = {place for text in texts for place in search.places_in_print(text)}
        else:
            content = _unseen(content, seen) if content.startswith(b"<") else content
            found = {place for text in texts_of(content, openers, decoders) for place in search.places_in(text)}
        for place in found:
            yield f"{_unnamed(name, search)}: {place}"
    for old in set(kept.glob("*.txt")) - used:
        old.unlink()


def _unseen(page: bytes, seen: set[int]) -> bytes:
    """The lines that have not stood between the same two lines on a page before: most of a page is on every page."""
    lines = page.split(b"\n")
    keys = [hash(around) for around in zip([b"", *lines], lines, [*lines[1:], b""], strict=False)]
    new = [line for key, line in zip(keys, lines, strict=True) if key not in seen]
    seen.update(keys)
    return b"\n".join(new)


def _unnamed(name: str, search: Search) -> str:
    """The part of a file's name that gives nothing away."""
    while name and any(search.places_in(name)):
        name = name.rpartition("/")[0]
    return name


@dataclass(frozen=True, slots=True)
class Search:
    """The texts by one word of each, so that a file's words tell at once which are worth looking for."""

    by_word: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, secrets: Mapping[str, str]) -> Search:
        """Each under its longest word, of those in its midst: the first and last may be part of a longer one."""
        by_word: dict[str, list[tuple[str, str]]] = {}
        for text, place in secrets.items():
            words = text.split(" ")
            by_word.setdefault(max(words[1:-1] or words, key=len), []).append((text, place))
        return cls({word: tuple(found) for word, found in by_word.items()})

    def places_in(self, text: str) -> Iterator[str]:
        """The place of each secret that stands in the text."""
        words = _WORD.findall(text.casefold())
        worth = self.by_word.keys() & set(words)
        whole = " ".join(words) if worth else ""
        for word in worth:
            yield from (place for form, place in self.by_word[word] if form in whole)

    def places_in_print(self, text: str) -> Iterator[str]:
        """The same in print, whose lines break anywhere: only letters and digits count."""
        whole = "".join(_WORD.findall(text.casefold()))
        for found in self.by_word.values():
            yield from (place for form, place in found if form.replace(" ", "") in whole)


def _pack_text(
    content: bytes, kept: Path, used: set[Path], openers: Sequence[Opener], decoders: Sequence[Decoder]
) -> Iterable[str]:
    """The text of a pack, read once and kept under the hash of its file."""
    path = kept / f"{sha256(content).hexdigest()}.txt"
    used.add(path)
    if not path.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        path.write_text("\f".join(texts_of(content, openers, decoders)), "utf-8")
    return path.read_text("utf-8").split("\f")


def _fixed_words(project: Project) -> str:
    """All that we wrote ourselves and may show: the portal, which holds the contract, the theme and the settings."""
    own = Path(generator.__file__).parent
    files = [*own.rglob("*"), *project.theme.rglob("*"), project.root / SETTINGS]
    return "\n".join(
        " ".join(_WORD.findall(path.read_text("utf-8").casefold()))
        for path in sorted(files)
        if path.suffix in FIXED and path.is_file() and not path.is_relative_to(own / "example")
    )
