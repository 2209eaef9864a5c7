"""The page of many districts: from the command to the file, through papermill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.analysis.roll_up.small_districts import NAMED_FROM
from planner.packaged import notebooks_dir
from planner.publish.file_names import ROLL_UPS
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.roll_up.in_notebook import roll_up_or_read
from planner.publish.roll_up.kept_roll_up import KEPT, KeptRollUp, read_kept, write_kept
from planner.publish.roll_up.page import SOURCE_NOTEBOOK
from tests.publish.roll_up.roll_up_page import districts
from tests.test_cli import run_main
from tests.tiny_plan import TINY, PlanWriter

AMONG_PLANS = (
    "would be taken for a plan the next time, as all in plans is; choose a place in another folder"
)


def test_what_is_kept_is_read_again_and_holds_the_addresses_of_pages(tmp_path: Path) -> None:
    kept = KeptRollUp(districts(3), {"plan-1": {"base": "../plan-1/board.html"}})
    assert read_kept(write_kept(kept, tmp_path / KEPT)) == kept
    assert kept.pages == {("plan-1", "base"): "../plan-1/board.html"}
    assert roll_up_or_read("nowhere", kept=str(tmp_path / KEPT)) == kept


def test_a_file_that_is_no_roll_up_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for content in (b'{"x": 1}', b"\xff\x00", b""):
        (tmp_path / KEPT).write_bytes(content)
        with pytest.raises(ValueError, match="holds no roll-up of this version of the planner"):
            roll_up_or_read("nowhere", kept=str(tmp_path / KEPT))


def test_a_notebook_holds_districts_against_the_offices_own_criteria(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    tiny("plans/good")
    own = tmp_path / "criteria.csv"
    own.write_text("criterion,most\ncliff,5%\n", "utf-8")
    found = roll_up_or_read(tmp_path / "plans", criteria=str(own), name_from=0).roll_up
    assert [one.name for one in found.criteria] == ["cliff"]
    assert [one.plan for one in found.standings] == ["good"]
    assert len(roll_up_or_read(tmp_path / "plans").roll_up.criteria) > 1


def test_the_command_makes_the_page_the_tables_and_json(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny("plans/good")
    tiny("plans/broken", devices="name,price\n")
    runs, tables, book = tmp_path / "runs", tmp_path / "tables", tmp_path / "tables.xlsx"
    asked = (tmp_path / "plans", "-o", runs, "--csv", tables, "--xlsx", book)
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
    shapes = ("shape-of-criteria-review", "shape-of-top-investments")
    named = ("districts", "ending", "outliers", "region", *shapes, "to-fix", "years")
    assert files == [f"{name}.csv" for name in named]
    about, criteria, *sheets = load_workbook(book).sheetnames
    assert (about, criteria) == ("About", "Criteria")
    assert sorted(name.lower().replace(" ", "-") for name in sheets) == sorted(named)
    found = [place.path for place in plans_in(tmp_path, tmp_path / "other")]
    assert runs not in found, "a folder of runs is not a plan"

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


@pytest.mark.parametrize(
    ("option", "place", "why"),
    [
        ("--xlsx", "book.xls", "must be the name of a workbook: one that ends in .xlsx"),
        ("--xlsx", "plans/book.xlsx", AMONG_PLANS),
        ("--csv", "plans/tables", AMONG_PLANS),
    ],
)
def test_tables_do_not_go_where_they_would_be_taken_for_a_plan(
    option: str,
    place: str,
    why: str,
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny("plans/good")
    monkeypatch.chdir(tmp_path)
    told = run_main(monkeypatch, capsys, "roll-up", "plans", option, place)
    assert told == (2, "", f"{place} {why}\n")
    assert [one.name for one in tmp_path.iterdir()] == ["plans"]


def test_an_office_has_criteria_of_its_own(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny("plans/good")
    own, folder = tmp_path / "criteria.csv", tmp_path / "plans"
    assert run_main(monkeypatch, capsys, "roll-up", folder, "--write-criteria", own)[0] == 0
    code, _, complained = run_main(monkeypatch, capsys, "roll-up", folder, "--write-criteria", own)
    assert (code, complained) == (2, f"{own} already exists; choose another name\n")

    own.write_text("criterion,most\ncliff,90%\nmust_keep,little\nmust_kept,\n", "utf-8")
    asked = (folder, "--criteria", own, "--json")
    code, said, complained = run_main(monkeypatch, capsys, "roll-up", *asked)
    assert (code, said) == (2, "")
    assert [line.split(":")[0] for line in complained.splitlines()] == [
        "criteria.csv, row 3, most",
        "criteria.csv, row 4, criterion",
    ]
    own.write_text("criterion,most\ncliff,90%\nmust_keep,\n", "utf-8")
    code, said, _ = run_main(monkeypatch, capsys, "roll-up", *asked)
    held = json.loads(said)["roll_up"]["criteria"]
    assert (code, [(one["name"], one["most"]) for one in held]) == (
        0,
        [("cliff", 0.9), ("must_keep", 0.0)],
    )


def test_a_district_of_few_students_is_named_only_where_it_is_asked_for(
    tiny: PlanWriter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, students in (("below", NAMED_FROM - 1), ("from", NAMED_FROM)):
        head = TINY["enrollment"].splitlines()[0]
        tiny(f"plans/{name}", enrollment=f"{head}\nElm,,K-5,50,\nOak,,6-12,{students - 50},\n")

    def named(*options: str | Path) -> list[str]:
        asked = (tmp_path / "plans", "-o", tmp_path / "runs", "--json", *options)
        code, said, _ = run_main(monkeypatch, capsys, "roll-up", *asked)
        assert code == 0
        return sorted(one["plan"] for one in json.loads(said)["roll_up"]["standings"])

    assert named() == ["from"]
    assert named("--name-from", str(NAMED_FROM + 1)) == []
    assert named("--name-small-districts") == ["below", "from"]
    notebook = (notebooks_dir() / SOURCE_NOTEBOOK).read_text("utf-8")
    assert f"name_from: int = {NAMED_FROM} " in notebook
