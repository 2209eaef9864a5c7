"""Many districts in one picture: every plan of a folder, measured against an office's criteria.

Plans are found as a batch finds them, so that the picture and the pages are about the same
districts: a copy, an archive and a folder of other plans are named and left out, and a broken plan
keeps none of the others from being seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from planner.analysis.roll_up.criteria_table import read_criteria
from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.plan.cells.text import readable_name
from planner.plan.what_if.scenarios import BASE
from planner.publish.plans.copies import copies_among, namesakes_among
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.plans.plans_in_folder import left_out_in, plans_in
from planner.publish.plans.scenarios_asked import ScenarioAsked, refuse_unknown
from planner.publish.processes.tasks import TaskFailed, tried
from planner.publish.processes.workers import Workers
from planner.publish.roll_up.plan_standings import PlanStandings, PlanToStand, stand
from planner.reference.criteria import Criterion, usual_criteria

#: Where runs go if nobody says otherwise; a folder of runs is not a plan.
OUTPUTS = Path("outputs")


def roll_up(
    folder: str | Path,
    scenarios: Sequence[str] = (BASE,),
    *,
    criteria: Sequence[Criterion] | str | Path = (),
    output: str | Path = OUTPUTS,
    allow_difference: bool = False,
    workers: int = 1,
    told: Callable[[int, int], None] = lambda _done, _plans: None,
) -> RollUp:
    """Look at every plan of a folder: how each district stands, and what has to be fixed first.

    Parameters
    ----------
    folder : str or Path
        Folder that holds the plans, each a folder of tables or a workbook.
    scenarios : sequence of str
        Scenarios by name, the one that matters most first. The current plan stands in for one that
        a district does not have, and is marked.
    criteria : sequence of Criterion, str or Path
        What districts are measured against, the most important first, or the file of an office's
        own table; the usual ones if left out.
    output : str or Path
        Folder of all runs, which is not a plan.
    allow_difference : bool
        Whether plans continue even if their base year does not tie out.
    workers : int
        Plans looked at at the same time; with 1 all is done in this process.
    told : callable
        Called with how many plans are done, and how many there are, after each. An error that it
        raises ends all workers, and so does Ctrl-C.

    Returns
    -------
    RollUp
        Districts, what could not be projected, and what was left out. ``districts()``, ``years()``,
        ``region()`` and ``to_fix()`` are its tables.

    Raises
    ------
    PlanError
        If no plan has one of the scenarios.
    ValueError
        If the folder holds no plan or cannot be opened, or a criterion cannot be read.

    Examples
    --------
    >>> from planner.packaged import examples_dir
    >>> found = roll_up(examples_dir(), ["base", "levy-fails"])
    >>> [(one.plan, one.stands_in) for one in found.in_scenario("levy-fails")]
    [('prairie-view', False), ('altoona-wi', True)]
    """
    held = read_criteria(Path(criteria)) if isinstance(criteria, str | Path) else tuple(criteria)
    place, runs = Path(folder), Path(output)
    if not place.is_dir():
        msg = f"there is no folder {place}"
        raise ValueError(msg)
    asked = tuple(dict.fromkeys(scenarios)) or (BASE,)
    places = plans_in(place, runs)
    if not places:
        msg = f"{place} holds no plan: a plan is a folder with a district.csv, or a workbook"
        raise ValueError(msg)
    tasks = [PlanToStand(PlanToRead(one, allow_difference), asked) for one in places]
    found: dict[str, PlanStandings | TaskFailed] = {}
    for task, result in _results(tasks, workers):
        found[task.plan.place.name] = result
        told(len(found), len(tasks))
    read = [one for one in found.values() if isinstance(one, PlanStandings)]
    refuse_unknown(
        [ScenarioAsked(name, place.resolve().name) for name in asked],
        dict.fromkeys(name for one in read for name in one.scenario_names),
        unread=len(found) - len(read),
    )
    in_order = {one.name: found[one.name] for one in places}
    folders = [PlanNote(one.name, one.why) for one in left_out_in(place, runs)]
    return _rolled_up(in_order, asked, held, folders)


def _results(
    tasks: Sequence[PlanToStand], count: int
) -> Iterator[tuple[PlanToStand, PlanStandings | TaskFailed]]:
    """Each task with its result as it is done, in this process or in others."""
    if count == 1:
        yield from ((task, tried(stand, task)) for task in tasks)
        return
    with Workers[PlanToStand, PlanStandings](stand, count) as workers:
        for task in tasks:
            workers.add(task)
        yield from workers.results()


def _rolled_up(
    found: Mapping[str, PlanStandings | TaskFailed],
    scenarios: tuple[str, ...],
    criteria: Sequence[Criterion],
    left_out: Sequence[PlanNote],
) -> RollUp:
    """The picture of what was found, copies left out."""
    read = [one for one in found.values() if isinstance(one, PlanStandings)]
    copies = copies_among(read)
    there = [one for one in read if one.name not in copies]
    unread = [
        PlanFailure(readable_name(name), "", one.why)
        for name, one in found.items()
        if isinstance(one, TaskFailed)
    ]
    return RollUp(
        scenarios,
        tuple(criteria) or usual_criteria(),
        standings=tuple(chain.from_iterable(one.standings for one in there)),
        failures=(*unread, *chain.from_iterable(one.failures for one in there)),
        left_out=(*_notes(copies), *left_out),
        remarks=_notes(namesakes_among(there)),
    )


def _notes(said: Mapping[str, str]) -> tuple[PlanNote, ...]:
    return tuple(PlanNote(name, why) for name, why in said.items())
