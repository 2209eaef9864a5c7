"""By when a decision is due: what the district typed, or what follows from the plan."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.decisions.dates import budget_due, first_day
from planner.plan.tables import District


def district(**settings: object) -> District:
    needed = {"name": "Small", "staff": 10, "reserve_opening_balance": 0, "reserve_policy_rate": 0}
    return District.model_validate({"first_year": 2027, **needed, **settings})


@pytest.mark.parametrize(("month", "day"), [(7, date(2026, 7, 1)), (1, date(2027, 1, 1))])
def test_first_day_of_a_fiscal_year(month: int, day: date) -> None:
    assert first_day(district(fiscal_year_start_month=month), 2027) == day


def test_without_a_day_the_budget_is_due_before_its_year_begins() -> None:
    due = budget_due(district(), 2029)
    assert (due.day, due.reason) == (date(2028, 6, 30), "before_year")
    assert due.cell == "budget_adoption in the table district"


@pytest.mark.parametrize(
    ("typed", "start_month", "year", "day"),
    [
        (date(2027, 6, 14), 7, 2028, date(2027, 6, 14)),
        (date(2027, 6, 14), 7, 2030, date(2029, 6, 14)),
        (date(2026, 9, 30), 7, 2027, date(2026, 9, 30)),  # adopted after the year begins
        (date(2026, 9, 30), 7, 2028, date(2027, 9, 30)),
        (date(2026, 12, 15), 1, 2027, date(2026, 12, 15)),
        (date(2028, 2, 29), 4, 2029, date(2028, 2, 28)),  # each year has this day
        (date(2028, 2, 29), 4, 2031, date(2030, 2, 28)),
    ],
)
def test_a_typed_day_returns_each_year(typed: date, start_month: int, year: int, day: date) -> None:
    found = budget_due(district(budget_adoption=typed, fiscal_year_start_month=start_month), year)
    assert (found.day, found.reason, found.year) == (day, "adoption", year)


def test_a_budget_that_is_adopted_leaves_the_next_meeting_or_the_next_budget() -> None:
    later = district(budget_adoption=date(2027, 6, 14))
    assert (budget_due(later, 2027).day, budget_due(later, 2027).reason) == (None, "adopted")
    waits = budget_due(later, 2027, may_wait=True)
    assert (waits.day, waits.reason, waits.year) == (date(2027, 6, 14), "adoption", 2028)
