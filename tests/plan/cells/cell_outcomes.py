"""What becomes of one cell on its way into a plan, in one line."""

from __future__ import annotations

from planner.plan.cells.read_cell import clean
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells
from planner.plan.tables import TABLES
from planner.plan.tables.column import show_value


def outcome(place: str, typed: str) -> tuple[str, str]:
    """``read`` and the value as it would be typed, or the code and sentence of what is said."""
    name, _, field = place.partition(".")
    table = TABLES[name]
    text = clean(typed)
    if not text:
        return "blank", ""
    reading = Reading()
    where = {field: CellPlace(table.file, 2, field)}
    values, _ = read_cells(table, {field: text}, where, reading)
    said = [problem for problem in reading.problems if problem.column == field]
    if said:
        (problem,) = said  # one cell, one sentence
        assert problem.blocks == (field not in values and problem.code != "W23")
        return problem.code, problem.message
    value = values[field]
    if isinstance(value, bool):
        return "read", "yes" if value else "no"
    return "read", show_value(table.columns[field], value)
