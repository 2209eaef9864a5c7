"""The page of many districts as a superintendent uses it: sort, search, filter, copy the link."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import OpenedPage, PageOpener, violations
from tests.publish.roll_up.roll_up_page import districts, page_of

pytestmark = pytest.mark.browser

ROWS = ".roll-up-view:not([hidden]) .roll-up-standings tbody tr:not([hidden])"
HEADS = ".roll-up-view:not([hidden]) .roll-up-standings thead button"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(districts(24), tmp_path_factory.mktemp("many"))


def names(opened: OpenedPage) -> list[str]:
    """Districts in sight, in their order."""
    return [text.strip() for text in opened.page.locator(f"{ROWS} th").all_inner_texts()]


def count(opened: OpenedPage) -> str:
    return opened.page.locator("[role=status]").inner_text()


def reopened(opened: OpenedPage, open_page: PageOpener, page: Path) -> OpenedPage:
    """The same page from the link that a reader copies, in a browser that knows nothing of it."""
    fragment = opened.page.evaluate("location.hash")
    again = open_page(page)
    again.page.goto(f"{page.resolve().as_uri()}{fragment}")
    return again


def test_a_reader_sorts_searches_filters_and_sends_the_link(
    page: Path, open_page: PageOpener
) -> None:
    opened = open_page(page)
    assert count(opened) == "24 of 24 districts, worst first"
    worst_first = names(opened)
    head = opened.page.locator(HEADS, has_text="Students").locator("..")
    assert head.get_attribute("aria-sort") is None

    # By keyboard: sorted by name, then the other way round, then worst first again.
    opened.page.locator(HEADS).first.focus()
    opened.page.keyboard.press("Enter")
    assert names(opened) == sorted(worst_first, key=str.casefold)
    first = opened.page.locator(HEADS).first.locator("..")
    assert first.get_attribute("aria-sort") == "ascending"
    assert count(opened) == "24 of 24 districts, sorted by District, A to Z"
    opened.page.keyboard.press("Enter")
    assert first.get_attribute("aria-sort") == "descending"
    opened.page.keyboard.press("Enter")
    assert (names(opened), first.get_attribute("aria-sort")) == (worst_first, None)
    assert opened.page.evaluate("location.hash") == ""

    # Another scenario; the largest amount that is not met first, then only those that miss it.
    opened.page.get_by_label("Scenario").select_option("Levy fails")
    opened.page.locator(HEADS, has_text="Reserve below policy").click()
    assert names(opened)[:2] == ["District 13", "District 2"]
    assert count(opened) == "24 of 24 districts, sorted by Reserve below policy, highest first"
    opened.page.get_by_label("Does not meet").select_option("Reserve below policy")
    assert names(opened) == ["District 13", "District 2"]
    opened.page.get_by_label("State").select_option("OH")
    assert names(opened) == ["District 2"]
    assert opened.page.locator(".roll-up-heat tbody tr:visible").count() == 2  # gap and purchases

    # Who gets the link sees the same.
    sent = reopened(opened, open_page, page)
    assert (names(sent), count(sent)) == (names(opened), count(opened))
    assert sent.page.get_by_label("Scenario").input_value() == "levy-fails"
    assert sent.page.get_by_role("link", name="Link to this view").get_attribute(
        "href"
    ) == opened.page.evaluate("location.hash")

    # Everything again, then a name without its accent.
    opened.page.get_by_role("button", name="Show all").click()
    assert count(opened) == "24 of 24 districts, worst first"
    assert opened.page.get_by_label("Scenario").input_value() == "levy-fails"
    opened.page.get_by_label("District", exact=True).fill("pena")
    assert names(opened) == ["Pe\u00f1a <1>"]
    assert count(opened) == "1 of 24 districts, worst first"
    assert (opened.requests, opened.complaints) == ([], [])


def test_links_that_were_cut_off_or_are_of_another_page_show_what_they_can(
    page: Path, open_page: PageOpener
) -> None:
    opened = open_page(page)
    address = page.resolve().as_uri()
    opened.page.goto(f"{address}#view&scenario=gone&sort=cost&state=OH&district=%E0")
    assert count(opened) == "12 of 24 districts, worst first"
    opened.page.goto(f"{address}#view&missed=any")
    assert count(opened) == "8 of 24 districts, worst first"
    opened.page.goto(f"{address}#section-criteria")
    assert count(opened) == "8 of 24 districts, worst first"
    assert opened.complaints == []


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (1280, False)])
def test_nobody_is_left_out(
    page: Path, open_page: PageOpener, width: int, *, javascript: bool
) -> None:
    opened = open_page(page, width=width, javascript=javascript)
    if javascript:
        assert violations(opened) == []
    else:  # all districts of all scenarios, worst first, and no field that would do nothing
        assert opened.page.locator(".roll-up-standings tbody tr:visible").count() == 48
        assert not opened.page.locator(".roll-up-filters").is_visible()
        assert count(opened) == "24 districts, worst first"
    assert not opened.scrolls_sideways()
    assert opened.page.locator("a[href='../plan-3/board.html']").count() == 1
