"""Sums of rows are those of the rows laid out, whatever the rows share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.projection.expenses.amounts import Amounts
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import variations_of
from planner.projection.project import project_inputs
from tests.generated_plans import examples, plans, scenarios

SHAPES = [(1, 1), (1, 5), (4, 1), (4, 5)]


def twice(plan: Plan) -> Plan:
    """The plan with every row of these tables there twice, at two prices."""
    tables: dict[str, Any] = {}
    for table in ("licenses", "security", "staffing", "devices"):
        rows: list[Any] = []
        for row in plan.rows(table):
            again: dict[str, Any] = {"name": f"{row.name} too"}
            for field in ("price", "salary", "unit_price"):
                if hasattr(row, field):
                    again[field] = getattr(row, field) * 1.5
            rows += [row, row.model_copy(update=again)]
        tables[table] = tuple(rows)
    return replace(plan, **tables)


@examples(80)
@given(st.data())
def test_sums_of_any_rows_of_a_plan_are_those_of_its_rows(data: st.DataObject) -> None:
    plan = twice(data.draw(plans()))
    drawn = [data.draw(scenarios(plan, most=2)) for _ in range(2)]
    numbers = [type(s)(s.name, changes=s.numbers) for s in drawn]
    inputs = case_inputs(plan, variations_of(numbers), 2)
    projection = project_inputs(inputs, tuple(numbers))
    expenses = projection.expenses
    rows = len(expenses.lines)
    groups = data.draw(st.lists(st.lists(st.booleans(), min_size=rows, max_size=rows), min_size=1))
    chosen = np.array(groups, dtype=bool).reshape(len(groups), rows)
    every = np.ones((1, rows), dtype=bool)
    for sums, laid_out, of_groups in (
        (expenses.cost_of(chosen), expenses.cost, chosen),
        (expenses.prepaid_of(chosen), expenses.prepaid, chosen),
        (projection.funding.cost[None], expenses.cost, every),
        (expenses.sustained_total[None], expenses.sustained, every),
    ):
        expected = [laid_out[group].sum(axis=0) for group in of_groups]
        assert sums == pytest.approx(np.array(expected), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("own", SHAPES)
@pytest.mark.parametrize("shared", SHAPES)
@pytest.mark.parametrize("kind", [[0, 0, 0, 0, 0], [0, 2, 1, 0, 2], [4, 3, 2, 1, 0]])
def test_sums_of_any_shape(own: tuple[int, int], shared: tuple[int, int], kind: list[int]) -> None:
    draws = np.random.default_rng(5)
    amounts = Amounts(draws.random((5, *own)), draws.random((5, *shared)), np.array(kind))
    growing = Amounts(amounts.own, amounts.shared, amounts.kind, draws.random((1, 4, 1)))
    groups = np.array([[1, 1, 1, 1, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]], bool)
    for each in (amounts, growing):
        rows = np.broadcast_to(each.rows(), (5, 4, 5))
        expected = [rows[group].sum(axis=0) for group in groups]
        assert each.sums(groups, (4, 5)) == pytest.approx(np.array(expected))
