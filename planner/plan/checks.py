"""Judge the rows of a plan against each other: one small function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planner.fiscal import end_edge, first_month, fiscal_year_label
from planner.plan.plan import ROW_TABLES, Plan
from planner.plan.problems import PlanError, Problem, nearest
from planner.plan.scenarios import BASE, read_change
from planner.plan.tables import DRIVERS, FundingRow
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS
from planner.plan.tables.contracts import ContractRow
from planner.plan.tables.row import Row
from planner.reference.accounts import accounts
from planner.reference.erate import FUNDING_YEAR_START_MONTH, cycle_of

LEAST_USUAL_BENEFITS = 0.45
MOST_USUAL_GROWTH = 0.25
PEOPLE_WORDS = ("students", "staff", "nobody")


def check_plan(plan: Plan) -> list[Problem]:
    """Every problem and warning that shows only when rows are read together."""
    return [problem for check in CHECKS for problem in check(plan)]


def _at(row: Row, code: str, column: str = "", **facts: str) -> Problem:
    return Problem(code, row.file, row.row, column, facts)


def grade_bands(plan: Plan) -> tuple[str, ...]:
    """Bands of grades named in enrollment.csv."""
    return tuple(dict.fromkeys(row.grades for row in plan.enrollment if row.grades))


def check_fleets(plan: Plan) -> Iterator[Problem]:
    """Inventory names a fleet, and fleets serve a group that exists."""
    fleets = [row.name for row in plan.devices]
    first = plan.district.first_year
    for lot in plan.inventory:
        if lot.name not in fleets:
            yield _at(lot, "P30", "name", value=lot.name, nearest=nearest(lot.name, fleets))
        if lot.bought > first:
            years = {
                "value": fiscal_year_label(lot.bought),
                "first": fiscal_year_label(first),
            }
            yield _at(lot, "P35", "bought", **years)
    groups = (*PEOPLE_WORDS, *grade_bands(plan))
    for fleet in plan.devices:
        if fleet.serves not in groups:
            hint = nearest(fleet.serves, groups)
            yield _at(fleet, "P31", "serves", value=fleet.serves, nearest=hint)


def check_contracts(plan: Plan) -> Iterator[Problem]:
    """A contract says how many units it bills, when it renews, whom it serves."""
    fleets = [row.name for row in plan.devices]
    rows: tuple[ContractRow, ...] = (*plan.licenses, *plan.security)
    for row in rows:
        if row.basis == "unit" and row.units is None:
            yield _at(row, "P32", "units")
        if row.term_years > 1 and row.next_renewal is None:
            yield _at(row, "P33", "next_renewal", value=str(row.term_years))
        if row.serves and row.basis == "student" and row.serves not in grade_bands(plan):
            if row.serves != "students":
                hint = nearest(row.serves, grade_bands(plan))
                yield _at(row, "P31", "serves", value=row.serves, nearest=hint)
        if row.serves and row.basis == "device" and row.serves not in fleets:
            yield _at(row, "P30", "serves", value=row.serves, nearest=nearest(row.serves, fleets))


def check_dates(plan: Plan) -> Iterator[Problem]:
    """Nothing ends before it starts."""
    for table in ("licenses", "security", "staffing", "funding"):
        for row in plan.rows(table):
            starts: date | None = getattr(row, "start_date", None)
            ends: date | None = getattr(row, "end_date", None)
            if starts and ends and ends < starts:
                yield _at(row, "P34", "end_date", value=str(ends), start=str(starts))


def payable_names(plan: Plan) -> tuple[str, ...]:
    """Everything that pays_for may name: lines, kinds of cost and rows."""
    rows = [
        row.name
        for table in ("devices", "licenses", "security", "staffing")
        for row in plan.rows(table)
    ]
    lines = dict.fromkeys(account.line for account in accounts().values())
    return ("all", *lines, *accounts(), *rows)


def check_funding(plan: Plan) -> Iterator[Problem]:
    """A source says how much it is and what it may pay; E-Rate has what its rules need."""
    known = payable_names(plan)
    for fund in plan.funding:
        for name in fund.pays_for:
            if name not in known:
                yield _at(fund, "P36", "pays_for", value=name, nearest=nearest(name, known))
        if fund.kind == "erate":
            yield from _check_erate(plan, fund)
            continue
        if fund.kind == "grant" and not fund.pays_for:
            yield _at(fund, "P37", "pays_for", kind=fund.kind)
        if fund.amount is None:
            yield _at(fund, "P38", "amount")


def _check_erate(plan: Plan, fund: FundingRow) -> Iterator[Problem]:
    for column in ("amount", "award", "growth_rate", "order", "pays_for", "unspent"):
        if getattr(fund, column) not in (None, "", ()):
            yield _at(fund, "P39", column, value=column)
    for setting in ("lunch_rate", "locale"):
        if getattr(plan.district, setting) in (None, ""):
            row = plan.setting_rows.get(setting, 0)
            yield Problem("P40", "district.csv", row, setting, {"value": setting})
    funding_year = _funding_year(plan, plan.years[0])
    try:
        cycle_of(funding_year)
    except ValueError:
        yield _at(fund, "P42", "kind", first="2021")
        return
    eligible = {name for name, account in accounts().items() if account.erate_category != "none"}
    if not any(row.category in eligible for row in (*plan.licenses, *plan.security)):
        yield _at(fund, "W05", "kind")
    late = [year for year in plan.years if not cycle_of(_funding_year(plan, year)).published]
    if late:
        yield _at(fund, "W06", "kind", value=str(_funding_year(plan, late[0])))


def _funding_year(plan: Plan, fiscal_year: int) -> int:
    """E-Rate funding year in which a fiscal year begins."""
    month = first_month(fiscal_year, plan.district.fiscal_year_start_month)
    return (month - (FUNDING_YEAR_START_MONTH - 1)) // 12


def check_assumptions(plan: Plan) -> Iterator[Problem]:
    """Every driver has a value: typed, public, or neutral."""
    first_typed = {
        row.name
        for row in plan.assumptions
        if row.value is not None and (row.from_year or 0) <= plan.years[0]
    }
    rows = {row.name: row.row for row in plan.assumptions}
    for name, column in DRIVERS.items():
        if name not in first_typed and not column.default and name not in NEUTRAL_DRIVERS:
            yield Problem("P41", "assumptions.csv", rows.get(name, 0), "value", {"value": name})


def check_scenarios(plan: Plan) -> Iterator[Problem]:
    """Every change names something that is there and gives a value it can take."""
    names = {row.name for row in plan.scenarios}
    for row in plan.scenarios:
        if row.name == BASE:
            yield _at(row, "P58", "name")
        if row.how != "include":
            try:
                read_change(plan, row)
            except PlanError as error:
                yield from error.problems
        elif row.changes not in names:
            hint = nearest(row.changes, names)
            yield _at(row, "P55", "changes", value=row.changes, nearest=hint)
        elif row.name in _included(plan, row.changes):
            yield _at(row, "P56", "changes", value=row.changes)


def _included(plan: Plan, name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Scenario and all that it includes, however deep."""
    if name in seen:
        return seen
    seen |= {name}
    for row in plan.scenarios:
        if row.name == name and row.how == "include":
            seen |= _included(plan, row.changes, seen)
    return seen


