"""Read a packaged table of facts."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def reference_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a packaged table, as text, in file order.

    >>> reference_table("defaults")[0]["name"]
    'useful_life_years'
    """
    text = files("planner.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
