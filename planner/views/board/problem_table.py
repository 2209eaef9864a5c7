"""Everything the planner says about the tables, as a table: what a notebook shows first.

It is made whenever the tables are read, before anything is projected. The sentences come from
``planner/plan/problems/problem.py``; this module only lays them out.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan.problems.problem import Problem
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, paragraphs, table

HEADINGS = ("Kind", "File", "Row", "Column", "What to do")
NOTHING = "Nothing in the tables is wrong or unusual."


def problem_table(problems: Sequence[Problem]) -> Block:
    """Problems and warnings in the order given, each in a row; in plain text each on a line.

    Parameters
    ----------
    problems : sequence of Problem
        What was found; of a plan its ``warnings``, of a ``PlanError`` its ``problems``.

    Examples
    --------
    >>> print(problem_table([Problem("W08", "enrollment.csv")]).text)
    1 warning about the tables
    warning: enrollment.csv: the plan has no students. Anything priced per student costs nothing.
    """
    if not problems:
        return paragraphs(NOTHING)
    caption = counted(problems)
    rows = [_row(problem) for problem in problems]
    lines = [f"{'' if problem.blocks else 'warning: '}{problem}" for problem in problems]
    return Block(table(caption, HEADINGS, rows, words=True), "\n".join([caption, *lines]))


def counted(problems: Sequence[Problem]) -> str:
    """How many problems and warnings there are.

    >>> counted([Problem("P04", "a.csv"), Problem("P04", "b.csv"), Problem("W08", "c.csv")])
    '2 problems to fix and 1 warning'
    """
    blocking = sum(problem.blocks for problem in problems)
    warnings = len(problems) - blocking
    of_warnings = how_many(warnings, "warning")
    if not blocking:
        return f"{of_warnings} about the tables"
    of_problems = f"{how_many(blocking, 'problem')} to fix"
    return f"{of_problems} and {of_warnings}" if warnings else of_problems


def _row(problem: Problem) -> TableRow:
    kind = f"{'Problem' if problem.blocks else 'Warning'} {problem.code}"
    row = str(problem.row) if problem.row else ""
    return TableRow(kind, [problem.file, row, problem.column, problem.message])
