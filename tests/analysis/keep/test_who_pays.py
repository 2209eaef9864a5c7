"""Who pays every row: by hand on small plans, and as laws on generated ones."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from planner.analysis.answers import answers
from planner.analysis.keep.who_pays import PAYERS, who_pays
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan

#: One position that costs 100,000 a year.
TECHNICIAN = {"name": "Technician", "fte": 1, "salary": 80_000, "benefits_rate": 0.25}


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
    found = who_pays(
        project(
            small_plan(
                district={"reserve_opening_balance": 15_000},
                staffing=[TECHNICIAN],
                funding=[grant, fund],
            )
        )
    )
    assert found.recurring[0] == pytest.approx([60_000] * 3)
    assert found.one_time[0] == pytest.approx([30_000, 30_000, 0])
    assert found.reserve[0] == pytest.approx([10_000, 5_000, 0])
    assert found.unfunded[0] == pytest.approx([0, 5_000, 40_000])
    assert found.prepaid[0] == pytest.approx([0, 0, 0])
    assert found.need[0] == pytest.approx([100_000] * 3)


@examples(60)
@given(plan=plans())
def test_the_parts_of_a_row_add_up_to_what_it_needs(plan: Plan) -> None:
    projection = project(plan)
    found, answered = who_pays(projection), answers(projection)
    need = projection.expenses.cost + projection.expenses.prepaid
    whole = float(need.max(initial=1.0))
    assert np.allclose(found.need, need[:, :, 0], rtol=1e-9, atol=1e-9 * whole + 1e-4)
    assert (found.unfunded == answered.unfunded_by_line).all()
    for payer in PAYERS:
        assert getattr(found, payer).min(initial=0.0) >= -1e-6 * whole
    leaning = (found.one_time + found.reserve + found.prepaid)[projection.expenses.recurring]
    assert leaning.sum(axis=0) == pytest.approx(answered.recurring_on_one_time, abs=1e-6 * whole)
