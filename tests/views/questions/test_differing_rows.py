"""The rows behind a difference where many differ: which are named, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import compare
from planner.views.questions.differences import rows_table
from tests.small_plan import small_plan
from tests.views.words import lines_of


def names(prices: Sequence[float]) -> list[str]:
    """The rows named where the prices of licenses 1, 2 and so on double."""
    plan = small_plan(
        licenses=[
            {
                "name": f"{number}",
                "category": "instructional_software",
                "basis": "flat",
                "price": price,
            }
            for number, price in enumerate(prices, 1)
        ],
        scenarios=[
            {
                "name": "double",
                "table": "licenses",
                "changes": "all",
                "field": "price",
                "how": "multiply",
                "value": "2",
            }
        ],
    )
    rows = lines_of(rows_table(*compare(plan, ["base", "double"]).answers))[2:-1]
    return [row.partition(" | ")[0] for row in rows]


def test_rows_that_differ_by_the_same_amount_are_named_in_the_order_typed() -> None:
    assert names([100] * 10 + [200] * 10) == [*map(str, range(11, 21)), "10 other rows"]


def test_one_row_that_is_not_named_is_one_row() -> None:
    assert names([100] * 11) == [*map(str, range(1, 11)), "1 other row"]
