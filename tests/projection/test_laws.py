"""The laws of the ledger, on generated plans and scenarios.

A law holds for every plan, so it needs no second model: what is checked here is checked against
what was typed and against the ledger's own sums.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.tables import FundingRow
from planner.plan.what_if.scenarios import Scenario
from planner.projection.funding.waterfall import DUST
from planner.projection.ledger import RESERVE, UNFUNDED, ledger
from planner.projection.project import Projection, project
from planner.reference.accounts import accounts
from planner.reference.erate import cycle_of
from planner.rulebook import erate, people, sources
from planner.rulebook.forecast import growth_by_band
from planner.rulebook.inputs import Cells, Tables, tables_by_year
from planner.rulebook.months import first_month_covered, last_month_covered, months_of
from planner.rulebook.plan_data import facts, plan_data, scenario_data
from tests.generated_plans import examples, made_once, plans, scenarios
from tests.generated_plans.scenarios import as_plan

#: As close as the slow model must come: relative, and in dollars.
RELATIVE, DOLLARS = 1e-9, 1e-6


def close(one: npt.ArrayLike, other: npt.ArrayLike) -> bool:
    """Whether amounts are the same but for the noise of floating point."""
    return bool(np.allclose(one, other, rtol=RELATIVE, atol=DOLLARS))


def at_most(one: Floats, other: Floats) -> bool:
    """Whether no amount is larger than the other but for noise."""
    return bool(np.all(one <= other * (1 + RELATIVE) + DOLLARS))


def counted(amounts: Floats) -> float:
    """Sum of the amounts that are rows of the ledger."""
    return float(amounts[amounts >= DUST].sum())


@dataclass(frozen=True)
class Projected:
    """A plan in a scenario, carried forward, with its ledger."""

    projection: Projection
    tables: dict[int, Tables]

    @cached_property
    def frame(self) -> pd.DataFrame:
        return ledger(self.projection)

    def side(self, side: str) -> pd.DataFrame:
        return self.frame[self.frame["side"] == side]

    def typed(self, year: int) -> dict[str, FundingRow]:
        """Rows of funding as they read in a year."""
        plan = as_plan(self.projection.plan, self.tables[year])
        return {row.name: row for row in plan.funding}

    def cells(self, year: int) -> dict[str, Cells]:
        """The same as plain data, for the rulebook's rules."""
        return {row["name"]: row for row in self.tables[year].rows["funding"]}

    def refunded(self, year: int) -> bool:
        """Whether E-Rate refunds a part of the discount of the year before, or of this year."""
        years = (year - 1, year) if year - 1 in self.tables else (year,)
        of_erate = (r for y in years for r in self.typed(y).values() if r.kind == "erate")
        return any(row.receipt_delay_months > 0 for row in of_erate)

    def months(self, year: int) -> list[int]:
        return months_of(year, self.projection.plan.district.fiscal_year_start_month)


@st.composite
def projected(draw: st.DrawFn) -> Projected:
    """Any plan in any scenario."""
    plan = draw(plans())
    scenario = draw(scenarios(plan))
    projection = project(plan, scenario)
    return Projected(projection, tables_in(plan, scenario))


def tables_in(plan: Plan, scenario: Scenario) -> dict[int, Tables]:
    """The plan's tables as they read in each year of a scenario."""
    return tables_by_year(plan_data(plan), scenario_data(scenario), facts())


PROJECTED = made_once(projected())


def array(projection: Projection, name: str) -> Floats:
    """One array of the funding, without the case axis."""
    found: Floats = getattr(projection.funding, name)[..., 0]
    return found


FLOWS = ("paid", "reserve_paid", "unfunded", "received", "carried", "lapsed", "to_reserve")


@examples(50)
@given(PROJECTED)
def test_every_amount_is_finite_and_none_is_negative(this: Projected) -> None:
    expenses = this.projection.expenses
    arrays = [array(this.projection, name) for name in (*FLOWS, "reserve")]
    arrays += [expenses.cost, expenses.prepaid, expenses.sustained, expenses.fleets.bought]
    for amounts in arrays:
        assert np.isfinite(amounts).all()
        assert (amounts >= -DOLLARS).all()
    assert np.isfinite(this.frame["amount"]).all()
    assert (this.frame["amount"] >= -DOLLARS).all()


