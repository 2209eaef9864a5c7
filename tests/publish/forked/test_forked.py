"""Notebooks run in copies of a warm process: the same as papermill's, and nothing is left."""

from __future__ import annotations

import planner.startup  # noqa: F401

import os
import signal
import subprocess
import threading
from pathlib import Path

import nbformat
import psutil
import pytest

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.forked import copies
from planner.publish.forked import engine as side_of_papermill
from planner.publish.forked.warm_process import end_copy
from planner.publish.notebooks.engine import (
    Engine,
    ForkedEngine,
    KernelDied,
    PapermillEngine,
    engine_named,
    usual_engine,
)
from planner.publish.notebooks.run_notebook import NotebookFailed, run_notebook
from planner.publish.processes.running import RUNNING, kill_running
from tests.any_machine import PATIENCE
from tests.publish.notebooks.test_notebook import notebook_of
from tests.publish.watched_processes import below, is_called, living, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that copies processes"),
]

#: What cells may show, a cell each.
SHOWS = (
    "print('printed'); import sys; print('warned', file=sys.stderr); print('again')",
    "40 + 2",
    "None",
    "3;",
    "from IPython.display import HTML, Markdown, clear_output, display, update_display\n"
    "display(HTML('<b>bold</b>')); print('after'); HTML('<i>last</i>')",
    "handle = display(Markdown('first'), display_id='kept')",
    "update_display(Markdown('second'), display_id='kept')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); clear_output(wait=True); print('stays')",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "!echo from the shell",
    "import pandas as pd\npd.DataFrame({'dollars': [1, 2]})",
    "from planner.views.format.markup import paragraphs\nparagraphs('A sentence.')",
    "for share in range(3):\n    print(f'\\r{share} of 2', end='')",
    "%%capture said\nprint('held back')",
    "said.stdout",
    "plan, horizon_years",
)


def executed(engine: Engine, folder: Path, *cells: str) -> nbformat.NotebookNode:
    run = run_notebook(notebook_of(folder, *cells), folder / "out.ipynb", {"plan": "p"}, engine)
    found: nbformat.NotebookNode = nbformat.read(run, as_version=4)
    return found


def test_both_engines_leave_the_same_notebook(tmp_path: Path) -> None:
    kernel = executed(PapermillEngine(), tmp_path / "kernel", *SHOWS)
    copy = executed(ForkedEngine(), tmp_path / "copy", *SHOWS)
    for one, other in zip(kernel.cells, copy.cells, strict=True):
        assert one == other
    assert kernel == copy


@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_both_engines_make_the_same_page(tmp_path: Path, district: str) -> None:
    plan = read_plan(example(district))
    engines = [PapermillEngine, ForkedEngine]
    if district == "altoona-wi":  # a second copy of the same process is as good as the first
        engines.append(ForkedEngine)
    runs = [make_board(plan, [], tmp_path / engine.__name__, engine()) for engine in engines]
    for pattern in ("*.html", "*.ipynb", "ledger.zip", "results.json"):
        first, *others = (next(run.folder.glob(pattern)).read_bytes() for run in runs)
        assert all(other == first for other in others), pattern


@pytest.mark.parametrize("engine", [PapermillEngine, ForkedEngine])
def test_each_cell_says_that_it_begins_until_one_fails(
    tmp_path: Path, engine: type[PapermillEngine]
) -> None:
    begun: list[int] = []
    with pytest.raises(NotebookFailed):
        executed(engine(begins=begun.append), tmp_path, "1", "1 / 0", "never")
    assert begun == list(range(begun[-1] + 1))
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    banners = "papermill-error-cell-tag"
    own = [cell for cell in cells if banners not in cell.metadata.get("tags", [])]
    assert own[begun[-1]].source == "1 / 0"


def test_copies_share_neither_names_nor_chance(tmp_path: Path) -> None:
    cells = "import numpy as np, random", "(np.random.rand(), random.random(), 'seen' in dir())"
    drawn = set()
    for name in ("one", "two"):
        found = executed(ForkedEngine(), tmp_path / name, *cells, "seen = 1")
        drawn.add(found.cells[-2].outputs[0].data["text/plain"])
    assert len(drawn) == 2
    assert all(text.endswith("False)") for text in drawn)


