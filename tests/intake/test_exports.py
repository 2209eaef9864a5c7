"""What is kept of an export when it is opened, and what stops it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from time import tzset

import pytest
from openpyxl import Workbook

from planner.intake.exports import Export
from planner.intake.open_export import open_export
from planner.plan.problems.problem import PlanError, Problem
from tests.intake.exports import write


def opened(folder: Path, kind: str, text: str) -> Export:
    return open_export(kind, write(folder, "e.csv", text.lstrip("\n")))


def cells(export: Export) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, dict(row.cells)) for row in export.rows]


def stopped(kind: str, file: Path) -> list[tuple[str, str, int, str, dict[str, str]]]:
    with pytest.raises(PlanError) as problems:
        open_export(kind, file)
    return [(p.code, p.file, p.row, p.column, dict(p.facts)) for p in problems.value.problems]


def test_only_known_columns_are_kept_and_the_others_are_counted(tmp_path: Path) -> None:
    text = "Room,Model,Serial number,,Status,firstEnrollmentTime\n12,Dell,S1,x,ACTIVE,2025-08-14\n"
    export = opened(tmp_path, "chromebooks", text)
    assert cells(export) == [(2, {"enrolled": "2025-08-14", "status": "ACTIVE", "model": "Dell"})]
    assert export.headings == {
        "enrolled": ("firstEnrollmentTime",),
        "status": ("status",),
        "model": ("model",),
    }
    assert export.dropped == 2  # Room and the serial number; the column without a heading is none
    assert export.rows[0]["unit"] == ""
    assert export.file == "e.csv"


def test_a_blank_cell_falls_back_on_the_next_heading_of_dates_only(tmp_path: Path) -> None:
    text = """
model,Device model,lastEnrollmentTime,firstEnrollmentTime,autoUpdateExpiration,autoUpdateThrough
,Dell,2025-08-14,,2030-06-30,
HP,Dell,2025-08-14,2024-08-14,2030-06-30,2031-06-30
"""
    export = opened(tmp_path, "chromebooks", text)
    assert cells(export) == [
        (2, {"enrolled": "2025-08-14", "model": "", "support_ends": "2030-06-30"}),
        (3, {"enrolled": "2024-08-14", "model": "HP", "support_ends": "2031-06-30"}),
    ]
    assert export.headings["enrolled"] == ("firstEnrollmentTime", "lastEnrollmentTime")


def test_headings_are_spelled_as_in_the_export_if_it_uses_a_known_spelling(tmp_path: Path) -> None:
    export = opened(tmp_path, "licenses", "PRODUCT,Seats,unit price\nA,1,2\n")
    assert export.headings["name"] == ("Product",)
    assert export.headings["unit_price"] == ("Unit price",)


@pytest.mark.parametrize("titles", [0, 1, 29])
def test_up_to_29_title_rows_come_before_the_headings(tmp_path: Path, titles: int) -> None:
    above = "".join(f"Title {number}\n" for number in range(titles))
    export = opened(tmp_path, "assets", f"{above}Purchase date,Quantity\n8/14/2025,3\n")
    assert cells(export) == [(titles + 2, {"bought": "8/14/2025", "units": "3"})]


def test_after_thirty_title_rows_no_headings_are_looked_for(tmp_path: Path) -> None:
    above = "".join(f"Title {number}\n" for number in range(30))
    file = write(tmp_path, "e.csv", f"{above}Purchase date,Quantity\n8/14/2025,3\n")
    assert [problem[0] for problem in stopped("assets", file)] == ["P81"]


def test_the_line_with_the_most_known_headings_counts_the_first_of_as_many(tmp_path: Path) -> None:
    text = "Purchase date,a\nPurchase date,Quantity\n8/1/2025,3\nPurchase date,Count\n8/2/2025,4\n"
    export = opened(tmp_path, "assets", text)
    assert cells(export) == [
        (3, {"bought": "8/1/2025", "units": "3"}),
        (4, {"bought": "Purchase date", "units": "Count"}),
        (5, {"bought": "8/2/2025", "units": "4"}),
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("chromebooks", "firstEnrollmentTime; model or autoUpdateThrough or status"),
        ("assets", "Purchase date or Fiscal year"),
        ("licenses", "Product; Seats or Unit price or Annual cost or Total cost or Price"),
        ("ledger", "Account or Object; YTD expended or Debit or Credit"),
        ("erate", "funded_c2_budget_amount or available_c2_budget_amount"),
    ],
)
def test_an_export_without_its_headings_names_those_it_needs(
    tmp_path: Path, kind: str, expected: str
) -> None:
    file = write(tmp_path, "e.csv", "Room,Color\n12,blue\n")
    assert stopped(kind, file) == [("P81", "e.csv", 0, "", {"expected": expected})]


def test_a_heading_that_appears_twice_stops_the_import_if_it_is_read(tmp_path: Path) -> None:
    export = opened(tmp_path, "assets", "Purchase date,Room,Room\n8/14/2025,1,2\n")
    assert cells(export) == [(2, {"bought": "8/14/2025"})]
    file = write(tmp_path, "e.csv", "Title\nPurchase date,QTY,Qty\n8/14/2025,1,2\n")
    assert stopped("assets", file) == [("P22", "e.csv", 2, "Qty", {})]


def test_blank_rows_repeated_headings_and_totals_are_skipped(tmp_path: Path) -> None:
    text = """
