"""A new plan made from the fifteen answers: a workbook, or a folder of tables.

Nothing is written until the planner can read it: what cannot be read is told question by question,
in the sentences of ``planner check``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.atomic_files import scratch_folder, write_whole
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.plan.reading.folder_or_workbook import shown_file
from planner.plan.start_sheet.answers import answers_of
from planner.plan.start_sheet.questions import QUESTIONS
from planner.spreadsheets.workbook_file import read_workbook
from planner.workbook.convert import workbook_to_folder
from planner.workbook.new_workbook import workbook_with

NOT_ANSWERED = "Answer the questions first; those marked needed make the first chart."
OTHER_ENDING = (
    "A plan is a workbook, whose name ends in .xlsx, or a folder, whose name has no ending."
)
IS_THERE = "{place} already exists; choose another name."
#: What is told about the workbook or folder itself, next to where its name is typed.
PLACE = "place"


class AnswersError(ValueError):
    """The answers make no plan yet.

    Attributes
    ----------
    by_question : dict
        Question, or ``place`` -> what is wrong with its answer.
    others : tuple of str
        What is wrong besides.
    """

    def __init__(self, by_question: Mapping[str, str], others: tuple[str, ...] = ()) -> None:
        self.by_question = dict(by_question)
        self.others = others
        super().__init__(" ".join((*self.by_question.values(), *others)))


def write_plan(answers: Mapping[str, str], place: Path) -> Path:
    """Write a plan made from the answers, once it can be read.

    Parameters
    ----------
    answers : mapping
        Question -> answer as typed.
    place : Path
        Workbook or folder to write; it must not be there yet.

    Returns
    -------
    Path
        The plan.

    Raises
    ------
    AnswersError
        If an answer is missing or cannot be read, or the plan is there already; nothing is
        written.
    OSError
        If it cannot be written.
    """
    if place.suffix.lower() not in ("", ".xlsx"):
        raise AnswersError({PLACE: OTHER_ENDING})
    if place.exists():
        raise AnswersError({PLACE: IS_THERE.format(place=place)})
    typed = {name: answers.get(name, "").strip() for name in QUESTIONS}
    if not any(typed.values()):
        raise AnswersError({}, (NOT_ANSWERED,))
    content = workbook_with({}, typed)
    with scratch_folder() as folder:
        workbook = folder / f"{place.stem}.xlsx"
        workbook.write_bytes(content)
        _refuse_what_cannot_be_read(workbook)
        if place.suffix:
            return write_whole(place, content)
        workbook_to_folder(workbook, place)
        return place


def _refuse_what_cannot_be_read(workbook: Path) -> None:
    try:
        read_plan(workbook)
    except PlanError as error:
        wrong = [problem for problem in error.problems if problem.blocks]
        raise _told(workbook, wrong) from None


def _told(workbook: Path, problems: list[Problem]) -> AnswersError:
    """What is wrong, next to the question that it is about."""
    sheet = shown_file(workbook, "start.csv")
    lines = answers_of(read_workbook(workbook)["Start"]).lines
    questions = {line: name for name, line in lines.items()}
    by_question: dict[str, str] = {}
    others = []
    for problem in problems:
        question = questions.get(problem.row) if problem.file == sheet else None
        if question is None:
            others.append(problem.message)
        else:
            by_question.setdefault(question, problem.message)
    return AnswersError(by_question, () if by_question else tuple(others))
