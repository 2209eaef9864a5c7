"""Keep, Risk, Decide and Devices in a real JupyterLab, network off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from planner.desk.panels.decide.options import NOT_YET
from tests.desk.desk_page import (
    Lab,
    begin_anew,
    of_notebook,
    open_offline,
    open_tab,
    resize,
    violations_in_both_themes,
)

pytestmark = pytest.mark.browser

TABS = ("Keep", "Risk", "Decide", "Devices")
#: Something that a tab shows when all of it is there.
LAST = {
    "Keep": "What began on relief money",
    "Risk": "4,096 futures (seed 1), the same ones",
    "Decide": "Switch on these 6 options",
    "Devices": "Repair and support of devices",
}


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """The desk, opened once for all tests."""
    page, outside = open_offline(browser, of_notebook(lab))
    yield page
    assert outside == []
    page.close()


@pytest.fixture
def desk(opened: Page) -> Page:
    """The desk as it opens: nothing is moved."""
    begin_anew(opened)
    return opened


def open_whole(page: Page, tab: str) -> None:
    """Go to a tab, and wait until its slow parts are there, too."""
    open_tab(page, tab)
    page.locator(".planner-desk-panel").get_by_text(LAST[tab]).first.wait_for()


def test_every_tab_opens_none_is_wider_than_the_window_and_axe_finds_nothing(desk: Page) -> None:
    for tab in TABS:
        open_whole(desk, tab)
        for width in (820, 1280, 1400):
            resize(desk, width)
            panel = "document.querySelector('.planner-desk-panel')"
            assert desk.evaluate(f"{panel}.scrollWidth") <= width, tab
        assert violations_in_both_themes(desk) == []


def test_a_lever_moved_in_explore_changes_what_is_kept(desk: Page) -> None:
    open_whole(desk, "Keep")
    kept = desk.locator('[data-region="keep.kept"] > p').first
    before = kept.inner_text()
    open_tab(desk, "Explore")
    desk.get_by_role("slider", name="Raises").first.press("End")
    desk.locator(".planner-desk-moved", has_text="Your changes").wait_for()
    open_whole(desk, "Keep")
    desk.get_by_role("heading", name="What your changes do").wait_for()
    assert kept.inner_text() != before


def test_a_switch_changes_the_answer_on_top_and_a_refused_one_stays_off(desk: Page) -> None:
    open_whole(desk, "Decide")
    answer, standing = (desk.locator(f".planner-{part}") for part in ("desk-answer", "answer"))
    before = answer.inner_text()
    desk.get_by_role("checkbox", name="Devices are used a year longer").check()
    standing.get_by_text("With the option switched on (4 points of service lost)").wait_for()
    assert answer.inner_text() != before
    assert NOT_YET not in desk.locator(".planner-options").first.inner_text()
    desk.get_by_role("checkbox", name="Monitoring by our own staff").check()
    standing.get_by_text("With the 2 options switched on").wait_for()
    refused = desk.get_by_role("checkbox", name="Monitoring through a state contract")
    refused.click()
    desk.locator(".planner-wrong", has_text="switch it off first.").wait_for()
    assert not refused.is_checked()
    desk.get_by_role("button", name="Switch on these 6 options").click()
    standing.get_by_text("The gap is closed.").wait_for()


def test_the_slider_moves_purchases_without_drawing_a_chart_anew(desk: Page) -> None:
    open_whole(desk, "Devices")
    figure = desk.locator('[data-figure="devices.spread"]')
    figure.locator("svg").wait_for()
    drawing = figure.locator("svg").element_handle()
    finding = figure.locator(".finding")
    before = finding.inner_text()
    desk.get_by_role("slider", name="Yearly cap on device purchases").press("ArrowLeft")
    finding.get_by_text("under a cap of $").wait_for()
    assert finding.inner_text() != before
    assert drawing is not None
    assert drawing.evaluate("svg => svg.isConnected")
    desk.get_by_role("button", name="Use the sustainable annual cost").click()
    finding.get_by_text(before).wait_for()
