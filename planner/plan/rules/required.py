"""What a row needs because of what it says elsewhere: one small function per rule.

A cap needs a number, a lease its terms, an outsourced position a price. Breaking one of these
rules stops the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from planner.fiscal import fiscal_year_label
from planner.plan.forecast import grade_counts, last_counted_year
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at, nearest
from planner.plan.tables import FundingRow
from planner.plan.tables.history import GRADES
from planner.plan.tables.row import Row
from planner.reference.defaults import default_value

#: Columns that only some kinds of funding use, and those kinds.
_LEVIES = ("local_levy", "capital_levy")
_ONLY_FOR = {
    "amount_per_student": ("state_aid",),
    "reimbursed_rate": ("state_aid",),
    "spent_before": ("state_aid",),
    "reimburses": ("state_aid",),
    "fee_per_person": ("fees",),
    "serves": ("fees",),
    "bond_term_years": ("capital",),
    "purpose": ("title_iv_a",),
    "collection_rate": _LEVIES,
    "first_half_rate": _LEVIES,
    "voted": _LEVIES,
}


def _needs(row: Row, column: str, why: str) -> Iterator[Problem]:
    """The column is blank, but the row needs it."""
    if getattr(row, column) in (None, ""):
        yield at(row, "P47", column, value=column, why=why)


def _one_of_two(row: Row, rate: str, by_age: str) -> Iterator[Problem]:
    """A rate for all ages, or a list of rates by age; exactly one of the two."""
    one, other = getattr(row, rate) is not None, bool(getattr(row, by_age))
    if one == other:
        yield at(row, "P46" if one else "P45", rate, value=rate, other=by_age)


def check_fleet_terms(plan: Plan) -> Iterator[Problem]:
    """A fleet says how much of it is lost, and what its kind of replacement needs."""
    for fleet in plan.devices:
        yield from _one_of_two(fleet, "loss_rate", "loss_by_age")
        if fleet.replacement == "capped":
            yield from _needs(fleet, "yearly_cap", "replacement is capped")
        if fleet.replacement == "lease":
            yield from _needs(fleet, "lease_years", "replacement is lease")
            yield from _needs(fleet, "lease_rate", "replacement is lease")
    for lot in plan.inventory:
        if lot.lease_payment is not None or lot.lease_buyout is not None:
            yield from _needs(lot, "lease_payments_left", "the devices are leased")
        if lot.lease_payments_left:
            yield from _needs(lot, "lease_payment", "payments are left")


def check_repairs(plan: Plan) -> Iterator[Problem]:
    """Repair names a fleet, and says how often."""
    fleets = [row.name for row in plan.devices]
    for row in plan.repair:
        yield from _one_of_two(row, "repair_rate", "repair_by_age")
        if row.fleet and row.fleet not in fleets:
            yield at(row, "P30", "fleet", value=row.fleet, nearest=nearest(row.fleet, fleets))


def check_positions(plan: Plan) -> Iterator[Problem]:
    """An outsourced position has a price; benefits in dollars grow, and are not in the load."""
    grows = any(
        row.name == "health_insurance_growth_rate" and row.active and row.value is not None
        for row in plan.assumptions
        if (row.from_year or 0) <= plan.years[0]
    )
    for position in plan.staffing:
        if position.delivery == "outsourced":
            yield from _needs(position, "outsourced_price", "delivery is outsourced")
        if not position.benefits_per_fte:
            continue
        if "benefits_rate" not in position.model_fields_set:
            usual = f"{default_value('benefits_rate'):.1%}"
            why = f"benefits_per_fte is typed, and the usual load of {usual} has insurance in it"
            yield at(position, "P47", "benefits_rate", value="benefits_rate", why=why)
        if not grows:
            why = "benefits_per_fte is typed and health_insurance_growth_rate is not"
            yield from _needs(position, "benefits_growth_rate", why)


def check_training(plan: Plan) -> Iterator[Problem]:
    """Training serves people who are in the plan."""
    groups = ("teachers", "staff", "students", "nobody", *plan.grade_bands)
    for course in plan.training:
        if course.serves not in groups:
            hint = nearest(course.serves, groups)
            yield at(course, "P63", "serves", value=course.serves, nearest=hint)
    serves_teachers = any(course.serves == "teachers" for course in plan.training)
    if serves_teachers and plan.district.teachers is None:
        facts = {"value": "teachers", "why": "training serves teachers"}
        yield Problem("P47", *plan.setting_place("teachers"), "teachers", facts)


def check_privacy(plan: Plan) -> Iterator[Problem]:
    """A privacy officer has a salary."""
    for part in plan.privacy:
        if part.fte and "salary" not in part.model_fields_set:
            yield at(part, "P47", "salary", value="salary", why="the row has FTE")


def check_network(plan: Plan) -> Iterator[Problem]:
    """Equipment that is replaced as it comes due says when that is next."""
    for equipment in plan.network:
        if equipment.replacement == "as_due":
            yield from _needs(equipment, "next_replacement", "replacement is as_due")


def check_incidents(plan: Plan) -> Iterator[Problem]:
    """Incidents name services that exist, and no low end is above its high end."""
    services = [row.name for row in plan.security]
    for row in plan.incidents:
        for column in ("insurance", "contract"):
            name: str = getattr(row, column)
            if name and name not in services:
                yield at(row, "P62", column, value=name, nearest=nearest(name, services))
        for figure in ("per_year", "loss", "days", "recovery_months"):
            low: float = getattr(row, f"{figure}_low")
            high: float = getattr(row, f"{figure}_high")
            if low > high:
                ends = {"value": f"{low:,.10g}", "limit": f"{high:,.10g}"}
                yield at(row, "P65", f"{figure}_low", **ends)


def check_money_terms(plan: Plan) -> Iterator[Problem]:
    """Aid and fees are calculated from the columns that belong to them."""
    for fund in plan.funding:
        for column, kinds in _ONLY_FOR.items():
            blank = FundingRow.model_fields[column].default
            if fund.kind not in kinds and getattr(fund, column) != blank:
                yield at(fund, "P61", column, value=column, kind=" or ".join(kinds))
        if fund.kind == "state_aid" and fund.reimbursed_rate is not None:
            yield from _needs(fund, "spent_before", "it reimburses what was spent the year before")
        elif fund.reimburses:
            yield from _needs(fund, "reimbursed_rate", "the row says what it is calculated on")
        if fund.kind == "fees" and fund.serves not in ("", "students"):
            bands = plan.grade_bands
            if fund.serves not in bands:
                hint = nearest(fund.serves, bands)
                yield at(fund, "P43", "serves", value=fund.serves, nearest=hint)


def has_amount(fund: FundingRow) -> bool:
    """Whether a source says how much it provides."""
    ways: dict[str, tuple[Any, ...]] = {
        "fees": (fund.amount, fund.fee_per_person),
        "state_aid": (fund.amount, fund.amount_per_student, fund.reimbursed_rate),
    }
    return any(value is not None for value in ways.get(fund.kind, (fund.amount,)))


def check_eligibility(plan: Plan) -> Iterator[Problem]:
    """A row of eligibility names a source that exists."""
    sources = [row.name for row in plan.funding]
    for row in plan.eligibility:
        if row.name not in sources:
            yield at(row, "P49", "name", value=row.name, nearest=nearest(row.name, sources))


def check_history(plan: Plan) -> Iterator[Problem]:
    """A forecast needs two years in a row, and every grade in the latest of them."""
    last = last_counted_year(plan)
    past = {(GRADES.index(name), year) for name, year in grade_counts(plan) if year <= last}
    if plan.counted_history and not any((grade + 1, year + 1) in past for grade, year in past):
        yield Problem("P64", "history.csv")
        return
    grades = {grade for grade, _ in past}
    for grade in range(min(grades, default=0), max(grades, default=-1) + 1):
        if (grade, last) not in past:
            facts = {"value": GRADES[grade], "year": fiscal_year_label(last)}
            yield Problem("P67", "history.csv", facts=facts)


REQUIREMENTS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_fleet_terms,
    check_repairs,
    check_positions,
    check_training,
    check_privacy,
    check_network,
    check_incidents,
    check_money_terms,
    check_eligibility,
    check_history,
)
