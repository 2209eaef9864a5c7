"""A workbook of results: what is in its cells, and that nothing in it runs."""

from __future__ import annotations

import io

import pandas as pd
from openpyxl import load_workbook

from planner.workbook.tables_book import tables_workbook

FRAME = pd.DataFrame(
    {
        "district": ["=HYPERLINK(1)", "Elm\x0bCity"],
        "stands_in": [True, False],
        "first_year": pd.array([2027, None], dtype="Int64"),
        "amount": [1234.5, None],
        "share": [0.25, None],
    }
)


def test_each_table_is_a_sheet_with_its_heading_in_sight() -> None:
    written = tables_workbook({"districts": FRAME, "to-fix": FRAME[:0]})
    assert written == tables_workbook({"districts": FRAME, "to-fix": FRAME[:0]})
    book = load_workbook(io.BytesIO(written))
    assert book.sheetnames == ["districts", "to-fix"]
    sheet = book["districts"]
    assert sheet.freeze_panes == "B2"
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["district", "stands_in", "first_year", "amount", "share"],
        ["=HYPERLINK(1)", "yes", 2027, 1234.5, 0.25],
        ["Elm_x000B_City", "no", None, None, None],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet.auto_filter.ref == "A1:E3"
    assert [sheet[f"{c}2"].number_format for c in "CDE"] == ["General", "#,##0", "0.0##"]
    assert [cell.value for cell in book["to-fix"][1]] == list(FRAME.columns)
