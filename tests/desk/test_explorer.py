"""The levers move the plan, the charts follow, and what changed is said."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from planner.analysis.compare import compare
from planner.desk.explorer import Explorer
from planner.desk.launch import EXPLORER, lab_arguments, prepare_desk
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.scenarios import Change, Scenario
from planner.plan.tables import DRIVERS


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture
def explorer(plan: Plan) -> Explorer:
    return Explorer(plan)


def control(explorer: Explorer, label: str) -> object:
    return next(c for c in explorer.controls if c.description == label)


def test_it_opens_on_the_plan_as_it_stands(explorer: Explorer) -> None:
    assert explorer.changes == ()
    assert explorer.comparison.main.scenario == "base"
    assert "Nothing is moved" in explorer.changed.value
    assert all(figure.datasets for figure in explorer.figures)


def test_a_moved_lever_gives_the_numbers_of_the_same_scenario(explorer: Explorer) -> None:
    control(explorer, "Raises").value = 0.05  # type: ignore[attr-defined]
    change = Change("assumptions", "wage_growth_rate", "value", "set", 0.05)
    expected = compare(explorer.plan, [Scenario("x", changes=(change,))]).main
    assert explorer.comparison.main.balance == pytest.approx(expected.balance)
    assert "Raises: 5%." in explorer.changed.value
    bars = explorer.figures[0].datasets["bars"]
    assert bars[-1]["to"] == pytest.approx(expected.total_cost[-1] / 1000, abs=1e-3)


def test_every_driver_with_a_slider_has_a_control(explorer: Explorer) -> None:
    labels = {c.description for c in explorer.controls}
    assert {column.label for column in DRIVERS.values() if column.slider} <= labels


def test_put_back_returns_to_the_plan(explorer: Explorer) -> None:
    before = explorer.comparison.main.total_cost
    control(explorer, "Device life, years more or less").value = 1  # type: ignore[attr-defined]
    assert explorer.comparison.main.total_cost.sum() < before.sum()
    explorer.put_back()
    assert explorer.changes == ()
    assert explorer.comparison.main.total_cost == pytest.approx(before)


def test_money_can_be_switched_off(explorer: Explorer) -> None:
    levy = next(c for c in explorer.controls if "renewal" in c.description.lower())
    levy.value = False
    assert explorer.comparison.main.unfunded.sum() > explorer.comparison.others[0].unfunded.sum()


def test_it_starts_from_any_scenario(plan: Plan) -> None:
    for name in plan.scenario_names:
        assert Explorer(plan, name).comparison.main.scenario == name


def test_the_desk_keeps_notes_that_are_there(tmp_path: Path) -> None:
    folder = example("prairie-view")
    desk = prepare_desk(folder, tmp_path)
    notebook = nbformat.read(desk / EXPLORER, as_version=4)
    source = next(c.source for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    scope: dict[str, object] = {}
    exec(source, scope)
    assert scope["plan"] == str(folder)
    (desk / EXPLORER).write_text("my notes", encoding="utf-8")
    prepare_desk(folder, tmp_path)
    assert (desk / EXPLORER).read_text(encoding="utf-8") == "my notes"
    assert "--ServerApp.ip=127.0.0.1" in lab_arguments(desk)
