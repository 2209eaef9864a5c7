"""A batch that is stopped or killed: what was made is told, and nothing is left running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import psutil
import pytest

from planner.publish.register.register import NOT_FINISHED, read_register
from tests.publish.watched_processes import (
    below,
    heed_ctrl_c,
    kernels_below,
    living,
    wait_for,
    warm_below,
    workers_below,
)
from tests.tiny_plan import TINY, write_tiny

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="sends signals as other systems do"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two plans, and a folder for the temporary files of all programs started here."""
    for name in ("one", "two"):
        plan_called(name, tmp_path)
    (tmp_path / "temporary").mkdir()
    return tmp_path


def plan_called(name: str, place: Path) -> None:
    """The small plan as that of another district: a batch makes pages of copies once."""
    write_tiny(place / "plans" / name, district=TINY["district"].replace("Tiny ISD", name))


@contextmanager
def batch(place: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A batch in a program of its own, killed at the end if it still runs."""
    command = [sys.executable, "-m", "planner", "batch", "plans", "-o", "out", *more]
    started = subprocess.Popen(
        command,
        cwd=place,
        env={**os.environ, "TMPDIR": str(place / "temporary")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    try:
        yield started
    finally:
        for process in living(below(started.pid)):
            process.kill()
        started.kill()
        started.communicate()


def log_of(place: Path) -> pd.DataFrame:
    (file,) = place.glob("out/batches/*/run-log.csv")
    return pd.read_csv(file, keep_default_na=False)


def has_made(place: Path, count: int) -> bool:
    logs = list(place.glob("out/batches/*/run-log.csv"))
    return bool(logs) and int((log_of(place)["outcome"] == "made").sum()) >= count


def registered(place: Path) -> list[str]:
    """What the register says became of each deck."""
    return [deck.outcome for deck in read_register(place / "out")]


def unfinished(place: Path) -> list[str]:
    """What is neither a run nor belongs to a batch, and temporary folders of ours."""
    partial = [path.name for path in (place / "out").rglob("*.partial")]
    failed = [path.name for path in (place / "out").rglob("*-failed")]
    return [*partial, *failed, *(path.name for path in (place / "temporary").glob("planner-*"))]


#: What executes the notebooks, and how a test sees that it is at work.
ENGINES = {"papermill": kernels_below, "forked": warm_below}


# Every two of an engine, a signal and its receivers meet: what ends an engine knows neither the
# signal nor who else has heard it, and one handler notes both signals.
@pytest.mark.parametrize(
    ("engine", "name", "to"),
    [
        ("papermill", "SIGINT", "terminal"),
        ("papermill", "SIGTERM", "parent"),
        ("forked", "SIGINT", "parent"),
        ("forked", "SIGTERM", "terminal"),
    ],
)
def test_a_batch_that_is_stopped_says_what_it_made(
    place: Path, engine: str, name: str, to: str
) -> None:
    number = signal.Signals[name]
    for copy in range(4 if engine == "forked" else 0):  # or it is done before it is stopped
        plan_called(f"more-{copy}", place)
    with batch(place, "--workers", "1", "--engine", engine) as started:
        wait_for(lambda: has_made(place, 1), "the first page")
        wait_for(lambda: ENGINES[engine](started.pid), "the next page in work")
        running, workers = below(started.pid), workers_below(started.pid)
        if to == "terminal":  # Ctrl-C reaches every program of a terminal
            os.killpg(started.pid, number)
        else:
            started.send_signal(number)
        _, told = started.communicate()
        assert started.returncode == 128 + number
        assert not living(workers)
        # Python's own tracker of resources ends a moment after the program that it serves.
        wait_for(lambda: not living(running), "all programs of the batch to end")
    (sentence,) = (line for line in told.splitlines() if line.startswith("Stopped: "))
    log = log_of(place)
    made = int((log["outcome"] == "made").sum())
    assert sentence.startswith(f"Stopped: {made} of {len(log)} board pages were made.")
    assert told.splitlines()[-1] == "The same command with --resume makes the others."
    assert "Traceback" not in told
    assert set(log["outcome"]) == {"made", "stopped"}
    assert registered(place) == list(log["outcome"])
    decks = read_register(place / "out")
    assert {deck.remark for deck in decks if deck.outcome == "stopped"} == {NOT_FINISHED}
    assert all((place / "out" / deck.page).is_file() for deck in decks if deck.outcome == "made")
    table = pd.read_csv(place / "out/batches/register.csv", keep_default_na=False)
    assert list(table["outcome"]) == registered(place)
    (index,) = place.glob("out/batches/*/index.html")
    assert "The batch was stopped." in index.read_text(encoding="utf-8")
    assert unfinished(place) == []
    assert len(list((place / "out").glob("*/*/manifest.json"))) == made


@pytest.mark.parametrize("engine", ENGINES)
def test_a_killed_batch_leaves_no_program_and_its_log(place: Path, engine: str) -> None:
    with batch(place, "--workers", "2", "-s", "base", "--engine", engine) as started:
        workers = wait_for(lambda: both_at_work(place, started.pid, engine), "two pages in work")
        for worker in workers:  # or they are done before the other batch has looked
            worker.suspend()
        with batch(place) as second:
            _, told = second.communicate()
            assert second.returncode == 2
        assert f"another batch is writing to out (process {started.pid}, since 2" in told
        assert registered(place) == ["begun", "begun"]
        running = below(started.pid)
        started.kill()
        for worker in workers:
            worker.resume()
        wait_for(lambda: not living(running), "workers and kernels to end")
    assert list(log_of(place)["outcome"]) == []
    assert registered(place) == ["begun", "begun"]
    assert unfinished(place) == []


def test_a_killed_batch_is_resumed_where_it_was(place: Path) -> None:
    (place / "plans/two/scenarios.csv").unlink()
    (place / "plans/broken").mkdir()
    asked = ("--workers", "1", "-s", "base", "-s", "stretch")
    with batch(place, *asked) as started:
        wait_for(lambda: has_made(place, 1), "the first page")
        running = below(started.pid)
        started.kill()
        wait_for(lambda: not living(running), "workers and the warm process to end")
    there = {path for path in (place / "out").glob("*/*/*.html") if path.parts[-3] != "batches"}
    before = [deck.outcome for deck in read_register(place / "out")]
    made = before.count("made")
    assert 1 <= made < 4
    with batch(place, *asked, "--resume") as again:
        said, _ = again.communicate()
        assert again.returncode == 3
    kept = "1 deck is as it was" if made == 1 else f"{made} decks are as they were"
    assert said.splitlines()[0] == f"{kept}; {4 - made} to make."
    assert f"{4 - made} of {5 - made} board pages were made" in said
    after = {path for path in (place / "out").glob("*/*/*.html") if path.parts[-3] != "batches"}
    assert there < after
    assert len(after) == 4
    log = log_of(place).set_index(["plan", "scenario"])["outcome"].to_dict()
    assert log.pop(("broken", "")) == "failed"
    assert log.pop(("two", "stretch")) == "not applicable"
    assert sorted(set(log.values())) == ["as it was", "made"] or made == 3
    decks = read_register(place / "out")
    assert sorted(deck.outcome for deck in decks) == [
        *("failed", "made", "made", "made", "not applicable")
    ]
    (page,) = (place / "out" / d.page for d in decks if d.outcome == "not applicable")
    assert "Scenario stretch does not apply: the plan has no such" in page.read_text("utf-8")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_killed_worker_and_a_killed_kernel_cost_nobody_a_page(place: Path, engine: str) -> None:
    with batch(place, "--workers", "2", "-s", "base", "--engine", engine) as started:
        one, other = wait_for(lambda: both_at_work(place, started.pid, engine), "two pages in work")
        running = below(started.pid)
        one.kill()
        executing(other, started.pid, engine)[0].kill()
        started.communicate()
        assert started.returncode == 0
        wait_for(lambda: not living(running), "workers and kernels to end")
    assert list(log_of(place)["outcome"]) == ["made", "made"]
    assert registered(place) == ["made", "made"]
    # A worker's folder is taken away; that of a page whose kernel died says what happened.
    assert all(name.endswith("-failed") for name in unfinished(place)[:1])
    assert len(unfinished(place)) <= 1


def both_at_work(place: Path, batch: int, engine: str) -> list[psutil.Process]:
    """Two workers, once each of them has a page and what executes it."""
    workers = workers_below(batch)
    at_work = registered(place) == ["begun", "begun"] and all(
        executing(worker, batch, engine) for worker in workers
    )
    return workers if len(workers) == 2 and at_work else []


def executing(worker: psutil.Process, batch: int, engine: str) -> list[psutil.Process]:
    """What executes the page of a worker; a copy is known by the worker's folder, where it is."""
    if engine == "papermill":
        return kernels_below(worker.pid)
    found = []
    for copy in warm_below(batch):
        with contextlib.suppress(psutil.Error):
            if f".{worker.pid}-" in copy.cwd():
                found.append(copy)
    return found
