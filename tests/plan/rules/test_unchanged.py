"""A rule is left out for a changed plan only where it reads nothing that has changed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.rules.between_rows import check_rows
from planner.plan.rules.unchanged import new_problems

_PLAN = read_plan(example("prairie-view"))
TABLES = [field.name for field in fields(Plan) if isinstance(getattr(_PLAN, field.name), tuple)]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return _PLAN


def without(plan: Plan, table: str) -> Plan:
    nothing: dict[str, Any] = {table: ()}
    return replace(plan, **nothing)


def in_full(plan: Plan, changed: Plan) -> list[Any]:
    """What all rules say of the changed plan and not of the plan."""
    already = {problem.identity for problem in check_rows(plan)}
    return [problem for problem in check_rows(changed) if problem.identity not in already]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_emptied_is_judged_as_by_all_rules(plan: Plan, table: str) -> None:
    changed = without(plan, table)
    assert list(new_problems(plan, changed)) == in_full(plan, changed)
    # And back: rows that come into a plan without them.
    assert list(new_problems(changed, plan)) == in_full(changed, plan)


def test_tables_that_other_tables_name_are_judged(plan: Plan) -> None:
    """Emptied, these leave rows behind that name what is gone."""
    refused = {table for table in TABLES if in_full(plan, without(plan, table))}
    assert {"devices", "security", "funding", "enrollment", "assumptions"} <= refused


def test_a_setting_of_the_district_is_judged(plan: Plan) -> None:
    less = plan.district.model_copy(update={"teachers": None, "lunch_rate": None})
    changed = replace(plan, district=less)
    found = list(new_problems(plan, changed))
    assert found
    assert found == in_full(plan, changed)
