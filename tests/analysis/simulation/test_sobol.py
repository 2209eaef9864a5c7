"""Our Sobol points are SciPy's, to the last digit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from planner.analysis.simulation import sobol
from planner.analysis.simulation.sobol import sobol_points


@pytest.mark.parametrize("columns, powers", [(1, 0), (1, 3), (2, 1), (40, 8), (1200, 5)])
def test_points_are_those_of_scipy(columns: int, powers: int) -> None:
    theirs = qmc.Sobol(columns, scramble=False, bits=53).random_base2(powers)
    ours = sobol_points(columns, 2**powers, 53)
    assert np.array_equal((theirs.T * 2.0**53).astype(np.uint64), ours)


def test_fewer_points_are_the_first_ones() -> None:
    assert np.array_equal(sobol_points(7, 100, 53), sobol_points(7, 128, 53)[:, :100])


def test_a_scipy_that_keeps_its_table_elsewhere_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = sobol_points(9, 24, 53)

    def gone() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(sobol, "_joe_and_kuo", gone)
    assert np.array_equal(sobol_points(9, 24, 53), usual)
