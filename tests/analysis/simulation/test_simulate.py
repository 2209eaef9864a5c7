"""Simulation: known answers, the projection where nothing is uncertain, and its laws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.answers import answers
from planner.analysis.simulation.draws import PARTS
from planner.analysis.simulation.outcomes import KEPT, LEVELS, Outcome, Spread, spread_of
from planner.analysis.simulation.simulate import futures, simulate, whether_money_lasts
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.tables import RangeRow
from planner.plan.what_if.ranges import check_ranges
from planner.projection.project import project
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan

Z = 1.6448536269514722
A_CENT = 0.01


def plan_with(*ranges: dict[str, Any], **tables: Any) -> Plan:  # noqa: ANN401  any table
    """One flat license of $1,000 and a fund of $5,000 that keeps the rest in the reserve."""
    plan = small_plan(
        licenses=[
            {"name": "A", "category": "instructional_software", "basis": "flat", "price": 1000}
        ],
        funding=[
            {"name": "General fund", "kind": "general_fund", "unspent": "reserve", "amount": 5000}
        ],
        ranges=ranges,
        **tables,
    )
    assert check_ranges(plan) == []
    return plan


def range_of(**told: Any) -> dict[str, Any]:  # noqa: ANN401  any cell
    cell = {"name": "Price", "table": "licenses", "changes": "A", "field": "price", "how": "add"}
    return {**cell, "shape": "normal", "low": "-100", "high": "100", **told}


def test_linear_plan_with_a_normal_driver_has_the_mean_and_spread_of_the_formula() -> None:
    found = simulate(plan_with(range_of()), 4096).main.spreads
    deviation = 100 / Z
    np.testing.assert_allclose(found["cost"].mean, 1000, atol=0.5)
    expected = 1000 + deviation * np.array([-Z, -0.6744897501960817, 0, 0.6744897501960817, Z])
    np.testing.assert_allclose(found["cost"].quantiles[:, 0], expected, atol=0.8)
    # What is not spent goes to the reserve, once for every year that has passed.
    np.testing.assert_allclose(found["reserve"].mean, [4000, 8000, 12_000], rtol=1e-3)
    spread = simulate(plan_with(range_of()), 4096).main.yearly["reserve"].std(axis=1)
    np.testing.assert_allclose(spread, deviation * np.array([1, 2, 3]), rtol=0.01)


def test_years_drawn_apart_even_out() -> None:
    plan = plan_with(range_of(every_year=True))
    spread = simulate(plan, 4096).main.yearly["reserve"].std(axis=1)
    np.testing.assert_allclose(spread, 100 / Z * np.sqrt([1, 2, 3]), rtol=0.01)


def test_chances_of_a_yes_no_are_those_typed() -> None:
    gone = {"name": "Cut", "table": "funding", "changes": "General fund", "field": "amount"}
    event = range_of(**gone, how="multiply", shape="yes_no", low="", high="", chance=0.3, value="0")
    found = simulate(plan_with(event), 4096).main
    assert found.funded_so_far[-1].value == pytest.approx(0.7, abs=0.001)
    assert found.at_policy_so_far[0].value == pytest.approx(0.7, abs=0.001)
    assert found.at_policy_so_far[0].standard_error < 0.001


def test_vote_is_drawn_and_a_scenario_in_which_it_fails_has_the_last_word() -> None:
    levy = {
        "name": "Levy",
        "kind": "local_levy",
        "voted": "not_yet_counted",
        "amount": 900,
        "renewal_probability": 0.6,
    }
    fails = {"name": "fails", "table": "funding", "changes": "Levy", "field": "active"}
    plan = small_plan(
        funding=[levy],
        licenses=[
            {"name": "A", "category": "instructional_software", "basis": "flat", "price": 500}
        ],
        scenarios=[{**fails, "value": "no"}],
    )
    base, without = simulate(plan, 1024, 1, ["base", "fails"]).outcomes
    assert base.funded_so_far[-1].value == pytest.approx(0.6, abs=0.005)
    assert without.funded_so_far[-1].value == 0
    sure = replace(plan, funding=(plan.funding[0].model_copy(update={"renewal_probability": 1.0}),))
    assert np.ptp(simulate(sure, 64).main.yearly["cost"]) == 0


def test_what_is_set_gives_way_to_a_scenario_and_what_is_added_lies_around_it() -> None:
    dear = {"name": "dear", "table": "licenses", "changes": "A", "field": "price", "value": "3000"}
    for how, low, high, spread in (("set", "900", "1100", 0.0), ("add", "-100", "100", 100 / Z)):
        plan = plan_with(range_of(how=how, low=low, high=high), scenarios=[dear])
        cost = simulate(plan, 1024, 1, ["dear"]).main.yearly["cost"][0]
        assert cost.mean() == pytest.approx(3000, abs=1)
        assert cost.std() == pytest.approx(spread, rel=0.02)


def test_draws_never_leave_what_the_table_allows() -> None:
    growth = range_of(
        table="assumptions", changes="wage_growth_rate", field="value", low="-40%", high="90%"
    )
    people = [{"name": "Technician", "fte": 1, "salary": 100.0, "benefits_rate": 0.0}]
    cost = simulate(plan_with(growth, staffing=people), 4096).main.yearly["cost"] - 1000
    ratio = cost[1] / cost[0]
    assert ratio.min() == pytest.approx(0.5)
    assert ratio.max() == pytest.approx(2.0)


def test_whole_numbers_are_drawn_whole() -> None:
    fleet = [
        {
            "name": "Laptops",
            "category": "staff_devices",
            "serves": "nobody",
            "fixed_units": 60,
            "unit_price": 1,
            "useful_life_years": 3,
        }
    ]
    life = range_of(
        table="devices",
        changes="Laptops",
        field="useful_life_years",
        how="set",
        shape="uniform",
        low="2",
        high="6",
    )
    sustained = simulate(plan_with(life, devices=fleet), 1024).main.yearly["structural_balance"]
    lives = 60 / (5000 - 1000 - sustained[0])
    assert set(np.round(lives, 6).tolist()) == {2.0, 3.0, 4.0, 5.0, 6.0}


NOTHING = [
    range_of(low="0", high="0"),
    range_of(shape="pert", low="0", likely="0", high="0", every_year=True),
    range_of(how="multiply", shape="lognormal", low="1", high="1"),
    range_of(how="set", shape="triangular", low="1000", likely="1000", high="1000"),
    range_of(how="set", shape="yes_no", low="", high="", chance=0.0, value="9000"),
    range_of(how="set", shape="yes_no", low="", high="", chance=1.0, value="1000"),
]


@pytest.mark.parametrize("spread", NOTHING)
def test_zero_spread_is_the_projection_to_the_last_bit(spread: dict[str, Any]) -> None:
    plan = plan_with(spread)
    alone = futures(project(plan))
    for name, array in simulate(plan, 48).main.yearly.items():
        assert (array == alone[name]).all()


@examples(40)
@given(st.data())
def test_zero_spread_is_the_projection_to_the_cent_on_any_plan(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    sure = tuple(
        fund.model_copy(update={"renewal_probability": None if fund.row % 2 else 1.0})
        for fund in plan.funding
    )
    nothing = {"how": "add", "shape": "triangular", "low": "0", "likely": "0", "high": "0"}
    cells = [
        ("assumptions", "wage_growth_rate", "value"),
        ("assumptions", "device_price_growth_rate", "value"),
        ("district", "", "staff"),
    ]
    rows = tuple(
        RangeRow.model_validate(
            {"name": f"r{k}", "table": t, "changes": c, "field": f, "every_year": k == 1, **nothing}
        )
        for k, (t, c, f) in enumerate(cells)
    )
    plan = replace(plan, funding=sure, ranges=rows)
    found, known = simulate(plan, PARTS).main, answers(project(plan))
    for name, expected in (
        ("reserve", known.reserve),
        ("cost", known.cost),
        ("structural_balance", known.structural_balance),
        ("unfunded", known.unfunded),
        ("ending_support", known.ending_support),
        ("reserve_policy", known.reserve_policy),
    ):
        np.testing.assert_allclose(
            found.yearly[name], np.repeat(expected[:, None], PARTS, 1), rtol=1e-9, atol=A_CENT
        )
    for name in KEPT:
        assert np.ptp(found.spreads[name].quantiles, axis=0).max() == 0
    cliff = known.cliff
    assert list(found.cliff.years) == ([] if cliff is None else [cliff.year])


@pytest.fixture(scope="module")
def prairie() -> Plan:
    return read_plan(example("prairie-view"))


def test_same_seed_gives_the_same_bytes(prairie: Plan) -> None:
    first, again = (simulate(prairie, 256, 5).main for _ in range(2))
    other = simulate(prairie, 256, 6).main
    for name in first.yearly:
        assert first.yearly[name].tobytes() == again.yearly[name].tobytes()
    assert not np.array_equal(first.yearly["cost"], other.yearly["cost"])


def test_quantiles_are_ordered_and_chances_lie_between_0_and_1(prairie: Plan) -> None:
    found = simulate(prairie, 512).main
    for spread in found.spreads.values():
        assert (np.diff(spread.quantiles, axis=0) >= 0).all()
        assert (spread.standard_error >= 0).all()
    for chances in (found.at_policy, found.at_policy_so_far, found.funded_so_far, found.balanced):
        assert all(0 <= chance.value <= 1 for chance in chances)
    for falling in (found.at_policy_so_far, found.funded_so_far):
        values = [chance.value for chance in falling]
        assert values == sorted(values, reverse=True)
    assert sum(found.cliff.years.values()) + found.cliff.none == pytest.approx(1)
    assert (np.diff(found.cliff.size) >= 0).all()


def test_a_wider_range_has_a_wider_fan() -> None:
    narrow = simulate(plan_with(range_of()), 512).main.spreads
    wide = simulate(plan_with(range_of(low="-300", high="300")), 512).main.spreads
    for name in ("cost", "reserve", "structural_balance"):
        width = [np.diff(of[name].quantiles[[0, -1]], axis=0) for of in (narrow, wide)]
        assert (width[1] > width[0]).all()


def differences(one: Outcome, other: Outcome) -> dict[str, Spread]:
    """How far one scenario is above another in the same draws."""
    return {name: spread_of(one.yearly[name] - other.yearly[name]) for name in KEPT}


def test_the_same_scenario_twice_differs_nowhere(prairie: Plan) -> None:
    one, other = simulate(prairie, 256, 1, ["levy-fails", "levy-fails"]).outcomes
    for spread in differences(one, other).values():
        assert not spread.quantiles.any()
        assert not spread.standard_error.any()


def test_a_difference_is_surer_than_what_it_is_between(prairie: Plan) -> None:
    base, stretched = simulate(prairie, 512, 1, ["base", "refresh-stretched"]).outcomes
    apart = differences(stretched, base)["cost"]
    assert (apart.standard_error[2:] < base.spreads["cost"].standard_error[2:]).all()


def test_standard_error_is_how_far_seeds_lie_apart(prairie: Plan) -> None:
    found = [simulate(prairie, 256, seed).main.spreads["cost"] for seed in range(1, 31)]
    between = np.std([spread.mean[-1] for spread in found], ddof=1)
    told = np.sqrt(np.mean([spread.standard_error[-1] ** 2 for spread in found]))
    assert told == pytest.approx(between, rel=0.5)


def test_sobol_points_need_fewer_draws(prairie: Plan) -> None:
    sobol = simulate(prairie, 1024).main.spreads["cost"].standard_error[-1]
    plain = simulate(prairie, 1024, method="random").main.spreads["cost"].standard_error[-1]
    assert sobol < plain / 2


def test_cliff_of_every_draw_is_that_of_its_answers() -> None:
    ends = {"end_date": "2028-06-30"}
    grant = {"name": "Grant", "kind": "grant", "amount": 800, "award": "yearly", **ends}
    plan = small_plan(
        licenses=[
            {"name": "A", "category": "instructional_software", "basis": "flat", "price": 1000}
        ],
        funding=[{**grant, "pays_for": ("software_licenses",)}],
        ranges=[range_of(table="funding", changes="Grant", field="amount")],
    )
    found = simulate(plan, 1024).main.cliff
    assert found.years == {2029: 1.0}
    assert found.size[2] == pytest.approx(800, abs=1)
    assert found.size[-1] == pytest.approx(900, abs=2)
    assert len(found.size) == len(LEVELS)


def test_unknown_scenario_and_uneven_draws_are_refused(prairie: Plan) -> None:
    with pytest.raises(ValueError, match="16 equal parts"):
        simulate(prairie, 1000)
    with pytest.raises(Exception, match='no scenario "levy-fail"'):
        simulate(prairie, 16, 1, ["levy-fail"])


def test_chances_are_the_same_where_only_they_are_asked() -> None:
    plan = read_plan(example("prairie-view"))
    every, few = simulate(plan, 256).main, simulate(plan, 256, keep=whether_money_lasts).main
    assert set(few.yearly) == {"reserve", "reserve_policy", "unfunded"}
    for chance in ("at_policy", "at_policy_so_far", "funded_so_far"):
        assert getattr(few, chance) == getattr(every, chance)
