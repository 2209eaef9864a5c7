"""The best assignment: by hand, never worse than the order, and equal to it where it must be."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.analysis.optimization.assignment_model import assignment_model
from planner.analysis.optimization.best_assignment import BestAssignment, best_assignment
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.funding.pools import pools_of
from planner.projection.project import Projection, project, reserve_of
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan

DOLLARS = 0.02


def best(plan: Plan) -> BestAssignment:
    return best_assignment(project(plan))


def balance_at_best(projection: Projection) -> Floats:
    """Technology reserve at the end of each year, in the best assignment."""
    pools = pools_of(projection.expenses, projection.money, projection.erate_share.of_cost)
    model = assignment_model(pools, projection.money, reserve_of(projection.inputs), 0)
    return model.program.solve()[0][model.balance]


def flat(name: str, price: float, category: str = "instructional_software") -> dict[str, Any]:
    return {"name": name, "category": category, "basis": "flat", "price": price}


def grant(name: str, amount: float, *pays_for: str, **rest: Any) -> dict[str, Any]:  # noqa: ANN401
    usual = {"award": "yearly", "unspent": "lapse", "pays_for": pays_for}
    return {"name": name, "kind": "grant", "amount": amount, **usual, **rest}


def test_money_that_may_pay_more_should_not_pay_what_other_money_can() -> None:
    """Wide may pay both, narrow only A. In order wide pays half of each: A 50, B 50.

    Narrow then has 100 for the 50 that are left of A, and 50 of B has no payer. At best wide
    pays all of B and narrow all of A.
    """
    found = best(
        small_plan(
            licenses=[flat("A", 100), flat("B", 100)],
            funding=[
                grant("Wide", 100, "software_licenses", order=1),
                grant("Narrow", 100, "A", order=2),
            ],
        )
    )
    assert found.unfunded_in_order == pytest.approx([50, 50, 50])
    assert found.unfunded_at_best == pytest.approx([0, 0, 0], abs=DOLLARS)
    assert found.saved == pytest.approx(150, abs=DOLLARS)
    assert [(move.payer, move.line) for move in found.moves] == [("Narrow", "software_licenses")]
    assert found.moves[0].at_best - found.moves[0].in_order == pytest.approx(150, abs=DOLLARS)


def test_money_that_ends_should_pay_before_money_that_keeps() -> None:
    """Kept money of 100 paid first in FY2027, and the grant of that year lapsed unused."""
    kept = grant("Kept", 100, "software_licenses", award="once", unspent="keep", order=1)
    ending = grant("Ending", 100, "software_licenses", end_date=date(2027, 6, 30), order=2)
    found = best(small_plan(licenses=[flat("A", 100)], funding=[kept, ending]))
    assert found.unfunded_in_order == pytest.approx([0, 100, 100])
    assert found.unfunded_at_best.sum() == pytest.approx(100, abs=DOLLARS)
    assert found.saved == pytest.approx(100, abs=DOLLARS)


def test_nothing_is_moved_where_the_order_is_as_good() -> None:
    fund = {"name": "General fund", "kind": "general_fund", "amount": 60}
    found = best(small_plan(licenses=[flat("A", 100)], funding=[fund]))
    assert found.saved == pytest.approx(0, abs=DOLLARS)
    assert found.moves == ()


def test_the_reserve_is_spent_once() -> None:
    """40 a year are missing, and the reserve holds 50: 70 of 120 find no payer in any order."""
    fund = {"name": "General fund", "kind": "general_fund", "amount": 60}
    plan = small_plan(
        licenses=[flat("A", 100)], funding=[fund], district={"reserve_opening_balance": 50}
    )
    found = best(plan)
    assert found.unfunded_at_best.sum() == pytest.approx(70, abs=DOLLARS)
    assert balance_at_best(project(plan))[-1] == pytest.approx(0, abs=DOLLARS)


def test_title_iv_a_keeps_to_its_infrastructure_limit_in_any_order() -> None:
    """15% of 60,000 are 9,000 for software, however the rest is assigned."""
    title = {
        "name": "Title IV-A",
        "kind": "title_iv_a",
        "amount": 60_000,
        "pays_for": ("software_licenses",),
        "unspent": "lapse",
    }
    found = best(small_plan(licenses=[flat("A", 100_000)], funding=[title]))
    assert found.unfunded_at_best == pytest.approx([91_000] * 3, abs=DOLLARS)


def test_best_counts_what_is_kept_first_before_the_rest() -> None:
    """A must be kept, B should, C could go; each costs 100 in FY2027 to FY2029.

    In order Wide pays A, as it must, so that Narrow, which may pay A alone, lapses; B and C have no
    payer. At best Narrow pays A and Wide pays B; C is left, because B comes before it.
    """
    rows = [("A", "1"), ("B", "2"), ("C", "3")]
    found = best(
        small_plan(
            licenses=[{**flat(name, 100), "priority": priority} for name, priority in rows],
            funding=[
                grant("Wide", 100, "software_licenses", order=1),
                grant("Narrow", 100, "A", order=2),
            ],
        )
    )
    assert found.unfunded_in_order == pytest.approx([200, 200, 200])
    assert [(p.priority, p.in_order) for p in found.by_priority] == [(1, 0), (2, 300), (3, 300)]
    assert [p.at_best for p in found.by_priority] == pytest.approx([0, 0, 300], abs=0.1)
    assert found.better
    assert found.saved == pytest.approx(300, abs=0.1)


def test_money_is_kept_for_what_must_be_kept() -> None:
    """One grant of 100 for A, which must be kept and costs 60 from FY2028 on, and B of FY2027.

    In order B takes all of it, because nothing of A is due yet. At best A gets it; as much is
    unfunded as before, but of B.
    """
    a = {**flat("A", 60), "priority": "1", "start_date": date(2027, 7, 1)}
    b = {**flat("B", 100), "priority": "3", "end_date": date(2027, 6, 30)}
    kept = grant("Grant", 100, "A", "B", award="once", unspent="keep")
    found = best(small_plan(licenses=[a, b], funding=[kept]))
    assert found.unfunded_in_order == pytest.approx([0, 60, 60])
    assert [p.at_best for p in found.by_priority] == pytest.approx([20, 100], abs=0.1)
    assert found.saved == pytest.approx(0, abs=0.1)
    assert found.better


def test_older_money_may_pay_all_year_whatever_is_tested_in_it() -> None:
    """Only money of the year before is tested against the limit on carrying.

    Money of before the plan has 40 months in total: it pays two whole years, and the third year's
    first four months.
    """
    title = {"name": "Title I-A", "kind": "title_i_a", "allocation": 0, "available_months": 40}
    plan = small_plan(
        licenses=[flat("A", 100)],
        funding=[{**title, "amount": 0, "opening_balance": 1_000, "pays_for": ("A",)}],
    )
    found = best(plan)
    assert found.unfunded_in_order == pytest.approx([0, 0, 100 - 100 * 4 / 12])
    assert found.unfunded_at_best == pytest.approx(found.unfunded_in_order)


@examples(60)
@given(st.data())
def test_best_is_never_worse_than_the_order(data: st.DataObject) -> None:
    plan = data.draw(plans())
    projection = project(plan, data.draw(scenarios(plan)))
    found = best_assignment(projection)
    for of_priority in found.by_priority:
        saved = of_priority.in_order - of_priority.at_best
        assert saved >= -DOLLARS - 1e-7 * of_priority.in_order
        if saved > DOLLARS:  # what is kept first is paid, even at the cost of the rest
            break
    assert (found.unfunded_at_best >= -DOLLARS).all()
    assert (balance_at_best(projection) >= -DOLLARS).all()


@examples(40)
@given(st.data())
def test_what_is_known_without_solving_is_what_solving_finds(data: st.DataObject) -> None:
    """What is kept first and paid in order, solved all the same: everything chosen is the same."""
    plan = data.draw(plans())
    projection = project(plan, data.draw(scenarios(plan)))
    in_order = projection.funding.unfunded[:, :, 0]
    assume(in_order.any())
    pools = pools_of(projection.expenses, projection.money, projection.erate_share.of_cost)
    asked = pools, projection.money, reserve_of(projection.inputs), 0
    known = assignment_model(*asked).least_unfunded(in_order)
    solved = assignment_model(*asked).least_unfunded(np.ones_like(in_order))
    assert known.tolist() == solved.tolist()


def test_where_everything_is_paid_no_order_is_better() -> None:
    fund = {"name": "General fund", "kind": "general_fund", "amount": 300}
    rows = [
        {**flat(name, 100), "priority": priority} for name, priority in (("A", "1"), ("B", "2"))
    ]
    found = best(small_plan(licenses=rows, funding=[fund]))
    assert not found.better
    assert found.unfunded_at_best.tolist() == [0, 0, 0]
    assert [(p.priority, p.in_order, p.at_best) for p in found.by_priority] == [
        (1, 0, 0),
        (2, 0, 0),
    ]


@st.composite
def nested(draw: st.DrawFn) -> Plan:
    """Sources of which each may pay all that the one before it may, and nothing carries."""
    names = [f"Product {number}" for number in range(draw(st.integers(1, 5)))]
    prices = st.integers(0, 1000).map(float)
    count = draw(st.integers(1, 4))
    widths = sorted(draw(st.lists(st.integers(1, 5), min_size=count, max_size=count)))
    funding = [
        grant(f"Source {place}", draw(prices), *names[:width], order=float(place))
        for place, width in enumerate(widths)
    ]
    return small_plan(licenses=[flat(name, draw(prices)) for name in names], funding=funding)


@examples(60)
@given(nested())
def test_order_is_best_where_eligibility_nests_and_nothing_carries(plan: Plan) -> None:
    found = best_assignment(project(plan, Scenario("base")))
    assert found.saved == pytest.approx(0, abs=DOLLARS)
