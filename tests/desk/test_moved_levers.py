"""Levers on Keep and Risk: the moved ones, live where they are seen, and not lost when put back."""

from __future__ import annotations

import pytest

from planner.desk.live.events import Event
from planner.desk.panels.moved_levers import FIRST
from planner.desk.what_if import WhatIf
from planner.desk.workbench import Workbench
from planner.packaged import example
from tests.desk.panel_markup import faults_in

RAISES = "assumptions/wage_growth_rate"


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def levers(bench: Workbench, panel: str) -> str:
    return str(bench.shown(panel)["levers"])


@pytest.mark.parametrize("panel", ["keep", "risk"])
def test_a_few_usual_levers_are_at_hand_until_one_is_moved(bench: Workbench, panel: str) -> None:
    assert levers(bench, panel).count('class="planner-lever') == FIRST
    bench.heed(Event("explore.type", "5%", {"key": RAISES}))
    assert levers(bench, panel).count('class="planner-lever') == 1
    assert f'data-key="{RAISES}"' in levers(bench, panel)
    assert 'value="5%"' in levers(bench, panel)
    assert faults_in(bench, panel) == []


def test_a_lever_that_is_put_back_stays_at_hand_until_another_scenario(bench: Workbench) -> None:
    bench.heed(Event("explore.type", "5%", {"key": RAISES}))
    levers(bench, "risk")
    bench.heed(Event("explore.back", fields={"key": RAISES}))
    assert bench.what_if == WhatIf()
    assert f'data-key="{RAISES}"' in levers(bench, "risk")
    bench.ask(WhatIf("levy-fails"))
    assert levers(bench, "risk").count('class="planner-lever') == FIRST
    bench.ask(WhatIf())


def test_a_lever_moved_on_the_tab_changes_what_the_tab_shows(bench: Workbench) -> None:
    bench.heed(Event("desk.open", fields={"panel": "risk"}))
    before = bench.shown("risk")["chances"]
    bench.heed(Event("explore.type", "6%", {"key": RAISES}))
    assert bench.panel.name == "risk"
    assert bench.shown("risk")["chances"] != before


def test_a_plan_without_ranges_has_no_levers_for_chances() -> None:
    bench = Workbench(example("altoona-wi"))
    assert 'data-region="levers"' not in bench.panels["risk"].layout()
    assert "levers" not in bench.shown("risk")
