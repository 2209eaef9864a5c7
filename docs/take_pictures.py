"""The pictures of docs/desk.md and of the README, made again: ``python docs/take_pictures.py``.

A real JupyterLab is opened on a copy of the example district, in Chromium with the network off, and
walked through as docs/desk.md tells it; the README shows the board page that is made there.
Pictures are WebP: a fifth of the size, and every browser and every host of code shows them.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, ViewportSize, sync_playwright  # noqa: E402

from benchmarks.desk import chromium, running  # noqa: E402
from planner.packaged import example  # noqa: E402
from tests.any_machine import PATIENCE  # noqa: E402
from tests.desk.desk_page import of_notebook, open_tab, wait_for_charts  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
BOARD_PAGE = "board-page.webp"
_SIZE: ViewportSize = {"width": 1280, "height": 860}
_SHEET: ViewportSize = {"width": 1000, "height": 1500}
_QUALITY = 70


def start(page: Page) -> None:
    """The desk as it opens."""
    page.get_by_text("Where to go next").wait_for()


def inputs(page: Page) -> None:
    """A table in place, with a cell that cannot be read yet."""
    open_tab(page, "Inputs")
    page.get_by_role("button", name="Funding").click()
    amount = page.locator("input[id*='amount']").first
    amount.fill("1.5 million")
    amount.press("Tab")
    page.locator(".planner-wrong, [aria-invalid=true]").first.wait_for()


def explore(page: Page) -> None:
    """A lever that was moved, and what it does."""
    page.get_by_role("button", name="Undo").first.click()
    open_tab(page, "Explore")
    wait_for_charts(page)
    page.get_by_role("slider").nth(1).press("PageUp")
    page.locator(".planner-desk-moved, .planner-desk-moves").first.wait_for()
    page.get_by_role("button", name="Save as scenario").first.wait_for()


def save(page: Page) -> None:
    """What was tried out, about to be saved."""
    page.get_by_role("button", name="Save as scenario").first.click()
    page.get_by_role("textbox", name="Title", exact=True).fill("A larger levy")
    page.get_by_role("button", name="Show the rows").click()
    page.get_by_role("button", name="Write these rows").wait_for()


def decide(page: Page) -> None:
    """Options that are switched on, and what is still missing."""
    page.get_by_role("button", name="Write these rows").click()
    page.get_by_role("button", name="Write these rows").wait_for(state="detached")
    open_tab(page, "Decide")
    page.get_by_role("button", name="Switch on what staff recommends").click()
    page.get_by_text("Combinations that close the gap").wait_for()


def publish(page: Page) -> None:
    """A board page that was made."""
    open_tab(page, "Publish")
    page.get_by_role("button", name="Make the board page").click()
    page.locator("#publish-open").wait_for()
    # The folder of the walk is nobody's: only what is the same everywhere is shown.
    where = page.locator(".planner-desk-made code")
    where.evaluate("code => { code.textContent = code.textContent.replace(/^.*(?=outputs)/, ''); }")


def board_page(page: Page, outputs: Path) -> None:
    """The page that was made, as its reader opens it."""
    made = next(outputs.rglob("*-board-*.html"))
    page.set_viewport_size(_SHEET)
    page.goto(made.as_uri())
    page.wait_for_selector("html[data-charts=drawn]")


#: Name of each picture of the desk, in the order of its page, and what leads to it from the last.
STEPS: dict[str, Callable[[Page], None]] = {
    f"desk-{step.__name__}.webp": step for step in (start, inputs, explore, save, decide, publish)
}


def take(page: Page, picture: Path) -> None:
    """Take a picture of the window, once nothing moves."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)
    devtools = page.context.new_cdp_session(page)
    how = {"format": "webp", "quality": _QUALITY}
    taken = devtools.send("Page.captureScreenshot", how)
    picture.write_bytes(base64.b64decode(taken["data"]))


def main() -> None:
    """Walk through the desk to the board page, and take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        plan = Path(shutil.copytree(example("prairie-view"), Path(temporary) / "prairie-view"))
        outputs = Path(temporary) / "outputs"
        with running(outputs, plan) as lab:
            browser = chromium(playwright)
            page = browser.new_page(viewport=_SIZE)
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(of_notebook(lab))
            for name, step in STEPS.items():
                step(page)
                take(page, PICTURES / name)
            board_page(page, outputs)
            take(page, PICTURES / BOARD_PAGE)
            browser.close()


if __name__ == "__main__":
    main()
