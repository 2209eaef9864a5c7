"""What a district tells its office: read from a folder and a workbook, and in no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.roll_up.measures import CRITERIA
from planner.analysis.roll_up.standing import standing
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import TABLES
from planner.workbook.convert import folder_to_workbook
from planner.workbook.styles import fits_in_a_cell
from tests.tiny_plan import PlanWriter

WHY = "The levy that closes it is on the ballot in November; we will not buy before."
TYPED = f"name,explanation,active\nStructural gap,{WHY},\ncliff,A plan for FY2029 is made.,no\n"


def test_the_criteria_of_a_plan_are_those_that_an_office_asks_for() -> None:
    column = TABLES["explanations"].columns["name"]
    assert sorted(column.choices) == sorted(CRITERIA)
    assert fits_in_a_cell(column.labels), "the drop-down of the workbook holds the words"


def test_explanations_are_read_from_a_folder_and_a_workbook(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny(explanations=TYPED)
    folder_to_workbook(folder, tmp_path / "ours.xlsx")
    for place in (folder, tmp_path / "ours.xlsx"):
        told = standing(compare(read_plan(place), ["base"]), "base").explanations
        assert told == {"structural_gap": WHY}, "a row that is left out of the plan says nothing"


def test_explanations_change_no_number_and_only_their_own_plan_s_fingerprint(
    tiny: PlanWriter,
) -> None:
    silent, told = read_plan(tiny()), read_plan(tiny("Told", explanations=TYPED))
    assert compare(told, ["base"]).main.figures == compare(silent, ["base"]).main.figures
    assert told.digest != silent.digest
    only_headings = tiny("Headings", explanations="name,explanation\n")
    assert read_plan(only_headings).digest == silent.digest


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("structural gop,Because.", "name"),
        ("cliff,", "explanation"),
        (f"cliff,{'long ' * 101}", "explanation"),
        ("cliff,Because.\nLargest funding cliff,Because again.", "name"),
    ],
)
def test_what_is_no_explanation_is_refused(tiny: PlanWriter, row: str, column: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_plan(tiny(explanations=f"name,explanation\n{row}\n"))
    assert [(one.file, one.column) for one in refused.value.problems] == [
        ("explanations.csv", column)
    ]
