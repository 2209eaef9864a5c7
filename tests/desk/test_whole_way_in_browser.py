"""The whole way as a new user goes it, network off: from opening the desk to the board page.

Once with the mouse and once by keyboard alone: open, type a bad value and a good one, save a
scenario, decide, publish, open the page. The page names the scenario.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from planner.packaged import example
from planner.plan.read import read_plan
from tests.any_machine import PATIENCE
from tests.desk.conftest import running_lab
from tests.desk.desk_page import Lab, of_notebook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Levy at $1.2 million"
#: In the page: the key that leads from where the keyboard is toward a control; none where it is.
WAY = """
(control) => {
  const at = document.activeElement;
  if (at === control) return "";
  const behind = control.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
  return behind ? "Shift+Tab" : "Tab";
}
"""
#: So many presses of Tab lead anywhere on the desk, or nowhere.
MOST_TABS = 400


@dataclass
class Mouse:
    """Somebody who points, clicks and types."""

    page: Page

    def press(self, control: Locator) -> None:
        """Press a button, or switch a switch."""
        control.click()

    def type(self, control: Locator, text: str) -> None:
        """Type into a control, in place of what it holds."""
        control.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")


@dataclass
class Keyboard:
    """Somebody who has no mouse: Tab leads to a control, a key presses it."""

    page: Page

    def press(self, control: Locator) -> None:
        """Press a button with Enter, a switch with the space bar."""
        self._go_to(control)
        is_switch = control.get_attribute("type") == "checkbox"
        self.page.keyboard.press("Space" if is_switch else "Enter")

    def type(self, control: Locator, text: str) -> None:
        """Type into a control, in place of what it holds."""
        self._go_to(control)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def _go_to(self, control: Locator) -> None:
        expect(control).to_be_visible()
        for _ in range(MOST_TABS):
            way = control.evaluate(WAY)
            if not way:
                return
            self.page.keyboard.press(way)
        pytest.fail(f"Tab does not lead to {control}")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the example, as somebody's own plan."""
    return Path(shutil.copytree(example("prairie-view"), tmp_path / "our-district"))


@pytest.fixture
def lab(plan: Path, tmp_path: Path) -> Iterator[Lab]:
    """A JupyterLab on it."""
    yield from running_lab(plan, tmp_path / "outputs")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network, whose every tab may reach this machine only."""
    expect.set_options(timeout=PATIENCE * 1000)
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(PATIENCE * 1000)
    outside: list[str] = []

    def local_only(route: Route) -> None:
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    opened.route("**/*", local_only)
    yield opened
    assert outside == []
    opened.close()


@pytest.mark.parametrize("kind", [Mouse, Keyboard])
def test_from_opening_to_a_page_that_names_the_saved_scenario(
    kind: type[Mouse | Keyboard], lab: Lab, plan: Path, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(of_notebook(lab))
    page.get_by_text("Where to go next").wait_for()  # nothing was pressed
    person = kind(page)
    type_a_bad_value_and_a_good_one(page, person)
    save_a_scenario(page, person)
    assert any(TITLE in row.title for row in read_plan(plan).scenarios)
    go(page, person, "Decide")
    option = page.locator(".planner-options").get_by_role("checkbox").first
    person.press(option)
    expect(option).to_be_checked()
    made = publish(page, person)
    made.wait_for_selector("html[data-charts=drawn]")
    assert TITLE in made.inner_text("body")
    assert list((lab.desk.parent.parent / plan.name).glob("*/*-board-base-*.html"))


def go(page: Page, person: Mouse | Keyboard, title: str) -> None:
    """Go to a tab."""
    tabs = page.locator(".planner-desk-tabs")
    person.press(tabs.get_by_role("button", name=title, exact=True))
    expect(tabs.locator("[aria-current]")).to_have_text(title)


def type_a_bad_value_and_a_good_one(page: Page, person: Mouse | Keyboard) -> None:
    """In a cell of the table of licenses; then take both back."""
    go(page, person, "Inputs")
    person.press(page.get_by_role("button", name=re.compile("^Licenses")))
    price = page.get_by_role("textbox", name="Price, Learning management system")
    person.type(price, "cheap")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".planner-desk-panel")).to_contain_text('"cheap" is not a number.')
    person.type(price, "$25.50")
    expect(price).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".planner-desk-bar")).to_contain_text("1 change that is not saved yet")
    undo = page.get_by_role("button", name=re.compile("^Undo"))
    person.press(undo)
    person.press(undo)
    page.get_by_text("Everything is saved.").wait_for()


def save_a_scenario(page: Page, person: Mouse | Keyboard) -> None:
    """Type what the levy should bring, and keep it."""
    go(page, person, "Explore")
    levy = page.get_by_role("textbox", name="Technology levy, current: amount")
    person.type(levy, "$1,200,000")
    save = page.get_by_role("button", name="Save as scenario")
    expect(save).to_be_enabled()
    person.press(save)
    person.type(
        page.get_by_role("textbox", name="Title", exact=True), TITLE
    )  # Enter shows the rows
    person.press(page.get_by_role("button", name="Write these rows"))
    page.get_by_text("is now one of the plan's scenarios").first.wait_for()


def publish(page: Page, person: Mouse | Keyboard) -> Page:
    """Make the board page and open it in a new tab."""
    go(page, person, "Publish")
    page.get_by_text("not what you moved or chose on the desk").wait_for()
    person.press(page.get_by_role("button", name="Make the board page"))
    link = page.get_by_role("link", name="Open the board page")
    link.wait_for()
    with page.context.expect_page() as opened:
        person.press(link)
    return opened.value
