"""The whole way as a new user goes it, network off: from opening the desk to the board page.

Once with the mouse and once by keyboard alone: open, type a bad value and a good one, save a
scenario, decide, publish, open the page. The page names the scenario. Whose desk opens first finds
its engine started.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from planner.desk.opening.lab_server import DESK_NOTEBOOK
from planner.packaged import example
from planner.plan.read import read_plan
from tests.any_machine import PATIENCE
from tests.desk.conftest import running_lab
from tests.desk.desk_page import TOKEN, Lab, of_notebook
from tests.publish.watched_processes import kernels_below, wait_for

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


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, as somebody's own plan."""
    home = tmp_path_factory.mktemp("own")
    return Path(shutil.copytree(example("prairie-view"), home / "our-district"))


@pytest.fixture(scope="module")
def lab(plan: Path) -> Iterator[Lab]:
    """A JupyterLab on it that no browser has opened."""
    yield from running_lab(plan, plan.parent / "outputs")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network, whose every tab may reach this machine only."""
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


def test_with_the_mouse_on_the_engine_that_was_started_early(
    lab: Lab, plan: Path, context: BrowserContext
) -> None:
    (early,) = wait_for(lambda: sessions(lab), "the engine, before there is a browser")
    assert early["path"] == f"{lab.desk.name}/{DESK_NOTEBOOK}"
    page = opened_desk(lab, context)
    (taken,) = sessions(lab)
    assert taken["kernel"]["id"] == early["kernel"]["id"]
    assert len(kernels_below(lab.server)) == 1
    go_the_whole_way(page, Mouse(page), plan, lab)


def test_by_keyboard_alone(lab: Lab, context: BrowserContext, tmp_path: Path) -> None:
    plan = Path(shutil.copytree(example("prairie-view"), tmp_path / "their-district"))
    page = opened_desk(lab.on(plan), context)
    go_the_whole_way(page, Keyboard(page), plan, lab)


def sessions(lab: Lab) -> list[Any]:
    """The notebooks of a JupyterLab that have an engine."""
    asked = Request(f"{lab.address}/api/sessions", headers={"Authorization": f"token {TOKEN}"})
    try:
        found: list[Any] = json.loads(urlopen(asked, timeout=PATIENCE).read())
    except URLError:  # it says where it is before it answers there
        return []
    return found


def opened_desk(lab: Lab, context: BrowserContext) -> Page:
    """A desk as it opens, without anything pressed."""
    page = context.new_page()
    page.goto(of_notebook(lab))
    page.get_by_text("Where to go next").wait_for()
    return page


def go_the_whole_way(page: Page, person: Mouse | Keyboard, plan: Path, lab: Lab) -> None:
    """From the desk of a plan that just opened, to a board page that names the saved scenario."""
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
