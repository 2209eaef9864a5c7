"""What looks like a program is shown and never run, on every way through: page, files, workbook."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.publish.board import BoardRun, make_board
from planner.workbook.convert import folder_to_workbook, workbook_to_folder
from planner.workbook.marked_copy import write_marked
from tests.browser import PageOpener
from tests.publish.quick_pages import quick_engine
from tests.tiny_plan import TINY, write_tiny

SCRIPT = "</script><b>x"
LINK = '=HYPERLINK("http://x","y")'
FLEET = "=1+1|cmd"
MONEY = "@SUM(A1)<img src=x onerror=alert(1)>"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture(scope="module", params=[SCRIPT, LINK])
def workbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan as a workbook whose names look like programs."""
    place = tmp_path_factory.mktemp("loud")
    folder = write_tiny(
        place / "folder",
        district=TINY["district"].replace("Tiny ISD", quoted(request.param)),
        licenses=TINY["licenses"].replace("Wifi,", f"{quoted(FLEET)},"),
        funding=TINY["funding"].replace("State grant", quoted(MONEY)),
    )
    return folder_to_workbook(folder, place / "plan.xlsx")


@pytest.fixture(scope="module")
def run(workbook: Path) -> Iterator[BoardRun]:
    yield make_board(read_plan(workbook), ["base"], workbook.parent / "outputs", quick_engine())


def test_names_are_read_as_they_were_typed(workbook: Path) -> None:
    plan = read_plan(workbook)
    assert plan.district.name in (SCRIPT, LINK)
    assert FLEET in [row.name for row in plan.licenses]
    assert MONEY in [row.name for row in plan.funding]


def test_workbook_holds_text_and_no_formula(workbook: Path) -> None:
    for file in (workbook, write_marked(workbook, [loud_problem(workbook)])):
        for sheet in load_workbook(file).worksheets:
            for row in sheet.iter_rows():
                assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    assert load_workbook(workbook)["District"]["B2"].value == read_plan(workbook).district.name


def loud_problem(workbook: Path) -> Problem:
    return Problem(
        "P11", f"{workbook.name}, sheet Devices", 4, "Price", {"value": LINK, "example": "1"}
    )


@pytest.mark.browser
def test_page_shows_the_names_and_runs_nothing(run: BoardRun, open_page: PageOpener) -> None:
    opened = open_page(run.page)
    opened.wait_for_charts()
    name = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))["district"]
    assert name in (opened.page.text_content("header") or "")
    assert opened.page.locator("b", has_text=re.compile("^x$")).count() == 0
    assert opened.page.locator("img[src=x]").count() == 0
    assert opened.page.locator("a[href='http://x']").count() == 0
    assert opened.requests == []
    assert opened.complaints == []


def test_page_holds_no_mark_of_the_names_outside_text(run: BoardRun) -> None:
    html = run.page.read_text(encoding="utf-8")
    assert SCRIPT not in html
    assert "<img src=x" not in html
    assert MONEY in unescape(html)


def test_files_for_excel_and_other_programs_are_safe(run: BoardRun, workbook: Path) -> None:
    text = zipfile.Path(run.folder / "ledger.zip", "ledger.csv").read_text("utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert f"'{FLEET}" in cells
    assert f"'{MONEY}" in cells
    number = re.compile(r"-?[\d.]+(e-?\d+)?")
    begins = [c for c in cells if c.startswith(("=", "+", "-", "@")) and not number.fullmatch(c)]
    assert begins == []
    saved = json.loads((run.folder / "results.json").read_text(encoding="utf-8"))
    assert saved["district"] == read_plan(workbook).district.name


def test_converted_tables_are_safe_and_read_back_to_the_same_text(
    workbook: Path, tmp_path: Path
) -> None:
    workbook_to_folder(workbook, tmp_path / "plan")
    for file in (tmp_path / "plan").glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"))):
            assert [c for c in row if c.startswith(("=", "@", "\t", "\r"))] == []
    assert read_plan(tmp_path / "plan").digest == read_plan(workbook).digest
    again = folder_to_workbook(tmp_path / "plan", tmp_path / "again.xlsx")
    assert again.read_bytes() == workbook.read_bytes()


def test_what_the_console_prints_stays_one_line(workbook: Path) -> None:
    assert "\n" not in str(loud_problem(workbook))
