"""A board page made in a process of its own: the same page, and nothing where it is stopped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.board_apart import BoardToMake, HowFar, make_board_apart
from planner.publish.processes.tasks import TaskFailed
from planner.publish.processes.workers import tell
from tests.publish.quick_pages import quick_engine
from tests.publish.watched_processes import below, living, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


@pytest.fixture(scope="module")
def usual(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command line makes it."""
    return make_board(
        plan, ["base", "levy-fails"], tmp_path_factory.mktemp("usual"), quick_engine()
    ).page


def test_it_is_the_page_that_the_command_line_makes(
    plan: Plan, usual: Path, tmp_path: Path
) -> None:
    heard: list[HowFar] = []
    asked = BoardToMake(plan, ["base", "levy-fails"], tmp_path / "outputs")
    page = make_board_apart(asked, heard.append)
    assert isinstance(page, Path)
    for pattern in ("*.html", "*.ipynb", "ledger.zip", "results.json", "inputs/*"):
        ours, theirs = (sorted(folder.glob(pattern)) for folder in (page.parent, usual.parent))
        assert [file.name for file in ours] == [file.name for file in theirs]
        assert [file.read_bytes() for file in ours] == [file.read_bytes() for file in theirs]
    assert page.name == usual.name
    assert (page.parent.parent / "latest").resolve() == page.parent.resolve()
    parts = heard[0].parts
    assert [far.part for far in heard] == list(range(1, parts + 1))


def test_stopped_in_the_middle_it_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    before = {process.pid for process in below(os.getpid())}
    heard: list[HowFar] = []
    asked = BoardToMake(plan, [], tmp_path / "outputs")
    made = make_board_apart(asked, heard.append, lambda: len(heard) >= 5)
    assert made is None
    assert [path.name for path in tmp_path.rglob("*")] == ["outputs", plan.name]

    def all_ended() -> bool:
        return not [
            process
            for process in living(below(os.getpid()))
            if process.pid not in before and "resource_tracker" not in " ".join(process.cmdline())
        ]

    wait_for(all_ended, "all programs of the page to end")


def test_an_unknown_scenario_is_refused_in_a_sentence(plan: Plan, tmp_path: Path) -> None:
    asked = BoardToMake(plan, ["levy-fail"], tmp_path / "outputs")
    made = make_board_apart(asked, lambda _far: None)
    assert isinstance(made, TaskFailed)
    assert 'no scenario "levy-fail"' in made.why
    assert not (tmp_path / "outputs").exists()


def test_a_folder_that_cannot_be_written_is_said(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file", "utf-8")
    made = make_board_apart(BoardToMake(plan, [], tmp_path / "outputs"), lambda _far: None)
    assert isinstance(made, TaskFailed)
    assert "part of its folder path is a file; choose another folder" in made.why


def test_outside_a_worker_nobody_is_told() -> None:
    tell("nothing happens")