Purchase date,Quantity,Room
8/14/2025,1,
,,
Purchase date,Quantity,Room
,,only a room
Total,5,
Grand Total:,5,
sub-total,5,
Subtotals,5,
 totals ,5,
,Total,
8/15/2025,2,Total
Total 10,3,
"""
    export = opened(tmp_path, "assets", text)
    assert [(number, row["units"]) for number, row in cells(export)] == [
        (2, "1"),
        (12, "2"),
        (13, "3"),
    ]
    assert export.totals == 6


def test_a_total_row_of_a_ledger_names_what_is_totaled(tmp_path: Path) -> None:
    text = """
Account,Amount
,5
Total 10,5
TOTAL: fund 20,6
Totally new,7
Sum total,8
"""
    export = opened(tmp_path, "ledger", text)
    assert [row["account"] for row in export.rows] == ["", "Totally new", "Sum total"]
    assert export.totals == 2


def test_a_device_counts_once_by_its_first_number_only(tmp_path: Path) -> None:
    text = """
deviceId,serialNumber,model,firstEnrollmentTime
1,A,Dell,2025-08-14
1,B,Dell,2025-08-14
2,A,Dell,2025-08-14
,A,Dell,2025-08-14
,A,Dell,2025-08-14
 2 ,C,Dell,2025-08-14
