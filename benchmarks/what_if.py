"""What computing on the board page takes, in a real Chromium: ``make bench PARTS=what``.

The board page of Prairie View is opened from its file with the network off, next to the same page
without the panel. A move is timed by the browser's own clock from the lever until the answer of
the page follows, and until the last of what is in sight does. The trial's way calculated everything
again for each move: that is one whole solve, timed in the same page.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Opened

from benchmarks.desk import chromium
from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.board import Page, make_page
from tests.any_machine import PATIENCE

OPENINGS, MADE, MOVES, SOLVES = 7, 2, 50, 15
#: Cell of the notebook that shows the panel.
PANEL = "what-if-panel"
#: In the page: notes when the first chart is drawn [ms].
WATCH = """
new MutationObserver((_, watch) => {
  if (!document.querySelector(".planner-chart > div > svg")) return;
  window.firstChart = performance.now();
  watch.disconnect();
}).observe(document, { subtree: true, childList: true });
"""
#: In the page: moves a slider, and tells when the answer and when the last part followed [ms].
#: What is still unfunded after each option is said later, so that moving stays quick. Behind each
#: move everything is calculated again once, so that both meet the same other work on the machine.
MOVE = """
async ([place, step]) => {
  const lever = document.querySelector(`[data-lever="${place}"] input[type=range]`);
  const before = lever.value;
  const seen = { answer: 0, all: 0 };
  let last = 0;
  const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const inSight = (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return part.isConnected && bottom > 0 && top < window.innerHeight;
  };
  const watch = new MutationObserver((changes) => {
    last = performance.now();
    const parts = changes.flatMap((one) => [one.target, ...one.addedNodes]).map(element);
    const within = (where) => parts.some((part) => part?.closest(where));
    if (within("[data-yours=answer]")) seen.answer ||= last;
    if (parts.some((part) => part && !part.closest("#what-if") && inSight(part))) seen.all = last;
  });
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  watch.observe(document.getElementById("main"), all);
  const began = performance.now();
  step > 0 ? lever.stepUp(step) : lever.stepDown(-step);
  const moved = lever.value !== before;
  lever.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const rests = () => last && performance.now() - last > 300;
  const waits = () => moved && !rests() && performance.now() - began < 10000;
  while (waits()) await new Promise((done) => setTimeout(done, 20));
  watch.disconnect();
  const source = document.getElementById("planner-what-if-data");
  const page = (window.again ||= await whatIf.twin.opened(source));
  const { changes, support_ends } = page.data.scenarios[0];
  const scenario = whatIf.twin.asPython({ changes, support_ends });
  const solves = performance.now();
  planner.solve(page.plan, scenario, page.facts);
  const again = performance.now() - solves;
  return moved ? { answer: seen.answer - began, all: seen.all - began, again } : null;
}
"""
#: In the page: the levers that have a slider, with the table that each changes.
LEVERS = """
async () => {
  const { data } = await whatIf.twin.opened(document.getElementById("planner-what-if-data"));
  return data.levers.map((one, place) => [place, one.change.table])
    .filter(([place]) => document.querySelector(`[data-lever="${place}"] input[type=range]`));
}
"""
#: In the page: one lever of a table at several values, calculated without drawing anything [ms].
CALCULATED = """
async ([table, times]) => {
  const page = await whatIf.twin.opened(document.getElementById("planner-what-if-data"));
  const levers = page.data.levers.filter((one) => one.change.table === table && one.value > 0);
  const lever = levers.find((one) => one.how === "set");
  const took = [];
  for (let turn = 0; turn < times; turn += 1) {
    const changes = [{ ...lever.change, value: lever.value * (1 + (turn + 1) / 100) }];
    const began = performance.now();
    whatIf.twin.board(page, "moved", "Moved", changes, []);
    took.push(performance.now() - began);
  }
  return took.slice(2); // the first have nothing before them
}
"""


def made(plan: Plan, folder: Path) -> tuple[dict[str, list[float]], dict[str, Path]]:
    """The page with and without the panel, in turns: what each took [s of work]; its file."""
    notebook = nbformat.read(notebooks_dir() / BOARD_NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != PANEL]
    nbformat.write(notebook, folder / BOARD_NOTEBOOK)
    sources = {"with": BOARD_NOTEBOOK, "without": str(folder / BOARD_NOTEBOOK)}
    names = plan.compared_names
    took: dict[str, list[float]] = {which: [] for which in sources}
    files: dict[str, Path] = {}
    for _ in range(MADE):
        for which, source in sources.items():
            asked = Page(source, "board", names, "technology funding", "")
            given = {"scenarios": list(names), "output": "."}
            began = _worked()
            files[which] = make_page(plan, asked, given, folder / which).page
            took[which].append(_worked() - began)
    return took, files


def _worked() -> float:
    """What the processor has done for this process and the kernels that it has run [s]."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def first_chart(browser: Browser, file: Path) -> float:
    """From the first request until a chart is drawn, in a browser that has nothing of it [ms]."""
    page = opened(browser, file)
    took: float = page.evaluate("window.firstChart")
    page.context.close()
    return took


