"""The page of many districts: from the command to the file, through papermill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.publish.kept_roll_up import KEPT, KeptRollUp, read_kept, write_kept
from planner.publish.notebook_roll_up import roll_up_or_read
from planner.publish.plans_in_folder import ROLL_UPS, plans_in
from tests.publish.roll_up_page import districts
from tests.test_cli import run_main
from tests.tiny_plan import PlanWriter


def test_what_is_kept_is_read_again_and_holds_the_addresses_of_pages(tmp_path: Path) -> None:
    kept = KeptRollUp(districts(3), {"plan-1": {"base": "../plan-1/board.html"}})
    assert read_kept(write_kept(kept, tmp_path / KEPT)) == kept
    assert kept.pages == {("plan-1", "base"): "../plan-1/board.html"}
    assert roll_up_or_read("nowhere", kept=str(tmp_path / KEPT)) == kept


def test_the_command_makes_the_page_the_tables_and_json(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny("plans/good")
    tiny("plans/broken", devices="name,price\n")
    runs, tables = tmp_path / "runs", tmp_path / "tables"
    asked = (tmp_path / "plans", "-o", runs, "--csv", tables)
    code, said, _ = run_main(monkeypatch, capsys, "roll-up", *asked)
    assert code == 3
    assert "1 plan could not be read; it is not counted." in said
    assert "What to fix first: 1 plan\nbroken\n- devices.csv" in said
    (page,) = (runs / ROLL_UPS).glob("[0-9]*/roll-up.html")
    assert f"The page is {page}" in said
    shown = page.read_text("utf-8")
    assert "Tiny ISD" in shown
    assert str(tmp_path) not in shown
    files = sorted(file.name for file in tables.iterdir())
    assert files == ["districts.csv", "to-fix.csv", "years.csv"]
    found = [place.path for place in plans_in(tmp_path, tmp_path / "other")]
    assert runs not in found, "a folder of runs is no plan"

    code, said, _ = run_main(monkeypatch, capsys, "roll-up", *asked[:3], "--json")
    document = json.loads(said)
    assert code == 3
    assert [one["plan"] for one in document["roll_up"]["standings"]] == ["good"]


def test_a_scenario_that_no_plan_has_is_refused(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny("plans/good")
    asked = (tmp_path / "plans", "-s", "levy-fale", "-o", tmp_path / "runs")
    code, _, complained = run_main(monkeypatch, capsys, "roll-up", *asked)
    assert code == 2
    assert "levy-fale" in complained
    assert not (tmp_path / "runs").exists()
