"""Shapes that are filled in are those that Altair builds, whatever names a plan has."""

from __future__ import annotations

import planner.startup  # noqa: F401

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.views.charts import cost, money, scenarios
from planner.views.charts.blanks import built_once
from planner.views.charts.style import in_colors
from planner.views.format.theme import SCENARIO_COLORS, SCENARIO_DASHES

Shape = dict[str, Any]
#: Blanks are among them, which a plan may have for names.
NAMES = st.lists(
    st.text(max_size=30) | st.sampled_from(["<names>", "<parts>", "<ink>", "constructor"]),
    max_size=7,
    unique=True,
)
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def also_by_altair(filled: Callable[..., Shape], own: Shape) -> None:
    build = inspect.unwrap(filled)
    assert build is not filled
    assert filled(**own) == build(**own)


@pytest.mark.parametrize("shape", [cost._cost, money._payers])
@settings(max_examples=15)
@given(colors=st.data())
def test_bars_of_any_parts(shape: Callable[..., Shape], colors: st.DataObject) -> None:
    also_by_altair(shape, in_colors({name: colors.draw(COLORS) for name in colors.draw(NAMES)}))


@settings(max_examples=15)
@given(NAMES)
def test_lines_of_any_scenarios(names: list[str]) -> None:
    colors = list(SCENARIO_COLORS[: len(names)])
    dashes = list(SCENARIO_DASHES[: len(names)])
    also_by_altair(scenarios._scenarios, {"names": names, "colors": colors, "dashes": dashes})


@settings(max_examples=15)
@given(NAMES)
def test_a_calendar_of_any_fleets(fleets: list[str]) -> None:
    also_by_altair(cost._calendar, {"fleets": fleets})


def test_a_shape_is_built_once_and_each_is_its_own() -> None:
    built = []

    @built_once
    def shape(names: list[str], ink: str) -> Shape:
        built.append(names)
        return {"domain": names, "fill": {"expr": ink}, "sizes": [1, [2, 3]]}

    first, second = shape(names=["a"], ink="red"), shape(names=[], ink="<names>")
    assert len(built) == 1
    first["sizes"].append(4)
    assert first == {"domain": ["a"], "fill": {"expr": "red"}, "sizes": [1, [2, 3], 4]}
    assert second == {"domain": [], "fill": {"expr": "<names>"}, "sizes": [1, [2, 3]]}
    assert shape(names=[[1, 0], [2, 2]], ink="")["domain"] == [[1, 0], [2, 2]]
