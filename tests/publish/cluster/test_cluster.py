"""Decks and districts shared out to workers of a real scheduler, one of which is killed."""

from __future__ import annotations

import planner.startup  # noqa: F401

import importlib.util
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from typer.testing import CliRunner

from planner import __version__
from planner.atomic_files import OWNER
from planner.cli import app
from planner.districts.district_table import read_district_table
from planner.districts.project_districts import project_districts
from planner.packaged import example
from planner.plan.read import read_plan
from planner.projection.yearly_totals import yearly_totals
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.cluster import machines, unfit
from planner.publish.cluster.cluster_workers import LOST, ClusterWorkers
from planner.publish.cluster.machines import machines_at, pool_at
from planner.publish.cluster.on_a_worker import (
    Introduction,
    IsAnother,
    at_work,
    introduce,
    versions,
)
from planner.publish.cluster.unfit import ClusterError, why_unfit
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed
from planner.publish.register.register import NOT_FINISHED, read_register
from tests.publish.batch.test_batch_stopped import plan_called, unfinished
from tests.publish.processes.worker_tasks import Task, do
from tests.publish.watched_processes import below, wait_for, warm_below
from tests.test_cli import run_main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="runs notebooks in copies of a process"),
]
#: Two workers, each of which another one replaces if it dies.
WORKERS = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard")


