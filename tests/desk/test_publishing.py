"""Pages made from the desk: the stages that are told, and the same page as the command line's."""

from __future__ import annotations

import threading
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner.desk.publishing import pages as publishing
from planner.desk.publishing.pages import Publishing, Stage
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.board import make_board
from planner.publish.register.register import open_register
from tests.any_machine import PATIENCE
from tests.publish.quick_pages import quick_engine


class Watched(Publishing):
    """Publishing whose stages are kept."""

    def __init__(self, output: Path) -> None:
        self.stages: list[Stage] = []
        self.ended = threading.Event()
        super().__init__(output, self.note)

    def note(self) -> None:
        self.stages.append(self.stage)
        if not self.stage.busy:
            self.ended.set()

    def wait(self) -> Stage:
        assert self.ended.wait(PATIENCE)
        return self.stage


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("altoona-wi"))


@pytest.mark.slow
def test_a_page_is_that_of_the_command_line_and_its_parts_are_told(
    plan: Plan, tmp_path: Path
) -> None:
    making = Watched(tmp_path / "desk")
    making.make_page(plan, ["prices-rise", "base"])
    assert making.stage.sentence == "Starting the board page."
    making.make_page(plan, ["base"])  # one order at a time: this one is not heard
    ended = making.wait()
    usual = make_board(plan, ["prices-rise", "base"], tmp_path / "usual", quick_engine()).page
    assert (ended.sentence, ended.busy) == ("The board page is ready.", False)
    assert ended.page is not None
    assert ended.page.name == usual.name
    assert ended.page.read_bytes() == usual.read_bytes()
    told = making.stages[0]
    assert told.sentence == f"Making the board page: part 1 of {told.of}."
    assert [stage.done for stage in making.stages[:-1]] == list(range(told.of))


@pytest.mark.slow
def test_stopped_it_says_so_and_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)

    def stop_soon() -> None:
        making.note()
        if making.stage.done == 4:
            making.stop()
            assert making.stage == Stage("Stopping.", busy=True)

    making._changed = stop_soon
    making.make_page(plan, [])
    assert making.wait().sentence == (
        "Stopped. No page was made, and nothing half finished was left behind."
    )
    assert [path.name for path in tmp_path.rglob("*")] == [plan.name]
    making.stop()
    assert not making.stage.busy


@pytest.mark.slow
def test_one_page_for_each_scenario(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)
    making.make_all(plan, ["base", "refresh-stretched"])
    assert making.stage.sentence == "Starting one page for each scenario."
    ended = making.wait()
    assert ended.sentence == "2 of 2 board pages were made."
    assert ended.page is not None
    assert ended.page.name == "index.html"
    assert "2 of 2 pages were made." in ended.page.read_text("utf-8")
    told = [stage.sentence for stage in making.stages]
    for done in (0, 1):
        assert f"Making one page for each scenario: {done} of 2 are ready." in told


@pytest.mark.slow
def test_a_scenario_that_is_not_there_any_more_is_told(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)
    making.make_all(plan, ["base", "no-such"])
    assert making.wait().sentence == (
        f'The board page could not be made: {plan.name}: there is no scenario "no-such". Scenarios '
        "are: base, relief-ends-early, enrollment-flat, refresh-stretched, prices-rise."
    )
    assert list(tmp_path.rglob("*.html")) == []


@pytest.mark.parametrize(
    ("failed", "more"), [(0, ""), (1, " The list says what is wrong with the others.")]
)
def test_at_the_end_the_list_is_named_where_one_fails(
    failed: int, more: str, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, index = {"made": 3 - failed, "failed": failed}, tmp_path / "index.html"
    record = SimpleNamespace(count=counts.__getitem__, stopped=False, index=index)
    monkeypatch.setattr("planner.publish.batch.run_batch.run_batch", lambda *_asked: [record])
    making = Watched(tmp_path)
    making.make_all(plan, ["base", "prices-rise", "refresh-stretched"])
    told = f"{3 - failed} of 3 board pages were made.{more}"
    assert making.wait() == Stage(told, page=index)


@pytest.mark.slow
def test_a_batch_that_is_stopped_says_what_it_made(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)

    def stop_after_one() -> None:
        making.note()
        if making.stage.done == 1:
            making.stop()

    making._changed = stop_after_one
    several = [*plan.compared_names, *map("+".join, combinations(plan.compared_names[1:], 2))]
    making.make_all(plan, several)
    ended, count = making.wait(), len(several)
    made = len(list(tmp_path.glob("*/*/manifest.json")))
    assert 0 < made < count
    assert ended.sentence == (
        f"Stopped: {made} of {count} board pages were made. Nothing half finished was left behind."
    )
    assert not list(tmp_path.rglob("*.partial"))


def test_a_batch_that_is_at_work_there_is_said(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)
    with open_register(tmp_path) as register:
        register.batch_is_begun("2026-11-03-120000", "../plans")
        making.make_all(plan, ["base"])
        said = making.wait().sentence
    assert said.startswith(
        f"The board page could not be made: another batch is writing to {tmp_path} (process "
    )
    assert said.endswith("wait until it has ended, or choose another folder for the runs.")


def test_what_fails_is_said(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_words: object) -> None:
        msg = "no memory."
        raise MemoryError(msg)

    monkeypatch.setattr(publishing, "make_board_apart", fails)
    making = Watched(tmp_path)
    making.make_page(plan, [])
    assert making.wait() == Stage("The board page could not be made: MemoryError: no memory.")


def test_an_unknown_scenario_is_said(plan: Plan, tmp_path: Path) -> None:
    making = Watched(tmp_path)
    making.make_page(plan, ["price-rises"])
    assert making.wait().sentence.startswith("The board page could not be made: ")
    assert 'no scenario "price-rises"' in making.stage.sentence
