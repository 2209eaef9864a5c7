"""Another spreadsheet program opens the workbook and saves it without changing the plan."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.start_sheet.questions import QUESTIONS
from planner.workbook.convert import folder_to_workbook
from planner.workbook.marked_copy import write_marked
from planner.workbook.new_workbook import blank_workbook
from tests.office import Resaver
from tests.workbook.answered import answered_workbook
from tests.workbook.typed_book import NAME, problems_of, saved, sentences_of, typed_book

pytestmark = pytest.mark.office

ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}


def test_start_sheet_opens_first(resave: Resaver, tmp_path: Path) -> None:
    workbook = tmp_path / "blank.xlsx"
    workbook.write_bytes(blank_workbook())
    with resave(workbook, "csv").open(encoding="utf-8", newline="") as file:
        asked = [row[0] for row in csv.reader(file) if row]
    assert [question.ask for question in QUESTIONS.values()] == [
        text for text in asked if text.endswith("?")
    ]


def test_saving_it_there_changes_nothing(resave: Resaver, tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("prairie-view"), tmp_path / "plan.xlsx")
    saved = resave(workbook, "xlsx")
    assert read_plan(saved).digest == read_plan(workbook).digest


def test_blank_workbook_saved_there_is_still_blank(resave: Resaver, tmp_path: Path) -> None:
    workbook = tmp_path / NAME
    workbook.write_bytes(blank_workbook())
    assert [problem.code for problem in problems_of(resave(workbook, "xlsx"))] == ["P95"]


def test_answers_and_rows_typed_as_formulas_are_computed_there(
    resave: Resaver, tmp_path: Path
) -> None:
    plain = answered_workbook(tmp_path / "answered.xlsx", ANSWERS)
    book = load_workbook(answered_workbook(tmp_path / NAME, ANSWERS))
    answers = {row[0].value: row[1] for row in book["Start"].iter_rows()}
    answers[QUESTIONS["device_price"].ask].value = "=300+90"
    answers[QUESTIONS["students"].ask].value = "=SUM(4000,800)"
    answers[QUESTIONS["device_loss_rate"].ask].value = "=2/50"
    answers[QUESTIONS["device_loss_rate"].ask].number_format = "0%"
    book.save(tmp_path / NAME)
    assert {problem.code for problem in problems_of(tmp_path / NAME)} == {"P90"}
    computed = read_plan(resave(tmp_path / NAME, "xlsx"))
    assert computed.digest == read_plan(plain).digest


def test_rows_of_a_workbook_of_their_own_survive_it(resave: Resaver, tmp_path: Path) -> None:
    book = typed_book()
    book.epoch = CALENDAR_MAC_1904
    for row in book["Devices"].iter_rows(min_row=2):
        for cell in row:
            if str(cell.value).isdigit():
                cell.value = float(str(cell.value))
    workbook = saved(book, tmp_path)
    assert read_plan(resave(workbook, "xlsx")).digest == read_plan(workbook).digest


def test_marked_copy_can_be_corrected_and_saved_there(resave: Resaver, tmp_path: Path) -> None:
    book = load_workbook(folder_to_workbook(example("altoona-wi"), tmp_path / NAME))
    book["Devices"]["G3"] = "35O"
    workbook = saved(book, tmp_path)
    again = resave(write_marked(workbook, problems_of(workbook)), "xlsx")
    assert [(p.code, p.row, p.column) for p in problems_of(again)] == [("P11", 3, "Price")]
    assert "35O" in (load_workbook(again)["Devices"]["G3"].comment or again).text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "says"), [("ods", "it is an OpenDocument file."), ("xls", "it is a file of an old")]
)
def test_other_forms_are_refused_with_what_to_do(
    form: str, says: str, resave: Resaver, tmp_path: Path
) -> None:
    other = resave(folder_to_workbook(example("altoona-wi"), tmp_path / NAME), form)
    (sentence,) = sentences_of(other)
    assert says in sentence
    assert "Save As, Excel Workbook (.xlsx)" in sentence
