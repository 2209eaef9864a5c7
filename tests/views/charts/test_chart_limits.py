"""Charts at the limits between one wording, or one drawing, and the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from planner.analysis.compare import Comparison, compare
from planner.analysis.simulation.outcomes import Outcome
from planner.analysis.simulation.simulate import Simulation
from planner.plan.what_if.scenarios import Scenario
from planner.views.charts import (
    cost_against_revenue,
    refresh_calendar,
    reserve_against_policy,
    scenario_comparison,
    who_pays,
)
from planner.views.charts.cost import cost_shape
from planner.views.charts.drawn import thousands
from planner.views.charts.fan import balance_fan
from planner.views.charts.live_shapes import live_shapes
from planner.views.charts.money import payers_shape, reserve_shape
from planner.views.charts.money_rows import BELOW, ENOUGH
from planner.views.charts.scenarios import LINES_DRAWN
from planner.views.format.footed_amounts import RESERVE, UNFUNDED
from tests.small_plan import TECHNICIAN, small_plan


def fleets(*units: float) -> Comparison:
    """Fleets of so many devices, all due in FY2028."""
    names = [f"Fleet {k}" for k, _ in enumerate(units)]
    return compare(
        small_plan(
            devices=[
                {
                    "name": name,
                    "category": "staff_devices",
                    "serves": "nobody",
                    "fixed_units": count,
                    "unit_price": 1000,
                    "useful_life_years": 3,
                }
                for name, count in zip(names, units, strict=True)
            ],
            inventory=[
                {"name": name, "bought": 2025, "units": count}
                for name, count in zip(names, units, strict=True)
            ],
        )
    )


def technician(
    revenue: float,
    opening: float = 0,
    scenarios: Sequence[dict[str, Any]] = (),
    wages: float = 0,
) -> Comparison:
    """A position that costs $100,000 in the first year, paid by the general fund."""
    return compare(
        small_plan(
            drivers={"wage_growth_rate": wages},
            district={"reserve_opening_balance": opening},
            staffing=[TECHNICIAN],
            funding=[{"name": "General fund", "kind": "general_fund", "amount": revenue}],
            scenarios=scenarios,
        )
    )


def test_one_device_is_the_peak_of_a_calendar_of_one_row() -> None:
    figure = refresh_calendar(fleets(1))
    assert figure.finding.startswith("The peak year is FY2028: 1 device, compared with 0.3 in")
    assert figure.shape["height"] == 34
    assert figure.table_when_narrow
    assert [cell["share"] for cell in figure.datasets["cells"]] == [0, 1, 0]
    assert [cell["shown"] for cell in figure.datasets["cells"]] == ["", "1", ""]


def test_a_calendar_shades_by_the_most_that_is_bought() -> None:
    figure = refresh_calendar(fleets(4, 1, 3))
    assert figure.shape["height"] == 3 * 34
    shares = {cell["fleet"]: cell["share"] for cell in figure.datasets["cells"] if cell["share"]}
    assert shares == {"Fleet 0": 1.0, "Fleet 1": 0.25, "Fleet 2": 0.75}


def test_a_calendar_without_fleets_keeps_the_height_of_a_row() -> None:
    assert refresh_calendar(fleets()).shape["height"] == 34


@pytest.mark.parametrize(
    ("revenue", "finding"),
    [
        (100_000.0, "Recurring revenue covers the sustainable annual cost in every year."),
        (99_999.0, "The sustainable annual cost is above recurring revenue in 3 of 3 years."),
    ],
)
def test_revenue_equal_to_the_cost_covers_it(revenue: float, finding: str) -> None:
    assert cost_against_revenue(technician(revenue)).finding == finding


def test_names_of_lines_stand_two_lines_of_text_apart_where_the_lines_end() -> None:
    """At $104,000 and $110,250: 30 of 210 pixels, on an axis up to a fifth beyond the highest."""
    apart = 30 / 210 * 110.25 * 1.2
    middle = (104 + 110.25) / 2
    figure = cost_against_revenue(technician(104_000, wages=0.05))
    assert figure.datasets["ends"] == [
        {"year": "FY2029", "at": middle - apart / 2, "word": ["Recurring", "revenue"]},
        {"year": "FY2029", "at": middle + apart / 2, "word": ["Sustainable", "annual cost"]},
    ]


@pytest.mark.parametrize(("opening", "standing"), [(10_000, ENOUGH), (9_999, BELOW)])
def test_a_reserve_equal_to_the_policy_is_colored_as_enough(opening: float, standing: str) -> None:
    figure = reserve_against_policy(technician(100_000, opening))
    assert {row["standing"] for row in figure.datasets["reserve"]} == {standing}


@pytest.mark.parametrize(
    ("revenue", "finding"),
    [
        (100_000, "By FY2029: nothing unfunded, $0 in reserve."),
        (99_999, "By FY2029: $3 unfunded, $0 in reserve."),
    ],
)
def test_a_plan_that_ends_at_zero_is_not_short(revenue: float, finding: str) -> None:
    assert scenario_comparison(technician(revenue)).finding == finding


def test_of_too_many_scenarios_the_main_the_best_and_the_worst_are_drawn() -> None:
    more = [
        {
            "name": f"{number}",
            "table": "funding",
            "changes": "General fund",
            "field": "amount",
            "how": "add",
            "value": f"{number}",
        }
        for number in range(LINES_DRAWN + 2)
    ]
    figure = scenario_comparison(technician(99_000, scenarios=more))
    best = str(LINES_DRAWN + 1)
    drawn = ["Current plan", *map(str, range(LINES_DRAWN - 2)), best]
    assert list(dict.fromkeys(row["scenario"] for row in figure.datasets["scenarios"])) == drawn


def test_a_long_name_at_the_end_of_a_line_is_broken_and_cut_after_its_second_line() -> None:
    title = "Without the levy that voters turned down in November and all that it would have paid"
    change = {"table": "funding", "changes": "General fund", "field": "amount", "value": "0"}
    long = {"name": "none", "title": title, "how": "set", **change}
    figure = scenario_comparison(technician(100_000, scenarios=[long]))
    assert [end["word"] for end in figure.datasets["ends"]] == [
        ["A Current plan"],
        ["B Without the levy that voters", "turned down in November and …"],
    ]


def test_names_of_scenarios_stand_apart_by_a_line_of_text_or_by_two_where_there_is_room() -> None:
    """Short by $3,000 and $3,030: 15 or 30 of 210 pixels, on an axis up to a fifth beyond."""
    change = {"table": "funding", "changes": "General fund", "field": "amount", "how": "set"}
    more = [{"name": name, "value": name, **change} for name in ("99000", "98990")]
    ends = scenario_comparison(technician(100_000, scenarios=more)).datasets["ends"]
    line, middle = 15 / 210 * 3.03 * 1.2, -3.015
    for at, apart in (("narrow_at", line), ("wide_at", 2 * line)):
        assert [end[at] for end in ends] == pytest.approx(
            [0, middle + apart / 2, middle - apart / 2], abs=1e-4
        )


def test_a_balance_is_told_on_its_bar_in_thousands() -> None:
    figure = reserve_against_policy(technician(100_000, 600_000))
    assert {row["shown"] for row in figure.datasets["reserve"]} == {"600"}


def test_what_a_reader_tries_out_is_drawn_with_every_line_and_payer_of_the_plan() -> None:
    plan = technician(100_000).plan
    staff = cost_shape(["Technology staff"])
    payers = payers_shape(plan, ["General fund", RESERVE, UNFUNDED])
    assert live_shapes(plan) == {
        "cost_against_revenue": {"layer": staff["layer"]},
        "who_pays": {"layer": payers["layer"]},
        "reserve_against_policy": {"layer": reserve_shape(has_policy=True)["layer"]},
    }


def test_what_is_tried_out_is_drawn_against_a_policy_that_the_board_states_anywhere() -> None:
    policy = {"name": "policy", "table": "district", "value": "10%"}
    named = {**policy, "changes": "reserve_policy_rate"}
    in_a_column = {**policy, "field": "reserve_policy_rate"}
    in_2029 = {**in_a_column, "from_year": 2029}
    switched_off = {**in_2029, "active": False}
    for scenarios, changes, stated in (
        ([], [], False),
        ([named], [], True),
        ([in_a_column], [], True),
        ([], [in_2029], True),
        ([], [switched_off], False),
    ):
        plan = small_plan(
            district={"reserve_policy_rate": 0},
            staffing=[TECHNICIAN],
            scenarios=scenarios,
            changes=changes,
        )
        drawn = live_shapes(plan)["reserve_against_policy"]
        assert drawn == {"layer": reserve_shape(has_policy=stated)["layer"]}
    assert reserve_shape(has_policy=True)["layer"] != reserve_shape(has_policy=False)["layer"]


def test_charts_draw_to_ten_cents() -> None:
    assert thousands(1234.567) == 1.2346


def test_totals_of_tables_are_ruled() -> None:
    comparison = fleets(1)
    ruled = '<tr class="total"><th scope="row">'
    cost = cost_against_revenue(comparison).table_html
    assert f"{ruled}Total</th>" in cost
    assert f"{ruled}Structural balance</th>" in cost
    assert f"{ruled}Total</th>" in who_pays(comparison).table_html


@pytest.mark.parametrize(
    ("amounts", "says"),
    [
        ((500.0, 500.99), "is $501 in nine of ten futures."),
        ((500.0, 501.0), "is between $500 and $501 in nine of ten futures; the median is $501."),
        ((0.49, 0.49), "is $0 in nine of ten futures."),
        ((0.5, 0.5), "is $1 in nine of ten futures."),
        ((1.0, 1.0), "is $1 in nine of ten futures."),
        ((-0.5, -0.5), "is minus $1 in nine of ten futures."),
        (
            (-900.0, 20.0),
            "is between minus $900 and $20 in nine of ten futures; the median is $20.",
        ),
    ],
)
def test_amounts_of_a_fan_are_told_with_their_sign(amounts: tuple[float, float], says: str) -> None:
    """Five of 48 futures are low, all others are high."""
    last = [amounts[0]] * 5 + [amounts[1]] * 43
    names = (
        "cost",
        "reserve",
        "unfunded",
        "reserve_policy",
        "ending_support",
        "structural_balance",
    )
    yearly = {name: np.array([[0.0] * 48, last]) for name in names}
    found = Outcome(Scenario("base"), (2027, 2028), yearly)
    figure = balance_fan(Simulation(small_plan(), 48, 1, "sobol", (), (found,)))
    assert figure.finding == f"In FY2028 the structural balance {says}"
