"""Contacts that are meant to be public: content/contacts.yml, which officers edit and somebody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.errors import Problem
from generator.load.gate import GateError, read_text
from generator.load.personal import personal_data, squeezed
from generator.load.plain_yaml import compose, plain, row_of
from generator.periods import PeriodError, parse_date

CONTACTS = "contacts.yml"
KEYS = ("text", "why", "reviewed_by", "reviewed_on")
NO_CONTACTS: frozenset[str] = frozenset()


def read_contacts(path: Path, file: str, problems: list[Problem]) -> frozenset[str]:
    """The contacts that texts may hold, squeezed; none where there is no file. Adds to `problems`."""
    if not path.exists():
        return NO_CONTACTS
    try:
        root = compose(read_text(path, file), file, problems)
    except GateError as error:
        problems.append(error.problem)
        return NO_CONTACTS
    if root is None:
        return NO_CONTACTS
    if not isinstance(root, yaml.SequenceNode):
        remedy = f"Begin each with - and give it {', '.join(KEYS)}."
        problems.append(Problem(file, "the file is a list of contacts", remedy, row_of(root)))
        return NO_CONTACTS
    return frozenset(contact for entry in root.value for contact in _contact(entry, file, problems))


def _contact(entry: yaml.Node, file: str, problems: list[Problem]) -> Iterator[str]:
    faults = list(_faults(entry, file))
    problems.extend(faults)
    found = plain(entry)
    if not faults and isinstance(found, dict):
        yield squeezed(str(found["text"]))


def _faults(entry: yaml.Node, file: str) -> Iterator[Problem]:
    found, row = plain(entry), row_of(entry)
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        yield Problem(file, "a contact has keys with a text each", f"Give it {', '.join(KEYS)}.", row)
        return
    for key in KEYS:
        if not str(found.get(key, "")).strip():
            yield Problem(
                file, "a contact says what it is, why it is public, and who looked at it when", "Add it.", row, key
            )
    for key in sorted(found.keys() - set(KEYS)):
        yield Problem(file, "this key is not known here", f"The keys are {', '.join(KEYS)}.", row, key)
    text, day = str(found.get("text", "")), str(found.get("reviewed_on", ""))
    if text and not any(piece == text for _, piece, _ in personal_data(text)):
        rule = "this is nothing that the check would refuse, so it needs no entry"
        yield Problem(file, rule, "Write the contact as it stands in the text, or delete it.", row, "text", text)
    try:
        parse_date(day or "2000-01-01")
    except PeriodError as error:
        yield Problem(file, error.rule, error.remedy, row, "reviewed_on", day)
