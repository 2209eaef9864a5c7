"""Every page at every width and zoom: no sideways scrolling, nothing beyond the edge.

Zoomed to 200% and 400%, a window of 1280 pixels is 640 and 320 wide for the page.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from planner.districts.f33 import Survey, f33_survey
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.batch.index import error_page, index_page
from planner.publish.options_page import make_options_page
from planner.publish.screen_page import screen_page
from planner.publish.screening import screened
from planner.publish.simulation_page import make_simulation_page
from tests.browser import OpenedPage, PageOpener
from tests.publish.conftest import ExampleBoards
from tests.publish.quick_pages import quick_engine

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 640, 820, 1280, 1920)

#: What is seen and reaches beyond the window, but for what scrolls in its own place.
_CUT = """() => [...document.querySelectorAll("body *")].filter((part) => {
  const place = part.getBoundingClientRect();
  if (part.closest(".planner-skip") || !place.width || !place.height) return false;
  const scrolls = part.parentElement.closest(".planner-scroll, .planner-data");
  if (scrolls && scrolls.scrollWidth > scrolls.clientWidth) return false;
  const leaves = place.left < -1 || place.right > document.documentElement.clientWidth + 1;
  return leaves && getComputedStyle(part).visibility !== "hidden" && !part.closest("defs");
}).map((part) => `${part.tagName} ${part.textContent.slice(0, 40)}`)"""

#: Captions that do not end where their table is cut off, at its beginning and scrolled to its end.
_CAPTIONS_CUT = """() => [0, 1e5].flatMap((scrolled) =>
  [...document.querySelectorAll(".planner-scroll > table > caption")].filter((caption) => {
    const region = caption.parentElement.parentElement;
    region.scrollLeft = scrolled;
    const [place, seen] = [caption.getBoundingClientRect(), region.getBoundingClientRect()];
    return place.width && (place.left < seen.left - 1 || place.right > seen.right + 1);
  })).map((caption) => `caption ${caption.textContent}`)"""


@pytest.fixture(scope="module")
def pages(
    example_board: ExampleBoards, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """One page of each kind, of the district with most rows and scenarios."""
    folder, engine = tmp_path_factory.mktemp("pages"), quick_engine()
    plan = read_plan(example("prairie-view"))
    made: dict[str, object] = {
        "plan": plan.name,
        "scenario": "base",
        "title": "Current plan",
        "outcome": "made",
    }
    deck = made | {"page": "x.html", "answer": "In FY2027 the district is $109,000 short. " * 5}
    small = {
        "index": index_page([deck, {**deck, "title": "A" * 90, "answer": "b" * 200}]),
        "screen": screen_page(screened(plan, _two_states(), draws=16), plan, date(2026, 11, 29)),
        "error": error_page(plan.name, "Current plan", f"devices.csv: {'c' * 200}", "index.html"),
    }
    for name, html in small.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in small} | {
        "board": example_board("prairie-view").page,
        "options": make_options_page(plan, output=folder, engine=engine).page,
        "simulation": make_simulation_page(plan, draws=256, output=folder, engine=engine).page,
    }


def _two_states() -> Survey:
    survey = f33_survey()
    return survey.part(np.concatenate([survey.places_in("DE"), survey.places_in("MD")]))


def seen_whole(opened: OpenedPage) -> list[str]:
    cut: list[str] = [*opened.page.evaluate(_CUT), *opened.page.evaluate(_CAPTIONS_CUT)]
    return [*cut, *(["the page scrolls sideways"] if opened.scrolls_sideways() else [])]


@pytest.mark.parametrize("kind", ["board", "options", "simulation", "index", "screen", "error"])
def test_nothing_is_cut_at_any_width_or_zoom(
    pages: dict[str, Path], open_page: PageOpener, kind: str
) -> None:
    found = {}
    for width in WIDTHS:
        opened = open_page(pages[kind], width=width)
        if kind == "screen":
            opened.page.wait_for_selector("html[data-screen=ready]")
            opened.page.evaluate("location.hash = '#district=1000200'")
            opened.page.wait_for_selector("#screen-one:not([hidden])")
        elif kind not in {"index", "error"}:
            opened.wait_for_charts()
            opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found[width] = seen_whole(opened)
    assert found == {width: [] for width in WIDTHS}
