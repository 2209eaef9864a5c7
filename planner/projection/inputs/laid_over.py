"""Variations laid over what a plan says, growing only the axes that need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.changes import ALL
from planner.projection.inputs.as_typed import years_before
from planner.projection.inputs.variations import Variation


def rows_by_key(plan: Plan, table: str) -> dict[str, slice]:
    """Rows of a table by what a change calls them; ``all`` for every row."""
    each = {row.key: slice(k, k + 1) for k, row in enumerate(plan.rows(table))}
    return {**each, ALL: slice(None)}


class Changes:
    """Lays variations over what a plan says, growing only the axes that need it."""

    def __init__(self, plan: Plan, variations: Sequence[Variation], cases: int) -> None:
        self.plan, self.cases = plan, cases
        self.by_cell: dict[tuple[str, str], list[Variation]] = {}
        for variation in variations:
            self.by_cell.setdefault((variation.table, variation.field), []).append(variation)

    def of_table(self, name: str, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Columns of a table, each of shape [row, year or 1, case or 1]."""
        touched = self._touched(name)
        if not touched:
            return base
        rows = rows_by_key(self.plan, name)
        changed = {
            field: self.column(base[field], variations, [rows[v.row] for v in variations])
            for field, variations in touched.items()
        }
        return {**base, **changed}

    def of_drivers(self, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Drivers, each of shape [year, case or 1]."""
        changed = dict(base)
        for variation in self._touched("assumptions").get("value", []):
            for name in base if variation.row == ALL else (variation.row,):
                changed[name] = self._path(changed[name], [variation])
        return changed

    def of_district(self, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Settings of the district, each of shape [year or 1, case or 1]."""
        touched = self._touched("district")
        return {**base, **{field: self._path(base[field], touched[field]) for field in touched}}

    def _touched(self, table: str) -> dict[str, list[Variation]]:
        """Variations of a table, by column."""
        return {field: found for (name, field), found in self.by_cell.items() if name == table}

    def _path(self, base: Floats, variations: list[Variation]) -> Floats:
        """One value by year after its variations, shape [year or 1, case or 1]."""
        return np.asarray(self.column(base[None], variations, [slice(None)] * len(variations))[0])

    def column(
        self,
        base: Floats,
        variations: Sequence[Variation],
        rows: Sequence[slice],
        units: Sequence[Floats | None] = (),
    ) -> Floats:
        """One column after its variations, shape [row, year or 1, case or 1].

        Parameters
        ----------
        base : ndarray, shape (row, year or 1, case or 1)
            The column before.
        variations : sequence of Variation
            What is changed, in this order.
        rows : sequence of slice
            The rows that each variation touches.
        units : sequence of ndarray, shape (row, year or 1, case or 1), or None
            What each variation's values are multiplied by, row by row; nothing where left out.
        """
        units = units or [None] * len(variations)
        wide = [unit for unit in units if unit is not None]
        by_year = any(v.from_year or v.values.shape[0] > 1 for v in variations)
        by_year = by_year or any(unit.shape[1] > 1 for unit in wide)
        by_case = any(v.differs for v in variations) or any(unit.shape[2] > 1 for unit in wide)
        years = len(self.plan.years) if by_year else base.shape[1]
        shape = (len(base), years, self.cases if by_case else base.shape[2])
        # What the first variation sets everywhere need not be filled in before.
        everywhere = variations and variations[0].how == "set" and not variations[0].from_year
        is_set = everywhere and variations[0].cases is None and rows[0] == slice(None)
        column = np.empty(shape) if is_set else np.array(np.broadcast_to(base, shape))
        for variation, touched, unit in zip(variations, rows, units, strict=True):
            self._make(variation, column, touched, unit)
        return column

    def _make(self, variation: Variation, column: Floats, rows: slice, unit: Floats | None) -> None:
        """Make a change in the cells of a column that it touches."""
        since = years_before(self.plan, variation.from_year)
        cases = slice(None) if variation.cases is None else variation.cases
        values = variation.values if len(variation.values) == 1 else variation.values[since:]
        if unit is not None:
            later = unit[:, since:] if unit.shape[1] > 1 else unit
            values = values * (later[..., cases] if unit.shape[2] > 1 else later)
        cells = (rows, slice(since, None), cases)
        if variation.how == "set":
            column[cells] = values
        elif variation.how == "add":
            column[cells] += values
        else:
            column[cells] *= values
