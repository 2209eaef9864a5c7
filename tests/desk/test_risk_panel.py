"""The tab on what could happen: the page's own futures, held while levers move."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.analysis.simulation.simulate import simulate
from planner.desk.live.events import Event
from planner.desk.panels import risk
from planner.desk.what_if import Move, WhatIf
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.what_if.scenarios import Change, Scenario
from planner.views.charts.fan import reserve_fan
from planner.views.format.figure import Figure
from planner.views.questions.held_draws import what_to_type, which_futures
from planner.views.questions.simulation import chances_table, headline, scenarios_table
from tests.desk.panel_markup import faults_in
from tests.tiny_plan import TINY, PlanWriter

PAGE = Path(__file__).resolve().parents[2] / "notebooks" / "03_what_could_happen.ipynb"
RAISES = Move(
    "assumptions/wage_growth_rate",
    Change("assumptions", "wage_growth_rate", "value", "set", 0.05),
    "5%",
)


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def opened(bench: Workbench) -> dict[str, object]:
    """What the tab shows once all futures are there."""
    bench.heed(Event("desk.open", fields={"panel": "risk"}))
    return dict(bench.shown("risk"))


def test_the_chances_are_those_of_the_page_for_the_same_scenario(bench: Workbench) -> None:
    cells = json.loads(PAGE.read_text("utf-8"))["cells"]
    scope: dict[str, object] = {}
    exec("".join(cells[0]["source"]), scope)
    assert (scope["draws"], scope["seed"]) == (risk.ALL_FUTURES, risk.SEED)
    assert bench.plan is not None
    for scenario in ("base", "refresh-stretched"):
        bench.ask(WhatIf(scenario))
        shown = opened(bench)
        page = simulate(bench.plan, risk.ALL_FUTURES, risk.SEED, [scenario])
        assert headline(page).html in str(shown["said"])
        assert chances_table(page).html in str(shown["chances"])
        fan = shown["reserve"]
        assert isinstance(fan, Figure)
        assert fan.datasets == reserve_fan(page).datasets
        assert which_futures(page) in str(shown["said"])


def test_a_first_look_comes_at_once_and_all_futures_follow(bench: Workbench) -> None:
    first = str(bench.shown("risk")["said"])
    assert "A first look at 512 futures (seed 1)" in first
    assert "4,096 futures follow." in first
    assert "4,096 futures (seed 1), the same ones" in str(opened(bench)["said"])


def test_what_is_moved_is_next_to_the_start_in_the_same_futures(bench: Workbench) -> None:
    assert "Scenarios in the same futures" not in str(opened(bench)["chances"])
    bench.ask(WhatIf().moved(RAISES))
    shown = opened(bench)
    assert bench.plan is not None
    moved = Scenario("moved", "Your changes", (RAISES.change,))
    page = simulate(bench.plan, risk.ALL_FUTURES, risk.SEED, [moved, "base"])
    assert scenarios_table(page).html in str(shown["chances"])


def test_futures_are_calculated_once_for_what_is_asked(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(*given: object) -> object:
        asked.append(int(str(given[1])))
        return simulate(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(risk, "simulate", counted)
    opened(bench)
    assert asked == [512, 4096]
    bench.ask(WhatIf().moved(RAISES))
    opened(bench)
    assert asked == [512, 4096, 512, 4096]
    bench.ask(WhatIf())
    opened(bench)
    assert asked == [512, 4096, 512, 4096]


def test_a_plan_without_ranges_says_what_to_enter(bench: Workbench) -> None:
    plain = Workbench(example("altoona-wi"))
    assert plain.plan is not None
    shown = opened(plain)
    assert what_to_type(plain.plan).html in str(shown["said"])
    assert "Go to the table of ranges" in str(shown["said"])
    assert "No incident is described in this plan" in str(shown["incidents"])
    assert "reserve" not in shown
    assert "data-figure" not in plain.panels["risk"].layout()
    assert "data-figure" in bench.panels["risk"].layout()


def test_it_leads_to_the_table_of_ranges(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    at: list[object] = []
    monkeypatch.setattr(bench, "open", lambda panel, **where: at.append((panel, where)))
    bench.heed(Event("risk.ranges"))
    assert at == [("inputs", {"table": "ranges"})]


def test_its_html_is_labeled_and_escaped(bench: Workbench, tiny: PlanWriter) -> None:
    assert faults_in(bench, "risk") == []
    assert faults_in(Workbench(example("altoona-wi")), "risk") == []
    typed = Workbench(tiny(ranges=TINY["ranges"].replace("\nRaises", "\n<b>Raises", 1)))
    assert "<b>Raises" not in str(typed.shown("risk")["varies"])
