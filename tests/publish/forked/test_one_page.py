"""`planner board` runs the cells in a copy of itself: papermill's page, and nothing is left."""

from __future__ import annotations

import planner.startup  # noqa: F401

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.forked.one_page import engine_of_one_page
from planner.publish.notebooks.engine import ForkedEngine, PapermillEngine
from tests.any_machine import PATIENCE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a kernel runs the cells"),
]

#: Makes a page as the command does, then says which engine it was and which processes are left.
MADE = """
import os, sys
from pathlib import Path
from planner.publish.forked.one_page import calculate_on_one_core, engine_of_one_page
calculate_on_one_core()
from planner.plan.read import read_plan
from planner.publish.board import make_board
with engine_of_one_page() as engine:
    page = make_board(read_plan(sys.argv[1]), ["base"], Path(sys.argv[2]), engine).page
children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
print(type(engine).__name__, repr(children), page)
"""


def test_a_page_made_in_one_process_is_that_of_the_other_engines(tmp_path: Path) -> None:
    plan = str(example("altoona-wi"))
    command = [sys.executable, "-c", MADE, plan, str(tmp_path / "one")]
    environment = {**os.environ, "PLANNER_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    engine, children, page = done.stdout.strip().split(" ", 2)
    assert (engine, children) == ("_CopyEngine", "''")
    reference = make_board(read_plan(plan), ["base"], tmp_path / "many", ForkedEngine()).page
    for suffix in (".html", ".ipynb"):
        one, many = Path(page).with_suffix(suffix), reference.with_suffix(suffix)
        assert one.read_bytes() == many.read_bytes()


def test_a_process_that_calculates_on_many_cores_has_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is too late to change that once NumPy is there, and a copy might round otherwise."""
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    with engine_of_one_page() as engine:
        assert type(engine) is PapermillEngine
