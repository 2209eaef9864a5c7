"""Changes of the plan itself: what is another number or date from a year on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.analysis.compare import compare
from planner.analysis.completeness import completeness
from planner.analysis.differences import differing_assumptions
from planner.districts.district_table import read_district_table
from planner.districts.project_districts import project_districts, project_plans
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import LicenseRow
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.project import project
from planner.projection.yearly_totals import yearly_totals
from planner.views.board.assumptions import scenario_changes
from tests.small_plan import READING, small_plan
from tests.tiny_plan import PlanWriter

CARTS = """\
table,changes,field,how,value,from_year
devices,Laptops,fixed_units,set,20,FY2029
licenses,Wifi,price,multiply,3,FY2030
district,,staff,add,-50,FY2030
"""
TRIPLED: dict[str, Any] = {
    "table": "licenses",
    "changes": "Reading",
    "field": "price",
    "how": "multiply",
    "value": "3",
    "from_year": 2028,
}


def cost(plan: Plan, name: str, scenario: str | Scenario = BASE) -> list[float]:
    """What a row costs, year by year."""
    found = project(plan, scenario)
    place = [line.name for line in found.lines].index(name)
    return [float(amount) for amount in found.expenses.cost[place, :, 0]]


def test_number_is_another_one_from_a_year_on(tiny: PlanWriter) -> None:
    before, after = read_plan(tiny()), read_plan(tiny(changes=CARTS))
    one, other = cost(before, "Wifi"), cost(after, "Wifi")
    assert other == pytest.approx([*one[:3], 3 * one[3]])
    staff = project(after).staff[:, 0]
    assert staff == pytest.approx([100, 100, 100, 50])
    assert completeness(after).typed == completeness(before).typed + 3


def test_scenario_comes_on_top_of_it() -> None:
    plan = small_plan(
        licenses=[{**READING, "price": 100}],
        changes=[TRIPLED],
        scenarios=[
            {"name": "dearer", **TRIPLED, "how": "add", "value": "10", "from_year": None},
            {"name": "fixed", **TRIPLED, "how": "set", "value": "50", "from_year": None},
        ],
    )
    assert cost(plan, "Reading") == pytest.approx([100, 300, 300])
    assert cost(plan, "Reading", "dearer") == pytest.approx([110, 310, 310])
    assert cost(plan, "Reading", "fixed") == pytest.approx([50, 50, 50])
    assert cost(replace(plan, changes=()), "Reading") == pytest.approx([100, 100, 100])
    found = differing_assumptions(plan, *(scenario_of(plan, name) for name in ("base", "dearer")))
    assert [(one.first, one.second, one.from_year) for one in found] == [
        (100, 110, None),
        (300, 310, 2028),
    ]


def test_row_that_is_left_out_changes_nothing() -> None:
    plan = small_plan(licenses=[{**READING, "price": 100}], changes=[{**TRIPLED, "active": False}])
    assert cost(plan, "Reading") == pytest.approx([100, 100, 100])


def test_district_of_a_table_has_its_own_price_and_the_same_change() -> None:
    """What a district types is changed as the plan's own number is, once."""
    plan = small_plan(licenses=[{**READING, "price": 100}], changes=[TRIPLED])
    table = read_district_table(plan, {"name": ["A", "B"], "licenses/Reading/price": [100, 200]})
    by_table = project_districts(plan, table, yearly_totals)["cost"][:, :, 0]
    assert by_table.T.tolist() == [[100, 300, 300], [200, 600, 600]]
    dearer = replace(plan, licenses=(LicenseRow(**{**READING, "price": 200}),))
    unchanged = replace(plan, changes=())
    by_plan = project_plans([plan, dearer, unchanged], yearly_totals)["cost"][:, :, 0]
    assert by_plan.T.tolist() == [[100, 300, 300], [200, 600, 600], [100, 100, 100]]


def test_page_lists_what_changes_in_every_scenario() -> None:
    plan = small_plan(licenses=[{**READING, "price": 100}], changes=[TRIPLED])
    assert scenario_changes(compare(plan)).text == (
        "In every scenario\n- Reading, price: times 3, starting in FY2028.\n"
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("licenses,Wify,price,set,9,FY2029", 'changes: there is no row "Wify" in table licenses'),
        ("licenses,Wifi,prise,set,9,FY2029", 'field: there is no column "prise" in table licenses'),
        ("licenses,Wifi,price,set,x,FY2029", "value: "),
        ("licenses,Wifi,price,set,9,", "from_year: the cell is blank"),
        ("licenses,Wifi,price,add,-99999,FY2029", "value: the change makes price of Wifi -69,999"),
        ("assumptions,wage_growth_rate,value,set,1%,FY2029", 'table: "assumptions" is not one of'),
    ],
)
def test_what_cannot_be_changed_is_said_at_its_row(row: str, says: str, tiny: PlanWriter) -> None:
    typed = f"table,changes,field,how,value,from_year\n{row}\n"
    with pytest.raises(PlanError) as stopped:
        read_plan(tiny(changes=typed))
    assert str(stopped.value.problems[0]).startswith(f"changes.csv, row 2, {says}")


def test_change_after_the_last_year_is_told(tiny: PlanWriter) -> None:
    plan = read_plan(tiny(changes=CARTS.replace("FY2029", "FY2039")))
    assert [(problem.code, problem.file, problem.row) for problem in plan.warnings] == [
        ("W09", "changes.csv", 2)
    ]
