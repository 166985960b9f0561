"""Words that readers type for words that councils write: content/synonyms.yml, which officers edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.errors import Problem
from generator.load.gate import GateError, read_text
from generator.load.plain_yaml import compose, row_of
from generator.model import Synonyms

SYNONYMS = "synonyms.yml"
PARTS = ("words", "references")
LIST_REMEDY = "Write the words in square brackets with a comma between: [household waste, recycling]."

Groups = tuple[tuple[str, tuple[str, ...]], ...]


def read_synonyms(path: Path, file: str, problems: list[Problem]) -> Synonyms:
    """The file's synonyms; none where there is no file. Adds to `problems`, with the line as the row."""
    if not path.exists():
        return Synonyms()
    before = len(problems)
    try:
        root = compose(read_text(path, file), file, problems, keys_once=False)
    except GateError as error:
        problems.append(error.problem)
        return Synonyms()
    if root is None or len(problems) > before:
        return Synonyms()
    if not isinstance(root, yaml.MappingNode):
        problems.append(Problem(file, f"the file has the parts {' and '.join(PARTS)}", "Begin it with words:.", 1))
        return Synonyms()
    return _synonyms(root, file, problems)


def _synonyms(root: yaml.MappingNode, file: str, problems: list[Problem]) -> Synonyms:
    found: dict[str, Groups] = {}
    for key, value in root.value:
        name = _text(key)
        if name not in PARTS:
            remedy = "Delete or rename it; plain words go below words:, indented."
            problems.append(Problem(file, f"the parts are {' and '.join(PARTS)}", remedy, row_of(key), found=name))
        elif name in found:
            problems.append(Problem(file, "this part stands twice", "Put both into one.", row_of(key), found=name))
        elif _is_empty(value):
            found[name] = ()
        elif not isinstance(value, yaml.MappingNode):
            remedy = "Write each entry on a line of its own, indented, with a colon after its first words."
            problems.append(Problem(file, "this part is a list of entries", remedy, row_of(value), name))
        else:
            faults = list(_faults(value, name, file))
            problems.extend(faults)
            found[name] = () if faults else tuple(_groups(value))
    return Synonyms(**found)


def _groups(node: yaml.MappingNode) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in node.value:
        yield _text(key), tuple(_text(entry) for entry in value.value)


def _faults(node: yaml.MappingNode, part: str, file: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, value in node.value:
        name = _text(key)
        if name.casefold() in seen:
            yield Problem(file, "this entry stands twice", "Put both into one line.", row_of(key), part, name)
        seen.add(name.casefold())
        yield from _word_faults(key, part, file)
        if not isinstance(value, yaml.SequenceNode) or not value.value:
            yield Problem(file, "an entry has a list of words", LIST_REMEDY, row_of(key), part, name)
            continue
        for entry in value.value:
            yield from _word_faults(entry, part, file)
            if _text(entry).casefold() == name.casefold():
                rule = "words need no entry for themselves"
                yield Problem(file, rule, "Take them out of the list.", row_of(entry), part, _text(entry))


def _word_faults(node: yaml.Node, part: str, file: str) -> Iterator[Problem]:
    """Words, for `words`; the letters that a reference begins with, for `references`."""
    text = _text(node)
    if part == "references":
        if not (text.isascii() and text.isalpha()):
            rule = "only the letters that references begin with stand here"
            yield Problem(file, rule, "Write NI for NI 192.", row_of(node), part, text)
    elif sum(character.isalnum() for character in text) < 2:
        yield Problem(
            file, "this is not a word", "Write at least two letters, or take it out.", row_of(node), part, text
        )


def _text(node: yaml.Node) -> str:
    return " ".join(str(node.value).split()) if isinstance(node, yaml.ScalarNode) else ""


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
