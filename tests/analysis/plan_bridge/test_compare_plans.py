"""Two plans: steps add up to the difference in any order, and each is worth what a hand says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.analysis.plan_bridge.compare_plans import (
    AMOUNTS,
    PlanComparison,
    Worth,
    amounts_of,
    compare_plans,
)
from planner.analysis.plan_bridge.input_differences import PART_OF, perhaps_renamed
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.rules.between_rows import check_rows
from planner.views.questions.bridge_amounts import bridge_columns
from planner.workbook.convert import folder_to_workbook
from tests.generated_plans import plans
from tests.small_plan import TECHNICIAN, small_plan

VIEW = example("prairie-view")


def check_adds_up(found: PlanComparison) -> None:
    """In both orders the steps are the difference, in cents and as displayed."""
    first, second = (amounts_of(plan, found.years) for plan in (found.first, found.second))
    each: tuple[Callable[[Any], Worth], ...] = (lambda s: s.worth, lambda s: s.opposite)
    for name in AMOUNTS:
        for worth_of in each:
            total = sum((worth_of(s)[name] for s in found.steps), np.zeros(len(found.years)))
            assert total == pytest.approx(second[name] - first[name], rel=1e-9, abs=1e-4)
    for column in bridge_columns(found):
        assert column.first + sum(column.steps) == column.second
        assert column.first + sum(column.opposite) == column.second
    applied = [one for step in found.steps for one in step.differences]
    assert sorted(applied, key=str) == sorted(found.differences, key=str)


@settings(max_examples=2)
@given(plans(), plans())
def test_steps_between_any_two_plans_add_up(first: Plan, second: Plan) -> None:
    assume(set(first.years) & set(second.years))
    check_adds_up(compare_plans(first, second))


#: Tables that name no row of another table.
_APART = ("staffing", "training", "privacy", "network", "assumptions")


@settings(max_examples=8)
@given(plans(), plans(), st.sets(st.sampled_from(_APART), min_size=1, max_size=2))
def test_steps_add_up_and_turn_their_sign_on_the_way_back(
    first: Plan, other: Plan, tables: set[str]
) -> None:
    others: dict[str, Any] = {name: other.rows(name) for name in tables}
    second = replace(first, **others)
    assume(not check_rows(second))
    there, back = compare_plans(first, second), compare_plans(second, first)
    check_adds_up(there)
    check_adds_up(back)
    assert len(there.differences) == len(back.differences)
    for column, returned in zip(bridge_columns(there), bridge_columns(back), strict=True):
        assert sum(column.steps) == -sum(returned.steps)


@settings(max_examples=5)
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    turned = {name: tuple(reversed(plan.rows(name))) for name in PART_OF if name != "funding"}
    tables: dict[str, Any] = {**turned}
    for same in (plan, replace(plan, name="other"), replace(plan, **tables)):
        found = compare_plans(plan, same)
        assert found.differences == ()
        assert found.steps == ()
        assert all(column.first == column.second for column in bridge_columns(found))


def edited(folder: Path, **edits: tuple[str, str]) -> Path:
    """The packaged district with one row of some tables typed otherwise."""
    shutil.copytree(VIEW, folder)
    for table, (old, new) in edits.items():
        file = folder / f"{table}.csv"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return folder


def test_three_edits_of_prairie_view_are_worth_what_a_hand_says(tmp_path: Path) -> None:
    later = edited(
        tmp_path / "later",
        staffing=('Network technician,technology_staff,1,"68,000"',
                  'Network technician,technology_staff,1,"70,000"'),
        training=("Digital citizenship,student_training,6-8", "Citizenship,student_training,6-8"),
        funding=('"General fund, technology",general_fund,"$760,000"',
                 '"General fund, technology",general_fund,"$800,000"'),
    )  # fmt: skip
    found = compare_plans(read_plan(VIEW), read_plan(later))
    check_adds_up(found)
    # $2,000 more with benefits of 42.7%; $2 for each of 742 + 698 + 671 students, new and gone.
    first_year = {
        "Staffing, Network technician": (-2_854.0, 2_854.0),
        "Training, Citizenship": (-4_222.0, 4_222.0),
        "Training, Digital citizenship": (4_222.0, -4_222.0),
        "Funding, General fund, technology": (40_000.0, 0.0),
    }
    said = {
        step.differences[0].where: [step.worth[name][0] for name in ("structural_balance", "cost")]
        for step in found.steps
    }
    assert list(said) == list(first_year)
    for name, amounts in first_year.items():
        assert said[name] == pytest.approx(amounts, abs=0.005)
    assert [step.part for step in found.steps] == ["staffing", "training", "training", "money"]
    assert found.of_one_district


def test_a_workbook_has_the_inputs_of_its_folder(tmp_path: Path) -> None:
    workbook = read_plan(folder_to_workbook(VIEW, tmp_path / "view.xlsx"))
    folder = read_plan(VIEW)
    assert compare_plans(folder, workbook).differences == ()
    dearer = replace(
        workbook,
        security=tuple(row.model_copy(update={"active": False}) for row in workbook.security),
    )
    found = compare_plans(folder, dearer)
    check_adds_up(found)
    assert {step.part for step in found.steps} == {"security"}


FLEET = {
    "name": "Chromebooks",
    "category": "student_devices",
    "serves": "students",
    "unit_price": 300,
    "useful_life_years": 4,
}
LOT = {"name": "Chromebooks", "bought": 2026, "units": 100}
REPAIR = {
    "name": "Repair",
    "fleet": "Chromebooks",
    "repair_rate": 0.1,
    "who": "vendor",
    "price_per_repair": 50,
    "file": "repair.csv",
    "row": 2,
}
GRANT = {"name": "Grant", "kind": "grant", "amount": 9_000, "file": "funding.csv", "row": 2}


def named(found: PlanComparison) -> list[list[str]]:
    return [[one.where for one in step.differences] for step in found.steps]


def test_a_removed_fleet_takes_with_it_what_names_it() -> None:
    before = small_plan(devices=[FLEET], inventory=[LOT], repair=[REPAIR])
    found = compare_plans(before, small_plan())
    assert named(found) == [
        ["Devices, Chromebooks", "Inventory, Chromebooks FY2026", "Repair, Repair"]
    ]
    check_adds_up(found)
    # The other way it comes with its devices; whoever repairs them may come later.
    back = compare_plans(small_plan(), before)
    assert named(back) == [
        ["Devices, Chromebooks", "Inventory, Chromebooks FY2026"], ["Repair, Repair"],
    ]  # fmt: skip
    assert back.steps[0].worth["cost"][0] == 0.0
    check_adds_up(back)


def test_a_source_that_names_a_removed_row_changes_with_it() -> None:
    paid = [{**GRANT, "pays_for": ("Technician",)}]
    first = small_plan(staffing=[TECHNICIAN], funding=paid)
    second = small_plan(funding=[{**GRANT, "pays_for": ("all",)}])
    assert named(compare_plans(first, second)) == [["Staffing, Technician", "Funding, Grant"]]
    assert named(compare_plans(second, first)) == [["Staffing, Technician"], ["Funding, Grant"]]


def test_what_cannot_come_yet_waits_for_the_first_place_where_it_fits() -> None:
    workshops = {
        "name": "Workshops", "category": "teacher_training", "serves": "teachers",
        "price_per_person": 100,
    }  # fmt: skip
    first, second = small_plan(training=[workshops]), small_plan(district={"teachers": None})
    found = compare_plans(first, second)
    assert named(found) == [["Training, Workshops"], ["District, teachers"]]
    assert found.steps[0].worth["cost"].tolist() == [-600.0] * 3
    check_adds_up(found)


def test_a_change_from_a_year_on_belongs_to_the_table_that_it_changes() -> None:
    half = {
        "name": "Half", "table": "staffing", "changes": "Technician", "field": "fte",
        "value": "0.5", "from_year": 2028,
    }  # fmt: skip
    more = {**half, "name": "Staff", "table": "district", "changes": "staff", "field": "value"}
    first = small_plan(staffing=[TECHNICIAN])
    second = small_plan(staffing=[TECHNICIAN], changes=[half, {**more, "value": "20"}])
    found = compare_plans(first, second)
    assert [step.part for step in found.steps] == ["people", "staffing"]
    assert found.steps[1].worth["cost"].tolist() == [0.0, -50_000.0, -50_000.0]


def test_only_the_years_that_both_cover_are_compared() -> None:
    first = small_plan(staffing=[TECHNICIAN], drivers={"wage_growth_rate": 0.1})
    second = replace(
        first, district=first.district.model_copy(update={"first_year": 2028, "years": 6})
    )
    found = compare_plans(first, second)
    assert found.years == (2028, 2029)
    assert [one.sentences for one in found.differences] == [
        (
            "District, first fiscal year: FY2027 to FY2028.",
            "District, years to plan: 3 to 6.",
        )
    ]
    # The salary is one of the first year, whichever that is: $100,000 with benefits.
    assert found.steps[0].worth["cost"] == pytest.approx([-10_000, -11_000])
    with pytest.raises(ValueError, match="no fiscal year in common"):
        compare_plans(first, small_plan(district={"first_year": 2040}))


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"name": "A", "nces_id": "3900001"}, {"name": "B", "nces_id": "3900001"}, True),
        ({"name": "A", "nces_id": "3900001"}, {"name": "A", "nces_id": "3900002"}, False),
        ({"name": "A", "nces_id": "3900001"}, {"name": "a"}, True),
        ({"name": "A"}, {"name": "B"}, False),
    ],
)
def test_which_plans_are_of_one_district(
    first: dict[str, str], second: dict[str, str], *, one: bool
) -> None:
    found = compare_plans(small_plan(district=first), small_plan(district=second))
    assert found.of_one_district is one
    assert found.differences == ()


def test_two_rows_that_say_the_same_may_be_one_that_was_renamed() -> None:
    again = {**TECHNICIAN, "name": "Field technician", "source": "HR", "account_code": "2230"}
    first = small_plan(staffing=[TECHNICIAN], enrollment=[{"name": "Elm", "students": 100}])
    second = small_plan(staffing=[again], enrollment=[{"name": "Oak", "students": 101}])
    found = compare_plans(first, second)
    pairs = [(old.name, new.name) for old, new in perhaps_renamed(found.differences)]
    assert pairs == [("Technician", "Field technician")]
    staffing = [place for place, step in enumerate(found.steps) if step.part == "staffing"]
    for column in bridge_columns(found):
        assert sum(column.steps[place] for place in staffing) == 0
    # Two that say the same as a third: no one knows which.
    other = {**again, "name": "Second technician"}
    more = compare_plans(small_plan(staffing=[TECHNICIAN]), small_plan(staffing=[again, other]))
    assert perhaps_renamed(more.differences) == []


def test_steps_as_a_table() -> None:
    frame = compare_plans(small_plan(), small_plan(staffing=[TECHNICIAN])).frame()
    assert frame["fiscal_year"].tolist() == [2027, 2028, 2029]
    assert frame["cost"].tolist() == [100_000.0] * 3
    assert frame["difference"][0] == (
        "Staffing, Technician: added (FTE: 1; salary: $80,000; benefits load: 25%)."
    )
    same = compare_plans(small_plan(), small_plan()).frame()
    assert (len(same), list(same.columns)) == (0, list(frame.columns))
    assert set(AMOUNTS) | {f"{name}_opposite" for name in AMOUNTS} < set(frame.columns)
