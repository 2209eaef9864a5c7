"""What a choice does for good and over the plan: by hand, as a law, and wherever a plan ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from planner.analysis.answers import answers
from planner.analysis.effect import (
    Effect,
    cash,
    effect_of,
    for_good,
    money_of,
    money_of_plan,
    scenario_effect,
)
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.projection.project import project, project_many
from tests.analysis.options.option_plan import change
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan


def effect(plan: Plan, scenario: str) -> Effect:
    """A scenario of a plan against the base."""
    main, other = (answers(found).figures for found in project_many(plan, ["base", scenario]))
    return scenario_effect(main, other)


def laptops(years: int) -> Plan:
    """A hundred laptops of $600, bought in FY2025 and every three years, or every four."""
    return small_plan(
        district={"years": years, "reserve_opening_balance": 1_000_000},
        devices=[
            {
                "name": "Laptops",
                "category": "staff_devices",
                "serves": "nobody",
                "fixed_units": 100,
                "unit_price": 600,
                "useful_life_years": 3,
                "spares_rate": 0,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2025, "units": 100}],
        scenarios=[change("longer", "devices", "Laptops", "useful_life_years", "add", "1")],
    )


@pytest.mark.parametrize(
    ("years", "moved"),
    [
        (1, -5_000),  # FY2027: none is due, and $5,000 a year are saved
        (2, 60_000 - 10_000),  # the purchase of FY2028 is due in FY2029
        (3, 0 - 15_000),  # by FY2029 both have bought once
        (5, 60_000 - 25_000),  # FY2031 is the second purchase of one, FY2033 of the other
    ],
)
def test_a_longer_life_saves_the_same_every_year_wherever_the_plan_ends(
    years: int, moved: float
) -> None:
    found = effect(laptops(years), "longer")
    assert for_good(found) == pytest.approx(20_000 - 15_000)
    assert found.saved == pytest.approx(years * 5_000)
    assert found.moved == pytest.approx(moved)
    assert cash(found) == pytest.approx(found.saved + found.moved)
    assert (found.revenue, found.unused) == pytest.approx((0, 0))


def test_new_money_is_revenue_and_what_lapses_of_it_is_unused() -> None:
    plan = small_plan(
        staffing=[{"name": "Clerk", "fte": 1, "salary": 80_000, "benefits_rate": 0.25}],
        funding=[{"name": "Grant", "kind": "grant", "amount": 90_000, "award": "yearly"}],
        scenarios=[change("more", "funding", "Grant", "amount", "add", "25000")],
    )
    found = effect(plan, "more")
    assert (found.saved, found.moved) == pytest.approx((0, 0))
    assert (found.revenue, found.unused) == pytest.approx((75_000, 45_000))
    assert cash(found) == pytest.approx(30_000)


def test_a_one_time_cost_is_spent_and_never_moved() -> None:
    row = {"name": "Move", "category": "technology_staff", "fte": 1, "salary": 10_000}
    plan = small_plan(
        staffing=[{**row, "benefits_rate": 0}],
        scenarios=[change("no move", "staffing", "Move", "active", "set", "no")],
    )
    found = effect(plan, "no move")
    assert (found.saved, found.moved) == pytest.approx((30_000, 0))


def test_the_lasting_effect_is_in_dollars_of_the_first_year() -> None:
    plan = small_plan(
        staffing=[{"name": "Clerk", "fte": 2, "salary": 50_000, "benefits_rate": 0}],
        drivers={"general_inflation_rate": 0.1, "wage_growth_rate": 0.1},
        scenarios=[change("one", "staffing", "Clerk", "fte", "set", "1")],
    )
    assert effect(plan, "one").saved_for_good == pytest.approx(50_000)


def test_parts_of_an_effect_add_up() -> None:
    without = dict.fromkeys(
        ("sustained", "recurring", "lasting", "spent", "revenue", "position"), 0.0
    )
    chosen = {**without, "lasting": -3.0, "spent": -5.0, "revenue": 7.0, "position": 11.0}
    found = effect_of(without, chosen)
    assert (found.saved, found.moved, found.revenue, found.unused) == (3, 2, 7, 1)
    assert cash(found) == 11
    assert for_good(replace(found, saved_for_good=2, revenue_for_good=5)) == 7


@examples(60)
@given(plan=plans())
def test_what_goes_unused_lapses_or_stays_with_its_source(plan: Plan) -> None:
    """Money, less cost, less what lapsed and what sources still hold, is what is left."""
    funding = project(plan).funding
    money = {name: float(array[0]) for name, array in money_of_plan(project(plan)).items()}
    held = float(np.sum(funding.lapsed[:, :, 0]) + np.sum(funding.carried[:, -1, 0]))
    opening = float(funding.opening[0])
    left = opening + money["revenue"] - money["spent"] - held
    assert money["position"] == pytest.approx(left, abs=1e-3)


@examples(40)
@given(plan=plans())
def test_a_scenarios_money_is_the_same_from_its_figures(plan: Plan) -> None:
    projection = project(plan)
    of_case = {name: float(array[0]) for name, array in money_of_plan(projection).items()}
    # Every amount of a year is exact to less than a hundredth of a cent.
    assert money_of(answers(projection).figures) == pytest.approx(of_case, abs=0.05)


def test_the_examples_choice_saves_the_same_a_year_wherever_the_plan_ends() -> None:
    plan = read_plan(example("prairie-view"))
    found = [
        effect(replace(plan, district=plan.district.model_copy(update={"years": years})), name)
        for years in (7, 8, 10, 13)
        for name in ["refresh-stretched"]
    ]
    lasting, over_the_plan = [for_good(one) for one in found], [cash(one) for one in found]
    assert max(lasting) < 1.1 * min(lasting)
    assert max(over_the_plan) > 3 * min(over_the_plan)
