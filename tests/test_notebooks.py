"""Every notebook runs through papermill, the tool we ship, on both example districts."""

from __future__ import annotations

import planner.startup  # noqa: F401

from pathlib import Path

import nbformat
import pytest

from planner.packaged import example, notebooks_dir
from planner.publish.notebook import run_notebook

NOTEBOOKS = sorted(path.name for path in notebooks_dir().glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_a_notebook_runs_without_error_or_warning(name: str, district: str, tmp_path: Path) -> None:
    output = tmp_path / name
    asked = "folder" if name == "05_roll_up.ipynb" else "plan"  # a plan is a folder of one
    run_notebook(notebooks_dir() / name, output, {asked: str(example(district))})
    cells = nbformat.read(output, as_version=4).cells
    outputs = [found for cell in cells for found in cell.get("outputs", [])]
    assert outputs
    assert not [found for found in outputs if found.output_type in {"error", "stream"}]


def test_the_seven_notebooks_are_there() -> None:
    assert NOTEBOOKS == [
        "00_desk.ipynb",
        "01_board_report.ipynb",
        "02_one_sheet.ipynb",
        "03_what_could_happen.ipynb",
        "04_what_we_could_do.ipynb",
        "05_roll_up.ipynb",
        "06_first_ten_minutes.ipynb",
    ]
