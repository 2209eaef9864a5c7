"""Many cases at once are each case alone, and a scenario's change takes effect or is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.second_opinion import disagreements
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.scenarios import Change, Scenario, scenario_of
from planner.projection.project import Projection, project, project_cases
from planner.rulebook import solve
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import READING, small_plan


@examples(60)
@given(st.data())
def test_several_scenarios_at_once_equal_each_alone(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    several = [data.draw(scenarios(plan, most=3)) for _ in range(data.draw(st.integers(2, 5)))]
    seen = []
    for projection in project_cases(plan, several):
        for case, scenario in enumerate(projection.scenarios):
            seen.append(scenario)
            assert disagreements(solve(plan, scenario), projection, case) == ()
    assert len(seen) == len(several)


def test_same_case_many_times_is_the_same_to_the_last_bit() -> None:
    plan = two_sources()
    together = project_cases(plan, [Scenario("base")] * 4)[0]
    alone = project(plan)
    for case in range(4):
        assert np.array_equal(together.funding.paid[..., case], alone.funding.paid[..., 0])
        assert np.array_equal(together.funding.reserve[:, case], alone.funding.reserve[:, 0])


def two_sources(*, erate: bool = False, **more: Any) -> Plan:  # noqa: ANN401  any table's rows
    """A cost of 1,000 a year; a levy of 600 and a general fund of 900 that may both pay it."""
    federal = [{"name": "E-Rate", "kind": "erate"}] if erate else []
    return small_plan(
        licenses=[{**READING, "price": 1000}],
        funding=[
            {"name": "Levy", "kind": "local_levy", "amount": 600},
            {"name": "General fund", "kind": "general_fund", "amount": 900},
            *federal,
        ],
        **more,
    )


def paid(projection: Projection, case: int = 0) -> dict[str, list[float]]:
    """What every source pays by year."""
    by_source = projection.funding.paid[..., case].sum(axis=1)
    return {fund.name: by_source[s].tolist() for s, fund in enumerate(projection.funds)}


def test_scenario_can_change_the_order_in_which_sources_pay() -> None:
    plan = two_sources()
    assert paid(project(plan))["Levy"] == [600, 600, 600]
    first = Scenario("x", changes=(Change("funding", "General fund", "order", "set", 0.0),))
    assert paid(project(plan, first))["General fund"] == [900, 900, 900]


def test_source_that_a_scenario_makes_end_first_goes_first() -> None:
    plan = small_plan(
        licenses=[
            {"name": "A", "category": "instructional_software", "basis": "flat", "price": 1000}
        ],
        funding=[
            {"name": "Old levy", "kind": "local_levy", "amount": 600},
            {"name": "New levy", "kind": "local_levy", "amount": 600},
        ],
    )
    assert paid(project(plan))["Old levy"] == [600, 600, 600]
    ends = Change("funding", "New levy", "end_date", "set", date(2029, 6, 30))
    assert paid(project(plan, Scenario("x", changes=(ends,))))["New levy"] == [600, 600, 600]


def test_cases_side_by_side_may_pay_in_different_orders() -> None:
    plan = two_sources()
    first = Scenario("x", changes=(Change("funding", "General fund", "order", "set", 0.0),))
    both = [Scenario("base"), first]
    found = [
        paid(projection, case)
        for projection in project_cases(plan, both)
        for case in range(len(projection.scenarios))
    ]
    assert found == [paid(project(plan, scenario)) for scenario in both]


def test_award_that_a_scenario_ends_before_it_starts_brings_nothing() -> None:
    plan = small_plan(
        funding=[
            {
                "name": "Award",
                "kind": "grant",
                "amount": 500,
                "start_date": date(2028, 1, 1),
                "end_date": date(2029, 6, 30),
                "pays_for": ("all",),
            }
        ]
    )
    assert project(plan).funding.received[0, :, 0].tolist() == [0, 500, 0]
    never = Change("funding", "Award", "end_date", "set", date(2027, 6, 30))
    lost = project(plan, Scenario("x", changes=(never,)))
    assert lost.funding.received[0, :, 0].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("table", "row", "column", "how", "value"),
    [
        # The calendar is the plan's: a projection cannot hold years of two kinds.
        ("district", "", "years", "set", "10"),
        ("district", "", "first_year", "set", "FY2029"),
        ("district", "", "fiscal_year_start_month", "set", "1"),
        # Of an assumption only its value can be changed; the rest is not a rate.
        ("assumptions", "wage_growth_rate", "from_year", "set", "FY2029"),
        ("assumptions", "wage_growth_rate", "active", "set", "no"),
        # What the tables would refuse, a scenario may not make.
        ("assumptions", "enrollment_growth_rate", "value", "add", "-200%"),
        ("devices", "Laptops", "serves", "set", "studnts"),
        ("devices", "Laptops", "useful_life_years", "multiply", "0.5"),
        ("licenses", "Reading", "basis", "set", "unit"),
        ("licenses", "Reading", "units", "add", "1"),
        ("funding", "Levy", "pays_for", "set", "device_refersh"),
        ("funding", "E-Rate", "amount", "set", "5000"),
        ("inventory", "all", "bought", "set", "FY2028"),
    ],
)
def test_change_that_cannot_take_effect_is_refused_in_words(
    table: str, row: str, column: str, how: str, value: str
) -> None:
    plan = full_plan(
        [
            {
                "name": "x",
                "table": table,
                "changes": row,
                "field": column,
                "how": how,
                "value": value,
            }
        ]
    )
    with pytest.raises(PlanError) as refused:
        project(plan, scenario_of(plan, "x"))
    assert all(problem.message for problem in refused.value.problems)


def test_changes_that_are_allowed_one_by_one_are_refused_where_they_add_up_to_too_much() -> None:
    half_lost = {
        "table": "devices",
        "changes": "all",
        "field": "loss_rate",
        "how": "add",
        "value": "50%",
    }
    plan = full_plan([{"name": "x", **half_lost}, {"name": "y", **half_lost}])
    assert np.all(project(plan, "x").funding.unfunded >= 0)
    with pytest.raises(PlanError):
        project(plan, scenario_of(plan, "x+y"))


def full_plan(scenario_rows: list[dict[str, str]]) -> Plan:
    """A plan with a row in every table."""
    return two_sources(
        erate=True,
        enrollment=[{"name": "School", "students": 100, "grades": "K-5"}],
        devices=[
            {
                "name": "Laptops",
                "category": "student_devices",
                "unit_price": 300,
                "useful_life_years": 3,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2026, "units": 100}],
        scenarios=scenario_rows,
    )
