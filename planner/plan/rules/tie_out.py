"""Compare what the base year cost with the general ledger, to the cent.

This happens once, when the tables are read and before anything is projected: a plan whose base
year does not tie out would carry the difference into every later year. Both tables are the
district's own; the planner does not decide which of the two is right. Left out is how the plan's
first year differs from the base year: it is supposed to differ, and is only shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.tables.actuals import BaseYearRow
from planner.reference.accounts import accounts

#: Problem that stops the plan -> warning if the district continues with the difference.
AS_WARNING = {"P70": "W30", "P71": "W31", "P72": "W32"}
CENTS = 100


@dataclass(frozen=True)
class Difference:
    """One kind of cost in one year: the actuals next to the ledger.

    Attributes
    ----------
    fiscal_year : int
        Year that both tables cover.
    category : str
        Kind of cost; empty for the total of all technology.
    actuals : int
        Total of the actuals [cents].
    ledger : int, optional
        What the ledger has; None if it gives only a total that includes this kind [cents].
    """

    fiscal_year: int
    category: str
    actuals: int
    ledger: int | None

    @property
    def difference(self) -> int:
        """Actuals less ledger, 0 if the ledger does not give this kind [cents]."""
        return 0 if self.ledger is None else self.actuals - self.ledger


def tie_out(plan: Plan) -> tuple[Difference, ...]:
    """Actuals against ledger by kind of cost, and in total, for every year that both cover.

    If the ledger has accounts without a kind of cost, they are the total of all technology, and a
    kind without its own account is not compared. Without such accounts the total is the sum of the
    ledger, and a kind without an account counts as zero.

    Parameters
    ----------
    plan : Plan
        What the district typed.

    Returns
    -------
    tuple of Difference
        In the order of the chart of accounts, the total last, year by year; empty unless both
        tables have rows that are in the plan [cents].

    References
    ----------
    Ours: officers tie a budget out to the ledger before they build on it; no standard says how.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> tie_out(read_plan(example("prairie-view")))
    ()
    """
    years = sorted(_years(plan, plan.actuals) & _years(plan, plan.ledger))
    return tuple(difference for year in years for difference in _year(plan, year))


def check_tie_out(plan: Plan) -> Iterator[Problem]:
    """Every difference between actuals and ledger, at the row to check first; each one stops."""
    if not (_active(plan.actuals) and _active(plan.ledger)):
        return
    yield from _one_sided(plan)
    for found in tie_out(plan):
        row = _first_row(plan, found)
        if row is None or not found.difference:
            continue
        facts = {
            "what": _in_words(found.category),
            "actuals": in_dollars(found.actuals),
            "ledger": in_dollars(found.ledger or 0),
            "difference": in_dollars(abs(found.difference)),
        }
        yield at(row, "P70" if found.difference < 0 else "P71", "amount", **facts)


def as_warning(problem: Problem) -> Problem:
    """A difference that the district knows about and accepts: the same facts, as a warning.

    >>> as_warning(Problem("P70", "ledger.csv", 4, "amount", {"what": "insurance"})).code
    'W30'
    """
    code = AS_WARNING[problem.code]
    return Problem(code, problem.file, problem.row, problem.column, problem.facts)


def continues_with_difference(plan: Plan) -> bool:
    """Whether the plan was read although its base year does not tie out."""
    return any(warning.code in AS_WARNING.values() for warning in plan.warnings)


def in_dollars(cents: int) -> str:
    """Money to the cent, with cents only if there are any.

    >>> in_dollars(4_120_000), in_dollars(-30_050)
    ('$41,200', '-$300.50')
    """
    whole, rest = divmod(abs(cents), CENTS)
    sign = "-" if cents < 0 else ""
    return f"{sign}${whole:,}" + (f".{rest:02d}" if rest else "")


def _active(rows: Sequence[BaseYearRow]) -> list[BaseYearRow]:
    return [row for row in rows if row.active]


def _years(plan: Plan, rows: Sequence[BaseYearRow]) -> set[int]:
    return {row.year(plan.district.first_year) for row in _active(rows)}


def _of_year(plan: Plan, rows: Sequence[BaseYearRow], year: int) -> list[BaseYearRow]:
    return [row for row in _active(rows) if row.year(plan.district.first_year) == year]


def _year(plan: Plan, year: int) -> Iterator[Difference]:
    spent, booked = _of_year(plan, plan.actuals, year), _of_year(plan, plan.ledger, year)
    has_total = any(not row.category for row in booked)
    named = {row.category for row in booked}
    for category in accounts():
        if category in named or any(row.category == category for row in spent):
            in_ledger = _cents(booked, category)
            only_in_total = has_total and category not in named
            yield Difference(
                year, category, _cents(spent, category), None if only_in_total else in_ledger
            )
    total = _cents(booked, "") if has_total else _cents(booked)
    yield Difference(year, "", _cents(spent), total)


def _cents(rows: Sequence[BaseYearRow], category: str | None = None) -> int:
    """Sum of the rows of one kind, or of all, to the nearest cent [cents].

    Each row is rounded first, as it would be shown, so the kinds add up to the total.
    """
    chosen = (row for row in rows if category is None or row.category == category)
    return sum(round(row.amount * CENTS) for row in chosen)


def _first_row(plan: Plan, found: Difference) -> BaseYearRow | None:
    """First row of the kind in the ledger, else in the actuals; none for a total not typed."""
    rows = [
        row
        for table in (plan.ledger, plan.actuals)
        for row in _of_year(plan, table, found.fiscal_year)
        if row.category == found.category
    ]
    return rows[0] if rows else None


def _one_sided(plan: Plan) -> Iterator[Problem]:
    """A year that one of the two tables covers and the other does not."""
    sides = (("actuals", plan.actuals, plan.ledger), ("ledger", plan.ledger, plan.actuals))
    for table, rows, others in sides:
        for year in sorted(_years(plan, rows) - _years(plan, others)):
            row = _of_year(plan, rows, year)[0]
            other = "ledger" if table == "actuals" else "actuals"
            facts = {"value": fiscal_year_label(year), "table": table, "other": other}
            yield at(row, "P72", "fiscal_year", **facts)


def _in_words(category: str) -> str:
    """Kind of cost as a sentence names it.

    >>> _in_words("student_devices"), _in_words("")
    ('student devices', 'all technology')
    """
    return category.replace("_", " ") or "all technology"
