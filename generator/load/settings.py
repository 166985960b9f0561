"""`mkdocs.yml`, which people edit: plain text only, and only what the portal knows.

The site engine would run code that its settings name (hooks, plugins, tags), read the environment into pages (!ENV) and
take other files in (INHERIT), so the settings pass here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from generator.errors import Problem
from generator.joined import PARTS
from generator.load.convert import parse_moment
from generator.load.gate import GateError, read_text
from generator.load.personal import EMAIL
from generator.load.plain_yaml import compose, plain, row_of

_ADDRESS = re.compile(r"https?://[^\s/?#<>\"']+(/[^\s?#<>\"']*)?")
_IN_SITE = re.compile(r"assets/portal/[a-z0-9][a-z0-9.-]*")
_LEVELS = frozenset({"warn", "info", "ignore"})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: object) -> bool:
    return isinstance(value, str) and (not value or _ADDRESS.fullmatch(value) is not None)


def _is_email(value: object) -> bool:
    return isinstance(value, str) and EMAIL.fullmatch(value) is not None


def _are_assets(value: object) -> bool:
    return isinstance(value, list) and all(_is_asset(each) and each.rpartition("/")[2] not in PARTS for each in value)


def _are_levels(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(level, str) and level in _LEVELS for level in value.values())


def _one(only: object) -> Callable[[object], bool]:
    return lambda value: value == only


def _is_page(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z0-9/-]+\.html", value) is not None


def _is_asset(value: object) -> bool:
    return isinstance(value, str) and _IN_SITE.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class PreElection:
    """A time before an election: what is sensitive waits from its first moment until its last."""

    start: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.until


def _pre_election(value: object) -> tuple[PreElection, ...]:
    """The times that a setting lists. Raises `ValueError` where it is not such a list."""
    if not isinstance(value, list) or not all(
        isinstance(each, dict) and each.keys() == {"from", "until"} for each in value
    ):
        raise ValueError("each has a from and an until")
    found = tuple(PreElection(parse_moment(str(each["from"])), parse_moment(str(each["until"]))) for each in value)
    if any(each.start >= each.until for each in found):
        raise ValueError("each ends after it begins")
    return found


def _are_times(value: object) -> bool:
    try:
        return bool(_pre_election(value))
    except ValueError:
        return False


TOC = {"permalink": "true", "permalink_title": "Link to this section", "marker": ""}
TEXT = "Write one text after the colon."
NO_CODE = "Write it as it was: settings that bring in code or other files are not taken."
OWN_ASSETS = "List only files of your own in theme/assets, as assets/portal/NAME: pages have the theme's without that."

SETTINGS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "site_name": (_is_text, TEXT),
    "site_description": (_is_text, TEXT),
    "site_url": (_is_address, "Write the address of the site, such as https://performance.example.gov.uk/."),
    "copyright": (_is_text, TEXT),
    "extra.notice": (_is_text, TEXT),
    "extra.all_pages": (_is_page, "Write pages/index.html."),
    "extra.contact": (_is_email, "Write an email address."),
    "extra.pre_election": (
        _are_times,
        "List each as from: and until:, with moments such as 2027-03-22T00:00:00+00:00, the second after the first.",
    ),
    "theme.name": (_one("material"), "Write material."),
    "theme.custom_dir": (_one("theme/overrides"), "Write theme/overrides."),
    "theme.language": (_one("en-GB"), "Write en-GB: the words of the site are English."),
    "theme.favicon": (_is_asset, "Write a file of theme/assets as assets/portal/NAME."),
    "theme.logo": (_is_asset, "Write a file of theme/assets as assets/portal/NAME."),
    "plugins": (_one([]), "Write plugins: []."),
    "use_directory_urls": (_one("false"), "Write false, so that the site opens from a folder too."),
    "markdown_extensions": (
        _one(["tables", {"toc": TOC}]),
        NO_CODE,
    ),
    "extra_css": (_are_assets, OWN_ASSETS),
    "extra_javascript": (_are_assets, OWN_ASSETS),
    "validation": (_are_levels, "Write warn behind each."),
}
"""What may be set, by its key: whether a value is right, and what to do where it is not."""

REQUIRED = (*("site_name", "theme.name", "theme.custom_dir", "plugins", "use_directory_urls", "markdown_extensions"),)
"""Without one of these the site engine stops, or does what it usually does: a list for [TOC], a theme of its own."""

PRE_ELECTION = "pre_election"

GROUPS = frozenset(key.partition(".")[0] for key in SETTINGS if "." in key)


def check_settings(path: Path, file: str) -> list[Problem]:
    """Everything that is wrong with the settings."""
    problems: list[Problem] = []
    try:
        root = compose(read_text(path, file), file, problems)
    except GateError as error:
        return [error.problem]
    if isinstance(root, yaml.MappingNode):
        problems.extend(_faults(root, "", file))
        problems.extend(_missing(plain(root), file))
    elif not problems:
        problems.append(Problem(file, "the settings are a list of key: value", "Begin with site_name:."))
    return problems


def _missing(settings: object, file: str) -> Iterator[Problem]:
    for name in REQUIRED:
        value = settings
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            remedy = "Write it as in the mkdocs.yml that came with the portal."
            yield Problem(file, "this setting is missing", remedy, column=name)


def pre_election_at(path: Path, at: datetime) -> PreElection | None:
    """The pre-election period that holds at that moment; None where there is none.

    Settings that can't be read hold back what is sensitive: what is wrong with them has been told.
    """
    try:
        periods = pre_elections(path)
    except (GateError, ValueError):
        return PreElection(at, at)
    return next((each for each in periods if each.holds(at)), None)


def pre_elections(path: Path) -> Sequence[PreElection]:
    """Every pre-election period that the settings name. Raises `GateError` or `ValueError` where they can't be read."""
    root = compose(read_text(path, path.name), path.name, [])
    settings = plain(root) if root is not None else None
    if not isinstance(settings, dict):
        raise ValueError("these are no settings")
    extra = settings.get("extra")
    listed = extra.get(PRE_ELECTION) if isinstance(extra, dict) else None
    return _pre_election(listed) if listed is not None else ()


def _faults(node: yaml.MappingNode, above: str, file: str) -> Iterator[Problem]:
    for key, value in node.value:
        name = f"{above}{key.value}"
        if name in SETTINGS:
            is_right, remedy = SETTINGS[name]
            if not is_right(plain(value)):
                found = str(value.value) if isinstance(value, yaml.ScalarNode) else ""
                yield Problem(file, "this setting is not of the right form", remedy, row_of(key), name, found)
        elif name in GROUPS and isinstance(value, yaml.MappingNode):
            yield from _faults(value, f"{name}.", file)
        else:
            remedy = "Delete it. What can be set is in the mkdocs.yml that came with the portal."
            yield Problem(file, "this setting is not one of the portal's", remedy, row_of(key), name)
