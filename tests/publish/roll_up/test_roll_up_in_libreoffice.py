"""Another spreadsheet program opens the workbook of many districts, and loses nothing of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.publish.roll_up.tables import write_workbook
from tests.office import Resaver
from tests.publish.roll_up.roll_up_page import districts

pytestmark = pytest.mark.office


def test_values_percents_and_dates_survive_it(resave: Resaver, tmp_path: Path) -> None:
    ours = write_workbook(districts(10), tmp_path / "book.xlsx", date(2026, 11, 29))
    before, after = load_workbook(ours), load_workbook(resave(ours, "xlsx"))
    found = cells(after)
    assert found == cells(before)
    assert (datetime(2026, 11, 29), "date") in found["About"].values()
    heads = {value: place[:-1] for place, (value, _) in found["Districts"].items()}
    gap = "Structural gap, share of sustainable annual cost"
    assert found["Districts"][f"{heads[gap]}3"] == (1.03, "0.0%_);(0.0%)")
    dollars = heads["Structural gap, dollars"]
    assert found["Districts"][f"{dollars}3"] == (3_000, "$#,##0_);($#,##0)")
    for name in before.sheetnames[1:]:
        assert after[name].auto_filter.ref == before[name].auto_filter.ref
    for book in (before, after):
        assert book["Districts"].column_dimensions["L"].hidden, "a detail"


def cells(book: Workbook) -> dict[str, dict[str, tuple[Any, str]]]:
    """What every cell that is not empty holds, and how a number is shown; none is an error."""
    found = {}
    for sheet in book.worksheets:
        there = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in there} <= {"s", "n", "d"}
        found[sheet.title] = {cell.coordinate: (cell.value, _shown(cell)) for cell in there}
    return found


def _shown(cell: Any) -> str:  # noqa: ANN401  (a cell, merged or not)
    """Format of a number, however a program writes it down."""
    if cell.data_type == "n":
        return str(cell.number_format).replace("\\", "").replace('"', "")
    return "date" if cell.data_type == "d" else ""
