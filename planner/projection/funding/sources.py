"""Sources of money: their rules, and how much of each year and each cost they may pay."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.arrays import Bools, Floats, Places, taken_cases
from planner.fiscal import share_of_year
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.rules.eligibility import is_calculated_on, may_pay
from planner.plan.tables import FundingRow
from planner.projection.expenses.cost_rows import plan_lines
from planner.projection.funding.paid_back import PaidBack
from planner.projection.funding.terms import Terms
from planner.projection.inputs.cases import Inputs
from planner.reference.accounts import FundingRule, funding_rules
from planner.revenue.federal_titles import carry_limit


@dataclass(frozen=True)
class Fund:
    """One source of money: its rules, as typed or as usual for its kind."""

    name: str
    kind: str
    line: str
    recurring: bool
    award: str
    unspent: str
    pays_for: tuple[str, ...]
    limit_after_months: float
    file: str
    row: int
    fund_code: str = ""
    account_code: str = ""

    @property
    def of_district(self) -> bool:
        """Whether it is the district's own money: taxes, and what it borrows on them."""
        return self.line in ("general_fund", "local_levy", "capital")


@dataclass(frozen=True)
class Money:
    """What every source provides, and its terms.

    Attributes
    ----------
    funds : tuple of Fund
        Sources in the order of the funding table.
    amount : ndarray, shape (fund, year, case)
        New money; zero for E-Rate, which depends on cost [USD].
    on_average : ndarray, shape (fund, year, case)
        New money as it counts against sustained cost: an allotment for two years by halves, and
        nothing of aid for the year before, which depends on that cost [USD].
    eligible : ndarray of bool, shape (fund, line)
        Which source may pay which row of cost.
    terms : Terms
        When and how far they may pay.
    opening : ndarray, shape (fund, case)
        Money of the year before the plan that may still be spent [USD].
    paid_back : tuple of PaidBack
        Aid for what was spent the year before; ``amount`` has that of the first year only, until
        the years are settled.
    """

    funds: tuple[Fund, ...]
    amount: Floats
    on_average: Floats
    eligible: Bools
    terms: Terms
    opening: Floats
    paid_back: tuple[PaidBack, ...]

    def spread(self, each: Places) -> Money:
        """The same for many cases, in each of which as much comes in as in one of these."""
        amount, same = taken_cases(self.amount, each), self.on_average is self.amount
        return replace(
            self,
            amount=amount,
            on_average=amount if same else taken_cases(self.on_average, each),
            opening=taken_cases(self.opening, each),
            terms=self.terms.spread(each),
            paid_back=tuple(aid.spread(each) for aid in self.paid_back),
        )

    def of_years(self, years: slice) -> Money:
        """The same in some years only."""
        if years == slice(None):
            return self
        return replace(
            self,
            amount=self.amount[:, years],
            on_average=self.on_average[:, years],
            terms=self.terms.of_years(years),
            paid_back=tuple(aid.of_years(years) for aid in self.paid_back),
        )


def fund_of(row: FundingRow) -> Fund:
    """Rules of one source: what the row says, or what is usual for its kind."""
    rule = funding_rules()[row.kind]
    award_kind = row.award or rule.award
    usual = "lapse" if row.kind == "grant" and award_kind == "yearly" else rule.unspent
    return Fund(
        name=row.name,
        kind=row.kind,
        line=rule.line,
        recurring=row.recurring == "yes" if row.recurring else rule.recurring,
        award=award_kind,
        unspent=row.unspent or usual,
        pays_for=row.pays_for or ("all",),
        limit_after_months=rule.carry_limit_months or 12.0,
        file=row.file,
        row=row.row,
        fund_code=row.fund_code,
        account_code=row.account_code,
    )


@cached_per_plan
def plan_funds(plan: Plan) -> tuple[Fund, ...]:
    """Sources in the order of the funding table."""
    return tuple(fund_of(row) for row in plan.funding)


@cached_per_plan
def eligible_lines(plan: Plan) -> Bools:
    """Which source may pay which row of cost, E-Rate aside, shape (fund, line)."""
    lines = plan_lines(plan)
    return np.array(
        [
            [row.kind != "erate" and may_pay(plan, row, line.category, line.name) for line in lines]
            for row in plan.funding
        ],
        dtype=bool,
    ).reshape(len(plan.funding), len(lines))


@cached_per_plan
def lines_paid_back(plan: Plan) -> dict[int, Bools]:
    """Rows of cost that aid paid a year later is calculated on, by the number of the source.

    All state aid is among them: a scenario may make any of it such aid.
    """
    lines = plan_lines(plan)
    return {
        number: np.array(
            [is_calculated_on(plan, row, line.category, line.name) for line in lines], dtype=bool
        )
        for number, row in enumerate(plan.funding)
        if row.kind == "state_aid"
    }


