"""How long the desk takes, in a real JupyterLab and Chromium: ``make bench PARTS=desk``.

Opening is timed by the browser's own clock, from its first request until the answer stands, the
levers stand and every chart is drawn; a move, from the lever until the last chart that follows it
is drawn. Each opening is one half of a pair: the other is the same JupyterLab with a notebook that
has nothing in it, which is the least that any notebook takes.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from planner.desk.opening.lab_server import DESK_NOTEBOOK
from planner.packaged import example
from tests.any_machine import PATIENCE
from tests.browser import FLAGS
from tests.desk.conftest import running_lab
from tests.desk.desk_page import Lab, of_notebook

OPENINGS, MOVES = 5, 50
#: The network is off but for this machine, without a look at each request, which takes its time.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
EMPTY = "empty.ipynb"
#: In the page: opens the tab of levers as soon as it is there, and notes when each thing stood.
WATCH = """
window.stood = {};
const note = (what) => { window.stood[what] ??= performance.now(); };
new MutationObserver(() => {
  if (document.querySelector(".jp-Notebook .jp-Cell")) note("notebook");
  if (document.querySelector(".planner-desk-answer")) note("answer");
  const tab = document.getElementById("tab-explore");
  if (tab && !window.opened) {
    window.opened = true;
    tab.click();
  }
  if (document.querySelector(".planner-desk-panel input[type=range]")) note("levers");
  const figures = [...document.querySelectorAll("figure[data-figure]")];
  if (figures.length && figures.every((figure) => figure.dataset.drawn)) note("charts");
}).observe(document, { subtree: true, childList: true, attributes: true });
"""
#: In the page: moves a slider and tells how long the last chart that follows took [ms].
MOVE = """
async ([place, up]) => {
  const levers = document.querySelectorAll(".planner-desk-panel input[type=range]");
  const lever = levers[place % levers.length];
  const began = performance.now();
  let last = 0;
  const watch = new MutationObserver(() => { last = performance.now(); });
  const what = { subtree: true, attributeFilter: ["data-drawn"] };
  watch.observe(document.querySelector(".planner-desk-panel"), what);
  up ? lever.stepUp(2) : lever.stepDown(1);
  lever.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const rests = () => last && performance.now() - last > 250;
  while (!rests() && performance.now() - began < 10000) await new Promise((r) => setTimeout(r, 20));
  watch.disconnect();
  return last - began;
}
"""


@contextmanager
def running(home: Path, plan: Path) -> Iterator[Lab]:
    """A JupyterLab on a plan, with an empty notebook next to its desk."""
    with contextmanager(running_lab)(plan, home) as lab:
        nbformat.write(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")]), lab.desk / EMPTY
        )
        yield lab


def chromium(playwright: Playwright) -> Browser:
    """The browser of the tests, with the network off."""
    found = shutil.which("chromium")
    return playwright.chromium.launch(executable_path=found, args=[*FLAGS, OFFLINE])


def opened(browser: Browser, address: str, last: str) -> tuple[Page, dict[str, float]]:
    """A page in a browser that has nothing of it yet, and when each thing stood [ms]."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(f"() => window.stood['{last}']")
    stood: dict[str, float] = page.evaluate("window.stood")
    return page, stood


def measured() -> dict[str, float]:
    """Opening in a JupyterLab that has just started, and moving, each several times."""
    openings: list[dict[str, float]] = []
    empty: list[float] = []
    moves: list[float] = []
    district = example("prairie-view")
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for _ in range(OPENINGS):
            with tempfile.TemporaryDirectory() as home, running(Path(home), district) as lab:
                page, stood = opened(browser, of_notebook(lab, DESK_NOTEBOOK), "charts")
                openings.append(stood)
                moves += [
                    float(page.evaluate(MOVE, [move // 2, move % 2 == 0]))
                    for move in range(MOVES // OPENINGS)
                ]
                page.context.close()
                bare, stood = opened(browser, of_notebook(lab, EMPTY), "notebook")
                empty.append(stood["notebook"])
                bare.context.close()
        browser.close()
    moves = [move for move in moves if move > 0]  # a lever at its end does not move
    least = {what: min(stood[what] for stood in openings) for what in openings[0]}
    return {
        "seconds, JupyterLab shows an empty notebook": min(empty) / 1e3,
        "seconds, from the browser's first request to the answer": least["answer"] / 1e3,
        "seconds, to the levers": least["levers"] / 1e3,
        "seconds, to the last chart": least["charts"] / 1e3,
        "times an empty notebook, all of it": least["charts"] / min(empty),
        "milliseconds, a lever to drawn charts, median": statistics.median(moves),
        "milliseconds, a lever to drawn charts, nine of ten": statistics.quantiles(moves, n=10)[-1],
        "moves": float(len(moves)),
        "programs at work on the machine meanwhile": os.getloadavg()[0],
    }
