"""The plain part of YAML as a table: what is taken as text, and what is refused with its line."""

from __future__ import annotations

import pytest

from generator.errors import Problem
from generator.load.plain_yaml import MAX_DEPTH, Plain, compose, plain

# fmt: off
TAKEN: list[tuple[str, Plain]] = [
    ("title: No\n",                        {"title": "No"}),
    ("date: 2009-12-02\n",                 {"date": "2009-12-02"}),
    ("a: 0012\nb: 1e3\nc: ~\nd: yes\n",    {"a": "0012", "b": "1e3", "c": "~", "d": "yes"}),
    ("a:\n",                               {"a": ""}),
    ("a: [b, c]\n",                        {"a": ["b", "c"]}),
    ("a:\n  - b\n  - c: d\n",              {"a": ["b", {"c": "d"}]}),
    ('a: "b: c & *d !e"\n',                {"a": "b: c & *d !e"}),
    ("a: AT&T and 5 * 3\n",                {"a": "AT&T and 5 * 3"}),
    ("- a\n",                              ["a"]),
    ("a: |\n  b\n  c\n",                   {"a": "b\nc\n"}),
]

REFUSED = [
    # text                                    row  rule says
    ("a: &b c\n",                             1,   "name things in YAML"),
    ("a: 1\nb: *a\n",                         2,   "name things in YAML"),
    ("a: &x [&y [1, *x], *y]\n",              1,   "name things in YAML"),
    ("a: !!python/object/apply:os.system x\n", 1,  "is a tag in YAML"),
    ("a: !ENV HOME\n",                        1,   "is a tag in YAML"),
    ("a: !!str 1\n",                          1,   "is a tag in YAML"),
    ("a: 1\nb: 2\na: 3\n",                    3,   "this key stands twice"),
    ("a:\n  b: 1\n  b: 2\n",                  3,   "this key stands twice"),
    ("? [a, b]\n: c\n",                       1,   "before a colon stands one text"),
    ("a: b\n---\na: c\n",                     2,   "a second part begins"),
    ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1, "lists stand within lists"),
    ("[" * 50_000,                            1,   "lists stand within lists"),
    ("a: b: c\n",                             1,   "not well-formed YAML"),
    ("a: [b\n",                               2,   "not well-formed YAML"),
    ('a: "b\n',                               2,   "not well-formed YAML"),
    ("a: b\n\tc: d\n",                        2,   "not well-formed YAML"),
    ('a: "\\u202e"\n',                        1,   "U+202E"),
    ('"\\u202e": a\n',                        1,   "U+202E"),
]
# fmt: on


@pytest.mark.parametrize(("text", "value"), TAKEN)
def test_taken_as_text(text: str, value: Plain) -> None:
    problems: list[Problem] = []
    root = compose(text, "a.yml", problems)
    assert problems == []
    assert root is not None
    assert plain(root) == value


@pytest.mark.parametrize(("text", "row", "rule"), REFUSED)
def test_refused_with_its_line(text: str, row: int, rule: str) -> None:
    problems: list[Problem] = []
    assert compose(text, "a.yml", problems, above=10) is None
    (problem,) = problems
    assert problem.row == row + 10
    assert rule in problem.rule
    assert problem.remedy.endswith(".")


def test_an_empty_text_is_nothing_and_nothing_is_wrong_with_it() -> None:
    problems: list[Problem] = []
    assert compose("# only a comment\n", "a.yml", problems) is None
    assert problems == []


def test_a_reader_of_its_own_may_tell_of_keys_that_stand_twice() -> None:
    problems: list[Problem] = []
    assert compose("a: 1\na: 2\n", "a.yml", problems, keys_once=False) is not None
    assert problems == []
