"""The tab on devices: ages, purchases, and a cap that is typed as a cell or moved by a slider."""

from __future__ import annotations

import pytest

from planner.analysis.optimization.smoothing import smoothing
from planner.desk.live.events import Event
from planner.desk.what_if import Move, WhatIf
from planner.desk.workbench import Workbench
from planner.packaged import example
from planner.plan.what_if.scenarios import Change
from planner.views.charts.spreading import spread_purchases
from planner.views.detail.device_ages import NO_FLEETS, devices_by_age
from planner.views.detail.devices import past_their_time, repair_and_support, what_waiting_means
from planner.views.format.figure import Figure
from planner.views.format.markup import text_of
from tests.desk.panel_markup import faults_in
from tests.tiny_plan import TINY, PlanWriter

LONGER = Move(
    "devices/all/useful_life_years",
    Change("devices", "all", "useful_life_years", "add", 1),
    "1",
)


@pytest.fixture
def bench() -> Workbench:
    return Workbench(example("prairie-view"))


def chart(bench: Workbench) -> Figure:
    shown = bench.shown("devices")["spread"]
    assert isinstance(shown, Figure)
    return shown


def test_it_shows_ages_purchases_and_repair_of_what_is_tried_out(bench: Workbench) -> None:
    bench.ask(WhatIf().moved(LONGER))
    shown, comparison = bench.shown("devices"), bench.comparison
    assert shown["ages"] == devices_by_age(comparison).html
    assert shown["past"] == past_their_time(comparison).html
    assert shown["repair"] == repair_and_support(comparison).html


def test_without_a_cap_purchases_are_spread_to_the_sustainable_annual_cost(
    bench: Workbench,
) -> None:
    found = smoothing(bench.comparison.main.projection)
    assert chart(bench).datasets == spread_purchases(bench.comparison.main, found).datasets
    assert "the sustainable annual cost of each year" in str(bench.shown("devices")["cap"])


@pytest.mark.parametrize("typed", ["$900,000", "900000", " 900,000 "])
def test_a_cap_is_read_as_a_cell_is(bench: Workbench, typed: str) -> None:
    bench.heed(Event("devices.type", typed))
    found = smoothing(bench.comparison.main.projection, 900_000.0)
    assert chart(bench).datasets == spread_purchases(bench.comparison.main, found).datasets
    shown = bench.shown("devices")
    assert shown["waiting"] == what_waiting_means(bench.comparison.main, found).html
    assert 'value="$900,000"' in str(shown["cap"])
    assert "under a cap of $900,000 a year" in chart(bench).finding


def test_the_slider_sets_the_cap_and_a_button_takes_it_back(bench: Workbench) -> None:
    as_before = chart(bench).datasets
    bench.heed(Event("devices.slide", "600000"))
    assert "under a cap of $600,000 a year" in chart(bench).finding
    assert 'aria-valuetext="$600,000"' in str(bench.shown("devices")["cap"])
    bench.heed(Event("devices.sustainable"))
    assert chart(bench).datasets == as_before
    bench.heed(Event("devices.slide", "600000"))
    bench.heed(Event("devices.type", ""))
    assert chart(bench).datasets == as_before


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("420k", "420k"),
        ("<b>many", "&lt;b&gt;many"),
        ("-5", "The minimum is $0."),
    ],
)
def test_what_cannot_be_read_stays_as_typed_with_the_sentence_of_a_cell(
    bench: Workbench, typed: str, why: str
) -> None:
    bench.heed(Event("devices.slide", "600000"))
    bench.heed(Event("devices.type", typed))
    cap = str(bench.shown("devices")["cap"])
    assert 'aria-invalid="true"' in cap
    assert f'value="{text_of(typed)}"' in cap
    assert why in cap
    assert "under a cap of $600,000 a year" in chart(bench).finding
    bench.heed(Event("devices.slide", "500000"))
    assert "aria-invalid" not in str(bench.shown("devices")["cap"])


def test_a_cap_that_may_mean_another_number_is_asked_about(bench: Workbench) -> None:
    bench.heed(Event("devices.type", "900.000"))
    assert "900000" in str(bench.shown("devices")["cap"])


def test_a_district_without_fleets_is_told_what_to_enter(
    tiny: PlanWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = TINY["devices"].split("\n")[0] + "\n"
    inventory = TINY["inventory"].split("\n")[0] + "\n"
    repair = TINY["repair"].split("\n")[0] + "\n"
    scenarios = TINY["scenarios"].split("\n")[0] + "\n"
    bench = Workbench(
        tiny(devices=heading, inventory=inventory, repair=repair, scenarios=scenarios)
    )
    assert NO_FLEETS in str(bench.shown("devices")["none"])
    assert "data-figure" not in bench.panels["devices"].layout()
    assert faults_in(bench, "devices") == []
    at: list[object] = []
    monkeypatch.setattr(bench, "open", lambda panel, **where: at.append((panel, where)))
    bench.heed(Event("devices.fleets"))
    assert at == [("inputs", {"table": "devices"})]


def test_caps_reach_from_nothing_past_the_peak_year_in_round_steps(bench: Workbench) -> None:
    found = smoothing(bench.comparison.main.projection)
    assert found.caps == (0.0, 2_800_000.0, 50_000.0)
    assert 2_750_000 < found.cost_as_planned.max() <= 2_800_000


def test_its_html_is_labeled_and_in_order(bench: Workbench) -> None:
    assert faults_in(bench, "devices") == []
