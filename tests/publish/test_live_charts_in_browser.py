"""Charts of a reader's what-if, next to those of the page of the example district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.compare import compare
from planner.analysis.figures import Figures
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.views.charts.cost_rows import cost_rows
from planner.views.charts.drawn import Drawn
from planner.views.charts.live_shapes import live_shapes
from planner.views.charts.money_rows import payer_rows, reserve_rows
from tests.browser import OpenedPage, PageOpener, violations
from tests.publish.conftest import ExampleBoards

pytestmark = pytest.mark.browser

ROWS: dict[str, Callable[[Figures], Drawn]] = {
    "cost_against_revenue": cost_rows,
    "who_pays": payer_rows,
    "reserve_against_policy": reserve_rows,
}
_SHOW = """
async (all) => {
  const words = { yours: "Your what-if", published: "As published" };
  for (const [name, drawn, shape] of all) await liveCharts.show(name, drawn, shape, words);
}
"""
#: Whether the published chart and that of the what-if have the same numbers at their axes.
_ONE_AXIS = """
(name) => {
  const [one, other] = [`#figure-${name}`, `#figure-${name} + .planner-moved`].map((figure) =>
    [...document.querySelectorAll(`${figure} .planner-chart > div text`)]
      .map((text) => text.textContent).filter((text) => text.startsWith("$")).join());
  return one && one === other;
}
"""
_MARK = (
    "document.querySelectorAll('.planner-moved svg').forEach((one) => one.classList.add('before'))"
)
#: What is drawn, whatever number Vega has counted up to.
_DRAWING = """
(all) => all.map(
  (one) => one.innerHTML.replace(/(gradient_|clip)\\d+/g, "$1").replace(" before", ""))
"""
_LEGEND = """
(figure) => [...figure.querySelectorAll(".planner-chart > div g.role-legend-symbol path")].map(
  (symbol, place) => [
    figure.querySelectorAll(".planner-chart > div g.role-legend-label text")[place].textContent,
    symbol.getAttribute("fill"),
  ])
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def page_file(example_board: ExampleBoards) -> Path:
    return example_board("prairie-view").page


def moved(plan: Plan, scenario: str) -> dict[str, Drawn]:
    """What the three charts say and draw of a scenario."""
    found = compare(plan, [scenario]).main.figures
    return {name: rows(found) for name, rows in ROWS.items()}


def show(opened: OpenedPage, plan: Plan, drawn: dict[str, Drawn]) -> None:
    shapes = live_shapes(plan)
    given: list[Any] = [[name, asdict(one), shapes[name]] for name, one in drawn.items()]
    opened.page.evaluate(_SHOW, given)


@pytest.fixture
def opened(page_file: Path, open_page: PageOpener) -> OpenedPage:
    page = open_page(page_file)
    page.wait_for_charts()
    return page


def test_the_what_if_stands_next_to_what_was_published(opened: OpenedPage, plan: Plan) -> None:
    finding = opened.page.locator("#figure-who_pays .finding")
    before = finding.inner_text()
    drawn = moved(plan, "levy-fails")
    show(opened, plan, drawn)
    assert finding.inner_text() == before
    assert opened.page.locator("#figure-who_pays").get_by_text("As published").count() == 1
    for name, one in drawn.items():
        figure = opened.page.locator(f"#figure-{name} + .planner-moved")
        assert figure.locator("h3").inner_text() == one.title
        assert figure.locator(".finding").inner_text() == one.finding
        assert "Your what-if" in figure.locator("figcaption").inner_text()
        assert figure.locator("[role=img]").get_attribute("aria-label") == one.description
        assert figure.locator(".planner-chart > div > svg").count() == 1
        figure.locator("summary").click()
        assert figure.locator("table").count() == one.table_html.count("<table")
    assert opened.requests == []
    assert opened.complaints == []
    assert violations(opened) == []


def test_a_part_that_comes_is_in_the_legend_and_each_keeps_its_color(
    opened: OpenedPage, plan: Plan
) -> None:
    published, drawn = moved(plan, "base")["who_pays"], moved(plan, "levy-fails")["who_pays"]
    assert published.parts != drawn.parts
    show(opened, plan, {"who_pays": drawn})
    first = dict(opened.page.locator("#figure-who_pays").evaluate(_LEGEND))
    second = dict(opened.page.locator("#figure-who_pays + .planner-moved").evaluate(_LEGEND))
    assert [entry[3:] for entry in second] == drawn.parts
    assert [entry[0] for entry in second] == [chr(65 + place) for place in range(len(second))]
    colors = {entry[3:]: color for entry, color in first.items()}
    both = {entry[3:]: color for entry, color in second.items() if entry[3:] in colors}
    assert both == {part: colors[part] for part in both}
    assert len(both) > 3


def test_other_numbers_are_drawn_as_if_they_were_the_first(opened: OpenedPage, plan: Plan) -> None:
    """Who pays has another part and is drawn anew; of the others only the numbers change."""
    pictures = opened.page.locator(".planner-moved .planner-chart > div")
    show(opened, plan, moved(plan, "levy-fails"))
    opened.page.evaluate(_MARK)
    show(opened, plan, moved(plan, "base"))
    kept = pictures.evaluate_all("(all) => all.map((one) => !!one.querySelector('svg.before'))")
    assert kept == [True, False, True]
    renewed = pictures.evaluate_all(_DRAWING)
    opened.page.evaluate("liveCharts.clear()")
    assert pictures.count() == opened.page.locator(".planner-pair").count() == 0
    show(opened, plan, moved(plan, "base"))
    assert pictures.evaluate_all(_DRAWING) == renewed


def test_paper_gets_a_picture_of_its_own(opened: OpenedPage, plan: Plan) -> None:
    show(opened, plan, moved(plan, "levy-fails"))
    stills = opened.page.locator(".planner-moved .planner-still > svg")
    stills.nth(2).wait_for(state="attached")
    opened.page.emulate_media(media="print")
    assert stills.first.is_visible()
    assert not opened.page.locator(".planner-moved .planner-chart > div").first.is_visible()


def test_both_have_one_axis(opened: OpenedPage, plan: Plan) -> None:
    show(opened, plan, moved(plan, "levy-fails"))
    for name in ROWS:
        opened.page.wait_for_function(_ONE_AXIS, arg=name)


@pytest.mark.parametrize("width", [320, 820, 1280])
def test_it_fits_on_every_screen(
    page_file: Path, open_page: PageOpener, plan: Plan, width: int
) -> None:
    opened = open_page(page_file, width=width)
    opened.wait_for_charts()
    show(opened, plan, moved(plan, "levy-fails"))
    assert not opened.scrolls_sideways()
    published = opened.page.locator("#figure-who_pays .planner-chart").bounding_box()
    live = opened.page.locator("#figure-who_pays + .planner-moved .planner-chart").bounding_box()
    assert published is not None
    assert live is not None
    assert (abs(live["y"] - published["y"]) < 1) == (width >= 900)
