"""What is kept first is paid first, and priorities that are all the same change nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.tables.roster import COST_TABLES
from planner.projection.funding.paying_sources import share_left
from planner.projection.funding.pools import Pools, pools_of
from planner.projection.ledger import RESERVE
from planner.projection.project import Projection, project
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan

#: Amounts that are money and no rounding [USD].
MONEY = 0.01
RANKED = st.sampled_from(("1", "2", "3", "3", "9"))


def kind_of(source: dict[str, Any]) -> str:
    return str(source["kind"])


def ranked(plan: Plan, priority: str) -> Plan:
    """The plan with one priority for all rows of cost."""
    tables: Any = {
        table: tuple(row.model_copy(update={"priority": priority}) for row in plan.rows(table))
        for table in COST_TABLES
    }
    return replace(plan, **tables)


@examples(30)
@given(plans())
def test_one_priority_for_all_is_no_priority_whatever_its_number(plan: Plan) -> None:
    """To the last bit."""
    one, other = project(ranked(plan, "2")), project(ranked(plan, "9"))
    for name in ("paid", "reserve_paid", "unfunded", "received", "carried", "lapsed", "reserve"):
        assert np.array_equal(getattr(one.funding, name), getattr(other.funding, name)), name
    assert np.array_equal(one.structural.balance, other.structural.balance)


@examples(30)
@given(plans())
def test_structural_balance_knows_no_priority(plan: Plan) -> None:
    """Recurring money covers as much of sustained cost, whatever is paid first."""
    one, other = project(plan), project(ranked(plan, "2"))
    assert one.structural.balance == pytest.approx(other.structural.balance, rel=1e-9, abs=1e-6)


#: Rows that the same money may pay, some of them infrastructure, some on bills of E-Rate.
COSTS = (
    ("licenses", "instructional_software"),
    ("licenses", "internet_access"),
    ("security", "monitoring"),
    ("security", "firewall_basic"),
    ("training", "teacher_training"),
)
#: Money that is held in every way there is, that may pay a part of each cost or a part of a year.
SOURCES: tuple[dict[str, Any], ...] = (
    {"kind": "general_fund"},
    {"kind": "general_fund", "unspent": "reserve", "cost_share_rate": 0.5},
    {"kind": "local_levy", "end_date": date(2027, 12, 31)},
    {"kind": "grant", "award": "yearly", "unspent": "carry", "carry_limit_rate": 0.3},
    {"kind": "grant", "award": "once", "unspent": "keep"},
    {"kind": "title_i_a", "pays_for": tuple(category for _, category in COSTS)},
    {"kind": "title_iv_a", "pays_for": tuple(category for _, category in COSTS)},
    {"kind": "erate"},
    {"kind": "erate", "receipt_delay_months": 12},
)


@st.composite
def short_of_money(draw: st.DrawFn) -> Plan:
    """Several rows of different priority, and money that is not enough for all of them."""
    tables: Any = {"licenses": [], "security": [], "training": []}
    for number in range(draw(st.integers(2, 6))):
        table, category = draw(st.sampled_from(COSTS))
        row = {"name": f"Row {number}", "category": category, "priority": draw(RANKED)}
        price = draw(st.integers(1, 100)) * 1000.0
        if table == "training":
            tables[table].append({**row, "serves": "nobody", "flat_price": price})
        else:
            tables[table].append({**row, "basis": "flat", "price": price})
    funding = [
        {"name": f"Source {number}", **kind}
        | ({} if kind["kind"] == "erate" else {"amount": draw(st.integers(1, 120)) * 1000.0})
        for number, kind in enumerate(
            draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=3, unique_by=kind_of))
        )
    ]
    reserve = draw(st.integers(0, 60)) * 1000.0
    district = {"lunch_rate": 0.6, "reserve_opening_balance": reserve}
    return small_plan(**tables, funding=funding, district=district)


@examples(100)
@given(short_of_money())
def test_nothing_is_paid_while_what_is_kept_first_is_left_unpaid(plan: Plan) -> None:
    """No source, and not the reserve, pays a lower priority while it may pay a higher one.

    What it may pay is limited: to its share of the year and of a cost, to the months of older
    money, and to its room for infrastructure. The discount of E-Rate knows no priority.
    """
    check_priority(project(plan))


@examples(30)
@given(st.data())
def test_nothing_is_paid_too_early_in_any_plan_and_scenario(data: st.DataObject) -> None:
    plan = data.draw(plans())
    check_priority(project(plan, data.draw(scenarios(plan))))


def check_priority(projection: Projection) -> None:
    """Hold every payment of every year to the law."""
    pools = pools_of(projection.expenses, projection.money, projection.erate_share.of_cost)
    reserve = projection.funding.reserve_paid[..., 0]
    everything = np.ones(len(pools.priority), dtype=bool)
    for year in range(projection.expenses.cost.shape[1]):
        left = projection.funding.unfunded[:, year, 0] > MONEY
        assert not pairs(pools, everything, left, reserve[:, year] > MONEY), (RESERVE, year)
        for number, fund in enumerate(projection.funds):
            payer = Payer(projection, pools, number, year)
            for first, second in pairs(pools, pools.eligible[number], left, payer.pays > MONEY):
                assert payer.has_reason(first, second), (fund.name, year)


def pairs(pools: Pools, may_pay: Any, left: Any, pays: Any) -> list[tuple[int, int]]:  # noqa: ANN401
    """Pools that a payer may pay but left unpaid, each with one of lower priority that it paid."""
    return [
        (int(first), int(second))
        for first in np.flatnonzero(left & may_pay)
        for second in np.flatnonzero(pays)
        if pools.priority[first] < pools.priority[second]
    ]


@dataclass(frozen=True)
class Payer:
    """A source in a year, and what kept it from paying more of a pool."""

    projection: Projection
    pools: Pools
    number: int
    year: int

    def term(self, name: str) -> float:
        value: float = getattr(self.projection.money.terms, name)[self.number, self.year, 0]
        return value

    @property
    def paid(self) -> Floats:
        amounts: Floats = self.projection.funding.paid[self.number, :, self.year, 0]
        return amounts

    @property
    def pays(self) -> Floats:
        """What it pays of every pool; of E-Rate, what is surely paid out of a refund."""
        if self.projection.funds[self.number].kind != "erate":
            return self.paid
        on_bill = self.term("share") * (1.0 - self.term("refunded"))
        return self.paid - on_bill * self.pools.by_erate[:, self.year, 0]

    def has_reason(self, first: int, second: int) -> bool:
        """Whether it paid all it may of the first pool."""
        cost = self.pools.cost[first, self.year, 0]
        if self.projection.funds[self.number].kind == "erate":
            return False
        share = min(self.term("share"), self.share_of_oldest())
        if self.paid[first] >= share * self.term("cost_share") * cost - MONEY:
            return True
        infrastructure = self.pools.infrastructure
        limit = self.term("infrastructure_limit")
        if not infrastructure[first] or infrastructure[second] or not np.isfinite(limit):
            return False
        funding, opening = self.projection.funding, self.projection.money.opening[self.number, 0]
        carried = funding.carried[self.number, self.year - 1, 0] if self.year else opening
        money = carried + funding.received[self.number, self.year, 0]
        return bool(self.paid[infrastructure].sum() >= limit * money - MONEY)

    def share_of_oldest(self) -> float:
        """Share of the year in which the oldest money that there may be can pay."""
        months, fund = self.term("months"), self.projection.funds[self.number]
        share = 1.0
        if np.isfinite(months):
            share = float(share_left(np.array(months), int(np.ceil(months / 12.0)) - 1))
        if fund.limit_after_months > 12.0 and np.isfinite(self.term("carry_limit")):
            share = min(share, fund.limit_after_months / 12.0 - 1.0)
        return share
