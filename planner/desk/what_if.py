"""What somebody tries out: a scenario to start from, options that are taken, and levers moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenarios, written_out
from planner.plan.what_if.scenarios import (
    BASE,
    STACK,
    Change,
    Scenario,
    outcome_problems,
    scenario_of,
)

#: Name and title of what is tried out, which is no scenario of the plan yet.
MOVED, MOVED_TITLE = "moved", "Your changes"


@dataclass(frozen=True)
class Move:
    """A lever that was moved.

    Attributes
    ----------
    name : str
        The lever, ``table/row/column``, as goal seek names it.
    change : Change
        The change it makes.
    typed : str
        The value as it was typed, or as it would be.
    """

    name: str
    change: Change
    typed: str


@dataclass(frozen=True)
class WhatIf:
    """What is tried out.

    Attributes
    ----------
    start : str
        Scenario of the plan to start from, several joined by ``+``.
    chosen : tuple of str
        Scenarios of the options that are taken.
    moves : tuple of Move
        Levers moved, each once, in the order they were first moved.
    """

    start: str = BASE
    chosen: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def is_moved(self) -> bool:
        """Whether anything differs from the scenario it starts from."""
        return bool(self.chosen or self.moves)

    def move_of(self, name: str) -> Move | None:
        """The move of a lever, if it was moved."""
        return next((move for move in self.moves if move.name == name), None)

    def moved(self, move: Move) -> WhatIf:
        """The same with a lever moved, or moved to another value."""
        if self.move_of(move.name) is None:
            return replace(self, moves=(*self.moves, move))
        return replace(self, moves=tuple(move if m.name == move.name else m for m in self.moves))

    def put_back(self, name: str) -> WhatIf:
        """The same with a lever where the scenario has it.

        >>> change = Change("district", "", "reserve_policy_rate", "set", 0.1)
        >>> moved = WhatIf().moved(Move("a", change, "10%"))
        >>> moved.put_back("a") == WhatIf()
        True
        """
        return replace(self, moves=tuple(move for move in self.moves if move.name != name))

    def all_put_back(self) -> WhatIf:
        """The scenario it starts from, with nothing moved."""
        return WhatIf(self.start)

    def scenario(self, plan: Plan) -> Scenario:
        """What is tried out, as a scenario of the plan.

        Raises
        ------
        PlanError
            If the plan has no such scenario.
        """
        start = scenario_of(plan, self.start)
        if not self.is_moved:
            return start
        taken = [change for option in self.taken(plan) for change in option.changes]
        moved = [move.change for move in self.moves]
        return Scenario(MOVED, MOVED_TITLE, (*start.changes, *taken, *moved))

    def taken(self, plan: Plan) -> list[Scenario]:
        """The options that are taken: what each is called, and what it changes."""
        return [_option(plan, name) for name in self.chosen]

    def to_save(self, plan: Plan) -> tuple[tuple[str, ...], tuple[Change, ...]]:
        """What a new scenario of the plan would include, and what it would change itself.

        An option that begins later than its scenario is written out with its year. Where no row
        can say that, because an amount is in the dollars of another year, its scenario is
        included.
        """
        names = [name for name in self.start.split(STACK) if name != BASE]
        written: list[Change] = []
        for name in self.chosen:
            row = _option_row(plan, name)
            changes = written_out(plan, row) if row else None
            if changes is None:
                names.append(name)
            else:
                written += changes
        return tuple(dict.fromkeys(names)), (*written, *(move.change for move in self.moves))

    def check(self, plan: Plan) -> None:
        """Refuse what the plan's tables would refuse.

        Raises
        ------
        PlanError
            If the plan has no such scenario, or its tables would refuse the changes together.
        """
        scenario = self.scenario(plan)
        problems = outcome_problems(plan, scenario.changes) if self.is_moved else []
        if problems:
            raise PlanError(problems)


def _option(plan: Plan, scenario: str) -> Scenario:
    """What an option does: the changes of its scenario, from its earliest year on."""
    row = _option_row(plan, scenario)
    return option_scenarios(plan)[row.name] if row else scenario_of(plan, scenario)


def _option_row(plan: Plan, scenario: str) -> OptionRow | None:
    """The option that makes the changes of a scenario, if there is one."""
    return next((row for row in open_options(plan) if row.scenario == scenario), None)
