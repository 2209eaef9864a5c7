"""The base year ties out to the cent, kind by kind, or the plan stops; by hand and at random."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.completeness import completeness
from planner.plan.check import checks_between
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.rules.tie_out import (
    AS_WARNING,
    Difference,
    as_warning,
    check_tie_out,
    in_dollars,
    tie_out,
)
from planner.plan.tables import ActualRow, District, LedgerRow
from planner.projection.project import project
from planner.reference.accounts import accounts
from planner.views.board.tie_out import first_year_block, tie_out_block
from tests.tiny_plan import TINY, PlanWriter, with_row_instead, with_rows

SOFTWARE, STAFF, DEVICES = "instructional_software", "technology_staff", "student_devices"
DISTRICT = District(
    name="X", first_year=2027, staff=1, reserve_opening_balance=0.0, reserve_policy_rate=0.0
)


def plan_of(
    actuals: Sequence[tuple[str, float]] = (), ledger: Sequence[tuple[str, float]] = ()
) -> Plan:
    """A plan that is nothing but its base year: kinds of cost and amounts."""
    spent = [
        ActualRow(name=f"Item {n}", category=kind, amount=amount, file="actuals.csv", row=n)
        for n, (kind, amount) in enumerate(actuals, start=2)
    ]
    booked = [
        LedgerRow(name=f"Account {n}", category=kind, amount=amount, file="ledger.csv", row=n)
        for n, (kind, amount) in enumerate(ledger, start=2)
    ]
    return Plan("x", Path("x"), DISTRICT, actuals=tuple(spent), ledger=tuple(booked))


def said(plan: Plan) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.file, problem.row) for problem in check_tie_out(plan)]


def test_kinds_come_in_the_order_of_the_accounts_and_the_total_last() -> None:
    plan = plan_of(
        [(STAFF, 100.0), (SOFTWARE, 41_000.0), (SOFTWARE, 200.0)],
        [(SOFTWARE, 43_000.0), (STAFF, 60.0), (STAFF, 40.0)],
    )
    assert tie_out(plan) == (
        Difference(2026, SOFTWARE, 4_120_000, 4_300_000),
        Difference(2026, STAFF, 10_000, 10_000),
        Difference(2026, "", 4_130_000, 4_310_000),
    )
    assert [str(problem) for problem in check_tie_out(plan)] == [
        "ledger.csv, row 2, amount: actuals for instructional software total $41,200, but the "
        "ledger has $43,000: $1,800 is missing. Correct one of the two, or continue with "
        "--allow-difference."
    ]


def test_kind_that_one_of_the_two_lacks_is_a_difference() -> None:
    plan = plan_of([(SOFTWARE, 10.0), (STAFF, 5.0)], [(DEVICES, 7.0), (SOFTWARE, 10.0)])
    assert said(plan) == [("P70", "ledger.csv", 2), ("P71", "actuals.csv", 3)]


def test_total_over_all_technology_stands_for_kinds_without_an_account() -> None:
    plan = plan_of([(SOFTWARE, 10.0), (STAFF, 5.0)], [("", 9.0), ("", 6.0), (SOFTWARE, 10.0)])
    assert tie_out(plan) == (
        Difference(2026, SOFTWARE, 1000, 1000),
        Difference(2026, STAFF, 500, None),
        Difference(2026, "", 1500, 1500),
    )
    assert said(plan) == []
    assert said(plan_of([(SOFTWARE, 10.0)], [("", 9.0)])) == [("P71", "ledger.csv", 2)]
    assert said(plan_of([(SOFTWARE, 10.0)], [("", 9.0), (SOFTWARE, 9.0)])) == [
        ("P71", "ledger.csv", 3),
        ("P71", "ledger.csv", 2),
    ]


def test_one_cent_is_a_difference_and_a_thousandth_is_not() -> None:
    assert said(plan_of([(SOFTWARE, 0.1), (SOFTWARE, 0.2)], [(SOFTWARE, 0.3)])) == []
    assert said(plan_of([(SOFTWARE, 100.001)], [(SOFTWARE, 100.0)])) == []
    assert said(plan_of([(SOFTWARE, 99.99)], [(SOFTWARE, 100.0)])) == [("P70", "ledger.csv", 2)]


def test_credit_lowers_what_was_spent() -> None:
    assert said(plan_of([(SOFTWARE, 100.0), (SOFTWARE, -30.5)], [(SOFTWARE, 69.5)])) == []
    (problem,) = check_tie_out(plan_of([(SOFTWARE, -30.5)], [(SOFTWARE, 10.0)]))
    assert "total -$30.50, but the ledger has $10: $40.50 is missing" in str(problem)


@pytest.mark.parametrize("table", ["actuals", "ledger"])
def test_nothing_is_compared_without_both_tables(table: str, tiny: PlanWriter) -> None:
    for content in (None, TINY[table].partition("\n")[0]):
        plan = read_plan(tiny(**{table: content}))
        assert tie_out(plan) == ()
        assert list(check_tie_out(plan)) == []
    rows = {"actuals": "Lost,student_devices,5,,no", "ledger": "Lost,student_devices,5,,no"}
    text = with_rows(table, rows[table]).replace("fiscal_year\n", "fiscal_year,active\n")
    assert said(read_plan(tiny(**{table: text}))) == []


def test_blank_year_is_the_one_before_the_plan_and_years_are_compared_apart(
    tiny: PlanWriter,
) -> None:
    typed = with_row_instead(
        "actuals", "Technician,technology_staff,118000,", "Technician,technology_staff,118000,FY26"
    )
    assert {found.fiscal_year for found in tie_out(read_plan(tiny(actuals=typed)))} == {2026}
    both = {
        "actuals": with_rows("actuals", "Old,student_devices,100,FY2025"),
        "ledger": with_rows("ledger", "Old,student_devices,90,FY2025"),
    }
    with pytest.raises(PlanError) as refused:
        read_plan(tiny(**both))
    assert [(p.code, p.file, p.row) for p in refused.value.problems] == [("P71", "ledger.csv", 6)]


def test_year_that_only_one_table_knows_is_named_once() -> None:
    plan = plan_of([(SOFTWARE, 1.0)], [(SOFTWARE, 1.0)])
    later = [row.model_copy(update={"fiscal_year": 2024}) for row in plan.ledger]
    apart = Plan("x", Path("x"), DISTRICT, actuals=plan.actuals, ledger=tuple(later))
    assert said(apart) == [("P72", "actuals.csv", 2), ("P72", "ledger.csv", 2)]


def test_district_may_go_on_with_the_difference() -> None:
    plan = plan_of([(SOFTWARE, 1.0)], [(SOFTWARE, 2.0)])
    (problem,) = check_tie_out(plan)
    warning = as_warning(problem)
    assert not warning.blocks
    assert (warning.where, warning.facts) == (problem.where, problem.facts)
    checks = checks_between(allow_difference=True)
    codes = [p.code for check in checks for p in check(plan)]
    assert "W30" in codes
    assert not set(AS_WARNING) & set(codes)


def test_plan_with_an_allowed_difference_is_the_same_plan(tiny: PlanWriter) -> None:
    folder = tiny(ledger=TINY["ledger"].replace("98000", "97000"))
    with pytest.raises(PlanError):
        read_plan(folder)
    plan = read_plan(folder, allow_difference=True)
    assert [warning.code for warning in plan.warnings] == ["W31"]
    assert (project(plan).expenses.cost == project(read_plan(tiny())).expenses.cost).all()


def test_base_year_is_in_the_fingerprint_and_in_no_number(tiny: PlanWriter) -> None:
    with_both = read_plan(tiny())
    without = read_plan(tiny("Without", actuals=None, ledger=None))
    assert with_both.digest != without.digest
    assert completeness(with_both) == completeness(without)


def test_row_that_looks_like_a_sum_is_meant_as_one_in_the_ledger_only(tiny: PlanWriter) -> None:
    ledger = TINY["ledger"].replace("Technology in all", "Total")
    assert read_plan(tiny(ledger=ledger)).warnings == ()
    actuals = TINY["actuals"].replace("Reading", "Total reading")
    assert [w.code for w in read_plan(tiny(actuals=actuals)).warnings] == ["W10"]


def test_same_item_may_stand_under_several_kinds_and_not_twice_under_one(tiny: PlanWriter) -> None:
    more = {
        "actuals": with_rows("actuals", "Technician,instructional_software,50,"),
        "ledger": with_row_instead(
            "ledger",
            "Technology in all,,136360.50,",
            "Technology in all,,136410.50,\nmore,instructional_software,50,",
        ),
    }
    assert read_plan(tiny(**more)).warnings == ()
    twice = with_rows("actuals", "Technician,technology_staff,50,")
    with pytest.raises(PlanError) as refused:
        read_plan(tiny(actuals=twice))
    assert [p.code for p in refused.value.problems if p.file == "actuals.csv"] == ["P09"]


AMOUNTS = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
ENTRIES = st.lists(st.tuples(st.sampled_from(list(accounts())), AMOUNTS), min_size=1, max_size=8)


@given(ENTRIES, ENTRIES)
def test_differences_by_kind_add_up_to_the_difference_in_all(
    actuals: list[tuple[str, float]], ledger: list[tuple[str, float]]
) -> None:
    *kinds, total = tie_out(plan_of(actuals, ledger))
    assert sum(found.difference for found in kinds) == total.difference
    assert bool(said(plan_of(actuals, ledger))) == any(found.difference for found in kinds)


@given(ENTRIES, st.randoms())
def test_order_of_rows_does_not_matter(
    entries: list[tuple[str, float]], chance: st.DataObject
) -> None:
    shuffled = sorted(entries, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert said(plan_of(entries, shuffled)) == []


@given(ENTRIES, st.integers(0, 7), st.integers(1, 10**6))
def test_any_cent_more_in_the_ledger_is_found(
    entries: list[tuple[str, float]], place: int, cents: int
) -> None:
    kind, amount = entries[place % len(entries)]
    more = [*entries]
    more[place % len(entries)] = (kind, amount + cents / 100)
    (problem,) = check_tie_out(plan_of(entries, more))
    assert (problem.code, problem.facts["difference"]) == ("P70", in_dollars(cents))


def test_table_shows_kinds_to_the_cent(tiny: PlanWriter) -> None:
    shown = tie_out_block(read_plan(tiny()))
    assert shown is not None
    assert shown.text.splitlines() == [
        "Actuals against the general ledger, FY2026, in dollars",
        "Kind of cost                Actuals       Ledger  Difference",
        "Instructional software   $18,360.50   $18,360.50          $0",
        "Technology staff           $118,000     $118,000          $0",
        "All technology          $136,360.50  $136,360.50          $0",
    ]


def test_difference_stands_in_parentheses_and_a_kind_in_the_total_says_so() -> None:
    plan = plan_of([(SOFTWARE, 10.0), (STAFF, 5.0)], [("", 20.5), (SOFTWARE, 10.0)])
    shown = tie_out_block(plan)
    assert shown is not None
    lines = [line.split() for line in shown.text.splitlines()]
    assert lines[-2][-4:] == ["$5", "in", "the", "total"]
    assert lines[-1][-3:] == ["$15", "$20.50", "($5.50)"]


def test_first_year_of_the_plan_stands_beside_the_base_year(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    projection = project(plan)
    shown = first_year_block(projection)
    assert shown is not None
    total = next(line for line in shown.text.splitlines() if line.startswith("All technology"))
    cost = f"${float(projection.expenses.cost[:, 0, 0].sum()):,.0f}"
    assert total.split()[2:4] == ["$136,361", cost]
    assert "Actuals FY2026" in shown.text
    assert "Plan FY2027" in shown.text
    cells = [line.split("  ") for line in shown.text.splitlines()[2:-2]]
    assert cells[-1][0] == "All technology"


def test_nothing_is_shown_without_actuals(tiny: PlanWriter) -> None:
    plan = read_plan(tiny(actuals=None))
    assert tie_out_block(plan) is None
    assert first_year_block(project(plan)) is None