def test_paths_are_those_of_the_output(tmp_path: Path) -> None:
    found = executed(ForkedEngine(), tmp_path, "import os; os.getcwd()")
    assert found.cells[-1].outputs[0].data["text/plain"] == repr(str(tmp_path))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("x = = 1", "SyntaxError: invalid syntax"),
        ("input()", "EOFError: EOF when reading a line"),
        ("raise SystemExit(3)", "SystemExit: 3"),
    ],
)
def test_a_cell_that_fails_is_named(tmp_path: Path, cell: str, said: str) -> None:
    with pytest.raises(NotebookFailed) as caught:
        executed(ForkedEngine(), tmp_path, "'before'", cell, "'after'")
    assert f'stopped at the cell that begins "{cell}": {said}' in str(caught.value)
    left = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert "'before'" in str(left)
    assert left.cells[-1].outputs == []


@pytest.mark.parametrize("engine", [PapermillEngine(), ForkedEngine()])
def test_an_error_that_is_expected_is_told_after_the_last_cell(
    tmp_path: Path, engine: Engine
) -> None:
    notebook = notebook_of(tmp_path, "1 / 0", "'after'")
    content = nbformat.read(notebook, as_version=4)
    content.cells[2].metadata["tags"] = ["raises-exception"]
    nbformat.write(content, notebook)
    with pytest.raises(NotebookFailed, match="ZeroDivisionError"):
        engine.execute(notebook, tmp_path / "out.ipynb", {})
    found = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert found.cells[-1].outputs[0].data["text/plain"] == "'after'"


def test_a_copy_that_dies_is_told_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(KernelDied, match=r'begins "import os; os\._exit'):
        executed(ForkedEngine(), tmp_path, "'before'", "import os; os._exit(5)")
    assert executed(ForkedEngine(), tmp_path, "'another'").cells[-1].outputs


def test_a_cell_that_runs_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    forever = "import subprocess; subprocess.run(['sleep', '3600'])"
    with pytest.raises(NotebookFailed, match='begins "import subprocess') as caught:
        executed(ForkedEngine(cell_timeout=4), tmp_path, forever)
    assert not isinstance(caught.value, KernelDied)
    asleep = [process for process in below(os.getpid()) if is_called(process, "sleep")]
    wait_for(lambda: not living(asleep), "what the cell started to end")


def test_a_dead_warm_process_is_started_again(tmp_path: Path) -> None:
    executed(ForkedEngine(), tmp_path, "1")
    for process in below(os.getpid()):
        if is_called(process, "warm_process"):
            process.kill()
            process.wait(PATIENCE)
    assert executed(ForkedEngine(), tmp_path, "1").cells[-1].outputs


def warm_below_here() -> list[psutil.Process]:
    return living(one for one in below(os.getpid()) if is_called(one, "warm_process"))


def test_what_ends_all_notebooks_ends_the_warm_process_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while it makes a copy, of which nobody knows yet and which would write once more."""
    executed(ForkedEngine(), tmp_path, "1")
    assert warm_below_here()
    kill_running()
    assert warm_below_here() == []
    assert RUNNING == {}
    monkeypatch.setattr(copies, "ENDING", ending := threading.Event())
    ending.set()
    with pytest.raises(KernelDied):
        executed(ForkedEngine(), tmp_path, "1")
    assert warm_below_here() == [], "none is started by a process that is about to end"
    ending.clear()
    assert executed(ForkedEngine(), tmp_path, "1").cells[-1].outputs


def test_a_worker_whose_shared_warm_process_is_dead_starts_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers, others = copies.WarmProcess(), set(warm_below_here())
    for module in (copies, side_of_papermill):
        monkeypatch.setattr(module, "WARM", workers)
    try:
        with copies.shared_copies() as begin:
            # Its name can be read a moment after it has been started.
            wait_for(lambda: set(warm_below_here()) - others, "the shared warm process to start")
            (shared,) = set(warm_below_here()) - others
            begin()
            assert executed(ForkedEngine(), tmp_path, "1").cells[-1].outputs
            assert set(warm_below_here()) - others == {shared}
            shared.kill()
            shared.wait(PATIENCE)
            with pytest.raises(KernelDied):
                executed(ForkedEngine(), tmp_path, "1")
            assert executed(ForkedEngine(), tmp_path, "1").cells[-1].outputs
            (own,) = set(warm_below_here()) - others
            assert own != shared
    finally:
        workers.end()
    assert set(warm_below_here()) == others


def test_a_copy_without_a_group_of_its_own_is_ended(tmp_path: Path) -> None:
    asleep = subprocess.Popen(["sleep", "3600"], cwd=tmp_path)
    try:
        end_copy(asleep.pid)
        assert asleep.wait(PATIENCE) == -signal.SIGKILL
    finally:
        asleep.kill()


def test_an_engine_is_named_or_refused() -> None:
    assert engine_named("") == usual_engine()
    assert engine_named("forked") == "forked"
    with pytest.raises(ValueError, match=r'no engine "fast"\. Engines are: forked, papermill'):
        engine_named("fast")
