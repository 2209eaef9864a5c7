"""Every lever that a plan has, by name, and those that some words find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planner.analysis.goal_seek.levers import is_moved
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.roster import UNCERTAIN_TABLES
from planner.plan.what_if.changes import ALL


@dataclass(frozen=True)
class Listed:
    """A lever as a list names it.

    Attributes
    ----------
    name : str
        How it is typed, see ``lever_of``.
    row, label : str
        The row it is in, ``all`` for every row and empty for a setting or an assumption; the
        heading of its column.
    rank : int
        0 where the district typed its value, 1 where a default stands in, 2 where it is blank.
    """

    name: str
    row: str
    label: str
    rank: int

    @property
    def sought(self) -> str:
        """The text in which words are looked for."""
        return f"{self.name} {self.label}".replace("_", " ").lower()


@cached_per_plan
def every_lever(plan: Plan) -> tuple[Listed, ...]:
    """Every lever that ``lever_of`` takes of a plan, in the order of its tables.

    A row that shares its name with another one of its table is left out: a change of it would
    change both.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> every_lever(read_plan(example("prairie-view")))[3].name
    'district/reserve_opening_balance'
    """
    return tuple(lever for table in UNCERTAIN_TABLES for lever in _of_table(plan, table))


def _of_table(plan: Plan, table: str) -> Iterator[Listed]:
    if table == "assumptions":
        typed = {row.name for row in plan.assumptions if row.value is not None}
        for driver in plan.drivers:
            yield Listed(f"{table}/{driver}", "", DRIVERS[driver].label, int(driver not in typed))
        return
    moved = {
        name: column for name, column in TABLES[table].columns.items() if is_moved(name, column)
    }
    if table == "district":
        for name, column in moved.items():
            blank = getattr(plan.district, name) is None
            yield Listed(f"{table}/{name}", "", column.label, 2 if blank else 0)
        return
    rows = plan.rows(table)
    count = Counter(row.key for row in rows)
    for row in rows:
        for name, column in moved.items() if count[row.key] == 1 else ():
            rank = 2 if row.cell(name) is None else int(name not in row.model_fields_set)
            yield Listed(f"{table}/{row.key}/{name}", row.key, column.label, rank)
    if len(rows) > 1:
        for name, column in moved.items():
            blank = all(row.cell(name) is None for row in rows)
            yield Listed(f"{table}/{ALL}/{name}", ALL, column.label, 2 if blank else 1)


def levers_found(plan: Plan, words: str) -> tuple[Listed, ...]:
    """Levers whose name or heading holds every one of some words, those that are typed first.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    words : str
        Pieces of words in any order, such as ``laptops price``; nothing finds nothing.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> levers_found(read_plan(example("prairie-view")), "laptop price")[0].name
    'devices/Staff laptops/unit_price'
    """
    asked = words.replace("_", " ").lower().split()
    if not asked:
        return ()
    found = [one for one in every_lever(plan) if all(word in one.sought for word in asked)]
    return tuple(sorted(found, key=lambda one: one.rank))
