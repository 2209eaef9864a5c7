"""What a solve takes over from another of the same plan: the numbers are those of a whole solve."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.rulebook.kept import READ_FOR, Kept, begin, differences
from planner.rulebook.ledger import solve
from planner.rulebook.plan_data import Data, facts, plan_data, scenario_data
from tests.generated_plans import examples, plans, scenarios
from tests.twin.computed import said


def changes(*some: Data) -> Data:
    return {"changes": list(some), "support_ends": {}}


def change(table: str, row: str, field: str, value: object = 1.0, **other: object) -> Data:
    usual = {"how": "set", "from_year": None, "stated_in": None, "numeric": True}
    return {"table": table, "row": row, "field": field, "value": value, **usual, **other}


def one_after_the_other(plan: Data, asked: list[Data]) -> None:
    """Each solve, with what the one before has found, equals one that knows of none."""
    kept, fresh = Kept(), {}
    for number, scenario in enumerate(asked):
        found = said(solve(plan, scenario, facts(), kept))
        question = repr(scenario)
        if question not in fresh:  # one that is asked again has been solved without help before
            fresh[question] = said(solve(plan, scenario, facts()))
        assert found == fresh[question], number


@examples(60)
@given(st.data())
def test_generated_moves_one_after_the_other(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    moves = [data.draw(scenarios(plan)) for _ in range(2)]
    both = Scenario("both", changes=(*moves[0].changes, *moves[1].changes[:1]))
    fewer = replace(moves[0], changes=moves[0].changes[1:])
    asked = [Scenario(BASE), moves[0], fewer, moves[1], both, moves[0], Scenario(BASE)]
    one_after_the_other(plan_data(plan), [scenario_data(scenario) for scenario in asked])


@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_every_lever_of_an_example_one_after_the_other(district: str) -> None:
    plan = read_plan(example(district))
    data = plan_data(plan)
    asked = [changes()]
    for name, read_for in READ_FOR.items():
        asked.append(changes(change("assumptions", name, "value", 0.07)))
        for table in read_for:
            row = data["rows"][table][0]["key"] if data["rows"][table] else "all"
            asked.append(changes(change(table, row, "active", value=False)))
    for table, rows in data["rows"].items():
        if table != "eligibility":
            asked += [changes(change(table, row["key"], "active", value=False)) for row in rows[:2]]
            asked.append(changes(change(table, "all", "active", value=True, from_year=2028)))
    asked += [
        changes(change("district", "", name, value))
        for name, value in (
            ("reserve_policy_rate", 0.3),
            ("reserve_opening_balance", 5.0),
            ("reserve_interest_rate", 0.1),
            ("general_fund_total", 1e6),
            ("staff", 50.0),
            ("category_two_used", 7.0),
        )
    ]
    asked += [scenario_data(scenario_of(plan, name)) for name in plan.scenario_names]
    one_after_the_other(data, asked)


def test_what_two_lists_of_changes_do_not_change_alike() -> None:
    every, one = change("staffing", "all", "fte"), change("staffing", "Tech", "fte", how="add")
    policy = change("district", "", "reserve_policy_rate")
    assert differences([every, one], [every, one]) == {}
    assert differences([every, one], [one, every]) == {"staffing": ["Tech"]}
    assert differences([every], [one]) == {"staffing": ["all", "Tech"]}
    assert differences([policy], []) == {"district": ["reserve_policy_rate"]}


@pytest.mark.parametrize(
    ("moved", "costs", "rulings_stay", "support_stays"),
    [
        ([], {}, True, True),
        ([change("funding", "Levy", "amount")], {}, True, True),
        ([change("eligibility", "Levy", "active")], {}, False, True),
        ([change("district", "", "reserve_policy_rate")], {}, True, True),
        ([change("district", "", "lunch_rate")], None, True, False),
        ([change("enrollment", "K-5", "students")], None, True, False),
        ([change("assumptions", "staff_growth_rate", "value")], None, True, False),
        ([change("assumptions", "all", "value")], None, True, False),
        ([change("assumptions", "general_fund_growth_rate", "value")], {}, True, False),
        (
            [change("assumptions", "wage_growth_rate", "value")],
            {table: ["all"] for table in ("repair", "staffing", "training", "privacy")},
            True,
            False,
        ),
        ([change("inventory", "Lot", "units")], {"devices": ["all"]}, True, False),
        ([change("network", "Switches", "units")], {"network": ["Switches"]}, True, False),
        ([change("devices", "Carts", "replacement", "lease", numeric=False)], None, False, False),
    ],
)
def test_what_a_move_touches(
    moved: list[Data], costs: object, rulings_stay: bool, support_stays: bool
) -> None:
    kept = Kept()
    begin(kept, changes(change("funding", "Grant", "amount")))
    assert (kept.costs, kept.rulings_stay, kept.support_stays) == (None, False, False)
    kept.scenario = changes(change("funding", "Grant", "amount"))
    begin(kept, changes(change("funding", "Grant", "amount"), *moved))
    assert kept.scenario is None
    found = (kept.costs, kept.rulings_stay, kept.support_stays)
    assert found == (costs, rulings_stay, support_stays)