@examples(50)
@given(PROJECTED)
def test_parts_of_the_ledger_add_to_totals(this: Projected) -> None:
    """Funded and unfunded make up the cost of every row and year; so do sums by source.

    What the ledger leaves out is each time less than a hundredth of a cent.
    """
    projection = this.projection
    funding = projection.funding
    of_fund = {fund.name: funding.paid[place] for place, fund in enumerate(projection.funds)}
    payers = {**of_fund, RESERVE: funding.reserve_paid, UNFUNDED: funding.unfunded}
    rows = {name: projection.by_line(pools)[..., 0] for name, pools in payers.items()}
    missing = projection.expenses.cost[..., 0] - sum(rows.values())
    assert (missing.sum(axis=0) < DUST).all()
    assert close(missing[:, rows[UNFUNDED].any(axis=0)], 0.0)
    by_row = this.side("expense").groupby(["line", "name", "fiscal_year"])["amount"].sum()
    whole: dict[tuple[str, str, int], float] = defaultdict(float)
    for number, line in enumerate(projection.lines):
        for place, year in enumerate(projection.years):
            parts = [float(of_payer[number, place]) for of_payer in rows.values()]
            whole[line.line, line.name, year] += sum(part for part in parts if part >= DUST)
    for key, cost in whole.items():
        assert close(by_row.get(key, 0.0), cost), key
    for side, name in (("revenue", "received"), ("lapsed", "lapsed"), ("carried", "carried")):
        assert close(this.side(side)["amount"].sum(), counted(array(projection, name)))
    by_payer = this.side("expense").groupby("source")["amount"].sum()
    for name, amounts in rows.items():
        assert close(by_payer.get(name, 0.0), counted(amounts))


@examples(50)
@given(PROJECTED)
def test_source_pays_only_what_it_may_and_while_it_is_there(this: Projected) -> None:
    """Nothing before it starts; nothing after it ends, but money that keeps or comes late."""
    paid = this.side("expense")
    for row in paid[~paid["source"].isin([RESERVE, UNFUNDED])].itertuples():
        if float(str(row.amount)) < DOLLARS:
            continue
        year, category = int(str(row.fiscal_year)), str(row.category)
        source = this.typed(year)[str(row.source)]
        names = {"all", str(row.line), category, str(row.name)}
        assert not source.pays_for or names & set(source.pays_for)
        if source.kind == "erate":
            assert accounts()[category].erate_category != "none"
        if source.kind == "erate" and this.refunded(year):
            continue  # a refund of the year before, whatever has become of the source since
        assert source.active
        months = this.months(year)
        cells = this.cells(year)[source.name]
        starts = first_month_covered(cells["start_date"])
        ends = last_month_covered(cells["end_date"])
        assert starts is None or starts <= months[-1]
        keeps = sources.usual(cells, "unspent") == "keep"
        # Money that comes late may be spent as much later.
        assert keeps or ends is None or ends + sources.delay(cells) >= months[0]


@examples(50)
@given(PROJECTED)
def test_source_pays_no_more_than_it_has_and_every_dollar_is_accounted_for(
    this: Projected,
) -> None:
    """Carried in + received = paid + carried out + lapsed + moved to the reserve."""
    paid = array(this.projection, "paid").sum(axis=1)
    carried = array(this.projection, "carried")
    opening = this.projection.money.opening
    before = np.concatenate([opening[:, :1], carried[:, :-1]], axis=1)
    money = before + array(this.projection, "received")
    assert at_most(paid, money)
    gone = carried + array(this.projection, "lapsed") + array(this.projection, "to_reserve")
    assert close(money, paid + gone)


@examples(50)
@given(PROJECTED)
def test_balance_is_the_balance_before_plus_in_minus_out(this: Projected) -> None:
    balance = array(this.projection, "reserve")
    opening = this.tables[this.projection.years[0]].district["reserve_opening_balance"]
    before = np.concatenate([[opening], balance[:-1]])
    rates = [now.district["reserve_interest_rate"] for now in this.tables.values()]
    moved = array(this.projection, "to_reserve").sum(axis=0)
    out = array(this.projection, "reserve_paid").sum(axis=0)
    assert close(balance, before * (1 + np.array(rates)) + moved - out)


@examples(50)
@given(PROJECTED)
def test_reserve_is_empty_before_anything_is_unfunded(this: Projected) -> None:
    unfunded = array(this.projection, "unfunded").sum(axis=0)
    balance = array(this.projection, "reserve")
    assert close(np.minimum(unfunded, balance), 0.0)


@examples(50)
@given(plans())
def test_prices_of_nothing_cost_nothing(plan: Plan) -> None:
    free: Any = {
        table: tuple(
            row.model_copy(update={name: 0.0 for name in fields if getattr(row, name) is not None})
            for row in plan.rows(table)
        )
        for table, fields in PRICES.items()
    }
    projection = project(replace(plan, changes=(), **free))
    assert not projection.expenses.cost.any()
    assert not projection.expenses.sustained.any()
    assert not any(array(projection, name).any() for name in ("paid", "reserve_paid", "unfunded"))
    assert not (ledger(projection)["side"] == "expense").any()


@examples(50)
@given(plans(erate=False))
def test_twice_the_prices_and_amounts_are_twice_every_dollar(plan: Plan) -> None:
    """To the last bit, since doubling is exact. E-Rate is left out: its budgets are dollars."""
    # An allocation is left out: the law names its sizes in dollars. So are changes in dollars.
    plan = replace(
        plan,
        changes=(),
        funding=tuple(row.model_copy(update={"allocation": None}) for row in plan.funding),
    )
    once, twice = project(plan), project(doubled(plan))
    for name in (*FLOWS, "reserve"):
        assert np.array_equal(2 * array(once, name), array(twice, name)), name
    for name in ("cost", "prepaid", "sustained"):
        assert np.array_equal(2 * getattr(once.expenses, name), getattr(twice.expenses, name))
    assert np.array_equal(2 * once.reserve_policy, twice.reserve_policy)
    assert np.array_equal(once.expenses.fleets.bought, twice.expenses.fleets.bought)


