"""A scenario changes what was typed, or is refused in words: by row, stacked, and in every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from planner.plan.cells.read_cell import Value
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.plan.what_if import scenarios
from planner.plan.what_if.scenarios import BASE, Change, Scenario, apply_changes, scenario_of
from planner.projection.project import project
from tests.tiny_plan import TINY, PlanWriter, with_rows


def refusals(folder: Path) -> list[tuple[str, int, str]]:
    """Code, row and column of everything that is wrong with a folder."""
    with pytest.raises(PlanError) as refused:
        read_plan(folder)
    return [(problem.code, problem.row, problem.column) for problem in refused.value.problems]


def plan_with(tiny: PlanWriter, *rows: str) -> Plan:
    """The small plan with rows added to its scenarios."""
    return read_plan(tiny(scenarios=with_rows("scenarios", *rows)))


def change_of(tiny: PlanWriter, row: str) -> Change:
    """The change that one row of a scenario called x asks for."""
    (change,) = scenario_of(plan_with(tiny, row), "x").changes
    return change


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("x,,,funding,Levy,In the plan,set,no,", ("funding", "Levy", "active")),
        ("x,,,devices,all,Useful life,add,1,", ("devices", "all", "useful_life_years")),
        ("x,,,devices,Laptops,PRICE,set,900,", ("devices", "Laptops", "unit_price")),
        ("x,,,licenses,Reading,Kind,set,Network licenses and support,", None),
        ("x,,,district,Staff headcount,Value,set,90,", ("district", "", "staff")),
        ("x,,,district,,Staff headcount,set,90,", ("district", "", "staff")),
        ("x,,,assumptions,wage_growth_rate,Value,set,3%,", None),
    ],
)
def test_column_may_be_named_by_its_heading(
    row: str, cell: tuple[str, str, str] | None, tiny: PlanWriter
) -> None:
    change = change_of(tiny, row)
    if cell is None:
        assert change.value in ("network_software", 0.03)
    else:
        assert (change.table, change.row, change.field) == cell


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("x,,,fundng,Levy,amount,set,0,", "P16", "table"),
        ("x,,,,Levy,amount,set,0,", "P10", "table"),
        ("x,,,funding,Levies,amount,set,0,", "P50", "changes"),
        ("x,,,funding,levy,amount,set,0,", "P50", "changes"),
        ("x,,,inventory,Laptops,units,set,0,", "P50", "changes"),
        ("x,,,assumptions,inflation,value,set,3%,", "P50", "changes"),
        ("x,,,funding,,amount,set,0,", "P10", "changes"),
        ("x,,,assumptions,,value,set,3%,", "P10", "changes"),
        ("x,,,funding,Levy,,set,0,", "P10", "field"),
        ("x,,,funding,Levy,amuont,set,0,", "P51", "field"),
        ("x,,,funding,Levy,name,set,Tax,", "P51", "field"),
        ("x,,,funding,Levy,source,set,ours,", "P51", "field"),
        ("x,,,district,,years,set,10,", "P51", "field"),
        ("x,,,district,,first_year,set,FY2028,", "P51", "field"),
        ("x,,,assumptions,wage_growth_rate,from_year,set,FY2028,", "P51", "field"),
        ("x,,,funding,Levy,amount,set,,", "P10", "value"),
        ("x,,,funding,Levy,amount,set,lots,", "P11", "value"),
        ("x,,,funding,Levy,end_date,set,soon,", "P14", "value"),
        ("x,,,licenses,Reading,next_renewal,set,27,", "P15", "value"),
        ("x,,,licenses,Reading,basis,set,studnet,", "P16", "value"),
        ("x,,,licenses,Reading,active,set,maybe,", "P17", "value"),
        ("x,,,devices,Laptops,loss_rate,set,4,", "P13", "value"),
        ("x,,,devices,Laptops,loss_rate,add,4,", "P13", "value"),
        ("x,,,devices,Laptops,loss_rate,add,four,", "P12", "value"),
        ("x,,,funding,Levy,amount,grow,5%,", "P16", "how"),
        ("x,,,funding,Levy,end_date,multiply,2,", "P52", "how"),
        ("x,,,licenses,Reading,active,add,1,", "P52", "how"),
        ("x,,,licenses,Reading,renewal_increase_rate,add,1%,", "P53", "value"),
        ("x,,,licenses,Reading,basis,set,flat,FY2028", "P54", "from_year"),
        ("x,,,funding,Levy,amount,set,0,2028-30", "P15", "from_year"),
        ("x,,,devices,Laptops,useful_life_years,add,16,", "P57", "value"),
        ("x,,,devices,Laptops,useful_life_years,multiply,0.5,", "P57", "value"),
        ("x,,,devices,Laptops,unit_price,add,-901,", "P57", "value"),
        ("x,,,devices,Laptops,unit_price,multiply,(1),FY2029", "P57", "value"),
        ("x,,,devices,all,loss_rate,add,87%,", "P57", "value"),
        ("x,,,devices,all,loss_rate,add,1%,", "P53", "value"),
        ("x,,,devices,Labs,loss_rate,set,1%,", "P60", "value"),
        ("x,,,devices,Labs,loss_by_age,add,1%,", "P52", "how"),
        ("x,,,devices,Labs,loss_by_age,set,1%; 2%,FY2028", "P54", "from_year"),
        ("x,,,devices,Labs,loss_by_age,set,1%; 2,", "P13", "value"),
        ("x,,,devices,Labs,loss_by_age,set,1%; 95%,", "P57", "value"),
        ("x,,,devices,Laptops,replacement,set,lease,", "P60", "value"),
        ("x,,,staffing,Technician,delivery,set,outsourced,", "P60", "value"),
        ("x,,,training,Phishing,serves,set,parents,", "P60", "value"),
        ("x,,,network,Switches,replacement,set,as_due,", "P60", "value"),
        ("x,,,funding,Family fee,fee_per_person,multiply,-1,", "P57", "value"),
        ("x,,,funding,Family fee,amount,multiply,50%,", "P53", "value"),
        ("x,,,funding,Family fee,kind,set,local_levy,", "P60", "value"),
        ("x,,,history,K FY2026,students,set,0,", "P16", "table"),
        ("x,,,incidents,Ransomware,loss_high,set,0,", "P16", "table"),
        ("x,,,district,,reserve_opening_balance,add,-200001,", "P57", "value"),
        ("x,,,assumptions,all,value,add,98%,", "P57", "value"),
        ("x,,,assumptions,erate_share,value,add,-101%,", "P57", "value"),
        ("x,,,assumptions,erate_share,value,set,-1%,", "P57", "value"),
        ("x,,,devices,Laptops,serves,set,teachers,", "P60", "value"),
        ("x,,,enrollment,Elm,students,add,-401,", "P57", "value"),
        ("x,,,licenses,Reading,basis,set,unit,", "P60", "value"),
        ("x,,,licenses,Wifi,term_years,set,3,", "P60", "value"),
        ("x,,,funding,Levy,kind,set,erate,", "P60", "value"),
        ("x,,,funding,State grant,pays_for,set,;,", "P60", "value"),
        ("x,,,inventory,Laptops FY2024,bought,set,FY2028,", "P60", "value"),
        ('"a+b",,,funding,Levy,amount,set,0,', "P21", "name"),
        ("x,,,scenarios,levy-fails,amount,include,,", "P59", "how"),
        ("x,,,scenarios,levy-fails,,set,,", "P59", "how"),
        ("x,,,scenarios,levy-fails,,include,5,", "P59", "how"),
        ("x,,,scenarios,levy-fails,,include,,FY2028", "P59", "how"),
        ("x,,,scenarios,,,include,,", "P55", "changes"),
    ],
)
def test_change_is_refused_at_the_cell_that_is_wrong(
    row: str, code: str, column: str, tiny: PlanWriter
) -> None:
    found = refusals(tiny(scenarios=with_rows("scenarios", row)))
    assert (code, 6, column) in found
    assert {row for _, row, _ in found} == {6}


@pytest.mark.parametrize(
    ("typed", "value", "from_year"),
    [
        ('funding,Levy,amount,set,"$1,000",', 1000.0, None),
        ("funding,Levy,amount,multiply,90%,", 0.9, None),
        ("funding,Levy,amount,multiply,1.5,", 1.5, None),
        ("funding,Levy,amount,add,(500),", -500.0, None),
        ("devices,Laptops,loss_rate,add,1%,FY2028", 0.01, 2028),
        ("devices,Labs,loss_by_age,set,4%; 90%,", (0.04, 0.9), None),
        ("repair,all,share_rate,multiply,50%,", 0.5, None),
        ("training,Workshops,next_year,set,FY2029,", 2029, None),
        ("privacy,Vetting,units,add,10,", 10.0, None),
        ("network,Access points,next_replacement,add,1,", 1.0, None),
        ("eligibility,Levy staff_devices,may_pay,set,yes,", "yes", None),
        ("district,,staff_follow_students,set,yes,FY2028", True, 2028),
        ("devices,Laptops,loss_rate,multiply,2,", 2.0, None),
        ("funding,Levy,end_date,set,6/30/2027,", date(2027, 6, 30), None),
        ("funding,Levy,active,set,no,2028-29", False, 2029),
        ("funding,Levy,pays_for,set,staffing; Wifi,", ("staffing", "Wifi"), None),
        ("licenses,Reading,next_renewal,add,1,", 1.0, None),
        ("inventory,Laptops FY2024,units,set,0,", 0.0, None),
        ("assumptions,wage_growth_rate,value,set,5%,", 0.05, None),
        ("assumptions,all,value,multiply,0.5,", 0.5, None),
    ],
)
def test_change_is_read_as_typed(
    typed: str, value: Value, from_year: int | None, tiny: PlanWriter
) -> None:
    table, row, field, how = typed.split(",")[:4]
    change = change_of(tiny, f"x,,,{typed}")
    assert (change.table, change.row, change.field, change.how) == (table, row, field, how)
    assert (change.value, change.from_year, change.origin) == (value, from_year, 6)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("funding,Levy,amount,,5,", "funding,Levy,amount,set,5,"),
        ("funding,Levy,Amount,SET,5,", "funding,Levy,amount,set,5,"),
        ("assumptions,wage_growth_rate,,set,5%,", "assumptions,wage_growth_rate,value,set,5%,"),
        ("district,lunch_rate,,set,60%,", "district,,lunch_rate,set,60%,"),
    ],
)
def test_what_can_only_mean_one_thing_may_be_left_blank(
    short: str, full: str, tiny: PlanWriter
) -> None:
    assert change_of(tiny, f"x,,,{short}") == change_of(tiny, f"x,,,{full}")


def test_multiplying_every_amount_leaves_what_is_computed_alone(tiny: PlanWriter) -> None:
    """E-Rate, aid by the student and fees have no amount; what they bring stays."""
    plan = plan_with(tiny, "x,,,funding,all,amount,multiply,50%,")
    before, after = (project(plan, name).money.amount[..., 0] for name in ("base", "x"))
    typed = np.array([fund.amount is not None for fund in plan.funding])
    assert after[typed].tolist() == (before[typed] / 2).tolist()
    assert after[~typed].tolist() == before[~typed].tolist()


def test_scenario_may_end_a_thing_before_it_starts(tiny: PlanWriter) -> None:
    plan = plan_with(
        tiny,
        "x,,,licenses,Wifi,start_date,set,7/1/2028,",
        "x,,,licenses,Wifi,end_date,set,6/30/2028,",
    )
    wifi = [line.name for line in project(plan).lines].index("Wifi")
    assert project(plan, "x").expenses.cost[wifi, :, 0].tolist() == [0, 0, 0, 0]


def test_changes_allowed_one_by_one_are_refused_where_they_add_up_to_too_much(
    tiny: PlanWriter,
) -> None:
    plan = plan_with(
        tiny,
        "a,,,devices,Laptops,unit_price,add,-500,",
        "b,,,devices,Laptops,unit_price,add,-500,FY2029",
    )
    with pytest.raises(PlanError) as refused:
        scenario_of(plan, "a+b")
    (problem,) = refused.value.problems
    assert str(problem) == (
        "scenarios.csv, row 7, value: the change makes unit_price of Laptops -100, "
        "but the minimum is 0."
    )


def test_growth_that_changes_over_time_is_judged_in_every_year(tiny: PlanWriter) -> None:
    """2% from FY2030 on falls below -50% where 3% did not."""
    row = "x,,,assumptions,wage_growth_rate,value,add,-52.5%,"
    assert refusals(tiny(scenarios=with_rows("scenarios", row))) == [("P57", 6, "value")]
    row = "x,,,assumptions,wage_growth_rate,value,add,-51.5%,"
    assert plan_with(tiny, row).scenario_names[-1] == "x"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["x,,,scenarios,x,,include,,"], [("P56", 6)]),
        (["x,,,scenarios,y,,include,,", "y,,,scenarios,x,,include,,"], [("P56", 6), ("P56", 7)]),
        (
            [
                "x,,,scenarios,y,,include,,",
                "y,,,scenarios,z,,include,,",
                "z,,,scenarios,y,,include,,",
            ],
            [("P56", 7), ("P56", 8)],
        ),
    ],
)
def test_scenarios_that_include_themselves_are_refused(
    rows: list[str], found: list[tuple[str, int]], tiny: PlanWriter
) -> None:
    folder = tiny(scenarios=with_rows("scenarios", *rows))
    assert [(code, row) for code, row, _ in refusals(folder)] == found


def test_plan_with_a_circle_of_scenarios_built_by_hand_is_refused_too(tiny: PlanWriter) -> None:
    """Whoever builds a plan in Python skips the checks of the reader, but not these."""
    plan = read_plan(tiny())
    rows = tuple(
        row.model_copy(update={"changes": "both"}) if row.name == "both" else row
        for row in plan.scenarios
    )
    with pytest.raises(PlanError) as refused:
        scenario_of(Plan(**{**plan.__dict__, "scenarios": rows}), "both")
    assert [problem.code for problem in refused.value.problems] == ["P56"]


def test_include_takes_the_changes_in_the_order_typed(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    both = scenario_of(plan, "both")
    parts = (scenario_of(plan, "levy-fails"), scenario_of(plan, "stretch"))
    assert both.changes == tuple(change for part in parts for change in part.changes)
    assert [change.origin for change in both.changes] == [2, 3]


@pytest.mark.parametrize("how", ["include", ""])
def test_table_scenarios_is_enough_to_include(how: str, tiny: PlanWriter) -> None:
    plan = plan_with(tiny, f"x,,,scenarios,stretch,,{how},,", "x,,,funding,Levy,amount,set,0,")
    assert [change.origin for change in scenario_of(plan, "x").changes] == [3, 7]


def test_scenarios_stack(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    stacked = scenario_of(plan, "levy-fails + stretch")
    assert stacked.name == "levy-fails+stretch"
    assert stacked.title == "Levy fails + Stretch"
    assert stacked.changes == scenario_of(plan, "both").changes
    assert scenario_of(plan, "base+stretch").changes == scenario_of(plan, "stretch").changes


def test_stack_is_a_choice_only_where_every_part_is(tiny: PlanWriter) -> None:
    plan = plan_with(tiny, "trim,,yes,licenses,Reading,active,set,no,")
    assert scenario_of(plan, "stretch").choice
    assert scenario_of(plan, "stretch+trim").choice
    assert not scenario_of(plan, "stretch+levy-fails").choice


@pytest.mark.parametrize("name", ["", "stretch+", "+", "levy-fials", "stretch,levy-fails"])
def test_scenario_that_is_not_there_is_refused_with_those_that_are(
    name: str, tiny: PlanWriter
) -> None:
    with pytest.raises(PlanError, match="Scenarios are: base, levy-fails, stretch, both") as error:
        scenario_of(read_plan(tiny()), name)
    assert [problem.code for problem in error.value.problems] == ["P55"]


def test_rows_left_out_of_the_plan_are_left_out_of_its_scenarios(tiny: PlanWriter) -> None:
    scenarios = (
        "name,table,changes,field,value,active\n"
        "x,funding,Levy,amount,0,no\n"
        "x,devices,all,useful_life_years,6,\n"
        "y,funding,Levy,amount,0,no\n"
    )
    plan = read_plan(tiny(scenarios=scenarios))
    assert plan.scenario_names == ("base", "x")
    assert [change.origin for change in scenario_of(plan, "x").changes] == [3]


def test_base_is_the_plan_as_typed(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    assert scenario_of(plan, BASE) == Scenario("base", "Current plan")
    assert plan.scenario_names[0] == BASE


def test_scenarios_judged_while_a_plan_was_read_are_not_judged_again(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_with(tiny, "x,,,funding,Levy,amount,set,0,")

    def judged_again(*_asked: object) -> list[Problem]:
        raise AssertionError

    monkeypatch.setattr(scenarios, "outcome_problems", judged_again)
    assert scenario_of(plan, "x").changes[0].row == "Levy"
    with pytest.raises(AssertionError):
        scenario_of(replace(plan), "x")


def test_scenario_without_a_title_is_called_by_its_name(tiny: PlanWriter) -> None:
    plan = plan_with(tiny, "x,,,funding,Levy,amount,set,0,")
    assert scenario_of(plan, "x").title == "x"


def test_changes_are_made_to_a_new_plan(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    before = plan.digest
    longer = Change("devices", "all", "useful_life_years", "add", 1.0)
    moved = Change("district", "", "locale", "set", "urban")
    changed = apply_changes(plan, (longer, moved))
    assert [row.useful_life_years for row in changed.devices] == [5, 6, 7]
    assert changed.district.locale == "urban"
    assert [row.row for row in changed.devices] == [row.row for row in plan.devices]
    assert plan.digest == before != changed.digest


def test_change_that_a_table_would_refuse_is_refused(tiny: PlanWriter) -> None:
    far = Change("devices", "all", "useful_life_years", "add", 100.0)
    with pytest.raises(PlanError):
        apply_changes(read_plan(tiny()), (far,))


def test_problems_of_scenarios_come_with_all_others(tiny: PlanWriter) -> None:
    folder = tiny(
        inventory=TINY["inventory"].replace("Laptops", "Laptop"),
        scenarios=with_rows(
            "scenarios",
            "x,,,devices,Laptops,useful_life_years,add,50,",
            "y,,,funding,Levies,amount,set,0,",
        ),
    )
    assert [code for code, _, _ in refusals(folder)] == ["P30", "P57", "P50"]
