"""Credits of a license list: what a vendor gives back, in parentheses or with a minus.

Read when a list is imported, after its prices. A credit is subtracted from the product that it
names, and told, because a refund may come only once. Where it is not certain what it belongs to,
or the list's own total says otherwise, it is asked about. Credits for some of the seats are not
read: they are seats that were returned, and the list must say how many are left.
"""

from __future__ import annotations

from contextlib import suppress

from planner.intake.exports import Export, ExportRow
from planner.intake.intake import dollars
from planner.intake.license_prices import MONEY, total_counts_seats
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.problems.problem import Problem


def credit_told(export: Export, name: str, row: int, credit: float, net: float) -> Problem:
    """What to say of a product's credits: a question if nothing is left that they belong to.

    Parameters
    ----------
    export : Export
        The list.
    name : str
        Product, blank if the credit names none.
    row : int
        First row that is a credit.
    credit, net : float
        Its credits, below zero, and what all its rows add up to [USD a year].
    """
    facts = {"value": dollars(-credit), "name": name or "no product"}
    if not name or net < 0:
        return export.problem("P128", row, **facts)
    return export.problem("W60", row, **facts, total=dollars(net))


def totals_that_disagree(export: Export) -> list[Problem]:
    """A question about each total of the list that is not the sum with credits subtracted.

    A total may be that of all rows or of those since the total before it.
    """
    of_seats = total_counts_seats(export)
    fields = [name for name in MONEY[1:] if not (of_seats and name == "total")]
    return [problem for name in fields for problem in _disagreeing(export, name)]


def _disagreeing(export: Export, field: str) -> list[Problem]:
    cents = {row.number: _cents(row, field) for row in export.rows}
    problems, before = [], 0
    for total in export.total_rows:
        above = {number: amount for number, amount in cents.items() if number < total.number}
        sums = sum(above.values()), sum(a for number, a in above.items() if number > before)
        before = total.number
        has_credits = any(amount < 0 for amount in above.values())
        if total[field] and has_credits and _cents(total, field) not in sums:
            facts = {"value": dollars(sums[0] / 100), "total": dollars(_cents(total, field) / 100)}
            problems.append(export.problem("P129", total.number, field, **facts))
    return problems


def _cents(row: ExportRow, field: str) -> int:
    """Amount in a cell; nothing where it holds none, which is asked about elsewhere [cents]."""
    with suppress(CellError):
        return round(read_number(row[field]) * 100)
    return 0
