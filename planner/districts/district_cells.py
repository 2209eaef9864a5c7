"""One column of a table of districts, read from top to bottom as a plan's own cells are.

Thousands of cells of plain digits take a short cut that gives what the reader of cells gives; all
others go to that reader, and every one that it refuses keeps its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import compress
from math import isfinite
from typing import Any, get_args

from planner.plan.cells.read_cell import CellError, Value, clean, read_cell
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import show_limit
from planner.plan.what_if.changes import cell_bounds

#: Digits that can be read in one way only, by kind of column; all else goes to the reader.
_PLAIN = {
    "number": re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?"),
    "money": re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?"),
    "rate": re.compile(r"0?\.[0-9]{1,12}|0"),
}


def text_of(value: object) -> str:
    """A cell as it would be typed; numbers of a data frame are written out."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and isfinite(value):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return clean(str(value))


class ColumnReader:
    """Reads one column from top to bottom, and keeps what it had to refuse."""

    def __init__(self, table: str, row: str, field: str) -> None:
        self.model = TABLES[table].model
        self.field = field
        column = DRIVERS[row] if table == "assumptions" and row in DRIVERS else None
        self.column = replace(column or TABLES[table].columns[field], blank_means="")
        annotation = self.model.model_fields[field].annotation
        self.whole = int in {annotation, *get_args(annotation)}
        self.low, self.high = cell_bounds(table, row, field)
        self.refused: list[tuple[int, str, dict[str, str]]] = []

    def values(self, typed: Sequence[object]) -> list[Value]:
        """Values of the column; 0 if a cell was refused."""
        plain = _PLAIN.get(self.column.kind)
        is_plain: Callable[[str], Any] = plain.fullmatch if plain else lambda _text: None
        texts = [value if isinstance(value, str) else text_of(value) for value in typed]
        found: list[Any] = [
            float(text) if is_plain(text) else self._one(place, text)
            for place, text in enumerate(texts)
        ]
        for place in self._beyond(found):
            self._bound(place, texts[place], found[place])
        return [int(value) for value in found] if self.whole and not self.refused else found

    def _one(self, place: int, text: str) -> Value:
        """A cell that is not plain digits."""
        typed = clean(text)
        if not typed:
            self.refused.append((place, "P10", {"help": self.column.what_to_type}))
            return 0.0
        try:
            return read_cell(self.column, typed, self.field)
        except CellError as error:
            limit = {"limit": show_limit(self.column, self.high)}
            self.refused.append((place, error.code, {**limit, **error.facts}))
            return 0.0

    def _beyond(self, found: Sequence[Any]) -> Iterable[int]:
        """Places of numbers out of bounds, or broken where whole numbers are asked for."""
        if not self.column.numeric or self.column.kind in ("start_date", "end_date", "yes_no"):
            return ()
        low = float("-inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        already = {place for place, _, _ in self.refused}
        wrong = [not low <= value <= high or (self.whole and value % 1 != 0) for value in found]
        return [place for place in compress(range(len(found)), wrong) if place not in already]

    def _bound(self, place: int, text: str, value: Any) -> None:  # noqa: ANN401  a number
        facts = {"value": text}
        if self.low is not None and value < self.low:
            code, facts["limit"] = "P18", show_limit(self.column, self.low)
        elif self.high is not None and value > self.high:
            code, facts["limit"] = "P19", show_limit(self.column, self.high)
        else:
            code, facts["example"] = "P20", self.column.example or "5"
        self.refused.append((place, code, facts))
