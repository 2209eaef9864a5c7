"""The gap of plain figures is the gap of sets of options, and is said in the same sentence."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from planner.analysis.compare import compare
from planner.analysis.figures import Figures
from planner.analysis.options.gap import Gap, gap_of
from planner.analysis.options.running import running_gap
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.options import open_options, option_scenarios
from planner.plan.what_if.scenarios import Scenario, scenario_of
from planner.views.questions.chosen_options import with_these
from planner.views.questions.gap_words import options_on
from tests.analysis.options.option_plan import option_plan


def figures_with(plan: Plan, names: tuple[str, ...]) -> Figures:
    taken = [option_scenarios(plan)[row.name] for row in open_options(plan) if row.name in names]
    changes = tuple(change for one in taken for change in one.changes)
    return compare(plan, [Scenario("tried", changes=changes)]).main.figures


@pytest.mark.parametrize("plan", [read_plan(example("prairie-view")), option_plan()])
def test_both_ways_say_the_same_of_any_set(plan: Plan) -> None:
    names = [row.name for row in open_options(plan)]
    sets = [(), *zip(names, reversed(names), strict=True), tuple(names[::2]), tuple(names)]
    for chosen in sets:
        found = running_gap(plan, scenario_of(plan, "base"), chosen)
        figures, measures = figures_with(plan, chosen), found.measures
        gap = gap_of(figures)
        assert gap.short == pytest.approx(measures.short[-1], abs=1e-3)
        assert gap.structural == pytest.approx(measures.structural_balance_last[-1], abs=1e-3)
        assert gap.closed == measures.closes[-1]
        points = [row.service_points for row in found.options]
        assert options_on(figures, points) == with_these(found).text


def test_half_a_cent_missing_is_a_gap() -> None:
    years = [2027, 2028]
    plain = figures_with(read_plan(example("altoona-wi")), ())
    for unfunded, below, structural in product((0.0, 0.005), (0.004, 0.006), (-0.004, -0.005)):
        figures = replace(
            plain,
            years=years,
            unfunded=[0.0, unfunded],
            reserve_policy=[10.0, 10.0],
            reserve=[10.0, 10.0 - below],
            structural_balance=[-500.0, structural],
        )
        found = gap_of(figures)
        assert found.closed == (unfunded == 0 and below == 0.004 and structural == -0.004)
        assert found == Gap(found.short, structural, 2028, found.closed)
        assert found.short == pytest.approx(below + unfunded)
