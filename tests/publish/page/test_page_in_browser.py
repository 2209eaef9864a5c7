"""The page as a board member meets it: network off, any screen, any need, and on paper."""

from __future__ import annotations

import planner.startup  # noqa: F401

from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from planner.publish.page.render import write_page
from tests.browser import PageOpener, violations
from tests.publish.page.sample_report import figure, line, sample_report, shown, write_notebook

pytestmark = pytest.mark.browser

DRAWN = ".planner-chart > div > svg"
STILL = ".planner-chart > svg"


def saved(folder: Path, notebook: NotebookNode) -> Path:
    return write_page(write_notebook(notebook, folder), folder / "page.html", "Plan")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("report"), sample_report())


def test_vega_draws_every_chart_under_the_policy_and_asks_for_nothing(
    report: Path, open_page: PageOpener
) -> None:
    opened = open_page(report)
    opened.wait_for_charts()
    assert opened.page.locator(DRAWN).count() == 6
    assert opened.page.locator(f"{STILL}:visible").count() == 0
    assert opened.complaints == []
    assert opened.requests == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(report: Path, open_page: PageOpener, width: int) -> None:
    opened = open_page(report, width=width)
    opened.wait_for_charts()
    assert violations(opened) == []
    opened.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert violations(opened) == []


def test_without_javascript_the_still_pictures_stay(report: Path, open_page: PageOpener) -> None:
    opened = open_page(report, javascript=False)
    pictures = opened.page.locator(STILL)
    assert pictures.count() == 6
    for number in range(6):
        box = pictures.nth(number).bounding_box()
        assert box is not None and box["width"] > 500 and box["height"] > 200
    assert opened.page.locator(DRAWN).count() == 0


def test_a_browser_that_cannot_unpack_keeps_the_still_pictures(
    report: Path, open_page: PageOpener
) -> None:
    opened = open_page(report, before="delete window.DecompressionStream")
    opened.page.wait_for_function("() => document.readyState === 'complete'")
    assert opened.page.locator(STILL).count() == 6
    assert opened.page.locator(DRAWN).count() == 0
    assert ["The charts stay pictures" in complaint for complaint in opened.complaints] == [True]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_narrow_window_needs_no_sideways_scrolling(
    report: Path, open_page: PageOpener, javascript: bool
) -> None:
    opened = open_page(report, width=320, height=600, javascript=javascript)
    if javascript:
        opened.wait_for_charts()
        opened.page.evaluate(
            "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
    widths = opened.page.locator("html").evaluate("(e) => [e.scrollWidth, e.clientWidth]")
    assert widths == [320, 320]
    table = opened.page.locator(".planner-scroll").first
    assert table.evaluate("(e) => e.scrollWidth > e.clientWidth")


def test_wide_tables_scroll_by_keyboard_in_their_own_region(
    report: Path, open_page: PageOpener
) -> None:
    opened = open_page(report, width=320, height=600)
    opened.wait_for_charts()
    table = opened.page.locator(".planner-scroll").first
    table.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_function("(e) => e.scrollLeft > 0", arg=table.element_handle())


def test_charts_follow_the_width_of_the_window(report: Path, open_page: PageOpener) -> None:
    opened = open_page(report, width=1280)
    opened.wait_for_charts()
    opened.page.set_viewport_size({"width": 500, "height": 900})
    opened.page.wait_for_function(
        "(drawn) => [...document.querySelectorAll(drawn)].every((e) => e.clientWidth <= 500)",
        arg=DRAWN,
    )
    assert not opened.scrolls_sideways()


def test_the_skip_link_is_first_and_leads_to_the_report(
    report: Path, open_page: PageOpener
) -> None:
    opened = open_page(report)
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Skip to the report"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "main"


def test_the_page_stays_light_in_a_dark_browser(report: Path, open_page: PageOpener) -> None:
    opened = open_page(report)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert opened.page.evaluate(background) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_tables_behind_the_charts_are_printed(
    report: Path, open_page: PageOpener, javascript: bool
) -> None:
    opened = open_page(report, javascript=javascript)
    if javascript:
        opened.wait_for_charts()
    opened.page.emulate_media(media="print")
    box = opened.page.locator(".planner-data table").first.bounding_box()
    assert box is not None and box["height"] > 100
    pdf = opened.page.pdf(format="Letter", tagged=True)
    assert pdf.startswith(b"%PDF-") and len(pdf) > 50_000
    assert opened.page.locator("details[open]").count() == 0


def test_nothing_smuggled_in_through_a_name_runs(tmp_path: Path, open_page: PageOpener) -> None:
    name = "</script><b>x<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    rows = [{"year": "FY2027", "part": name, "y": 1}]
    chart = figure("f", "Title", "Finding.", [line("y", "red")], rows)
    # views/ escapes every word; this is what would happen if it once forgot to.
    unescaped = shown(f"<p>{name}</p><a id='trap' href='javascript:window.ran = 3'>here</a>")
    opened = open_page(saved(tmp_path, new_notebook(cells=[chart, unescaped])))
    opened.wait_for_charts()
    opened.page.locator("#trap").click()
    assert opened.page.evaluate("window.ran === undefined")
    assert opened.page.locator(DRAWN).count() == 1
    assert [url for url in opened.requests if not url.startswith("file:")] == []


def test_a_chart_that_fails_keeps_its_still_picture(tmp_path: Path, open_page: PageOpener) -> None:
    rows = [{"year": "FY2027", "y": 1}, {"year": "FY2028", "y": 2}]
    broken = figure("broken", "Broken", "Finding.", [line("y", "red")], rows)
    broken.outputs[0].data["application/vnd.vegalite.v6+json"]["layer"] = [{"mark": "no-such"}]
    sound = figure("sound", "Sound", "Finding.", [line("y", "red")], rows)
    opened = open_page(saved(tmp_path, new_notebook(cells=[broken, sound])))
    opened.wait_for_charts()
    assert opened.page.locator(
        f'[data-figure="broken"]{STILL.removeprefix(".planner-chart")}'
    ).count()
    assert opened.page.locator(
        f'[data-figure="sound"]{DRAWN.removeprefix(".planner-chart")}'
    ).count()
    assert any("broken" in complaint for complaint in opened.complaints)


def test_a_control_bound_to_a_chart_is_outside_the_picture(
    tmp_path: Path, open_page: PageOpener
) -> None:
    rows = [{"year": "FY2027", "y": 1}, {"year": "FY2028", "y": 2}]
    chart = figure("f", "Title", "Finding.", [line("y", "red")], rows)
    spec = chart.outputs[0].data["application/vnd.vegalite.v6+json"]
    slider = {"input": "range", "min": 0, "max": 10, "step": 1, "name": "Price growth "}
    spec["params"] = [{"name": "growth", "value": 3, "bind": slider}]
    section = new_markdown_cell("## A section")
    opened = open_page(saved(tmp_path, new_notebook(cells=[section, chart])))
    opened.wait_for_charts()
    assert opened.page.locator(".planner-chart input").count() == 0
    control = opened.page.get_by_label("Price growth")
    control.focus()
    opened.page.keyboard.press("ArrowRight")
    assert control.input_value() == "4"
    assert violations(opened) == []
    assert opened.complaints == []
