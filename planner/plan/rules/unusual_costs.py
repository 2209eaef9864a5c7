"""What is allowed in cost and funding rows but is probably a mistake: warnings only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.rules.eligibility import may_pay
from planner.plan.tables.column import show_day
from planner.reference.chromebooks import nearest_models, support_end
from planner.reference.erate import discount_bands
from planner.reference.title_iv_a import title_iv_a_shares


def check_models(plan: Plan) -> Iterator[Problem]:
    """Models that the list of updates does not have, or has with two dates."""
    for lot in plan.inventory:
        if not lot.model or lot.support_ends:
            continue
        found = support_end(lot.model)
        if found is None:
            close = nearest_models(lot.model)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            yield at(lot, "W13", "model", value=lot.model, nearest=hint)
        elif found.ambiguous:
            days = {"first": show_day(found.ends), "latest": show_day(found.latest)}
            yield at(lot, "W14", "model", value=lot.model, **days)


def check_running_leases(plan: Plan) -> Iterator[Problem]:
    """Devices of a leased fleet for which nothing says what is still owed."""
    leased = {fleet.name for fleet in plan.devices if fleet.replacement == "lease"}
    for lot in plan.inventory:
        ordered = lot.bought >= plan.years[0]  # paid by the lease of the first year
        known = lot.lease_payments_left is not None or ordered or not (lot.active and lot.units)
        if lot.name in leased and not known:
            yield at(lot, "W86", "lease_payments_left", value=lot.name)


def check_repair_shares(plan: Plan) -> Iterator[Problem]:
    """Shares of one fleet's repairs that add up to more than 100%."""
    shares: dict[str, float] = {}
    for row in plan.repair:
        if row.active and row.category == "device_repair":
            shares[row.fleet] = shares.get(row.fleet, 0.0) + row.share_rate
            if shares[row.fleet] > 1.0 + 1e-9:
                yield at(row, "W15", "share_rate", value=f"{shares[row.fleet]:.0%}")


def check_repair_prices(plan: Plan) -> Iterator[Problem]:
    """Repairs that cost nothing because the column that sets their price is blank."""
    for row in plan.repair:
        needed = {
            "vendor": ("price_per_repair", row.price_per_repair + row.parts_per_repair),
            "student_crew": ("hourly_wage", row.hourly_wage * row.hours_per_repair),
            "protection_plan": ("price_per_device", row.price_per_device),
        }.get(row.who)
        if needed and not needed[1]:
            yield at(row, "W16", needed[0], value=needed[0])


def check_unused_repair_cells(plan: Plan) -> Iterator[Problem]:
    """Cells of a repair row that do not set its price."""
    only_for = {
        "hourly_wage": ("student_crew",),
        "redone_rate": ("student_crew",),
        "price_per_device": ("protection_plan",),
        "hours_per_repair": ("student_crew", "staff"),
    }
    for row in plan.repair:
        for column, channels in only_for.items():
            value: float = getattr(row, column)
            if value and row.who not in channels:
                yield at(row, "W11", column, value=f"{value:,.10g}", basis=row.who)


def check_seats(plan: Plan) -> Iterator[Problem]:
    """More licenses in use than are billed."""
    for row in plan.licenses:
        billed = max(row.units or 0.0, row.minimum_units)
        if row.basis == "unit" and row.units_used is not None and row.units_used > billed:
            facts = {"value": f"{row.units_used:,.10g}", "limit": f"{billed:,.10g}"}
            yield at(row, "W17", "units_used", **facts)


def check_seats_for_people(plan: Plan) -> Iterator[Problem]:
    """More licenses than there are people to use them."""
    students = sum(row.students for row in plan.enrollment if row.active)
    staff = plan.district.staff
    for row in plan.licenses:
        served = [e.students for e in plan.enrollment if e.active and e.grades == row.serves]
        people = {
            "unit": students + staff if students else 0.0,  # none: another warning says so
            "student": sum(served) if row.serves in plan.grade_bands else students,
            "staff": staff,
        }.get(row.basis, 0.0)
        typed = row.units if row.basis == "unit" else None
        for column, number in (("units", typed), ("minimum_units", row.minimum_units)):
            if people and row.active and number is not None and number > people:
                facts = {"value": f"{number:,.10g}", "people": f"{people:,.10g}"}
                yield at(row, "W26", column, **facts)


def check_bonds(plan: Plan) -> Iterator[Problem]:
    """A bond whose term is longer than the life of what it buys."""
    for fund in plan.funding:
        for table in ("devices", "network"):
            for row in plan.rows(table):
                life: float = getattr(row, "useful_life_years")  # noqa: B009
                category: str = getattr(row, "category")  # noqa: B009
                longer = fund.bond_term_years is not None and fund.bond_term_years > life
                if longer and fund.kind == "capital" and may_pay(plan, fund, category, row.name):
                    facts = {"value": f"{fund.bond_term_years:g}", "row": row.name}
                    yield at(fund, "W18", "bond_term_years", life=f"{life:g}", **facts)


def check_pilot(plan: Plan) -> Iterator[Problem]:
    """The cybersecurity pilot pays only the Category One discount; the district owes the rest."""
    most = max(band.category_one for band in discount_bands("urban"))
    for fund in plan.funding:
        typed = "cost_share_rate" in fund.model_fields_set
        if fund.kind == "cyber_pilot" and not (typed and fund.cost_share_rate <= most):
            yield at(fund, "W19", "cost_share_rate", limit=f"{most:.0%}")


def check_fees(plan: Plan) -> Iterator[Problem]:
    """More fees waived and unpaid than there are fees."""
    for fund in plan.funding:
        gone = fund.waived_rate + fund.unpaid_rate
        if fund.kind == "fees" and gone > 1.0:
            yield at(fund, "W20", "unpaid_rate", value=f"{gone:.0%}")


def check_title_iv_a(plan: Plan) -> Iterator[Problem]:
    """More Title IV-A money for technology than the law's required shares leave for it."""
    shares = title_iv_a_shares(date(plan.years[0] - 1, 7, 1))
    for fund in plan.funding:
        if fund.kind != "title_iv_a" or not fund.for_technology:
            continue
        if fund.allocation is None or fund.amount is None:
            continue
        limited = fund.allocation >= shares.shares_from
        most = fund.allocation * (shares.technology_rate if limited else 1.0)
        if fund.amount > most + 0.005:
            facts = {"value": f"{fund.amount:,.10g}", "limit": f"{most:,.10g}"}
            yield at(fund, "W21", "amount", **facts)


UNUSUAL_COSTS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_models,
    check_running_leases,
    check_repair_shares,
    check_repair_prices,
    check_unused_repair_cells,
    check_seats,
    check_seats_for_people,
    check_bonds,
    check_pilot,
    check_fees,
    check_title_iv_a,
)
