"""Abbreviations on a page: marked once where that is HTML and no link, told once at its foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.abbreviations import explain, is_abbreviation
from tests.projects import copy_project, render

TERMS = {"LAA": "Local Area Agreement", "CO2": "Carbon dioxide", "A&E": "Accident and emergency"}

# fmt: off
TEXTS = [
    # written                                   becomes                                             found
    ("<p>The LAA and the LAA.</p>",
     '<p>The <abbr title="Local Area Agreement">LAA</abbr> and the LAA.</p>',                       ("LAA",)),
    ("<p>At A&#38;E, CO2.</p>",
     '<p>At <abbr title="Accident and emergency">A&#38;E</abbr>, '
     '<abbr title="Carbon dioxide">CO2</abbr>.</p>',                                                ("A&E", "CO2")),
    ('<p><a href="x">LAA</a> of the LAA</p>',
     '<p><a href="x">LAA</a> of the <abbr title="Local Area Agreement">LAA</abbr></p>',             ("LAA",)),
    ("<h3>LAA</h3>",                            "<h3>LAA</h3>",                                     ("LAA",)),
    ("## LAA",                                  "## LAA",                                           ("LAA",)),
    ("The LAA in Markdown, [LAA](x)",           "The LAA in Markdown, [LAA](x)",                    ("LAA",)),
    ('<td data-label="LAA">1</td>',             '<td data-label="LAA">1</td>',                      ()),
    ('<script type="application/json">"LAA"</script>', '<script type="application/json">"LAA"</script>', ()),
    ("<p>LAAs, XLAA, LAA-2, laa</p>",           "<p>LAAs, XLAA, LAA-2, laa</p>",                    ()),
    ("<p>#&#76;AA; KLOE</p>",                   "<p>#&#76;AA; KLOE</p>",                            ()),
]
# fmt: on


@pytest.mark.parametrize(("written", "becomes", "found"), TEXTS)
def test_what_is_marked_and_what_is_found(written: str, becomes: str, found: tuple[str, ...]) -> None:
    assert explain(written, TERMS) == (becomes, found)


@pytest.mark.parametrize(
    ("term", "is_one"),
    [
        ("LAA", True),
        ("CO2", True),
        ("A&E", True),
        ("Clinic", False),
        ("Best Value", False),
        ("A", False),
        ("2010", False),
    ],
)
def test_what_counts_as_an_abbreviation(term: str, is_one: bool) -> None:
    assert is_abbreviation(term) is is_one


def test_an_expansion_cannot_break_out_of_its_attribute(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for path in project.data.glob("smallshire/*/terms.csv"):
        path.write_text(path.read_text("utf-8") + 'ZZQ,"""><script>alert(1)</script>",,,,,\n', "utf-8")
        updates = path.with_name("plan_updates.csv")
        updates.write_text(updates.read_text("utf-8").replace("Nine hundred", "ZZQ: nine hundred"), "utf-8")
    pages = [text for text in render(project).values() if "ZZQ" in text]
    assert any("<abbr title=" in text for text in pages)
    assert not any("<script>alert" in text for text in pages)
