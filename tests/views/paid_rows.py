"""Rows of cost of which it is typed who pays them, for cases of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from planner.analysis.keep.verdict import Kept, kept_rows
from planner.analysis.keep.who_pays import PAYERS, WhoPays
from planner.projection.expenses.cost_rows import CostRow


def paid_rows(rows: Sequence[Mapping[str, Any]]) -> WhoPays:
    """Who pays some rows, from FY2027 on.

    Each row has amounts by year for some of ``recurring``, ``one_time``, ``reserve``, ``prepaid``
    and ``unfunded``; ``name``, ``priority`` and ``once`` if wanted; and ``sustained`` where a row
    is in use in a year without a bill.
    """
    years = max(len(of_kind) for row in rows for of_kind in row.values() if type(of_kind) is list)
    nothing = [0.0] * years
    amounts = {payer: np.array([row.get(payer, nothing) for row in rows]) for payer in PAYERS}
    need = np.asarray(sum(amounts.values()))
    sustained = [row.get("sustained", need[place]) for place, row in enumerate(rows)]
    return WhoPays(
        lines=tuple(_line(number, row) for number, row in enumerate(rows)),
        years=tuple(range(2027, 2027 + years)),
        **{payer: of_payer.astype(float) for payer, of_payer in amounts.items()},
        sustained=np.array(sustained, dtype=float),
    )


def kept_of(rows: Sequence[Mapping[str, Any]]) -> Kept:
    """What becomes of such rows."""
    return kept_rows(paid_rows(rows))


def _line(number: int, row: Mapping[str, Any]) -> CostRow:
    return CostRow(
        name=row.get("name", f"Row {number + 1}"),
        table="licenses",
        line="software",
        category="instructional_software",
        recurring=not row.get("once", False),
        erate_filed=False,
        file="licenses.csv",
        row=number + 2,
        priority=row.get("priority", 2),
    )
