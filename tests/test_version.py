"""The version is written once, and everything that names a version names that one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from typer.testing import CliRunner

import planner
from planner.cli import app

TREE = Path(__file__).parent.parent


def test_the_command_says_it() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"planner {planner.__version__}\n")


def test_the_wheel_takes_it_from_the_package() -> None:
    project = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    assert ProjectMetadata(str(TREE), PluginManager()).version == planner.__version__


def test_no_module_writes_it_again() -> None:
    written = re.compile(rf"[\"']{re.escape(planner.__version__)}[\"']")
    found = [
        file.relative_to(TREE).as_posix()
        for file in sorted((TREE / "planner").rglob("*.py"))
        if written.search(file.read_text(encoding="utf-8"))
    ]
    assert found == ["planner/__init__.py"]
