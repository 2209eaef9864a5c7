"""What began on relief money: its rows, who pays them now, and what nobody pays later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.analysis.answers import answers
from planner.analysis.relief import BeganOnRelief, began_on_relief
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.small_plan import READING, small_plan

BEGUN = {**READING, "price": 12_000, "began_on": "esser"}
COACH = {"name": "Coach", "fte": 1.5, "salary": 40_000, "benefits_rate": 0.0, "began_on": "esser"}
GENERAL = {"name": "General fund", "kind": "general_fund", "amount": 60_000}


def found_in(plan: Plan) -> BeganOnRelief:
    found = began_on_relief(answers(project(plan)))
    assert found is not None
    return found


def nothing_began_on_relief(plan: Plan) -> bool:
    return began_on_relief(answers(project(plan))) is None


def grant(**rest: Any) -> dict[str, Any]:  # noqa: ANN401  cells of a row
    usual = {"kind": "grant", "award": "yearly", "recurring": "no", "end_date": date(2027, 6, 30)}
    return {"name": "Grant", "amount": 20_000, **usual, **rest}


def test_nothing_is_found_where_no_row_says_what_it_began_on() -> None:
    row = {**BEGUN, "began_on": ""}
    assert nothing_began_on_relief(small_plan(licenses=[row], funding=[GENERAL]))


def test_a_row_without_cost_is_left_out() -> None:
    row = {**BEGUN, "price": 0}
    assert nothing_began_on_relief(small_plan(licenses=[row], funding=[GENERAL]))


def test_who_pays_now_and_what_is_unfunded_later() -> None:
    """Of 72,000 a year the general fund pays 60,000 and a grant the rest, for a year only."""
    found = found_in(
        small_plan(licenses=[BEGUN], staffing=[COACH], funding=[GENERAL, grant(amount=12_000)])
    )
    assert (found.year, found.first_unfunded, found.all_rows) == (2027, 2028, 2)
    assert found.yearly == pytest.approx(72_000)
    assert float(found.paid_now["recurring"].sum()) == pytest.approx(60_000)
    assert float(found.paid_now["one_time"].sum()) == pytest.approx(12_000)
    assert dict(found.sources_now) == pytest.approx({"General fund": 60_000, "Grant": 12_000})
    assert float(found.unfunded.sum()) == pytest.approx(24_000)
    assert (found.positions, found.products) == ((("Coach", 1.5),), ("Reading",))


def test_now_is_the_first_year_in_which_the_rows_cost_something() -> None:
    later = {**BEGUN, "start_date": date(2028, 7, 1)}
    assert found_in(small_plan(licenses=[later], funding=[GENERAL])).year == 2029


def test_what_a_contractor_does_is_no_position() -> None:
    outside = {**COACH, "delivery": "outsourced", "outsourced_price": 50_000}
    found = found_in(small_plan(staffing=[COACH | {"name": "Own"}, outside], funding=[GENERAL]))
    assert found.positions == (("Own", 1.5),)
    assert found.products == ()


def test_other_rows_of_cost_do_not_count() -> None:
    other = {
        **BEGUN,
        "name": "Payroll",
        "category": "administrative_software",
        "began_on": "",
    }
    found = found_in(small_plan(licenses=[other, BEGUN], funding=[GENERAL]))
    assert [row.line.name for row in found.rows] == ["Reading"]
    assert found.all_rows == 2
    assert found.yearly == pytest.approx(12_000)
