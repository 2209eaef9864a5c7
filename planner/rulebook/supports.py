"""When the maker's support of a lot in the inventory ends."""

from __future__ import annotations

from planner.rulebook.inputs import Cells, Tables


def last_month_of_support(row: Cells, tables: Tables) -> int | None:
    """Last month covered, whatever the day; None where nothing says that it ends."""
    day = row["support_ends"]
    if day is None and row["model"]:
        day = tables.support_ends[row["model"]]
    return None if day is None else 12 * day["year"] + day["month"] - 1
