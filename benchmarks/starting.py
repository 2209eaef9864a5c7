"""What starting costs: the command against a bare ``import numpy``, the page against a kernel.

Each is a process of its own, as a person starts it. A page is made by a notebook, so that a
kernel that runs nothing is the least it can take.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import nbformat

from benchmarks.draws import least
from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.notebooks.run_notebook import run_notebook

ROUNDS = 3


def run(*arguments: str) -> None:
    """A process of this interpreter, until it ends."""
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def empty_kernel(folder: Path) -> float:
    """A notebook of one cell that does nothing, run as the board page's is [s]."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
    nbformat.write(notebook, folder / "empty.ipynb")
    return least(
        lambda: run_notebook(folder / "empty.ipynb", folder / "executed.ipynb", {}), ROUNDS
    )


def measured() -> dict[str, float]:
    """The command and the board page of the example district."""
    district = example("prairie-view")
    plan = read_plan(district)
    with tempfile.TemporaryDirectory() as output:
        kernel = empty_kernel(Path(output))
        page = least(lambda: make_board(plan, ["base"], Path(output) / "runs"), ROUNDS)
    numpy = least(partial(run, "-c", "import numpy"), ROUNDS)
    commands = {
        "planner --help": least(partial(run, "-m", "planner", "--help"), ROUNDS),
        "planner check": least(partial(run, "-m", "planner", "check", str(district)), ROUNDS),
        "planner project": least(partial(run, "-m", "planner", "project", str(district)), ROUNDS),
    }
    return {
        "milliseconds, a bare import of NumPy": 1e3 * numpy,
        **{f"times a bare import of NumPy, {what}": s / numpy for what, s in commands.items()},
        "milliseconds, an empty kernel": 1e3 * kernel,
        "milliseconds, board page of the example district": 1e3 * page,
        "times an empty kernel, board page of the example district": page / kernel,
    }
