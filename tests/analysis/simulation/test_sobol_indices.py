"""Sobol indices: functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest

from planner.analysis.simulation.sobol_indices import sobol_indices
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources
from planner.arrays import Floats
from planner.packaged import example
from planner.plan.read import read_plan
from tests.small_plan import small_plan


def ishigami(share: Floats) -> Floats:
    """Ishigami and Homma (1990) with a = 7, b = 0.1, each input from -pi to pi."""
    x = np.pi * (2 * share - 1)
    return np.asarray(np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))


def test_ishigami_has_its_published_indices() -> None:
    found = sobol_indices(ishigami, 3, 65_536, seed=1)
    assert found.first[0] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.005)
    assert found.total[0] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.005)
    assert found.variance[0] == pytest.approx(13.8446, rel=0.005)


def test_standard_errors_cover_what_is_known() -> None:
    known = np.array([0.3139, 0.4424, 0.0])
    far = 0
    for seed in range(20):
        found = sobol_indices(ishigami, 3, 1024, seed=seed)
        far += int((np.abs(found.first[0] - known) > 3 * found.first_error[0]).sum())
    # Of 60 estimates with errors from eight replicates each about one is farther off.
    assert far <= 4


@pytest.mark.parametrize("weights", [(1.0,), (1.0, 2.0), (3.0, 0.0, 1.0, 5.0)])
def test_linear_functions_share_variance_by_squared_weights(weights: tuple[float, ...]) -> None:
    w = np.array(weights)
    found = sobol_indices(lambda x: 7 + w @ x, len(w), 4096, seed=3)
    known = w**2 / (w**2).sum()
    np.testing.assert_allclose(found.first[0], known, atol=0.005)
    np.testing.assert_allclose(found.total[0], known, atol=0.005)
    assert found.variance[0] == pytest.approx((w**2).sum() / 12, rel=0.01)


def test_product_is_explained_by_neither_alone() -> None:
    """(x - 1/2)(y - 1/2): nothing first-order, all of it together."""
    found = sobol_indices(lambda x: (x[0] - 0.5) * (x[1] - 0.5), 2, 16_384, seed=1)
    assert found.first[0] == pytest.approx([0, 0], abs=0.02)
    assert found.total[0] == pytest.approx([1, 1], abs=0.03)


def test_groups_several_outputs_and_an_output_that_stays() -> None:
    def outputs(x: Floats) -> Floats:
        return np.array([x[0] + x[1] + x[2], np.full(x.shape[1], 4e9), x[2]])

    found = sobol_indices(outputs, 3, 4096, seed=1, groups=[[0, 1], [2]])
    assert found.first[0] == pytest.approx([2 / 3, 1 / 3], abs=0.01)
    assert np.isnan(found.first[1]).all()
    assert found.total[2] == pytest.approx([0, 1], abs=0.01)
    assert found.evaluations == 4096 * 4


def test_same_seed_same_bytes() -> None:
    one, other = (sobol_indices(ishigami, 3, 512, seed=5) for _ in range(2))
    assert one.first.tobytes() == other.first.tobytes()
    assert one.total.tobytes() == other.total.tobytes()


def test_plan_without_ranges_has_no_sources() -> None:
    assert uncertainty_sources(small_plan(), draws=64).names == ()


def test_plan_groups_what_moves_together_and_shares_add_up_where_effects_do() -> None:
    plan = read_plan(example("prairie-view"))
    found = uncertainty_sources(plan, draws=512, seed=2)
    joined = {name for names in found.names for name in names.split(" and ")}
    assert len(found.names) < len(joined)
    votes = [k for k, name in enumerate(found.names) if name.startswith("Approval")]
    assert found.indices.total[0, votes] == pytest.approx(0.0, abs=1e-9)  # a vote costs nothing
    assert found.indices.first[0].sum() == pytest.approx(1.0, abs=0.1)
