"""A new plan from the fifteen questions, asked right here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.desk.live.controls import disclosure, text_input
from planner.desk.panels.start.first_plan import PLACE
from planner.plan.start_sheet.questions import QUESTIONS, Question
from planner.views.format.markup import text_of
from planner.workbook.front_sheets import what_to_type

_INTRODUCTION = (
    "Fifteen answers make a first plan, with a first chart. You can change and add everything "
    "later, here or in Excel."
)
_PLACE_HINT = "A workbook, whose name ends in .xlsx, or the name of a new folder for tables."


def new_plan_html(
    typed: Mapping[str, str], wrong: Mapping[str, str], others: str, folder: Path, *, asked: bool
) -> str:
    """The questions as a form, with what was answered so far.

    Parameters
    ----------
    typed : mapping
        Question, or ``place`` -> what was typed.
    wrong : mapping
        Question, or ``place`` -> what is wrong with it.
    others : str
        What is wrong besides; blank if nothing.
    folder : Path
        Where a plan is kept whose name says no folder.
    asked : bool
        Whether the form is unfolded.
    """
    questions = "".join(
        _asked(name, question, typed.get(name, ""), wrong.get(name, ""))
        for name, question in QUESTIONS.items()
    )
    place = text_input(
        *("", "start-new-place", "Where should the plan be kept?"),
        typed.get(PLACE, str(folder / "my-district.xlsx")),
        wrong=wrong.get(PLACE, ""),
        hint=_PLACE_HINT,
        name=PLACE,
    )
    said = f'<p class="planner-wrong">{text_of(others)}</p>' if others else ""
    form = (
        f"<p>{_INTRODUCTION}</p>"
        f'<form data-do="start.create" id="start-new">'
        f'<div class="planner-start-questions">{questions}<div>{place}</div></div>{said}'
        '<button type="submit" id="start-create" class="planner-main">Make the plan and open it'
        "</button></form>"
    )
    return disclosure("start-new-part", "A new plan from fifteen questions", form, unfolded=asked)


def _asked(name: str, question: Question, typed: str, wrong: str) -> str:
    unit = f" ({question.column.unit})" if question.column.unit else ""
    hint = f"{what_to_type(question)}{unit}"
    made = text_input(
        "", f"start-new-{name}", question.ask, typed, wrong=wrong, hint=hint, name=name
    )
    return f"<div>{made}</div>"
