"""The search beyond what can all be tried: what it says it has proved is true."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from planner.analysis.options.search import MOST_SETS
from planner.analysis.options.sets import allowed_sets, breaks_nothing, sets_of
from planner.analysis.options.study import options
from planner.arrays import Floats
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.tables import OptionRow
from planner.plan.what_if.options import open_options
from planner.projection.blocks import project_stacked
from tests.analysis.options.option_plan import OPTIONS, option_plan


def rows(count: int, **cells: object) -> list[OptionRow]:
    """Options of 1 to 4 points."""
    told = {"scenario": "x", "felt_by": "all", "reversible": "yes"}
    return [
        OptionRow.model_validate({"name": f"o{k}", "service_points": 1 + k % 4, **told, **cells})
        for k in range(count)
    ]


def test_fourteen_options_have_every_set_and_fifteen_too_many() -> None:
    every = allowed_sets(rows(14), MOST_SETS)
    assert every is not None
    assert every.tolist() == list(range(MOST_SETS))
    assert allowed_sets(rows(15), MOST_SETS) is None


@pytest.mark.parametrize("limit", [-2.0, 0.0, 3.0, 5.5, np.inf])
def test_sets_within_a_limit_are_those_of_an_exhaustive_list(limit: float) -> None:
    found = list(open_options(option_plan()))
    found[0] = found[0].model_copy(update={"service_points": -2.0, "needs": ("level",)})
    points = np.array([row.service_points for row in found])
    wanted = []
    for mask, _ in enumerate(itertools.product([0, 1], repeat=len(found))):
        taken = sets_of(np.array([mask]), len(found))
        if breaks_nothing(found, taken)[0] and (points @ taken)[0] <= limit + 1e-9:
            wanted.append(mask)
    masks = allowed_sets(found, 1000, limit)
    assert masks is not None
    assert masks.tolist() == wanted


@pytest.mark.parametrize("most", [5, 12, 25, 40])
def test_the_search_keeps_what_it_promises(most: int) -> None:
    everything, found = options(option_plan()), options(option_plan(), most=most)
    assert not found.exact
    low = everything.measures.points <= found.proved_to
    assert set(everything.masks[low]) <= set(found.masks)
    best = everything.measures.points[everything.best]
    reached = found.measures.points[found.best]
    if len(found.closing):
        assert reached >= best >= min(reached, found.proved_to)
        if found.proved:
            assert found.masks[found.best] == everything.masks[everything.best]
    elif len(everything.closing):
        assert best > found.proved_to


def test_sets_of_the_search_are_projected_as_all_others() -> None:
    everything, found = options(option_plan()), options(option_plan(), most=12)
    places = np.searchsorted(everything.masks, found.masks)
    for name, array in vars(found.measures).items():
        assert np.allclose(array, getattr(everything.measures, name)[places], atol=1e-6), name


def test_the_search_finds_the_cheapest_set_of_an_example_district() -> None:
    plan = read_plan(example("prairie-view"))
    everything, found = options(plan), options(plan, most=2500)
    assert len(found.masks) < len(everything.masks)
    assert found.proved
    assert found.names(found.best) == everything.names(everything.best)


def test_what_is_needed_and_not_in_the_plan_is_never_taken() -> None:
    without_levy = tuple(row for row in OPTIONS if row["name"] != "levy")
    found = options(option_plan(without_levy))
    assert not found.taken[[row.name for row in found.options].index("outside")].any()


def test_a_search_projects_no_set_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counting(*given: Any, **told: Any) -> dict[str, Floats]:  # noqa: ANN401
        seen.append(given[2].shape[1])
        return project_stacked(*given, **told)

    monkeypatch.setattr("planner.analysis.options.sets.project_stacked", counting)
    found = options(option_plan(), most=20)
    assert sum(seen) == len(found.masks)
