"""Default values: only those with a dated public source.

Without a defensible public figure there is no default, and the district types its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class Default:
    """A public figure used if the district leaves a cell blank.

    When a newer one should be out, and where to look for it, is not part of the figure itself.
    """

    name: str
    value: float
    unit: str
    as_of: str
    source: str
    next_due: date | None = field(default=None, compare=False)
    where_to_look: str = field(default="", compare=False)


@cache
def defaults() -> dict[str, Default]:
    """Every default by name.

    >>> defaults()["useful_life_years"].value
    5.0
    """
    return {
        row["name"]: Default(
            row["name"],
            float(row["value"]),
            row["unit"],
            row["as_of"],
            row["source"],
            date.fromisoformat(row["next_due"]),
            row["where_to_look"],
        )
        for row in reference_table("defaults")
    }


def default_value(name: str) -> float:
    """Value of one default."""
    return defaults()[name].value
