"""Ranges as typed: what is drawn, how, and whether it can be.

A row of ``ranges`` names a cell just as a row of ``scenarios`` does, so its low and high ends are
read and checked as two such changes. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, at, nearest
from planner.plan.rules.votes import is_counted
from planner.plan.tables import TABLES, RangeRow, ScenarioRow
from planner.plan.tables.column import Column
from planner.plan.tables.ranges import CELLS_OF_SHAPE, YES_NO
from planner.plan.what_if.changes import ALL, Change, read_change
from planner.plan.what_if.scenarios import outcome_problems

_CELLS = ("low", "likely", "high", "chance", "value")
_IN_BETWEEN = ("number", "money", "rate")


@dataclass(frozen=True)
class UncertainInput:
    """One input that may turn out differently.

    Attributes
    ----------
    name : str
        Name of the range, or of the source whose approval is uncertain.
    shape : str
        One of ``SHAPES``.
    change : Change
        Which cell, and how; its value is the likely one, the low one, or what happens.
    low, likely, high : float
        As typed; ``likely`` only for a triangular or pert shape.
    chance : float
        For yes_no: how likely it is to happen [share].
    every_year : bool
        Whether each year is drawn separately.
    year_correlation : float
        With ``every_year``: the rank correlation between the years of one future.
    moves_with, correlation : str, float
        The range it moves with, empty if none, and the rank correlation.
    active : bool
        Whether it is in the plan; a range that is left out keeps its place among the draws.
    whole : bool
        Whether the column takes whole numbers.
    """

    name: str
    shape: str
    change: Change
    low: float = 0.0
    likely: float = 0.0
    high: float = 0.0
    chance: float = 0.0
    every_year: bool = False
    year_correlation: float = 0.0
    moves_with: str = ""
    correlation: float = 0.0
    active: bool = True
    whole: bool = False


def uncertain_inputs(plan: Plan) -> tuple[UncertainInput, ...]:
    """Everything that a simulation of the plan draws: votes first, then ranges in row order.

    Parameters
    ----------
    plan : Plan
        A plan whose ranges have been checked.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> uncertain_inputs(read_plan(example("prairie-view")))[0].name
    'Approval of Technology levy, renewal'
    """
    return (*_votes(plan), *(_input(plan, row) for row in plan.ranges))


def _votes(plan: Plan) -> Iterator[UncertainInput]:
    """Sources with a chance of approval: without approval the source is gone."""
    for fund in plan.funding:
        if fund.renewal_probability is not None:
            fails = Change("funding", fund.name, "active", "multiply", 0.0, None, fund.row)
            yield UncertainInput(
                f"Approval of {fund.name}",
                YES_NO,
                fails,
                chance=1.0 - fund.renewal_probability,
                active=is_counted(plan, fund),
            )


def _input(plan: Plan, row: RangeRow) -> UncertainInput:
    ends = _changes(plan, row)
    numbers = {cell: _number(change) for cell, change in ends.items() if cell != "value"}
    change = ends.get("value") or ends.get("likely") or ends["low"]
    return UncertainInput(
        name=row.name,
        shape=row.shape,
        change=change,
        chance=row.chance or 0.0,
        every_year=row.every_year,
        year_correlation=row.year_correlation or 0.0,
        moves_with=row.moves_with,
        correlation=row.correlation or 0.0,
        active=row.active,
        whole=_counts_whole(change.table, change.field),
        **numbers,
    )


def _number(change: Change) -> float:
    # Only numbers, money and rates have values in between, see P103.
    return float(change.value) if isinstance(change.value, (int, float)) else 0.0


def _changes(plan: Plan, row: RangeRow) -> dict[str, Change]:
    """The change that each cell of a row would make, or everything that is wrong with them."""
    found: dict[str, Change] = {}
    wrong: dict[tuple[object, ...], Problem] = {}
    for cell in CELLS_OF_SHAPE[row.shape]:
        try:
            if cell != "chance":
                found[cell] = _change(plan, row, cell)
        except PlanError as error:  # what is wrong with the row is the same for each of its cells
            wrong |= {problem.identity: problem for problem in error.problems}
    if wrong:
        raise PlanError(wrong.values())
    return found


def _change(plan: Plan, row: RangeRow, cell: str) -> Change:
    asked = ScenarioRow(
        name="range",
        table=row.table,
        changes=row.changes,
        field=row.field,
        how=row.how,
        value=getattr(row, cell),
        from_year=row.from_year,
        file=row.file,
        row=row.row,
    )
    try:
        return read_change(plan, asked)
    except PlanError as error:
        raise PlanError(_here(problem, row, cell) for problem in error.problems) from None


def _here(problem: Problem, row: RangeRow, cell: str) -> Problem:
    """The problem of a change, at the cell of ``ranges`` that makes it."""
    column = cell if problem.column == "value" else problem.column
    return replace(problem, file=row.file, row=row.row, column=column)


def _counts_whole(table: str, field: str) -> bool:
    annotation = TABLES[table].model.model_fields[field].annotation
    return annotation in (int, int | None)


def check_ranges(plan: Plan) -> list[Problem]:
    """Every problem in the ranges: what they name, their order, what they move with.

    Parameters
    ----------
    plan : Plan
        A plan whose tables have been read.
    """
    found: list[Problem] = []
    cells: dict[tuple[str, str, str], RangeRow] = {}
    for row in plan.ranges:
        problems = list(_check_cells(row))
        if not problems:
            problems = list(_check_changes(plan, row))
        if not problems and row.active:
            problems = list(_check_alone(plan, row, cells))
        found += [*problems, *_check_correlation(plan, row)]
    return found


def _check_cells(row: RangeRow) -> Iterator[Problem]:
    """What the shape needs is typed, and nothing else."""
    needed = CELLS_OF_SHAPE[row.shape]
    columns = TABLES["ranges"].columns
    for cell in _CELLS:
        typed = getattr(row, cell) not in ("", None)
        if cell in needed and not typed:
            yield at(row, "P10", cell, help=columns[cell].what_to_type)
        elif typed and cell not in needed:
            yield at(row, "P102", cell, value=cell, shape=row.shape)
    if row.shape == YES_NO and row.every_year and row.how == "set":
        yield at(row, "P109", "every_year")
    if row.year_correlation is not None and not row.every_year:
        yield at(row, "P190", "year_correlation")


def _check_changes(plan: Plan, row: RangeRow) -> Iterator[Problem]:
    """Both ends name a cell that exists and give a value that its table accepts."""
    try:
        changes = _changes(plan, row)
    except PlanError as error:
        yield from error.problems
        return
    some = next(iter(changes.values()))
    if not some.column.numeric or (row.shape != YES_NO and some.column.kind not in _IN_BETWEEN):
        yield _not_in_between(row, some.column, some.field)
        return
    if row.shape != YES_NO:
        if row.how == "multiply" and _counts_whole(some.table, some.field):
            why = "takes whole numbers"
            facts = {"value": some.field, "table": row.table, "why": why, "instead": "how set"}
            yield at(row, "P103", "how", **facts)
        numbers = [_number(change) for change in changes.values()]
        if numbers != sorted(numbers):
            typed = "; ".join(getattr(row, cell) for cell in changes)
            yield at(row, "P100", "low", value=typed)
        elif row.shape == "lognormal" and numbers[0] <= 0:
            yield at(row, "P101", "low", value=row.low)
    reported: set[str] = set()
    for cell, change in changes.items():
        for problem in outcome_problems(plan, (change,)):
            if problem.message not in reported:
                reported.add(problem.message)
                yield _here(problem, row, cell)


def _not_in_between(row: RangeRow, column: Column, field: str) -> Problem:
    kind = {"yes_no": "is yes or no", "fiscal_year": "is a year"}.get(column.kind)
    why = kind or ("is a date" if column.numeric else "is not a single number")
    instead = "the shape yes_no" if column.numeric else "a scenario"
    facts = {"value": field, "table": row.table, "why": why, "instead": instead}
    return at(row, "P103", "shape", **facts)


def _check_alone(
    plan: Plan, row: RangeRow, cells: dict[tuple[str, str, str], RangeRow]
) -> Iterator[Problem]:
    """No two draws of one cell: it would be chance which one counts."""
    change = next(iter(_changes(plan, row).values()))
    for (table, name, field), first in cells.items():
        same = name == change.row or ALL in (name, change.row)
        if same and (table, field) == (change.table, change.field):
            yield at(row, "P107", "changes", first=str(first.row))
            return
    cells[change.table, change.row, change.field] = row
    for fund in plan.funding:
        voted = is_counted(plan, fund) and fund.renewal_probability is not None
        named = change.table == "funding" and change.row in (fund.name, ALL)
        # An amount that goes to nothing, or a date that never comes, is the same vote again.
        if voted and named and (row.shape == YES_NO or change.field == "active"):
            yield at(row, "P108", "changes", value=fund.name, file=fund.file, first=str(fund.row))


def _check_correlation(plan: Plan, row: RangeRow) -> Iterator[Problem]:
    """The range it moves with exists, is drawn as often, and does not move with it in turn."""
    columns = TABLES["ranges"].columns
    if bool(row.moves_with) != (row.correlation is not None):
        blank = "correlation" if row.moves_with else "moves_with"
        yield at(row, "P10", blank, help=columns[blank].what_to_type)
    if not row.moves_with:
        return
    by_name = {other.name: other for other in plan.ranges}
    if row.moves_with not in by_name:
        hint = nearest(row.moves_with, by_name)
        yield at(row, "P104", "moves_with", value=row.moves_with, nearest=hint)
        return
    way, here = [row.name], row
    while here.moves_with in by_name:
        here = by_name[here.moves_with]
        if here.name in way:
            if here.name == row.name:
                yield at(row, "P105", "moves_with", value=" - ".join([*way, row.name]))
            return
        way.append(here.name)
    if by_name[row.moves_with].every_year and not row.every_year:
        yield at(row, "P106", "moves_with", value=row.moves_with)