def check_suspicious(plan: Plan) -> Iterator[Problem]:
    """Warnings: allowed, but likely a slip."""
    for person in plan.staffing:
        load = person.benefits_rate
        if 0 < load < LEAST_USUAL_BENEFITS and "benefits_rate" in person.model_fields_set:
            facts = {"value": f"{load:.0%}", "load": f"{load / (1 - load):.0%}"}
            yield _at(person, "W01", "benefits_rate", **facts)
    for table in ROW_TABLES:
        for row in plan.rows(table):
            yield from _check_growth(row)
    for fund in plan.funding:
        starts = first_month(plan.years[0], plan.district.fiscal_year_start_month)
        if fund.end_date and end_edge(fund.end_date) <= starts and fund.active:
            yield _at(fund, "W04", "end_date", value=str(fund.end_date))


def _check_growth(row: Row) -> Iterator[Problem]:
    fields = ("growth_rate", "price_growth_rate", "renewal_increase_rate", "raise_rate", "value")
    is_driver = row.key in DRIVERS and row.key != "erate_share"
    for column in fields:
        growth = getattr(row, column, None)
        if column == "value" and not is_driver:
            continue
        if isinstance(growth, float) and abs(growth) > MOST_USUAL_GROWTH:
            yield _at(row, "W02", column, value=f"{growth:.0%}")


def check_fleet_sizes(plan: Plan) -> Iterator[Problem]:
    """Warn of a fleet far larger than the people it serves."""
    students = sum(row.students for row in plan.enrollment)
    for fleet in plan.devices:
        people = plan.district.staff if fleet.serves == "staff" else students
        units = sum(lot.units for lot in plan.inventory if lot.name == fleet.name and lot.active)
        if fleet.serves != "nobody" and people and units > 1.5 * people * fleet.units_per_person:
            facts = {"value": f"{units:,.0f}", "people": f"{people:,.0f}"}
            yield _at(fleet, "W03", "units_per_person", **facts)


CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_fleets,
    check_contracts,
    check_dates,
    check_funding,
    check_assumptions,
    check_scenarios,
    check_suspicious,
    check_fleet_sizes,
)
