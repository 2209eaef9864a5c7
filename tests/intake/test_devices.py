"""Devices of exports become rows of the inventory, counted as one would by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from planner.intake import Options, read_export, run_import
from planner.intake.days import read_day
from planner.plan.read import read_plan
from tests.intake.exports import CONSOLE, GAM, csv_text, device_rows, write
from tests.tiny_plan import TINY, PlanWriter

UNITS = Options(units=(("/Students", "Chromebooks"), ("/Students/Oak", "Labs")))


def counted(rows: list[list[str]]) -> Counter[tuple[str, str, str]]:
    """Devices in use by fleet, fiscal year and model, counted apart from the planner."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        cells = dict(zip(GAM, row, strict=True))
        if cells["status"] == "ACTIVE":
            year, month = (int(part) for part in cells["lastEnrollmentTime"].split("-")[:2])
            fleet = "Labs" if "/Oak" in cells["orgUnitPath"] else "Chromebooks"
            found[fleet, f"FY{year + (month >= 7)}", cells["model"]] += 1
    return found


def test_every_device_in_use_counts_once(tiny: PlanWriter, tmp_path: Path) -> None:
    rows = device_rows(GAM, 4_000)
    intake = read_export(
        "chromebooks", write(tmp_path, "d.csv", csv_text(GAM, rows)), read_plan(tiny()), UNITS
    )
    assert intake.problems == ()
    assert {(r["name"], r["bought"], r["model"]): int(r["units"]) for r in intake.rows} == counted(
        rows
    )
    left = Counter(row[GAM.index("status")] for row in rows)
    assert f"Skipped {left['DEPROVISIONED']} devices: deprovisioned." in intake.summary
    assert {r["support_ends"] for r in intake.rows} == {"7/4/2029", "7/6/2029"}


def test_console_and_gam_say_the_same(tiny: PlanWriter, tmp_path: Path) -> None:
    plan = read_plan(tiny())
    both = [
        read_export(
            "chromebooks", write(tmp_path, "d.csv", csv_text(h, device_rows(h, 500))), plan, UNITS
        )
        for h in (GAM, CONSOLE)
    ]
    units = [[(r["name"], r["bought"], r["units"], r["model"]) for r in i.rows] for i in both]
    assert units[0] == units[1]
    assert {r["support_ends"] for r in both[1].rows} == {"7/31/2029"}


