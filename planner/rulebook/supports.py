"""When the maker's support of a lot in the inventory ends."""

from __future__ import annotations

from planner.reference.chromebooks import support_end
from planner.rulebook.inputs import Cells


def last_month_of_support(row: Cells) -> int | None:
    """Last month covered, whatever the day; None where nothing says that it ends."""
    day = row["support_ends"]
    if day is None and row["model"]:
        found = support_end(row["model"])
        day = None if found is None else found.ends
    return None if day is None else 12 * day.year + day.month - 1
