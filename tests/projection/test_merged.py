"""Rows that are alike as one row: shorter plans with the same totals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.fiscal import Floats
from planner.plan.plan import Plan
from planner.projection.blocks import project_blocks, yearly_totals
from planner.projection.merged import merged_rows
from planner.projection.project import Projection
from planner.projection.variations import Variation, variations_of
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan


def totals(projection: Projection) -> dict[str, Floats]:
    """What a merged plan must not change: money, devices and positions."""
    funding, fleets = projection.funding, projection.expenses.fleets
    return {
        **yearly_totals(projection),
        "paid": funding.paid.sum(axis=1),
        "received": funding.received,
        "carried": funding.carried,
        "prepaid": projection.expenses.prepaid.sum(axis=0),
        "bought": fleets.bought.sum(axis=0),
        "past_life": fleets.past_life.sum(axis=0),
        "past_support": fleets.past_support.sum(axis=0),
        "retired": fleets.retired.sum(axis=0),
        "fte": projection.inputs.of("staffing", "fte").sum(axis=0),
    }


def close(one: dict[str, Floats], other: dict[str, Floats]) -> None:
    for name, array in one.items():
        np.testing.assert_allclose(other[name], array, rtol=1e-9, atol=1e-6, err_msg=name)


def twice(plan: Plan) -> Plan:
    """The plan with every row that may be merged there twice, at two prices."""
    tables: dict[str, Any] = {}
    for table in ("licenses", "security", "staffing", "devices", "inventory"):
        rows: list[Any] = []
        for row in plan.rows(table):
            again: dict[str, Any] = {"name": f"{row.name} too"}
            for field in ("price", "salary", "unit_price"):
                if hasattr(row, field):
                    again[field] = getattr(row, field) * 1.5
            rows += [row, row.model_copy(update=again)]
        tables[table] = tuple(rows)
    return Plan(**{**plan.__dict__, **tables})


@examples(60)
@given(st.data())
def test_totals_are_those_of_the_rows(data: st.DataObject) -> None:
    plan = twice(data.draw(plans()))
    several = [data.draw(scenarios(plan, most=2)) for _ in range(2)]
    numbers = [type(s)(s.name, changes=tuple(c for c in s.changes if c.numeric)) for s in several]
    variations = variations_of(numbers)
    apart = project_blocks(plan, variations, 2, totals)
    close(apart, project_blocks(plan, variations, 2, totals, merged=True))


def office(**more: Any) -> Plan:  # noqa: ANN401  any table's rows
    """Three licenses that are alike but for their price, and three positions."""
    return small_plan(
        licenses=[
            {
                "name": name,
                "category": "instructional_software",
                "basis": "student",
                "price": price,
            }
            for name, price in (("A", 1), ("B", 2), ("C", 4))
        ],
        staffing=[
            {"name": "Technician", "fte": 1, "salary": 50_000},
            {"name": "Analyst", "fte": 3, "salary": 70_000},
            {"name": "Nobody", "fte": 0, "salary": 10},
        ],
        **more,
    )


def changing(table: str, row: str, field: str, how: Any) -> Variation:  # noqa: ANN401  a word
    return Variation(table, row, field, how, np.array([[1.0, 2.0]]))


def test_prices_are_added_up_and_salaries_averaged_by_fte() -> None:
    merged = merged_rows(office(), [])
    assert [(row.name, row.price) for row in merged.licenses] == [("A", 7)]
    assert [(row.fte, row.salary) for row in merged.staffing] == [(4, 65_000)]


@pytest.mark.parametrize(
    ("variation", "left"),
    [
        (changing("licenses", "B", "price", "add"), 2),
        (changing("licenses", "all", "price", "add"), 3),
        (changing("licenses", "all", "price", "set"), 3),
        (changing("licenses", "all", "price", "multiply"), 1),
        (changing("licenses", "all", "term_years", "set"), 1),
        (changing("staffing", "all", "fte", "set"), 1),
    ],
)
def test_rows_that_a_variation_tells_apart_are_not_merged(variation: Variation, left: int) -> None:
    plan = office()
    assert len(merged_rows(plan, [variation]).licenses) == left
    apart = project_blocks(plan, [variation], 2, totals)
    close(apart, project_blocks(plan, [variation], 2, totals, merged=True))


def test_row_that_a_source_pays_by_name_stays_by_itself() -> None:
    plan = office(funding=[{"name": "Gift", "kind": "grant", "amount": 9, "pays_for": ("B",)}])
    assert [row.name for row in merged_rows(plan, []).licenses] == ["A", "B"]


def test_fleets_with_equal_stock_are_merged_with_their_stock() -> None:
    fleet = {"category": "student_devices", "fixed_units": 10, "useful_life_years": 3}
    plan = small_plan(
        devices=[
            {**fleet, "name": "A", "unit_price": 300},
            {**fleet, "name": "B", "unit_price": 500},
            {**fleet, "name": "C", "unit_price": 500, "trade_in": 20},
        ],
        inventory=[{"name": name, "bought": 2025, "units": 8} for name in ("A", "B", "C")],
    )
    merged = merged_rows(plan, [])
    assert [(row.name, row.fixed_units, row.unit_price) for row in merged.devices] == [
        ("A", 20, 400),
        ("C", 10, 500),
    ]
    assert [(lot.name, lot.units) for lot in merged.inventory] == [("A", 16), ("C", 8)]
    nothing: list[Variation] = []
    close(
        project_blocks(plan, nothing, 1, totals),
        project_blocks(plan, nothing, 1, totals, merged=True),
    )
