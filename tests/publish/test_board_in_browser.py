"""The real page of the example district, as a board member opens it: network off."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.index import error_page, index_page
from tests.browser import PageOpener, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_board(
        read_plan(example("prairie-view")), output=tmp_path_factory.mktemp("outputs")
    ).page


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


def test_index_and_error_pages_leave_nobody_out(open_page: PageOpener, tmp_path: Path) -> None:
    deck = {"plan": "a", "scenario": "base", "title": "Current plan"}
    deck |= {"status": "made", "page": "a/x.html", "answer": "It."}
    for name, html in (
        ("index.html", index_page([deck, {**deck, "status": "failed"}])),
        (
            "error.html",
            error_page("a", "Current plan", "devices.csv, row 2: wrong\nfunding.csv: wrong", "i"),
        ),
    ):
        (tmp_path / name).write_text(html, encoding="utf-8")
        opened = open_page(tmp_path / name)
        assert violations(opened) == []
        assert opened.complaints == []
