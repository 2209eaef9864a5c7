"""Cases: many versions of a plan's inputs, side by side in arrays.

A case is one set of changes to the plan's inputs. Inputs become arrays of shape
``[row, year, case]``; an axis on which nothing differs has length 1 and broadcasts, so a single
plan costs no more than its own size. One engine serves one case and ten thousand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.costs.escalation import price_index
from planner.fiscal import first_month
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS
from planner.plan.tables.column import columns_of
from planner.plan.tables.roster import PROJECTED_TABLES
from planner.projection.inputs.variations import Variation, engine_value


@dataclass(frozen=True)
class Inputs:
    """Everything the engine computes with.

    Attributes
    ----------
    plan : Plan
        Rows, words and choices; those that no case of this set varies.
    years : ndarray, shape (year,)
        Fiscal years.
    year_starts : ndarray, shape (1, year, 1)
        Month edge at which each fiscal year begins.
    cases : int
        Number of cases.
    tables : mapping of str to mapping of str to ndarray
        ``tables["devices"]["unit_price"]`` has shape [row, year or 1, case or 1].
    drivers : mapping of str to ndarray
        ``drivers["wage_growth_rate"]`` has shape [year, case or 1].
    district : mapping of str to ndarray
        ``district["staff"]`` has shape [year or 1, case or 1].
    """

    plan: Plan
    years: Floats
    year_starts: Floats
    cases: int
    tables: Mapping[str, Mapping[str, Floats]]
    drivers: Mapping[str, Floats]
    district: Mapping[str, Floats]

    def of(self, table: str, field: str) -> Floats:
        """One column of a table, shape [row, year or 1, case or 1]."""
        return self.tables[table][field]

    def or_driver(
        self, table: str, field: str, driver: str, rows: slice | Bools | Places = slice(None)
    ) -> Floats:
        """A column whose blank cells follow an assumption, shape [row, year, case or 1]."""
        column = self.of(table, field)[rows]
        return np.where(np.isnan(column), self.drivers[driver][None], column)

    def index(self, table: str, field: str, driver: str) -> Floats:
        """Price index of every row, shape [row or 1, year, case or 1].

        Growth is that of a column whose blank cells follow an assumption. Where all rows follow
        it in every year, the row axis has length 1.
        """
        indexes, kind = self.indexes(table, field, driver)
        return indexes if len(indexes) == 1 else indexes[kind]

    def indexes(self, table: str, field: str, driver: str) -> tuple[Floats, Places]:
        """Price indexes of kinds of rows, and the kind of each row.

        Rows that follow the assumption in every year share one index, the first; every other
        row has its own. Shapes [kind, year, case or 1] and [row].
        """
        follows = np.asarray(np.isnan(self.of(table, field)).all(axis=(1, 2)))
        usual, kind = self.driver_index(driver), np.where(follows, 0, np.cumsum(~follows))
        if follows.all():
            return usual, kind
        own = price_index(self.or_driver(table, field, driver, ~follows))
        cases = max(own.shape[2], usual.shape[2])
        shape = (1 + len(own), len(self.years), cases)
        return np.concatenate(
            [np.broadcast_to(usual, (1, *shape[1:])), np.broadcast_to(own, (len(own), *shape[1:]))]
        ), kind

    def driver_index(self, driver: str) -> Floats:
        """Price index of what grows as an assumption says, shape [1, year, case or 1]."""
        return price_index(self.drivers[driver][None])

    def by_age(self, table: str, rate: str, ages: str, count: int) -> Floats:
        """Yearly rates by age, shape [row, age, year or 1, case or 1].

        Rows that list no rates by age have the same rate at every age.
        """
        found = np.repeat(self.of(table, rate)[:, None], count, axis=1)
        for place, row in enumerate(self.plan.rows(table)):
            listed: tuple[float, ...] = getattr(row, ages)
            if listed:
                later = listed[-1:] * (count - len(listed))
                found[place] = np.array(listed + later)[:, None, None]
        return found


def case_inputs(plan: Plan, variations: Sequence[Variation], cases: int) -> Inputs:
    """Arrays of a plan in many cases that differ in numbers and dates only.

    Parameters
    ----------
    plan : Plan
        The plan with the words and choices that all cases share.
    variations : sequence of Variation
        What differs, in the order in which changes are made.
    cases : int
        Number of cases.
    """
    years = np.array(plan.years, dtype=np.float64)
    start_month = plan.district.fiscal_year_start_month
    starts = [first_month(year, start_month) for year in plan.years]
    changed = _Changes(plan, variations, cases)
    return Inputs(
        plan=plan,
        years=years,
        year_starts=np.array(starts, dtype=np.float64)[None, :, None],
        cases=cases,
        tables={name: changed.of_table(name, base) for name, base in _tables(plan).items()},
        drivers=changed.of_drivers(_drivers(plan)),
        district=changed.of_district(_district(plan)),
    )


def other_inputs(inputs: Inputs, variations: Sequence[Variation]) -> Inputs:
    """The same inputs with more that differs, changed after all that differs already.

    What no variation changes stays the same array, which shows what need not be calculated
    again.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    variations : sequence of Variation
        What differs now, in numbers and dates.
    """
    changed = _Changes(inputs.plan, variations, inputs.cases)
    return replace(
        inputs,
        tables={name: changed.of_table(name, base) for name, base in inputs.tables.items()},
        drivers=changed.of_drivers(inputs.drivers),
        district=changed.of_district(inputs.district),
    )


class _Changes:
    """Lays variations over what a plan says, growing only the axes that need it."""

    def __init__(self, plan: Plan, variations: Sequence[Variation], cases: int) -> None:
        self.plan, self.cases = plan, cases
        self.by_cell: dict[tuple[str, str], list[Variation]] = {}
        for variation in variations:
            self.by_cell.setdefault((variation.table, variation.field), []).append(variation)

    def of_table(self, name: str, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Columns of a table, each of shape [row, year or 1, case or 1]."""
        touched = {field: v for (table, field), v in self.by_cell.items() if table == name}
        if not touched:
            return base
        place = {row.key: number for number, row in enumerate(self.plan.rows(name))}
        rows = {**{key: slice(k, k + 1) for key, k in place.items()}, "all": slice(None)}
        laid = {f: self._laid(base[f], [(rows[v.row], v) for v in vs]) for f, vs in touched.items()}
        return {**base, **laid}

    def of_drivers(self, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Drivers, each of shape [year, case or 1]."""
        laid = dict(base)
        for variation in self.by_cell.get(("assumptions", "value"), []):
            for name in base if variation.row == "all" else (variation.row,):
                laid[name] = self._laid(laid[name][None], [(slice(None), variation)])[0]
        return laid

    def of_district(self, base: Mapping[str, Floats]) -> Mapping[str, Floats]:
        """Settings of the district, each of shape [year or 1, case or 1]."""
        touched = {field: v for (table, field), v in self.by_cell.items() if table == "district"}
        laid = {
            field: self._laid(base[field][None], [(slice(None), v) for v in variations])[0]
            for field, variations in touched.items()
        }
        return {**base, **laid}

    def _laid(self, base: Floats, variations: list[tuple[slice, Variation]]) -> Floats:
        """One column after its variations, shape [row, year or 1, case or 1]."""
        by_year = any(v.from_year or v.values.shape[0] > 1 for _, v in variations)
        years = len(self.plan.years) if by_year else base.shape[1]
        differs = any(v.differs for _, v in variations)
        cases = self.cases if differs else base.shape[2]
        shape = (base.shape[0], years, cases)
        first = variations[0][1]
        # What the first variation sets everywhere need not be laid out before.
        everywhere = first.how == "set" and not first.from_year and first.cases is None
        begun = everywhere and variations[0][0] == slice(None)
        array = np.empty(shape) if begun else np.array(np.broadcast_to(base, shape))
        for rows, variation in variations:
            since = sum(year < (variation.from_year or 0) for year in self.plan.years)
            own = slice(None) if variation.cases is None else variation.cases
            values = variation.values[since:] if variation.values.shape[0] > 1 else variation.values
            here = (rows, slice(since, None), own)
            if variation.how == "set":
                array[here] = values
            elif variation.how == "add":
                array[here] += values
            else:
                array[here] *= values
        return array


@cached_per_plan
def _tables(plan: Plan) -> dict[str, dict[str, Floats]]:
    """Every numeric column of the plan as typed, shape [row, 1, 1]."""
    return {name: _columns(plan, name) for name in PROJECTED_TABLES}


def _columns(plan: Plan, name: str) -> dict[str, Floats]:
    rows = plan.rows(name)
    return {
        field: _typed([engine_value(field, column, row.cell(field)) for row in rows], (-1, 1, 1))
        for field, column in columns_of(TABLES[name].model).items()
        if column.numeric
    }


@cached_per_plan
def _drivers(plan: Plan) -> dict[str, Floats]:
    """Every driver as typed, shape [year, 1]."""
    return {name: _typed(path, (-1, 1)) for name, path in driver_paths(plan).items()}


@cached_per_plan
def _district(plan: Plan) -> dict[str, Floats]:
    """Every numeric setting as typed, shape [1, 1]."""
    return {
        field: _typed([engine_value(field, column, getattr(plan.district, field))], (1, 1))
        for field, column in TABLES["district"].columns.items()
        if column.numeric
    }


def _typed(values: list[float], shape: tuple[int, ...]) -> Floats:
    """Numbers that every case of a plan shares, so that nobody may write into them."""
    array = np.array(values, dtype=np.float64).reshape(shape)
    array.flags.writeable = False
    return array


def driver_paths(plan: Plan) -> dict[str, list[float]]:
    """Value of each driver in each year: typed, public, or neutral.

    Enrollment growth that nobody typed is not a number where a history forecasts enrollment.
    """
    paths = {}
    for name, column in DRIVERS.items():
        start = column.default.value if column.default else NEUTRAL_DRIVERS.get(name, 0.0)
        if name == "enrollment_growth_rate" and plan.counted_history:
            start = np.nan
        path = [start] * len(plan.years)
        for row in sorted(plan.assumptions, key=lambda row: row.from_year or 0):
            if row.name == name and row.active and row.value is not None:
                since = sum(year < (row.from_year or 0) for year in plan.years)
                path[since:] = [row.value] * (len(path) - since)
        paths[name] = path
    return paths
