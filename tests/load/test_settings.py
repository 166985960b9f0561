"""The settings that people edit: the portal's own are taken, and nothing that brings in code or other files."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from generator.load.settings import REQUIRED, SETTINGS, check_settings, pre_election_at
from tests.conftest import ROOT

OWN = (ROOT / "mkdocs.yml").read_text("utf-8")

BEGIN, POLL = "2027-03-22T00:00:00+00:00", "2027-05-06T22:00:00+01:00"


def election(begin: str, end: str) -> str:
    """The setting of one pre-election period."""
    return f'  pre_election:\n    - from: "{begin}"\n      until: "{end}"\n'


# fmt: off
REFUSED = [
    # added                                              setting                 rule says
    ("hooks: [evil.py]",                                 "hooks",                "not one of the portal's"),
    ("INHERIT: ../other.yml",                            "INHERIT",              "not one of the portal's"),
    ("docs_dir: /etc",                                   "docs_dir",             "not one of the portal's"),
    ("site_dir: /tmp",                                   "site_dir",             "not one of the portal's"),
    ("strict: false",                                    "strict",               "not one of the portal's"),
    ("nav: []",                                          "nav",                  "not one of the portal's"),
    ("watch: [x]",                                       "watch",                "not one of the portal's"),
    ("a: !!python/name:os.system x",                     "",                     "is a tag in YAML"),
    ("a: !ENV HOME",                                     "",                     "is a tag in YAML"),
    ("a: &b [c]",                                        "",                     "name things in YAML"),
    ("site_name: Again",                                 "",                     "stands twice"),
    ("extra_css: [https://a.example/ours.css]",          "extra_css",            "not of the right form"),
    ("extra_css: [assets/portal/base.css]",              "extra_css",            "not of the right form"),
    ("extra_javascript: [assets/portal/../../x.js]",     "extra_javascript",     "not of the right form"),
    ("site_url: javascript:alert(1)",                    "site_url",             "not of the right form"),
    ("site_url: https://a.example/?x=<y>",               "site_url",             "not of the right form"),
]

CHANGED = [
    # from                                   to                                        setting
    ("plugins: []",                          "plugins: [privacy]",                     "plugins"),
    ("name: material",                       "name: mkdocs",                           "theme.name"),
    ("custom_dir: theme/overrides",          "custom_dir: elsewhere",                  "theme.custom_dir"),
    ("language: en-GB",                      "language: fr",                           "theme.language"),
    ("  - tables",                           "  - attr_list\n  - tables",              "markdown_extensions"),
    ("contact: performance@example.org",     "contact: a@b.example?bcc=x",             "extra.contact"),
    ("contact: performance@example.org",     "content_policy: none",                   "extra.content_policy"),
    ("all_pages: pages/index.html",          "all_pages: //a.example/",                "extra.all_pages"),
    ("favicon: assets/portal/favicon.svg",   "favicon: https://a.example/f.svg",       "theme.favicon"),
    ("use_directory_urls: false",            "use_directory_urls: true",               "use_directory_urls"),
    ("omitted_files: warn",                  "omitted_files: !!python/name:os.x y",    ""),
    ("  omitted_files: warn",                "  links: {not_found: warn}",              "validation"),
    ("site_name: Performance Portal",        "site_name: [a]",                         "site_name"),
    ("extra:\n",                             "extra:\n  pre_election: spring\n",        "extra.pre_election"),
    ("extra:\n",                             f"extra:\n{election('2027-03-22', '2027-05-06')}", "extra.pre_election"),
    ("extra:\n",                             f"extra:\n{election(POLL, BEGIN)}",          "extra.pre_election"),
    ("extra:\n",                             "extra:\n  waiting: Nothing\n",             "extra.waiting"),
]
# fmt: on


ELECTIONS = [
    # the moment                   whether what is sensitive waits
    ("2027-03-21T23:59:59+00:00",  False),
    ("2027-03-22T00:00:00+00:00",  True),
    ("2027-05-06T20:59:59+00:00",  True),
    ("2027-05-06T21:00:00+00:00",  False),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "waits"), ELECTIONS)
def test_a_pre_election_period_begins_and_ends_to_the_second(moment: str, waits: bool, tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(OWN.replace("extra:\n", f"extra:\n{election(BEGIN, POLL)}"), "utf-8")
    assert check_settings(path, "mkdocs.yml") == []
    assert (pre_election_at(path, datetime.fromisoformat(moment)) is not None) is waits


@pytest.mark.parametrize("text", ["", "a: [", "extra:\n  pre_election: spring\n", "[]"])
def test_settings_that_can_not_be_read_hold_back_what_is_sensitive(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    assert pre_election_at(path, datetime.fromisoformat(BEGIN)) is not None


def problems_with(text: str, folder: Path) -> list[tuple[str, str, int | None]]:
    path = folder / "mkdocs.yml"
    path.write_text(text, "utf-8")
    return [(problem.column, problem.rule, problem.row) for problem in check_settings(path, "mkdocs.yml")]


def test_the_portals_own_are_taken(tmp_path: Path) -> None:
    assert problems_with(OWN, tmp_path) == []
    assert problems_with(f"{OWN}\nextra_css: [assets/portal/ours.css]\n", tmp_path) == []
    assert problems_with(OWN.replace("# site_url", "site_url"), tmp_path) == []


def test_what_the_site_can_not_do_without_is_asked_for(tmp_path: Path) -> None:
    missing = [(name, "this setting is missing", None) for name in REQUIRED]
    assert problems_with("copyright: Ours\n", tmp_path) == missing
    without = re.sub(r"(?m)^markdown_extensions:\n(?: .*\n)+", "", OWN)
    assert problems_with(without, tmp_path) == [("markdown_extensions", "this setting is missing", None)]


@pytest.mark.parametrize(("line", "setting", "rule"), REFUSED)
def test_what_is_added_is_refused(line: str, setting: str, rule: str, tmp_path: Path) -> None:
    ((column, said, row),) = problems_with(f"{OWN}\n{line}\n", tmp_path)
    assert (column, row) == (setting, len(OWN.splitlines()) + 2)
    assert rule in said


@pytest.mark.parametrize(("before", "after", "setting"), CHANGED)
def test_what_is_changed_is_refused(before: str, after: str, setting: str, tmp_path: Path) -> None:
    assert before in OWN
    ((column, _, _),) = problems_with(OWN.replace(before, after, 1), tmp_path)
    assert column == setting


def test_settings_are_keys_and_not_a_list(tmp_path: Path) -> None:
    assert problems_with("- site_name\n", tmp_path) == [("", "the settings are a list of key: value", None)]


def test_every_setting_of_the_file_is_known() -> None:
    named = {key.partition(".")[2] or key for key in SETTINGS}
    assert all(name in OWN for name in named - {"logo"})
