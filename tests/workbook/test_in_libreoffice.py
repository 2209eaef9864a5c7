"""Another spreadsheet program opens the workbook and saves it without changing the plan."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

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
from tests.workbook.typed_book import NAME, problems_of, sentences_of, typed_book

pytestmark = pytest.mark.office

ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}


def blank(path: Path) -> Path:
    path.write_bytes(blank_workbook())
    return path


def formulas(path: Path) -> Path:
    """Answers typed as formulas, which nobody has calculated yet."""
    book = load_workbook(answered_workbook(path, ANSWERS))
    answers = {row[0].value: row[1] for row in book["Start"].iter_rows()}
    answers[QUESTIONS["device_price"].ask].value = "=300+90"
    answers[QUESTIONS["students"].ask].value = "=SUM(4000,800)"
    answers[QUESTIONS["device_loss_rate"].ask].value = "=2/50"
    answers[QUESTIONS["device_loss_rate"].ask].number_format = "0%"
    book.save(path)
    return path


def since_1904(path: Path) -> Path:
    """A workbook of somebody's own, numbers as numbers."""
    book = typed_book()
    book.epoch = CALENDAR_MAC_1904
    for row in book["Devices"].iter_rows(min_row=2):
        for cell in row:
            if str(cell.value).isdigit():
                cell.value = float(str(cell.value))
    book.save(path)
    return path


def marked(path: Path) -> Path:
    """The marked copy of a workbook with a mistake."""
    book = load_workbook(folder_to_workbook(example("altoona-wi"), path))
    book["Devices"]["G3"] = "35O"
    book.save(path)
    return write_marked(path, problems_of(path)).rename(path)


BOOKS: dict[str, Callable[[Path], Path]] = {
    "plan": lambda path: folder_to_workbook(example("prairie-view"), path),
    "blank": blank,
    "formulas": formulas,
    "own": since_1904,
    "marked": marked,
}


class There(NamedTuple):
    """A workbook, and the same as the other program has saved it."""

    typed: Path
    saved: Path


@pytest.fixture(scope="module")
def there(resave: Resaver, tmp_path_factory: pytest.TempPathFactory) -> dict[str, There]:
    """Every workbook opened and saved there, in one start of the program."""
    folder = tmp_path_factory.mktemp("there")
    first, *others = [make(folder / f"{name}.xlsx") for name, make in BOOKS.items()]
    out = resave(first, "xlsx", *others).parent
    return {name: There(folder / f"{name}.xlsx", out / f"{name}.xlsx") for name in BOOKS}


def test_start_sheet_opens_first(resave: Resaver, tmp_path: Path) -> None:
    with resave(blank(tmp_path / "blank.xlsx"), "csv").open(encoding="utf-8", newline="") as file:
        asked = [row[0] for row in csv.reader(file) if row]
    assert [question.ask for question in QUESTIONS.values()] == [
        text for text in asked if text.endswith("?")
    ]


def test_saving_it_there_changes_nothing(there: dict[str, There]) -> None:
    plan = there["plan"]
    assert read_plan(plan.saved).digest == read_plan(plan.typed).digest


def test_blank_workbook_saved_there_is_still_blank(there: dict[str, There]) -> None:
    assert [problem.code for problem in problems_of(there["blank"].saved)] == ["P95"]


def test_answers_and_rows_typed_as_formulas_are_computed_there(
    there: dict[str, There], tmp_path: Path
) -> None:
    plain = answered_workbook(tmp_path / "answered.xlsx", ANSWERS)
    formulas = there["formulas"]
    assert {problem.code for problem in problems_of(formulas.typed)} == {"P90"}
    assert read_plan(formulas.saved).digest == read_plan(plain).digest


def test_rows_of_a_workbook_of_their_own_survive_it(there: dict[str, There]) -> None:
    own = there["own"]
    assert read_plan(own.saved).digest == read_plan(own.typed).digest


def test_marked_copy_can_be_corrected_and_saved_there(there: dict[str, There]) -> None:
    again = there["marked"].saved
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
