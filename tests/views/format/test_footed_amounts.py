"""Tables foot exactly as displayed, and two tables never show an amount a dollar apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.answers import answers
from planner.analysis.figures import PARTS_OF_A_DOLLAR
from planner.plan.plan import Plan
from planner.projection.project import project
from planner.views.format.footed_amounts import UNFUNDED, footed_amounts
from planner.views.format.money import about, dollars, foot, whole
from tests.generated_plans import examples, plans

AMOUNTS = st.lists(
    st.floats(min_value=-1e9, max_value=1e9, allow_nan=False), min_size=1, max_size=30
)


@given(AMOUNTS)
def test_parts_add_up_to_the_rounded_total(parts: list[float]) -> None:
    footed = foot(parts)
    if any(parts):
        assert sum(footed) == whole(sum(parts)) or abs(sum(footed) - sum(parts)) <= 0.5 + 1e-6
    assert all(abs(shown - part) <= 1 for shown, part in zip(footed, parts, strict=True))


@given(AMOUNTS)
def test_nothing_stays_nothing(parts: list[float]) -> None:
    footed = foot([*parts, 0.0])
    assert footed[-1] == 0


@examples(150)
@given(plans())
def test_every_table_of_a_plan_foots(plan: Plan) -> None:
    found = answers(project(plan))
    amounts, rows = footed_amounts(found.figures), len(found.figures.rows)
    for t in range(len(plan.years)):
        assert sum(row[t] for row in amounts.by_line.values()) == amounts.cost[t]
        assert sum(row[t] for row in amounts.by_payer.values()) == amounts.cost[t]
        assert sum(row[t] for row in amounts.received.values()) == amounts.revenue[t]
        moved = amounts.opening[t] + amounts.earned[t] + amounts.moved_in[t] - amounts.drawn[t]
        assert moved == amounts.ending[t]
        assert amounts.cost[t] == whole(found.figures.cost[t])
        assert abs(found.figures.cost[t] - found.cost[t]) <= rows / PARTS_OF_A_DOLLAR
        # What rounding has left in the reserve, the other payers carry where it is used up.
        left = 1.5 * (t + 1)
        assert abs(amounts.ending[t] - found.reserve[t]) <= left
        assert abs(amounts.unfunded[t] - found.unfunded[t]) <= left + 1
    assert amounts.opening[1:] == amounts.ending[:-1]
    assert (UNFUNDED in amounts.by_payer) == bool(found.unfunded.max() > 0.005)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0"),
        (412_345, "$412,000"),
        (-412_345, "$412,000"),
        (9_999.4, "$9,999"),
        (9_999.6, "$10,000"),
        (999_499, "$999,000"),
        (999_500, "$1.00 million"),
        (1_074_000, "$1.07 million"),
    ],
)
def test_sentences_round(amount: float, words: str) -> None:
    assert about(amount) == words


def test_negative_dollars_stand_in_parentheses() -> None:
    assert [dollars(x) for x in (-0.4, -0.5, 1234.5)] == ["$0", "($1)", "$1,235"]