def opening_balances(inputs: Inputs) -> Floats:
    """Money of the year before that each source may still spend, shape (fund, case) [USD]."""
    held = [fund.unspent in ("carry", "keep") for fund in plan_funds(inputs.plan)]
    typed = inputs.of("funding", "opening_balance") * inputs.of("funding", "active")
    opening = typed[:, 0] * np.array(held, dtype=bool)[:, None]
    return np.broadcast_to(opening, (len(held), inputs.cases))


def project_terms(inputs: Inputs) -> Terms:
    """When and how far every source may pay, in every year and case."""
    table, funds = "funding", plan_funds(inputs.plan)
    shape = (len(funds), len(inputs.years), inputs.cases)
    rules = [funding_rules()[fund.kind] for fund in funds]
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    active = inputs.of(table, "active")
    # Money that is kept until it is spent may pay after its last day of collection, and money
    # that comes late may be spent as much later.
    kept = _flags([fund.unspent == "keep" for fund in funds])
    carries = _flags([fund.unspent == "carry" for fund in funds])
    last = np.where(kept, np.inf, ends + receipt_delay(inputs, funds))
    limit = _carry_limits(inputs, rules)
    order = inputs.of(table, "order")[:, 0]
    usual_order = np.array([rule.order for rule in rules], dtype=np.float64).reshape(-1, 1)
    displaced = inputs.of(table, "displaced_base") * active
    refunded, refunded_before = _refunds(inputs, funds)
    full = {
        "refunded": refunded,
        "refunded_before": refunded_before,
        "share": share_of_year(starts, last, inputs.year_starts) * active,
        "ends_now": np.where(last <= inputs.year_starts + 12.0, 1.0, 0.0),
        "carry_limit": np.where(kept, np.inf, limit),
        "months": np.where(carries, _usual(inputs, "available_months", rules, np.inf), np.inf),
        "cost_share": inputs.of(table, "cost_share_rate"),
        "infrastructure_limit": _infrastructure_limits(inputs, rules),
        "to_restore": displaced * share_of_year(ends, np.inf, inputs.year_starts),
    }
    return Terms(
        **{name: np.broadcast_to(array, shape) for name, array in full.items()},
        order=np.broadcast_to(np.where(np.isnan(order), usual_order, order), shape[::2]),
        ends=np.broadcast_to(ends[:, 0], shape[::2]),
    )


def receipt_delay(inputs: Inputs, funds: tuple[Fund, ...]) -> Floats:
    """Months by which the money of each source comes late; only what comes yearly can."""
    by_person = [
        ~np.isnan(inputs.of("funding", field)) for field in ("amount_per_student", "fee_per_person")
    ]
    yearly = _flags([fund.award not in ("once", "two_years", "computed") for fund in funds])
    paid_back = ~np.isnan(inputs.of("funding", "reimbursed_rate"))
    comes_yearly = (yearly | by_person[0] | by_person[1]) & ~paid_back
    return np.where(comes_yearly, inputs.of("funding", "receipt_delay_months"), 0.0)


def _refunds(inputs: Inputs, funds: tuple[Fund, ...]) -> tuple[Floats, Floats]:
    """Share of E-Rate's discount that is refunded a year later, and before the first year."""
    by_erate = _flags([fund.kind == "erate" for fund in funds])
    refunded = by_erate * inputs.of("funding", "receipt_delay_months") / 12.0
    first = inputs.year_starts[:, :1]
    was_there = inputs.of("funding", "start_date")[:, :1] < first
    return refunded, refunded[:, :1] * was_there * (inputs.year_starts == first)


def _flags(values: list[bool]) -> Bools:
    return np.array(values, dtype=bool)[:, None, None]


def _carry_limits(inputs: Inputs, rules: list[FundingRule]) -> Floats:
    """Limits on carrying: as typed, or the kind's, from which small allocations are exempt."""
    typed = inputs.of("funding", "carry_limit_rate")
    usual = np.array(
        [[[np.inf if r.carry_limit_rate is None else r.carry_limit_rate]] for r in rules]
    )
    exempt = np.array([[[r.carry_exempt_below or 0.0]] for r in rules])
    shape = (len(rules), 1, 1)
    by_rule = carry_limit(
        usual.reshape(shape), inputs.of("funding", "allocation"), exempt.reshape(shape)
    )
    return np.where(np.isnan(typed), by_rule, typed)


def _infrastructure_limits(inputs: Inputs, rules: list[FundingRule]) -> Floats:
    """Limits on infrastructure: as typed, or the kind's, which binds its technology part only."""
    limits = _usual(inputs, "infrastructure_limit_rate", rules, np.inf)
    other = _flags([not row.for_technology for row in inputs.plan.funding])
    untyped = np.isnan(inputs.of("funding", "infrastructure_limit_rate"))
    return np.where(other & untyped, np.inf, limits)


def _usual(inputs: Inputs, field: str, rules: list[FundingRule], without: float) -> Floats:
    """A column whose blank cells follow the usual rule of the kind."""
    column = inputs.of("funding", field)
    usual = [getattr(rule, field) for rule in rules]
    filled = np.array([without if value is None else value for value in usual], dtype=np.float64)
    return np.where(np.isnan(column), filled.reshape(-1, 1, 1), column)