def test_each_date_and_unit_of_twelve_thousand_devices_is_read_once(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    export = write(tmp_path, "d.csv", csv_text(GAM, device_rows(GAM, 12_000)))
    plan = read_plan(tiny())
    read_day.cache_clear()
    found = run_import("chromebooks", export, plan, UNITS)
    assert found.may_be_written
    assert len(found.preview.intake.rows) < 20
    read = read_day.cache_info()
    assert read.hits > 10_000
    assert read.misses < 1_000  # 84 days, each with up to ten times of day


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_and_separator_below_titles(
    separator: str, encoding: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    text = csv_text(GAM, device_rows(GAM, 60), separator)
    export = write(tmp_path, "d.csv", f"Devices of Tiny ISD\r\n\r\n{text}".encode(encoding))
    intake = read_export("chromebooks", export, read_plan(tiny()), UNITS)
    assert intake.problems == ()
    assert sum(int(r["units"]) for r in intake.rows) == sum(counted(device_rows(GAM, 60)).values())


def test_workbook_reads_like_a_csv_file(tiny: PlanWriter, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (GAM, *device_rows(GAM, 60)):
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(tmp_path / "d.xlsx")
    plan = read_plan(tiny())
    text = write(tmp_path, "d.csv", csv_text(GAM, device_rows(GAM, 60)))
    rows = [read_export("chromebooks", f, plan, UNITS).rows for f in (tmp_path / "d.xlsx", text)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("kind", "headings", "cells"),
    [
        ("assets", ["Purchase date", "Fleet"], ["8/14/2025", "Labs"]),
        ("chromebooks", ["firstEnrollmentTime", "model"], ["2025-08-14", "Dell Chromebook 3110"]),
    ],
)
def test_hidden_rows_of_a_workbook_count_and_are_told(
    kind: str, headings: list[str], cells: list[str], tiny: PlanWriter, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book["Sheet"]
    for row in (headings, cells, cells, cells):
        sheet.append(row)
    for number in (2, 4):
        sheet.row_dimensions[number].hidden = True
    book.save(tmp_path / "d.xlsx")
    intake = read_export(kind, tmp_path / "d.xlsx", read_plan(tiny()))
    assert [row["units"] for row in intake.rows] == ["3"]
    assert "Included 2 rows hidden in the file." in intake.summary


def test_device_that_appears_twice_counts_once(tiny: PlanWriter, tmp_path: Path) -> None:
    """GAM repeats a device for each of its recent users."""
    rows = device_rows(GAM, 50)
    export = write(tmp_path, "d.csv", csv_text(GAM, [row for row in rows for _ in range(3)]))
    intake = read_export("chromebooks", export, read_plan(tiny()), UNITS)
    assert sum(int(r["units"]) for r in intake.rows) == sum(counted(rows).values())
    assert "Skipped 100 rows that repeat a device." in intake.summary


def test_only_fleet_of_students_needs_no_name(tiny: PlanWriter, tmp_path: Path) -> None:
    export = write(tmp_path, "d.csv", "model,firstEnrollmentTime\nDell Chromebook 3110,2025-08-14")
    (row,) = read_export("chromebooks", export, read_plan(tiny())).rows
    assert row["name"] == "Chromebooks"
    (row,) = read_export("chromebooks", export, read_plan(tiny()), Options(fleet="labs")).rows
    assert row["name"] == "Labs"


def test_fleet_that_is_not_there_is_named(tiny: PlanWriter, tmp_path: Path) -> None:
    export = write(tmp_path, "d.csv", "model,firstEnrollmentTime\nDell Chromebook 3110,2025-08-14")
    intake = read_export("chromebooks", export, read_plan(tiny()), Options(fleet="Chromebook"))
    assert [problem.code for problem in intake.problems] == ["P30"]
    assert "--fleet" in str(intake.problems[0])


def test_fiscal_year_is_the_plans(tiny: PlanWriter, tmp_path: Path) -> None:
    plan = read_plan(tiny(district=TINY["district"] + "fiscal_year_start_month,1,,\n"))
    export = write(tmp_path, "d.csv", "model,firstEnrollmentTime\nDell Chromebook 3110,2025-08-14")
    (row,) = read_export("chromebooks", export, plan).rows
    assert row["bought"] == "FY2025"


ASSETS = """\
Asset list of Tiny ISD,,,,,
Purchase Date,Description,Qty,Status,Asset Type,Assigned To
8/14/2023,Dell Latitude 5430,30,In use,Laptops,
2023-09-01,Dell Latitude 5440,12,In use,laptops,
1-Oct-24,Dell Chromebook 3110,200,In use,Chromebooks,
8/14/2019,HP 450,25,Disposed 2024,Laptops,
Total,,267,,,
"""


def test_asset_list_counts_what_is_in_service(tiny: PlanWriter, tmp_path: Path) -> None:
    intake = read_export("assets", write(tmp_path, "a.csv", ASSETS), read_plan(tiny()))
    assert intake.problems == ()
    assert [(r["name"], r["bought"], r["units"], r["model"]) for r in intake.rows] == [
        ("Chromebooks", "FY2025", "200", "Dell Chromebook 3110"),
        ("Laptops", "FY2024", "42", ""),
    ]
    assert "Skipped 25 devices no longer in service: Disposed 2024 25." in intake.summary
    assert "Skipped 1 total row." in intake.summary


def test_one_row_a_device_and_fiscal_years(tiny: PlanWriter, tmp_path: Path) -> None:
    text = "Fiscal Year,Item\n2023-24,Lab computer\nFY24,Lab computer\n2025,Lab computer\n"
    intake = read_export(
        "assets", write(tmp_path, "a.csv", text), read_plan(tiny()), Options(fleet="Labs")
    )
    assert [(r["bought"], r["units"]) for r in intake.rows] == [("FY2024", "2"), ("FY2025", "1")]


def test_other_fleets_orders_and_remarks_are_kept(tiny: PlanWriter, tmp_path: Path) -> None:
    rows = '# counted in May\nChromebooks,FY2027,50,\nChromebooks,2025-26,"1,200",\n'
    folder = tiny(inventory=TINY["inventory"] + rows)
    export = write(tmp_path, "d.csv", "model,firstEnrollmentTime\nDell Chromebook 3110,2025-08-14")
    options = Options(as_of=date(2026, 11, 25))
    run_import("chromebooks", export, read_plan(folder), options).write()
    assert (folder / "inventory.csv").read_text(encoding="utf-8").splitlines() == [
        "name,bought,units,support_ends,model,lease_payment,lease_payments_left,source",
        "Laptops,FY2024,110,",
        "Labs,FY2021,40,",
        "# counted in May",
        "Chromebooks,FY2027,50,",
        "Chromebooks,2025-26,1,,Dell Chromebook 3110,,,Chromebook export of 11/25/2026",
    ]
    assert run_import("chromebooks", export, read_plan(folder), options).preview.merge.is_empty