@dataclass(frozen=True)
class Cluster:
    """A scheduler of this machine with two workers."""

    address: str
    started: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    place = tmp_path_factory.mktemp("cluster")
    file = str(place / "scheduler.json")
    quiet: dict[str, Any] = {"cwd": place, "stderr": subprocess.DEVNULL}
    here = [sys.executable, "-P", "-m"]
    known = ("--scheduler-file", file, "--host", "127.0.0.1")
    at_any = ("--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
    scheduler = subprocess.Popen(
        [*here, "distributed.cli.dask_scheduler", *known, *at_any], **quiet
    )
    workers = subprocess.Popen([*here, "distributed.cli.dask_worker", *known, *WORKERS], **quiet)
    try:
        address = wait_for(lambda: _address(Path(file)), "a scheduler")
        _wait_for_two(address)
        yield Cluster(address, workers)
    finally:
        for process in (*below(workers.pid), *below(scheduler.pid)):
            process.kill()
        for started in (workers, scheduler):
            started.kill()
            started.wait()


def _address(file: Path) -> str:
    found = re.search(
        r'"address": "(tcp://127\.0\.0\.1:\d+)"', file.read_text() if file.exists() else ""
    )
    return found[1] if found else ""


def _wait_for_two(address: str) -> None:
    """Until both workers are there, also after one was killed."""

    def there() -> bool:
        try:
            with machines_at(address) as found:
                return len(found.members()) == 2
        except ClusterError:
            return False

    wait_for(there, "two workers")


def files_of(output: Path) -> dict[str, bytes]:
    """All files below a folder of runs, without the times at which they were made."""
    runs = {
        page.parent.name: page.stem
        for page in output.glob("*/*/*.ipynb")
        if (page.parent / "manifest.json").is_file()
    }

    def told(content: bytes) -> bytes:
        for name, page in runs.items():
            content = content.replace(name.encode(), page.encode())
        return without_times(content)

    return {
        told(path.relative_to(output).as_posix().encode()).decode(): told(path.read_bytes())
        for path in output.rglob("*")
        if path.is_file() and "register.sqlite" not in path.name and "-failed" not in str(path)
    }


def without_times(content: bytes) -> bytes:
    for pattern, instead in (
        (rb"\d{4}-\d\d-\d\d-\d{6}", b"TIME"),
        (rb'"started": ".*"', b""),
        (rb"\d{4}-\d\d-\d\dT[0-9:+-]+", b"TIME"),
        (rb"(TIME,|[0-9a-f]{64},)[0-9.]+,", rb"\1SECONDS,"),
        (rb'(\.html": ")[0-9a-f]{64}', rb"\1"),  # it leads back to the index of its batch
    ):
        content = re.sub(pattern, instead, content)
    return content


def test_who_is_there_is_asked_of_the_scheduler_not_of_what_the_client_noted_last(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with machines_at(cluster.address) as found:
        noted: dict[str, Any] = {"workers": {}}  # as the client notes every other second
        monkeypatch.setattr(type(found.client), "scheduler_info", lambda *_, **__: noted)
        found.forget(found.members()[0])
        assert len(found.members()) == 2


def test_a_killed_worker_of_a_cluster_costs_nobody_a_page_and_changes_none(
    cluster: Cluster, tmp_path: Path
) -> None:
    plan_called("one", tmp_path)
    (tmp_path / "plans/broken").mkdir()
    asked = ("--workers", "1", "-s", "base", "-s", "stretch", "--engine", "forked")
    command = [sys.executable, "-m", "planner", "batch", "plans", *asked]
    started = subprocess.Popen(
        [*command, "-o", "cluster", "--scheduler", cluster.address],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    copy = wait_for(lambda: _in_the_middle(cluster.started.pid), "a deck in work")
    _worker_of(copy).kill()
    said, told = started.communicate()
    assert (started.returncode, said.splitlines()[-1][:33]) == (
        3,
        "2 of 3 board pages were made. Sta",
    ), told
    here = subprocess.run([*command, "-o", "here"], check=False, cwd=tmp_path, capture_output=True)
    assert here.returncode == 3
    one, other = files_of(tmp_path / "here"), files_of(tmp_path / "cluster")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert sum(name.endswith("manifest.json") for name in one) == 2
    assert not list(tmp_path.rglob("*.partial"))
    assert not list(tmp_path.rglob(".seen-by-all*"))
    rows = [
        [replace(deck, batch="", started="", seconds=None, page="", results="") for deck in decks]
        for decks in (read_register(tmp_path / "here"), read_register(tmp_path / "cluster"))
    ]
    assert rows[0] == rows[1]
    _wait_for_two(cluster.address)


def _in_the_middle(pid: int) -> psutil.Process | None:
    """A copy of a warm process, which runs a notebook."""
    warm = warm_below(pid)
    return next((process for process in warm if process.parent() in warm), None)


def _worker_of(copy: psutil.Process) -> psutil.Process:
    warm = copy.parent()
    worker = warm.parent() if warm else None
    assert worker is not None
    return worker


def test_who_stops_a_batch_gets_what_was_begun(cluster: Cluster, tmp_path: Path) -> None:
    for name in ("one", "two", "three", "four"):
        plan_called(name, tmp_path)
    output = tmp_path / "out"
    places = plans_in(tmp_path / "plans", output)
    request = BatchRequest(places, output, 1, ["base"], engine="forked", scheduler=cluster.address)
    stop = StopRequest()
    for record in run_batch(request, stop):
        if record.count("made"):
            stop.ask()
    made = record.count("made")
    assert record.stopped
    assert 1 <= made <= 3
    assert record.count("stopped") == 4 - made
    assert sorted(deck.outcome for deck in read_register(output)) == [
        *["made"] * made,
        *["stopped"] * (4 - made),
    ]
    remarks = {deck.remark for deck in read_register(output) if deck.outcome == "stopped"}
    assert remarks == {NOT_FINISHED}
    assert len(list(output.glob("*/*/manifest.json"))) == made
    assert unfinished(tmp_path) == []


def test_a_pool_of_other_machines_changes_no_number(cluster: Cluster) -> None:
    model = read_plan(example("prairie-view"))
    staff = [300 + 150 * number for number in range(7)]
    table = read_district_table(
        model, {"name": [f"District {number}" for number in staff], "district/staff": staff}
    )
    here = project_districts(model, table, yearly_totals)
    with pool_at("") as none, pool_at(cluster.address) as pool:
        assert none is None
        there = project_districts(model, table, yearly_totals, pool=pool)
    assert list(here) == list(there)
    for name, array in here.items():
        assert array.tobytes() == there[name].tobytes(), name


def test_a_screen_on_other_machines_is_the_same(cluster: Cluster, tmp_path: Path) -> None:
    typed = tmp_path / "districts.csv"
    rows = [f"District {number},{400 + 90 * number},{200 + number}" for number in range(30)]
    typed.write_text("\n".join(["name,students,technology_supplies", *rows]), encoding="utf-8")
    for place, more in (("here", ()), ("cluster", ("--scheduler", cluster.address))):
        output = tmp_path / place
        table = ("--districts", str(typed), "--csv", str(output / "all.csv"))
        found = CliRunner().invoke(app, ["screen", "-o", str(output), *table, *more])
        assert found.exit_code == 0, found.output
    for name in ("screen.html", "all.csv"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "cluster" / name).read_bytes()


def test_a_worker_that_differs_is_named(
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan_called("one", tmp_path)
    ours = {**versions(), "planner": "99.1", "Python": "3.99"}
    monkeypatch.setattr(unfit, "versions", lambda: ours)
    asked = ("batch", tmp_path / "plans", "-o", tmp_path / "out", "--scheduler", cluster.address)
    code, _, told = run_main(monkeypatch, capsys, *asked)
    assert code == 2
    differ = f"planner {__version__} instead of 99.1, Python {versions()['Python']} instead of 3.99"
    assert re.sub(r":\d+ ", " ", told) == (
        f"worker tcp://127.0.0.1 differs from this machine: {differ}. Install the same versions on "
        "both\n"
    )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_task_that_costs_two_workers_is_given_up(cluster: Cluster, tmp_path: Path) -> None:
    gone: list[str] = []
    begun: list[str] = []
    with machines_at(cluster.address, tmp_path) as found:
        marks = {member.owner for member in found.members()}
        workers = ClusterWorkers[Task, str](
            do, found, begins=lambda task: begun.append(task.what), ended=gone.append
        )
        with workers:
            for what in ("dies", "dies once", "raises", "reads"):
                workers.add(Task(what, tmp_path))
            done = {task.what: said for task, said in workers.results()}
    assert done == {
        "dies": TaskFailed(LOST),
        "dies once": "dies once, done",
        "raises": TaskFailed("RuntimeError: something we did not think of"),
        "reads": "reads, done",
    }
    assert sorted(begun) == ["dies", "dies", "dies once", "dies once", "raises", "reads"]
    assert len(set(gone)) == 3
    assert marks <= set(gone)
    _wait_for_two(cluster.address)


def test_without_a_scheduler_it_says_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_called("one", tmp_path)
    monkeypatch.setattr(machines, "_PATIENCE", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        asked = ("batch", tmp_path / "plans", "-o", tmp_path / "out", "--scheduler")
        code, _, told = run_main(monkeypatch, capsys, *asked, address)
    start = "Start one with: dask scheduler, and name the address that it prints, such as"
    assert (code, told) == (2, f"no scheduler answers at {address}. {start} tcp://10.0.0.5:8786\n")
    assert run_main(monkeypatch, capsys, *asked, "nowhere:at:all")[0] == 2
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    code, _, told = run_main(monkeypatch, capsys, *asked, address)
    assert (code, told) == (
        2,
        "--scheduler needs Dask, which is not installed. Install it with: "
        "python -m pip install dask distributed\n",
    )


def test_each_reason_not_to_work_with_a_worker_is_a_sentence(tmp_path: Path) -> None:
    folder = Path("/runs")

    def why(said: Introduction | Exception) -> str:
        return why_unfit("tcp://10.0.0.7:40001", said, folder)

    fits = Introduction("1-2", versions(), "shared")
    assert why(fits) == ""
    assert why(replace(fits, folder_is="not seen")) == (
        "worker tcp://10.0.0.7:40001 does not see the folder of runs /runs. All machines must see "
        "one folder under one path, such as a network drive; name it with -o"
    )
    assert why(replace(fits, folder_is="not writable")) == (
        "worker tcp://10.0.0.7:40001 may not write to the folder of runs /runs. Let it, or name "
        "another folder with -o"
    )
    assert why(ModuleNotFoundError("No module named 'planner'")) == (
        "worker tcp://10.0.0.7:40001 has no planner that can be run (No module named 'planner'). "
        "Install the same one there"
    )


def test_a_worker_says_how_it_finds_the_folder(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    assert introduce(str(marker), "token").folder_is == "not seen"
    marker.write_text("of somebody else", encoding="utf-8")
    assert introduce(str(marker), "token").folder_is == "not seen"
    assert introduce(str(marker), "of somebody else").folder_is == "shared"
    (tmp_path / f"marker-{OWNER}").touch()
    assert introduce(str(marker), "of somebody else").folder_is == "not writable"
    assert introduce("", "").folder_is == "shared"


def test_a_process_that_took_the_place_of_another_says_so(tmp_path: Path) -> None:
    task = Task("reads", tmp_path)
    assert at_work(OWNER, do, task) == "reads, done"
    assert at_work("1-of-another", do, task) == IsAnother()
