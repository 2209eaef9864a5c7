"""What workers do in tests of dying programs: decks as ever, but for plans that say otherwise."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from planner.plan.plan import Plan
from planner.publish.batch.deck import DeckToMake, MadeDeck, do_task
from planner.publish.notebooks.engine import ENGINES, ForkedEngine
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.processes.running import kill_running
from planner.publish.processes.tasks import TaskFailed

#: Names of plans by what dies in the middle of their decks: the copy that runs the notebook, once
#: or every time, or the worker with it. The last comes last: no third worker has to be started.
COPY_DIES_ONCE, COPY_DIES, WORKER_DIES = "dies-once", "dies-twice", "zz-takes-its-worker"
#: The cell in which it dies; by then the run holds its inputs.
_CELL = 6


def do_or_die(task: PlanToRead | DeckToMake) -> Plan | MadeDeck | TaskFailed:
    """Do a task of a batch, and let what runs its notebook be killed where the plan says so."""
    if not isinstance(task, DeckToMake):
        return do_task(task)
    with _killed_in_the_middle(task):
        return do_task(task)


@contextmanager
def _killed_in_the_middle(task: DeckToMake) -> Iterator[None]:
    class Mortal(ForkedEngine):
        """The engine of copies, which dies of some plans."""

        def __init__(self) -> None:
            super().__init__(begins=self._begins)

        def _begins(self, cell: int) -> None:
            if cell != _CELL:
                return
            notes = task.plan.path.parent.with_name("notes")
            (notes / f"{task.plan.name[:40]}-{secrets.token_hex(4)}").touch()
            tries = len(list(notes.glob(f"{task.plan.name[:40]}-*")))
            if task.plan.name == WORKER_DIES:
                os._exit(9)
            if task.plan.name == COPY_DIES or (task.plan.name == COPY_DIES_ONCE and tries == 1):
                kill_running()

    usual, ENGINES["forked"] = ENGINES["forked"], Mortal
    try:
        yield
    finally:
        ENGINES["forked"] = usual
