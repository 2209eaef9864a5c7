"""Who pays every row: by hand on small plans, and as laws on generated ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from planner.analysis.answers import answers
from planner.analysis.keep.verdict import OTHER_MONEY
from planner.analysis.keep.who_pays import PAYERS, needed, who_pays
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.generated_plans import examples, plans
from tests.small_plan import TECHNICIAN, small_plan

#: One position that costs 100,000 a year.


def test_every_kind_of_money_pays_its_part() -> None:
    """60,000 of recurring money; 30,000 of a grant until FY2028; a reserve of 15,000."""
    grant = {
        "name": "Relief",
        "kind": "grant",
        "amount": 30_000,
        "award": "yearly",
        "end_date": date(2028, 6, 30),
    }
    fund = {"name": "General fund", "kind": "general_fund", "amount": 60_000}
    plan = small_plan(
        district={"reserve_opening_balance": 15_000}, staffing=[TECHNICIAN], funding=[grant, fund]
    )
    found = who_pays(answers(project(plan)).figures.rows)
    assert found["recurring"] == [60_000] * 3
    assert found["one_time"] == [30_000, 30_000, 0]
    assert found["reserve"] == [10_000, 5_000, 0]
    assert found["unfunded"] == [0, 5_000, 40_000]
    assert found["prepaid"] == [0, 0, 0]
    assert needed(found) == [100_000] * 3


@examples(60)
@given(plan=plans())
def test_the_parts_of_a_row_add_up_to_what_it_needs(plan: Plan) -> None:
    projection = project(plan)
    found = answers(projection).figures
    need = (projection.expenses.cost + projection.expenses.prepaid)[:, :, 0]
    whole = float(need.max(initial=1.0))
    for row, needs in zip(found.rows, need, strict=True):
        paid = who_pays([row])
        assert tuple(paid) == PAYERS
        assert needed(paid) == pytest.approx(list(needs), rel=1e-9, abs=1e-9 * whole + 1e-3)
        assert min(min(amounts) for amounts in paid.values()) >= -1e-6 * whole
    if recurring := [row for row in found.rows if row.recurring]:
        other = [who_pays(recurring)[kind] for kind in OTHER_MONEY]
        leaning = [sum(of_year) for of_year in zip(*other, strict=True)]
        assert leaning == pytest.approx(found.recurring_on_one_time, abs=1e-6 * whole)
