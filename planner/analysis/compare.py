"""Scenarios side by side: the same questions, and what each scenario changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planner.analysis.answers import A_CENT, Answers, answers
from planner.analysis.completeness import Completeness, completeness
from planner.analysis.figures import BoardFigures
from planner.plan.plan import Plan
from planner.plan.rules.votes import counted_without_vote
from planner.plan.what_if.scenarios import Change, Scenario
from planner.projection.project import project_after, project_many

if TYPE_CHECKING:
    import pandas as pd

#: Scenario that is compared where the plan counts on votes that are still to come.
WITHOUT_VOTES = "without-votes"


@dataclass(frozen=True)
class Comparison:
    """Several scenarios of one plan.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    answers : tuple of Answers
        One for each scenario, in the order asked for. The first is the one the page is about.
    completeness : Completeness
        How much of the plan is the district's own.
    """

    plan: Plan
    answers: tuple[Answers, ...]
    completeness: Completeness

    @property
    def main(self) -> Answers:
        """The scenario the page is about."""
        return self.answers[0]

    @property
    def others(self) -> tuple[Answers, ...]:
        """Scenarios it is compared with."""
        return self.answers[1:]

    @property
    def votes_counted(self) -> tuple[str, ...]:
        """Levies that the main scenario counts on although voters have not passed them."""
        main = self.main.projection
        named = {fund.name for fund in counted_without_vote(main.plan)}
        received = zip(main.funds, main.funding.received_by, strict=True)
        return tuple(
            fund.name for fund, money in received if fund.name in named and money.max() > A_CENT
        )

    @cached_property
    def without_votes(self) -> Answers | None:
        """The main scenario without these levies; None if it counts on none."""
        if not self.votes_counted:
            return None
        main = self.main.projection.scenarios[0]
        alone = _without(main, self.votes_counted)
        for found in self.others:
            if _same(found.projection.scenarios[0], alone):
                return found
        return answers(project_after(self.plan, self.main.projection, alone))

    @cached_property
    def figures(self) -> BoardFigures:
        """The main scenario with and without these levies, as plain lists."""
        alone = self.without_votes
        return BoardFigures(
            self.main.figures, list(self.votes_counted), None if alone is None else alone.figures
        )

    def frame(self) -> pd.DataFrame:
        """A row for each scenario and fiscal year; the columns are those of ``Answers.frame``.

        Examples
        --------
        >>> from planner.packaged import example
        >>> from planner.plan.read import read_plan
        >>> both = compare(read_plan(example("prairie-view")), ["base", "levy-fails"])
        >>> both.frame().groupby("scenario")["unfunded"].sum().idxmax()
        'levy-fails'
        """
        import pandas as pd

        frames, names = zip(*((a.frame(), a.scenario) for a in self.answers), strict=True)
        stacked: pd.DataFrame = pd.concat(frames, keys=names, names=["scenario"])
        return stacked.reset_index("scenario").reset_index(drop=True)

    def about(self, found: Answers) -> Comparison:
        """The same scenarios, one of them as the main one."""
        others = (other for other in self.answers if other is not found)
        return Comparison(self.plan, (found, *others), self.completeness)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Scenarios in the order asked for."""
        return tuple(answer.projection.scenarios[0] for answer in self.answers)


def compare(plan: Plan, scenarios: Sequence[str | Scenario] = ()) -> Comparison:
    """Project several scenarios of a plan and answer the board's questions for each.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of str or Scenario
        Scenarios by name, the main one first; all of the plan's if none is given, and the plan
        without votes that are still to come if it counts on some.

    Returns
    -------
    Comparison
        Answers for each.

    Raises
    ------
    PlanError
        If the plan has no scenario of one of the names.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> both = compare(read_plan(example("prairie-view")), ["base", "levy-fails"])
    >>> bool(both.others[0].reserve[-1] <= both.main.reserve[-1])
    True
    """
    wanted = list(scenarios) or list(plan.compared_names)
    found = tuple(answers(projection) for projection in project_many(plan, wanted))
    comparison = Comparison(plan, found, completeness(plan))
    alone = comparison.without_votes if tuple(wanted) == plan.compared_names else None
    if alone is None or any(alone is other for other in found):
        return comparison
    return Comparison(plan, (*found, alone), comparison.completeness)


def compare_moved(start: Comparison, moved: Scenario) -> Comparison:
    """Another scenario against the main one, of which nothing is projected a second time.

    Parameters
    ----------
    start : Comparison
        What was compared before; its main scenario is what the other one is compared with.
    moved : Scenario
        The other scenario. Where it only adds numbers to the changes of the main one, as a lever
        does, what these do not touch is not calculated again either.

    Returns
    -------
    Comparison
        What ``compare`` gives for the two, to the last bit.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> start = compare(read_plan(example("prairie-view")), ["base"])
    >>> raises = Change("assumptions", "wage_growth_rate", "value", "set", 0.05)
    >>> both = compare_moved(start, Scenario("moved", changes=(raises,)))
    >>> bool(both.main.cost.sum() > both.others[0].cost.sum())
    True
    """
    if moved == start.scenarios[0]:
        return Comparison(start.plan, (start.main, start.main), start.completeness)
    found = answers(project_after(start.plan, start.main.projection, moved))
    return Comparison(start.plan, (found, start.main), start.completeness)


def _without(scenario: Scenario, levies: Sequence[str]) -> Scenario:
    """A scenario in which some levies are left out."""
    fails = (Change("funding", name, "active", "set", False) for name in levies)
    return Scenario(WITHOUT_VOTES, "Without votes not yet held", (*scenario.changes, *fails))


def _same(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios make the same changes, wherever they were typed."""
    return _cells(one) == _cells(other)


def _cells(scenario: Scenario) -> list[tuple[object, ...]]:
    return [(c.table, c.row, c.field, c.how, c.value, c.from_year) for c in scenario.changes]
