"""The fast engine by its name on papermill's own command line, as an installed planner has it."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from planner.packaged import example, notebooks_dir
from planner.publish.forked.by_name import ForkedByName
from planner.publish.forked.engine import FORKED
from tests.any_machine import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
GROUP = "papermill.engine"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that copies processes"),
]


def in_the_project() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    engines: dict[str, str] = project["entry-points"][GROUP]
    return engines


def papermill(folder: Path, *parameters: str) -> subprocess.CompletedProcess[str]:
    """Papermill where the planner was installed as it says today, whenever it really was."""
    metadata = folder / "installed" / "as_it_says_today-1.dist-info"
    metadata.mkdir(parents=True)
    named = "\n".join(f"{name} = {where}" for name, where in in_the_project().items())
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{named}\n", encoding="utf-8")
    (metadata / "METADATA").write_text("Name: as_it_says_today\nVersion: 1\n", encoding="utf-8")
    notebook = str(notebooks_dir().resolve() / "02_one_sheet.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", FORKED, notebook, "out.ipynb"]
    paths = [str(metadata.parent), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(
        [*command, "--no-progress-bar", *parameters],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def test_the_project_names_the_engine() -> None:
    engines = in_the_project()
    assert list(engines) == [FORKED]
    assert EntryPoint(FORKED, engines[FORKED], GROUP).load() is ForkedByName


def test_papermill_finds_it_and_has_nothing_to_warn_of(tmp_path: Path) -> None:
    plan = str(example("altoona-wi").resolve())
    run = papermill(tmp_path, "-p", "plan", plan, "-p", "scenarios", "base")
    assert run.returncode == 0, run.stderr
    assert "warning" not in run.stderr.lower()
    assert "Altoona" in json.dumps(json.loads((tmp_path / "out.ipynb").read_text("utf-8"))["cells"])


def test_it_refuses_what_the_notebook_does_not_take(tmp_path: Path) -> None:
    run = papermill(tmp_path, "-p", "plann", "mine")
    assert run.returncode != 0
    assert "plann: there is no such parameter. Did you mean plan?" in run.stderr
    assert "Prairie View" not in (tmp_path / "out.ipynb").read_text("utf-8")
