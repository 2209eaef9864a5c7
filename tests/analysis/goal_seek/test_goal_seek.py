"""Goal seek: closed forms to the cent, generated plans, ranges without an answer, draws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs.generate import examples
from planner.analysis.goal_seek.goals import Goal, GoalName
from planner.analysis.goal_seek.lever_range import boundary, look_over
from planner.analysis.goal_seek.levers import lever_of
from planner.analysis.goal_seek.solve import solve
from planner.analysis.goal_seek.trials import HeldDraws, Trials
from planner.arrays import Floats
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Change, Scenario
from planner.projection.inputs.variations import Variation
from planner.projection.project import project
from planner.projection.yearly_totals import yearly_totals
from tests.generated_plans import plans
from tests.small_plan import small_plan
from tests.tiny_plan import PlanWriter

A_CENT = 0.005
EXAMPLES = {code: one for code, one in examples().items() if one.kind == "solve"}


def one_license(**changed: Any) -> Plan:  # noqa: ANN401  tables of the plan
    """A license of $1,000 a year for three years, $700 of allocation, $600 of reserve."""
    tables: dict[str, Any] = {
        "district": {"reserve_opening_balance": 600, "reserve_policy_rate": 0.1},
        "licenses": [
            {
                "name": "Suite",
                "category": "instructional_software",
                "basis": "flat",
                "price": 1000.0,
            }
        ],
        "funding": [{"name": "General fund", "kind": "general_fund", "amount": 700.0}],
    }
    return small_plan(**{**tables, **changed})


def room(plan: Plan, goal: Goal, change: Change) -> float:
    """What is to spare with one change, projected by itself."""
    totals = yearly_totals(project(plan, Scenario("x", changes=(change,))))
    return float(goal.room(totals, plan.years)[0])


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        # Three years: 600 + 3 x - 3 x 1,000 >= 0, or >= 100; recurring money must bring 1,000.
        ("funded", 800.0),
        ("policy", 833.34),
        ("balanced", 1000.0),
    ],
)
def test_allocation_of_a_flat_license_has_a_closed_form(goal: GoalName, value: float) -> None:
    plan = one_license()
    found = solve(plan, "allocation", goal)
    assert found.value == value
    assert (found.met_now, found.steady, found.flat) == (False, True, False)
    assert room(plan, Goal(goal), found.lever.change(value)) >= -A_CENT
    assert room(plan, Goal(goal), found.lever.change(value - 0.01)) < -A_CENT
    assert float(found.after.reserve[-1]) == pytest.approx(600 + 3 * value - 3000, abs=1e-6)


def test_goal_may_hold_through_a_year_or_from_a_year_on() -> None:
    plan = one_license()
    assert solve(plan, "allocation", "funded", by=2028).value == 700.0
    assert solve(plan, "allocation", "funded", by=2027).met_now
    grown = one_license(
        funding=[
            {"name": "General fund", "kind": "general_fund", "amount": 700.0, "growth_rate": 0.1}
        ]
    )
    # 1.1 x is enough in FY2028, whatever FY2027 lacks; half a cent of rounding is let pass.
    assert solve(grown, "allocation", "balanced", by=2028).value == 909.09


def test_lever_moved_from_a_year_on_leaves_the_years_before() -> None:
    found = solve(one_license(), "allocation", "funded", from_year=2028)
    assert found.value == 850.0
    assert found.after.recurring_revenue.tolist() == [700, 850, 850]


def test_price_at_which_money_suffices_is_rounded_down() -> None:
    found = solve(one_license(), "licenses/Suite/price", "funded")
    assert found.value == 900.0
    assert solve(one_license(), "licenses/Suite/price", "policy").value == pytest.approx(870.96)


def test_value_that_already_meets_the_goal_says_how_far_it_may_go() -> None:
    plan = one_license(funding=[{"name": "G", "kind": "general_fund", "amount": 2000.0}])
    found = solve(plan, "allocation", "balanced")
    assert (found.met_now, found.value) == (True, 1000.0)


def test_lever_that_touches_nothing_says_so() -> None:
    plan = one_license()
    found = solve(plan, "assumptions/security_price_growth_rate", "funded")
    assert (found.value, found.flat) == (None, True)
    assert found.best_room == pytest.approx(-300)


def test_no_value_within_the_bounds_says_so_and_gives_the_best() -> None:
    plan = one_license(district={"reserve_opening_balance": 0, "reserve_policy_rate": 0.1})
    found = solve(plan, "district/reserve_policy_rate", "policy")
    assert (found.value, found.holds, found.best) == (None, (), 0.0)
    assert found.best_room == pytest.approx(-300)
    assert not found.flat


def test_goal_met_everywhere_leaves_the_lever_alone() -> None:
    found = solve(one_license(), "district/reserve_policy_rate", "funded", by=2027)
    assert found.always
    assert found.best == 0.1


def fleet(**rest: Any) -> Plan:  # noqa: ANN401  cells of the fleet
    return small_plan(
        district={"years": 6, "reserve_opening_balance": 0, "reserve_policy_rate": 0},
        devices=[
            {
                "name": "Laptops",
                "category": "staff_devices",
                "serves": "nobody",
                "fixed_units": 100,
                "unit_price": 100.0,
                "useful_life_years": 2,
                **rest,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2026, "units": 100}],
        funding=[{"name": "G", "kind": "general_fund", "amount": 3000.0}],
    )


def test_useful_life_is_a_whole_number() -> None:
    """The level purchase is 10,000 / n: at most 3,000 from four years on."""
    found = solve(fleet(), "refresh", "balanced")
    assert (found.value, found.lever.name) == (4.0, "devices/Laptops/useful_life_years")
    assert found.holds == ((4.0, 20.0),)


def test_lever_that_helps_and_harms_is_told_apart() -> None:
    """All 100 are bought in the year 2026 + n: the money is saved up for it from the fifth on."""
    plan = fleet(useful_life_years=1)
    by_life = {
        n: room(plan, Goal("funded"), lever_of(plan, "refresh").change(n)) for n in range(1, 21)
    }
    found = solve(plan, "refresh", "funded")
    met = [n for n, left in by_life.items() if left >= -A_CENT]
    assert found.value == min(met)
    stretches = [n for low, high in found.holds for n in range(int(low), int(high) + 1)]
    assert stretches == met
    rooms = np.diff(list(by_life.values()))
    assert found.steady == bool((rooms >= -A_CENT).all() or (rooms <= A_CENT).all())


class Hill(Trials):
    """A goal that is met within ten of 123.45 and nowhere else."""

    def scores(self, values: Floats) -> Floats:
        return 10.0 - np.abs(values - 123.45)


def test_narrow_stretch_between_two_values_tried_is_found() -> None:
    plan, base = one_license(), Scenario(BASE)
    hill = Hill(lever_of(plan, "allocation"), Goal("funded"), HeldDraws(plan, base, base))
    seen = look_over(hill)
    assert boundary(hill, seen, met_now=False) == 13345  # of the two ends that nearest to 700
    low = replace(hill, lever=replace(hill.lever, present=np.zeros(3)))
    assert boundary(low, look_over(low), met_now=False) == 11345


@settings(max_examples=25, deadline=None)
@given(plan=plans(), goal=st.sampled_from(["balanced", "policy", "funded"]))
def test_answer_meets_the_goal_and_a_cent_less_does_not(plan: Plan, goal: GoalName) -> None:
    money = [row for row in plan.funding if row.amount is not None and row.kind != "erate"]
    if not money:
        return
    lever = f"funding/{money[0].name}/amount"
    try:
        found = solve(plan, lever, goal)
    except PlanError as error:
        assert {problem.code for problem in error.problems} <= {"P126", "P57"}
        return
    asked = Goal(goal)
    here = room(plan, asked, found.lever.change(found.best))
    assert here == pytest.approx(found.best_room, abs=1e-6)
    if found.value is None:
        assert found.always == (here >= -A_CENT)
        return
    assert here >= -A_CENT
    beside = [room(plan, asked, found.lever.change(found.value + d)) for d in (-0.01, 0.01)]
    assert min(beside) < -A_CENT


def drawn(count: int) -> list[Variation]:
    """Prices of the license from $900 to $1,100, evenly."""
    values = 900 + 200 * (np.arange(count) + 0.5) / count
    return [Variation("licenses", "Suite", "price", "set", values[None])]


def test_chance_is_the_quantile_of_what_each_draw_needs() -> None:
    """Balanced at the price of the draw: nine tenths of the draws are below $1,080."""
    found = solve(one_license(), "allocation", "balanced", chance=0.9, draws=drawn(1000))
    assert found.value == 1080.0
    assert (found.chance, found.chance_now) == (0.9, 0.0)
    everywhere = solve(one_license(), "allocation", "balanced", draws=drawn(1000))
    assert everywhere.value == 1100.0


def test_money_settled_alone_is_what_the_whole_projection_gives() -> None:
    plan = read_plan(example("prairie-view"))
    growth = np.linspace(0.0, 0.1, 48)[None]
    draws = (Variation("assumptions", "device_price_growth_rate", "value", "set", growth),)
    base = Scenario(BASE)
    for name, year in (
        ("funding/General fund, technology/amount", None),
        ("funding/all/growth_rate", 2029),
        ("district/reserve_opening_balance", None),
        ("district/reserve_policy_rate", 2029),
    ):
        lever = lever_of(plan, name, from_year=year)
        trials = Trials(lever, Goal("policy"), HeldDraws(plan, base, base, draws, 48))
        values = np.array([0.01, 0.5])
        whole = trials._projected(values, None)
        assert trials._costed
        np.testing.assert_allclose(trials.rooms(values), whole, rtol=1e-9, atol=1e-3)


def test_draws_of_the_plan_are_those_of_its_ranges() -> None:
    plan = read_plan(example("prairie-view"))
    lever = "funding/General fund, technology/amount"
    found = solve(plan, lever, "funded", chance=0.8, draws=256)
    assert found.draws == 256
    assert found.chance is not None
    assert 0.8 <= found.chance < 0.81
    again = solve(plan, lever, "funded", chance=0.8, draws=256)
    assert (again.value, again.chance) == (found.value, found.chance)
    bare = replace(plan, ranges=(), funding=tuple(
        row.model_copy(update={"renewal_probability": None}) for row in plan.funding
    ))  # fmt: skip
    assert solve(bare, lever, "funded", chance=0.8, draws=256).draws == 1


def test_scenario_holds_besides() -> None:
    plan = read_plan(example("prairie-view"))
    lever = "funding/General fund, technology/amount"
    fails = solve(plan, lever, "balanced", scenario="levy-fails")
    assert fails.value is not None
    assert fails.value > (solve(plan, lever, "balanced").value or 0)
    restored = lever_of(plan, lever, Scenario("b", changes=(
        Change("funding", "General fund, technology", "amount", "set", 1_045_000.0, 2029),
    )))  # fmt: skip
    assert restored.present.tolist()[:3] == [760_000, 760_000, 1_045_000]


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_cannot_be_sought_is_asked_about(code: str, tiny: PlanWriter) -> None:
    asked = dict(EXAMPLES[code].options)
    plan = read_plan(tiny())
    if asked.pop("without", ""):
        plan = replace(plan, funding=tuple(f for f in plan.funding if f.kind != "fees"))
    chance = float(asked.pop("chance", "0%").rstrip("%")) / 100
    with pytest.raises(PlanError) as stopped:
        solve(plan, asked["lever"], asked["goal"], chance=chance or None)
    assert [str(problem) for problem in stopped.value.problems] == list(EXAMPLES[code].says)


@pytest.mark.parametrize(
    ("lever", "code"),
    [
        ("funding/Nobody/amount", "P50"),
        ("funding/Levy/amont", "P51"),
        ("district/reserve", "P51"),
        ("assumptions/wage", "P50"),
        ("funding/Levy/end_date", "P123"),
        ("assumptions/wage_growth_rate/from_year", "P50"),
        ("incidents/Ransomware/loss_low", "P123"),
    ],
)
def test_lever_that_is_not_there(lever: str, code: str, tiny: PlanWriter) -> None:
    with pytest.raises(PlanError) as stopped:
        lever_of(read_plan(tiny()), lever)
    assert [problem.code for problem in stopped.value.problems] == [code]


def test_years_outside_the_plan_are_refused(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    for asked in ({"by": 2050}, {"from_year": 2050}):
        with pytest.raises(PlanError, match="not a year of the plan"):
            solve(plan, "levy", "funded", **asked)  # type: ignore[arg-type]
