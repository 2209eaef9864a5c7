"""What the accidents of this folder have found, one test each, so that it stays mended."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from planner.plan.blank_tables import template_text
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import TABLES
from planner.projection.project import project
from tests.any_machine import counted
from tests.tiny_plan import PlanWriter, with_rows

MANY = 4_900


def codes(folder: Path) -> set[str]:
    try:
        return {problem.code for problem in read_plan(folder).warnings}
    except PlanError as error:
        return {problem.code for problem in error.problems}


def table(header: str, rows: Iterable[str]) -> str:
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("devices", "#1 Chromebooks,student_devices,staff,350,4%"),
        ("scenarios", "# cut,Cut,,funding,Levy,amount,add,5,"),
        ("eligibility", "# Bond,staff_devices,no"),
        ("assumptions", "# wage_growth_rate,9%,FY2029"),
        ("district", "# staff,100,,"),
        ("devices", "# for example,student_devices,staff,351,4%"),
    ],
)
def test_row_behind_a_number_sign_that_looks_like_an_item_is_told(
    name: str, row: str, tiny: PlanWriter
) -> None:
    assert codes(tiny(**{name: with_rows(name, row)})) == {"W37"}


@pytest.mark.parametrize("row", ["# checked in May", "# see note 4,,,12", "#,,,,"])
def test_remark_is_a_remark(row: str, tiny: PlanWriter) -> None:
    assert codes(tiny(devices=with_rows("devices", row))) == set()


def test_our_own_example_rows_are_remarks(tiny: PlanWriter) -> None:
    blank = {name: template_text(TABLES[name]) for name in ("privacy", "training", "staffing")}
    assert codes(tiny(**blank)) == set()


def test_example_row_of_an_earlier_version_is_a_remark(tiny: PlanWriter) -> None:
    header = "name,category,fte,salary,benefits_rate,step_rate,steps_left"
    former = "# for example,technology_staff,1,62000,61%,2%,5"
    own = "Technician,technology_staff,2,60000,,,"
    assert codes(tiny(staffing=table(header, [former, own]))) == set()
    typed_over = former.replace("62000", "71000")
    assert codes(tiny(staffing=table(header, [typed_over, own]))) == {"W37"}


@pytest.mark.parametrize("other", ["Devices.csv", "devices.txt", "DEVICES.CSV"])
def test_second_file_of_a_table_is_told(other: str, tiny: PlanWriter) -> None:
    folder = tiny()
    (folder / other).write_text("name,units\nOther,5\n", encoding="utf-8")
    assert codes(folder) == {"W07"}


def test_slips_by_the_thousand_take_as_much_work_each_as_one_by_one(tiny: PlanWriter) -> None:
    header = "name,category,serves,unit_price,loss_rate"
    fleets = (f"Fleet number {n},student_devices,students,350,4%" for n in range(MANY))
    lots = (f"Fleeet numbr {n},FY2024,10" for n in range(MANY))
    folder = tiny(devices=table(header, fleets), inventory=table("name,bought,units", lots))
    with counted() as calls, pytest.raises(PlanError) as told:
        read_plan(folder)
    assert len(told.value.problems) >= MANY
    assert calls.number < 3_000 * MANY


@pytest.mark.parametrize(
    "rows",
    [
        [f"s{n},,,devices,Laptops,unit_price,add,1," for n in range(MANY)],
        [*(f"s{n},,,scenarios,s{n + 1},,include,," for n in range(900)), "s900,,,devices,all,,,,"],
        [f"s{n},,,scenarios,s{n + 1},,include,," for n in range(40) for _ in range(2)]
        + ["s40,,,devices,Laptops,unit_price,add,1,"],
    ],
    ids=["many", "deep", "doubled again and again"],
)
def test_scenarios_without_end_are_refused_at_once(rows: list[str], tiny: PlanWriter) -> None:
    header = "name,title,choice,table,changes,field,how,value,from_year"
    folder = tiny(scenarios=table(header, rows))
    with counted() as calls:
        assert "P03" in codes(folder)
    assert calls.number < 3_000_000


def test_scenarios_may_include_one_another_quite_deep(tiny: PlanWriter) -> None:
    header = "name,title,choice,table,changes,field,how,value,from_year"
    rows = [f"s{n},,,scenarios,s{n + 1},,include,," for n in range(150)]
    folder = tiny(scenarios=table(header, [*rows, "s150,,,devices,Laptops,unit_price,add,1,"]))
    assert len(project(read_plan(folder), "s0").scenarios[0].changes) == 1


def test_problem_told_again_without_its_suggestion_is_the_same_problem(tiny: PlanWriter) -> None:
    """Suggestions end after some thousands of names; a scenario is not to blame for that."""
    header = "name,title,choice,table,changes,field,how,value,from_year"
    rows = [f"s{n},,,devices,Laptops,useful_life_years,add,1,FY2028" for n in range(150)]
    grant = "Gift,grant,100,,,Readng; stafing; Wifii; Lapptops,"
    folder = tiny(scenarios=table(header, rows), funding=with_rows("funding", grant))
    assert codes(folder) == {"P36"}
