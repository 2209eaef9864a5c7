"""The documents are true: paths exist, names are in them, commands are real."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from planner.cli import app
from planner.plan.problems.sentences import SENTENCES

ROOT = Path(__file__).resolve().parent.parent
PATH = re.compile(r"`((?:planner|tests|docs|data|notebooks|benchmarks)/[\w./-]+)`")
NAME = re.compile(r"`([A-Za-z_]\w+)`")
DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/where-is-it.md", "docs/model.md"),
    *sorted(page.relative_to(ROOT).as_posix() for page in ROOT.glob("docs/decisions/*.md")),
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = PATH.findall(text)
    assert named or document in {"README.md", "docs/decisions/README.md"}
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


def test_every_function_in_where_is_it_stands_in_a_file_of_its_row() -> None:
    text = (ROOT / "docs/where-is-it.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 15
    for row in rows:
        answer = row.split("|")[2]
        source = "\n".join(
            (ROOT / path).read_text(encoding="utf-8")
            for path in PATH.findall(answer)
            if (ROOT / path).is_file()
        )
        for name in NAME.findall(answer):
            assert re.search(rf"\b{name}\b", source), f"{name} is not in the files of: {row}"


def test_readme_names_every_command_and_no_other() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    places = "my-district|PLAN|FOLDER|KIND|data"
    shown = set(re.findall(rf"planner ([a-z-]+)(?: add)?(?: (?:{places})|`)", text))
    assert commands == shown


def test_first_screen_has_both_commands_windows_and_the_picture() -> None:
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:32])
    assert "make board" in first
    assert "make test" in first
    assert "PowerShell" in first
    assert "](docs/pictures/board-page.webp)" in first


def test_every_link_leads_somewhere() -> None:
    for document in (*DOCUMENTS, "CHANGELOG.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        folder = (ROOT / document).parent
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (folder / target).exists(), f"{document}: {target}"


def test_every_problem_code_is_documented() -> None:
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    assert all(code in text for code in SENTENCES)


def test_floors_in_the_guide_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = project["tool"]["importlinter"]["contracts"][0]["layers"]
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (bullet,) = re.findall(r"^- Imports point down.*?(?=^- )", guide, re.MULTILINE | re.DOTALL)
    named = iter(re.findall(r"`(\w+)`", bullet))
    for floor in floors:
        rooms = floor.split(" | ")
        assert {next(named) for _ in rooms} == set(rooms)
