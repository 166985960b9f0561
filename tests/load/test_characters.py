"""Characters that no text may hold, by whatever way they come, and those that any script may need."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import DataProblems, Problem
from generator.load.characters import first_fault
from generator.load.markdown import check_body
from generator.load.plain_yaml import compose
from tests.projects import copy_project, load

# fmt: off
REFUSED = [
    # text              rule says                    remedy says
    ("a\x00b",          "control character U+0000",  "Delete it"),
    ("a\x1bb",          "control character U+001B",  "Delete it"),
    ("a\x7fb",          "control character U+007F",  "Delete it"),
    ("a\x85b",          "control character U+0085",  "Delete it"),
    ("a\tb",            "a tab",                     "type a space"),
    ("a\u202eb",        "control character U+202E",  "Delete it"),
    ("a\u2067b",        "control character U+2067",  "Delete it"),
    ("a\u2028b",        "control character U+2028",  "Delete it"),
    ("a\u2029b",        "control character U+2029",  "Delete it"),
    ("a\ufeffb",        "control character U+FEFF",  "Delete it"),
    ("a\ufffab",        "control character U+FFFA",  "Delete it"),
    ("a\ufffeb",        "control character U+FFFE",  "Delete it"),
    ("a\U0001ffffb",    "control character U+1FFFF", "Delete it"),
    ("a\ud800b",        "control character U+D800",  "Delete it"),
    ("a\ufffdb",        "a character was lost",      "Type the text again"),
    ("\uf0b7 point",    "a sign of one font only",   "Type a plain sign"),
    ("\U000f0000",      "a sign of one font only",   "Type a plain sign"),
    ("Â£5m",            "in the wrong encoding",     "Type £ here"),
    ("cafÃ©",           "in the wrong encoding",     "Type é here"),
    ("itâ€™s",          "in the wrong encoding",     "Type ’ here"),
    ("2008â€“09",       "in the wrong encoding",     "Type – here"),
]

FINE = [
    "", "plain", "£5m – “quoted” ‘so’ …", "naïve café Ångström Ærø", "NÃO, PÃO", "‘Ã’", "Łódź", "Ελληνικά", "кириллица",
    "العربية", "עברית", "हिन्दी", "ภาษาไทย", "中文", "日本語", "한국어", "አማርኛ", "می‌خواهم",
    "👨‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u0301", "soft\u00adhyphen",
    "line\nbreak", "line\r\nbreak", "no\u00a0break", "𝒜𝓫𝓬", "₤€¥", "½ ² ³", "\u200b",
]
# fmt: on


@pytest.mark.parametrize(("text", "rule", "remedy"), REFUSED)
def test_refused(text: str, rule: str, remedy: str) -> None:
    fault = first_fault(text)
    assert fault is not None
    assert rule in fault.rule
    assert remedy in fault.remedy
    assert fault.found.encode("utf-8")


@pytest.mark.parametrize("text", FINE)
def test_fine(text: str) -> None:
    assert first_fault(text) is None


def test_how_many_there_are_is_told() -> None:
    fault = first_fault("a\x00b\x01c\u202ed")
    assert fault is not None
    assert (fault.index, fault.count) == (1, 3)


# fmt: off
BY_ESCAPES = [
    # the text as an escape of JSON or YAML, rule says
    ('"\\u0000"',       "U+0000"),
    ('"a\\u202eb"',     "U+202E"),
    ('"a\\ud800b"',     "U+D800"),
    ('"a\\u0009b"',     "a tab"),
]
# fmt: on


@pytest.mark.parametrize(("escape", "rule"), BY_ESCAPES)
def test_an_escape_in_a_package_brings_none_in(escape: str, rule: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = project.data / "smallshire" / "2024-25-q2" / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "title": json.loads(escape)}), "utf-8")
    with pytest.raises(DataProblems) as caught:
        load(project, releases=["smallshire/2024-25-q2"])
    (problem,) = caught.value.problems
    assert problem.column == "title"
    assert rule in problem.rule


@pytest.mark.parametrize("added", [{"x\\u202e": 1}, {"publisher": {"y": ["\\u202e"]}}, {"sources": [{"z\\u202e": ""}]}])
def test_nor_does_one_deep_inside_a_package(added: dict[str, object], tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = project.data / "smallshire" / "2024-25-q2" / "datapackage.json"
    raw = {**json.loads(path.read_text("utf-8")), **added}
    path.write_text(json.dumps(raw).replace("\\\\u202e", "\\u202e"), "utf-8")
    with pytest.raises(DataProblems) as caught:
        load(project, releases=["smallshire/2024-25-q2"])
    assert any("U+202E" in problem.rule for problem in caught.value.problems)


@pytest.mark.parametrize(("escape", "rule"), [each for each in BY_ESCAPES if "ud800" not in each[0]])
def test_an_escape_in_yaml_brings_none_in(escape: str, rule: str) -> None:
    problems: list[Problem] = []
    assert compose(f"title: {escape}\n", "a.yml", problems) is None
    assert rule in problems[0].rule


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&#xFFFD;", "&#xE000;", "&#x2066;"])
def test_an_entity_in_markdown_brings_none_in(entity: str) -> None:
    assert [problem.file for problem in check_body(f"Text {entity} more.\n", "a.md")] == ["a.md"]