"""
    export = opened(tmp_path, "chromebooks", text)
    assert [row.number for row in export.rows] == [2, 4, 5, 6]
    assert export.repeated == 2
    assert set(export.headings) == {"enrolled", "model"}


CUT = "the row has more cells than there are headings; a comma may have split one cell in two"


def test_a_row_that_a_comma_has_split_is_named_twenty_at_most(tmp_path: Path) -> None:
    good = "8/14/2025,3\n" * 3
    file = write(tmp_path, "e.csv", f"Purchase date,Quantity\n{good}8/14/2025,1,200\n")
    assert stopped("assets", file) == [("P03", "e.csv", 5, "", {"reason": CUT})]
    file = write(tmp_path, "e.csv", f"Purchase date,Quantity\n{good * 9}" + "8/14/2025,1,2\n" * 25)
    assert [(p[0], p[2]) for p in stopped("assets", file)] == [
        ("P03", number) for number in range(29, 49)
    ]


def test_blank_cells_at_the_end_of_every_row_are_fine(tmp_path: Path) -> None:
    export = opened(tmp_path, "assets", "Purchase date,Quantity\n8/14/2025,3,,\n8/15/2025,4,,\n")
    assert [row["units"] for row in export.rows] == ["3", "4"]
    file = write(
        tmp_path, "e.csv", "Purchase date,Quantity\n8/14/2025,3,\n8/1/2025,3,\n8/15/2025,4,,\n"
    )
    assert [(p[0], p[2]) for p in stopped("assets", file)] == [("P03", 4)]


def test_a_short_row_has_blank_cells(tmp_path: Path) -> None:
    export = opened(tmp_path, "chromebooks", "firstEnrollmentTime,deviceId,model\n2025-08-14\n")
    assert cells(export) == [(2, {"enrolled": "2025-08-14", "model": ""})]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time zone of a process")
def test_the_day_of_an_export_is_that_of_its_file_in_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    tzset()
    file = write(tmp_path, "e.csv", "Purchase date\n8/14/2025\n")
    os.utime(file, (1793491199, 1793491199))  # October 31, 2026, the last second in UTC
    found = open_export("assets", file).as_of
    monkeypatch.undo()
    tzset()
    assert found == date(2026, 10, 31)


def test_dates_of_a_column_show_their_order_each_column_by_itself(tmp_path: Path) -> None:
    text = "Product,Price,Renewal date,Expiration date\nA,1,8-9-2028,8-9-2028\nB,1,8-14-2028,\n"
    export = opened(tmp_path, "licenses", text)
    assert export.month_first == {"renewal"}
    assert export.day(export.rows[0], "renewal") == date(2028, 8, 9)
    assert export.day(export.rows[0], "expires") is None
    problem = export.problem("P84", 2, "expires")
    assert problem == Problem("P84", "e.csv", 2, "Expiration date", {})
    assert export.problem("W40") == Problem("W40", "e.csv", 0, "", {})


def test_a_month_means_its_first_day_or_at_the_end_its_last(tmp_path: Path) -> None:
    export = opened(tmp_path, "assets", "Purchase date,Support ends\nAug 2025,Aug 2025\n")
    assert export.day(export.rows[0], "bought") == date(2025, 8, 1)
    assert export.day(export.rows[0], "support_ends", at_end=True) == date(2025, 8, 31)


def test_a_number_is_zero_or_more(tmp_path: Path) -> None:
    export = opened(tmp_path, "assets", "FY,Qty\n2025,0\n2025,\n2025,-1\n2025,x\n2025,1.5\n")
    problems: list[Problem] = []
    assert [export.number(row, "units", problems) for row in export.rows] == [
        0,
        None,
        None,
        None,
        1.5,
    ]
    assert [(p.code, p.row, p.column) for p in problems] == [("P85", 4, "Qty"), ("P85", 5, "Qty")]


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return Workbook()


def test_a_workbook_is_known_by_its_content_and_a_sheet_named_if_there_are_several(
    book: Workbook, tmp_path: Path
) -> None:
    sheet = book["Sheet"]
    sheet.append(["Purchase date", "Quantity"])
    sheet.append(["8/14/2025", 3])
    book.save(tmp_path / "one.csv")
    assert open_export("assets", tmp_path / "one.csv").file == "one.csv"
    book.create_sheet("Notes")
    book.save(tmp_path / "two.xlsx")
    assert open_export("assets", tmp_path / "two.xlsx").file == "two.xlsx, sheet Sheet"
    again = book.create_sheet("2026")
    again.append(["Purchase date", "Quantity"])
    book.save(tmp_path / "three.xlsx")
    assert stopped("assets", tmp_path / "three.xlsx") == [
        ("P83", "three.xlsx", 0, "", {"value": "Sheet", "other": "2026"})
    ]


def test_a_formula_that_was_never_calculated_is_named_in_a_column_that_is_read(
    book: Workbook, tmp_path: Path
) -> None:
    sheet = book["Sheet"]
    sheet.append(["Purchase date", "Quantity", "Room"])
    for _ in range(25):
        sheet.append(["8/14/2025", "=1+1", "=1+1"])
    book.save(tmp_path / "e.xlsx")
    assert stopped("assets", tmp_path / "e.xlsx") == [
        ("P90", "e.xlsx", number, "Quantity", {}) for number in range(2, 22)
    ]


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    assert stopped("assets", missing) == [
        ("P80", "missing.csv", 0, "", {"value": "missing.csv"}),
    ]
    damaged = write(tmp_path, "e.XLSX", "no workbook")
    (problem,) = stopped("assets", damaged)
    assert problem[:2] == ("P03", "e.XLSX")
    damaged = write(tmp_path, "e.xlsm", "no workbook")
    (problem,) = stopped("assets", damaged)
    assert problem[:2] == ("P03", "e.xlsm")
