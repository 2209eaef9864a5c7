"""On paper: what the board reads is at most four sheets, and the appendix begins on a new one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.reference_plan import reference_plan
from planner.plan.read import read_plan
from planner.publish.board import make_board
from tests.browser import OpenedPage, PageOpener
from tests.publish.conftest import ExampleBoards
from tests.publish.quick_pages import quick_engine
from tests.workbook.test_convert import write_plan

pytestmark = pytest.mark.browser

APPENDIX = [".planner-appendix", ".planner-footer"]
APPENDIX_BUT_ITS_HEAD = [".planner-appendix > :not(h2:first-child)", ".planner-footer"]


def sheets(opened: OpenedPage, paper: str, without: list[str]) -> int:
    """How many sheets are printed if some parts of the page are left out."""
    opened.page.evaluate(
        """(without) => {
          for (const part of document.querySelectorAll("main > *, main > * > *, footer"))
            part.style.setProperty("display", "");
          for (const part of document.querySelectorAll(without.join(",") || "nothing"))
            part.style.setProperty("display", "none", "important");
        }""",
        without,
    )
    return len(re.findall(rb"/Type\s*/Page\b", opened.page.pdf(format=paper)))


@pytest.fixture(
    scope="module", params=["prairie-view", "altoona-wi", "100 rows of cost in 10 years"]
)
def board_page(
    request: pytest.FixtureRequest,
    example_board: ExampleBoards,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    if request.param in {"prairie-view", "altoona-wi"}:
        return example_board(request.param).page
    folder = tmp_path_factory.mktemp("printed")
    written = write_plan(folder / "large", reference_plan())
    return make_board(read_plan(written), output=folder, engine=quick_engine()).page


@pytest.mark.parametrize(
    ("paper", "javascript", "width"),
    [("Letter", True, 1280), ("A4", True, 1920), ("Letter", False, 1280)],
)
def test_the_board_reads_at_most_four_sheets(
    board_page: Path, open_page: PageOpener, paper: str, javascript: bool, width: int
) -> None:
    opened = open_page(board_page, javascript=javascript, width=width)
    if javascript:
        opened.wait_for_charts()
    board = sheets(opened, paper, APPENDIX)
    assert board <= 4
    assert sheets(opened, paper, APPENDIX_BUT_ITS_HEAD) == board + 1


def test_no_sheet_cuts_a_table_off_or_parts_it_from_its_total(
    board_page: Path, open_page: PageOpener
) -> None:
    """At the width between the margins of an A4 sheet: 210 less 28 mm."""
    opened = open_page(board_page, width=round(182 / 25.4 * 96))
    opened.page.emulate_media(media="print")
    too_wide = opened.page.evaluate(
        """() => [...document.querySelectorAll("table")].filter((table) =>
          table.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        ).map((table) => table.caption.textContent)"""
    )
    assert too_wide == []
    rules = opened.page.evaluate(
        """() => [...document.querySelectorAll("tr.total")].map((row) =>
          [row, row.previousElementSibling].map((one) => one && getComputedStyle(one))
        ).map(([own, before]) => [own.breakBefore, before ? before.breakAfter : "avoid"].join())"""
    )
    assert set(rules) <= {"avoid,avoid"}
