"""Simulated enrollment ranges against what came: Texas districts, 2013 to 2023.

A range is fitted on the errors of forecasts that were known when the forecast under test was
made, and drawn like a range of a plan. What is asserted is what docs/enrollment.md and
docs/uncertainty.md tell, the disappointing part too.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import enrollment_ranges
from benchmarks.enrollment_backtest import (
    ASIDE,
    ORIGINS,
    PAGE,
    SIZES,
    districts,
    forecast,
    page_with,
)
from benchmarks.enrollment_ranges import CELL, held, known, missed, typed
from planner.analysis.simulation.draws import draws
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.what_if.ranges import UncertainInput, uncertain_inputs

SMALLEST, SMALL, MIDDLE, LARGE = SIZES


def test_ranges_are_on_the_page() -> None:
    assert enrollment_ranges.by_size() in PAGE.read_text("utf-8")
    assert page_with("tables", PAGE.read_text("utf-8")) != PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("size", "least", "most"),
    [(SMALLEST, 0.88, 0.93), (SMALL, 0.83, 0.89), (MIDDLE, 0.79, 0.85), (LARGE, 0.53, 0.85)],
)
def test_ranges_hold_in_years_kept_aside_as_told(size: str, least: float, most: float) -> None:
    """Large districts rarely missed by much before the pandemic, so their range was narrow."""
    found = held(size)
    assert found.min() > least
    assert found.max() < most


@pytest.mark.parametrize("size", SIZES)
def test_ranges_hold_in_the_years_that_they_are_from(size: str) -> None:
    ends = typed(size, ASIDE - 1).ends()
    for ahead in range(1, 6):
        came = known(ahead, size, 2013, ASIDE - 1)
        inside = (came >= ends[0, ahead - 1]) & (came <= ends[1, ahead - 1])
        assert inside.mean() == pytest.approx(0.9, abs=0.07)


@pytest.mark.parametrize("size", SIZES)
def test_ranges_widen_with_the_years_ahead(size: str) -> None:
    low, high = typed(size, ASIDE - 1).ends()
    assert (np.diff(high - low) > 0).all()


def test_range_sees_only_outcomes_up_to_its_year() -> None:
    seen = known(1, LARGE, 2013, ASIDE - 1)
    assert len(seen) == sum(len(missed(o, 1, LARGE)) for o in ORIGINS if o + 1 < ASIDE)


def test_range_of_the_example_district_holds_what_came() -> None:
    """Prairie View's 2.8 points each way, five years on in districts of its size."""
    one = next(
        o for o in uncertain_inputs(read_plan(example("prairie-view"))) if o.shape == "normal"
    )
    told = UncertainInput("Enrollment", "normal", CELL, low=one.low, high=one.high)
    ends = np.quantile(draws([told], 5, 4096, 1)["Enrollment"], [0.05, 0.95])
    shares = []
    students = districts()
    for place in (3, 4, 5):
        base = students[:, place].sum(axis=0)
        chosen = students[:, :, (base >= 5000) & (base < 20_000)]
        expected = forecast(chosen[:, : place + 1], 5)[:, -1].sum(axis=0)
        came = (chosen[:, place + 5].sum(axis=0) / expected) ** 0.2 - 1
        shares.append(float(((came >= ends[0]) & (came <= ends[1])).mean()))
    assert shares == pytest.approx([0.900, 0.902, 0.838], abs=0.001)
