"""What becomes of every row, as laws on generated plans; the cases are with their words."""

from __future__ import annotations

import pytest
from hypothesis import given

from planner.analysis.answers import answers
from planner.analysis.keep.comparison import keep_change, keeps_the_same
from planner.analysis.keep.verdict import FULL, KINDS, kept
from planner.plan.plan import Plan
from planner.projection.project import project
from planner.projection.yearly_totals import A_CENT
from tests.generated_plans import examples, plans
from tests.views.paid_rows import kept_of


@examples(60)
@given(plan=plans())
def test_a_row_is_kept_in_full_if_nothing_of_it_is_unfunded(plan: Plan) -> None:
    figures = answers(project(plan)).figures
    found = kept(figures)
    for verdict in found.verdicts:
        assert found.rows[verdict.place] is verdict.line
        short = max(verdict.line.unfunded) > A_CENT
        assert (verdict.kind in ("kept", "leaning")) != short
        assert (verdict.first_short is None) != short
        assert [year for year, state in verdict.states if state == FULL] != [] or short
        assert sum(run.years for run in verdict.runs) == len(verdict.states)
        assert set(verdict.due) <= {year for year, _ in verdict.states}
    assert found.without_cost + len(found.verdicts) == len(figures.rows)
    total = sum(verdict.unfunded for verdict in found.verdicts)
    assert total == pytest.approx(sum(figures.unfunded), abs=0.05 * len(plan.years))


@examples(30)
@given(plan=plans())
def test_nothing_falls_or_comes_back_in_the_same_scenario(plan: Plan) -> None:
    found = answers(project(plan)).figures
    change = keep_change(found, found)
    assert keeps_the_same(change)
    assert change.more_unfunded == 0


def test_kinds_are_told_from_the_best_to_the_worst() -> None:
    rows = [
        {"recurring": [9, 9, 9]},
        {"recurring": [9, 5, 9], "reserve": [0, 4, 0]},
        {"recurring": [9, 5, 9], "unfunded": [0, 4, 0]},
        {"recurring": [9, 9, 5], "unfunded": [0, 0, 4]},
        {"recurring": [9, 9, 0], "unfunded": [0, 0, 9]},
        {"unfunded": [9, 9, 9]},
    ]
    found = kept_of(rows).verdicts
    assert tuple(verdict.kind for verdict in found) == KINDS
    assert [verdict.severity for verdict in found] == [0, 1, 2, 3, 4, 5]


def test_a_one_time_cost_is_paid_whatever_the_money() -> None:
    rows = [
        {"reserve": [9, 0], "once": True},
        {"recurring": [9, 0], "unfunded": [0, 9], "once": True},
        {"unfunded": [9, 0], "once": True},
    ]
    kinds = [verdict.kind for verdict in kept_of(rows).verdicts]
    assert kinds == ["kept", "in_part", "not_funded"]
    assert [verdict.yearly for verdict in kept_of(rows).verdicts] == [9, 18, 9]


def test_a_cost_a_year_is_that_of_the_first_year_in_use() -> None:
    (fleet,) = kept_of([{"recurring": [0, 30, 0], "sustained": [0, 10, 11]}]).verdicts
    assert (fleet.yearly, fleet.due, fleet.states) == (10, [2028], [(2028, FULL), (2029, FULL)])
