"""Every notebook runs through papermill, the tool we ship, on both example districts."""

from __future__ import annotations

import planner.startup  # noqa: F401

import ast
from pathlib import Path

import nbformat
import pytest
from papermill.inspection import inspect_notebook

from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.publish.notebooks.engine import PapermillEngine
from planner.publish.notebooks.parameters import declared_parameters
from planner.publish.notebooks.run_notebook import run_notebook
from tests.publish.quick_pages import quick_engine

NOTEBOOKS = sorted(path.name for path in notebooks_dir().glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_a_notebook_runs_without_error_or_warning(name: str, district: str, tmp_path: Path) -> None:
    # The larger district in copies of a warm process where there are some: engines leave the same,
    # as tests/publish/forked/test_forked.py holds of the board notebook of both.
    copied = district == "prairie-view" or name == BOARD_NOTEBOOK
    engine = quick_engine() if copied else PapermillEngine()
    output = tmp_path / name
    asked = "folder" if name == "05_roll_up.ipynb" else "plan"  # a plan is a folder of one
    run_notebook(notebooks_dir() / name, output, {asked: str(example(district))}, engine)
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


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_papermills_help_explains_every_parameter_in_plain_words(name: str) -> None:
    """What ``papermill --help-notebook`` shows: type, default, and what to give."""
    told = inspect_notebook(notebooks_dir() / name)
    declared = declared_parameters(notebooks_dir() / name)
    assert list(told) == list(declared)
    for parameter, found in told.items():
        assert found["inferred_type_name"] == declared[parameter].annotation
        assert ast.literal_eval(found["default"]) == ast.literal_eval(
            declared[parameter].default or ""
        )
        assert found["help"] == declared[parameter].help
        assert len(found["help"].split()) >= 4, parameter
        assert found["help"][0].islower(), parameter
        assert not found["help"].endswith("."), parameter


def test_one_parameter_is_explained_the_same_in_every_notebook() -> None:
    words: dict[str, set[str]] = {}
    for name in NOTEBOOKS:
        for parameter in declared_parameters(notebooks_dir() / name).values():
            words.setdefault(parameter.name, set()).add(parameter.help)
    # What scenarios are for is another matter on each page.
    several = {name for name, explained in words.items() if len(explained) > 1}
    assert several <= {"scenario", "scenarios"}
