"""What is allowed in the tables but is probably a mistake: warnings, which never stop a plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from planner.fiscal import end_edge, first_month, fiscal_year_label
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.reading.total_rows import may_be_sum
from planner.plan.rules.between_rows import funding_year
from planner.plan.rules.unusual_costs import UNUSUAL_COSTS
from planner.plan.rules.unusual_funding import UNUSUAL_MONEY
from planner.plan.rules.unusual_students import UNUSUAL_STUDENTS
from planner.plan.tables import (
    DRIVERS,
    AssumptionRow,
    ChangeRow,
    PrivacyRow,
    ScenarioRow,
    StaffingRow,
)
from planner.plan.tables.column import show_day
from planner.plan.tables.contracts import ContractRow
from planner.plan.tables.roster import COST_TABLES, ROW_TABLES
from planner.plan.tables.row import Row
from planner.reference.accounts import accounts
from planner.reference.defaults import default_value
from planner.reference.erate import cycle_of

#: Beyond these shares of salary, a benefits load is as likely a mistake as a generous plan.
LEAST_USUAL_BENEFITS, MOST_USUAL_BENEFITS = 0.25, 0.60
#: Benefits as BLS publishes them, as a share of total compensation, from 2021 on.
PUBLISHED_SHARE = (0.38, 0.385)
MOST_USUAL_GROWTH = 0.25
_GROWTHS = ("growth_rate", "price_growth_rate", "renewal_increase_rate", "raise_rate", "value")
#: Assumptions that are shares of something, not growth from year to year.
_SHARES = ("erate_share", "breakage_change_rate")
#: Devices beyond those needed, including spares: a tenth may be waiting for disposal.
MOST_USUAL_SURPLUS = 0.10
#: More devices per person than this are as likely a mistake as a plan.
MOST_USUAL_PER_PERSON = 1.25
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATE_OF_GRADES = re.compile(
    rf"^(\d\d?-({_MONTHS})|({_MONTHS})-\d\d?|\d{{4}}-\d\d-\d\d.*)$", re.IGNORECASE
)


def check_unusual(plan: Plan) -> list[Problem]:
    """Every warning."""
    return [warning for suspicion in SUSPICIONS for warning in suspicion(plan)]


def check_benefits(plan: Plan) -> Iterator[Problem]:
    """A benefits load that is a share of compensation, or that is unusually low or high."""
    people: tuple[StaffingRow | PrivacyRow, ...] = (*plan.staffing, *plan.privacy)
    for person in people:
        load = person.benefits_rate
        facts = {"value": f"{100 * load:.4g}%", "load": f"{default_value('benefits_rate'):.1%}"}
        if PUBLISHED_SHARE[0] <= load <= PUBLISHED_SHARE[1]:
            yield at(person, "W01", "benefits_rate", **facts)
        alone = isinstance(person, StaffingRow) and person.benefits_per_fte > 0
        if load > MOST_USUAL_BENEFITS or (0 < load < LEAST_USUAL_BENEFITS and not alone):
            yield at(person, "W24", "benefits_rate", **facts)


def check_growth(plan: Plan) -> Iterator[Problem]:
    """Growth that would double a price in three years."""
    for table in ROW_TABLES:
        for row in plan.rows(table):
            yield from _fast_growth(row)


def _fast_growth(row: Row) -> Iterator[Problem]:
    is_driver = row.key in DRIVERS and row.key not in _SHARES
    for column in _GROWTHS:
        growth = getattr(row, column, None)
        if column == "value" and not is_driver:
            continue
        if isinstance(growth, float) and abs(growth) > MOST_USUAL_GROWTH:
            yield at(row, "W02", column, value=f"{growth:.0%}")


def check_fleet_sizes(plan: Plan) -> Iterator[Problem]:
    """A fleet that has or asks for more devices than its people need, including spares."""
    held: defaultdict[str, float] = defaultdict(float)
    for lot in plan.inventory:
        held[lot.name] += lot.units if lot.active else 0
    for fleet in plan.devices:
        people = _people(plan, fleet.serves)
        if not people or not fleet.active:
            continue
        per_person = fleet.units_per_person
        needed = (people * per_person + fleet.fixed_units) * (1 + fleet.spares_rate)
        units = held[fleet.name]
        counted = {"people": f"{people:,.0f}"}
        if units > needed * (1 + MOST_USUAL_SURPLUS):
            yield at(fleet, "W03", "units_per_person", value=f"{units:,.0f}", **counted)
        elif per_person > MOST_USUAL_PER_PERSON:
            yield at(fleet, "W27", "units_per_person", value=f"{needed:,.0f}", **counted)


def _people(plan: Plan, serves: str) -> float:
    """People that a fleet serves in the first year; zero for a fixed number of devices."""
    if serves == "nobody":
        return 0.0
    if serves == "staff":
        return plan.district.staff
    counted = [row for row in plan.enrollment if row.active]
    return sum(row.students for row in counted if serves in ("students", row.grades))


def check_ended_money(plan: Plan) -> Iterator[Problem]:
    """Money that ends before the plan starts."""
    starts = first_month(plan.years[0], plan.district.fiscal_year_start_month)
    for fund in plan.funding:
        if fund.end_date and end_edge(fund.end_date) <= starts and fund.active:
            yield at(fund, "W04", "end_date", value=show_day(fund.end_date))


def check_erate(plan: Plan) -> Iterator[Problem]:
    """E-Rate without anything to pay for, or beyond the published cycles."""
    eligible = {name for name, account in accounts().items() if account.erate_category != "none"}
    rows = (row for table in COST_TABLES for row in plan.rows(table))
    filed = (row for row in rows if getattr(row, "erate_filed", "yes") == "yes")
    kinds = {getattr(row, "category") for row in filed}  # noqa: B009  every table of cost has it
    for fund in plan.funding:
        if fund.kind != "erate":
            continue
        if not kinds & eligible:
            yield at(fund, "W05", "kind")
        years = [funding_year(plan, year) for year in plan.years]
        try:
            late = [year for year in years if not cycle_of(year).published]
        except ValueError:  # before the first cycle: another problem
            continue
        if late:
            yield at(fund, "W06", "kind", value=str(late[0]))


def check_students(plan: Plan) -> Iterator[Problem]:
    """No students at all, or grade bands that the spreadsheet took for dates."""
    if not any(row.students and row.active for row in plan.enrollment):
        yield Problem("W08", "enrollment.csv")
    for row in plan.enrollment:
        if _DATE_OF_GRADES.match(row.grades):
            yield at(row, "W12", "grades", value=row.grades)


def check_late_rows(plan: Plan) -> Iterator[Problem]:
    """Changes that begin after the plan's last year."""
    rows: tuple[AssumptionRow | ChangeRow | ScenarioRow, ...] = (
        *plan.assumptions,
        *plan.changes,
        *plan.scenarios,
    )
    for row in rows:
        if row.from_year and row.from_year > plan.years[-1]:
            years = {
                "value": fiscal_year_label(row.from_year),
                "last": fiscal_year_label(plan.years[-1]),
            }
            yield at(row, "W09", "from_year", **years)


