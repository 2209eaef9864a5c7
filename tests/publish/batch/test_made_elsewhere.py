"""Decks made on another machine, which need not see the plans and may have another date."""

from __future__ import annotations

import planner.startup  # noqa: F401

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.publish.batch.run_batch import BatchRequest, run_batch
from planner.publish.board import BoardRun
from planner.publish.cluster.machines import Member
from planner.publish.notebooks.engine import NotebookFailed
from planner.publish.page.head import PageHead
from planner.publish.plans.plans_in_folder import plans_in
from planner.publish.processes.stop_request import StopRequest
from planner.publish.register.register import NOT_FINISHED, read_register
from planner.publish.register.registered_deck import RegisteredDeck
from tests.tiny_plan import PlanWriter


@dataclass(frozen=True)
class Done:
    """A task that was done at once."""

    key: str
    said: Any


class Today(date):
    """The day that it is here."""

    @classmethod
    def today(cls) -> Today:
        return cls(2031, 7, 1)


class Elsewhere:
    """One worker of another machine, which is this process."""

    def members(self) -> list[Member]:
        return [Member("elsewhere", "1-2")]

    def give(
        self,
        _member: Member,
        work: Callable[[Any], Any],
        task: object,
        heard: Callable[[str], None],
    ) -> Done:
        heard("done")
        return Done("done", work(task))

    def result(self, done: Done) -> object:
        return done.said

    def take_back(self, *_done: Done) -> None:
        """Nothing: it is done."""


@dataclass
class Boards:
    """Pages that are asked for; nobody makes them, and one fails when it is stopped."""

    stop: StopRequest | None = None
    dates: list[str] = field(default_factory=list)

    def make(
        self, _plan: Plan, _shown: list[str], output: Path, *_: object, head: PageHead, **__: object
    ) -> BoardRun:
        self.dates.append(head.prepared)
        if self.stop:
            self.stop.ask()
            raise NotebookFailed(Path("board.ipynb"), "", "OSError", "it was interrupted", [])
        folder = output / "tiny" / "run"
        return BoardRun(folder, folder / "board.html")


def registered(
    monkeypatch: pytest.MonkeyPatch, plan: Path, boards: Boards, stop: StopRequest
) -> RegisteredDeck:
    """The deck of a batch whose pages another machine makes."""

    @contextmanager
    def machines_at(*_: object) -> Iterator[Elsewhere]:
        yield Elsewhere()

    monkeypatch.setattr("planner.publish.batch.run_batch.machines_at", machines_at)
    monkeypatch.setattr("planner.publish.batch.run_batch.date", Today)
    monkeypatch.setattr("planner.publish.batch.deck.make_board", boards.make)
    monkeypatch.setattr(
        "planner.publish.batch.deck.edited_since", lambda _plan: "It is not seen there."
    )
    output = plan.parent / "out"
    request = BatchRequest(plans_in(plan, output), output, 1, ["base"], scheduler="elsewhere")
    for _ in run_batch(request, stop):
        pass
    (deck,) = read_register(output)
    return deck


def test_a_plan_is_as_this_machine_sees_it_on_the_day_that_it_is_here(
    monkeypatch: pytest.MonkeyPatch, tiny: PlanWriter
) -> None:
    boards = Boards()
    deck = registered(monkeypatch, tiny(), boards, StopRequest())
    assert (deck.outcome, deck.remark) == ("made", "")
    assert boards.dates == ["2031-07-01"]


def test_a_page_that_fails_while_its_batch_is_stopped_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tiny: PlanWriter
) -> None:
    stop = StopRequest()
    deck = registered(monkeypatch, tiny(), Boards(stop), stop)
    assert (deck.outcome, deck.remark) == ("stopped", NOT_FINISHED)
