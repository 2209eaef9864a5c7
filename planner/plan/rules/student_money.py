"""Money and the number of students: what is said of it, and what probably should be. Warnings only.

Fewer students usually bring less money. Where a plan lets the general fund's allocation grow while
students leave, it says nothing wrong, but it assumes a decision of the board.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from planner.fiscal import fiscal_year_label
from planner.plan.driver_values import driver_value
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.tables import FundingRow
from planner.plan.tables.history import BIRTHS
from planner.reference.accounts import funding_rules

#: Past years that show which way enrollment goes [years].
_YEARS_BACK = 4


def check_allocation_and_students(plan: Plan) -> Iterator[Problem]:
    """A general fund allocation that grows while students leave, without a word on that."""
    students = _students_ahead(plan) or _students_before(plan)
    first, last = min(students, default=0), max(students, default=0)
    if not students or students[last] >= students[first]:
        return
    facts = {
        "first": f"{students[first]:,.0f} in {fiscal_year_label(first)}",
        "last": f"{students[last]:,.0f} in {fiscal_year_label(last)}",
    }
    for fund in plan.funding:
        silent = "follows_students" not in fund.model_fields_set
        if fund.kind == "general_fund" and fund.active and silent and _grows(plan, fund):
            yield at(fund, "W70", "follows_students", **facts)


def _students_ahead(plan: Plan) -> dict[int, float]:
    """Students of every year by the growth that is typed; none where history forecasts it."""
    counted = [row for row in plan.enrollment if row.active]
    students = [row.students for row in counted]
    found = {plan.years[0]: sum(students)}
    for year in plan.years[1:]:
        usual = driver_value(plan, "enrollment_growth_rate", year)
        growth = [usual if row.growth_rate is None else row.growth_rate for row in counted]
        known = [rate for rate in growth if rate is not None]
        if len(known) < len(growth):
            return {}
        students = [number * (1.0 + rate) for number, rate in zip(students, known, strict=True)]
        found[year] = sum(students)
    return found


def _students_before(plan: Plan) -> dict[int, float]:
    """Students of the latest past years that the history counts."""
    found: defaultdict[int, float] = defaultdict(float)
    for row in plan.counted_history:
        if row.name != BIRTHS and row.fiscal_year < plan.years[0]:
            found[row.fiscal_year] += row.students
    return {year: found[year] for year in sorted(found)[-_YEARS_BACK:]}


def _grows(plan: Plan, fund: FundingRow) -> bool:
    """Whether a general fund allocation grows in some year."""
    if fund.growth_rate is not None:
        return fund.growth_rate > 0
    usual = (driver_value(plan, "general_fund_growth_rate", year) for year in plan.years[1:])
    return any((rate or 0.0) > 0 for rate in usual)


def check_unused_student_cells(plan: Plan) -> Iterator[Problem]:
    """How money follows students, typed where it does not follow them."""
    for fund in plan.funding:
        award = fund.award or funding_rules()[fund.kind].award
        by_student = fund.amount_per_student is not None
        by_amount = award in ("yearly", "two_years") and fund.fee_per_person is None
        may_follow = (by_student or by_amount) and fund.reimbursed_rate is None
        if fund.follows_students and not may_follow:
            yield at(fund, "W71", "follows_students")
        if may_follow and (by_student or fund.follows_students):
            continue
        if fund.student_lag_years:
            yield at(fund, "W71", "student_lag_years")
        if fund.hold_harmless_rate:
            yield at(fund, "W71", "hold_harmless_rate")


STUDENT_MONEY: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_allocation_and_students,
    check_unused_student_cells,
)