def check_sums(plan: Plan) -> Iterator[Problem]:
    """Rows that look like the total under a column."""
    for table in ROW_TABLES:
        for row in plan.rows(table):
            if table == "ledger" and not getattr(row, "category"):  # noqa: B009  a total, as intended
                continue
            if may_be_sum(row.name):
                yield at(row, "W10", "name", value=row.name)


def check_unused_cells(plan: Plan) -> Iterator[Problem]:
    """Cells of a contract that its price does not use."""
    rows: tuple[ContractRow, ...] = (*plan.licenses, *plan.security)
    for row in rows:
        if row.units is not None and row.basis != "unit":
            yield at(row, "W11", "units", value=f"{row.units:,.10g}", basis=row.basis)
        if row.serves not in ("", row.basis) and row.basis in ("staff", "unit", "flat"):
            yield at(row, "W11", "serves", value=row.serves, basis=row.basis)
    for service in plan.security:
        share = service.consortium_share_rate
        if share < 1.0 and service.delivery != "consortium":
            facts = {"value": f"{share:.0%}", "basis": service.delivery or "not a consortium"}
            yield at(service, "W11", "consortium_share_rate", **facts)


SUSPICIONS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_benefits,
    check_growth,
    check_fleet_sizes,
    check_ended_money,
    check_erate,
    check_students,
    check_late_rows,
    check_sums,
    check_unused_cells,
    *UNUSUAL_COSTS,
    *UNUSUAL_MONEY,
    *UNUSUAL_STUDENTS,
)
