"""Which rows of a ledger are spending: no subtotals, and only one sort of rows.

A finance system prints budgets, orders and encumbrances next to payments, and subtotals under
them. Nothing of two sorts is added up: the sorts are shown with their sums, and one is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from planner.intake.exports import Export, ExportRow
from planner.intake.intake import count_of, dollars
from planner.plan.problems.problem import Problem

#: What a row without a sort is called.
BLANK = "blank"
#: Journals only say where a payment was entered: their rows are added up.
_JOURNALS = frozenset(
    {"ap", "pr", "je", "gj", "gl", "cd", "journal entry", "journal", "payroll", "accounts payable"}
)
_NO_SPENDING = re.compile(
    r"budget|approp|encumb|\benc\b|\bpos?\b|order|requisition|\breq\b|revenue|liabilit|asset"
    r"|balance|estimate",
    re.IGNORECASE,
)
#: Descriptions of rows that are a budget or an order, where no column says so.
_DESCRIBED = re.compile(
    r"^(?:(?:original|adopted|revised|amended|initial) )?(budget|appropriation)s?"
    r"(?: entry| amendment| transfer)?$|^(encumbrance|purchase order)s?\b",
    re.IGNORECASE,
)


def without_subtotals(
    export: Export, cents_of: Callable[[ExportRow], int], problems: list[Problem]
) -> tuple[list[ExportRow], int]:
    """Rows that are no subtotals, and how many were.

    A row that ends in "Total" is one if it has neither the date nor the type that other rows
    have, or is the sum of the rows before it; otherwise it is asked about.
    """
    marks = [name for name in ("day", "sort") if name in export.headings]
    kept: list[ExportRow] = []
    amounts: list[int] = []
    left_out = 0
    for row in export.rows:
        cents = cents_of(row)
        if row.subtotal and not (marks and any(row[name] for name in marks)):
            if marks or _adds_up(amounts, cents):
                left_out += 1
                continue
            problems.append(export.problem("P167", row.number))
        kept.append(row)
        amounts.append(cents)
    return kept, left_out


def _adds_up(amounts: Sequence[int], cents: int) -> bool:
    """Whether an amount is the sum of the last rows, however many [cents]."""
    total = 0
    for amount in reversed(amounts):
        total += amount
        if total == cents:
            return True
    return False


def of_one_sort(
    export: Export,
    rows: Sequence[ExportRow],
    cents_of: Callable[[ExportRow], int],
    chosen: Sequence[str],
    problems: list[Problem],
) -> tuple[list[ExportRow], tuple[str, ...]]:
    """Rows that are spending, and sentences about the others; none and a question if not clear."""
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for row in rows:
        sums[_sort(row)] += cents_of(row)
        counts[_sort(row)] += 1
    shown = {
        sort: f"{sort} {dollars(sums[sort] / 100)} ({count_of(counts[sort], 'row')})"
        for sort in counts
    }
    known = {sort.lower(): sort for sort in counts}
    wanted = {known.get(text.strip().lower(), "") for text in chosen}
    facts = {"names": "; ".join(shown.values()), "example": next(iter(shown), "")}
    if "" in wanted:
        missing = next(text for text in chosen if text.strip().lower() not in known)
        problems.append(Problem("P169", export.file, facts={**facts, "value": missing}))
        return [], ()
    if wanted:
        others = [shown[sort] for sort in shown if sort not in wanted]
        told = (f"Rows that are not counted: {'; '.join(others)}.",) if others else ()
        return [row for row in rows if _sort(row) in wanted], told
    plain = {re.sub(r"[^a-z ]", "", sort.lower()) for sort in counts}
    several = len(counts) > 1 and not plain <= _JOURNALS
    if several or any(_NO_SPENDING.search(sort) for sort in counts):
        problems.append(Problem("P168", export.file, facts=facts))
        return [], ()
    return list(rows), ()


def _sort(row: ExportRow) -> str:
    described = _DESCRIBED.match(row["description"])
    return row["sort"] or (described[0].capitalize() if described else BLANK)
