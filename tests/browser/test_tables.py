"""Lists that are narrowed and sorted: by mouse and by keyboard, shared by their address, and whole without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.project import Project
from tests.browser.support import DESKTOP, PATHS, PHONE, OpenVisit, content, one_per_line
from tests.browser.test_accessible import violations

LISTS = ["actions", "resolutions", "indicators", "risks"]
SHOWN = re.compile(r"^(\d+) of (\d+) shown")
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


def table(page: Page) -> Locator:
    return content(page).locator("table[data-filterable]")


def shown(page: Page) -> Locator:
    """The rows that are left."""
    return table(page).locator("tbody tr:visible")


def counted(page: Page) -> tuple[int, int]:
    """What the page says of how many rows it shows, and of how many; it is true."""
    said = content(page).locator(".filters-count")
    expect(said).to_have_text(SHOWN)
    match = SHOWN.match(said.inner_text())
    assert match is not None
    some, every = int(match[1]), int(match[2])
    assert shown(page).count() == some
    assert table(page).locator("tbody tr").count() == every
    return some, every


def sort_keys(page: Page, column: str) -> list[str]:
    """What the rows that are left are sorted by in a column, in the order in which they stand; "" where by nothing."""
    return [cell.get_attribute("data-sort") or "" for cell in shown(page).locator(f"[data-label='{column}']").all()]


def choose_order(page: Page, width: int, column: str) -> None:
    """Sorts by a column, the highest first: by its head, or on a phone, where heads are not seen, by a list."""
    head = table(page).get_by_role("columnheader", name=column, exact=True)
    if width == PHONE:
        expect(head.get_by_role("button")).to_have_count(0)
        page.get_by_label("Sort by").select_option(label=f"{column}, highest first")
        return
    expect(page.get_by_label("Sort by")).to_be_hidden()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_what_is_off_target_is_shared_reloaded_and_undone(width: int, visit: OpenVisit) -> None:
    page = visit(width).go(PATHS["indicators"])
    every = counted(page)[1]
    page.get_by_label("Status", exact=True).select_option("off-target")
    expect(page).to_have_url(re.compile(r"/indicators/index\.html\?status=off-target$"))
    off, _ = counted(page)
    assert 0 < off < every
    expect(shown(page).locator(".status-off-target")).to_have_count(off)
    page.get_by_label("Words").fill("crime")
    expect(page).to_have_url(re.compile(r"words=crime"))
    crime, _ = counted(page)
    assert 0 < crime < off

    other = visit(width)
    other.page.goto(page.url)
    assert counted(other.page) == (crime, every)
    expect(other.page.get_by_label("Status", exact=True)).to_have_value("off-target")
    expect(other.page.get_by_label("Words")).to_have_value("crime")
    expect(content(other.page).locator("form.filters")).to_be_in_viewport()
    other.page.reload()
    assert counted(other.page) == (crime, every)

    shown(page).first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("indicators")
    page.go_back()
    assert counted(page) == (crime, every)
    page.go_back()
    assert counted(page) == (every, every)
    expect(page.get_by_label("Words")).to_have_value("")
    page.go_forward()
    assert counted(page) == (crime, every)

    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).to_have_url(re.compile(r"/indicators/index\.html$"))
    assert counted(page) == (every, every)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_values_are_sorted_as_numbers_and_what_has_none_comes_last(width: int, visit: OpenVisit) -> None:
    page = visit(width).go(PATHS["indicators"])
    before = table(page).locator("tbody tr").all_inner_texts()
    choose_order(page, width, "Value")
    expect(page).to_have_url(re.compile(r"\?sort=-value$"))
    head = table(page).locator("th[data-column=value]")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(content(page).locator(".filters-count")).to_have_text(re.compile("shown – Value, highest first$"))
    keys = sort_keys(page, "Value")
    numbers = [float(key) for key in keys if key]
    assert len(numbers) > 10
    assert numbers == sorted(numbers, reverse=True)
    assert not any(keys[len(numbers) :]), "what has no number comes last"
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(head).not_to_have_attribute("aria-sort", re.compile(".*"))
    assert table(page).locator("tbody tr").all_inner_texts() == before, "the order of the list again"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_which_actions_are_delayed_and_who_leads_them(width: int, visit: OpenVisit) -> None:
    page = visit(width).go(PATHS["publisher"])
    content(page).get_by_role("link", name="Every action in one table").click()
    status = page.get_by_label("Status", exact=True)
    status.select_option("delayed")
    delayed, every = counted(page)
    assert 1 < delayed < every
    expect(status.locator("option:checked")).to_have_text(f"Delayed ({delayed})")
    expect(shown(page).locator(".status-delayed")).to_have_count(delayed)
    page.get_by_label("Words").fill("director")
    assert counted(page)[0] < delayed
    page.get_by_label("Words").fill("")
    assert counted(page)[0] == delayed


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_committee_leads_to_its_own_resolutions(width: int, visit: OpenVisit) -> None:
    page = visit(width).go(PATHS["remit"])
    own = content(page).get_by_role("table", name="Resolutions, the latest meeting first").locator("tbody tr").count()
    content(page).get_by_role("link", name="In the list of every resolution", exact=True).click()
    some, every = counted(page)
    assert 0 < some == own < every
    expect(page.get_by_label("Body", exact=True).locator("option:checked")).to_have_text(
        f"Environment and Growth Committee ({own})"
    )


def test_by_keyboard_alone(visit: OpenVisit) -> None:
    page = visit().go(PATHS["risks"])
    words = page.get_by_label("Words")
    words.focus()
    page.keyboard.press("Tab")
    standing = page.get_by_label("Against target", exact=True)
    expect(standing).to_be_focused()
    page.keyboard.type("Above")
    expect(page).to_have_url(re.compile(r"\?standing=above-target$"))
    some, every = counted(page)
    assert 0 < some < every
    score = table(page).get_by_role("columnheader", name="Score", exact=True)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th')?.dataset.column") == "score":
            break
    expect(score.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(score).to_have_attribute("aria-sort", "ascending")
    expect(score.get_by_role("button")).to_be_focused()
    page.keyboard.press("Space")
    expect(score).to_have_attribute("aria-sort", "descending")
    keys = [int(key) for key in sort_keys(page, "Score")]
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_there_without_scripts_and_nothing_that_needs_them(
    name: str, width: int, visit: OpenVisit
) -> None:
    page = visit(width, scripts=False).go(PATHS[name] + "?status=off-target")
    rows = table(page).locator("tbody tr")
    assert rows.count() > 5
    expect(shown(page)).to_have_count(rows.count())
    expect(content(page).locator("form.filters")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_count(0)


@pytest.mark.parametrize("name", LISTS)
def test_a_narrowed_list_has_no_violation_and_fits_on_a_phone(name: str, visit: OpenVisit) -> None:
    reader = visit(PHONE)
    page = reader.go(PATHS[name])
    ways = page.get_by_label("Sort by").locator("option").all()
    page.get_by_label("Sort by").select_option(ways[-1].get_attribute("value"))
    choice = content(page).locator("form.filters select").first
    choice.select_option(index=1)
    some, every = counted(page)
    assert 0 < some < every
    controls = content(page).locator("form.filters :is(input, select, button):visible")
    boxes = controls.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    small = [box for box in boxes if box["width"] < 24 or box["height"] < 24]
    assert len(boxes) > 3
    assert not small, "each target is 24 pixels or more"
    for width in (320, PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) <= 0, f"nothing reaches out at {width}"
    found = violations(page)
    assert not found, one_per_line(found)
    assert not reader.complaints, one_per_line(reader.complaints)


def test_nothing_found_says_so_and_an_unknown_choice_is_no_choice(visit: OpenVisit) -> None:
    page = visit().go(PATHS["resolutions"] + "?outcome=no-such&sort=nonsense")
    some, every = counted(page)
    assert some == every
    page.get_by_label("Words").fill("zzyzx")
    assert counted(page) == (0, every)
    page.get_by_label("Words").fill("GRANT rise")
    assert counted(page)[0] >= 1


def test_a_list_is_narrowed_from_a_folder_too(built: Project, visit: OpenVisit) -> None:
    reader = visit(site=f"{built.out.as_uri()}/")
    page = reader.go(PATHS["actions"])
    page.get_by_label("Status", exact=True).select_option("delayed")
    some, every = counted(page)
    assert 0 < some < every
    assert not reader.complaints, one_per_line(reader.complaints)
