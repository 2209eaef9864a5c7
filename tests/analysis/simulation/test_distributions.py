"""Shapes have the quantiles of their textbooks, and correlation is what was typed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from planner.analysis.simulation import distributions
from planner.analysis.simulation.distributions import shape_values

SHARE = np.array([0.01, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999])


@pytest.mark.parametrize(
    ("shape", "low", "likely", "high", "textbook"),
    [
        ("uniform", 2.0, 0.0, 6.0, stats.uniform(2, 4)),
        ("triangular", 2.0, 3.0, 6.0, stats.triang(0.25, 2, 4)),
        ("triangular", 2.0, 2.0, 6.0, stats.triang(0.0, 2, 4)),
        ("triangular", 2.0, 6.0, 6.0, stats.triang(1.0, 2, 4)),
        ("pert", 2.0, 3.0, 6.0, stats.beta(2, 4, 2, 4)),
        ("normal", -1.6448536, 0.0, 1.6448536, stats.norm(0, 1)),
        ("lognormal", np.exp(1 - 1.6448536), 0.0, np.exp(1 + 1.6448536), stats.lognorm(1, 0, np.e)),
    ],
)
def test_quantiles_are_those_of_the_textbook(
    shape: str, low: float, likely: float, high: float, textbook: stats.rv_continuous
) -> None:
    values = shape_values(shape, SHARE, low, likely, high)
    np.testing.assert_allclose(values, textbook.ppf(SHARE), rtol=1e-6, atol=1e-6)


def test_kept_values_are_those_that_are_calculated_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    share = np.linspace(0.001, 0.999, 60).reshape(3, 20)
    ranges = [(1.0, 2.0, 5.0), (-0.04, 0.0, 0.06), (2.0, 4.0, 10.0)]
    kept = [shape_values("pert", share, *ends) for ends in (*ranges, *ranges)]
    monkeypatch.setattr(distributions, "_MOST_KEPT", 0)
    anew = [shape_values("pert", share, *ends) for ends in (*ranges, *ranges)]
    assert [values.tolist() for values in kept] == [values.tolist() for values in anew]


def test_ends_of_normal_shapes_are_the_5th_and_95th_percentile() -> None:
    ends = np.array([0.05, 0.95])
    for shape in ("normal", "lognormal"):
        np.testing.assert_allclose(shape_values(shape, ends, 0.02, 0.0, 0.10), [0.02, 0.10])


@pytest.mark.parametrize("shape", ["triangular", "pert", "normal", "lognormal", "uniform"])
def test_a_range_without_width_is_its_value(shape: str) -> None:
    assert (shape_values(shape, SHARE, 0.03, 0.03, 0.03) == 0.03).all()


@pytest.mark.parametrize("shape", ["triangular", "pert", "normal", "lognormal", "uniform"])
def test_a_greater_share_has_a_greater_value(shape: str) -> None:
    share = np.linspace(0.001, 0.999, 500)
    assert (np.diff(shape_values(shape, share, 1.0, 2.0, 5.0)) >= 0).all()
