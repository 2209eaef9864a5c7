"""Everything that was read of a plan, with rows that are still drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from planner.plan.plan import Plan
from planner.plan.reading.drafts import Draft
from planner.plan.reading.plan_files import Place
from planner.plan.tables import Table
from planner.plan.tables.row import Row

#: Rows times rounds: each time that drafts are filled, every row is checked again.
_MOST_CHECKED = 60_000


@dataclass(frozen=True)
class Content:
    """Everything that was read of a plan.

    Attributes
    ----------
    name : str
        Name of the plan.
    place : Place
        Where it was read.
    settings : mapping
        Fields of a plan about its district; the district itself may be a draft.
    tables : mapping
        Table -> its rows, some of them drafts.
    """

    name: str
    place: Place
    settings: Mapping[str, Any]
    tables: Mapping[str, tuple[Row | Draft, ...]]

    @property
    def rounds(self) -> int:
        """How often the drafts must be filled; once if there are none."""
        items = [item for rows in self.tables.values() for item in rows]
        drafts = [d for d in (self.settings["district"], *items) if isinstance(d, Draft)]
        return max((draft.rounds for draft in drafts), default=1)

    def filled(self, number: int) -> Plan:
        """The plan with its drafts filled for the first time (0), the second time (1) and so on."""
        fields: dict[str, Any] = {n: tuple(_filled(r, number)) for n, r in self.tables.items()}
        fields |= self.settings
        if isinstance(fields["district"], Draft):
            fields["district"] = fields["district"].filled(number)
        place = self.place
        return Plan(name=self.name, path=place.path, files=place.files, **fields)

    def of_usual_size(self, unread: set[str]) -> Content:
        """The same, or without its drafts if checking all of it so often would take long.

        What the drafts hold is then added to the text that was not read.
        """
        if self.rounds * sum(map(len, self.tables.values())) <= _MOST_CHECKED:
            return self
        drafts = [d for rows in self.tables.values() for d in rows if isinstance(d, Draft)]
        held = (value for draft in drafts for value in draft.values.values())
        unread.update(value.lower() for value in held if isinstance(value, str))
        rows = {n: tuple(r for r in rows if isinstance(r, Row)) for n, rows in self.tables.items()}
        return replace(self, tables=rows)


def no_settings(table: Table) -> Mapping[str, Any]:
    """Fields of a plan whose settings could not be read at all."""
    return {"district": Draft(table.model, {}, tuple(table.columns))}


def _filled(items: tuple[Row | Draft, ...], number: int) -> Iterator[BaseModel]:
    for item in items:
        row = item.filled(number) if isinstance(item, Draft) else item
        if row is not None:
            yield row
