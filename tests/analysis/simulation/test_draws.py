"""Draws are even, the same for the same seed, apart from each other, and move as told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr

from planner.analysis.simulation import draws as module
from planner.analysis.simulation.draws import PARTS, draws, points
from planner.plan.what_if.ranges import UncertainInput
from planner.plan.what_if.scenarios import Change

YEARS = 5
CELL = Change("assumptions", "wage_growth_rate", "value", "add", 0.0)


def input_of(name: str, **told: object) -> UncertainInput:
    one = UncertainInput(name, "normal", CELL, low=-1.6448536269514722, high=1.6448536269514722)
    return replace(one, **told)  # type: ignore[arg-type]


def test_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    inputs = [input_of("a", every_year=True), input_of("b")]
    first, again = (draws(inputs, YEARS, 256, 7) for _ in range(2))
    module._kept_points.cache_clear()
    module._draws.cache_clear()
    anew, other = draws(inputs, YEARS, 256, 7), draws(inputs, YEARS, 256, 8)
    for name in first:
        assert first[name].tobytes() == again[name].tobytes() == anew[name].tobytes()
        assert not np.array_equal(first[name], other[name])


@pytest.mark.parametrize("method", ["sobol", "random"])
def test_a_range_added_at_the_end_leaves_the_others_as_they_were(method: str) -> None:
    inputs = [input_of("a"), input_of("b", every_year=True)]
    fewer = draws(inputs, YEARS, 512, 3, method)  # type: ignore[arg-type]
    module._kept_points.cache_clear()
    more = draws([*inputs, input_of("c", every_year=True)], YEARS, 512, 3, method)  # type: ignore[arg-type]
    assert all(np.array_equal(fewer[name], more[name]) for name in fewer)


@pytest.mark.parametrize("method", ["sobol", "random"])
def test_points_kept_for_fewer_ranges_are_those_that_more_begin_with(method: str) -> None:
    anew = {}
    for columns in (0, 3, 7):
        module._kept_points.cache_clear()
        anew[columns] = points(columns, 64, 5, method)  # type: ignore[arg-type]
    module._kept_points.cache_clear()
    for columns in (3, 7, 3, 0):
        found = points(columns, 64, 5, method)  # type: ignore[arg-type]
        assert found.shape == (columns, 64)
        assert found.tobytes() == anew[columns].tobytes()


def test_a_range_that_is_left_out_leaves_the_others_as_they_were() -> None:
    inputs = [input_of("a"), input_of("b"), input_of("c")]
    without = [inputs[0], replace(inputs[1], active=False), inputs[2]]
    all_of_them, some = draws(inputs, YEARS, 512, 3), draws(without, YEARS, 512, 3)
    assert list(some) == ["a", "c"]
    assert all(np.array_equal(all_of_them[name], some[name]) for name in some)


def test_every_part_of_every_column_is_even_to_the_last_point() -> None:
    count = 1024
    size = count // PARTS
    found = points(40, count, 5).reshape(40, PARTS, size)
    assert found.min() > 0
    assert found.max() < 1
    # Scrambled or not, one point falls into each of as many equal slices as there are points.
    slices = np.sort(np.floor(found * size).astype(int), axis=2)
    assert (slices == np.arange(size)).all()


def test_two_columns_are_even_together() -> None:
    # Any two of the first dimensions of a Sobol net fill a grid of equal cells, one point each.
    found = points(2, PARTS * 64, 11).reshape(2, PARTS, 64)
    for part in range(PARTS):
        cells = (found[:, part] * 8).astype(int)
        assert len(set(zip(*cells.tolist(), strict=True))) == 64


@pytest.mark.parametrize("count", [0, 8, 1000, 4097])
def test_draws_come_in_sixteen_equal_parts(count: int) -> None:
    with pytest.raises(ValueError, match="16 equal parts"):
        points(3, count, 1)


@pytest.mark.parametrize("wanted", [-1.0, -0.6, 0.0, 0.3, 0.9, 1.0])
def test_rank_correlation_is_the_one_typed(wanted: float) -> None:
    inputs = [
        input_of("leads"),
        replace(
            input_of("follows", moves_with="leads", correlation=wanted),
            shape="lognormal",
            low=1.0,
            high=9.0,
        ),
    ]
    found = draws(inputs, YEARS, 16384, 2)
    rank = spearmanr(found["leads"][0], found["follows"][0]).statistic
    assert rank == pytest.approx(wanted, abs=0.01)


def test_each_year_moves_with_its_own_year() -> None:
    inputs = [
        input_of("leads", every_year=True),
        input_of("follows", every_year=True, moves_with="leads", correlation=0.8),
    ]
    found = draws(inputs, YEARS, 8192, 4)
    ranks = spearmanr(found["leads"].T, found["follows"].T).statistic[:YEARS, YEARS:]
    np.testing.assert_allclose(ranks, 0.8 * np.eye(YEARS), atol=0.03)


def test_an_input_that_moves_with_another_keeps_its_own_shape() -> None:
    inputs = [input_of("leads"), input_of("follows", moves_with="leads", correlation=0.7)]
    found = draws(inputs, YEARS, 16384, 2)["follows"][0]
    assert found.mean() == pytest.approx(0.0, abs=0.01)
    assert found.std() == pytest.approx(1.0, abs=0.01)


def test_error_of_sobol_points_falls_faster_than_that_of_random_ones() -> None:
    """Of a smooth function of six inputs with a known mean, over twenty seeds."""
    sizes = (256, 1024, 4096, 16384)

    def error(method: str, size: int) -> float:
        errors = []
        for seed in range(20):
            u = points(6, size, seed, method)  # type: ignore[arg-type]
            errors.append(np.prod(1 + 0.5 * (u - 0.5), axis=0).mean() - 1.0)
        return float(np.sqrt(np.mean(np.square(errors))))

    slope = {
        method: np.polyfit(np.log(sizes), np.log([error(method, n) for n in sizes]), 1)[0]
        for method in ("sobol", "random")
    }
    assert slope["random"] == pytest.approx(-0.5, abs=0.15)
    assert slope["sobol"] < -0.8
    assert error("sobol", 4096) < error("random", 4096) / 5


@pytest.mark.parametrize("agree", [0.0, 0.3, 1.0])
def test_years_of_one_future_agree_as_told(agree: float) -> None:
    """Each year has its whole range; the more years agree, the wider their sum."""
    one = input_of("a", every_year=True, year_correlation=agree)
    drawn = draws([one], YEARS, 4096, 2)["a"]
    assert drawn.std(axis=1) == pytest.approx(1.0, abs=0.02)
    between = [spearmanr(drawn[0], drawn[year]).statistic for year in range(1, YEARS)]
    assert np.allclose(between, agree, atol=0.03)
    pull = 2 * np.sin(np.pi * agree / 6)
    assert drawn.sum(axis=0).std() == pytest.approx(np.sqrt(5 * (1 - pull) + 25 * pull), rel=0.03)


def test_years_that_agree_leave_other_ranges_as_they_were_and_may_move_with_one() -> None:
    inputs = [input_of("a"), input_of("b", every_year=True, year_correlation=0.4)]
    tied = replace(inputs[1], moves_with="a", correlation=0.6)
    apart, together = draws(inputs, YEARS, 4096, 3), draws([inputs[0], tied], YEARS, 4096, 3)
    assert np.array_equal(apart["a"], together["a"])
    for year in range(YEARS):
        assert spearmanr(together["a"][0], together["b"][year]).statistic == pytest.approx(
            0.6, abs=0.03
        )
    zero = [inputs[0], replace(inputs[1], year_correlation=0.0)]
    plain = [inputs[0], input_of("b", every_year=True)]
    first, second = draws(zero, YEARS, 256, 3), draws(plain, YEARS, 256, 3)
    assert all(np.array_equal(first[name], second[name]) for name in first)
