"""Board pages of the example districts, each made once for all tests of a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import pytest

from planner.packaged import example
from planner.plan.read import read_plan
from planner.publish.board import BoardRun, make_board
from tests.publish.quick_pages import quick_engine

#: Gives the board page of an example district with all of its scenarios; nobody changes it.
ExampleBoards: TypeAlias = Callable[[str], BoardRun]


@pytest.fixture(scope="session")
def example_board(tmp_path_factory: pytest.TempPathFactory) -> ExampleBoards:
    """``example_board("prairie-view")``, made when the first test asks for it."""

    @cache
    def made(district: str) -> BoardRun:
        plan, output = read_plan(example(district)), tmp_path_factory.mktemp("boards")
        return make_board(plan, output=output, engine=quick_engine())

    return made
