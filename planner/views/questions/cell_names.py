"""A cell of a table as a reader sees it: which it is, and what it holds."""

from __future__ import annotations


def cell_name(table: str, row: str, field: str) -> str:
    """Which cell it is, as ``planner solve --lever`` takes it.

    >>> cell_name("funding", "Levy", "amount"), cell_name("assumptions", "erate_share", "value")
    ('funding/Levy/amount', 'assumptions/erate_share')
    >>> cell_name("district", "", "reserve_policy_rate")
    'district/reserve_policy_rate'
    """
    parts = (table, row, "" if table == "assumptions" else field)
    return "/".join(part for part in parts if part)
