"""The levers move the plan, the charts follow, and what changed is said."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from openpyxl import load_workbook

from planner.analysis.compare import compare
from planner.desk.explorer import Explorer, explore
from planner.desk.lab_server import DESK_NOTEBOOK, lab_command
from planner.desk.launch import prepare_desk
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.tables import DRIVERS
from planner.plan.what_if.scenarios import Change, Scenario
from planner.workbook.convert import folder_to_workbook
from planner.workbook.new_workbook import blank_workbook
from tests.tiny_plan import TINY, PlanWriter


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture
def explorer(plan: Plan) -> Explorer:
    return Explorer(plan)


def control(explorer: Explorer, label: str) -> object:
    return next(c for c in explorer.controls if c.description == label)


def test_it_opens_on_the_plan_as_entered(explorer: Explorer) -> None:
    assert explorer.changes == ()
    assert explorer.comparison.main.scenario == "base"
    assert "Nothing has been changed" in explorer.changed.value
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
    used = [DRIVERS[name] for name in explorer.plan.drivers]
    assert {column.label for column in used if column.slider} <= labels
    unused = set(DRIVERS) - set(explorer.plan.drivers)
    assert unused == {"health_insurance_growth_rate"}
    assert not labels & {DRIVERS[name].label for name in unused}


def test_reset_returns_to_the_plan(explorer: Explorer) -> None:
    before = explorer.comparison.main.total_cost
    control(explorer, "Device life, years added or removed").value = 1  # type: ignore[attr-defined]
    assert explorer.comparison.main.total_cost.sum() < before.sum()
    explorer.reset_all()
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
    session = tmp_path / "session"
    desk = prepare_desk(folder, tmp_path, session)
    notebook = nbformat.read(desk / DESK_NOTEBOOK, as_version=4)
    source = next(c.source for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    scope: dict[str, object] = {}
    exec(source, scope)
    assert scope["plan"] == str(folder)
    (desk / DESK_NOTEBOOK).write_text("my notes", encoding="utf-8")
    prepare_desk(folder, tmp_path, session)
    assert (desk / DESK_NOTEBOOK).read_text(encoding="utf-8") == "my notes"
    assert "--ServerApp.ip=127.0.0.1" in lab_command(desk)


def test_tables_to_fix_are_shown_as_a_table_and_not_as_a_traceback(tiny: PlanWriter) -> None:
    shown = explore(tiny(devices=TINY["devices"].replace("900", "nine")))
    assert "<caption>1 problem to fix</caption>" in shown.value
    assert "devices.csv" in shown.value


def test_scenario_that_is_not_there_is_named(plan: Plan) -> None:
    assert "Problem P55" in explore(plan, "levy-fail").value


def test_several_scenarios_may_be_the_start(tiny: PlanWriter) -> None:
    plan = read_plan(tiny())
    assert Explorer(plan, "levy-fails+stretch").start.value == "levy-fails+stretch"


def test_warnings_are_folded_away_under_their_count(tiny: PlanWriter) -> None:
    assert Explorer(read_plan(tiny())).warnings.value == ""
    unusual = tiny(staffing=TINY["staffing"].replace("60000,,", "60000,65%,"))
    explorer = Explorer(read_plan(unusual))
    assert "<summary>1 warning about the tables</summary>" in explorer.warnings.value
    assert explorer.warnings in explorer.panel().children


def test_base_year_that_does_not_tie_out_stops_unless_it_may(tiny: PlanWriter) -> None:
    folder = tiny(ledger=TINY["ledger"].replace("98000", "97000"))
    assert "Problem P71" in explore(folder).value
    panel = explore(folder, allow_difference=True)
    assert any("Warning W31" in getattr(child, "value", "") for child in panel.children)


def test_workbook_opens_like_its_folder(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / "altoona-wi.xlsx")
    opened, folder = Explorer(read_plan(workbook)), Explorer(read_plan(example("altoona-wi")))
    assert opened.answer.value == folder.answer.value
    assert [c.description for c in opened.controls] == [c.description for c in folder.controls]
    desk = prepare_desk(workbook, tmp_path / "outputs", tmp_path / "session")
    assert desk.name == "altoona-wi"
    assert "altoona-wi.xlsx" in (desk / DESK_NOTEBOOK).read_text(encoding="utf-8")


def test_workbook_to_mend_is_shown_with_its_sheets(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / "plan.xlsx")
    book = load_workbook(workbook)
    book["Devices"]["G3"], book["District"]["B8"] = "35O", "<b>many</b>"
    book.save(workbook)
    shown = explore(workbook).value
    assert "<caption>2 problems to fix</caption>" in shown
    assert "plan.xlsx, sheet Devices" in shown
    assert "<b>many" not in shown
    assert "&lt;b&gt;many" in shown


def test_blank_workbook_is_asked_to_be_answered(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(blank_workbook())
    assert "Answer the fifteen questions" in explore(tmp_path / "plan.xlsx").value
