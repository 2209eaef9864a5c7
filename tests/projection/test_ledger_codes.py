"""Codes of the district's own books in the ledger: whose fund a cost is booked in."""

from __future__ import annotations

from planner.projection.ledger import ledger
from planner.projection.project import project
from tests.small_plan import READING, small_plan


def test_cost_is_booked_in_the_fund_that_pays_it_and_the_account_of_its_row() -> None:
    plan = small_plan(
        district={"reserve_opening_balance": 500},
        licenses=[{**READING, "price": 10_000, "fund_code": "001", "account_code": "2230-516"}],
        funding=[
            {
                "name": "Title IV-A",
                "kind": "grant",
                "award": "yearly",
                "amount": 6000,
                "fund_code": "599",
                "account_code": "4200",
            },
            {"name": "General fund", "kind": "general_fund", "amount": 3000},
        ],
    )
    frame = ledger(project(plan))
    first = frame[frame["fiscal_year"] == 2027]
    booked = {
        (row.side, row.source): (row.fund_code, row.account_code, row.amount)
        for row in first.itertuples()
    }
    assert booked == {
        ("expense", "Title IV-A"): ("599", "2230-516", 6000),
        ("expense", "General fund"): ("001", "2230-516", 3000),
        ("expense", "reserve"): ("001", "2230-516", 500),
        ("expense", "unfunded"): ("001", "2230-516", 500),
        ("revenue", "Title IV-A"): ("599", "4200", 6000),
        ("revenue", "General fund"): ("", "", 3000),
        ("reserve", "reserve"): ("", "", 0),
    }
