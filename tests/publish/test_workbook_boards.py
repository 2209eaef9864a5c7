"""Board pages and batches of workbooks: the same results, and the workbook kept with the run."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.batch.deck import do_task
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.board import BoardRun, make_board
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed
from planner.workbook.convert import folder_to_workbook
from planner.workbook.marked_copy import write_marked
from planner.workbook.new_workbook import blank_workbook
from tests.publish.conftest import ExampleBoards
from tests.publish.quick_pages import quick_engine


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("workbooks")
    return folder_to_workbook(example("altoona-wi"), place / "altoona-wi.xlsx")


@pytest.fixture(scope="module")
def run(workbook: Path) -> BoardRun:
    return make_board(
        read_plan(workbook), output=workbook.parent / "outputs", engine=quick_engine()
    )


def test_run_keeps_the_workbook_as_it_was(run: BoardRun, workbook: Path) -> None:
    kept = run.folder / "inputs"
    assert [file.name for file in kept.iterdir()] == ["altoona-wi.xlsx"]
    assert (kept / "altoona-wi.xlsx").read_bytes() == workbook.read_bytes()
    assert run.folder.parent.name == "altoona-wi"
    manifest = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["digest"] == read_plan(kept / "altoona-wi.xlsx").digest
    assert "inputs/altoona-wi.xlsx" in manifest["files"]


def test_results_are_those_of_the_folder(run: BoardRun, example_board: ExampleBoards) -> None:
    folder = example_board("altoona-wi")
    saved = [
        json.loads((made.folder / "results.json").read_text(encoding="utf-8"))
        for made in (run, folder)
    ]
    assert saved[0] == saved[1]


def test_page_and_ledger_name_the_sheet(run: BoardRun) -> None:
    ledger = zipfile.Path(run.folder / "ledger.zip", "ledger.csv").read_text("utf-8-sig")
    assert "altoona-wi.xlsx, sheet Devices" in ledger
    assert "devices.csv" not in ledger
    assert str(run.folder.parent.parent) not in run.page.read_text(encoding="utf-8")


def test_batch_takes_workbooks_and_leaves_marked_copies_out(workbook: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    good = shutil.copy(workbook, plans / "good.xlsx")
    shutil.copytree(example("altoona-wi"), plans / "folder")
    (plans / "~$good.xlsx").write_bytes(b"Excel has it open")
    (plans / "blank.xlsx").write_bytes(blank_workbook())
    (plans / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    (plans / "notes.txt").write_text("not a plan", encoding="utf-8")
    write_marked(Path(good), [])
    assert (plans / "good-marked.xlsx").is_file()
    output = tmp_path / "outputs"
    request = BatchRequest(plans_in(plans, output), output, scenarios=["base"])
    record = list(run_batch(request, StopRequest()))[-1]
    assert [(deck.plan, deck.outcome) for deck in record.decks] == [
        *(("blank", "failed"), ("damaged", "failed"), ("folder", "left out"), ("good", "made")),
    ]
    decks = {deck.plan: deck for deck in record.decks}
    assert "nothing is filled in yet" in decks["blank"].answer
    digest = read_plan(plans / "folder").digest
    assert decks["good"].digest == digest
    assert decks["folder"].answer == (
        f"It holds the same tables as good (fingerprint {digest[:6]}) and is left out: the pages "
        "are those of good."
    )
    page = (record.folder / decks["damaged"].page).read_text(encoding="utf-8")
    assert "it is damaged. Open it in Excel" in page


def test_broken_workbook_makes_an_error_page_that_names_the_cell(
    workbook: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    book = load_workbook(workbook)
    book["Devices"]["G3"] = "35O"
    book.save(path)
    (place,) = plans_in(tmp_path, tmp_path / "outputs")
    found = do_task(PlanToRead(place))
    assert isinstance(found, TaskFailed)
    assert found.why.startswith("broken.xlsx, sheet Devices, row 3, Price: ")
