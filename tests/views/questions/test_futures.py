"""What is said of futures that are made up, at the limits between one wording and the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from planner.analysis.simulation.outcomes import Outcome
from planner.analysis.simulation.simulate import Simulation
from planner.plan.what_if.scenarios import Scenario
from planner.views.questions.simulation import headline, scenarios_table
from tests.small_plan import small_plan
from tests.views.words import lines_of

DRAWS = 32
Years = Sequence[float | Sequence[float]]


def outcome(
    *,
    reserve: Years = (0, 0, 0),
    unfunded: Years = (0, 0, 0),
    support: Years = (0, 0, 0),
    reserve_policy: Years = (0, 0, 0),
    name: str = "base",
) -> Outcome:
    """Amounts by year, the same in all futures or one for each."""
    amounts = {"reserve": reserve, "unfunded": unfunded, "ending_support": support}
    yearly = {
        key: np.array([np.broadcast_to(np.asarray(year, dtype=float), DRAWS) for year in years])
        for key, years in {**amounts, "reserve_policy": reserve_policy, "cost": (0, 0, 0)}.items()
    }
    yearly["structural_balance"] = yearly["cost"]
    return Outcome(Scenario(name), (2027, 2028, 2029), yearly)


def second_paragraph(found: Outcome) -> str:
    simulation = Simulation(small_plan(), DRAWS, 1, "sobol", (), (found,))
    return lines_of(headline(simulation))[1]


def tenth(low: float, high: float) -> list[float]:
    """Five of 32 futures are low, so the tenth percentile is, and all others high."""
    return [low] * 5 + [high] * 27


@pytest.mark.parametrize(
    ("reserve", "unfunded", "starts"),
    [
        ([[1, 101] * 16, [2, 102] * 16, 5000], [0, 0, 0], "It ends FY2029 at $5,000 in every"),
        ([0, 0, [5000, 5000.99] * 16], [0, 0, 0], "It ends FY2029 at $5,000 in every"),
        (
            [0, 0, [5000, 5001] * 16],
            [0, 0, 0],
            "In the worst tenth of futures, it ends FY2029 at $5,000",
        ),
        ([0, 0, 0], [0, 0, 1.0], "It ends FY2029 at $0 in every future, and $1 is unfunded."),
        ([0, 0, 0], [0, 0, 0.99], "It ends FY2029 at $0 in every future. "),
        (
            [0, 0, tenth(1.0, 500)],
            [0, 0, 0],
            "In the worst tenth of futures, it ends FY2029 at $1 or less.",
        ),
        (
            [0, 0, tenth(0.99, 500)],
            [0, 0, 0],
            "In the worst tenth of futures, it is used up by the end",
        ),
        (
            [0, 0, tenth(0, 9)],
            [0, 0, tenth(1, 0)],
            "In the worst tenth of futures, unfunded cost is $1 or more",
        ),
        (
            [0, 0, tenth(0, 9)],
            [0, 0, tenth(0.99, 0)],
            "In the worst tenth of futures, it is used up by the",
        ),
        (
            [0, 0, tenth(0, 9)],
            [tenth(40, 0), tenth(2, 0), 0],
            "In the worst tenth of futures, unfunded cost is $42",
        ),
    ],
)
def test_how_the_worst_tenth_ends(reserve: Years, unfunded: Years, starts: str) -> None:
    said = second_paragraph(outcome(reserve=reserve, unfunded=unfunded))
    assert said.startswith(starts)


def test_the_drop_is_told_from_the_5th_to_the_95th_percentile() -> None:
    drops = np.linspace(0, 31_000, DRAWS) + 10_000
    said = second_paragraph(outcome(support=(0, list(drops), 0)))
    low, high = np.quantile(drops, [0.05, 0.95])
    assert (round(low / 1000), round(high / 1000)) == (12, 39)
    assert said.endswith(
        "What money that ends covers drops most in FY2029 (in every future), by $12,000 to $39,000 "
        "in nine of ten cases."
    )


def test_scenarios_are_told_at_the_end_of_the_plan_and_at_their_median() -> None:
    first = outcome(
        reserve=([50.0] * 32, [50.0, 150.0] * 16, [10.0] * 8 + [200.0] * 12 + [300.0] * 12),
        reserve_policy=(50, 100, 100),
        unfunded=(0, 0, [7.0] * 20 + [0.0] * 12),
    )
    second = outcome(
        name="worse",
        reserve_policy=(50, 100, 100),
        unfunded=(0, [1000.0] * 2 + [2000.0] * 28 + [3000.0] * 2, 0),
    )
    simulation = Simulation(small_plan(), DRAWS, 1, "sobol", (), (first, second))
    assert lines_of(scenarios_table(simulation))[2:] == (
        "base | 38% | 38% | $200 | $7 | $0 to $0",
        "worse | 0% | 0% | $0 | $2,000 | $1,543 to $2,450",
    )
