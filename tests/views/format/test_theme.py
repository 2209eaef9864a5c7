"""The colors of the theme are told apart by every reader, and on gray paper.

Distances are CIELAB 1976, simulated sight is that of Machado 2009: see ``tests/color_sight.py``.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from planner.projection.project import project
from planner.views.charts.designs import fan
from planner.views.charts.designs.money import STANDING_COLORS
from planner.views.charts.money_rows import BELOW, ENOUGH
from planner.views.format.theme import (
    LINE_COLORS,
    PAYER_KINDS,
    RESERVE_COLOR,
    REVENUE_COLOR,
    SCENARIO_COLORS,
    SCENARIO_DASHES,
    UNFUNDED_COLOR,
    _striped,
    fund_colors,
    ink_on,
)
from tests.color_sight import apart, apart_in_gray, contrast, lab
from tests.small_plan import small_plan

CLEARLY = 10
#: A surface against the paper, and text on a surface: WCAG 2.2, 1.4.11 and 1.4.3.
SEEN, READ = 3, 4.5


def of_sources(recurring: int, one_time: int) -> dict[str, str]:
    """Colors of so many sources of two kinds."""
    rows = [
        *({"name": f"Fees {k}", "kind": "fees"} for k in range(recurring)),
        *({"name": f"Grant {k}", "kind": "grant"} for k in range(one_time)),
    ]
    return fund_colors(project(small_plan(funding=[{**row, "amount": 1} for row in rows])).funds)


def closest(colors: list[str]) -> float:
    return min(apart(one, other) for one, other in combinations(colors, 2))


@pytest.mark.parametrize(("recurring", "one_time"), [(10, 10), (20, 0), (0, 20), (3, 17)])
def test_no_two_of_twenty_sources_look_alike(recurring: int, one_time: int) -> None:
    colors = of_sources(recurring, one_time)
    assert len(colors) == 20
    assert closest([*colors.values(), RESERVE_COLOR, UNFUNDED_COLOR]) >= CLEARLY


def test_a_source_keeps_its_color_when_a_source_after_it_is_added() -> None:
    few, more = of_sources(2, 1), of_sources(3, 2)
    assert few.items() <= more.items()


@pytest.mark.parametrize("colors", [LINE_COLORS, of_sources(10, 0), of_sources(0, 10)])
def test_neighbors_in_a_stack_are_told_apart_in_gray(colors: dict[str, str]) -> None:
    """Also where one between two of them is missing in a year."""
    shades = list(colors.values())
    pairs = [*pairwise(shades), *zip(shades, shades[2:], strict=False)]
    assert min(apart_in_gray(one, other) for one, other in pairs) >= CLEARLY


def test_no_two_budget_lines_and_no_two_scenarios_look_alike() -> None:
    assert closest(list(LINE_COLORS.values())) >= CLEARLY
    assert closest(list(SCENARIO_COLORS)) >= CLEARLY
    assert UNFUNDED_COLOR not in SCENARIO_COLORS


def test_every_scenario_has_dashes_that_no_other_has() -> None:
    dashes = [tuple(dash) for dash in SCENARIO_DASHES]
    assert len(set(dashes)) == len(dashes) == len(SCENARIO_COLORS)


def test_kinds_of_money_differ_in_color_pattern_and_name() -> None:
    kinds = list(PAYER_KINDS.values())
    assert list(PAYER_KINDS) == ["recurring", "one_time", "reserve", "prepaid", "unfunded"]
    assert closest([kind.color for kind in kinds]) >= CLEARLY
    assert len({kind.pattern for kind in kinds}) == len({kind.label for kind in kinds}) == 5
    assert all(kind.color in kind.pattern for kind in kinds)


def test_every_color_is_seen_on_paper_and_what_is_written_on_it_is_read() -> None:
    colors = [
        *LINE_COLORS.values(),
        *of_sources(10, 10).values(),
        *SCENARIO_COLORS,
        *(kind.color for kind in PAYER_KINDS.values()),
        REVENUE_COLOR,
    ]
    assert min(contrast(color) for color in colors) >= SEEN
    inks = {"white": "#ffffff", "black": "#000000"}
    assert min(contrast(color, inks[ink_on(color)]) for color in colors) >= READ


@pytest.mark.parametrize(
    ("color", "ink"),
    [
        ("#0a0200", "white"),
        ("#ec0002", "white"),
        ("#ea0a2f", "black"),
        ("#ed0205", "black"),
        ("#cb4cff", "black"),
    ],
)
def test_of_two_inks_that_are_read_nearly_as_well_the_better_is_taken(color: str, ink: str) -> None:
    on_black, on_white = contrast(color, "#000000"), contrast(color, "#ffffff")
    assert ink_on(color) == ink == ("black" if on_black > on_white else "white")


def test_money_that_ends_is_striped() -> None:
    assert PAYER_KINDS["one_time"].pattern == _striped(45, "#c27a1a", "#f7e6cf", width=4, gap=4)
    assert _striped(-45, "#b3261e", "#ffffff", width=1, gap=5) == (
        "repeating-linear-gradient(-45deg, #b3261e 0 1px, #ffffff 1px 6px)"
    )


def test_the_bands_of_a_fan_have_a_rim_that_is_seen_and_are_told_apart() -> None:
    assert min(contrast(color) for color in (fan.RIM, fan.LINE, fan.MARK)) >= SEEN
    assert closest([*fan.BANDS.values(), fan.LINE, fan.MARK]) >= CLEARLY
    assert min(apart_in_gray(a, b) for a, b in pairwise(fan.BANDS.values())) >= CLEARLY


def test_a_reserve_below_policy_is_told_from_one_above_it_also_in_gray() -> None:
    enough, below = STANDING_COLORS[ENOUGH], STANDING_COLORS[BELOW]
    assert apart(enough, below) >= CLEARLY
    assert apart_in_gray(enough, below) >= CLEARLY
    assert min(contrast(color) for color in STANDING_COLORS.values()) >= SEEN


def test_the_measure_agrees_with_published_values() -> None:
    """Pure red in CIELAB (Lindbloom), and the contrast of #767676 that WCAG names."""
    assert lab("#ff0000").round(1).tolist() == [53.2, 80.1, 67.2]
    assert round(contrast("#767676"), 2) == 4.54
    assert apart("#ffffff", "#ffffff") == 0
    assert round(contrast("#000000"), 4) == 21
