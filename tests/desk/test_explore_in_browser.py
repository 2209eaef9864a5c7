"""The Explore tab in a real JupyterLab: typed, slid, put back, saved, and by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from planner.packaged import example
from planner.plan.read import read_plan
from tests.desk.desk_page import (
    Lab,
    begin_anew,
    of_notebook,
    open_offline,
    open_tab,
    resize,
    violations,
    wait_for_charts,
)

pytestmark = pytest.mark.browser

LEVY = "Technology levy, current: amount"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, into which a scenario may be written."""
    copy = tmp_path_factory.mktemp("plans") / "prairie-view"
    return Path(shutil.copytree(example("prairie-view"), copy))


@pytest.fixture(scope="module")
def opened(lab: Lab, plan: Path, browser: Browser) -> Iterator[Page]:
    """The desk of that copy, opened once for all tests."""
    page, outside = open_offline(browser, of_notebook(lab.on(plan)))
    yield page
    assert outside == []
    page.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """The tab on a desk that is made anew: nothing is moved."""
    begin_anew(opened)
    open_tab(opened, "Explore")
    wait_for_charts(opened)
    return opened


def typed(page: Page, label: str, text: str) -> Locator:
    """Type into a lever as a person does, and end with Enter."""
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Enter")
    return box


def test_a_bad_number_is_told_at_the_lever_and_a_good_one_moves_the_charts(page: Page) -> None:
    box = typed(page, "Raises (a year)", "4.1")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(
        'Does "4.1" mean 4.1%? Type it with a percent sign. The maximum is 100%.'
    )
    expect(box).to_have_value("4.1")
    drawn = int(page.locator(".planner-desk-figure").first.get_attribute("data-drawn") or 0)
    typed(page, "Raises (a year)", "4.1%")
    expect(box).not_to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description("was 3.6%")
    expect(page.locator(".planner-moves")).to_contain_text("Raises: 4.1%.")
    page.wait_for_function(
        "before => Number(document.querySelector('.planner-desk-figure').dataset.drawn) > before",
        arg=drawn,
    )
    expect(page.get_by_role("status").first).to_contain_text("Raises: 4.1%.")


def test_the_keyboard_alone_moves_a_slider_solves_and_puts_back(page: Page) -> None:
    slider = page.get_by_role("slider", name=LEVY)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    box = page.get_by_role("textbox", name=LEVY)
    expect(box).to_have_value("$1,460,000")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "$1,460,000 dollars a year")
    question = page.get_by_role("button", name="What would it take?")
    question.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Lever", exact=True)).to_be_focused()
    page.get_by_role("button", name="Work it out").press("Enter")
    expect(page.locator(".planner-finding")).to_contain_text(
        "amount of Technology levy, current ($0 or more)"
    )
    back = page.get_by_role("button", name=f"Put back {LEVY}")
    back.focus()
    page.keyboard.press("Enter")
    expect(box).to_have_value("$1,500,000")
    expect(back).to_have_count(0)


def test_any_other_lever_is_found_and_takes_the_keyboard(page: Page) -> None:
    page.get_by_label("Move anything else").press_sequentially("coaches salary")
    page.get_by_role("button", name="Staffing, Instructional technology coaches: Salary").click()
    box = page.get_by_role("textbox", name="Instructional technology coaches: salary")
    expect(box).to_be_focused()
    page.keyboard.type("80,000")
    page.keyboard.press("Enter")
    expect(page.locator(".planner-moves")).to_contain_text("salary: $80,000.")


def test_a_scenario_is_saved_by_keyboard_and_is_among_the_presets(page: Page, plan: Path) -> None:
    typed(page, LEVY, "$1,200,000")
    button = page.get_by_role("button", name="Save as scenario")
    expect(button).to_be_enabled()
    button.press("Enter")
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()
    page.keyboard.type("Levy at $1.2 million")
    page.keyboard.press("Enter")
    write = page.get_by_role("button", name="Write these rows")
    expect(write).to_be_focused()
    expect(page.get_by_role("table", name="New rows")).to_contain_text("1,200,000")
    page.keyboard.press("Enter")
    start = page.get_by_role("combobox", name="Start from")
    expect(start).to_have_value("levy-at-1-2-million")
    expect(page.locator(".planner-desk-notices")).to_contain_text(
        "Saved scenarios.csv. Levy at $1.2 million is now one of the plan's scenarios"
    )
    assert read_plan(plan).scenario_names[-1] == "levy-at-1-2-million"


def test_axe_finds_nothing_in_the_tab(page: Page) -> None:
    typed(page, "Raises (a year)", "4.1")
    typed(page, LEVY, "$1,200,000")
    expect(page.locator(".planner-moves")).to_contain_text("$1,200,000")
    page.get_by_role("button", name="What would it take?").click()
    page.get_by_role("button", name="Save as scenario").click()
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()  # then it stays where it is
    page.get_by_label("Move anything else").press_sequentially("laptop")
    page.get_by_role("button", name="Staff laptops: Price").first.wait_for()
    for width in (820, 1280):
        resize(page, width)
        assert violations(page) == []
