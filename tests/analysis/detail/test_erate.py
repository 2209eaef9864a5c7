"""E-Rate at a glance: what it says is what the ledger has, to the cent."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.detail.erate import erate_overview
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.ledger import ledger
from planner.projection.project import project
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan

INTERNET = {"name": "Internet", "category": "internet_access", "basis": "flat", "price": 12_000}
UPKEEP = {"name": "Upkeep", "category": "network_maintenance", "basis": "flat", "price": 20_000}
ERATE = {"name": "E-Rate", "kind": "erate"}


def with_erate(*others: dict[str, Any], **rest: Any) -> Plan:  # noqa: ANN401  tables of a plan
    """Internet access for $12,000 and upkeep of the network for $20,000, at 80%."""
    return small_plan(licenses=[INTERNET, UPKEEP], funding=[ERATE, *others], **rest)


def agree_with_ledger(plan: Plan, scenario: str | Scenario = "base") -> None:
    """What E-Rate provides, in parts and in total, is its revenue in the ledger."""
    projection = project(plan, scenario)
    found, rows = erate_overview(projection), ledger(projection)
    revenue = rows[(rows["side"] == "revenue") & (rows["category"] == "erate")]
    by_year = revenue.groupby("fiscal_year")["amount"].sum().reindex(plan.years, fill_value=0.0)
    if found is None:
        assert not by_year.any()
        return
    parts = sum(found.earned.values(), np.zeros(len(plan.years)))
    parts = parts - found.refunded_later + found.refunds
    assert parts == pytest.approx(by_year.to_numpy(), rel=1e-9, abs=0.001)
    assert found.received == pytest.approx(by_year.to_numpy(), rel=1e-9, abs=0.001)
    under_and_above = dict.fromkeys(plan.years, 0.0)
    for cycle in found.cycles:
        assert cycle.used_before + cycle.used.sum() <= max(cycle.budget, cycle.used_before) + 0.001
        for year, amount in zip(cycle.years, cycle.used + cycle.above, strict=True):
            under_and_above[year] += float(amount)
    asked = list(under_and_above.values())
    assert found.eligible["category_two"] == pytest.approx(asked, rel=1e-9, abs=0.001)


@pytest.mark.parametrize("scenario", ["base", "erate-halved"])
def test_example_agrees_with_its_ledger(scenario: str) -> None:
    agree_with_ledger(read_plan(example("prairie-view")), scenario)


@pytest.mark.parametrize(
    "plan",
    [
        with_erate(),
        with_erate(district={"fiscal_year_start_month": 1, "first_year": 2031}),
        with_erate(district={"category_two_used": 29_000}),
        small_plan(
            licenses=[INTERNET, UPKEEP],
            funding=[{**ERATE, "receipt_delay_months": 12, "start_date": date(2028, 1, 1)}],
        ),
        with_erate({"name": "Grant", "kind": "grant", "amount": 25_000, "order": 0}),
    ],
    ids=["plain", "two cycles in a year", "little left", "refunds", "a grant pays first"],
)
def test_small_plans_agree_with_their_ledgers(plan: Plan) -> None:
    agree_with_ledger(plan)


@examples(60)
@given(plan=plans(erate=True), data=st.data())
def test_generated_plans_agree_with_their_ledgers(plan: Plan, data: st.DataObject) -> None:
    agree_with_ledger(plan, data.draw(scenarios(plan)))


def test_budget_is_used_up_in_the_second_year() -> None:
    """Of $30,175 the first year takes 20,000; of the second, 9,825 are above the rest."""
    found = erate_overview(project(with_erate()))
    assert found is not None
    (cycle,) = found.cycles
    assert cycle.budget == pytest.approx(30_175)
    assert cycle.used.tolist() == pytest.approx([20_000, 10_175, 0])
    assert cycle.above.tolist() == pytest.approx([0, 9_825, 20_000])
    assert cycle.last_fiscal_year == 2031
    assert found.earned["category_two"].tolist() == pytest.approx([16_000, 8_140, 0])


def test_calendar_year_between_two_cycles_is_in_both() -> None:
    plan = with_erate(district={"fiscal_year_start_month": 1, "first_year": 2031})
    found = erate_overview(project(plan))
    assert found is not None
    assert [cycle.years for cycle in found.cycles] == [(2031,), (2031, 2032, 2033)]
    assert [cycle.last_fiscal_year for cycle in found.cycles] == [2031, 2036]
    assert [cycle.published for cycle in found.cycles] == [True, False]


def test_share_of_students_is_calculated_from_the_schools_where_it_is_not_typed() -> None:
    school = {"name": "School", "students": 100, "lunch_rate": 0.62, "rural": "yes"}
    untyped = {"lunch_rate": None, "locale": ""}
    found = erate_overview(project(with_erate(district=untyped, enrollment=[school])))
    assert found is not None
    assert (found.is_typed, found.locale) == (False, "rural")
    assert found.lunch_share.tolist() == pytest.approx([0.62] * 3)


def test_a_source_that_is_switched_off_is_no_erate() -> None:
    plan = small_plan(licenses=[INTERNET], funding=[{**ERATE, "active": False}])
    assert erate_overview(project(plan)) is None
