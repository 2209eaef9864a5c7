"""A plan calculated twice: the engine's numbers compared with the rulebook's, one by one.

The rulebook (``planner.rulebook``) is every rule of docs/model.md in plain Python. It shares no
formula with the engine, so a mistake in one of them shows here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.analysis.answers import answers
from planner.analysis.detail.unused_licenses import unused_licenses
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.project import Projection, project
from planner.rulebook import Answer, solve

#: How far two numbers may be apart that are the same: a billionth of either, or a ten-thousandth
#: of a cent.
_SHARE, _DOLLARS = 1e-9, 1e-6

#: What a number is, its value by fiscal year as the rulebook has it, and as the engine has it.
Path = tuple[str, Mapping[int, float], Floats]


@dataclass(frozen=True)
class Disagreement:
    """A number on which the two differ.

    Attributes
    ----------
    what : str
        What the number is.
    year : int
        Fiscal year.
    rulebook, engine : float
        What each of them says [unit of the number].
    """

    what: str
    year: int
    rulebook: float
    engine: float


@dataclass(frozen=True)
class SecondOpinion:
    """What the rulebook says of a projection.

    Attributes
    ----------
    scenario : str
        Scenario that was calculated twice.
    numbers : int
        Numbers that were compared.
    disagreements : tuple of Disagreement
        Those on which the two differ, in the order in which a first mistake shows best.
    """

    scenario: str
    numbers: int
    disagreements: tuple[Disagreement, ...]


def second_opinion(plan: Plan, scenario: str | Scenario = BASE) -> SecondOpinion:
    """Calculate a scenario of a plan by the rulebook too, and compare every number.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        Scenario, several names joined by ``+``.

    Returns
    -------
    SecondOpinion

    Raises
    ------
    PlanError
        If the plan has no such scenario.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = second_opinion(read_plan(example("altoona-wi")))
    >>> found.numbers > 100, found.disagreements
    (True, ())
    """
    asked = scenario_of(plan, scenario)
    answer, projection = solve(plan, asked), project(plan, asked)
    numbers = sum(len(by_year) for _, by_year, _ in _paths(answer, projection, case=0))
    return SecondOpinion(asked.name, numbers, disagreements(answer, projection))


def disagreements(
    answer: Answer, projection: Projection, case: int = 0
) -> tuple[Disagreement, ...]:
    """Every number on which the rulebook and a projection of the same plan differ.

    Parameters
    ----------
    answer : Answer
        What the rulebook says.
    projection : Projection
        What the engine says.
    case : int
        Which of the projection's cases.
    """
    return tuple(
        Disagreement(what, year, slow, float(fast))
        for what, by_year, array in _paths(answer, projection, case)
        for (year, slow), fast in zip(by_year.items(), array, strict=True)
        if not math.isclose(slow, fast, rel_tol=_SHARE, abs_tol=_DOLLARS)
    )


def _paths(answer: Answer, projection: Projection, case: int) -> Iterator[Path]:
    """Every number by year, in the order in which a first mistake shows best."""
    yield "students", answer.students, projection.students[:, case]
    yield "staff", answer.staff, projection.staff[:, case]
    yield "teachers", answer.teachers, projection.people.teachers[:, case]
    yield from _of_fleets(answer, projection, case)
    yield from _of_rows(answer, projection, case)
    yield from _of_sources(answer, projection, case)
    for product in unused_licenses(projection, case):
        name = f"licenses/{product.name}"
        yield f"unused: {name}", answer.unused[name], product.cost
    yield "interest", answer.interest, projection.funding.interest[:, case]
    yield "reserve", answer.reserve, projection.funding.reserve[:, case]
    yield "reserve policy", answer.reserve_policy, projection.reserve_policy[:, case]
    structural = projection.structural
    yield "structural balance", answer.structural_balance, structural.balance[:, case]
    for place, fund in enumerate(projection.funds):
        covered = structural.covered[place, :, case]
        yield f"covered by {fund.name}", answer.covered[fund.name], covered
    found = answers(projection, case)
    for name, covered in found.ending:
        yield f"money that ends: {name or 'prepayments'}", answer.ending[name], covered
    yield "base budget to restore", answer.to_restore, found.base_to_restore


def _by_line(answer: Answer, name: str) -> dict[str, dict[int, float]]:
    """What a source pays of every row, by year."""
    paid = answer.paid[name]
    return {
        line: {year: by_line.get(line, 0.0) for year, by_line in paid.items()}
        for line in answer.cost
    }


def _of_fleets(answer: Answer, projection: Projection, case: int) -> Iterator[Path]:
    fleets = projection.expenses.fleets
    of_fleet = {
        "bought": (answer.bought, fleets.bought),
        "in service": (answer.in_service, fleets.in_service),
        "past life": (answer.past_life, fleets.past_life),
        "past support": (answer.past_support, fleets.past_support),
    }
    for number, fleet in enumerate(projection.plan.devices):
        for what, (slow, fast) in of_fleet.items():
            yield f"{what} {fleet.name}", slow[fleet.name], fast[number, :, case]


def _of_rows(answer: Answer, projection: Projection, case: int) -> Iterator[Path]:
    expenses, funding = projection.expenses, projection.funding
    by_line = {
        "cost": (answer.cost, expenses.cost),
        "prepaid": (answer.prepaid, expenses.prepaid),
        "sustained": (answer.sustained, expenses.sustained),
        **{
            f"paid by {fund.name}": (
                _by_line(answer, fund.name),
                projection.by_line(funding.paid[place]),
            )
            for place, fund in enumerate(projection.funds)
        },
        "draws on the reserve": (answer.reserve_paid, projection.by_line(funding.reserve_paid)),
        "unfunded": (answer.unfunded, projection.by_line(funding.unfunded)),
    }
    for what, (slow, fast) in by_line.items():
        for number, line in enumerate(projection.lines):
            name = f"{line.table}/{line.name}"
            yield f"{what}: {name}", slow[name], fast[number, :, case]


def _of_sources(answer: Answer, projection: Projection, case: int) -> Iterator[Path]:
    funding = projection.funding
    by_source = {
        "received": (answer.received, funding.received),
        "carried": (answer.carried, funding.carried),
        "lapsed": (answer.lapsed, funding.lapsed),
        "to the reserve": (answer.to_reserve, funding.to_reserve),
    }
    for what, (slow, fast) in by_source.items():
        for place, fund in enumerate(projection.funds):
            yield f"{what}: {fund.name}", slow[fund.name], fast[place, :, case]
