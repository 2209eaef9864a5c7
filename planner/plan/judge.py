"""Problems between the rows of a plan, also of one that could not be read completely.

A problem that only repeats what could not be read is left out: a row may name a fleet of a table
that is missing. Everything else is reported in the first round, next to the cells that could not
be read, so that nothing new shows once those are corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planner.plan.check import checks_between
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.reading.row_cells import Reading
from planner.plan.rules.tie_out import AS_WARNING
from planner.plan.tables.roster import COST_TABLES

#: Problems that may only say that something was not read -> the tables that it is in; every table
#: where none is named.
_NAMES_ROWS_OF: Mapping[str, tuple[str, ...]] = {
    "P30": ("devices",),
    "P31": ("enrollment",),
    "P36": COST_TABLES,
    "P41": ("assumptions",),
    "P43": ("enrollment",),
    "P48": ("eligibility",),
    "P49": ("funding",),
    "P50": (),
    "P55": ("scenarios",),
    "P60": (),
    "P62": ("security",),
    "P63": ("enrollment",),
    "P104": ("ranges",),
    "P110": ("scenarios",),
    "P111": ("options",),
    "P118": (),
}
#: A table with one of these problems may hold rows, or names of rows, that were not read.
_NOT_ALL_READ = ("P02", "P03", "P04", "P05", "P06")
_OF_THE_BASE_YEAR = (*AS_WARNING, *AS_WARNING.values())
_BASE_YEAR_TABLES = ("actuals", "ledger")
#: Problems of single cells, which are open in a draft.
_OF_A_CELL = (
    "P10", "P11", "P12", "P13", "P14", "P15", "P16", "P17", "P18", "P19", "P20", "P21", "P73",
    "P74", "P75", "P76", "P77", "P78", "P90", "P96", "P98",
)  # fmt: skip

#: A plan with its open cells filled for the first time (0), the second time (1) and so on.
Filled = Callable[[int], Plan]


def judge(
    filled: Filled, rounds: int, reading: Reading, *, allow_difference: bool
) -> Iterator[Problem]:
    """Problems between rows, except those that only repeat what could not be read.

    Parameters
    ----------
    filled : callable
        The plan, its open cells filled otherwise each time.
    rounds : int
        How often they must be filled; once if there are none.
    reading : Reading
        What was found while the tables were read.
    allow_difference : bool
        Whether a base year that does not tie out only warns.
    """
    reported = {(p.file, p.row, p.column) for p in reading.problems if p.blocks}
    for problem in _found(filled, rounds, reading, allow_difference=allow_difference):
        if _only_repeats(problem, reading):
            continue
        if (problem.file, problem.row, problem.column) in reported:
            continue
        if problem.blocks or not reading.blocked:
            yield problem


def _found(
    filled: Filled, rounds: int, reading: Reading, *, allow_difference: bool
) -> Iterator[Problem]:
    """What every check finds each time."""
    plans: dict[int, Plan] = {}
    for check in checks_between(allow_difference=allow_difference, warn=not reading.blocked):
        each_time: dict[object, Problem] | None = None
        for number in range(rounds):
            if number not in plans:
                plans[number] = filled(number)
            found = {problem.identity: problem for problem in check(plans[number])}
            kept = found if each_time is None else each_time
            each_time = {said: kept[said] for said in kept if said in found}
            if not each_time:
                break
        yield from (each_time or {}).values()


def _only_repeats(problem: Problem, reading: Reading) -> bool:
    partly = {_table(p) for p in reading.problems if p.code in _NOT_ALL_READ}
    if problem.code in _NAMES_ROWS_OF:
        named = _NAMES_ROWS_OF[problem.code] or (problem.facts.get("table", ""),)
        unread = problem.facts.get("value", "").lower() in reading.unread
        return unread or bool(partly.intersection(named) if any(named) else partly)
    if problem.code in _OF_THE_BASE_YEAR:
        return any(_is_in_base_year(p) for p in reading.problems)
    return False


def _is_in_base_year(problem: Problem) -> bool:
    """Whether rows of the base year may be missing, moved or repeated."""
    of_a_row = problem.blocks and problem.code not in _OF_A_CELL
    return of_a_row and _table(problem) in _BASE_YEAR_TABLES


def _table(problem: Problem) -> str:
    return problem.file.removesuffix(".csv")
