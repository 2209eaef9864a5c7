"""What is kept, filled in, is what Altair builds, whatever names a plan has."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.views.charts.designs.parts import page_size
from planner.views.charts.designs.roster import DESIGNS, all_shapes, shapes_as_text
from planner.views.charts.kept_shapes import KEPT, kept_shape
from planner.views.charts.style import in_colors
from planner.views.format.theme import SCENARIO_COLORS, SCENARIO_DASHES

#: Blanks are among them, which a plan may have for names.
NAMES = st.lists(
    st.text(max_size=30) | st.sampled_from(["<names>", "<parts>", "<ink>", "constructor"]),
    max_size=7,
    unique=True,
)
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def also_by_altair(name: str, own: dict[str, Any]) -> None:
    """Letter by letter, since the order of what is in a shape is the order in a page."""
    assert json.dumps(kept_shape(name, **own)) == json.dumps(DESIGNS[name](**own))


def test_what_is_kept_is_designed_so_today() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    assert kept == shapes_as_text(all_shapes()), (
        "Keep them again: python -m planner.views.charts.designs"
    )


def test_the_command_keeps_them_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "kept_shapes.json"
    monkeypatch.setattr("planner.views.charts.kept_shapes.KEPT", elsewhere)
    runpy.run_module("planner.views.charts.designs", run_name="__main__")
    assert elsewhere.read_bytes() == KEPT.read_bytes()


@pytest.mark.parametrize("name", ["cost_against_revenue", "who_pays"])
@settings(max_examples=15)
@given(colors=st.data())
def test_bars_of_any_parts(name: str, colors: st.DataObject) -> None:
    also_by_altair(name, in_colors({part: colors.draw(COLORS) for part in colors.draw(NAMES)}))


@settings(max_examples=15)
@given(NAMES)
def test_lines_of_any_scenarios(names: list[str]) -> None:
    colors = list(SCENARIO_COLORS[: len(names)])
    dashes = list(SCENARIO_DASHES[: len(names)])
    also_by_altair("scenario_comparison", {"names": names, "colors": colors, "dashes": dashes})


@settings(max_examples=15)
@given(NAMES)
def test_a_calendar_of_any_fleets(fleets: list[str]) -> None:
    also_by_altair("refresh_calendar", {"fleets": fleets})


@pytest.mark.parametrize(
    "name",
    [
        *("fan", "fan_with_policy", "option_frontier"),
        *("reserve_against_policy", "reserve_alone", "spread_purchases"),
    ],
)
def test_a_shape_without_blanks(name: str) -> None:
    also_by_altair(name, {})


def test_what_a_design_lets_a_reader_choose_comes_after_what_the_page_says() -> None:
    chart = alt.Chart().mark_point().add_params(alt.param(name="chosen", value=1))
    names = [parameter["name"] for parameter in page_size(chart, up_to_top=True)["params"]]
    assert names == ["narrow", "top", "chosen"]


def test_each_shape_is_its_own() -> None:
    changed = kept_shape("refresh_calendar", fleets=["Tablets"])
    changed["layer"].pop()
    changed["config"]["axis"].clear()
    also_by_altair("refresh_calendar", {"fleets": ["Laptops"]})
