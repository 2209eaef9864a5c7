"""The page about speed is made from the results in the repository; nothing is timed here."""

from __future__ import annotations

import json
from copy import deepcopy

import numpy as np
import pytest

from benchmarks import speed_page
from benchmarks.districts import district_cells, state_model
from benchmarks.reference_plan import drawn_drivers, reference_plan
from benchmarks.speed_page import PAGE, RESULTS, page
from planner.districts.district_table import read_district_table
from planner.plan.rules.between_rows import check_rows


def test_page_is_made_from_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(json.loads(RESULTS.read_text(encoding="utf-8")))


def test_what_was_not_met_is_said() -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    slower = deepcopy(results)
    asked = speed_page.ASKED[0]
    slower[asked.section][asked.key] = asked.limit - 1
    assert asked.row(slower).endswith("| **no** |")
    slower[asked.section][asked.key] = asked.limit
    assert asked.row(slower).endswith("| yes |")


@pytest.mark.parametrize("times", [0.4, 2.5])
def test_a_slower_machine_changes_no_answer(times: float) -> None:
    """Whatever took time takes so many times as long; ratios stay, and so does every answer."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    other = {
        section: {
            key: value * times if key.startswith(("seconds", "milli", "micro")) else value
            for key, value in found.items()
        }
        for section, found in results.items()
    }
    assert other != results
    asked = speed_page.ASKED
    assert [one.row(other) for one in asked] == [one.row(results) for one in asked]
    assert {one.unit for one in asked} == {"times as fast", "times", ""}


def test_the_state_of_the_benchmark_is_a_plan_that_would_be_accepted() -> None:
    model = state_model()
    assert check_rows(model) == []
    cells = {heading: values[:50] for heading, values in district_cells().items()}
    table = read_district_table(model, cells)
    assert len(table.names) == 50
    assert all(min(map(float, values)) >= 0 for name, values in cells.items() if name != "name")
    assert len(district_cells()["name"]) == 13_500


def test_draws_of_the_benchmark_are_the_same_each_time() -> None:
    one, other = (drawn_drivers(reference_plan(), 3, seed=1) for _ in range(2))
    assert all(np.array_equal(a.values, b.values) for a, b in zip(one, other, strict=True))
