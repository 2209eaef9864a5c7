"""Fifteen answers make a plan that reads, projects, and says what was assumed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from planner.analysis.completeness import completeness
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.records import Record, Records
from planner.plan.start_sheet.answers import answers_of, joined, missing
from planner.plan.start_sheet.first_rows import rows_from
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.projection.project import project
from planner.spreadsheets.grid import Grid, Line
from tests.workbook.answered import answered_workbook

LINES = {name: row for row, name in enumerate(QUESTIONS, start=7)}
ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}
OPTIONAL = [name for name, question in QUESTIONS.items() if not question.required]


def write_records(folder: Path, tables: Mapping[str, Records]) -> Path:
    """Tables made of records, as a folder."""
    folder.mkdir()
    for name, records in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = [
                [row.cells.get(column, "") for column in records.header] for row in records.rows
            ]
            csv.writer(file).writerows([records.header, *rows])
    return folder


def first_plan(tmp_path: Path, **answers: str) -> Plan:
    tables = rows_from({**ANSWERS, **answers}, LINES)
    return read_plan(write_records(tmp_path / "first", tables))


def test_fifteen_answers_read_without_a_problem_and_project(tmp_path: Path) -> None:
    plan = first_plan(tmp_path)
    assert plan.warnings == ()
    lines = project(plan).expenses.cost.sum(axis=-1)
    assert (lines > 0).all()
    assert len(lines) == 4  # devices, licenses, security, staff


@pytest.mark.parametrize("loss", ["0%", "4%", "20%"])
@pytest.mark.parametrize("students", ["300", "4800", "51,000"])
def test_first_year_buys_as_many_devices_as_the_next_ones(
    loss: str, students: str, tmp_path: Path
) -> None:
    flat = {"price_growth_rate": "0%", "enrollment_growth_rate": "0%", "allocation": "0"}
    plan = first_plan(tmp_path, device_loss_rate=loss, students=students, **flat)
    bought = project(plan).expenses.cost[0, :, 0] / 390
    assert np.ptp(bought) <= 4  # whole devices in the inventory


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_question_its_source_and_what_was_assumed(table: str) -> None:
    made = rows_from(ANSWERS, LINES)
    for row in made[table].rows if table in made else ():
        assert row.number in LINES.values()
        assert row.file == "start.csv"
        assert row.cells["source"] == "Start sheet"
        if table not in ("district", "assumptions"):
            assert row.cells["note"]
    assert {"district", "enrollment", "funding", "assumptions"} <= made.keys()


@pytest.mark.parametrize("left_out", OPTIONAL)
def test_blank_answer_leaves_its_row_out_and_nothing_is_guessed(
    left_out: str, tmp_path: Path
) -> None:
    answers = {**ANSWERS, left_out: ""}
    table = {
        "device_price": "devices",
        "device_loss_rate": "devices",
        "fte": "staffing",
        "pay_and_benefits": "staffing",
    }.get(left_out, left_out)
    made = rows_from(answers, LINES)
    assert table not in made
    assert ("inventory" in made) == (table != "devices")
    companion = QUESTIONS[left_out].companion
    assert list(missing(answers)) == ([left_out] if companion else [])
    assert read_plan(write_records(tmp_path / "less", made)).warnings == ()


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in OPTIONAL])
def test_needed_answer_is_asked_for(name: str) -> None:
    assert list(missing({**ANSWERS, name: ""})) == [name]


def test_nothing_is_asked_where_nothing_was_answered() -> None:
    assert missing({}) == {}
    assert rows_from({}, {}) == {}


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("device_price", "about 390", "P73"),
        ("device_loss_rate", "4", "P13"),
        ("pay_and_benefits", "TBD", "P75"),
        ("first_year", "soon", "P15"),
        ("price_growth_rate", "4", "P13"),
    ],
)
def test_answer_that_cannot_be_read_is_shown_where_it_was_typed(
    question: str, answer: str, code: str, tmp_path: Path
) -> None:
    workbook = answered_workbook(tmp_path / "plan.xlsx", {**ANSWERS, question: answer})
    with pytest.raises(PlanError) as refused:
        read_plan(workbook)
    (problem,) = refused.value.problems  # once, also where one answer is three assumptions
    assert (problem.code, problem.file) == (code, "plan.xlsx, sheet Start")
    assert (problem.row, problem.column) == (LINES[question], "Your answer")


def test_answered_workbook_is_a_plan(tmp_path: Path) -> None:
    plan = read_plan(answered_workbook(tmp_path / "plan.xlsx", ANSWERS))
    assert plan.warnings == ()
    assert plan.digest
    assert project(plan).funding.unfunded.shape[1] == 5


def test_question_that_was_changed_is_not_overlooked() -> None:
    sheet = Grid((Line(5, ("Question", "Your answer")), Line(7, ("How many pupils?", "480"))))
    assert [line.number for line in answers_of(sheet).unknown] == [7]


def typed(**rows: Mapping[str, str]) -> dict[str, Records]:
    """One row a table, as typed in its own sheet."""
    return {name: Records(tuple(cells), 1, (Record(3, cells),)) for name, cells in rows.items()}


def test_table_with_a_row_of_its_own_counts_in_place_of_the_answers() -> None:
    own = typed(licenses={"name": "Reading", "price": "20"}, devices={"name": "Tablets"})
    tables = joined(own, rows_from(ANSWERS, LINES))
    assert [row.cells["name"] for row in tables["licenses"].rows] == ["Reading"]
    assert [row.cells["name"] for row in tables["devices"].rows] == ["Tablets"]
    assert tables["inventory"].rows == ()  # it names the fleet that the answers would have made
    assert [row.cells["name"] for row in tables["staffing"].rows] == ["Technology staff"]


@pytest.mark.parametrize("setting", ["staff", "Staff headcount", "STAFF"])
def test_setting_typed_in_district_counts_in_place_of_the_answer(setting: str) -> None:
    own = typed(district={"setting": setting, "value": "700"})
    rows = joined(own, rows_from(ANSWERS, LINES))["district"].rows
    called = [row.cells["setting"] for row in rows]
    assert called[0] == setting
    assert "staff" not in called[1:]
    assert "first_year" in called
    blank = typed(district={"setting": setting, "value": ""})
    rows = joined(blank, rows_from(ANSWERS, LINES))["district"].rows
    assert [row.cells["value"] for row in rows if row.cells["setting"] == "staff"] == ["620"]
    assert setting == "staff" or setting not in [row.cells["setting"] for row in rows]


def test_assumption_typed_for_later_years_leaves_the_answer_for_the_first() -> None:
    name = "enrollment_growth_rate"
    for typed_year, kept in (("", 1), ("FY2030", 2)):
        own = typed(assumptions={"name": name, "value": "2%", "from_year": typed_year})
        rows = joined(own, rows_from(ANSWERS, LINES))["assumptions"].rows
        assert sum(row.cells["name"] == name for row in rows) == kept


def test_only_answers_are_called_the_districts_own(tmp_path: Path) -> None:
    found = completeness(read_plan(answered_workbook(tmp_path / "plan.xlsx", ANSWERS)))
    # The name of the district is no value of the plan.
    assert found.typed == len(QUESTIONS) - 1
    assert found.assumed > 0
    assert found.values == found.typed + found.assumed + len(found.defaults)
