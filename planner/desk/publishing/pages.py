"""Board pages made from the desk: in processes of their own, so that the levers stay live."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.atomic_files import TakenError
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.publish.board_apart import BoardToMake, HowFar, make_board_apart
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed

STARTING = "Starting the board page."
MAKING = "Making the board page: part {done} of {of}."
READY = "The board page is ready."
STOPPED = "Stopped. No page was made, and nothing half finished was left behind."
FAILED = "The board page could not be made: {why}."
STARTING_ALL = "Starting one page for each scenario."
MAKING_ALL = "Making one page for each scenario: {done} of {of} are ready."
ALL_READY = "{made} of {of} board pages were made."
SOME_FAILED = "{made} of {of} board pages were made. The list says what is wrong with the others."
ALL_STOPPED = (
    "Stopped: {made} of {of} board pages were made. Nothing half finished was left behind."
)
STOPPING = "Stopping."


@dataclass(frozen=True)
class Stage:
    """How far publishing is.

    Attributes
    ----------
    sentence : str
        What to say; blank before anything was asked for.
    busy : bool
        Whether something is being made.
    done, of : int
        How much of it is done; unknown while ``of`` is 0.
    page : Path, optional
        What was made: a page, or the list of all pages of a batch.
    """

    sentence: str = ""
    busy: bool = False
    done: int = 0
    of: int = 0
    page: Path | None = None


class Publishing:
    """Makes pages in the background, one order at a time.

    Parameters
    ----------
    output : Path
        Folder of all runs.
    changed : callable
        Called in another thread whenever the stage has changed.
    """

    def __init__(self, output: Path, changed: Callable[[], None]) -> None:
        self.output = output
        self.stage = Stage()
        self._changed = changed
        self._stop = StopRequest()
        self._lock = threading.Lock()

    def make_page(self, plan: Plan, scenarios: Sequence[str]) -> None:
        """Begin to make the board page of a plan.

        Parameters
        ----------
        plan : Plan
            The plan as its files have it.
        scenarios : sequence of str
            Scenarios, the main one first.
        """
        page = BoardToMake(plan, tuple(scenarios), self.output)
        self._begin(STARTING, lambda: self._page(page))

    def make_all(
        self, plan: Plan, scenarios: Sequence[str], *, allow_difference: bool = False
    ) -> None:
        """Begin to make a board page for each of some scenarios, and the list of them.

        Parameters
        ----------
        plan : Plan
            The plan as its files have it; they are read again.
        scenarios : sequence of str
            Scenarios, each of which gets a page.
        allow_difference : bool
            Whether a base year that does not tie out only warns [yes or no].
        """
        names = tuple(scenarios)
        self._begin(STARTING_ALL, lambda: self._all(plan, names, allow_difference))

    def stop(self) -> None:
        """Ask that nothing more be made; what is half done is taken away."""
        with self._lock:  # or what ends in this instant would seem to go on
            if self.stage.busy:
                self._stop.ask()
                self.stage = Stage(STOPPING, busy=True)

    def _begin(self, sentence: str, work: Callable[[], Stage]) -> None:
        if self.stage.busy:
            return
        self._stop = StopRequest()
        self.stage = Stage(sentence, busy=True)
        threading.Thread(target=self._do, args=(work,), daemon=True).start()

    def _do(self, work: Callable[[], Stage]) -> None:
        try:
            ended = work()
        except Exception as error:  # of another thread: nobody else would hear of it
            ended = _failed(f"{type(error).__name__}: {error}")
        self._tell(ended)

    def _tell(self, stage: Stage) -> None:
        with self._lock:
            if stage.busy and self._stop.asked:
                return  # it says that it stops
            self.stage = stage
        self._changed()

    def _page(self, page: BoardToMake) -> Stage:
        made = make_board_apart(page, self._hear, lambda: self._stop.asked)
        if made is None:
            return Stage(STOPPED)
        return _failed(made.why) if isinstance(made, TaskFailed) else Stage(READY, page=made)

    def _hear(self, far: HowFar) -> None:
        sentence = MAKING.format(done=far.part, of=far.parts)
        self._tell(Stage(sentence, True, far.part - 1, far.parts))

    def _all(self, plan: Plan, scenarios: Sequence[str], allow_difference: bool) -> Stage:
        # Only a batch needs what runs notebooks: the desk opens without it.
        from planner.publish.batch.run_batch import BatchRequest, run_batch
        from planner.publish.plans.plans_in_folder import PlanPlace

        place, of = PlanPlace(plan.path.resolve(), plan.name), len(scenarios)
        request = BatchRequest([place], self.output, _workers(), scenarios, allow_difference)
        try:
            for record in run_batch(request, self._stop):
                made, failed = record.count("made"), record.count("failed")
                self._tell(Stage(MAKING_ALL.format(done=made, of=of), True, made + failed, of))
        except (TakenError, PlanError) as refused:  # the plan may have been edited meanwhile
            return _failed(str(refused))
        said = ALL_STOPPED if record.stopped else SOME_FAILED if failed else ALL_READY
        return Stage(said.format(made=made, of=of), page=record.index)


def _workers() -> int:
    """Pages made at the same time: one core is left to the desk."""
    return max(1, min(2, (os.cpu_count() or 1) - 1))


def _failed(why: str) -> Stage:
    return Stage(FAILED.format(why=why.strip().rstrip(".")))
