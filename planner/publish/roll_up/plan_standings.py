"""What a worker does for the picture of many districts: read a plan, and say how it stands."""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.analysis.roll_up.roll_up import PlanFailure
from planner.analysis.roll_up.standing import DistrictStanding, standings
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.processes.tasks import TaskFailed


@dataclass(frozen=True)
class PlanToStand:
    """A plan of a folder, and the scenarios in which it is looked at.

    Attributes
    ----------
    plan : PlanToRead
        The plan, before it is read.
    scenarios : tuple of str
        Scenarios by name.
    """

    plan: PlanToRead
    scenarios: tuple[str, ...]


@dataclass(frozen=True)
class PlanStandings:
    """How the district of one plan stands, and what tells its plan from others.

    Attributes
    ----------
    name, path, digest, short_digest : str, Path, str, str
        Name, place and fingerprints of the plan.
    scenario_names : tuple of str
        Scenarios that it has.
    standings : tuple of DistrictStanding
        One for each scenario that can be projected.
    failures : tuple of PlanFailure
        One for each that cannot.
    """

    name: str
    path: Path
    digest: str
    short_digest: str
    scenario_names: tuple[str, ...]
    standings: tuple[DistrictStanding, ...]
    failures: tuple[PlanFailure, ...]


def stand(task: PlanToStand) -> PlanStandings | TaskFailed:
    """How the district of a plan stands in every scenario, or why the plan cannot be read."""
    try:
        plan = task.plan.read()
    except PlanError as error:
        return TaskFailed(error.to_fix)
    if isinstance(plan, TaskFailed):
        return plan
    return standings_of(plan, task.scenarios)


def standings_of(plan: Plan, scenarios: tuple[str, ...]) -> PlanStandings:
    """How the district of a plan stands in every scenario that can be projected.

    Parameters
    ----------
    plan : Plan
        The plan.
    scenarios : tuple of str
        Scenarios by name.
    """
    found = list(_each(plan, scenarios))
    return PlanStandings(
        name=plan.name,
        path=plan.path,
        digest=plan.digest,
        short_digest=plan.short_digest,
        scenario_names=plan.scenario_names,
        standings=tuple(one for one in found if isinstance(one, DistrictStanding)),
        failures=tuple(one for one in found if isinstance(one, PlanFailure)),
    )


def _each(plan: Plan, scenarios: tuple[str, ...]) -> Iterator[DistrictStanding | PlanFailure]:
    """All scenarios at once; where one is refused, each by itself."""
    try:
        yield from standings(plan, scenarios)
    except PlanError as error:
        if len(scenarios) == 1:
            yield PlanFailure(plan.name, scenarios[0], error.to_fix)
            return
        for scenario in scenarios:
            yield from _each(plan, (scenario,))
