"""A batch of plans from many hands in which programs die: nobody else's deck is harmed.

One batch, one worker after another: names of folders that lead out, collide or turn a line around;
a title that looks like a program; copies and workers that are killed in the middle of a deck.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.publish.batch.record import LOG, BatchRecord
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.batch.runs_table import AskedDeck
from planner.publish.file_names import BATCHES, ROLL_UPS
from planner.publish.plans.plans_in_folder import left_out_in, plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TRIES
from planner.publish.register.register import read_register
from planner.publish.register.registered_deck import RegisteredDeck
from tests.publish.batch.dying_decks import COPY_DIES, COPY_DIES_ONCE, WORKER_DIES, do_or_die
from tests.publish.batch.test_canaries import HOSTILE, tables_of, texts
from tests.tiny_plan import write_tiny

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that copies processes"),
]

LAST = "z last"
#: Plans and the mark of each, too long to be met in packed data by chance. Names are those of our
#: own folders, one that Windows shortens to another's, one that turns a line around, one as long as
#: a system takes.
PLANS = {
    BATCHES: "Qaaxwalrus",
    COPY_DIES_ONCE: "Qbbxwalrus",
    COPY_DIES: "Qccxwalrus",
    "elm": "Qddxwalrus",
    "elm.": "Qeexwalrus",
    ROLL_UPS: "Qffxwalrus",
    WORKER_DIES: "Qggxwalrus",
    "x" * 250: "Qhhxwalrus",
    LAST: "Qiixwalrus",
    "a\u202egnp": "Qjjxwalrus",
}
UNREADABLE = "Pe\udcf1a"
FAILED = {
    COPY_DIES: "the program that ran its notebook was ended 2 times, for example because memory "
    "ran out",
    WORKER_DIES: "the program that worked on it was ended 2 times (exit code 9), for example "
    "because memory ran out",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's folder, with the plans."""
    home = tmp_path_factory.mktemp("office")
    (home / "notes").mkdir()
    for name, canary in PLANS.items():
        write_tiny(home / "plans" / name, **tables_of(canary))
    (home / "plans" / "elm" / f"{UNREADABLE}.csv").write_text("not a table\n", encoding="utf-8")
    write_tiny(home / "plans" / UNREADABLE / "inside")
    write_tiny(home / "plans" / "_put away")
    return home


@pytest.fixture(scope="module")
def record(home: Path) -> Iterator[BatchRecord]:
    """The batch, whose register is compared with the disk after every step."""
    plans, runs = home / "plans", home / "runs"
    request = BatchRequest(
        plans_in(plans, runs),
        runs,
        1,
        ["base"],
        left_out=left_out_in(plans, runs),
        engine="forked",
        rows={LAST: [AskedDeck(("stretch",), HOSTILE)]},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.publish.batch.run_batch.do_task", do_or_die)
        for record in run_batch(request, StopRequest()):  # noqa: B007  (the last one is told)
            for deck in read_register(runs):
                assert (deck.outcome == "made") == (runs / deck.page).is_file(), deck
        yield record


def by_plan(home: Path) -> dict[str, RegisteredDeck]:
    return {deck.plan: deck for deck in read_register(home / "runs")}


def kept_runs(home: Path) -> list[Path]:
    """Folders of runs, also of those that failed."""
    found = (path for path in (home / "runs").glob("*/*") if path.is_dir())
    return [path for path in found if path.parent.name != BATCHES]


def test_what_dies_costs_its_own_deck_alone(home: Path, record: BatchRecord) -> None:
    decks = by_plan(home)
    assert {name: decks[name].outcome for name in PLANS} == {
        name: "failed" if name in FAILED else "made" for name in PLANS
    }
    assert {name: decks[name].remark for name in FAILED} == FAILED
    tries = {name: len(list((home / "notes").glob(f"{name}-*"))) for name in (*FAILED, LAST)}
    assert tries == {COPY_DIES: TRIES, WORKER_DIES: TRIES, LAST: 1}
    with (record.folder / LOG).open(encoding="utf-8-sig", newline="") as file:
        log = {row["plan"]: row for row in csv.DictReader(file)}
    assert {name: log[name]["outcome"] for name in PLANS} == {
        name: decks[name].outcome for name in PLANS
    }
    for name, why in FAILED.items():
        assert why in (record.folder / log[name]["page"]).read_text("utf-8")
        assert f"{name}, Current plan</a>: {why}</li>" in record.index.read_text("utf-8")


def test_nothing_is_left_half_written(home: Path, record: BatchRecord) -> None:
    assert record.folder.is_dir()
    assert not list((home / "runs").rglob("*.partial"))
    whole = [run for run in kept_runs(home) if "-failed" not in run.name]
    assert len(whole) == len(PLANS) - len(FAILED)
    for run in whole:
        assert len(list(run.glob("*.html"))) == 1
        assert (run / "manifest.json").is_file()
    evidence = [run.parent.name for run in kept_runs(home) if run not in whole]
    assert sorted(evidence) == [COPY_DIES_ONCE, COPY_DIES, COPY_DIES], "of copies, not of workers"


def test_every_run_is_of_one_district_whoever_made_it(home: Path, record: BatchRecord) -> None:
    assert record.count("made") == len(PLANS) - len(FAILED)
    found = []
    for run in kept_runs(home):
        said = "".join(text for file in run.rglob("*") if file.is_file() for text in texts(file))
        (canary,) = [one for one in PLANS.values() if one in said]
        found.append(canary)
    assert set(found) == {mark for name, mark in PLANS.items() if name != WORKER_DIES}


def test_names_of_folders_lead_nowhere_else(home: Path, record: BatchRecord) -> None:
    assert sorted(path.name for path in home.iterdir()) == ["notes", "plans", "runs"]
    assert [path.name for path in (home / "runs" / BATCHES).iterdir() if path.is_dir()] == [
        record.folder.name
    ], "no run of a plan among the logs"
    assert not (home / "runs" / ROLL_UPS).exists()
    assert all(len(path.name.encode()) < 256 for path in (home / "runs").iterdir())
    assert "\u202e" not in record.index.read_text("utf-8")
    left = {deck.plan: deck for deck in by_plan(home).values() if deck.outcome == "left out"}
    assert sorted(left) == ["Pe?a/", "_put away/"]
    assert left["_put away/"].remark == (
        'Its name begins with "_", as names do that programs give, and it is left out. To make '
        "pages of it, rename it."
    )


def test_a_title_that_looks_like_a_program_is_shown(home: Path, record: BatchRecord) -> None:
    deck = by_plan(home)[LAST]
    assert (deck.scenario, deck.title) == ("stretch", HOSTILE)
    page = (home / "runs" / deck.page).read_text("utf-8")
    (heading,) = re.findall(r"<h1>(.*?)</h1>", page)
    assert heading == HOSTILE.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
    assert f"stretch ({HOSTILE})" in [deck.scenario for deck in record.decks]
