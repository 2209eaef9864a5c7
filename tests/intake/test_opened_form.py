"""What the form of an export says: merged, struck-out and hidden cells, numbers cut by a comma."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from planner.intake.exports import Export
from planner.intake.open_export import open_export
from planner.intake.run import read_export
from planner.packaged import example
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.intake.exports import write

Told = list[tuple[str, int, str, dict[str, str]]]


def opened(file: Path, kind: str = "assets") -> tuple[Export | None, Told]:
    """The export if nothing stops it, and what is said."""
    try:
        export = open_export(kind, file)
    except PlanError as error:
        return None, [(p.code, p.row, p.column, dict(p.facts)) for p in error.problems]
    return export, [(p.code, p.row, p.column, dict(p.facts)) for p in export.warnings]


@pytest.fixture
def book() -> Workbook:
    """Five assets in three columns, of which the room is not read."""
    made = Workbook()
    sheet = made["Sheet"]
    sheet.append(["Purchase date", "Room", "Quantity"])
    for number in range(2, 7):
        sheet.append([f"8/{number}/2025", f"R{number}", number])
    return made


def saved(book: Workbook, folder: Path) -> Path:
    book.save(folder / "e.xlsx")
    return folder / "e.xlsx"


def test_a_merged_cell_is_asked_about_in_a_column_that_is_read(
    book: Workbook, tmp_path: Path
) -> None:
    book["Sheet"].merge_cells("B2:B4")
    export, told = opened(saved(book, tmp_path))
    assert export is not None and told == []
    book["Sheet"].merge_cells("C3:C4")
    assert opened(saved(book, tmp_path)) == (None, [("P96", 4, "Quantity", {})])


def test_a_struck_out_cell_is_asked_about_and_a_row_of_them_once(
    book: Workbook, tmp_path: Path
) -> None:
    sheet, struck = book["Sheet"], Font(strike=True)
    sheet["B2"].font = struck
    assert opened(saved(book, tmp_path))[1] == []
    for cell in ("C3", "A4", "B4", "C4", "A5", "C6", "A6"):
        sheet[cell].font = struck
    assert opened(saved(book, tmp_path))[1] == [
        ("P97", 3, "Quantity", {"value": "3"}),
        ("P97", 4, "Purchase date", {"value": "8/4/2025"}),
        ("P97", 5, "Purchase date", {"value": "8/5/2025"}),
        ("P97", 6, "Purchase date", {"value": "8/6/2025"}),
        ("P97", 6, "Quantity", {"value": "6"}),
    ]


def test_a_part_of_a_cell_that_is_struck_out_is_not_read_and_told(
    book: Workbook, tmp_path: Path
) -> None:
    struck = InlineFont(strike=True)
    book["Sheet"]["C3"] = CellRichText(TextBlock(struck, "28"), TextBlock(InlineFont(), "35"))
    book["Sheet"]["B4"] = CellRichText(TextBlock(struck, "28"), TextBlock(InlineFont(), "35"))
    export, told = opened(saved(book, tmp_path))
    assert export is not None
    assert [row["units"] for row in export.rows] == ["2", "35", "4", "5", "6"]
    assert told == [("W58", 3, "Quantity", {"value": "28", "read": "35"})]


def test_what_is_told_of_an_export_is_told_with_its_rows(book: Workbook, tmp_path: Path) -> None:
    file = saved(book, tmp_path)
    plan = read_plan(example("prairie-view"))
    told = read_export("assets", file, plan).problems
    book["Sheet"].column_dimensions["C"].hidden = True
    with_form = read_export("assets", saved(book, tmp_path), plan).problems
    assert [problem.code for problem in with_form] == ["W48", *(one.code for one in told)]


def test_hidden_columns_that_are_read_and_hidden_sheets_are_told(
    book: Workbook, tmp_path: Path
) -> None:
    sheet = book["Sheet"]
    sheet.column_dimensions["B"].hidden = True
    assert opened(saved(book, tmp_path))[1] == []
    sheet.column_dimensions["C"].hidden = True
    assert opened(saved(book, tmp_path))[1] == [("W48", 0, "", {"value": "column Quantity"})]
    sheet.column_dimensions["A"].hidden = True
    both = {"value": "column Purchase date, Quantity"}
    assert opened(saved(book, tmp_path))[1] == [("W48", 0, "", both)]
    book.create_sheet("Notes")
    book.active = 1
    sheet.sheet_state = "hidden"
    assert opened(saved(book, tmp_path))[1] == [("W48", 0, "", {"value": "the entire sheet"})]


def test_a_hidden_row_counts_and_is_counted(book: Workbook, tmp_path: Path) -> None:
    for number in (3, 5):
        book["Sheet"].row_dimensions[number].hidden = True
    export, told = opened(saved(book, tmp_path))
    assert export is not None
    assert (export.hidden, len(export.rows), told) == (2, 5, [])


HEAD = "Product,Seats,Annual cost,Note,a@b.org\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("A,9,000,x,y\n", [(2, "Seats", "000", "Annual cost")]),
        ("A,1,9,000,y\n", [(2, "Annual cost", "000", "Note")]),
        ("A,1,2,9,000\n", []),  # of a column that is not read
        ("A,1,9,500,y\n", []),
        ("A,9,050,x,y\nB,1,5,012,y\n", [(2, "Seats", "050", "Annual cost"),
                                         (3, "Annual cost", "012", "Note")]),
    ],
)  # fmt: skip
def test_a_number_that_a_comma_has_cut_is_asked_about(
    rows: str, told: list[tuple[int, str, str, str]], tmp_path: Path
) -> None:
    file = write(tmp_path, "e.csv", HEAD + rows)
    expected = [("P24", row, head, {"value": rest, "into": into}) for row, head, rest, into in told]
    assert opened(file, "licenses")[1] == expected


def test_a_heading_that_may_be_data_is_not_repeated(tmp_path: Path) -> None:
    file = write(tmp_path, "e.csv", "Product,Annual cost,a@b.org\nA,9,000\n")
    assert opened(file, "licenses")[1] == [
        ("P24", 2, "Annual cost", {"value": "000", "into": "without a name"})
    ]
    file = write(tmp_path, "e.csv", "Product;Annual cost;Note\nA;9;000\n")
    assert opened(file, "licenses")[1] == []  # where semicolons separate, no comma cuts


def test_cut_numbers_are_named_twenty_at_most(tmp_path: Path) -> None:
    file = write(tmp_path, "e.csv", "Product,Annual cost,Note\n" + "A,9,000\n" * 25)
    assert [row for _, row, _, _ in opened(file, "licenses")[1]] == list(range(2, 22))


def test_a_file_that_was_cut_off_in_its_last_row_is_refused(tmp_path: Path) -> None:
    whole = "Product,Annual cost,Note\nA,9,x\nB,8,x\n"
    assert opened(write(tmp_path, "e.csv", f"{whole}C,7,x"), "licenses")[1] == []
    reason = "it ends in the middle of the row, as if it had been cut off. Export it again"
    assert opened(write(tmp_path, "e.csv", f"{whole}C,7"), "licenses") == (
        None, [("P03", 4, "", {"reason": reason})],
    )  # fmt: skip
