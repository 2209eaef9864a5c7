"""What each fund and account of the district's own books would carry, where codes are typed."""

from __future__ import annotations

import numpy as np

from planner.analysis.compare import Comparison
from planner.arrays import Floats
from planner.views.board.tables import years_of
from planner.views.format.footed_amounts import footed_amounts, footed_rows
from planner.views.format.markup import Block, TableRow, table_block
from planner.views.format.money import dollars

NO_CODE = "No fund or account typed"


def cost_by_account(comparison: Comparison) -> tuple[Block, ...]:
    """Cost by the fund and account of its rows, year by year; none where no row has a code."""
    found = comparison.main
    by_account: dict[tuple[str, str], Floats] = {}
    nothing = np.zeros(len(found.years))
    for line, cost in zip(found.projection.lines, found.cost_by_row, strict=True):
        codes = line.fund_code, line.account_code
        by_account[codes] = by_account.get(codes, nothing) + cost
    if not any(any(codes) for codes in by_account):
        return ()
    # Rows without a code come last.
    order = sorted(by_account, key=lambda codes: (not any(codes), codes))
    totals = footed_amounts(found.figures).cost
    amounts = footed_rows([by_account[codes].tolist() for codes in order], totals)
    rows = [
        TableRow(_named(*codes), [dollars(amount) for amount in row])
        for codes, row in zip(order, amounts, strict=True)
    ]
    rows.append(TableRow("Total cost", [dollars(x) for x in totals], "total"))
    headings = ["Fund and account", *years_of(found)]
    return (table_block("Cost by the district's own accounts, in dollars", headings, rows),)


def _named(fund: str, account: str) -> str:
    """A fund and an account as one heading."""
    parts = [f"fund {fund}" if fund else "", f"account {account}" if account else ""]
    said = ", ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}" if said else NO_CODE
