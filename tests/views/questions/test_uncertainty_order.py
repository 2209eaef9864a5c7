"""The order in which sources of uncertainty are listed."""

from __future__ import annotations

import numpy as np

from planner.analysis.simulation.sobol_indices import Indices
from planner.analysis.simulation.uncertainty_sources import UncertaintySources
from planner.views.questions.sensitivity import uncertainty_table
from tests.views.words import lines_of


def test_inputs_that_matter_as_much_are_listed_in_the_order_typed() -> None:
    """The last ten of twenty matter twice as much as the first ten."""
    total = np.array([[0.03] * 10 + [0.06] * 10])
    indices = Indices(total, total, np.zeros_like(total), np.ones(1), 64)
    names = tuple(f"{number}" for number in range(20))
    rows = lines_of(uncertainty_table(UncertaintySources(names, ("cost",), indices, 64, 1)))[2:22]
    listed = [row.partition(" | ")[0] for row in rows]
    assert listed == [f"{number}" for number in (*range(10, 20), *range(10))]
