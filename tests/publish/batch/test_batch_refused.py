"""A batch that asks for a scenario that no plan has ends before anything is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.plan.problems.problem import PlanError
from planner.publish.batch.record import ERRORS, PAGES, BatchRecord
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.batch.runs_table import read_runs_table
from planner.publish.file_names import BATCHES
from planner.publish.plans.plans_in_folder import PlanPlace, plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.register.register import REGISTER, open_register, read_register
from planner.publish.register.registered_deck import place_seen_from
from tests.tiny_plan import PlanWriter

THERE = "Scenarios are: base, levy-fails, stretch, both."


@pytest.fixture
def plans(tiny: PlanWriter) -> Path:
    """Two plans, of which one cannot be read."""
    folder = tiny("plans/ash").parent
    broken = tiny("plans/elm") / "devices.csv"
    broken.write_text("name,unit_price\nx,dear\n", encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def batches(output: Path) -> list[tuple[str, str]]:
    """Every batch in the register, and how it ended."""
    with closing(sqlite3.connect(output / BATCHES / REGISTER)) as register:
        return list(register.execute("SELECT batch, how FROM batches"))


def refused(request: BatchRequest) -> tuple[list[tuple[int, bool]], str]:
    """How far a batch told that it was, and why it ended."""
    told: list[tuple[int, bool]] = []
    with pytest.raises(PlanError) as error:
        told.extend((one.plans_read, one.has_begun) for one in run_batch(request, StopRequest()))
    return told, str(error.value)


def of_folder(plans: Path, output: Path, *scenarios: str) -> BatchRequest:
    source = place_seen_from(output, plans)
    return BatchRequest(plans_in(plans, output), output, 1, scenarios, source=source)


def test_a_misspelled_scenario_is_told_once_and_nothing_is_made(plans: Path, output: Path) -> None:
    told, why = refused(of_folder(plans, output, "base", "levy-fials"))
    others = "1 plan could not be read, and may have others"
    assert why == (
        'plans: there is no scenario "levy-fials". Did you mean "levy-fails"? '
        f"{THERE.removesuffix('.')} ({others})."
    )
    assert told == [(0, False), (1, False), (2, False)]
    assert read_register(output) == []
    ((name, how),) = batches(output)
    assert how == "refused"
    assert not (output / BATCHES / name).exists()


def test_a_table_is_told_by_its_row(plans: Path, output: Path) -> None:
    table = plans.parent / "runs.csv"
    table.write_text("plan,scenarios\nplans/ash,base\nplans/ash,strech; base\n", encoding="utf-8")
    read = read_runs_table(table)
    source = place_seen_from(output, table)
    _, why = refused(BatchRequest(read.places, output, 1, source=source, rows=read.asked))
    assert why == (
        'runs.csv, row 3, scenarios: there is no scenario "strech". Did you mean "stretch"? '
        f"{THERE}"
    )


@pytest.fixture
def earlier(plans: Path, output: Path) -> Path:
    """Folder of an earlier batch of the same plans."""
    with open_register(output) as register:
        record = BatchRecord(output, [PlanPlace(plans / "elm", "elm")])
        register.batch_is_begun(record.folder.name, place_seen_from(output, plans))
        record.begin()
        record.has_failed("elm", "", "it is broken")
        (record.folder / PAGES).write_text("pages", encoding="utf-8")
        register.batch_is_done()
    return record.folder


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*.*")):
        yield file.name, file.read_bytes()


@pytest.mark.parametrize("how", ["resume", "only failed"])
def test_an_earlier_batch_stays_as_it_was(
    plans: Path, output: Path, earlier: Path, how: str
) -> None:
    before = list(files(earlier))
    assert (earlier / ERRORS).is_dir()
    request = of_folder(plans, output, "levy-fials")
    refused(BatchRequest(**{**vars(request), "resume": how}))
    assert list(files(earlier)) == before
    assert batches(output) == [(earlier.name, "refused")]
