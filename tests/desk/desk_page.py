"""The desk in a browser: its address, its tabs, and what would have left this machine.

To open a page of JupyterLab takes a browser some seconds. Tests of a file share one, and each
begins on a desk that is made anew there (:func:`begin_anew`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from planner.desk.opening.lab_server import DESK_NOTEBOOK
from planner.desk.opening.launch import prepare_desk
from tests.any_machine import PATIENCE

TOKEN = "desk"
READY = "is running at"  # what JupyterLab says when it answers
#: Rules of axe-core that look at colors: all that another theme can change.
OF_COLORS = ("color-contrast", "link-in-text-block")
#: The notebook ends where the window does: JupyterLab lets it follow in its own time.
_FOLLOWED = """() => {
  const notebook = document.querySelector(".jp-NotebookPanel").getBoundingClientRect();
  return Math.round(notebook.right) === window.innerWidth;
}"""


class Lab(NamedTuple):
    """A running JupyterLab: where it answers, a plan's desk in it, its process, its sitting."""

    address: str
    desk: Path
    server: int
    session: Path

    def on(self, plan: Path) -> Lab:
        """The same JupyterLab, at another plan's desk."""
        desk = prepare_desk(plan, self.desk.parents[1], self.session)
        return self._replace(desk=desk)


def open_offline(browser: Browser, address: str, width: int = 1400) -> tuple[Page, list[str]]:
    """A page of the desk, and the requests that would have left this machine."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    outside: list[str] = []

    def local_only(route: Route) -> None:
        if "//127.0.0.1" in route.request.url:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", local_only)
    page.goto(address)
    return page, outside


def of_notebook(lab: Lab, name: str = DESK_NOTEBOOK) -> str:
    return f"{lab.address}/doc/tree/{lab.desk.name}/{name}?token={TOKEN}"


def begin_anew(page: Page) -> None:
    """Run the open notebook again, as somebody does who wants a desk where nothing was done."""
    answer = page.locator(".planner-desk-answer")
    answer.wait_for()
    page.evaluate("() => document.querySelector('.planner-desk-answer').remove()")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    answer.wait_for()


def open_tab(page: Page, title: str) -> None:
    """Go to a tab of the desk, and wait until it is open."""
    tab = page.locator(".planner-desk-tabs").get_by_role("button", name=title, exact=True)
    tab.click()
    page.locator(".planner-desk-tabs [aria-current]", has_text=title).wait_for()


def resize(page: Page, width: int) -> None:
    """Make the window so wide, and wait until JupyterLab has laid out the desk in it."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_function(_FOLLOWED)


def wait_for_charts(page: Page) -> None:
    page.wait_for_selector(".planner-desk-figure[data-drawn] svg")


def show_theme(page: Page, light: bool) -> None:
    page.evaluate("light => { document.body.dataset.jpThemeLight = light }", str(light).lower())


def violations(
    page: Page, rules: Sequence[str] = (), within: str = ".planner-desk"
) -> list[tuple[str, str]]:
    """What axe-core finds on the desk that leaves somebody out, by all rules or these."""
    # JupyterLab's body has no height and cuts off what is beyond it, which is all of the desk: for
    # axe-core no text would be in sight, and no color looked at.
    page.evaluate("() => { document.body.style.height = '100vh' }")
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = Axe().run(page, {"include": [[within]]}, options).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:150]) for rule in found]


def violations_in_both_themes(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds on the desk, on light ground and on dark."""
    show_theme(page, light=False)
    dark = violations(page, OF_COLORS)
    show_theme(page, light=True)
    return [*dark, *violations(page)]
