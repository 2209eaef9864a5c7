"""A plan typed into the blank tables, as a person would, reads and projects."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from planner.plan.blank_tables import template_text, write_templates
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import DRIVERS, TABLES
from planner.projection.project import project

TEMPLATES = Path(__file__).parent.parent / "data" / "templates"
DISTRICT = {
    "name": "Our district",
    "first_year": "FY2027",
    "staff": "620",
    "reserve_opening_balance": "$500,000",
    "reserve_policy_rate": "10%",
}
DRIVERS_TYPED = {name: column.example for name, column in DRIVERS.items()}
#: Only what is needed, one row a table.
ROWS: Mapping[str, Mapping[str, str]] = {
    "enrollment": {"name": "High school", "students": "900"},
    "devices": {
        "name": "Chromebooks",
        "category": "student_devices",
        "unit_price": "350",
        "loss_rate": "4%",
    },
    "inventory": {"name": "Chromebooks", "bought": "FY2024", "units": "850"},
    "repair": {"name": "Shop", "repair_rate": "10%", "who": "vendor", "price_per_repair": "99"},
    "licenses": {
        "name": "Reading",
        "basis": "student",
        "price": "20",
        "category": "instructional_software",
    },
    "security": {
        "name": "Monitoring",
        "basis": "flat",
        "price": "40,000",
        "category": "monitoring",
    },
    "staffing": {"name": "Technician", "fte": "2", "salary": "62,000"},
    "training": {"name": "Phishing exercises", "category": "phishing_exercises", "serves": "staff"},
    "privacy": {"name": "Vetting", "category": "tool_vetting"},
    "network": {
        "name": "Access points",
        "category": "access_points",
        "units": "420",
        "unit_price": "700",
        "next_replacement": "FY2029",
    },
    "incidents": {
        "name": "Ransomware",
        "per_year_low": "0.02",
        "per_year_high": "0.1",
        "loss_low": "50,000",
        "loss_high": "1,000,000",
    },
    "funding": {
        "name": "General fund",
        "kind": "general_fund",
        "amount": "750000",
        "follows_students": "no",
    },
    "eligibility": {"name": "General fund", "category": "insurance", "may_pay": "no"},
    "scenarios": {
        "name": "cut",
        "choice": "yes",
        "table": "funding",
        "changes": "General fund",
        "field": "amount",
        "value": "700000",
    },
}


#: What is typed over the first cell of an example that must name something.
NAMES = {
    "history": "K",
    "inventory": "Chromebooks",
    "eligibility": "General fund",
    "explanations": "structural_gap",
    "scenarios": "levy-fails",
}


def sheet(file: Path) -> list[list[str]]:
    """Cells of a file, as a spreadsheet opens it."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def save(file: Path, cells: list[list[str]]) -> None:
    """Write cells as a spreadsheet saves them on Windows."""
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(cells)


def type_settings(file: Path, typed: Mapping[str, str], column: int) -> None:
    cells = sheet(file)
    for row in cells:
        if row[0] in typed:
            row[column] = typed[row[0]]
    save(file, cells)


def type_row(file: Path, typed: Mapping[str, str]) -> None:
    """Type a row below the rows that say what to type."""
    cells = sheet(file)
    cells.append([typed.get(name, "") for name in cells[0]])
    save(file, cells)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    write_templates(folder)
    type_settings(folder / "district.csv", DISTRICT, 1)
    type_settings(folder / "assumptions.csv", DRIVERS_TYPED, 1)
    for table, typed in ROWS.items():
        type_row(folder / f"{table}.csv", typed)
    return folder


def test_plan_typed_into_blank_tables_reads_and_projects(filled: Path) -> None:
    plan = read_plan(filled)
    assert plan.warnings == ()
    assert plan.years == (2027, 2028, 2029, 2030, 2031)
    assert [plan.rows(table)[0].row for table in ROWS] == [4] * len(ROWS)
    assert project(plan, "cut").funding.unfunded.shape[1] == 5


def test_only_what_is_marked_as_needed_is_needed(tmp_path: Path) -> None:
    """Blank tables as they come: every complaint is about a cell that the tables call needed."""
    write_templates(tmp_path)
    with pytest.raises(PlanError) as refused:
        read_plan(tmp_path)
    blanks = {(p.file, p.code) for p in refused.value.problems}
    assert blanks == {("district.csv", "P10"), ("assumptions.csv", "P41")}
    needed = [row[0] for row in sheet(tmp_path / "district.csv") if row[-1].endswith("needed")]
    assert [p.column for p in refused.value.problems if p.code == "P10"] == needed == [*DISTRICT]
    drivers = [row[0] for row in sheet(tmp_path / "assumptions.csv") if row[-1].endswith("needed")]
    assert [p.facts["value"] for p in refused.value.problems if p.code == "P41"] == drivers


@pytest.mark.parametrize("table", TABLES)
def test_blank_table_has_every_column_and_explains_it(table: str) -> None:
    header, *rows = csv.reader(template_text(TABLES[table]).splitlines())
    if table == "district":
        assert [row[0] for row in rows] == list(TABLES[table].columns)
        assert all(row[-1] for row in rows)
        return
    if table == "assumptions":
        assert [row[0] for row in rows[1:]] == list(DRIVERS)
        return
    assert header == list(TABLES[table].columns)
    assert all(cell for cell in rows[0])
    assert [row[0][0] for row in rows] == ["#", "#"]


@pytest.mark.parametrize("table", [name for name in TABLES if name not in ("district",)])
def test_example_row_is_right_when_its_number_sign_is_taken_away(table: str, filled: Path) -> None:
    """People copy the example and type a name over its first cell."""
    if table == "assumptions":
        return
    file = filled / f"{table}.csv"
    cells = sheet(file)
    example = [*cells[2]]
    example[0] = NAMES.get(table, "Copied")
    levy = ["Technology levy", "local_levy", "100000"]
    if table in ("inventory", "repair"):  # the same devices again
        cells = [row for row in cells if row[0] != ROWS[table]["name"]]
    if table == "history":  # a grade needs the one below it, the year before and in its own
        cells += [["PK", "FY2025", "600"], ["PK", "FY2026", "610"]]
    if table == "training":
        type_settings(filled / "district.csv", {"teachers": "410"}, 1)
    if table == "scenarios":
        funding = sheet(filled / "funding.csv")
        save(filled / "funding.csv", [*funding, levy + [""] * (len(funding[0]) - len(levy))])
    if table == "options":
        example[cells[0].index("scenario")] = "cut"
    save(file, [*cells, example])
    assert read_plan(filled).warnings == ()


def test_blank_tables_of_the_repository_are_those_the_row_models_make() -> None:
    files = {file.name: file.read_bytes().decode() for file in TEMPLATES.glob("*")}
    assert files == {table.file: template_text(table) for table in TABLES.values()}


def test_nothing_is_written_where_a_table_already_stands(tmp_path: Path) -> None:
    (tmp_path / "funding.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"already has funding\.csv"):
        write_templates(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["funding.csv"]
    assert (tmp_path / "funding.csv").read_text(encoding="utf-8") == "mine"
