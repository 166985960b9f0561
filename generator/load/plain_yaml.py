"""The plain part of YAML: keys, texts and lists. Every value is text, as it was written.

What makes YAML more than that is refused, since no officer needs it: tags (which can make a loader run code), anchors
and aliases (a few lines of which unfold into gigabytes), keys that stand twice (the last would win without a word).
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.errors import Problem
from generator.load.characters import first_fault

MAX_DEPTH = 12
"""Levels of lists within lists. Nothing here needs more than four."""

WELL_FORMED = "Mend the line: indent as the lines around it, and put a text with a colon in quotation marks."

Plain = str | list["Plain"] | dict[str, "Plain"]


def compose(text: str, file: str, problems: list[Problem], above: int = 0, keys_once: bool = True) -> yaml.Node | None:
    """The one document in `text` as nodes that know their lines; None when it is empty or wrong (see `problems`).

    `above` is how many lines of the file stand before the text. With `keys_once` a key that stands twice is wrong.
    """
    try:
        faults = list(_faults(text, file, above))
        root = None if faults else yaml.compose(text, Loader=yaml.BaseLoader)
        faults.extend(_node_faults(root, file, above, keys_once))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 + above if mark is not None else None
        faults = [Problem(file, "the file is not well-formed YAML", WELL_FORMED, row)]
        root = None
    problems.extend(faults)
    return None if faults else root


def plain(node: yaml.Node) -> Plain:
    """The node as texts, lists and dictionaries."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(entry) for entry in node.value]
    return str(node.value)


def row_of(node: yaml.Node, above: int = 0) -> int:
    """The line of the file on which the node begins."""
    return int(node.start_mark.line) + 1 + above


def _faults(text: str, file: str, above: int) -> Iterator[Problem]:
    """What no plain file has. Judged by events, which cost no more than the text is long."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        row = (event.start_mark.line if event.start_mark is not None else 0) + 1 + above
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(file, "& and * before a word name things in YAML", "Put the text in quotation marks.", row)
        elif getattr(event, "tag", None):
            yield Problem(file, "! before a word is a tag in YAML", "Put the text in quotation marks.", row)
        elif depth > MAX_DEPTH:
            yield Problem(file, f"lists stand within lists at most {MAX_DEPTH} deep", "Write it more plainly.", row)
        elif documents > 1:
            yield Problem(file, "a second part begins after ---", "Put all of it into one part.", row)
        else:
            continue
        return


def _node_faults(node: yaml.Node | None, file: str, above: int, keys_once: bool) -> Iterator[Problem]:
    if isinstance(node, yaml.ScalarNode) and (fault := first_fault(node.value)) is not None:
        yield Problem(file, fault.rule, fault.remedy, row_of(node, above), found=fault.found)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _node_faults(entry, file, above, keys_once)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                remedy = "Put it in quotation marks."
                yield Problem(file, "before a colon stands one text", remedy, row_of(key, above))
            elif keys_once and key.value in seen:
                remedy = "Delete one, or put both into one."
                yield Problem(file, "this key stands twice", remedy, row_of(key, above), found=str(key.value))
            seen.add(str(key.value))
            yield from _node_faults(key, file, above, keys_once)
            yield from _node_faults(value, file, above, keys_once)
