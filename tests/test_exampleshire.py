"""Exampleshire on the built site: said to be made up on every page, and withheld where it should be."""

from __future__ import annotations

from generator.project import Project
from tests.projects import council
from tests.sites import read_page

MADE_UP = ("exampleshire", "sampleford")


def test_every_page_of_a_made_up_council_says_so_and_no_other_does(built: Project) -> None:
    pages = {
        path.parent.relative_to(built.out).as_posix(): path.read_text("utf-8") for path in built.out.rglob("index.html")
    }
    said = {address for address, text in pages.items() if 'class="made-up"' in text}
    expected = {
        address for address in pages if address.split("/")[0] in MADE_UP or address.startswith("compare/made-up-")
    }
    assert said == expected
    assert len(said) > 300


def test_real_and_made_up_never_stand_in_one_comparison(built: Project) -> None:
    for path in (built.out / "compare").glob("*/index.html"):
        page = read_page(built.out, path.parent.relative_to(built.out).as_posix())
        councils = {address.split("/")[2] for _, address in page.links if "/indicators/" in address and ".." in address}
        assert councils
        assert (councils <= set(MADE_UP)) is path.parent.name.startswith("made-up-")


def test_what_is_withheld_is_nowhere(built: Project) -> None:
    for path in built.out.rglob("*"):
        if path.is_file() and path.suffix in (".csv", ".html", ".json", ".xml"):
            text = path.read_text("utf-8")
            assert "Sale of two offices" not in text, path
            assert "new payroll" not in text, path


def test_suppressed_figures_are_words_before_anything_is_worked_out() -> None:
    latest = council("exampleshire").latest
    hidden = [each for each in latest.observations if each.value_status == "suppressed"]
    assert len(hidden) >= 8
    assert {each.value for each in hidden} == {""}
    assert {(each.numerator, each.denominator) for each in hidden} == {(None, None)}
    small = {row.indicator: row.suppress_below for row in latest.indicators if row.suppress_below is not None}
    shown = [each for each in latest.observations if each.indicator in small and each.value]
    assert all(float(each.value) == 0 or float(each.value) >= (small[each.indicator] or 0) for each in shown)


def test_the_home_and_indicators_say_when_the_next_figures_come(built: Project) -> None:
    assert "Next figures expected on 25 February 2010." in read_page(built.out, "exampleshire").words
    indicator = read_page(built.out, "exampleshire/indicators/ni-192")
    assert "The value for October to December 2009 is expected on 25 February 2010." in indicator.texts["dd"]
    assert "Next figures" not in read_page(built.out, "rotherham").words


def test_twelve_quarters_each_have_their_report(built: Project) -> None:
    releases = council("exampleshire").releases
    assert [release.period.token for release in releases] == [
        f"{year}/{str(year + 1)[2:]} Q{quarter}"
        for year in range(2006, 2010)
        for quarter in range(1, 5)
        if (2006, 3) <= (year, quarter) <= (2009, 2)
    ]
    for release in releases:
        assert (built.out / "exampleshire" / "quarters" / release.id / "index.html").is_file()
