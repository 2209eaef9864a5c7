"""Many pages: a broken plan makes its own error page and the rest go on."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.batch.deck import DeckToMake, MadeDeck, do_task
from planner.publish.batch.record import LOG, BatchRecord
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.file_names import page_name
from planner.publish.notebooks.engine import usual_engine
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.plans.plans_in_folder import PlanPlace, plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed
from tests.tiny_plan import PlanWriter


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good plan and one with two broken cells."""
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(example("altoona-wi"), folder / "altoona-wi")
    shutil.copytree(example("altoona-wi"), folder / "broken <plan>")
    tables = folder / "broken <plan>"
    for name in ("devices.csv", "funding.csv"):
        text = (tables / name).read_text(encoding="utf-8").splitlines()
        (tables / name).write_text("\n".join([text[0], "," * text[0].count(",") + "x", *text[1:]]))
    return folder


def batch_of(folder: Path, output: Path, scenarios: Sequence[str] = ()) -> BatchRecord:
    request = BatchRequest(plans_in(folder, output), output, 2, scenarios)
    return list(run_batch(request, StopRequest()))[-1]


def test_a_batch_makes_pages_log_and_index(plans: Path, tmp_path: Path) -> None:
    record = batch_of(plans, tmp_path, ["base", "base"])
    log = pd.read_csv(record.folder / LOG, keep_default_na=False).set_index(["plan", "scenario"])
    assert log["outcome"].to_dict() == {
        ("altoona-wi", "base"): "made",
        ("broken <plan>", ""): "failed",
    }
    assert (record.folder / str(log.loc[("altoona-wi", "base"), "page"])).is_file()
    page = record.folder / str(log.loc[("broken <plan>", ""), "page"])
    error_page = page.read_text(encoding="utf-8")
    assert "devices.csv, row 2" in error_page
    assert "funding.csv, row 2" in error_page
    index = record.index.read_text(encoding="utf-8")
    assert "1 of 2 pages were made." in index
    assert ">altoona-wi, Current plan</a>" in index
    made = record.folder / str(log.loc[("altoona-wi", "base"), "page"])
    for way_back in (made, page):
        (address,) = re.findall(r'planner-back"><a href="([^"]*)"', way_back.read_text("utf-8"))
        assert (way_back.parent / address).resolve() == record.index.resolve()
    assert "broken &lt;plan&gt;" in index
    assert "<plan>" not in index


def test_a_batch_leaves_latest_where_it_was(plans: Path, tmp_path: Path) -> None:
    plan = read_plan(plans / "altoona-wi")
    made = do_task(DeckToMake(plan, "base", tmp_path, engine=usual_engine()))
    assert isinstance(made, MadeDeck)
    assert [path.name for path in (tmp_path / "altoona-wi").iterdir()] == [made.page.parent.name]


