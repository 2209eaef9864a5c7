"""The real page of the example district, as a board member opens it: network off."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.publish.batch.index import error_page, index_page
from tests.browser import PageOpener, violations
from tests.publish.conftest import ExampleBoards

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(example_board: ExampleBoards) -> Path:
    return example_board("prairie-view").page


def test_five_charts_are_drawn_offline_and_nothing_is_asked_or_complained(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = open_page(page_file)
    opened.wait_for_charts()
    assert opened.page.locator(".planner-chart > div > svg").count() == 5
    assert opened.requests == []
    assert opened.complaints == []


@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_is_left_out(page_file: Path, open_page: PageOpener, width: int) -> None:
    opened = open_page(page_file, width=width)
    opened.wait_for_charts()
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(opened) == []
    assert not opened.scrolls_sideways()


def test_every_chart_has_a_text_alternative_and_a_table(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = open_page(page_file)
    for figure in opened.page.locator("figure.planner-figure").all():
        assert len(figure.locator("[role=img]").get_attribute("aria-label") or "") > 60
        assert figure.locator("details table caption").count() >= 1


#: Words and marks of a chart that are outside its picture, and words that are cut short. A still
#: picture, which cannot know how wide the letters of the page are, shows what is outside of it.
_CUT = """
(pictures, still) => pictures.flatMap((picture) => {
  const all = (still ? document.body : picture).getBoundingClientRect();
  return [...picture.querySelectorAll("text, path")].filter((mark) => {
    const box = mark.getBoundingClientRect();
    const inside = box.left > all.left - 1 && box.right < all.right + 1
      && box.top > all.top - 1 && box.bottom < all.bottom + 1;
    return box.width && !inside || mark.textContent.endsWith("…");
  }).map((mark) => mark.textContent || mark.outerHTML.slice(0, 99));
})
"""


#: Words of a chart that stand over other words of it.
_OVER_OTHERS = """
(pictures) => pictures.flatMap((picture) => {
  const words = [...picture.querySelectorAll("text")].filter((word) => word.textContent);
  const places = words.map((word) => word.getBoundingClientRect());
  const touch = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
  return words.flatMap((word, k) => words.filter((other, j) => k < j
    && other.textContent !== word.textContent && touch(places[k], places[j]))
    .map((other) => `${word.textContent} / ${other.textContent}`));
})
"""
#: Whether every chart that is seen is drawn for a small screen: its years stand upright.
_NARROW = """
() => [...document.querySelectorAll(".planner-chart > div > svg")].every((picture) => {
  const years = [...picture.querySelectorAll("text")].filter((e) => /^FY/.test(e.textContent));
  const seen = picture.getBoundingClientRect().width;
  return !seen || years.some((e) => /rotate/.test(e.getAttribute("transform")));
})
"""


@pytest.mark.parametrize(("width", "drawn"), [(320, 4), (390, 4), (820, 5), (1280, 5)])
def test_no_legend_and_no_label_is_cut_or_stands_over_another(
    page_file: Path, open_page: PageOpener, width: int, drawn: int
) -> None:
    """On a small screen the grid of devices is a table, and its chart is gone."""
    opened = open_page(page_file, width=width)
    opened.wait_for_charts()
    pictures = opened.page.locator(".planner-chart > div > svg")
    assert pictures.count() == drawn
    assert pictures.evaluate_all(_CUT) == []
    assert pictures.evaluate_all(_OVER_OTHERS) == []
    grid = opened.page.locator("#figure-refresh_calendar")
    assert grid.locator(".planner-chart").is_visible() == (drawn == 5)
    assert grid.locator("table").is_visible() == (drawn == 4)


def test_a_window_that_gets_narrower_cuts_no_legend(page_file: Path, open_page: PageOpener) -> None:
    """As when a tablet is turned: another legend is drawn, in as many columns as there is room."""
    opened = open_page(page_file, width=1280)
    opened.wait_for_charts()
    opened.page.set_viewport_size({"width": 390, "height": 900})
    opened.page.wait_for_function(_NARROW)
    assert opened.page.locator(".planner-chart > div > svg:visible").evaluate_all(_CUT) == []


def test_the_still_pictures_that_are_printed_are_not_cut(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = open_page(page_file, width=820, javascript=False)
    pictures = opened.page.locator(".planner-chart > svg")
    assert pictures.count() == 5
    assert pictures.evaluate_all(_CUT, True) == []
    assert pictures.evaluate_all(_OVER_OTHERS) == []


def test_escape_closes_the_note_at_the_pointer(page_file: Path, open_page: PageOpener) -> None:
    opened = open_page(page_file)
    opened.wait_for_charts()
    bars = opened.page.locator("#figure-who_pays .planner-chart > div g.mark-rect.role-mark path")
    bars.first.hover()
    note = opened.page.locator("#vg-tooltip-element.visible")
    note.wait_for()
    opened.page.keyboard.press("Escape")
    assert note.count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_stops_at_tables_that_scroll_and_at_no_others(
    page_file: Path, open_page: PageOpener, width: int
) -> None:
    opened = open_page(page_file, width=width)
    opened.wait_for_charts()
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    opened.page.wait_for_function(
        """() => [...document.querySelectorAll(".planner-scroll")].every(
          (e) => e.hasAttribute("tabindex") === e.scrollWidth > e.clientWidth)"""
    )
    assert opened.page.locator(".planner-scroll:not([tabindex])").count() > 0


def test_index_and_error_pages_leave_nobody_out(open_page: PageOpener, tmp_path: Path) -> None:
    deck = {"plan": "a", "scenario": "base", "title": "Current plan"}
    deck |= {"outcome": "made", "page": "a/x.html", "answer": "It."}
    for name, html in (
        ("index.html", index_page([deck, {**deck, "outcome": "failed"}])),
        (
            "error.html",
            error_page("a", "Current plan", "devices.csv, row 2: wrong\nfunding.csv: wrong", "i"),
        ),
    ):
        (tmp_path / name).write_text(html, encoding="utf-8")
        opened = open_page(tmp_path / name)
        assert violations(opened) == []
        assert opened.complaints == []