def opened(browser: Browser, file: Path) -> Opened:
    """The page once every chart is drawn."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-charts=drawn]")
    return page


def moves_of(page: Opened) -> Mapping[str, list[Mapping[str, float]]]:
    """Moves of the levers of money, and of all others, each several times."""
    page.locator("#what-if > details > summary").click()
    levers: list[tuple[int, str]] = page.evaluate(LEVERS)
    money = [place for place, table in levers if table == "funding"]
    others = [place for place, table in levers if table != "funding"]
    found: dict[str, list[Mapping[str, float]]] = {}
    for which, places in (("money", money), ("assumptions, prices and people", others)):
        turns = [(places[turn % len(places)], (3, -2)[turn % 2]) for turn in range(MOVES // 2)]
        moved = [page.evaluate(MOVE, list(turn)) for turn in turns]
        found[which] = [one for one in moved if one]  # a lever at its end does not move
    return found


def measured() -> dict[str, float]:
    """The page's size, making it, opening it, and moving a lever on it."""
    plan = read_plan(example("prairie-view"))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        took, files = made(plan, Path(temporary))
        browser = chromium(playwright)
        charts: dict[str, list[float]] = {which: [] for which in files}
        for _ in range(OPENINGS):
            for which, file in files.items():
                charts[which].append(first_chart(browser, file))
        page = opened(browser, files["with"])
        calculated = {
            words: min(page.evaluate(CALCULATED, [table, SOLVES]))
            for words, table in (("money", "funding"), ("an assumption", "assumptions"))
        }
        of_moves = _of_moves(moves_of(page))
        again = of_moves["milliseconds, everything calculated again, the shortest"]
        size = {which: file.stat().st_size / 1e6 for which, file in files.items()}
        browser.close()
    return {
        "megabytes of the page": size["with"],
        "megabytes without the panel": size["without"],
        "seconds of a processor to make the page": min(took["with"]),
        "seconds of a processor without the panel": min(took["without"]),
        "times the work to make it": min(took["with"]) / min(took["without"]),
        "milliseconds to the first chart": min(charts["with"]),
        "milliseconds to the first chart, without the panel": min(charts["without"]),
        **{
            f"milliseconds to calculate a move of {words}, the shortest": took
            for words, took in calculated.items()
        },
        **of_moves,
        # Each move is calculated twice, with the vote that the plan counts on and without it.
        "times everything again, to calculate a move of money": calculated["money"] / (2 * again),
        "programs at work on the machine meanwhile": os.getloadavg()[0],
    }


def _of_moves(moves: Mapping[str, list[Mapping[str, float]]]) -> Mapping[str, float]:
    """Each kind of move, and all of them against everything calculated again."""
    every = [one for several in moves.values() for one in several]
    whole = [one["again"] for one in every]
    found = {
        "milliseconds, everything calculated again, median": statistics.median(whole),
        "milliseconds, everything calculated again, the shortest": min(whole),
    }
    for words, several in (("any lever", every), *moves.items()):
        for part, until in (("answer", "the answer follows"), ("all", "all in sight is drawn")):
            times = [one[part] for one in several]
            name = f"milliseconds, {words}, until {until}"
            found[f"{name}, the shortest"] = min(times)
            found[f"{name}, median"] = statistics.median(times)
            found[f"{name}, nine of ten"] = statistics.quantiles(times, n=10)[-1]
    found["moves"] = float(len(every))
    return found