def test_every_page_is_of_the_tables_as_they_were_read(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny()
    plan = do_task(PlanToRead(PlanPlace(folder, "tiny")))
    assert isinstance(plan, Plan)
    assert plan == read_plan(folder)
    shutil.rmtree(folder)
    made = do_task(DeckToMake(plan, "base", tmp_path, engine=usual_engine()))
    assert isinstance(made, MadeDeck)
    assert read_plan(made.page.parent / "inputs").digest == plan.digest
    assert made.edited.startswith("The plan was moved, or can no longer be read.")


def test_all_scenarios_of_a_plan_are_asked_for_unless_named(plans: Path, tmp_path: Path) -> None:
    record = BatchRecord(tmp_path, plans_in(plans / "altoona-wi", tmp_path))
    plan = read_plan(plans / "altoona-wi")
    record.plan_was_read(plan, plan.compared_names)
    assert [deck.scenario for deck in record.decks] == list(plan.compared_names)
    assert len(record.decks) > 1


def test_a_later_batch_leaves_the_log_of_the_earlier_one(tmp_path: Path) -> None:
    folders = {BatchRecord(tmp_path, []).folder for _ in range(3)}
    assert len(folders) == 3
    assert all(folder.is_dir() for folder in folders)


def test_the_log_holds_what_is_done_and_the_index_says_that_more_comes(tmp_path: Path) -> None:
    record = BatchRecord(tmp_path, [PlanPlace(tmp_path / name, name) for name in "abc"])
    record.has_failed("b", "", "it is broken")
    assert list(pd.read_csv(record.folder / LOG)["plan"]) == ["b"]
    assert "0 pages have been made so far. This batch is not finished." in record.index.read_text()
    record.is_stopped()
    assert list(pd.read_csv(record.folder / LOG)["outcome"]) == ["stopped", "failed", "stopped"]
    assert "0 of 3 pages were made. The batch was stopped." in record.index.read_text()


def test_of_hundreds_of_pages_the_log_is_written_every_few(tmp_path: Path) -> None:
    record = BatchRecord(
        tmp_path, [PlanPlace(tmp_path / str(name), str(name)) for name in range(600)]
    )
    record.write()
    for name in range(5):
        record.has_failed(str(name), "", "it is broken")
    assert len(pd.read_csv(record.folder / LOG)) == 3
    record.has_failed("5", "", "it is broken")
    assert len(pd.read_csv(record.folder / LOG)) == 6


def test_every_error_page_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = ["a", "A", "a.xlsx", "a-b", "x" * 250, "x" * 251]
    record = BatchRecord(tmp_path, [PlanPlace(tmp_path / name, name) for name in names])
    for name in names:
        record.has_failed(name, "", f"about {name}")
    pages = {deck.plan: record.folder / deck.page for deck in record.decks}
    assert len({str(page).casefold() for page in pages.values()}) == len(names)
    for name, page in pages.items():
        assert f"about {name}<" in page.read_text(encoding="utf-8")


def test_error_pages_of_scenarios_that_look_alike_as_files(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    plan = read_plan(tiny())
    record = BatchRecord(tmp_path, [PlanPlace(plan.path, plan.name)])
    scenarios = ["a/b", "a-b", "y" * 300]
    record.plan_was_read(plan, scenarios)
    for scenario in scenarios:
        record.has_failed(plan.name, scenario, f"about {scenario}")
    pages = [(record.folder / deck.page).read_text(encoding="utf-8") for deck in record.decks]
    assert [f"about {scenario}<" in page for scenario, page in zip(scenarios, pages, strict=True)]
    assert len({deck.page for deck in record.decks}) == 3


def test_an_overlong_scenario_name_fails_its_page_alone(tiny: PlanWriter, tmp_path: Path) -> None:
    found = do_task(DeckToMake(read_plan(tiny()), "levy " * 60, tmp_path))
    assert isinstance(found, TaskFailed)
    assert "there is no scenario" in found.why


def test_plans_are_folders_and_workbooks_of_any_program(tmp_path: Path) -> None:
    for name in ("a", "b", ".git", "_old", "outputs/batches", "old/a/2026-01-01-000000-abcdef"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "old/a/2026-01-01-000000-abcdef/manifest.json").touch()
    for name in (
        *("a.xlsx", "c.xlsx", "c-marked.xlsx", "Oak Ridge.ods", "Elm City.xls"),
        *("~$c.xlsx", "._c.xlsx", "notes.txt", "devices.csv"),
    ):
        (tmp_path / name).touch()
    found = plans_in(tmp_path, tmp_path / "elsewhere")
    names = ["Elm City.xls", "Oak Ridge.ods", "a", "a.xlsx", "b", "c"]
    assert [place.name for place in found] == names
    assert [place.path.name for place in found] == [*names[:5], "c.xlsx"]


def test_the_folder_of_all_runs_is_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine" / "runs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert [place.name for place in plans_in(Path(), Path("mine"))] == []
    assert [place.name for place in plans_in(Path(), Path("outputs"))] == ["mine"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_nowhere_is_a_plan_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "moved").symlink_to(tmp_path / "gone")
    (place,) = plans_in(tmp_path, tmp_path / "outputs")
    found = do_task(PlanToRead(place))
    assert isinstance(found, TaskFailed)
    assert "there is no folder" in found.why


def test_a_folder_that_may_not_be_opened_is_an_error_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("planner.publish.plans.plan_to_read.read_plan", refuse)
    found = do_task(PlanToRead(PlanPlace(tmp_path / "secret", "secret")))
    assert found == TaskFailed("secret cannot be opened: permission denied")


def test_a_name_that_is_not_utf8_gets_a_sentence(tmp_path: Path) -> None:
    name = "Pe\udcf1a"
    found = do_task(PlanToRead(PlanPlace(tmp_path / name, name)))
    assert found == TaskFailed("its name holds letters that are not UTF-8. Rename it")
    record = BatchRecord(tmp_path, [PlanPlace(tmp_path / name, name)])
    record.has_failed(name, "", found.why)
    assert record.decks[0].plan == "Pe?a"
    assert "Pe?a" in record.index.read_text(encoding="utf-8")


def test_pages_are_named_for_what_they_are(tiny: PlanWriter) -> None:
    day = date(2026, 11, 3)
    assert page_name("Escuela Peña \U0001f3eb", "options", "base", day) == (
        "escuela-pena-options-base-2026-11-03"
    )
    assert page_name("\U0001f3eb", "board", "+", day) == "district-board-base-2026-11-03"
    assert len(page_name("d" * 300, "board", "s" * 300, day)) < 160