#: Every column in dollars whose cost grows with it, by table.
PRICES: dict[str, tuple[str, ...]] = {
    "devices": ("unit_price", "setup_per_unit", "management_license", "trade_in"),
    "inventory": ("lease_payment", "lease_buyout"),
    "repair": ("price_per_repair", "parts_per_repair", "hourly_wage", "price_per_device"),
    "licenses": ("price",),
    "security": ("price",),
    "staffing": ("salary", "benefits_per_fte", "outsourced_price"),
    "training": ("price_per_person", "hourly_rate", "flat_price"),
    "privacy": ("price", "hourly_cost", "salary"),
    "network": ("unit_price", "installation_per_unit"),
}
MONEY = {
    **PRICES,
    "funding": (
        "amount", "amount_per_student", "fee_per_person", "spent_before", "displaced_base",
        "opening_balance",
    ),
}  # fmt: skip


def doubled(plan: Plan) -> Plan:
    """The plan with every price and every amount of money twice as large."""
    tables: Any = {
        table: tuple(
            row.model_copy(
                update={
                    name: 2 * getattr(row, name)
                    for name in fields
                    if getattr(row, name) is not None
                }
            )
            for row in plan.rows(table)
        )
        for table, fields in MONEY.items()
    }
    opening = 2 * plan.district.reserve_opening_balance
    district = plan.district.model_copy(update={"reserve_opening_balance": opening})
    return replace(plan, district=district, **tables)


@examples(50)
@given(PROJECTED, st.floats(1.0, 1e6))
def test_larger_reserve_never_leaves_more_unfunded(this: Projected, more: float) -> None:
    """The scenario's changes are left out, because they may set the reserve themselves."""
    plan = this.projection.plan
    richer = {"reserve_opening_balance": plan.district.reserve_opening_balance + more}
    poor = project(plan)
    rich = project(replace(plan, district=plan.district.model_copy(update=richer)))
    less, most = (array(p, "unfunded").sum(axis=0) for p in (rich, poor))
    assert at_most(less, most)


@examples(50)
@given(plans(erate=True))
def test_erate_pays_at_most_the_discount_and_within_the_budgets(plan: Plan) -> None:
    """No row gets more than discount x cost; Category Two no more than the cycles' budgets.

    The budget of a cycle is the largest that any of the plan's years reckons, so the sum over
    the cycles the plan touches bounds what Category Two can bring, whatever the fiscal year.
    """
    projection = project(plan)
    tables = tables_in(plan, projection.scenarios[0])
    place = next(s for s, fund in enumerate(projection.funds) if fund.kind == "erate")
    paid = projection.by_line(projection.funding.paid[place])[:, :, 0]
    by_row = people.students_by_row(growth_by_band(plan_data(plan)), tables)
    rates = [
        erate.discounts(now, erate.lunch_share(now, by_row[year]), erate.locale_of(now))
        for year, now in tables.items()
    ]
    one, two = (np.array([rate[k] for rate in rates]) for k in (0, 1))
    rate = {"category_one": one, "category_two": two, "none": np.zeros(len(rates))}
    kinds = [line.erate_category for line in projection.lines]
    share = np.array([now.drivers["erate_share"] for now in tables.values()])
    most = [
        rate[kind] * share * projection.expenses.cost[number, :, 0]
        for number, kind in enumerate(kinds)
    ]
    if plan.funding[place].receipt_delay_months:  # a refund pays other bills, a year later
        earned = np.sum(most, axis=0)
        before = earned[0] * plan.funding[place].receipt_delay_months / 12
        assert at_most(paid.sum(axis=0).cumsum(), earned.cumsum() + before)
        return
    for number in range(len(kinds)):
        assert at_most(paid[number], most[number])
    category_two = paid[[kind == "category_two" for kind in kinds]].sum()
    limit = two.max() * sum(largest_budgets(plan, tables).values())
    assert at_most(category_two, np.array(limit))


def largest_budgets(plan: Plan, tables: dict[int, Tables]) -> dict[int, float]:
    """Largest Category Two budget of each cycle that the plan touches, less what was used."""
    budgets: dict[int, float] = {}
    by_row = people.students_by_row(growth_by_band(plan_data(plan)), tables)
    for year, now in tables.items():
        schools = people.schools(now, by_row[year])
        months = months_of(year, now.district["fiscal_year_start_month"])
        for first in erate.months_by_cycle(months):
            cycle = erate.cycle_of(now, first)
            assert cycle_of(first).per_student == cycle["per_student"]
            budgets[first] = max(budgets.get(first, 0.0), erate.budget(cycle, schools))
    opening = min(budgets)
    used = next(iter(tables.values())).district["category_two_used"]
    budgets[opening] = max(budgets[opening] - used, 0.0)
    return budgets
