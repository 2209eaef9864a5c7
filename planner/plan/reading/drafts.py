"""Rows with cells that could not be read, so everything else in them is checked at once.

A bad price must not hide the misspelled fleet next to it. Such a row is filled several times, its
open cells blank and with different values each time. What is wrong every time is wrong whatever
the open cells should say; the rest shows once they are corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from planner.plan.tables.column import bounds_of, columns_of, is_required

#: What an open cell may hold, by the kind of its column; within the bounds of the column.
_VALUES: Mapping[str, tuple[Any, ...]] = {
    "text": ("?",),
    "list": (("?",),),
    "rates": ((0.0,), (1.0,)),
    "yes_no": (True, False),
    "number": (0.0, 1e6),
    "money": (0.0, 1e6),
    "rate": (0.0, 1.0),
    "fiscal_year": (1990, 2100),
    "start_date": (date(1990, 7, 1), date(2100, 6, 30)),
    "end_date": (date(1990, 7, 1), date(2100, 6, 30)),
    "day": (date(2026, 7, 1),),
}
_BLANK = object()


@dataclass(frozen=True)
class Draft:
    """A row, or the settings of the district, with cells that could not be read.

    Attributes
    ----------
    model : type
        The row's model.
    values : mapping
        Column -> value of each cell that could be read.
    open : tuple of str
        Columns whose cells could not be read, or are blank and may not be.
    place : mapping
        The row's file and number; empty for settings.
    """

    model: type[BaseModel]
    values: Mapping[str, Any]
    open: tuple[str, ...]
    place: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rounds(self) -> int:
        """How often it must be filled until every open cell has held each of its values."""
        return max((len(_stand_ins(self.model, name)) for name in self.open), default=1)

    def filled(self, number: int) -> BaseModel | None:
        """The row as it is filled the first time (0), the second time (1) and so on.

        What its model refuses is left blank; None if it may not be blank.
        """
        cells = dict(self.values)
        for name in self.open:
            values = _stand_ins(self.model, name)
            value = values[number % len(values)]
            cells.pop(name, None)
            if value is not _BLANK:
                cells[name] = value
        try:
            return self.model(**cells, **self.place)
        except ValidationError as error:
            refused = {str(found["loc"][0]) for found in error.errors()}
        try:
            cells = {name: value for name, value in cells.items() if name not in refused}
            return self.model(**cells, **self.place)
        except ValidationError:
            return None


@cache
def _stand_ins(model: type[BaseModel], name: str) -> tuple[Any, ...]:
    """Everything that an open cell of a column is filled with, one after the other."""
    column = columns_of(model)[name]
    values: tuple[Any, ...] = column.choices or _VALUES[column.kind]
    low, high = bounds_of(model, name)
    if column.kind in ("number", "money", "rate", "fiscal_year"):
        values = tuple(dict.fromkeys(_within(value, low, high) for value in values))
    annotation = model.model_fields[name].annotation
    if int in (annotation, *get_args(annotation)):
        values = tuple(int(value) for value in values)
    return values if is_required(model, name) else (_BLANK, *values)


def _within(value: float, low: float | None, high: float | None) -> float:
    lifted = value if low is None else max(value, low)
    return lifted if high is None else min(lifted, high)
