"""A workbook of results: what is in its cells, how it is shown, and that nothing in it runs."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from planner.workbook.book_parts import (
    HUNDREDTHS,
    SHOWN,
    BookColumn,
    BookSheet,
    FrontLine,
)
from planner.workbook.styles import WIDE
from planner.workbook.tables_book import tables_workbook

LONG = "A sentence of the district's own. " * 4
DISTRICTS = BookSheet(
    "Districts",
    "A row for each.",
    [
        BookColumn("District", ["=HYPERLINK(1)", "Elm\x0bCity"]),
        BookColumn("Stands in", ["yes", "no"]),
        BookColumn("Outcome", ["Met", "Not met"], marked="Not met"),
        BookColumn("First year", [2027, None], SHOWN["fiscal_year"]),
        BookColumn("Dollars", [1234567.5, None], SHOWN["money"]),
        BookColumn("Found", [0.125, 3], [SHOWN["rate"], SHOWN["number"]]),
        BookColumn("Score", [-3.517, None], HUNDREDTHS, is_detail=True),
        BookColumn("Explanation", [LONG, None], is_detail=True),
        BookColumn("Why it is called by the office", ["", LONG]),
    ],
)
FRONT = [
    FrontLine("Answer", "=2 districts"),
    FrontLine("Districts counted", 1234, SHOWN["number"]),
    FrontLine("Prepared", date(2026, 11, 29), SHOWN["day"]),
    FrontLine("Sheet", "What it holds", is_heading=True),
    FrontLine("Districts", LONG, leads_to="Districts"),
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    sheets = [DISTRICTS, BookSheet("To fix", "Nothing.", [BookColumn("Plan", [])])]
    written = tables_workbook("Who is called", FRONT, sheets)
    assert written == tables_workbook("Who is called", FRONT, sheets)
    return load_workbook(io.BytesIO(written))


def test_the_first_sheet_says_what_the_book_is(book: Workbook) -> None:
    assert book.sheetnames == ["About", "Districts", "To fix"]
    sheet = book["About"]
    assert book.active is sheet
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Who is called", None],
        ["Answer", "=2 districts"],
        ["Districts counted", 1234],
        ["Prepared", datetime(2026, 11, 29)],
        ["Sheet", "What it holds"],
        ["Districts", LONG],
    ]
    assert sheet["B2"].data_type == "s"
    assert [sheet[f"B{row}"].number_format for row in (3, 4)] == [SHOWN["number"], "m/d/yyyy"]
    assert sheet["A6"].hyperlink is not None
    assert (sheet["A6"].hyperlink.location, sheet["A6"].hyperlink.target) == (
        "'Districts'!A1",
        None,
    )
    assert sheet.row_dimensions[6].height > sheet.row_dimensions[2].height


def test_cells_hold_numbers_text_or_nothing(book: Workbook) -> None:
    sheet = book["Districts"]
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head == [column.heading for column in DISTRICTS.columns]
    assert rows == [
        ["=HYPERLINK(1)", "yes", "Met", 2027, 1234567.5, 0.125, -3.517, LONG, None],
        ["Elm_x000B_City", "no", "Not met", None, None, 3, None, None, LONG],
    ]
    assert sheet["A2"].data_type == "s"
    shown = [sheet[cell].number_format for cell in ("C2", "D2", "E2", "F2", "F3", "G2")]
    assert shown == [
        *("@", "0_)", '"$"#,##0_);("$"#,##0)', "0.0%_);(0.0%)", "#,##0_);(#,##0)"),
        "#,##0.00_);(#,##0.00)",
    ]
    aligned = {cell: sheet[f"{cell}1"].alignment.horizontal for cell in "ABEI"}
    assert aligned == {"A": None, "B": None, "E": "right", "I": None}


def test_a_table_is_read_as_people_read_a_spreadsheet(book: Workbook) -> None:
    sheet = book["Districts"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:I3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == "$A:$A"
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABCDEI"}
    assert widths == {"A": 15, "B": 11, "C": 11, "D": 11, "E": 12, "I": WIDE}
    details = [sheet.column_dimensions[letter] for letter in "FG"]
    assert [(one.outlineLevel, one.hidden) for one in details] == [(0, False), (1, True)]
    assert sheet.sheet_properties.outlinePr is not None
    assert not sheet.sheet_properties.outlinePr.summaryRight
    assert sheet["I3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[2].height
    marked = [sheet[cell].fill.fill_type for cell in ("C2", "C3", "A3")]
    assert marked == [None, "solid", None]


def test_a_table_without_rows_has_its_heading(book: Workbook) -> None:
    assert [cell.value for cell in book["To fix"][1]] == ["Plan"]
    assert book["To fix"].auto_filter.ref == "A1:A1"
