"""What a cell holds, in the words of a reader."""

from __future__ import annotations

from datetime import date

import pytest

from planner.plan.cells.cell_words import cell_words
from planner.plan.tables.column import Column


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("text", "", "blank"),
        ("yes_no", True, "yes"),
        ("yes_no", False, "no"),
        ("text", "capped", "capped"),
        ("rate", 0.0325, "3.25%"),
        ("number", 0.5, "0.5"),
        ("day", date(2028, 6, 30), "6/30/2028"),
        ("money", 80000.0, "$80,000"),
        ("money", 19.99, "$19.99"),
        ("money", 1234.5, "$1,234.50"),
        ("money", 0.125, "$0.125"),
        ("money", -2500.0, "-$2,500"),
        ("money", -0.5, "-$0.50"),
    ],
)
def test_a_cell_is_said_as_a_reader_sees_it(kind: str, value: object, said: str) -> None:
    assert cell_words(Column("", kind, ""), value) == said  # type: ignore[arg-type]
