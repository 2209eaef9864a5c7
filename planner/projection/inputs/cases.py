"""Cases: many versions of a plan's inputs, side by side in arrays.

A case is one set of changes to the plan's inputs. Inputs become arrays of shape
``[row, year, case]``; an axis on which nothing differs has length 1 and broadcasts, so a single
plan costs no more than its own size. One engine serves one case and ten thousand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.costs.escalation import price_index
from planner.fiscal import first_month
from planner.plan.plan import Plan
from planner.plan.what_if.changes import base_changes
from planner.projection.inputs.as_typed import typed_district, typed_drivers, typed_tables
from planner.projection.inputs.dollars import first_year_amounts
from planner.projection.inputs.laid_over import Changes
from planner.projection.inputs.variations import Variation, variation_of


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
    made : tuple of Variation
        What was changed, in the order in which changes were made.
    as_stated : bool
        Whether amounts are calculated with as they are stated, in dollars of any year.
    """

    plan: Plan
    years: Floats
    year_starts: Floats
    cases: int
    tables: Mapping[str, Mapping[str, Floats]]
    drivers: Mapping[str, Floats]
    district: Mapping[str, Floats]
    made: tuple[Variation, ...] = ()
    as_stated: bool = False

    @cached_property
    def amounts(self) -> Mapping[tuple[str, str], Floats]:
        """Columns of which some amount is stated in dollars of a later year, in those of the first.

        Found when something is calculated: what cells hold can be asked without.
        """
        return {} if self.as_stated else first_year_amounts(replace(self, as_stated=True))

    def of(self, table: str, field: str) -> Floats:
        """One column of a table, shape [row, year or 1, case or 1].

        What is calculated with: amounts that are stated in dollars of a later year are those of
        the first. How they are stated is in ``tables``.
        """
        amounts = self.amounts.get((table, field))
        return self.tables[table][field] if amounts is None else amounts

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
        What differs, in the order in which changes are made: after those of the plan itself,
        unless they stand for what is typed.
    cases : int
        Number of cases.
    """
    years = np.array(plan.years, dtype=np.float64)
    start_month = plan.district.fiscal_year_start_month
    starts = [first_month(year, start_month) for year in plan.years]
    typed = [variation for variation in variations if variation.as_typed]
    base = [variation_of(change) for change in base_changes(plan)]
    made = (*typed, *base, *(v for v in variations if not v.as_typed))
    changed = Changes(plan, made, cases)
    return Inputs(
        plan=plan,
        years=years,
        year_starts=np.array(starts, dtype=np.float64)[None, :, None],
        cases=cases,
        tables={name: changed.of_table(name, base) for name, base in typed_tables(plan).items()},
        drivers=changed.of_drivers(typed_drivers(plan)),
        district=changed.of_district(typed_district(plan)),
        made=made,
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
    changed = Changes(inputs.plan, variations, inputs.cases)
    return replace(
        inputs,
        tables={name: changed.of_table(name, base) for name, base in inputs.tables.items()},
        drivers=changed.of_drivers(inputs.drivers),
        district=changed.of_district(inputs.district),
        made=(*inputs.made, *variations),
    )
